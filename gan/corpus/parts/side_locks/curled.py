"""Curling outward below the cheek."""

from gan.corpus.drawing.fringe import SideLock
from gan.corpus.records.values import Value

VALUE = Value("curled", "卷翘鬓发")

LOCKS = (
    SideLock(x=1.06, y=0.70, width=0.26, root=0.85, sweep=0.04, curl=0.3),
    SideLock(x=0.94, y=1.18, width=0.38, root=0.8, sweep=0.02, curl=0.6, wave=0.04),
)
