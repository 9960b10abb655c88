"""Parted in the middle, the forehead open."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("middle parting", "中分", near=("curtain",))

FRINGE = Fringe(
    part=0.0,
    whorl=0.85,
    lift=4,
    locks=(
        FringeLock(-1.06, 1.62, 0.3, 0.03, 0, z=0),
        FringeLock(-1.0, 1.3, 0.32, 0.06, 0, z=1),
        FringeLock(-0.93, 0.96, 0.34, 0.12, 0, z=2),
        FringeLock(-0.82, 0.6, 0.36, 0.18, 0, z=3),
        FringeLock(0, -0.1, 0.12, 0, 0, z=0),
        FringeLock(0.82, 0.6, 0.36, -0.18, 0, z=3),
        FringeLock(0.93, 0.96, 0.34, -0.12, 0, z=2),
        FringeLock(1.0, 1.3, 0.32, -0.06, 0, z=1),
        FringeLock(1.06, 1.62, 0.3, -0.03, 0, z=0),
    ),
)
