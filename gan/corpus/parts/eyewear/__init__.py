"""Glasses and eye patches: `draw(canvas, avatar)` over the eyes, under the fringe.

`through(canvas, avatar)`, where a part has it, is drawn once more on the fringe, faintly: what shows through the hair.
"""
