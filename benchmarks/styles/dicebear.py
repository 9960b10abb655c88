"""Avatars of other people's making: styles that DiceBear ships and their artists have given to everybody (CC0).

Needs the extra `styles`. Nothing of theirs is in this project; they are drawn on demand from a seed.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from gan.corpus.raster import rasterise

if TYPE_CHECKING:
    from dicebear import Style

__all__ = ["LICENSE", "STYLES", "ExtraMissing", "avatar", "license_of"]

STYLES: Final = ("open-peeps", "notionists", "pixel-art")
LICENSE: Final = "CC0 1.0"
_ABSENT: Final = "DiceBear's styles need the extra `styles`: pip install -e '.[train,styles]'"
# The side of an avatar's SVG, in the units that the rasteriser knows.
_UNITS: Final = 512
# Behind the avatars, which have nothing there of their own.
_BACKDROPS: Final = ["#fbe0e6", "#e6defa", "#d8ebfb", "#d9f3e6", "#fdecd3"]


class ExtraMissing(Exception):
    """DiceBear is not installed; the message says how to install it."""


def avatar(style: str, seed: int, size: int) -> NDArray[np.uint8]:
    """The avatar of a seed in one of `STYLES`: uint8 of shape (size, size, 3).

    Raises:
        ExtraMissing: see there.
        ValueError: the style is not under CC0.
    """
    definition = _style(style)
    from dicebear import Avatar

    options = {"seed": str(seed), "size": _UNITS, "backgroundColor": _BACKDROPS}
    return rasterise(Avatar(definition, options).to_string(), size)


def license_of(style: str) -> tuple[str, str, str]:
    """Licence, artist and source of a style, as its definition says.

    Raises:
        ExtraMissing: see there.
    """
    meta = _definition(style)["meta"]
    return meta["license"]["name"], meta["creator"]["name"], meta["source"]["url"]


@cache
def _style(name: str) -> Style:
    found = license_of(name)[0]
    if found != LICENSE:
        raise ValueError(f"The style {name} is under {found}, and only {LICENSE} is drawn here.")
    try:
        from dicebear import Style
    except ImportError as missing:
        raise ExtraMissing(_ABSENT) from missing
    return Style(_definition(name))


@cache
def _definition(name: str) -> dict[str, Any]:
    try:
        text = files("dicebear_styles").joinpath(f"{name}.json").read_text("utf-8")
    except ImportError as missing:
        raise ExtraMissing(_ABSENT) from missing
    return cast("dict[str, Any]", json.loads(text))
