"""One long lock between the eyes."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("lock between the eyes", "鼻梁一缕", near=("choppy", "m_shaped"))

FRINGE = Fringe(
    part=-0.05,
    locks=(
        FringeLock(-1.0, 1.2, 0.3, 0.05, 0, z=0),
        FringeLock(-0.78, 0.7, 0.36, 0.05, 0, z=2),
        FringeLock(-0.54, 0.6, 0.34, 0.05, 0, z=1),
        FringeLock(-0.28, 0.54, 0.34, 0.05, 0, z=3),
        FringeLock(0.03, 1.3, 0.36, 0.05, 0, z=4),
        FringeLock(0.3, 0.54, 0.34, -0.05, 0, z=3),
        FringeLock(0.54, 0.6, 0.34, -0.05, 0, z=1),
        FringeLock(0.78, 0.7, 0.36, -0.05, 0, z=2),
        FringeLock(1.0, 1.2, 0.3, -0.05, 0, z=0),
    ),
)
