"""To the chin, framing the face."""

from gan.corpus.drawing.fringe import SideLock
from gan.corpus.records.values import Value

VALUE = Value("face-framing", "修颜鬓发", near=("short", "long"))

LOCKS = (
    SideLock(x=1.05, y=0.78, width=0.26, root=0.85, sweep=0.08),
    SideLock(x=0.90, y=1.08, width=0.32, root=0.8, sweep=0.12),
)
