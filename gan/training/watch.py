"""The curves and sheets of a run in TensorBoard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gan.training.ticks import Tick

if TYPE_CHECKING:
    from torch.utils.tensorboard.writer import SummaryWriter

__all__ = ["HOW_TO_GET_IT", "TensorBoard", "tensorboard_of"]

HOW_TO_GET_IT: Final = (
    "Without TensorBoard the curves are in metrics.jsonl alone. Get it with: pip install 'moegan[train]'"
)

# Where a metric's curve stands; one that is not named here stands under "other".
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "losses": ("loss_d", "loss_g", "naming_real", "naming_drawn"),
    "guide": ("guide", "guide_features"),
    "penalties": ("r1", "r2"),
    "discriminator": ("gap", "sign", "memorised", "judged_training", "judged_held_out", "judged_drawn"),
    "variety": ("distance", "distance_share", "distinct", "combinations", "spread"),
    "augmentation": ("augment_p",),
    "run": ("rate", "learning_rate"),
}
# TensorBoard shows thumbnails; the sheets themselves are in the run's folder.
_WIDEST_SHEET = 1024


def tensorboard_of(folder: Path) -> TensorBoard | None:
    """A TensorBoard that writes into a folder; None where the package `tensorboard` is not installed."""
    try:
        from torch.utils.tensorboard.writer import SummaryWriter
    except ImportError:
        return None
    return TensorBoard(folder, SummaryWriter)


class TensorBoard:
    """Writes every tick of a run, each once however often the run was stopped."""

    def __init__(self, folder: Path, writer: type[SummaryWriter]) -> None:
        self._folder = folder
        self._type = writer
        self._writer: SummaryWriter | None = None

    def started(self, images_seen: int) -> None:
        """Takes back the ticks that the last checkpoint does not hold, for they come again."""
        purged = images_seen + 1 if self._folder.exists() else None
        self._writer = self._type(str(self._folder), purge_step=purged)

    def stepped(self, images_seen: int) -> None:
        """Nothing is written between ticks."""

    def ticked(self, tick: Tick) -> None:
        """Writes a tick's curves, sheet and alarms to the disk."""
        writer: Any = self._writer
        for name, value in {**tick.metrics, "rate": tick.rate}.items():
            writer.add_scalar(curve(name), value, tick.images_seen)
        sheet = tick.sheet.copy()
        sheet.thumbnail((_WIDEST_SHEET, _WIDEST_SHEET))
        writer.add_image("sheet", np.asarray(sheet), tick.images_seen, dataformats="HWC")
        for alarm in tick.alarms:
            writer.add_text(f"alarms/{alarm.name}", str(alarm), tick.images_seen)
        writer.flush()

    def __enter__(self) -> TensorBoard:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            writer: Any = self._writer
            writer.close()


def curve(metric: str) -> str:
    """What a metric's curve is called: `penalties/r1`."""
    return next((f"{section}/{metric}" for section, names in _SECTIONS.items() if metric in names), f"other/{metric}")
