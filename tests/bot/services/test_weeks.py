"""Weeks of votes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.services.weeks import begins_at, week_before, week_of


def at(*when: int) -> float:
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("when", "week"),
    [
        ((2026, 11, 23), "2026-W48"),
        ((2026, 11, 22, 23, 59, 59), "2026-W47"),
        ((2027, 1, 3, 23), "2026-W53"),
        ((2027, 1, 4), "2027-W01"),
        ((2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_begins_on_monday_at_midnight_utc(when: tuple[int, ...], week: str) -> None:
    assert week_of(at(*when)) == week


@pytest.mark.parametrize(
    ("week", "before"), [("2026-W48", "2026-W47"), ("2027-W01", "2026-W53"), ("2025-W01", "2024-W52")]
)
def test_the_week_before(week: str, before: str) -> None:
    assert week_before(week) == before
    assert before < week, "they sort as text"


def test_when_a_week_begins_and_ends() -> None:
    assert begins_at("2026-W48") == at(2026, 11, 23)
    assert begins_at("2026-W53", later=1) == begins_at("2027-W01") == at(2027, 1, 4)
