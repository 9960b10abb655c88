"""The ahoge, a strand that stands up from the crown: `draw(canvas, avatar)`."""
