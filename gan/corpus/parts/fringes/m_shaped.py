"""An M: a point in the middle, high arches, long sides."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("M-shaped", "M字刘海", near=("curtain", "between"))

FRINGE = Fringe(
    part=0.0,
    whorl=0.2,
    locks=(
        FringeLock(-1.05, 1.46, 0.3, 0.05, 0, z=0),
        FringeLock(-0.98, 1.1, 0.32, 0.1, 0, z=1),
        FringeLock(-0.84, 0.66, 0.3, 0.18, 0, z=2),
        FringeLock(-0.15, 0.6, 0.22, -0.03, 0, z=3),
        FringeLock(0, 1.02, 0.36, 0.02, 0, z=4),
        FringeLock(0.15, 0.6, 0.22, 0.03, 0, z=3),
        FringeLock(0.84, 0.66, 0.3, -0.18, 0, z=2),
        FringeLock(0.98, 1.1, 0.32, -0.1, 0, z=1),
        FringeLock(1.05, 1.46, 0.3, -0.05, 0, z=0),
    ),
)
