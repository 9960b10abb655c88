"""Painters that a test can stop in mid-draw: they wait for as long as a file is there."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan.engine.worker import Painter, TorchPainters
from gan.models import Model
from gan.recipe import Recipe

__all__ = ["GatedPainters"]


@dataclass(frozen=True)
class GatedPainters:
    """The real painters, behind a gate.

    Attributes:
        gate: a file; while it exists no picture is drawn.
    """

    gate: Path

    def devices(self) -> tuple[str, ...]:
        """The CPU alone, so that a test is the same everywhere."""
        TorchPainters().devices()
        return ("cpu",)

    def load(self, model: Model, device: str) -> Painter:
        """The model's real painter, behind the gate."""
        return _GatedPainter(TorchPainters().load(model, device), self.gate)


class _GatedPainter:
    def __init__(self, painter: Painter, gate: Path) -> None:
        self._painter = painter
        self._gate = gate

    def paint(self, recipe: Recipe, size: int | None = None) -> Any:
        """The picture, once the gate is open."""
        while self._gate.exists():
            time.sleep(0.01)
        return self._painter.paint(recipe, size)
