"""Cut straight, with straight sides at the cheeks."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("hime cut", "姬发式", near=("blunt",))

FRINGE = Fringe(
    part=0.0,
    locks=(
        FringeLock(-1.02, 1.5, 0.33, 0.05, 0.95, z=0),
        FringeLock(-0.74, 0.67, 0.36, 0.03, 0.95, z=1),
        FringeLock(-0.49, 0.68, 0.37, 0.01, 1, z=2),
        FringeLock(-0.24, 0.685, 0.36, 0, 1, z=1),
        FringeLock(0, 0.69, 0.38, 0, 1, z=3),
        FringeLock(0.25, 0.685, 0.36, 0, 1, z=1),
        FringeLock(0.5, 0.68, 0.37, -0.01, 1, z=2),
        FringeLock(0.75, 0.67, 0.36, -0.03, 0.95, z=1),
        FringeLock(1.02, 1.5, 0.33, -0.05, 0.95, z=0),
    ),
)
