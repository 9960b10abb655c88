"""Times, figures and outcomes of training in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.locales import known, text
from bot.services.training.forgetting import TakenBack
from bot.views.words import plain
from gan.engine.training import Gate

__all__ = ["Say", "duration", "gate_line", "taken_back"]

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
    what = text(key, locale) if known(key) else gate.name.replace("_", " ")
    return text(
        "ui.train.gate_passed" if gate.passed else "ui.train.gate_failed",
        locale,
        what=what,
        value=gate.value,
        bound=text("ui.train.at_least" if gate.least else "ui.train.at_most", locale, limit=gate.limit),
    )


def taken_back(taken: TakenBack, locale: str) -> list[str]:
    """What is said of pictures that were taken back, beside that they are gone."""
    say = partial(text, locale=locale)
    lines: list[str] = []
    if taken.learned:
        lines.append(say("ui.train.had_learned", names=tuple(map(plain, taken.learned))))
    if taken.stopped:
        lines.append(say("ui.train.stopped", names=tuple(map(plain, taken.stopped))))
    return lines
