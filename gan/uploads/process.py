"""Hands a lot of files to a process that reads them, and survives whatever they do to it. Needs no Pillow itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from gan.environment import for_a_process
from gan.uploads.archives import Refused

__all__ = ["Accepted", "Handed", "Reading", "read_lot"]

# Seconds that one lot may take, and one file of it.
_LOT_LIMIT: Final = 600.0
_FILE_LIMIT: Final = 180.0

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
    file_limit: float = _FILE_LIMIT,
) -> Reading:
    """Reads files in a process of its own, limited in memory and time.

    A file over which the process dies or takes too long is refused, and those after it are read by a new process.

    Args:
        folder: a new folder, where the files lie and the pictures are put.
        files: in the order in which they were handed in.
        known: name and likeness of the pictures that the collection holds already.
        most: pictures that may be added.
        lot_limit, file_limit: seconds.
    """
    reading = Reading()
    seen = list(known)
    first = 0
    ends = asyncio.get_running_loop().time() + lot_limit
    while first < len(files):
        if asyncio.get_running_loop().time() >= ends:
            reading.refused += [
                Refused(one.name, "There was no time left for it. Hand it in again.") for one in files[first:]
            ]
            break
        taken = [(one.name, one.likeness) for one in reading.pictures]
        order = {
            "files": [{"name": one.name, "path": one.path.name} for one in files],
            "known": [(name, f"{likeness:032x}") for name, likeness in [*seen, *taken]],
            "most": most - len(reading.pictures),
            "first": first,
        }
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        stuck = await _one_process(folder, reading, first, file_limit)
        if stuck is None:
            break
        reading.refused.append(
            Refused(files[stuck].name, "It takes more memory or time to read than it may. Save it smaller.")
        )
        first = stuck + 1
    return reading


async def _one_process(folder: Path, reading: Reading, first: int, file_limit: float) -> int | None:
    """Lets a process read; the number of the file that was too much for it, None where it came to the end."""
    # Without the bot's settings and off the terminal: what runs in it may come to be somebody else's program.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "gan.uploads",
        str(folder),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=for_a_process(),
        start_new_session=True,
    )
    assert process.stdout is not None  # noqa: S101  # it was asked for
    assert process.stderr is not None  # noqa: S101
    complaints = asyncio.ensure_future(process.stderr.read())
    current = first
    try:
        while line := await asyncio.wait_for(process.stdout.readline(), file_limit):
            said = cast("dict[str, Any]", json.loads(line))
            if "reading" in said:
                current = int(said["reading"])
            elif "picture" in said:
                reading.pictures.append(_accepted(said["picture"]))
            else:
                reading.refused.append(Refused(said["refused"]["name"], said["refused"]["reason"]))
        if await process.wait() == 0:
            return None
        _log.warning("reading an upload failed: %s", (await complaints).decode(errors="replace")[-2000:])
    except TimeoutError:
        _log.warning("reading an upload took longer than %s s", file_limit)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        complaints.cancel()
    return current


def _accepted(said: Mapping[str, Any]) -> Accepted:
    return Accepted(said["sha256"], said["name"], said["width"], said["height"], int(said["likeness"], 16))
