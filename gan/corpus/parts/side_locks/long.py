"""To the chest."""

from gan.corpus.drawing.fringe import SideLock
from gan.corpus.records.values import Value

VALUE = Value("long", "长鬓发", near=("framing",))

LOCKS = (
    SideLock(x=1.10, y=1.68, width=0.28, root=0.86, sweep=0.05),
    SideLock(x=0.94, y=2.05, width=0.36, root=0.8, sweep=0.07),
)
