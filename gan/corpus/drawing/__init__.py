"""How an avatar is drawn: geometry and colour, the canvas, proportions, hair, and what parts share."""
