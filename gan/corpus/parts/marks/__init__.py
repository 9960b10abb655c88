"""What is to be seen on the skin: `draw(canvas, avatar)` on the face, beneath mouth, eyes and brows."""
