"""Times and figures of training in words."""

from __future__ import annotations

from collections.abc import Callable

from bot.locales import catalogue, text
from gan.engine.training import Gate

__all__ = ["Say", "duration", "gate_line"]

Say = Callable[..., str]


def duration(seconds: float, say: Say) -> str:
    """About how long: in minutes under two hours, in hours above."""
    if seconds < 90:
        return say("ui.train.a_minute")
    if seconds < 2 * 3600:
        return say("ui.train.minutes", count=round(seconds / 60))
    return say("ui.train.hours", count=round(seconds / 3600))


def gate_line(gate: Gate, locale: str) -> str:
    """One gate: what it measures, whether it passed, and by how much."""
    key = f"ui.train.gate.{gate.name}"
    what = text(key, locale) if key in catalogue("en") else gate.name.replace("_", " ")
    return text(
        "ui.train.gate_passed" if gate.passed else "ui.train.gate_failed",
        locale,
        what=what,
        value=f"{gate.value:.3g}",
        bound=text("ui.train.at_least" if gate.least else "ui.train.at_most", locale, limit=f"{gate.limit:.3g}"),
    )
