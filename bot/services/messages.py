"""Whose messages are whose: every member may delete what the bot sent for them."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.errors import NotYourMessage
from bot.store.database import Database
from bot.store.rows import Message

__all__ = ["MessageService"]


class MessageService:
    """Remembers for whom a message was sent. (`DrawRequests.answered` records those of drawings by itself.)"""

    def __init__(self, store: Database, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def sent(self, user_id: int, channel_id: int, message_id: int) -> None:
        """Notes that the bot sent this message for the member."""
        async with self._store.write() as rows:
            await rows.messages.add(Message(message_id, channel_id, user_id, int(self._clock())))

    async def check_author(
        self, user_id: int, message_id: int, request_id: int | None = None, asker_user_id: int | None = None
    ) -> None:
        """Passes where the message was sent for this member, else raises `NotYourMessage`.

        Args:
            request_id: the draw request that the message answers, which settles it where the message is not recorded.
            asker_user_id: whom it answers by what Discord says, where nothing is on record any more.
        """
        message = await self._store.read.messages.get(message_id)
        if message is not None:
            author = message.user_id
        else:
            draw = None if request_id is None else await self._store.read.draws.get(request_id)
            author = asker_user_id if draw is None else draw.owner_user_id
        if author != user_id:
            raise NotYourMessage

    async def deleted(self, message_id: int) -> None:
        """Forgets a message that is gone."""
        async with self._store.write() as rows:
            await rows.messages.delete(message_id)
