"""What a visitor leaves with: the words, the drawing, the codes and the files."""
