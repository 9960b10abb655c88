"""Members: what they wear, and who may blend with them."""

from __future__ import annotations

from bot.store.rows import BlendPrivacy, Member
from bot.store.session import Session

__all__ = ["Members"]


class Members:
    """The table `members`; a member without a row has the defaults."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, user_id: int) -> Member:
        """The member, with the defaults where nothing is stored."""
        row = await self._session.one(
            "SELECT user_id, worn_avatar_id, latest_avatar_id, privacy FROM members WHERE user_id = ?", user_id
        )
        if row is None:
            return Member(user_id)
        return Member(row["user_id"], row["worn_avatar_id"], row["latest_avatar_id"], BlendPrivacy(row["privacy"]))

    async def set_worn(self, user_id: int, avatar_id: int | None) -> None:
        """Which avatar the member wears; None for the default face."""
        await self._session.run(
            "INSERT INTO members (user_id, worn_avatar_id) VALUES (?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET worn_avatar_id = excluded.worn_avatar_id",
            user_id,
            avatar_id,
        )

    async def set_latest(self, user_id: int, avatar_id: int) -> None:
        """Which avatar the member drew or picked last."""
        await self._session.run(
            "INSERT INTO members (user_id, latest_avatar_id) VALUES (?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET latest_avatar_id = excluded.latest_avatar_id",
            user_id,
            avatar_id,
        )

    async def set_privacy(self, user_id: int, privacy: BlendPrivacy) -> None:
        """Who may blend with the member."""
        await self._session.run(
            "INSERT INTO members (user_id, privacy) VALUES (?, ?)"
            " ON CONFLICT (user_id) DO UPDATE SET privacy = excluded.privacy",
            user_id,
            privacy.value,
        )
