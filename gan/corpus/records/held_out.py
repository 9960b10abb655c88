"""Pairs of classes that the training split never shows together.

Whether a generator draws them anyway, when it is asked to, tells whether it has learned what the classes are or only
remembers pictures. In the training split the second class of a pair gives way to the next best of its attribute;
validation and test splits draw the pairs as they come.

The pairs are chosen so that both classes are common and plain to see, also at 64 px; the attributes are seen together
nearly always, have many classes (so that independence hardly suffers) and differ from pair to pair. Skin, age,
presentation, texture of hair and religious dress are left out: a model must have seen those with everything. An
attribute stands first or second throughout, which makes the order of the pairs meaningless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["PAIRS", "Pair", "barred"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two classes that never meet in the training split; the second one gives way."""

    first: tuple[str, str]
    second: tuple[str, str]


def _pair(first: str, second: str) -> Pair:
    (a, _, b), (c, _, d) = first.partition("="), second.partition("=")
    return Pair((a, b), (c, d))


PAIRS: tuple[Pair, ...] = (
    # Colour with colour: is one taken for the other?
    _pair("hair_color=pink", "eye_color=green"),
    _pair("hair_color=blue", "eye_color=amber"),
    _pair("hair_color=black", "outfit_color=purple"),
    _pair("hair_color=white", "outfit_color=navy"),
    _pair("background=sky", "outfit_color=red"),
    _pair("background=mint", "eye_color=pink"),
    # Colour with shape: is a cut tied to the colours it was seen in?
    _pair("hair_color=blond", "back_hair=ponytail"),
    _pair("hair_color=brown", "back_hair=twintails"),
    _pair("hair_color=teal", "fringe=blunt"),
    _pair("hair_color=purple", "fringe=curtain"),
    _pair("outfit=shirt", "outfit_color=yellow"),
    _pair("background=peach", "backdrop=stripes"),
    _pair("background=lilac", "backdrop=clouds"),
    # Shape with shape: are parts put together, or heads remembered?
    _pair("outfit=hoodie", "eyewear=round"),
    _pair("outfit=sailor", "back_hair=bob"),
    _pair("outfit=sweater", "headwear=cat_ears"),
    _pair("outfit=overalls", "fringe=swept"),
    _pair("mouth=smile", "eyewear=square"),
    _pair("mouth=open_smile", "fringe=spiky"),
    _pair("mouth=cat", "headwear=beanie"),
)


def barred(attribute: str, classes: Mapping[str, str | None]) -> frozenset[str]:
    """The classes that an attribute may not take in the training split beside these classes of the others."""
    found: set[str] = set()
    for pair in PAIRS:
        for (name, value), (other, partner) in ((pair.first, pair.second), (pair.second, pair.first)):
            if name == attribute and classes.get(other) == partner:
                found.add(value)
    return frozenset(found)
