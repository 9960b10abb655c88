"""Ornaments in the hair: `draw(canvas, avatar)` over it, or `behind(canvas, avatar)` behind the head."""
