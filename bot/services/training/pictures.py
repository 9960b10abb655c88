"""Collections of pictures: handed in with consent, looked at, removed, forgotten."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import structlog

from bot.services.audit import AuditLog
from bot.services.names import name_key
from bot.services.training.errors import (
    CollectionFull,
    CollectionGone,
    NoConsent,
    NoFiles,
    NoSuchCollection,
    PictureGone,
)
from bot.services.training.folders import TrainingFolders
from bot.services.training.names import usable_name
from bot.store.database import Database, Repositories
from bot.store.training_rows import Collection, NewUpload, Upload
from gan.uploads.archives import Refused
from gan.uploads.limits import Limits, in_words
from gan.uploads.names import one_line
from gan.uploads.process import Handed, Reading, read_lot

__all__ = ["LEAST_PICTURES", "MOST_PICTURES", "PAGE_SIZE", "HandedFile", "HandedIn", "PicturePage", "PictureService"]

# Fewer have too little in common to be a style.
LEAST_PICTURES: Final = 10
MOST_PICTURES: Final = Limits().pictures
PAGE_SIZE: Final = 8

_log = structlog.stdlib.get_logger(__name__)


class HandedFile(Protocol):
    """A file that a member handed in with a form."""

    @property
    def name(self) -> str:
        """What they call it."""
        ...

    @property
    def size(self) -> int:
        """Bytes, as Discord says."""
        ...

    async def read(self) -> bytes | None:
        """Its bytes; None where it cannot be had any more."""
        ...


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of a form.

    Attributes:
        collection: as it is now; None where there is none yet, for no picture was accepted.
        name: of the style.
        renamed: the name that was asked for could not be used as it was.
        added: pictures.
        refused: files, with a reason each.
    """

    collection: Collection | None
    name: str
    renamed: bool
    added: int
    refused: tuple[Refused, ...]

    @property
    def ready(self) -> bool:
        """Whether there is enough to learn from."""
        return self.collection is not None and self.collection.pictures >= LEAST_PICTURES


@dataclass(frozen=True, slots=True)
class PicturePage:
    """Some pictures of a collection, in the order in which they came.

    Attributes:
        thumbnails: WebP, one an upload.
        page: from 1 to `pages`.
    """

    collection: Collection
    uploads: tuple[Upload, ...]
    thumbnails: tuple[bytes, ...]
    page: int
    pages: int


