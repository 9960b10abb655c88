"""Parted in the middle, the forehead open."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("middle parting", "中分", near=("curtain",))

FRINGE = Fringe(
    part=0.0,
    whorl=0.9,
    hug=0.42,
    lift=-4,
    locks=(
        FringeLock(-1.05, 1.55, 0.3, 0.03, 0, z=0),
        FringeLock(-0.98, 1.15, 0.34, 0.0, 0, z=1),
        FringeLock(-0.86, 0.80, 0.38, -0.06, 0, z=2),
        FringeLock(-0.56, 0.42, 0.36, -0.10, 0, z=3),
        FringeLock(0, -0.1, 0.12, 0, 0, z=0),
        FringeLock(0.56, 0.42, 0.36, 0.10, 0, z=3),
        FringeLock(0.86, 0.80, 0.38, 0.06, 0, z=2),
        FringeLock(0.98, 1.15, 0.34, 0.0, 0, z=1),
        FringeLock(1.05, 1.55, 0.3, -0.03, 0, z=0),
    ),
)
