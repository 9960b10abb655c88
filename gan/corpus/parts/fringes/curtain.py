"""Falls to both sides like a curtain."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("curtain bangs", "八字刘海", near=("middle", "m_shaped"))

FRINGE = Fringe(
    part=0.0,
    whorl=0.7,
    locks=(
        FringeLock(-1.03, 1.42, 0.3, 0.04, 0, z=0),
        FringeLock(-0.92, 1.1, 0.34, 0.1, 0, z=1),
        FringeLock(-0.72, 0.84, 0.36, 0.17, 0, z=2),
        FringeLock(-0.44, 0.62, 0.36, 0.22, 0, z=3),
        FringeLock(0.02, 0.04, 0.16, 0.1, 0, z=0),
        FringeLock(0.44, 0.6, 0.36, -0.22, 0, z=3),
        FringeLock(0.72, 0.84, 0.36, -0.17, 0, z=2),
        FringeLock(0.92, 1.1, 0.34, -0.1, 0, z=1),
        FringeLock(1.03, 1.42, 0.3, -0.04, 0, z=0),
    ),
)