class PictureService:
    """Keeps the pictures that were handed in. They come from nowhere else."""

    def __init__(self, store: Database, folders: TrainingFolders, audit: AuditLog, clock: Callable[[], float]) -> None:
        self._store = store
        self._audit = audit
        self._folders = folders
        self._clock = clock
        # Whoever stores a file and writes its row must not meet whoever deletes the files that have no row.
        self._files = asyncio.Lock()
        # One lot is read at a time: each may take gigabytes.
        self._reader = asyncio.Lock()

    async def hand_in(
        self, guild_id: int, user_id: int, name: str, files: Sequence[HandedFile], *, consented: bool
    ) -> HandedIn:
        """Adds what can be learned from to the collection of this name, which is made where there is none.

        Raises:
            NoConsent, NoFiles, CollectionFull, StoreBusy
        """
        if not consented:
            raise NoConsent
        if not files:
            raise NoFiles
        taken = {name_key(one.name) for one in await self._store.read.uploads.collections(guild_id)}
        name, renamed = usable_name(name, taken)
        collection = await self._store.read.uploads.named(guild_id, name_key(name))
        known = [] if collection is None else await self._store.read.uploads.of_collection(collection.id)
        if len(known) >= MOST_PICTURES:
            raise CollectionFull(name=name, most=MOST_PICTURES)
        lot = await asyncio.to_thread(self._folders.new_lot)
        try:
            async with self._reader:
                reading = await self._read(lot, files, known)
            async with self._files:
                hashes = [picture.sha256 for picture in reading.pictures]
                await asyncio.to_thread(self._folders.keep, lot, hashes)
                collection, added = await self._write(guild_id, user_id, name, reading)
        finally:
            await asyncio.shield(asyncio.to_thread(shutil.rmtree, lot, ignore_errors=True))
        _log.info("pictures handed in", guild=guild_id, added=added, refused=len(reading.refused))
        return HandedIn(collection, name, renamed, added, tuple(reading.refused))

    async def collections(self, guild_id: int) -> list[Collection]:
        """A guild's collections, the newest first."""
        return await self._store.read.uploads.collections(guild_id)

    async def find(self, guild_id: int, name: str) -> Collection:
        """A guild's collection by its name, capitals aside; raises `NoSuchCollection`."""
        collection = await self._store.read.uploads.named(guild_id, name_key(name))
        if collection is None:
            raise NoSuchCollection(name=usable_name(name, ())[0])
        return collection

    async def page(self, guild_id: int, collection_id: int, page: int) -> PicturePage:
        """A page of a collection; the nearest one where there is no such page. Raises `CollectionGone`."""
        collection = await self._of_guild(self._store.read, guild_id, collection_id)
        pages = max(1, -(-collection.pictures // PAGE_SIZE))
        page = min(max(page, 1), pages)
        uploads = await self._store.read.uploads.of_collection(
            collection_id, most=PAGE_SIZE, skipping=(page - 1) * PAGE_SIZE
        )
        paths = [self._folders.thumbnail(upload.sha256) for upload in uploads]
        thumbnails = await asyncio.to_thread(lambda: tuple(_bytes_of(path) for path in paths))
        return PicturePage(collection, tuple(uploads), thumbnails, page, pages)

    async def remove(self, guild_id: int, upload_id: int, admin_id: int) -> Upload:
        """Removes one picture; raises `PictureGone`, `StoreBusy`."""
        async with self._files:
            async with self._store.write() as rows:
                upload = await rows.uploads.get(upload_id)
                if upload is None:
                    raise PictureGone
                collection = await self._of_guild(rows, guild_id, upload.collection_id)
                await rows.uploads.delete([upload_id])
                detail = {"member": upload.user_id, "style": collection.name, "pictures": 1}
                await self._audit.note(rows, guild_id, admin_id, "uploads_removed", detail)
            await self._sweep()
        return upload

    async def clear(self, guild_id: int, collection_id: int, admin_id: int) -> Collection:
        """Deletes a collection with all its pictures; raises `CollectionGone`, `StoreBusy`."""
        async with self._files:
            async with self._store.write() as rows:
                collection = await self._of_guild(rows, guild_id, collection_id)
                await rows.uploads.delete_collection(collection_id)
                detail = {"style": collection.name, "pictures": collection.pictures}
                await self._audit.note(rows, guild_id, admin_id, "uploads_cleared", detail)
            await self._sweep()
        return collection

    async def begin(self) -> None:
        """Deletes what a bot that was killed left behind: lots half read, and files that no row speaks of."""
        await asyncio.to_thread(self._folders.remove_lots)
        await self.sweep()

    async def sweep(self) -> None:
        """Deletes the files that no row speaks of any more."""
        async with self._files:
            await self._sweep()

    async def _sweep(self) -> None:
        gone = await asyncio.to_thread(self._folders.remove_all_but, await self._store.read.uploads.hashes())
        if gone:
            _log.info("pictures deleted", files=gone)

    async def _read(self, lot: Path, files: Sequence[HandedFile], known: Sequence[Upload]) -> Reading:
        limits, handed, refused = Limits(), list[Handed](), list[Refused]()
        for number, file in enumerate(files):
            name = one_line(file.name)
            if file.size > limits.file_bytes:
                refused.append(Refused(name, f"It is larger than {in_words(limits.file_bytes)}. Hand it in in parts."))
                continue
            content = await file.read()
            if content is None:
                refused.append(Refused(name, "Discord did not hand it over. Hand it in again."))
                continue
            # Under a name of ours: what they call it may be a path.
            path = lot / f"{number}.upload"
            await asyncio.to_thread(path.write_bytes, content)
            handed.append(Handed(name, path))
        reading = await read_lot(
            lot, handed, [(upload.name, upload.likeness) for upload in known], most=MOST_PICTURES - len(known)
        )
        reading.refused[:0] = refused
        return reading

    async def _write(self, guild_id: int, user_id: int, name: str, reading: Reading) -> tuple[Collection | None, int]:
        now = int(self._clock())
        new = [NewUpload(one.sha256, one.name, one.width, one.height, one.likeness) for one in reading.pictures]
        async with self._store.write() as rows:
            collection = await rows.uploads.named(guild_id, name_key(name))
            if collection is None and new:
                collection = await rows.uploads.add_collection(guild_id, name, name_key(name), user_id, now)
            if collection is None:
                return None, 0
            added = await rows.uploads.add(collection.id, user_id, new, now)
            return await rows.uploads.collection(collection.id), added

    async def _of_guild(self, rows: Repositories, guild_id: int, collection_id: int) -> Collection:
        collection = await rows.uploads.collection(collection_id)
        if collection is None or collection.guild_id != guild_id:
            raise CollectionGone
        return collection


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
