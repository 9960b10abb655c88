"""The folder of a run.

RUN/run.json                 what was asked for: all that going on needs
RUN/checkpoint.safetensors   the last whole checkpoint
RUN/metrics.jsonl            one line a tick
RUN/sheets/000064000.png     what the averaged generator draws from fixed seeds, at each tick
RUN/tensorboard/             the same curves and sheets for TensorBoard
RUN/corpus/                  the corpus, where the run drew its own
RUN/lock                     which process holds the folder
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PIL import Image

from gan.files import whole

__all__ = ["CHECKPOINT", "RunFolder"]

CHECKPOINT = "checkpoint.safetensors"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where things lie in a run's folder, and how they are written: every file appears whole or not at all."""

    path: Path

    @property
    def checkpoint(self) -> Path:
        """The last checkpoint."""
        return self.path / CHECKPOINT

    @property
    def settings(self) -> Path:
        """What was asked for."""
        return self.path / "run.json"

    @property
    def corpus(self) -> Path:
        """The corpus that the run drew for itself."""
        return self.path / "corpus"

    @property
    def tensorboard(self) -> Path:
        """TensorBoard's files."""
        return self.path / "tensorboard"

    @property
    def _metrics(self) -> Path:
        return self.path / "metrics.jsonl"

    def history(self) -> list[dict[str, Any]]:
        """The lines of `metrics.jsonl`; one that a killed process left half is left out."""
        if not self._metrics.exists():
            return []
        lines: list[dict[str, Any]] = []
        for line in self._metrics.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                content = cast("object", json.loads(line))
            except ValueError:
                continue
            if isinstance(content, dict) and "images" in content:
                lines.append(cast("dict[str, Any]", content))
        return lines

    def forget_after(self, images_seen: int) -> list[dict[str, Any]]:
        """Drops the ticks that the last checkpoint does not hold, for they come again; returns those that stay."""
        found = self.history()
        kept = [line for line in found if line["images"] <= images_seen]
        if self._metrics.exists():
            with whole(self._metrics) as partial:
                partial.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
        return kept

    def add_metrics(self, line: Mapping[str, Any]) -> None:
        """Appends a tick; where the disk is full, the file ends as it did before."""
        with self._metrics.open("ab", buffering=0) as file:
            end, rest = file.tell(), (json.dumps(line) + "\n").encode()
            try:
                while rest:
                    rest = rest[file.write(rest) :]
            except OSError:
                file.truncate(end)
                raise

    def add_sheet(self, images_seen: int, sheet: Image.Image) -> None:
        """Writes the sheet of a tick."""
        path = self.path / "sheets" / f"{images_seen:09d}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as partial:
            sheet.save(partial, "PNG")

    def write_settings(self, settings: Mapping[str, Any]) -> None:
        """Writes what was asked for."""
        self.path.mkdir(parents=True, exist_ok=True)
        with whole(self.settings) as partial:
            partial.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
