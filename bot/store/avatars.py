"""Avatars, and who descends from whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.store.rows import Avatar, Parent
from bot.store.session import Session
from gan.recipe import Recipe

__all__ = ["Avatars", "avatar_of"]


class Avatars:
    """The tables `avatars` and `lineage`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, owner_user_id: int, recipe: Recipe, pixel_hash: str, guild_id: int | None, now: int) -> Avatar:
        """Stores a drawn avatar, without a name."""
        avatar_id = await self._session.insert(
            "INSERT INTO avatars (owner_user_id, recipe_json, model_id, pixel_hash, guild_id, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            owner_user_id,
            recipe.to_json(),
            recipe.model_id,
            pixel_hash,
            guild_id,
            now,
        )
        return Avatar(avatar_id, owner_user_id, None, recipe, pixel_hash, guild_id, now)

    async def get(self, avatar_id: int) -> Avatar | None:
        """An avatar by its id."""
        return _avatar(await self._session.one("SELECT * FROM avatars WHERE id = ?", avatar_id))

    async def named(self, owner_user_id: int, name_key: str) -> Avatar | None:
        """A member's saved avatar by the key of its name."""
        return _avatar(
            await self._session.one(
                "SELECT * FROM avatars WHERE owner_user_id = ? AND name_key = ?", owner_user_id, name_key
            )
        )

    async def name(self, avatar_id: int, name: str, name_key: str, now: int) -> None:
        """Saves an avatar under a name, or gives it another one."""
        await self._session.run(
            "UPDATE avatars SET name = ?, name_key = ?, saved_at = coalesce(saved_at, ?) WHERE id = ?",
            name,
            name_key,
            now,
            avatar_id,
        )

    async def count_saved(self, owner_user_id: int) -> int:
        """How many avatars a member has saved."""
        row = await self._session.one(
            "SELECT count(*) AS total FROM avatars WHERE owner_user_id = ? AND name IS NOT NULL", owner_user_id
        )
        return 0 if row is None else row["total"]

    async def saved(self, owner_user_id: int, offset: int, limit: int) -> tuple[Avatar, ...]:
        """A member's saved avatars, the last saved first."""
        rows = await self._session.all(
            "SELECT * FROM avatars WHERE owner_user_id = ? AND name IS NOT NULL"
            " ORDER BY saved_at DESC, id DESC LIMIT ? OFFSET ?",
            owner_user_id,
            limit,
            offset,
        )
        return tuple(avatar for avatar in map(_avatar, rows) if avatar is not None)

    async def names(self, owner_user_id: int) -> list[str]:
        """The names of a member's saved avatars, in alphabetical order."""
        rows = await self._session.all(
            "SELECT name FROM avatars WHERE owner_user_id = ? AND name IS NOT NULL ORDER BY name_key", owner_user_id
        )
        return [row["name"] for row in rows]

    async def delete(self, avatar_id: int) -> None:
        """Deletes an avatar; its children keep its recipe in their lineage."""
        await self._session.run("DELETE FROM avatars WHERE id = ?", avatar_id)

    async def drawn_by(self, model_id: str) -> bool:
        """Whether any avatar was drawn by this model."""
        return await self._session.one("SELECT 1 FROM avatars WHERE model_id = ? LIMIT 1", model_id) is not None

    async def delete_unsaved(self, before: int) -> int:
        """Deletes the avatars drawn before a time that nobody saved and nothing refers to; how many."""
        total = 0
        # Once a child is gone, nothing may refer to its parent any more.
        while deleted := await self._session.run(
            "DELETE FROM avatars WHERE name IS NULL AND created_at < ?"
            " AND NOT EXISTS (SELECT 1 FROM members WHERE worn_avatar_id = avatars.id)"
            " AND NOT EXISTS (SELECT 1 FROM members WHERE latest_avatar_id = avatars.id)"
            " AND NOT EXISTS (SELECT 1 FROM lineage WHERE parent_avatar_id = avatars.id)"
            " AND NOT EXISTS (SELECT 1 FROM draw_subjects WHERE avatar_id = avatars.id)"
            " AND NOT EXISTS (SELECT 1 FROM draw_requests WHERE parent_avatar_id = avatars.id)",
            before,
        ):
            total += deleted
        return total

    async def add_parents(self, child_avatar_id: int, parents: Sequence[Parent]) -> None:
        """Stores whom an avatar descends from; their positions are those of the sequence."""
        await self._session.insert_many(
            "INSERT INTO lineage (child_avatar_id, position, parent_avatar_id, parent_user_id, role, recipe_json)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (child_avatar_id, position, parent.avatar_id, parent.user_id, parent.role, parent.recipe.to_json())
                for position, parent in enumerate(parents)
            ],
        )

    async def parents(self, child_avatar_id: int) -> tuple[Parent, ...]:
        """Whom an avatar descends from; those who asked to be forgotten are missing."""
        rows = await self._session.all(
            "SELECT parent_avatar_id, parent_user_id, role, recipe_json, position FROM lineage"
            " WHERE child_avatar_id = ? ORDER BY position",
            child_avatar_id,
        )
        return tuple(
            Parent(
                row["parent_avatar_id"],
                row["parent_user_id"],
                row["role"],
                Recipe.from_json(row["recipe_json"]),
                row["position"],
            )
            for row in rows
        )

    async def saved_children(self, parent_avatar_id: int, owner_user_id: int) -> tuple[Avatar, ...]:
        """The avatars that descend directly from one and that this member saved, the first saved first."""
        rows = await self._session.all(
            "SELECT * FROM avatars WHERE owner_user_id = ? AND name IS NOT NULL"
            " AND id IN (SELECT child_avatar_id FROM lineage WHERE parent_avatar_id = ?) ORDER BY saved_at, id",
            owner_user_id,
            parent_avatar_id,
        )
        return tuple(avatar for avatar in map(_avatar, rows) if avatar is not None)


def _avatar(row: sqlite3.Row | None) -> Avatar | None:
    return None if row is None else avatar_of(row)


def avatar_of(row: sqlite3.Row) -> Avatar:
    """An avatar as a row with all its columns holds it."""
    recipe = Recipe.from_json(row["recipe_json"])
    return Avatar(
        row["id"], row["owner_user_id"], row["name"], recipe, row["pixel_hash"], row["guild_id"], row["created_at"]
    )
