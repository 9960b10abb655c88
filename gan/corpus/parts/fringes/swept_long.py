"""Swept aside into a long side."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("swept with a long side", "长侧分刘海", near=("swept",))

FRINGE = Fringe(
    part=-0.62,
    whorl=0.35,
    locks=(
        FringeLock(-1.0, 1.1, 0.26, 0.05, 0, z=0),
        FringeLock(-0.9, 0.82, 0.26, 0.08, 0, z=1),
        FringeLock(-0.8, 0.46, 0.22, 0.08, 0, z=2),
        FringeLock(0.34, 0.48, 0.38, -0.26, 0, z=5),
        FringeLock(0.64, 0.66, 0.38, -0.22, 0, z=4),
        FringeLock(0.86, 0.92, 0.34, -0.16, 0, z=3),
        FringeLock(0.98, 1.32, 0.34, -0.11, 0, z=2),
        FringeLock(1.05, 1.68, 0.34, -0.07, 0, z=1),
        FringeLock(1.09, 1.85, 0.28, -0.05, 0, z=0),
    ),
)
