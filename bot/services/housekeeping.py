"""Housekeeping: what nobody keeps goes after a while, so that the database does not grow without bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import structlog

from bot.services.quotas import LONGEST
from bot.store.database import Database

__all__ = ["COMMUNITY_DAYS", "HousekeepingService"]

_DAY: Final = 24 * 60 * 60
# How long the audit log, votes and winners are kept.
COMMUNITY_DAYS: Final = 180

_log = structlog.stdlib.get_logger(__name__)


class HousekeepingService:
    """Deletes what is old, finished and kept by nobody."""

    def __init__(self, store: Database, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def tidy(self, days: int) -> Mapping[str, int]:
        """Deletes finished requests, past questions and avatars that nobody saved; how many of each table.

        What no quota looks back on any more goes in any case.

        An avatar stays while it is saved, worn, its member's latest, a parent, or part of a request that stays.

        Args:
            days: how old a thing must be to go; 0 keeps everything for ever.

        Raises:
            StoreBusy
        """
        now = int(self._clock())
        async with self._store.write() as rows:
            past = {"quota_charges": await rows.charges.delete_past(now - LONGEST, now)}
        if days == 0:
            return past
        before = now - days * _DAY
        async with self._store.write() as rows:
            gone = {
                **past,
                "draw_requests": await rows.draws.delete_finished(before),
                "blend_requests": await rows.blends.delete_past(before),
                "avatars": await rows.avatars.delete_unsaved(before),
            }
        if any(gone.values()):
            _log.info("tidied", **gone)
        return gone

    async def tidy_community(self) -> Mapping[str, int]:
        """Deletes entries of audit logs, votes and winners older than `COMMUNITY_DAYS`; how many of each table.

        Raises:
            StoreBusy
        """
        before = int(self._clock()) - COMMUNITY_DAYS * _DAY
        async with self._store.write() as rows:
            votes, winners = await rows.votes.delete_past(before)
            gone = {"audit_entries": await rows.audit.delete_past(before), "wall_votes": votes, "wall_winners": winners}
        if any(gone.values()):
            _log.info("tidied", **gone)
        return gone
