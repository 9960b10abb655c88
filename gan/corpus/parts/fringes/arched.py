"""A rounded arch, short in the middle."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("rounded", "弧形刘海", near=("blunt",))

FRINGE = Fringe(
    part=0.0,
    locks=(
        FringeLock(-1.02, 1.34, 0.28, 0.05, 0.1, z=0),
        FringeLock(-0.9, 1.02, 0.3, 0.05, 0.5, z=1),
        FringeLock(-0.68, 0.78, 0.34, 0.05, 0.7, z=2),
        FringeLock(-0.38, 0.58, 0.38, 0.03, 0.85, z=3),
        FringeLock(0, 0.5, 0.4, 0, 0.9, z=1),
        FringeLock(0.38, 0.58, 0.38, -0.03, 0.85, z=3),
        FringeLock(0.68, 0.78, 0.34, -0.05, 0.7, z=2),
        FringeLock(0.9, 1.02, 0.3, -0.05, 0.5, z=1),
        FringeLock(1.02, 1.34, 0.28, -0.05, 0.1, z=0),
    ),
)
