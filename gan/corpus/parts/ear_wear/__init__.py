"""What is worn on the ears: `draw(canvas, avatar)`, over the hair.

At least one ear shows: `_ear.show_ears` tucks the hair behind the one that faces the viewer.
"""
