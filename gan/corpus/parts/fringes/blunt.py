"""Cut straight above the eyes."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("blunt", "齐刘海", near=("choppy",))

FRINGE = Fringe(
    part=0.05,
    locks=(
        FringeLock(-0.96, 0.98, 0.30, 0.04, 0.5, z=0),
        FringeLock(-0.74, 0.70, 0.36, 0.02, 0.9, z=1),
        FringeLock(-0.48, 0.72, 0.36, 0.01, 1.0, z=3),
        FringeLock(-0.24, 0.72, 0.36, 0.0, 1.0, z=2),
        FringeLock(0.02, 0.74, 0.38, 0.0, 1.0, z=5),
        FringeLock(0.27, 0.72, 0.36, 0.0, 1.0, z=4),
        FringeLock(0.51, 0.73, 0.36, -0.01, 1.0, z=3),
        FringeLock(0.76, 0.70, 0.36, -0.02, 0.9, z=2),
        FringeLock(0.97, 0.98, 0.30, -0.04, 0.5, z=0),
    ),
)
