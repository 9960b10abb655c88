"""Hands a lot of files to a process that reads them, and survives whatever they do to it. Needs no Pillow itself."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from gan.ending import end
from gan.environment import for_a_process
from gan.uploads.archives import Refused
from gan.uploads.names import one_line

__all__ = ["TOO_MUCH", "Accepted", "Handed", "Reading", "read_lot"]

# Seconds that one lot may take, and one picture of it.
_LOT_LIMIT: Final = 600.0
_PICTURE_LIMIT: Final = 60.0
TOO_MUCH: Final = "It takes more memory or time to read than it may. Save it smaller."
_TOO_LONG: Final = "It takes too long to read; what had not been read yet was left out. Hand it in in parts."
_HASH: Final = re.compile("[0-9a-f]{64}")
_LIKENESS: Final = re.compile("[0-9a-f]{32}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody handed in, on the disk.

    Attributes:
        name: what they call it.
        path: where it lies, in the folder of its lot.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """A picture that was accepted; it lies in the folder of its lot as `SHA256.png`, and small as `SHA256.webp`."""

    sha256: str
    name: str
    width: int
    height: int
    likeness: int


@dataclass(slots=True)
class Reading:
    """What came of a lot."""

    pictures: list[Accepted] = field(default_factory=list[Accepted])
    refused: list[Refused] = field(default_factory=list[Refused])


async def read_lot(
    folder: Path,
    files: Sequence[Handed],
    known: Iterable[tuple[str, int]] = (),
    *,
    most: int,
    lot_limit: float = _LOT_LIMIT,
    picture_limit: float = _PICTURE_LIMIT,
) -> Reading:
    """Reads files in a process of its own, limited in memory and time.

    A picture over which the process dies or takes too long is refused, in an archive or by itself, and those after it
    are read by a new process. No file takes more of the lot's time than is left for each of those after it.

    Args:
        folder: a new folder, where the files lie and the pictures are put.
        files: in the order in which they were handed in.
        known: name and likeness of the pictures that the collection holds already.
        most: pictures that may be added.
        lot_limit, picture_limit: seconds.
    """
    lot = _Lot(folder, [replace(one, name=one_line(one.name)) for one in files], most, picture_limit)
    return await lot.read(list(known), lot_limit)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is being read: a file, or one in it where it is an archive."""

    file: int
    member: int | None
    name: str


class _Lot:
    """A lot that is being read by one process after another."""

    def __init__(self, folder: Path, files: Sequence[Handed], most: int, picture_limit: float) -> None:
        self._folder = folder
        self._files = files
        self._most = most
        self._picture_limit = picture_limit
        self._reading = Reading()
        self._clock = asyncio.get_running_loop().time

    async def read(self, known: Sequence[tuple[str, int]], limit: float) -> Reading:
        self._ends = self._clock() + limit
        self._go_on(0)
        while self._place.file < len(self._files):
            if self._clock() >= self._ends:
                left = [one.name for one in self._files[self._place.file :]]
                self._refuse(left, "There was no time left for it. Hand it in again.")
                break
            self._order(known)
            if await self._one_process():
                break
            self._leave_out()
        return self._reading

    def _go_on(self, number: int) -> None:
        """To the file of this number, which has as much of the time that is left as any after it."""
        left = len(self._files) - number
        self._place = _Place(number, None, self._files[number].name if left else "")
        self._file_ends = self._clock() + (self._ends - self._clock()) / max(1, left)

    def _order(self, known: Sequence[tuple[str, int]]) -> None:
        """Writes down what the next process is to do."""
        taken = [(one.name, one.likeness) for one in self._reading.pictures]
        order = {
            "files": [{"name": one.name, "path": one.path.name} for one in self._files],
            "known": [(name, f"{likeness:032x}") for name, likeness in [*known, *taken]],
            "most": self._most - len(taken),
            "file": self._place.file,
            "member": self._place.member or 0,
        }
        (self._folder / "order.json").write_text(json.dumps(order), encoding="utf-8")

    def _leave_out(self) -> None:
        """Names what was too much for a process, and goes on behind it."""
        place, late = self._place, self._clock() >= self._file_ends
        if place.member is None or not late:
            self._refuse([place.name], TOO_MUCH)
        else:
            self._refuse([self._files[place.file].name], _TOO_LONG)
        if place.member is None or late:
            self._go_on(place.file + 1)
        else:
            self._place = replace(place, member=place.member + 1)

    async def _one_process(self) -> bool:
        """Lets a process read; whether it came to the end."""
        log = self._folder / "reader.log"
        with log.open("wb") as complaints:
            # Without the bot's settings and off the terminal: what runs in it may come to be somebody else's program.
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "gan.uploads", str(self._folder)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=complaints,
                env=for_a_process(),
                start_new_session=True,
            )
        assert process.stdout is not None  # noqa: S101  # it was asked for
        try:
            while line := await asyncio.wait_for(process.stdout.readline(), self._patience()):
                self._hear(line)
            # What says no more may run on all the same.
            if await asyncio.wait_for(process.wait(), self._picture_limit) == 0:
                return True
            _log.warning("reading an upload failed (status %s): %s", process.returncode, _last_words(log))
        except TimeoutError:
            _log.warning("reading an upload took too long")
        except ValueError as error:
            _log.warning("the reader of an upload said what none says: %s", error)
        finally:
            await end(process)
        return False

    def _patience(self) -> float:
        return min(self._picture_limit, self._file_ends - self._clock())

    def _hear(self, line: bytes) -> None:
        """Takes down what a process says; raises `ValueError` where it has come to say other things than it should."""
        said: Any = json.loads(line)
        match said:
            case {"reading": {"file": int(file), "member": None, "name": str()}} if (
                self._place.file <= file < len(self._files)
            ):
                if file > self._place.file:
                    self._go_on(file)
                # An archive that was begun again may be too much before it comes to any file in it.
                self._place = replace(self._place, member=None, name=self._files[file].name)
            case {"reading": {"file": self._place.file as file, "member": int(member), "name": str(name)}} if (
                member >= (self._place.member or 0)
            ):
                self._place = _Place(file, member, one_line(name))
            case {
                "picture": {
                    "sha256": str(sha256),
                    "name": str(name),
                    "width": int(width),
                    "height": int(height),
                    "likeness": str(likeness),
                }
            } if _HASH.fullmatch(sha256) and _LIKENESS.fullmatch(likeness):
                accepted = Accepted(sha256, one_line(name), width, height, int(likeness, 16))
                self._reading.pictures.append(accepted)
            case {"refused": {"name": str(name), "reason": str(reason)}}:
                self._refuse([name], reason)
            case _:
                raise ValueError(repr(line[:200]))

    def _refuse(self, names: Iterable[str], reason: str) -> None:
        self._reading.refused += [Refused(one_line(name), one_line(reason)) for name in names]


def _last_words(log: Path) -> str:
    return log.read_bytes()[-2000:].decode(errors="replace")
