"""Alarms in words: what the curves of a run say has gone wrong, and what to try.

Pure functions of a run's history, which is the lines of its `metrics.jsonl`. Only the present stage counts: where the
resolution or the objective changes, every curve jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Alarm", "History", "Limits", "new_alarms", "ringing"]

History = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that goes wrong.

    Attributes:
        name: short, for curves and logs.
        message: what is wrong.
        advice: what to try.
    """

    name: str
    message: str
    advice: str

    def __str__(self) -> str:
        return f"{self.message} {self.advice}"


@dataclass(frozen=True, slots=True)
class Limits:
    """When an alarm rings. Single ticks are noisy, so that most limits must be passed for several in a row.

    Attributes:
        ticks: in a row that say the same before an alarm rings.
        quiet: ticks in a row that must be well before the same alarm is told again.
        kept_variety: how much of its stage's best variety a generator keeps, where more than that of real pictures, as
            in the noise of a first tick, counts as theirs. Healthy runs lose a few hundredths of it from tick to tick;
            a collapse takes nearly all within a few.
        least_variety: how varied drawn pictures are at least, as a share of real ones, once a stage has had `settling`
            ticks. An early, blurred generator has more than half of the variety at 16 px, or less that grows (a DCGAN).
        settling: ticks that a stage is given before `least_variety` counts.
        memorised: how far held-out pictures may be judged as drawn ones. At 0.5 they are half-way; StyleGAN2-ADA
            (section 3) raises its augmentation long before.
        gap: mean score of real pictures less that of drawn ones. At 8 the drawn one wins one pair in three thousand
            (the logistic function of -8): the discriminator has nothing left to learn from them. Healthy runs of this
            project's presets stay below 5.
        penalty: R1 and R2 together, times the stage's median so far. Healthy runs double it over a stage.
        least_penalty: and no less than this: far above the 0.05 to 0.3 of healthy runs, it outweighs the loss itself.
        guide: the guide's distance, times the stage's best. A discriminator costs it a few hundredths.
    """

    ticks: int = 3
    quiet: int = 5
    kept_variety: float = 0.5
    least_variety: float = 0.25
    settling: int = 3
    memorised: float = 0.5
    gap: float = 8.0
    penalty: float = 10.0
    least_penalty: float = 3.0
    guide: float = 1.25


_LIMITS = Limits()


def new_alarms(history: History, limits: Limits = _LIMITS) -> list[Alarm]:
    """The alarms that begin at the history's last tick; one that goes on, or only paused, has been told already."""
    before = [ringing(history[: len(history) - ago], limits) for ago in range(1, min(limits.quiet, len(history)) + 1)]
    known = {alarm.name for alarms in before for alarm in alarms}
    return [alarm for alarm in ringing(history, limits) if alarm.name not in known]


def ringing(history: History, limits: Limits = _LIMITS) -> list[Alarm]:
    """The alarms of a history's last tick."""
    if not history:
        return []
    stage = [line for line in history if line.get("stage") == history[-1].get("stage")]
    found = (look(stage, limits) for look in _ALARMS)
    return [alarm for alarm in found if alarm is not None]


def _collapse(stage: History, limits: Limits) -> Alarm | None:
    advice = (
        "Look at the last sheets. Go on from a copy of an earlier checkpoint if you have one; try a lower "
        "--learning-rate, larger batches (--batch), and --augment ada where there are few images."
    )
    for name, what in _VARIETY.items():
        values = _values(stage, name)
        if len(values) <= limits.ticks:
            continue
        best = min(1.0, max(values))
        if all(value < limits.kept_variety * best for value in values[-2:]):
            return Alarm("collapse", f"The run collapses: {what} fell from {best:.2f} to {values[-1]:.2f}.", advice)
    shares = _values(stage, "distance_share")
    recent = shares[-limits.ticks :]
    # A DCGAN begins with grey fog: little variety that grows is a beginning, not an end.
    growing = recent[-1:] > recent[:1]
    if len(shares) > limits.settling and not growing and all(share < limits.least_variety for share in recent):
        message = f"The run has collapsed: drawn pictures differ {shares[-1]:.2f} times as much as real ones."
        return Alarm("collapse", message, advice)
    return None


_VARIETY = {
    "distance_share": "how much drawn pictures differ, as a share of real ones,",
    "distinct": "the share of drawn pictures without a double",
    "combinations": "the share of drawn pictures whose attributes no other has",
}


def _memorised(stage: History, limits: Limits) -> Alarm | None:
    values = _values(stage, "memorised")
    if not _lasting(values, lambda value: value > limits.memorised, limits):
        return None
    return Alarm(
        "memorising",
        f"The discriminator memorises: it judges pictures that it has never seen {values[-1]:.0%} of the way as it "
        "judges drawn ones.",
        "Give it more images or --augment ada; --dropout 0.3 and a shorter run help too.",
    )


def _won(stage: History, limits: Limits) -> Alarm | None:
    values = _values(stage, "gap")
    if not _lasting(values, lambda value: value > limits.gap, limits):
        return None
    signs = _values(stage, "sign")
    # The sign is told, but decides nothing: a relativistic loss leaves scores free to shift together.
    sign = f" (its sign on real pictures is {signs[-1]:+.2f})" if signs else ""
    return Alarm(
        "discriminator has won",
        f"The discriminator has won: real pictures score {values[-1]:.1f} higher than drawn ones{sign}, and the "
        "generator learns no more from it.",
        "Try a lower --learning-rate, --dropout 0.3, or --augment ada where there are few images.",
    )


def _penalty(stage: History, limits: Limits) -> Alarm | None:
    values = [line["r1"] + line["r2"] for line in stage if "r1" in line and "r2" in line]
    if len(values) <= limits.ticks:
        return None
    usual = float(np.median(values[:-1]))
    if values[-1] < max(limits.penalty * usual, limits.least_penalty):
        return None
    return Alarm(
        "penalty explodes",
        f"The gradient penalty explodes: {values[-1]:.2f}, and {usual:.2f} is usual in this stage.",
        "The losses may soon be no numbers any more. Try a lower --learning-rate; the last checkpoints stand.",
    )


def _guide(stage: History, limits: Limits) -> Alarm | None:
    values = _values(stage, "guide")
    best = min(values, default=0.0)
    if not _lasting(values, lambda value: value > limits.guide * best, limits):
        return None
    return Alarm(
        "guide gets worse",
        f"The generator forgets which picture it is to draw: its distance from them rose from {best:.3f} to "
        f"{values[-1]:.3f}.",
        "Try a lower --learning-rate, and look whether the last sheets are worse than those before.",
    )


_ALARMS = (_collapse, _memorised, _won, _penalty, _guide)


def _values(stage: History, name: str) -> list[float]:
    return [line[name] for line in stage if name in line]


def _lasting(values: Sequence[float], wrong: Callable[[float], bool], limits: Limits) -> bool:
    return len(values) >= limits.ticks and all(wrong(value) for value in values[-limits.ticks :])
