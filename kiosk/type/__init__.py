"""How words become letters, on paper and on the screen alike: one face for each script.

What Atkinson Hyperlegible Next has is drawn with it, and costs nothing more than before.
For what it lacks, a Noto face is loaded the first time that somebody's name needs it.
"""
