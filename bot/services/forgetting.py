"""Forget-me: everything that names a member goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.services.liking import LikingService
from bot.services.requests import DrawRequests
from bot.services.training.forgetting import TakenBack, UploadForgetting
from bot.store.database import Database
from bot.store.rows import Message

__all__ = ["ForgettingService", "Forgotten"]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted.

    Attributes:
        rows: how many rows of each table were deleted or cleared of the member.
        messages: the messages that the bot had sent for the member, for the caller to delete on Discord.
        pictures: what they had handed in to train styles on.
    """

    rows: Mapping[str, int]
    messages: tuple[Message, ...]
    pictures: TakenBack


class ForgettingService:
    """Deletes a member's data, and hands it out."""

    def __init__(
        self, store: Database, requests: DrawRequests, liking: LikingService, uploads: UploadForgetting
    ) -> None:
        self._store = store
        self._requests = requests
        self._liking = liking
        self._uploads = uploads

    async def forget(self, user_id: int) -> Forgotten:
        """Withdraws the member's open drawings and deletes every row that names them, at once; raises `StoreBusy`."""
        async with self._store.write() as rows:
            messages = await rows.messages.of_member(user_id)
            uploads = await rows.uploads.of_member(user_id)
            runs = await self._uploads.touched(rows, uploads)
            changed = await rows.personal.forget(user_id)
        # Only now: a store that was busy must not cost the member their drawings.
        await self._liking.withdraw(user_id)
        await self._requests.withdraw(user_id)
        return Forgotten(changed, messages, await self._uploads.gone(uploads, runs))

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Every row that names the member, by table, ready for JSON; secrets left out."""
        return await self._store.read.personal.export(user_id)
