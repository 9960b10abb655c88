"""Cut straight at the cheek."""

from gan.corpus.drawing.fringe import SideLock
from gan.corpus.records.values import Value

VALUE = Value("cut at the cheek", "公主切鬓发")

LOCKS = (
    SideLock(x=1.13, y=0.74, width=0.27, root=0.88, sweep=0.03, blunt=0.9),
    SideLock(x=0.97, y=0.80, width=0.40, root=0.8, sweep=0.04, blunt=1),
)
