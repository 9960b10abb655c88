"""What was understood of a text, and what of it was not."""

from __future__ import annotations

from dataclasses import dataclass

from gan.wishes.senses import Sense

__all__ = ["Meant", "Reading", "Unclear", "Unfit"]


@dataclass(frozen=True, slots=True)
class Meant:
    """Something that was understood.

    Attributes:
        said: the words for it, as they were typed.
    """

    said: str
    sense: Sense


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word that may be said of several things, none of which stands beside it ("round").

    Attributes:
        attributes: what it may be said of.
    """

    said: str
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A word that cannot be said of the thing beside it: the colour of glasses cannot be chosen."""

    said: str
    of: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means: all of it is here or there, but for words that wish for nothing ("a", "please").

    Attributes:
        meant: in the order in which it was said.
        unknown: words that were not understood.
    """

    meant: tuple[Meant, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unfit: tuple[Unfit, ...] = ()
