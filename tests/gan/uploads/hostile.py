"""A thousand files of those who mean no good: the same ones each time, each with the name of what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan.uploads.names import one_line
from tests.gan.uploads.files import drawing, encoded
from tests.gan.uploads.hostile_archives import ARCHIVES
from tests.gan.uploads.hostile_pictures import PICTURES

__all__ = ["HOSTILE", "KINDS", "TOGETHER", "Hostile", "Lot", "hostile", "lot"]

# How many there are.
HOSTILE = 1_000
KINDS = {**PICTURES, **ARCHIVES}
# In a hand-in, which has one more file that means well: as many together as Discord's form takes.
TOGETHER = 9
# Seeds of pictures that mean well; those that are made hostile have smaller ones.
_WELL_MEANT = 10_000
_NAMES = (
    "{number}.png",
    "{number}",
    "{number} of mine.jpeg",
    "{number}" + "x" * 250 + ".png",
    "{number}" + "long " * 13_000 + ".png",
    "../../{number}/../etc/passwd",
    "C:\\Windows\\{number}.exe.png",
    "{number}\n# urgent\r\n\x00\x1b[31m\x7f.png",
    "{number}\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "{number}\N{LEFT-TO-RIGHT ISOLATE}\N{ZERO WIDTH SPACE}\N{LINE SEPARATOR}b.webp",
    "{number} **@everyone** <@&1> [x](https://e.vil) `||.png",
    "{number} \ud83d\udc00.gif",
    "{number}" + "Z\N{COMBINING DIAERESIS}" * 200,
    "\N{ZERO WIDTH SPACE}{number}",
    "",
    "image.png",
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that means no good.

    Attributes:
        kind: what is wrong with it, a key of `KINDS`.
        name: as it is handed in; not always fit to be shown.
    """

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Lot:
    """Some such files and one that means well, in the order in which they are handed in.

    Attributes:
        good: the place of the one that means well.
    """

    files: tuple[Hostile, ...]
    good: int

    @property
    def labels(self) -> list[str]:
        """How each file is called where it is named, whether it is kept or refused; an archive's are longer."""
        return [one_line(file.name) for file in self.files]


def hostile(number: int) -> Hostile:
    """The file of this number: from 0 up to `HOSTILE` they go through all kinds again and again."""
    stream = np.random.default_rng([2718, number])
    kind = tuple(KINDS)[number % len(KINDS)]
    # Another name each time that a kind comes round.
    pattern = _NAMES[(number + number // len(KINDS)) % len(_NAMES)]
    return Hostile(kind, pattern.replace("{number}", str(number)), KINDS[kind](stream))


def lot(order: int, numbers: Sequence[int]) -> Lot:
    """Files of these numbers, with one that means well among them; where, and which, its place in the order says."""
    files = [hostile(number) for number in numbers]
    good = order % (len(files) + 1)
    files.insert(good, Hostile("good", f"good {order}.png", encoded(drawing(_WELL_MEANT + order))))
    return Lot(tuple(files), good)
