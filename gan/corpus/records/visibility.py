"""What hides what in the corpus: a part that cannot be seen, or that is not drawn at all.

A class that cannot be seen is None in a record, -1 among labels and null in JSON: it is nobody's fault not to know it.
These rules are the only ones that make one attribute depend on another; `DEPENDENT` lists the pairs. Classes that no
part has are ignored here; a test finds them.
"""

from __future__ import annotations

from gan.corpus.parts.headwear import COVERS_CROWN, COVERS_HAIR
from gan.rules import Hides, Only, Rules

__all__ = ["DEPENDENT", "HIDES", "ONLY", "RULES"]

_HAIR = ("fringe", "side_locks", "ahoge", "hair_texture", "hair_dye", "hair_ornament")
_EYES = ("eye_shape", "eye_color")
_BEARDS = frozenset({"beard", "long_beard"})
_DOT = frozenset({"beauty_mark"})

# In order: what a rule has hidden is no cause in those after it.
HIDES: tuple[Hides, ...] = (
    Hides({"headwear": COVERS_HAIR}, ("back_hair", *_HAIR, "ear_wear", "neckwear"), "it covers hair, ears and neck"),
    Hides({"headwear": COVERS_CROWN}, ("ahoge",), "it covers the crown"),
    Hides({"headwear": frozenset({"headphones"})}, ("ear_wear",), "they cover the ears"),
    Hides({"back_hair": frozenset({"bald"})}, _HAIR, "there is no hair"),
    Hides({"back_hair": frozenset({"buzz"})}, ("fringe", "side_locks", "ahoge", "hair_dye"), "the hair is too short"),
    Hides({"back_hair": frozenset({"afro"})}, ("hair_texture",), "it has a texture of its own"),
    Hides({"back_hair": frozenset({"bun", "half_up"})}, ("ahoge",), "the knot is in its place"),
    Hides({"lids": frozenset({"smiling", "downcast"})}, _EYES, "both eyes are closed"),
    Hides(
        {"lids": frozenset({"wink"}), "eyewear": frozenset({"eye_patch"})},
        _EYES,
        "one eye is closed, the other covered",
    ),
    # Small things of which nothing may be left.
    Hides({"facial_hair": _BEARDS | {"chin_strap"}, "marks": _DOT}, ("marks",), "it may lie beneath the beard"),
    Hides({"eyewear": frozenset({"eye_patch", "heart_shades"}), "marks": _DOT}, ("marks",), "it may lie beneath"),
    Hides({"facial_hair": _BEARDS, "neckwear": frozenset({"choker"})}, ("neckwear",), "it may lie beneath the beard"),
)
ONLY: tuple[Only, ...] = (
    Only(
        "facial_hair",
        "none",
        {"age": frozenset({"adult", "elder"}), "presentation": frozenset({"masculine", "androgynous"})},
        "beards grow on grown faces; feminine ones are drawn without",
    ),
    Only(
        "headwear",
        "none",
        {"presentation": frozenset({"feminine"})},
        "women wear it",
        of=COVERS_HAIR,
    ),
)
RULES = Rules(HIDES, ONLY)
# Pairs of attributes that are not independent, since a rule connects their visible classes.
DEPENDENT: frozenset[frozenset[str]] = frozenset(
    frozenset({rule.attribute, name}) for rule in ONLY for name in rule.allowed
)
