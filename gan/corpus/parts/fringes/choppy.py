"""Uneven pointed locks."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("choppy", "碎刘海", near=("blunt",))

FRINGE = Fringe(
    part=-0.18,
    locks=(
        FringeLock(-0.98, 1.12, 0.30, 0.04, z=0),
        FringeLock(-0.74, 0.80, 0.34, 0.03, z=2),
        FringeLock(-0.50, 0.98, 0.32, 0.03, z=1),
        FringeLock(-0.24, 0.74, 0.34, 0.02, z=4),
        FringeLock(0.02, 0.92, 0.34, 0.04, z=5),
        FringeLock(0.28, 0.72, 0.34, -0.02, z=3),
        FringeLock(0.52, 0.94, 0.34, -0.03, z=4),
        FringeLock(0.78, 0.82, 0.32, -0.04, z=2),
        FringeLock(1.0, 1.14, 0.30, -0.04, z=0),
    ),
)
