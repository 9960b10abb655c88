"""Short and tapered."""

from gan.corpus.drawing.fringe import SideLock
from gan.corpus.records.values import Value

VALUE = Value("short", "短鬓发", near=("framing",))

LOCKS = (
    SideLock(x=1.05, y=0.18, width=0.24, root=0.84, sweep=0.05),
    SideLock(x=0.97, y=0.42, width=0.27, root=0.8, sweep=0.06),
)
