"""Standing up in spikes."""

from gan.corpus.drawing.fringe import Fringe, FringeLock
from gan.corpus.records.values import Value

VALUE = Value("spiky", "刺猬头")

FRINGE = Fringe(
    part=-0.4,
    lift=2,
    locks=(
        FringeLock(-1.26, 0.16, 0.54, 0.06, 0, z=0, root=0.7),
        FringeLock(-1.02, -0.36, 0.76, 0.10, 0, z=1, root=0.72),
        FringeLock(-0.5, -0.66, 0.84, 0.10, 0, z=3, root=0.72),
        FringeLock(-0.46, 0.46, 0.38, 0.06, 0, z=4),
        FringeLock(-0.1, 0.64, 0.40, 0.08, 0, z=5),
        FringeLock(0.14, -0.78, 0.9, 0.06, 0, z=2, root=0.72),
        FringeLock(0.3, 0.42, 0.38, -0.04, 0, z=4),
        FringeLock(0.78, -0.58, 0.84, 0.0, 0, z=1, root=0.72),
        FringeLock(1.2, -0.14, 0.66, -0.06, 0, z=0, root=0.7),
    ),
)
