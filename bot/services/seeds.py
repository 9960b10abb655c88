"""Seeds as members meet them: typed, and made up."""

from __future__ import annotations

from random import Random
from typing import Final

from bot.services.errors import BadSeed
from gan.recipe import SEED_LIMIT

__all__ = ["SHORT_SEEDS", "parse_seed", "random_seeds", "seeds_from"]

# Seeds that members get are short enough to be typed again.
SHORT_SEEDS: Final = 1_000_000_000


def parse_seed(text: str) -> int:
    """The seed that a member typed; raises `BadSeed`."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(SEED_LIMIT))):
        raise BadSeed
    seed = int(digits)
    if seed >= SEED_LIMIT:
        raise BadSeed
    return seed


def seeds_from(first: int, count: int) -> list[int]:
    """A seed and those after it; after the last comes 0."""
    return [(first + step) % SEED_LIMIT for step in range(count)]


def random_seeds(rng: Random, count: int) -> list[int]:
    """Different seeds of at most nine digits."""
    return rng.sample(range(SHORT_SEEDS), count)
