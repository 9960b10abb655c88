"""What is worn round the neck, over the clothes.

`draw(canvas, avatar)` draws it over the outfit; `behind(canvas, avatar)`, where a part has it, comes before the neck.
"""
