"""Messages that the bot sent for members."""

from __future__ import annotations

from bot.store.rows import Message
from bot.store.session import Session

__all__ = ["Messages"]


class Messages:
    """The table `messages`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, message: Message) -> None:
        """Notes for whom a message was sent; a message noted before keeps its author."""
        await self._session.run(
            "INSERT INTO messages (message_id, channel_id, user_id, created_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (message_id) DO NOTHING",
            message.message_id,
            message.channel_id,
            message.user_id,
            message.created_at,
        )

    async def get(self, message_id: int) -> Message | None:
        """A message by its id."""
        row = await self._session.one("SELECT * FROM messages WHERE message_id = ?", message_id)
        return None if row is None else Message(row["message_id"], row["channel_id"], row["user_id"], row["created_at"])

    async def of_member(self, user_id: int) -> tuple[Message, ...]:
        """Every message sent for a member, the newest first."""
        rows = await self._session.all("SELECT * FROM messages WHERE user_id = ? ORDER BY message_id DESC", user_id)
        return tuple(Message(row["message_id"], row["channel_id"], row["user_id"], row["created_at"]) for row in rows)

    async def delete(self, message_id: int) -> None:
        """Forgets a message."""
        await self._session.run("DELETE FROM messages WHERE message_id = ?", message_id)
