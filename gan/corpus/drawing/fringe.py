"""What fringes and side locks are, as data."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fringe", "FringeLock", "SideLock"]


@dataclass(frozen=True, slots=True)
class FringeLock:
    """One lock of a fringe, on a head of any size.

    Attributes:
        x: its tip, from -1 at the left to 1 at the right edge of the face.
        y: its tip, 0 at the hairline, 1 at the middle of the eyes.
        width: in half-widths of the face.
        sweep: how far its belly is pushed to the viewer's right, as a share of its length.
        blunt: 0 ends in a point, 1 is cut straight.
        z: locks of larger z lie over the others; those of one z are painted together.
        root: 0 grows from the parting, 1 from the hairline (then it rises, if its tip is higher).
    """

    x: float
    y: float
    width: float
    sweep: float = 0.0
    blunt: float = 0.0
    z: float = 0.0
    root: float = 0.0


@dataclass(frozen=True, slots=True)
class Fringe:
    """Nine locks from left to right, drawn for a parting on the viewer's left; `side` mirrors it.

    Attributes:
        locks: the nine locks.
        part: x of the parting in half-widths of the face.
        whorl: where the inner locks come from: 0 the crown, 1 the hairline (a parting line that is seen).
        hug: 0..1, how far the locks follow the dome sideways before they fall.
        lift: how far the hairline is lifted, canvas units.
        melt: 0..1, how far the locks melt into one smooth mass.
    """

    locks: tuple[FringeLock, ...]
    part: float = 0.0
    whorl: float = 0.0
    hug: float = 0.75
    lift: float = 0.0
    melt: float = 0.0


@dataclass(frozen=True, slots=True)
class SideLock:
    """One lock in front of an ear, drawn for the viewer's right; the other side is its mirror image.

    Attributes:
        x: its tip, in half-widths of the face from the middle.
        y: its tip, 0 at the middle of the eyes, 1 at the chin.
        width: in half-widths of the face.
        root: x of its root, in half-widths of the hair.
        sweep: how far its belly is pushed outward, as a share of its length.
        blunt: 0 ends in a point, 1 is cut straight.
        curl: hook of its tip outward, in half-widths of the face.
        wave: swing of its own waves, in half-widths of the face.
    """

    x: float
    y: float
    width: float
    root: float = 0.78
    sweep: float = 0.0
    blunt: float = 0.0
    curl: float = 0.0
    wave: float = 0.0
