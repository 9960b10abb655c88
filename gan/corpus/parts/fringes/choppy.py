"""Uneven pointed locks."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("choppy", "碎刘海", near=("between", "wispy"))

FRINGE = Fringe(
    part=-0.15,
    locks=(
        FringeLock(-1.0, 1.16, 0.3, 0.05, 0, z=0),
        FringeLock(-0.77, 0.74, 0.36, 0.03, 0, z=2),
        FringeLock(-0.52, 0.86, 0.36, 0.03, 0, z=1),
        FringeLock(-0.27, 0.68, 0.36, 0.02, 0, z=3),
        FringeLock(0, 0.92, 0.38, 0.04, 0, z=4),
        FringeLock(0.27, 0.66, 0.36, -0.02, 0, z=3),
        FringeLock(0.52, 0.86, 0.36, -0.03, 0, z=2),
        FringeLock(0.77, 0.76, 0.34, -0.04, 0, z=3),
        FringeLock(1.0, 1.16, 0.3, -0.05, 0, z=0),
    ),
)
