"""What a generator is to reach: every target with its bound, said once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gan.evaluation.page import Target

__all__ = ["SHARE_FACTOR", "kernel_bound", "reached", "unmeasured"]

# How many times too often or too rarely a class may be drawn.
SHARE_FACTOR: Final = 1.5

_NAN: Final = float("nan")
_TARGETS: Final = {
    "kid-rand": Target("KID-rand", None, _NAN, at_most=True),
    "kid-ssl": Target("KID-ssl", None, _NAN, at_most=True),
    "coverage": Target("Coverage", None, 0.8, at_most=False, share=True),
    "accuracy": Target("Attribute accuracy", None, 0.9, at_most=False, share=True),
    "least-accuracy": Target("Least accurate attribute", None, 0.75, at_most=False, share=True),
    "share": Target("Share of every class", None, SHARE_FACTOR, at_most=True),
    "jump": Target("Largest step of a blend", None, 1.3, at_most=True),
    "halfway": Target("Halfway pictures in W that are faces", None, 0.99, at_most=False, share=True),
    "children": Target("Children that are faces", None, 0.99, at_most=False, share=True),
}


def kernel_bound(floor: float) -> float:
    """What KID may be, given that of real pictures against real ones (which may be below 0)."""
    return 3 * max(0.0, floor) + 0.01


def reached(key: str, measured: float, detail: str, bound: float | None = None) -> Target:
    """A target with its figure; `bound` where it depends on the data."""
    target = _TARGETS[key]
    return replace(target, measured=measured, detail=detail, bound=target.bound if bound is None else bound)


def unmeasured(key: str, detail: str = "") -> Target:
    """A target whose figure could not be had."""
    return replace(_TARGETS[key], detail=detail)
