"""Thin, with the forehead showing through."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("see-through", "空气刘海", near=("choppy",))

FRINGE = Fringe(
    part=-0.08,
    hug=0.6,
    locks=(
        FringeLock(-1.0, 1.2, 0.26, 0.06, 0, z=0),
        FringeLock(-0.83, 0.92, 0.17, 0.06, 0, z=1),
        FringeLock(-0.56, 0.72, 0.17, 0.04, 0, z=2),
        FringeLock(-0.33, 0.8, 0.15, 0.03, 0, z=1),
        FringeLock(-0.06, 0.7, 0.19, 0.02, 0, z=2),
        FringeLock(0.16, 0.8, 0.15, -0.02, 0, z=1),
        FringeLock(0.42, 0.71, 0.18, -0.04, 0, z=2),
        FringeLock(0.8, 0.94, 0.17, -0.06, 0, z=1),
        FringeLock(1.0, 1.2, 0.26, -0.06, 0, z=0),
    ),
)
