"""Draw requests: written before they are queued, found again after a crash."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.store.rows import PICTURE_SIZE, DrawKind, DrawState, Origin, StoredDraw, Subject
from bot.store.session import Session
from gan.recipe import Recipe
from gan.wishes.wish import Wish

__all__ = ["Draws"]


class Draws:
    """The tables `draw_requests` and `draw_subjects`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self,
        origin: Origin,
        kind: DrawKind,
        subjects: Sequence[Subject],
        *,
        size: int = PICTURE_SIZE,
        owner_user_id: int,
        partner_user_id: int | None,
        parent_avatar_id: int | None,
        wish: Wish,
        view: Mapping[str, str | int],
        now: int,
        expires_at: int,
    ) -> StoredDraw:
        """Writes a request; the interaction must be a new one."""
        request_id = await self._session.insert(
            "INSERT INTO draw_requests (interaction_id, application_id, token, user_id, owner_user_id, partner_user_id,"
            " parent_avatar_id, guild_id, channel_id, locale, private, kind, size, wish_json, created_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            origin.interaction_id,
            origin.application_id,
            origin.token,
            origin.user_id,
            owner_user_id,
            partner_user_id,
            parent_avatar_id,
            origin.guild_id,
            origin.channel_id,
            origin.locale,
            int(origin.private),
            kind,
            size,
            json.dumps({"wish": wish.to_json(), "view": dict(view)}),
            now,
            expires_at,
        )
        await self._add_subjects(request_id, subjects)
        return StoredDraw(
            id=request_id,
            origin=origin,
            owner_user_id=owner_user_id,
            partner_user_id=partner_user_id,
            parent_avatar_id=parent_avatar_id,
            kind=kind,
            size=size,
            state="queued",
            subjects=tuple(subjects),
            wish=wish,
            view=dict(view),
            created_at=now,
            expires_at=expires_at,
            answered_at=None,
            message_id=None,
            error=None,
        )

    async def get(self, request_id: int) -> StoredDraw | None:
        """A request by its id."""
        return await self._draw(await self._session.one("SELECT * FROM draw_requests WHERE id = ?", request_id))

    async def of_interaction(self, interaction_id: int) -> StoredDraw | None:
        """The request that an interaction made."""
        row = await self._session.one("SELECT * FROM draw_requests WHERE interaction_id = ?", interaction_id)
        return await self._draw(row)

    async def of_message(self, message_id: int) -> StoredDraw | None:
        """The request that a public message answers: the last one, where its page was turned."""
        row = await self._session.one(
            "SELECT * FROM draw_requests WHERE message_id = ? ORDER BY id DESC LIMIT 1", message_id
        )
        return await self._draw(row)

    async def open_requests(self) -> list[StoredDraw]:
        """The requests nobody has answered yet, the oldest first."""
        rows = await self._session.all(
            "SELECT * FROM draw_requests WHERE answered_at IS NULL AND state IN ('queued', 'drawn') ORDER BY id"
        )
        return [draw for row in rows if (draw := await self._draw(row)) is not None]

    async def waits_for(self, user_id: int, kind: DrawKind, now: int) -> bool:
        """Whether a member waits for a drawing of this kind that can still be answered."""
        row = await self._session.one(
            "SELECT 1 FROM draw_requests WHERE user_id = ? AND kind = ? AND answered_at IS NULL"
            " AND state IN ('queued', 'drawn') AND expires_at > ? LIMIT 1",
            user_id,
            kind,
            now,
        )
        return row is not None

    async def unseen(self, owner_user_id: int) -> int | None:
        """The last request of a member that made avatars, which are there, after nobody could be answered any more."""
        row = await self._session.one(
            "SELECT id FROM draw_requests WHERE owner_user_id = ? AND state = 'expired' AND EXISTS (SELECT 1"
            " FROM draw_subjects WHERE request_id = draw_requests.id AND role IN ('new', 'child')"
            " AND avatar_id IS NOT NULL) ORDER BY id DESC LIMIT 1",
            owner_user_id,
        )
        return None if row is None else row["id"]

    async def fill(
        self, request_id: int, subjects: Sequence[Subject], view: Mapping[str, str | int]
    ) -> StoredDraw | None:
        """Adds what is to be drawn to a request that was written without; None where it is gone."""
        draw = await self.get(request_id)
        if draw is None:
            return None
        await self._add_subjects(request_id, subjects)
        await self._session.run(
            "UPDATE draw_requests SET wish_json = ? WHERE id = ?",
            json.dumps({"wish": draw.wish.to_json(), "view": dict(view)}),
            request_id,
        )
        return await self.get(request_id)

    async def set_state(self, request_id: int, state: DrawState) -> None:
        """Notes what became of a request."""
        await self._session.run("UPDATE draw_requests SET state = ? WHERE id = ?", state, request_id)

    async def set_avatar(self, request_id: int, position: int, avatar_id: int) -> None:
        """Notes which avatar a picture became."""
        await self._session.run(
            "UPDATE draw_subjects SET avatar_id = ? WHERE request_id = ? AND position = ?",
            avatar_id,
            request_id,
            position,
        )

    async def fail(self, request_id: int, error: str) -> None:
        """Closes a request that could not be drawn, and erases its token."""
        await self._session.run(
            "UPDATE draw_requests SET state = 'failed', error = ?, token = '' WHERE id = ?", error, request_id
        )

    async def set_answered(self, request_id: int, now: int, message_id: int | None) -> None:
        """Notes that the member was answered, and erases the interaction token."""
        await self._session.run(
            "UPDATE draw_requests SET answered_at = ?, message_id = ?, token = '' WHERE id = ?",
            now,
            message_id,
            request_id,
        )

    async def delete_finished(self, before: int) -> int:
        """Deletes the requests made before a time that nobody waits for any more; how many."""
        return await self._session.run(
            "DELETE FROM draw_requests WHERE created_at < ?"
            " AND (answered_at IS NOT NULL OR state IN ('failed', 'expired'))",
            before,
        )

    async def _add_subjects(self, request_id: int, subjects: Sequence[Subject]) -> None:
        await self._session.insert_many(
            "INSERT INTO draw_subjects (request_id, position, role, avatar_id, recipe_json, owner_user_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    request_id,
                    position,
                    subject.role,
                    subject.avatar_id,
                    subject.recipe.to_json(),
                    subject.owner_user_id,
                )
                for position, subject in enumerate(subjects)
            ],
        )

    async def _draw(self, row: sqlite3.Row | None) -> StoredDraw | None:
        if row is None:
            return None
        subjects = await self._session.all(
            "SELECT role, avatar_id, recipe_json, owner_user_id FROM draw_subjects WHERE request_id = ?"
            " ORDER BY position",
            row["id"],
        )
        wished = cast("dict[str, Any]", json.loads(row["wish_json"]))
        return StoredDraw(
            id=row["id"],
            origin=Origin(
                interaction_id=row["interaction_id"],
                application_id=row["application_id"],
                token=row["token"],
                user_id=row["user_id"],
                guild_id=row["guild_id"],
                channel_id=row["channel_id"],
                locale=row["locale"],
                private=bool(row["private"]),
            ),
            owner_user_id=row["owner_user_id"],
            partner_user_id=row["partner_user_id"],
            parent_avatar_id=row["parent_avatar_id"],
            kind=row["kind"],
            size=row["size"],
            state=row["state"],
            subjects=tuple(
                Subject(s["role"], Recipe.from_json(s["recipe_json"]), s["avatar_id"], s["owner_user_id"])
                for s in subjects
            ),
            wish=_wish(wished),
            view=wished["view"],
            created_at=row["created_at"],
            expires_at=row["expires_at"],
            answered_at=row["answered_at"],
            message_id=row["message_id"],
            error=row["error"],
        )


def _wish(wished: dict[str, Any]) -> Wish:
    # Requests that are older than free words hold exact classes.
    return Wish.from_json(wished["wish"]) if "wish" in wished else Wish.of(wished["attributes"])
