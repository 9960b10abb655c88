"""What is worn on the head: hats, scarves, headphones, animal ears.

A part may define `behind(canvas, avatar)`, which is drawn behind the head, `under_fringe(canvas, avatar)`, drawn before
the face and the front hair, and `draw(canvas, avatar)`, drawn over everything on the head.
"""

from __future__ import annotations

__all__ = ["COVERS_CROWN", "COVERS_EARS", "COVERS_HAIR", "EARS", "TALL"]

# Hats: what stands up from the crown (ahoge, high buns) has no room under them.
COVERS_CROWN = frozenset({"beanie", "beret", "cap", "graduation_cap", "headwrap", "straw_hat", "witch_hat"})

# No hair at all is to be seen.
COVERS_HAIR = frozenset({"hijab"})

# Nothing is to be seen of the ears.
COVERS_EARS = frozenset({"headphones", "hijab"})

# Animal ears: hair that is knotted where they grow is in their way.
EARS = frozenset({"bear_ears", "bunny_ears", "cat_ears"})

# What stands so high that the head should sit a little lower in the picture.
TALL = frozenset({"beanie", "bear_ears", "bunny_ears", "cat_ears", "crown", "graduation_cap", "straw_hat", "witch_hat"})
