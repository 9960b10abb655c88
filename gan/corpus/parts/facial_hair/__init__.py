"""Beards and moustaches: `draw(canvas, avatar)` on the face, round the mouth that is drawn already."""
