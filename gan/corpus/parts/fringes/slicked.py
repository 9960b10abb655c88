"""Combed back, the hairline in view."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("slicked back", "背头")

FRINGE = Fringe(
    part=-0.25,
    hug=0.5,
    lift=-6,
    melt=0.8,
    locks=(
        FringeLock(-0.97, 0.64, 0.34, 0.06, 0, z=0),
        FringeLock(-0.85, 0.30, 0.33, 0.06, 0, z=1),
        FringeLock(-0.62, 0.07, 0.34, 0.06, 0, z=2),
        FringeLock(-0.34, -0.06, 0.36, 0.04, 0, z=3),
        FringeLock(0.0, -0.03, 0.36, 0.02, 0, z=3),
        FringeLock(0.40, 0.58, 0.15, 0.34, 0, z=5),
        FringeLock(0.50, 0.02, 0.36, -0.06, 0, z=2),
        FringeLock(0.83, 0.28, 0.33, -0.06, 0, z=1),
        FringeLock(0.97, 0.64, 0.34, -0.06, 0, z=0),
    ),
)
