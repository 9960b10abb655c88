"""What a fine-tuning tells whoever waits for it: one JSON object a line, on the terminal and in a file that stays."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

__all__ = ["PROGRESS", "Progress"]

PROGRESS: Final = "progress.jsonl"


class Progress:
    """Lines of `RUN/progress.jsonl`, and of standard output."""

    def __init__(self, run: Path, steps: int) -> None:
        self._file = run / PROGRESS
        self._steps = steps
        self._since = time.monotonic()
        self._begun = 0

    def started(self, step: int, images: int, device: str) -> None:
        """The run begins, or goes on, at a step."""
        self._since, self._begun = time.monotonic(), step
        self._tell({"event": "started", "step": step, "steps": self._steps, "images": images, "device": device})

    def stepped(self, step: int, metrics: Mapping[str, float], kid: float | None) -> None:
        """So many steps lie behind."""
        rate = (step - self._begun) / max(1e-6, time.monotonic() - self._since)
        left = (self._steps - step) / rate if rate > 0 else None
        line = {"event": "step", "step": step, "steps": self._steps, "rate": round(rate, 3)}
        line |= {"seconds_left": None if left is None else round(left), "kid": None if kid is None else round(kid, 5)}
        self._tell(line | {name: round(value, 4) for name, value in metrics.items()})

    def preview(self, step: int, file: str) -> None:
        """There is a new picture of the same faces before and after."""
        self._tell({"event": "preview", "step": step, "file": file})

    def finished(self, step: int, report: Mapping[str, Any]) -> None:
        """The run has ended, and this is what came of it."""
        self._tell({"event": "finished", "step": step, **report})

    def failed(self, message: str) -> None:
        """The run cannot go on, and why."""
        self._tell({"event": "failed", "message": message})

    def _tell(self, line: Mapping[str, Any]) -> None:
        text = json.dumps(line) + "\n"
        with self._file.open("a", encoding="utf-8") as file:
            file.write(text)
        sys.stdout.write(text)
        sys.stdout.flush()
