"""What can stop a run, in words: what happened, what stands, what to do."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path

import torch

from gan.training.learners.schedule import Schedule

__all__ = ["RunError", "explain", "explain_disk", "how_to_go_on"]

# How torch words that memory is short, beside its own exception: CPU allocator, CUDA and its libraries.
_SHORT_OF_MEMORY = (
    "out of memory",
    "can't allocate memory",
    "not enough memory",
    "cublas_status_alloc_failed",
    "cudnn_status_alloc_failed",
)
_NO_ROOM = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your share of the disk is full",
    errno.EFBIG: "A file may not grow any further",
}


class RunError(Exception):
    """A run cannot start or go on; the message says what to do."""


def how_to_go_on(out: Path) -> str:
    """The command that goes on with a run."""
    return f"python -m gan train --out {shlex.quote(str(out))} --resume"


def explain(error: Exception, out: Path, schedule: Schedule, resolution: int) -> str | None:
    """What is wrong with a machine that made a step or its saving fail; None where it is the program's own fault.

    Args:
        error: what was raised.
        out: the run's folder.
        schedule: the present stage's.
        resolution: likewise.
    """
    again = f"Then: {how_to_go_on(out)}"
    if _is_memory(error):
        smaller = max(1, schedule.batch // 2)
        return (
            f"There is not enough memory for batches of {schedule.batch} pictures of {resolution} px. The last "
            "checkpoint, if there is one, stands. Close other programs, or take smaller batches. "
            f"{again} --batch {smaller}"
        )
    return explain_disk(error, out) if isinstance(error, OSError) else None


def explain_disk(error: OSError, out: Path) -> str:
    """What is wrong where the folder of a run, or what it learns from, cannot be written or read."""
    again = f"The last checkpoint, if there is one, stands. Then: {how_to_go_on(out)}"
    if error.errno in _NO_ROOM:
        return f"{_NO_ROOM[error.errno]}: {out} cannot be written to. Make room. {again}"
    return f"The run in {out} cannot go on: {error}. {again}"


def _is_memory(error: Exception) -> bool:
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in _SHORT_OF_MEMORY)
