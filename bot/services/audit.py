"""The audit log: what admins and moderators did on a server, for its admins to look up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast

import structlog

from bot.store.community_rows import AuditEntry
from bot.store.database import Database, Repositories
from bot.store.errors import StoreError

__all__ = ["AUDIT_PAGE", "BOT", "AuditLog", "AuditPage", "without_ids"]

AUDIT_PAGE: Final = 10
# As the actor: nobody, for the bot itself found something out.
BOT: Final = 0

# Ids, bare or as mentions: what is logged about a member must go when they ask to be forgotten.
_IDS: Final = re.compile(r"<?[@#]?[!&]?\d{15,20}>?")

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of a server's log, the newest entries first.

    Attributes:
        page: from 1 to `pages`.
        pages: at least 1.
    """

    entries: tuple[AuditEntry, ...]
    page: int
    pages: int
    total: int


class AuditLog:
    """Writes and reads the log.

    Details are plain values by name: texts, numbers, truth values and lists of them. The one under `member` is the id
    of the member that the action was about; no other may be a member's id. Who asks to be forgotten becomes
    "somebody".
    """

    def __init__(self, store: Database, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def record(self, guild_id: int, actor_id: int, action: str, detail: Mapping[str, object]) -> None:
        """Writes an entry about what was done already.

        A store that cannot be written costs the entry and no more, for what was done is done; the program's log has it.

        Args:
            actor_id: who did it; `BOT` where it was nobody's doing.
            action: a word for it, whose sentence is the catalogue's under `ui.audited.ACTION`.
        """
        try:
            async with self._store.write() as rows:
                await self.note(rows, guild_id, actor_id, action, detail)
        except StoreError as error:
            _log.error("audit_not_written", guild=guild_id, action=action, detail=dict(detail), problem=str(error))

    async def note(
        self, rows: Repositories, guild_id: int, actor_id: int, action: str, detail: Mapping[str, object]
    ) -> None:
        """The same within the transaction that does it: both happen, or neither."""
        kept = {name: value for name, value in detail.items() if name != "member"}
        target_id = cast("int | None", detail.get("member"))
        await rows.audit.add(guild_id, actor_id or None, target_id, action, kept, int(self._clock()))

    async def page(self, guild_id: int, page: int = 1) -> AuditPage:
        """A page of a server's log; a page out of range becomes the nearest there is."""
        total = await self._store.read.audit.count(guild_id)
        pages = max(1, -(-total // AUDIT_PAGE))
        page = min(max(page, 1), pages)
        entries = await self._store.read.audit.of_guild(guild_id, (page - 1) * AUDIT_PAGE, AUDIT_PAGE)
        return AuditPage(entries, page, pages, total)


def without_ids(words: str) -> str:
    """What somebody wrote in one line, without the ids of members in it."""
    return " ".join(_IDS.sub("…", words).split())
