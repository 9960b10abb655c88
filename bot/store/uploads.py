"""Collections of pictures to learn a style from, and the pictures in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from bot.store.session import Session
from bot.store.training_rows import Collection, NewUpload, Upload

__all__ = ["Uploads"]

_COLLECTION = (
    "SELECT collections.*, (SELECT count(*) FROM uploads WHERE collection_id = collections.id) AS pictures"
    " FROM collections"
)


class Uploads:
    """The tables `collections` and `uploads`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add_collection(self, guild_id: int, name: str, name_key: str, user_id: int, now: int) -> Collection:
        """Writes an empty collection; the guild has no other one of that name."""
        collection_id = await self._session.insert(
            "INSERT INTO collections (guild_id, name, name_key, created_by_user_id, created_at) VALUES (?, ?, ?, ?, ?)",
            guild_id,
            name,
            name_key,
            user_id,
            now,
        )
        return Collection(collection_id, guild_id, name, now, 0)

    async def collection(self, collection_id: int) -> Collection | None:
        """A collection by its id."""
        return _collection(await self._session.one(f"{_COLLECTION} WHERE id = ?", collection_id))

    async def named(self, guild_id: int, name_key: str) -> Collection | None:
        """A guild's collection of a name."""
        return _collection(
            await self._session.one(f"{_COLLECTION} WHERE guild_id = ? AND name_key = ?", guild_id, name_key)
        )

    async def collections(self, guild_id: int) -> list[Collection]:
        """A guild's collections, the newest first."""
        rows = await self._session.all(f"{_COLLECTION} WHERE guild_id = ? ORDER BY id DESC", guild_id)
        return [found for row in rows if (found := _collection(row))]

    async def delete_collection(self, collection_id: int) -> None:
        """Deletes a collection with all that is in it."""
        await self._session.run("DELETE FROM collections WHERE id = ?", collection_id)

    async def add(self, collection_id: int, user_id: int, pictures: Iterable[NewUpload], now: int) -> int:
        """Adds pictures whose uploader has just consented; how many, less those that were there already."""
        added = 0
        for picture in pictures:
            added += await self._session.run(
                "INSERT INTO uploads (collection_id, user_id, sha256, name, width, height, likeness, consented_at,"
                " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (collection_id, sha256) DO NOTHING",
                collection_id,
                user_id,
                picture.sha256,
                picture.name,
                picture.width,
                picture.height,
                f"{picture.likeness:032x}",
                now,
                now,
            )
        return added

    async def get(self, upload_id: int) -> Upload | None:
        """A picture by its id."""
        row = await self._session.one("SELECT * FROM uploads WHERE id = ?", upload_id)
        return None if row is None else _upload(row)

    async def of_collection(self, collection_id: int, *, most: int = -1, skipping: int = 0) -> list[Upload]:
        """The pictures of a collection in the order they came, or a page of them."""
        rows = await self._session.all(
            "SELECT * FROM uploads WHERE collection_id = ? ORDER BY id LIMIT ? OFFSET ?", collection_id, most, skipping
        )
        return [_upload(row) for row in rows]

    async def of_member(self, user_id: int, guild_id: int | None = None) -> list[Upload]:
        """The pictures that a member handed in, everywhere or in one guild."""
        rows = await self._session.all(
            "SELECT uploads.* FROM uploads JOIN collections ON collections.id = collection_id"
            " WHERE user_id = ? AND guild_id = ifnull(?, guild_id) ORDER BY uploads.id",
            user_id,
            guild_id,
        )
        return [_upload(row) for row in rows]

    async def delete(self, upload_ids: Iterable[int]) -> None:
        """Deletes pictures."""
        for upload_id in upload_ids:
            await self._session.run("DELETE FROM uploads WHERE id = ?", upload_id)

    async def hashes(self) -> set[str]:
        """The hash of every picture that there is."""
        return {row["sha256"] for row in await self._session.all("SELECT DISTINCT sha256 FROM uploads")}


def _collection(row: sqlite3.Row | None) -> Collection | None:
    if row is None:
        return None
    return Collection(row["id"], row["guild_id"], row["name"], row["created_at"], row["pictures"])


def _upload(row: sqlite3.Row) -> Upload:
    return Upload(
        row["id"],
        row["collection_id"],
        row["user_id"],
        row["sha256"],
        row["name"],
        int(row["likeness"], 16),
        row["consented_at"],
    )
