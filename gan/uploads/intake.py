"""Files into pictures to learn from, one after another, with a line for everything that is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gan.uploads.archives import File, Refused, is_archive, members
from gan.uploads.likeness import alike
from gan.uploads.limits import Limits, in_words
from gan.uploads.names import in_passing
from gan.uploads.pictures import Picture, read_picture

__all__ = ["Intake"]


class Intake:
    """Reads files, pictures and archives in any order, and knows what it has taken.

    Args:
        known: name and likeness of the pictures that the collection holds already, for doubles of those; two that are
            called the same are two.
        limits: how much may be handed in.
    """

    def __init__(self, known: Iterable[tuple[str, int]] = (), limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._likenesses = list(known)
        self._room = self._limits.pictures

    def take(
        self, file: File, first: int = 0, tell: Callable[[int, str], None] = lambda number, name: None
    ) -> Iterator[Picture | Refused]:
        """What comes of a file, each as soon as it is known; nothing of it is kept here but likenesses.

        Args:
            file: a picture or an archive.
            first: number of the file in the archive to begin with.
            tell: called with number and name of each file in the archive before it is read.
        """
        for found in self._read(file, first, tell):
            yield found if isinstance(found, Refused) else self._once(found)

    def _read(self, file: File, first: int, tell: Callable[[int, str], None]) -> Iterator[Picture | Refused]:
        if not is_archive(file.content):
            yield read_picture(file, self._limits)
        elif len(file.content) > self._limits.file_bytes:
            yield Refused(file.name, f"It is larger than {in_words(self._limits.file_bytes)}. Hand it in in parts.")
        else:
            for member in members(file, self._limits, first, tell):
                yield member if isinstance(member, Refused) else read_picture(member, self._limits)

    def _once(self, found: Picture) -> Picture | Refused:
        if twin := next((name for name, one in self._likenesses if alike(one, found.likeness)), None):
            return Refused(found.name, f"It is the same picture as {in_passing(twin)}, which is counted once.")
        if not self._room:
            return Refused(found.name, "There is no room left for it in this style.")
        self._room -= 1
        self._likenesses.append((found.name, found.likeness))
        return found
