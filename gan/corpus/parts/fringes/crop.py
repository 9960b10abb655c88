"""Short, well above the brows."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("baby bangs", "眉上短刘海", near=("choppy",))

FRINGE = Fringe(
    part=-0.1,
    locks=(
        FringeLock(-1.0, 0.94, 0.26, 0.05, 0, z=0),
        FringeLock(-0.84, 0.46, 0.34, 0.04, 0.1, z=1),
        FringeLock(-0.57, 0.3, 0.32, 0.03, 0.45, z=2),
        FringeLock(-0.3, 0.35, 0.3, 0.02, 0.4, z=1),
        FringeLock(-0.02, 0.28, 0.32, 0.02, 0.5, z=3),
        FringeLock(0.26, 0.35, 0.3, -0.02, 0.4, z=1),
        FringeLock(0.53, 0.29, 0.32, -0.03, 0.45, z=2),
        FringeLock(0.82, 0.46, 0.34, -0.04, 0.1, z=1),
        FringeLock(1.0, 0.94, 0.26, -0.05, 0, z=0),
    ),
)
