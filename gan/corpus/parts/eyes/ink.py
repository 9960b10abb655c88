"""Colours that are mixed for the eyes alone."""

from __future__ import annotations

from functools import cache

from gan.corpus.drawing.avatar import Avatar

__all__ = ["blend", "lash_ink"]


@cache
def blend(first: str, second: str, share: float) -> str:
    """Hex colour at `share` of the way between two others."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lash_ink(avatar: Avatar) -> str:
    """Colour of the lashes, deepened on dark skins so that they stand out there as well."""
    skin = avatar.colors.skin.base
    light = sum(int(skin[i : i + 2], 16) for i in (1, 3, 5)) / 765
    return blend(avatar.colors.lash, "#190f1e", round(min(max((0.75 - light) * 1.8, 0.0), 0.6), 1))
