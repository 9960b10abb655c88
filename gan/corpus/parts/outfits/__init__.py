"""Clothes.

`draw(canvas, avatar)` draws them over the neck; `behind(canvas, avatar)`, where a part has it, comes before the neck.
Neckwear asks how wide a standing collar is (`STANDS`, its half-width; the bare neck is 30), and how much of the neck a
folded collar leaves free (`WITHIN`).
"""
