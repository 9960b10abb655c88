"""What holds back a process that opens strangers' files."""

from __future__ import annotations

import contextlib
import os
from typing import Final

from gan.uploads.limits import READER_MEMORY

__all__ = ["limit_this_process"]

# Bytes of any file that is written; a picture of 1,024 x 1,024 pixels takes four million.
_FILE: Final = 100_000_000


def limit_this_process() -> None:
    """Limits memory and the size of files, for good; call it before anything heavy is imported."""
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (READER_MEMORY, READER_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(AttributeError):
        # Its session is left as it is (see gan.environment.give_way): time runs for it, and somebody waits.
        os.nice(10)
