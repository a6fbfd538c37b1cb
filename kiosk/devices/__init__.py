"""What is plugged into the terminal: printers and the scanner."""
