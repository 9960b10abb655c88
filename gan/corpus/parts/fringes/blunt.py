"""Cut straight above the eyes."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("blunt", "齐刘海", near=("hime", "arched"))

FRINGE = Fringe(
    part=0.05,
    locks=(
        FringeLock(-1.0, 1.08, 0.28, 0.04, 0, z=0),
        FringeLock(-0.76, 0.7, 0.36, 0.03, 0.9, z=1),
        FringeLock(-0.5, 0.715, 0.37, 0.01, 1, z=2),
        FringeLock(-0.24, 0.72, 0.36, 0, 1, z=1),
        FringeLock(0.02, 0.73, 0.38, 0, 1, z=3),
        FringeLock(0.28, 0.72, 0.36, 0, 1, z=1),
        FringeLock(0.53, 0.715, 0.37, -0.01, 1, z=2),
        FringeLock(0.78, 0.7, 0.34, -0.03, 0.9, z=1),
        FringeLock(1.0, 1.08, 0.28, -0.04, 0, z=0),
    ),
)
