"""Weeks as votes are counted in them: ISO weeks of UTC, which begin on Monday at midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

__all__ = ["begins_at", "week_before", "week_of"]

_WEEK = timedelta(days=7)


def week_of(now: float) -> str:
    """The week of a time, such as `2026-W48`; later weeks sort after earlier ones.

    Args:
        now: UTC epoch seconds.
    """
    year, week, _ = datetime.fromtimestamp(now, UTC).isocalendar()
    return f"{year}-W{week:02}"


def week_before(week: str) -> str:
    """The week before another one."""
    return week_of((_monday(week) - _WEEK).timestamp())


def begins_at(week: str, later: int = 0) -> int:
    """When a week begins, in UTC epoch seconds.

    Args:
        later: so many weeks after this one.
    """
    return int((_monday(week) + later * _WEEK).timestamp())


def _monday(week: str) -> datetime:
    year, number = week.split("-W")
    return datetime.fromisocalendar(int(year), int(number), 1).replace(tzinfo=UTC)
