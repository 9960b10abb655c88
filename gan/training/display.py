"""A run on the terminal: a live line with what is done and what is left, and one line that stays for every tick."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from gan.training.pace import seconds_left, stage_number
from gan.training.presets import Preset
from gan.training.ticks import Tick

__all__ = ["Display", "duration", "line_of"]

# Seconds that the live line's rate looks back.
_WINDOW = 30.0
# What a tick's line shows; the rest is in metrics.jsonl and TensorBoard.
_SHOWN = ("loss_d", "loss_g", "gap", "guide", "r1", "r2", "augment_p", "distance_share", "memorised")


def duration(seconds: float) -> str:
    """A time for people: 42 s, 12 min, 3 h 05 min."""
    if seconds == float("inf"):
        return "?"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def line_of(tick: Tick) -> str:
    """A tick in one line."""
    figures = "  ".join(f"{name} {value:.3f}" for name, value in tick.metrics.items() if name in _SHOWN)
    return (
        f"{tick.images_seen:>8} images  stage {tick.stage}/{tick.stages} {tick.resolution} px  {tick.rate:.1f}/s  "
        f"{duration(tick.seconds_left)} left  {figures}"
    )


class Display:
    """Shows a run; where nobody watches (a pipe, a file), its ticks and alarms alone."""

    def __init__(self, console: Console, preset: Preset) -> None:
        self._console = console
        self._preset = preset
        self._marks: list[tuple[float, int]] = []
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
        self._task = self._bar.add_task("", total=preset.images, pace="")

    def __enter__(self) -> Display:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def started(self, images_seen: int) -> None:
        """Shows where the run goes on."""
        self._marks = []
        self.stepped(images_seen)

    def stepped(self, images_seen: int) -> None:
        """Moves the live line on."""
        now = time.monotonic()
        self._marks = [mark for mark in self._marks if now - mark[0] < _WINDOW] + [(now, images_seen)]
        (then, before), number = self._marks[0], stage_number(self._preset, images_seen)
        rate = (images_seen - before) / (now - then) if now > then else 0.0
        stage = self._preset.stages[number - 1]
        self._bar.update(
            self._task,
            completed=images_seen,
            description=f"stage {number} of {len(self._preset.stages)}, {stage.resolution} px",
            pace=f"{images_seen:,}/{self._preset.images:,} images  {rate:.1f}/s  "
            f"{duration(seconds_left(self._preset, images_seen, rate))} left",
        )

    def ticked(self, tick: Tick) -> None:
        """Prints a tick, and its alarms in words."""
        self._console.print(line_of(tick), highlight=False, soft_wrap=True, markup=False)
        for alarm in tick.alarms:
            self._console.print(str(alarm), style="bold yellow", highlight=False, soft_wrap=True, markup=False)
