"""Clothes.

`draw(canvas, avatar)` draws them over the neck; `behind(canvas, avatar)`, where a part has it, comes before the neck.
"""
