"""Alarms: what a run's history says has gone wrong, told once and in words; healthy histories stay quiet."""

from __future__ import annotations

from typing import Any

import pytest

from gan.training.alarms import History, Limits, new_alarms, ringing

# Ticks of healthy runs on the drawn corpus, rounded: the first of a run at 64 px, and one at 128 px that grew from it.
# With a discriminator throughout; the sign says nothing in a relativistic loss.
GAP_64 = (3.35, 3.20, 2.83, 2.75, 2.68, 2.62, 2.57, 2.55, 2.55, 2.55, 2.56, 2.59, 2.54, 2.54, 2.55, 2.53)
PENALTIES_64 = (0.121, 0.137, 0.146, 0.154, 0.160, 0.163, 0.165, 0.166, 0.167, 0.167, 0.168, 0.168, 0.169, 0.170, 0.171)
GAP_128 = (3.80, 3.96, 3.98, 4.08, 4.17, 4.19, 3.22, 3.17, 3.19, 3.15, 3.17, 3.13, 3.07, 2.89, 2.84, 2.87)
# A stage that follows its guide alone.
GUIDE_32 = (0.815, 0.572, 0.497, 0.468, 0.448, 0.436)
VARIETY_32 = (0.70, 0.75, 0.81, 0.85, 0.88, 0.91)
DISTINCT_32 = (0.66, 0.80, 0.94, 1.00, 0.94, 1.00)


def history(**curves: tuple[float, ...]) -> list[dict[str, Any]]:
    """A line for each tick, curves cut to the shortest; all in one stage."""
    count = min(len(values) for values in curves.values())
    rows = [{name: values[i] for name, values in curves.items()} for i in range(count)]
    return [{"images": 4000 * (i + 1), "rate": 25.0, "stage": 1, **row} for i, row in enumerate(rows)]


def names(lines: History) -> list[str]:
    return [alarm.name for alarm in ringing(lines)]


def told(lines: History) -> list[tuple[int, str]]:
    """At which tick which alarm is told."""
    return [(end, alarm.name) for end in range(1, len(lines) + 1) for alarm in new_alarms(lines[:end])]


@pytest.mark.parametrize(
    "lines",
    [
        history(gap=GAP_64, r1=PENALTIES_64, r2=PENALTIES_64, sign=(-1.0,) * 16),
        history(gap=GAP_128, sign=(0.1, -0.1) * 8),
        history(guide=GUIDE_32, distance_share=VARIETY_32, distinct=DISTINCT_32),
        history(distance_share=(1.38, 1.04, 0.85, 0.71, 0.69, 0.66)),  # a first tick is noise
        history(distance_share=(1.05, 1.06, 1.08, 1.09, 1.10, 1.10, 1.09), distinct=(1.0,) * 7),
        # The first ticks of a DCGAN: grey fog that clears.
        history(distance_share=(0.055, 0.081, 0.119, 0.163, 0.207, 0.247), gap=(0.11, 0.33, 0.55, 0.70, 0.69, 0.57)),
        history(combinations=(1.0, 1.0, 0.98, 1.0), memorised=(0.02, -0.05, 0.11, 0.08)),
        [],
    ],
)
def test_healthy_runs_stay_quiet(lines: History) -> None:
    assert told(lines) == []


@pytest.mark.parametrize("sign", ["distance_share", "distinct", "combinations"])
def test_a_generator_that_loses_half_of_its_variety_collapses(sign: str) -> None:
    lines = history(**{sign: (0.9, 0.92, 0.9, 0.4, 0.3)})
    assert names(lines[:4]) == []  # a single tick may be chance
    (alarm,) = ringing(lines)
    assert alarm.name == "collapse"
    assert "0.92 to 0.30" in alarm.message
    assert "--learning-rate" in alarm.advice


def test_a_generator_that_never_had_any_variety_has_collapsed() -> None:
    lines = history(distance_share=(0.1, 0.12, 0.11, 0.1))
    assert names(lines[:3]) == []  # a stage is given time to begin
    assert names(lines) == ["collapse"]


def test_a_discriminator_that_judges_held_out_pictures_as_drawn_ones_memorises() -> None:
    lines = history(memorised=(0.1, 0.3, 0.55, 0.6, 0.71))
    assert names(lines[:4]) == []
    (alarm,) = ringing(lines)
    assert alarm.name == "memorising"
    assert "71%" in alarm.message
    assert "--augment ada" in alarm.advice


def test_a_discriminator_that_always_wins_by_far_has_won_whatever_its_sign() -> None:
    lines = history(gap=(5.0, 8.5, 9.0, 11.0), sign=(0.2, 0.3, 0.3, 0.4))
    assert names(lines[:3]) == []
    (alarm,) = ringing(lines)
    assert "11.0 higher" in alarm.message
    assert "+0.40" in alarm.message
    assert names(history(gap=(2.0,) * 8, sign=(1.0,) * 8)) == []


def test_a_penalty_that_grows_tenfold_at_once_explodes_but_a_small_one_does_not() -> None:
    small = (0.05, 0.06, 0.05, 0.06)
    assert names(history(r1=(*small, 4.0), r2=(*small, 4.0))) == ["penalty explodes"]
    assert names(history(r1=(*small, 0.9), r2=(*small, 0.9))) == []


def test_a_guide_that_gets_worse_for_long_is_told() -> None:
    lines = history(guide=(0.5, 0.4, 0.52, 0.55, 0.6))
    assert names(lines[:4]) == []
    assert "0.400 to 0.600" in ringing(lines)[0].message


def test_an_alarm_is_told_once_and_again_only_after_a_long_quiet() -> None:
    limits = Limits()
    won, well = (9.0,) * 4, (2.0,)
    flickering = history(gap=(*won, *well, *won))
    assert told(flickering) == [(3, "discriminator has won")]
    again = history(gap=(*won, *(well * (limits.quiet + 1)), *won))
    assert told(again) == [(3, "discriminator has won"), (len(again) - 1, "discriminator has won")]


def test_a_new_stage_is_not_measured_against_the_one_before() -> None:
    before = history(guide=(0.3, 0.3, 0.3), distance_share=(0.9, 0.9, 0.9))
    after = history(guide=(0.5, 0.5, 0.5, 0.5), distance_share=(0.4, 0.4, 0.4, 0.4))
    assert told([*before, *({**line, "stage": 2} for line in after)]) == []
    assert told([*before, *after]) != []


def test_every_alarm_says_what_to_try() -> None:
    wrong = history(
        distance_share=(0.1,) * 6,
        memorised=(0.9,) * 6,
        gap=(20.0,) * 6,
        guide=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
        r1=(0.1, 0.1, 0.1, 0.1, 0.1, 9.0),
        r2=(0.1, 0.1, 0.1, 0.1, 0.1, 9.0),
    )
    alarms = ringing(wrong)
    assert len(alarms) == 5
    assert all("--" in alarm.advice for alarm in alarms)
