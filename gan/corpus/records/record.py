"""The record of an avatar: everything that decides its picture, and its labels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

__all__ = ["DETAILS", "Mix", "Record", "uniform"]

# Choices without a name of their own that colour a good part of a picture: which of several dyes, which of several
# combinations of cloth, which of several hats' colours and whether the clothes' is taken instead, which frames of
# glasses. Each is `uniform(seed, "detail." + name)`.
DETAILS: Final = ("dye", "palette", "headwear", "headwear.own", "eyewear.color")


@dataclass(frozen=True, slots=True)
class Mix:
    """How far an attribute's shape leans from its own class toward a neighbouring one.

    Attributes:
        other: the neighbouring class.
        share: of the other's shape, in (0, 0.5): the label stays the class that is seen most of.
    """

    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that decides an avatar's picture.

    Attributes:
        seed: what the values were drawn from, and what unnamed detail (`uniform`) is drawn from.
        attributes: class of every attribute in the vocabulary's order; None where it cannot be seen (the fringe under
            a hijab).
        mixes: the attributes whose shape leans toward a neighbouring class.
        parameters: value in [-1, 1] of every continuous parameter.
    """

    seed: int
    attributes: dict[str, str | None]
    mixes: dict[str, Mix]
    parameters: dict[str, float]


def uniform(seed: int, key: str) -> float:
    """A number in [0, 1) that depends on nothing but `seed` and `key`."""
    digest = hashlib.blake2b(f"{seed}/{key}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "little") >> 11) / 2**53
