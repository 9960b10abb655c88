"""Swept from a parting at the side."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("side-swept", "斜刘海", near=("swept_long", "over_eye"))

FRINGE = Fringe(
    part=-0.5,
    whorl=0.25,
    locks=(
        FringeLock(-1.0, 1.18, 0.27, 0.05, 0, z=0),
        FringeLock(-0.88, 0.9, 0.28, 0.08, 0, z=1),
        FringeLock(-0.74, 0.56, 0.24, 0.08, 0, z=2),
        FringeLock(-0.1, 0.62, 0.42, -0.2, 0, z=5),
        FringeLock(0.2, 0.66, 0.44, -0.17, 0, z=4),
        FringeLock(0.48, 0.74, 0.42, -0.13, 0, z=3),
        FringeLock(0.74, 0.86, 0.38, -0.1, 0, z=2),
        FringeLock(0.92, 1.06, 0.32, -0.08, 0, z=1),
        FringeLock(1.02, 1.22, 0.26, -0.05, 0, z=0),
    ),
)
