"""What a trainer has written down of itself: the lines of `progress.jsonl`, read as they come.

The file is all that is known of a training, so that whoever reads it from its beginning knows as much as whoever has
watched it all along.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from gan.engine.training import Finished, Gate, Progress

__all__ = ["Diary"]

_FILE: Final = "progress.jsonl"


class Diary:
    """Reads a run folder's lines.

    Attributes:
        progress: how far it is.
        finished: what came of it, where the last start came to its end.
        failure: what the trainer said of its failure, where the last start failed.
        furthest: the last step that any start has reached.
    """

    def __init__(self, folder: Path) -> None:
        self.progress = Progress(0)
        self.finished: Finished | None = None
        self.failure: str | None = None
        self.furthest = 0
        self._folder = folder
        self._read = 0

    @property
    def starts(self) -> bool:
        """Whether a trainer has ever begun in this folder."""
        return self.progress.begun

    def look(self) -> bool:
        """Reads what has been added; whether there was anything."""
        try:
            with (self._folder / _FILE).open("rb") as file:
                file.seek(self._read)
                added = file.read()
        except FileNotFoundError:
            return False
        # What a killed trainer left of its last line, and what is being written now, ends in no line break.
        whole, _, _ = added.rpartition(b"\n")
        if not whole:
            return False
        self._read += len(whole) + 1
        for line in whole.splitlines():
            self._take(line)
        return True

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
            if isinstance(event, dict):
                self._apply(cast("dict[str, Any]", event))
        except (ValueError, KeyError, TypeError):
            # A line torn by a power cut joins the next one; what it said is said again soon.
            return

    def _apply(self, event: Mapping[str, Any]) -> None:
        match event.get("event"):
            case "started":
                self.finished, self.failure = None, None
                self.progress = replace(
                    self.progress,
                    begun=True,
                    step=int(event["step"]),
                    steps=int(event["steps"]),
                    rate=None,
                    seconds_left=None,
                    device=str(event.get("device") or "") or None,
                )
            case "step":
                kid = event.get("kid")
                self.progress = replace(
                    self.progress,
                    step=int(event["step"]),
                    steps=int(event["steps"]),
                    rate=_number(event.get("rate")),
                    seconds_left=_number(event.get("seconds_left")),
                    kid=self.progress.kid if kid is None else float(kid),
                )
            case "preview":
                self.progress = replace(self.progress, preview=self._file(event["file"]))
            case "finished":
                self.finished = self._finished(event)
                self.progress = replace(self.progress, step=int(event["step"]), seconds_left=0.0)
            case "failed":
                self.failure = str(event["message"])
            case _:
                return
        self.furthest = max(self.furthest, self.progress.step)

    def _finished(self, event: Mapping[str, Any]) -> Finished:
        return Finished(
            step=int(event["step"]),
            model_id=str(event["model"]),
            card=self._file(event["card"]),
            weights=self._file(event["weights"]),
            grid=self._file(event["grid"]) if event.get("grid") else None,
            strip=self._file(event["strip"]) if event.get("strip") else None,
            gates=tuple(
                Gate(
                    str(gate["name"]),
                    float(gate["value"]),
                    float(gate["limit"]),
                    bool(gate["least"]),
                    bool(gate["passed"]),
                )
                for gate in event["gates"]
            ),
        )

    def _file(self, name: object) -> Path:
        return self._folder / Path(str(name)).name


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
