"""How far neckwear has to go round."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.parts import parts_of
from gan.corpus.parts.outfits._torso import NECK

__all__ = ["around", "within"]


def around(avatar: Avatar) -> float:
    """Half-width of what goes over the outfit's collar: the standing collar's, or the bare neck's."""
    return _measure(avatar, "STANDS", NECK)


def within(avatar: Avatar) -> float:
    """Half-width of what lies on the skin inside a folded collar, or else round a standing one."""
    return _measure(avatar, "WITHIN", around(avatar))


def _measure(avatar: Avatar, name: str, other: float) -> float:
    outfit = avatar.value("outfit")
    return other if outfit is None else float(getattr(parts_of("outfits")[outfit], name, other))
