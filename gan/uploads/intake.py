"""A lot of files into pictures to learn from, with a line for everything that is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gan.uploads.archives import File, Refused, is_archive, members
from gan.uploads.likeness import alike
from gan.uploads.limits import Limits, in_words
from gan.uploads.pictures import Picture, read_picture

__all__ = ["Intake", "take_in"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of a lot of files.

    Attributes:
        pictures: to be learned from, each once, in the order they were handed in.
        refused: what is left out, with reasons; doubles are among them.
    """

    pictures: tuple[Picture, ...]
    refused: tuple[Refused, ...]


def take_in(files: Iterable[File], known: Mapping[str, int] | None = None, limits: Limits | None = None) -> Intake:
    """Reads files, pictures and archives in any order.

    Args:
        files: one after another; each is let go of before the next is read.
        known: likeness by name of the pictures that the collection holds already, for doubles of those.
        limits: how much may be handed in.
    """
    limits = limits or Limits()
    likenesses = list((known or {}).items())
    pictures: list[Picture] = []
    refused: list[Refused] = []
    over = 0
    for found in _pictures(files, limits):
        if isinstance(found, Refused):
            refused.append(found)
        elif twin := next((name for name, one in likenesses if alike(one, found.likeness)), None):
            refused.append(Refused(found.name, f"It is the same picture as {twin}, which is counted once."))
        elif len(pictures) == limits.pictures:
            over += 1
        else:
            pictures.append(found)
            likenesses.append((found.name, found.likeness))
    if over:
        refused.append(Refused(f"{over} more", f"At most {limits.pictures} pictures are taken at once."))
    return Intake(tuple(pictures), tuple(refused))


def _pictures(files: Iterable[File], limits: Limits) -> Iterator[Picture | Refused]:
    for file in files:
        if not is_archive(file.content):
            yield read_picture(file, limits)
        elif len(file.content) > limits.file_bytes:
            yield Refused(file.name, f"It is larger than {in_words(limits.file_bytes)}. Hand it in in parts.")
        else:
            for member in members(file, limits):
                yield member if isinstance(member, Refused) else read_picture(member, limits)
