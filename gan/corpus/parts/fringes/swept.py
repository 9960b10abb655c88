"""Swept from a parting at the side."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("side-swept", "斜刘海", near=("choppy",))

FRINGE = Fringe(
    part=-0.5,
    whorl=0.25,
    locks=(
        FringeLock(-1.0, 1.15, 0.28, 0.05, z=1),
        FringeLock(-0.86, 0.92, 0.30, 0.06, z=2),
        FringeLock(-0.70, 0.60, 0.26, 0.06, z=3),
        FringeLock(-0.02, 0.66, 0.40, -0.20, z=8),
        FringeLock(0.28, 0.74, 0.42, -0.16, z=7),
        FringeLock(0.54, 0.84, 0.42, -0.12, z=6),
        FringeLock(0.76, 0.94, 0.38, -0.10, z=5),
        FringeLock(0.92, 1.06, 0.32, -0.08, z=4),
        FringeLock(1.02, 1.22, 0.28, -0.05, z=0),
    ),
)
