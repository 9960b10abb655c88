"""Colours between two hex colours, and how bright one is."""

from __future__ import annotations

__all__ = ["blend", "luma"]


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luma(color: str) -> float:
    """Brightness of a colour as it is seen, 0..255."""
    r, g, b = _channels(color)
    return 0.30 * r + 0.59 * g + 0.11 * b


def blend(a: str, b: str, share: float) -> str:
    """The colour at a share of the way from `a` to `b`."""
    channels = (round(x + (y - x) * share) for x, y in zip(_channels(a), _channels(b), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in channels)
