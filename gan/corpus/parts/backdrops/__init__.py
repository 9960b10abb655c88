"""What is behind the head, quietly: `draw(canvas, avatar)` fills the whole canvas."""
