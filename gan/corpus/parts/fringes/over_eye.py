"""Hangs a little over one eye."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("over one eye", "遮眼刘海", near=("swept",))

FRINGE = Fringe(
    part=-0.42,
    whorl=0.15,
    locks=(
        FringeLock(-1.0, 1.16, 0.27, 0.05, 0, z=0),
        FringeLock(-0.86, 0.82, 0.3, 0.06, 0, z=1),
        FringeLock(-0.66, 0.58, 0.3, 0.06, 0, z=2),
        FringeLock(-0.2, 0.62, 0.4, -0.12, 0, z=4),
        FringeLock(0.06, 0.72, 0.42, -0.14, 0, z=5),
        FringeLock(0.26, 0.82, 0.36, -0.16, 0, z=4),
        FringeLock(0.70, 1.16, 0.21, -0.12, 0, z=5),
        FringeLock(0.98, 1.40, 0.30, -0.08, 0, z=2),
        FringeLock(1.05, 1.56, 0.30, -0.05, 0, z=0),
    ),
)
