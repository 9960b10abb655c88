"""Moderation: what is written down when somebody removes a picture that the bot posted."""

from __future__ import annotations

from bot.services.audit import AuditLog, without_ids
from bot.store.database import Database
from bot.store.rows import TURNED

__all__ = ["LONGEST_REASON", "ModerationService"]

LONGEST_REASON = 200


class ModerationService:
    """Notes what moderators removed. The avatars that a message showed stay their members'."""

    def __init__(self, store: Database, audit: AuditLog) -> None:
        self._store = store
        self._audit = audit

    async def removed(
        self, guild_id: int, moderator_id: int, channel_id: int, message_id: int, reason: str = ""
    ) -> None:
        """A message is gone: logs whose it was and what it showed, and forgets the message; raises `StoreBusy`."""
        async with self._store.write() as rows:
            message = await rows.messages.get(message_id)
            draw = await rows.draws.of_message(message_id)
            # Whoever turned the page of a message did not ask for it.
            asker = None if draw is None or TURNED in draw.view else draw.owner_user_id
            whose = asker if message is None else message.user_id
            shown = () if draw is None else draw.subjects
            detail: dict[str, object] = {"message": message_id, "channel": channel_id}
            if whose is not None:
                detail["member"] = whose
            if avatars := [subject.avatar_id for subject in shown if subject.avatar_id is not None]:
                detail["avatars"] = avatars
            if words := without_ids(reason)[:LONGEST_REASON]:
                detail["reason"] = words
            await self._audit.note(rows, guild_id, moderator_id, "picture_removed", detail)
            await rows.messages.delete(message_id)
