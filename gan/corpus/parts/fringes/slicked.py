"""Combed back, the hairline in view."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("slicked back", "背头")

FRINGE = Fringe(
    part=-0.25,
    hug=0.5,
    lift=2,
    melt=1,
    locks=(
        FringeLock(-0.96, 0.56, 0.34, 0.06, 0, z=0),
        FringeLock(-0.85, 0.28, 0.34, 0.06, 0, z=1),
        FringeLock(-0.62, 0.02, 0.34, 0.05, 0, z=2),
        FringeLock(-0.36, -0.08, 0.34, 0.03, 0, z=3),
        FringeLock(-0.06, -0.1, 0.36, 0, 0, z=4),
        FringeLock(0.26, -0.09, 0.34, -0.03, 0, z=3),
        FringeLock(0.54, -0.03, 0.34, -0.05, 0, z=2),
        FringeLock(0.82, 0.2, 0.34, -0.06, 0, z=1),
        FringeLock(0.96, 0.56, 0.34, -0.06, 0, z=0),
    ),
)
