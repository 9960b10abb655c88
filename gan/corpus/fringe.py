"""What a fringe is, as data."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fringe", "FringeLock"]


@dataclass(frozen=True, slots=True)
class FringeLock:
    """One lock of a fringe, on a head of any size.

    Attributes:
        x: its tip, from -1 at the left to 1 at the right edge of the face.
        y: its tip, 0 at the hairline, 1 at the middle of the eyes.
        width: in half-widths of the face.
        sweep: how far its belly is pushed to the viewer's right, as a share of its length.
        blunt: 0 ends in a point, 1 is cut straight.
        z: locks of larger z lie over the others.
    """

    x: float
    y: float
    width: float
    sweep: float = 0.0
    blunt: float = 0.0
    z: float = 0.0


@dataclass(frozen=True, slots=True)
class Fringe:
    """Nine locks from left to right, drawn for a parting on the viewer's left; `side` mirrors it.

    Attributes:
        locks: the nine locks.
        part: x of the parting in half-widths of the face.
        whorl: where the locks come from: 0 the crown, 1 the hairline.
    """

    locks: tuple[FringeLock, ...]
    part: float = 0.0
    whorl: float = 0.0
