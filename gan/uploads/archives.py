"""The files of an archive, one at a time, without ever writing one to the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Literal

from gan.uploads.limits import Limits, in_words
from gan.uploads.names import in_passing, one_line

__all__ = ["File", "Refused", "Why", "is_archive", "members"]

Why = Literal["too_large", "not_a_picture", "too_many_pixels", "too_few_pixels", "damaged", "blank", "too_much"]


# Bit of a member's flags that says it is encrypted (APPNOTE.TXT 6.3.10, section 4.4.4).
_ENCRYPTED = 0x1
# What file managers add to archives unasked.
_CHAFF = (".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody handed in.

    Attributes:
        name: what they called it; for people to read, never a path.
        content: its bytes.
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not used.

    Attributes:
        name: what its owner knows it by.
        reason: a sentence that says why, and what to do where something can be done.
        why: the same in a word, of a picture, for whoever says it in another language.
    """

    name: str
    reason: str
    why: Why | None = None


def is_archive(content: bytes) -> bool:
    """Whether these bytes begin as a zip archive does; what the name says is of no interest."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(
    archive: File, limits: Limits, first: int = 0, tell: Callable[[int, str], None] = lambda number, name: None
) -> Iterator[File | Refused]:
    """The files in a zip archive, and a reason for each that is left out.

    Sizes that the archive declares are not believed: what unfolds is counted, and the archive is left where it passes
    the limit. Names are cut to their last part, since they are for people to read.

    Args:
        first: number of the file to begin with, those before it having been read.
        tell: called with a file's number and name before anything is done with it.
    """
    try:
        opened = zipfile.ZipFile(BytesIO(archive.content))
    except Exception:  # zipfile checks less than it reads, and fails in many ways
        yield Refused(archive.name, "The archive is damaged. Pack it again as a .zip.")
        return
    with opened:
        inside = [it for it in opened.infolist() if not it.is_dir() and not _is_chaff(it.filename)]
        if not inside:
            yield Refused(archive.name, "The archive holds no files.")
        left = limits.archive_bytes
        for number, member in enumerate(inside[first:], first):
            if number == limits.archive_files:
                rest = len(inside) - number
                yield Refused(
                    archive.name,
                    f"The archive holds more than {limits.archive_files} files; the last {rest} were left out.",
                )
                return
            name = f"{archive.name}: {one_line(PurePosixPath(member.filename.replace(chr(92), '/')).name)}"
            tell(number, name)
            content = _unfold(opened, member, min(left, limits.file_bytes) + 1)
            if isinstance(content, str):
                yield Refused(name, content)
                continue
            left -= len(content)
            if left < 0:
                yield Refused(
                    archive.name,
                    f"The archive unfolds to more than {in_words(limits.archive_bytes)}; {in_passing(name)} and all "
                    "after it were left out.",
                )
                return
            if len(content) > limits.file_bytes:
                yield Refused(name, f"It is larger than {in_words(limits.file_bytes)}.")
            elif is_archive(content):
                yield Refused(name, "It is an archive within an archive. Hand it in by itself.")
            else:
                yield File(name, content)


def _unfold(opened: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | str:
    """At most so many bytes of a member, or a sentence that says why there are none."""
    if member.flag_bits & _ENCRYPTED:
        return "It is encrypted. Pack it again without a password."
    try:
        with opened.open(member) as stream:
            return stream.read(most)
    except MemoryError:
        return "It takes too much memory to unpack. Pack it again as an ordinary .zip."
    except Exception:  # as above
        return "It is damaged in the archive. Pack it again."


def _is_chaff(path: str) -> bool:
    name = PurePosixPath(path).name
    return path.startswith("__MACOSX/") or name.startswith("._") or name in _CHAFF
