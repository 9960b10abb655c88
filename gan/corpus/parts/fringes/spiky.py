"""Standing up in spikes."""

from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.values import Value

VALUE = Value("spiky", "刺猬头")

FRINGE = Fringe(
    part=-0.1,
    lift=2,
    locks=(
        FringeLock(-1.34, 0.1, 0.44, 0.06, 0, z=0, root=0.55),
        FringeLock(-1.16, -0.46, 0.5, 0.08, 0, z=1, root=0.55),
        FringeLock(-0.62, -0.78, 0.54, 0.02, 0, z=2, root=0.55),
        FringeLock(-0.4, 0.44, 0.36, 0.06, 0, z=4),
        FringeLock(-0.06, 0.62, 0.36, 0.08, 0, z=5),
        FringeLock(0.02, -0.86, 0.56, -0.1, 0, z=3, root=0.5),
        FringeLock(0.34, 0.4, 0.36, -0.04, 0, z=4),
        FringeLock(0.8, -0.7, 0.54, -0.1, 0, z=2, root=0.55),
        FringeLock(1.26, -0.22, 0.5, -0.1, 0, z=1, root=0.55),
    ),
)
