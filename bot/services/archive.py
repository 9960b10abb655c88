"""A member's data as one zip file: rows as JSON that people and programs read, and pictures. Pure functions."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

__all__ = ["LARGEST", "Archive", "Picture", "build"]

# Bytes; below what Discord takes from a bot in any server.
LARGEST: Final = 8_000_000
# Bytes that a file costs in a zip beside its content and its name, which stands there twice.
_PER_FILE: Final = 150
# Where many readers of JSON begin to round whole numbers.
_LARGEST_NUMBER: Final = 2**53

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

# Which tables go into which file, each under the name that it has there; all others go into the last file.
_FILES: Final = {
    "avatars.json": {"avatars": "avatars"},
    "lineage.json": {"ancestors": "ancestors_of_your_avatars", "lineage": "your_faces_as_ancestors"},
    "settings.json": {"members": "settings", "wall_places": "walls"},
    "requests.json": {
        "draw_requests": "drawings",
        "draw_subjects": "pictures_of_drawings",
        "blend_requests": "blends",
        "quota_charges": "counted_pictures",
    },
    "uploads.json": {"uploads": "uploads", "collections": "collections"},
}
_OTHERS: Final = "other.json"


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a saved avatar."""

    avatar_id: int
    name: str
    png: bytes

    @property
    def path(self) -> str:
        """Where it lies in the archive: its name with what file systems refuse replaced, and its id."""
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.name).strip("-")
        return f"pictures/{kept or 'avatar'}-{self.avatar_id}.png"


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file.

    Attributes:
        pictures: how many are in it.
    """

    data: bytes
    pictures: int


def build(tables: Rows, readme: str, pictures: Sequence[Picture], largest: int = LARGEST) -> Archive:
    """The zip file of all rows and as many of the first pictures as fit; it blocks, so it is for a thread.

    Args:
        tables: rows by table, as the database has them.
        readme: what is written beside them.
        largest: in bytes; exceeded only where the rows alone do.
    """
    # Measured with every picture named, which is no smaller than it will be.
    size = len(_zipped({"README.txt": readme, **_documents(tables, pictures)}, ()))
    fitting: list[Picture] = []
    for picture in pictures:
        size += len(picture.png) + 2 * len(picture.path.encode()) + _PER_FILE
        if size > largest:
            break
        fitting.append(picture)
    data = _zipped({"README.txt": readme, **_documents(tables, fitting)}, fitting)
    return Archive(data, len(fitting))


def _documents(tables: Rows, pictures: Sequence[Picture]) -> dict[str, str]:
    """The JSON files by name: every row of every table, in one of them."""
    named = {
        file: {name: tables.get(table, ()) for table, name in contents.items()} for file, contents in _FILES.items()
    }
    known = {table for contents in _FILES.values() for table in contents}
    named[_OTHERS] = {table: rows for table, rows in sorted(tables.items()) if table not in known}
    paths = {picture.avatar_id: picture.path for picture in pictures}
    return {file: _document(contents, paths if file == "avatars.json" else {}) for file, contents in named.items()}


def _document(contents: Rows, paths: Mapping[int, str]) -> str:
    readable = {name: [_readable(row, paths) for row in rows] for name, rows in contents.items()}
    return json.dumps(readable, ensure_ascii=False, indent=2)


def _zipped(texts: Mapping[str, str], pictures: Sequence[Picture]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in texts.items():
            archive.writestr(name, words, zipfile.ZIP_DEFLATED)
        for picture in pictures:
            archive.writestr(picture.path, picture.png)
    return file.getvalue()


def _readable(row: Mapping[str, Any], paths: Mapping[int, str]) -> dict[str, Any]:
    """A row with times as words, JSON as such, ids that readers of JSON would round as text."""
    result: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith("_json") and value is not None:
            result[name.removesuffix("_json")] = json.loads(value)
        elif name.endswith("_at") and value is not None:
            result[name] = datetime.fromtimestamp(value, UTC).isoformat()
        elif isinstance(value, int) and abs(value) >= _LARGEST_NUMBER:
            result[name] = str(value)
        else:
            result[name] = value
    if (path := paths.get(row.get("id", 0))) is not None:
        result["picture"] = path
    return result
