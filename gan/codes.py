"""Recipes as short codes: `1GC80P-9JXSNJ-FZ033V`.

A code is a text of `gan.crockford`. In every version its first character is the version and its last three are the
check. Between them is the recipe, in bits. Version 2 is that of recipes with moves, and alone has what is in brackets:

    32  the beginning of the model's id
     1  are there edits? Then the list of the attributes that are laid over every part
    [1  are there moves of the whole? Then their list]
     1  is it a single part of weight 1? Where it is not:
   5 n  how many parts there are beyond the first
     1  are the weights doubles, rather than decimals?
    and for each part:
     1  is its seed one of 64 bits, rather than of 30? Then that seed
     1  are there attributes? Then their list
    [1  are there moves? Then their list]
    and, where it is no single part of weight 1:
     1  has it a weight for each band, rather than one for all three? Then these: a double of 64 bits; or 4 bits with
        the number of decimals, and the weight without its point in as many bits as 1.0 needs with so many decimals

A list of attributes is how many there are beyond the first, and then of each its place in the model's vocabulary and
its value's place among the values, each in as many bits as the largest place needs. A list of moves is how many there
are beyond the first in 5 bits, and then of each 7 bits with the length of its name, the name in ASCII, 7 bits a
character, and 17 bits with the ten-thousandths of a step from the lowest that a recipe may hold.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Final

from gan.attributes import Vocabulary
from gan.bits import BitReader, BitWriter, OutOfBits
from gan.crockford import Misread, read, written
from gan.models import Model
from gan.recipe import FULL, MOST_STEPS, BandWeights, Part, Recipe, RecipeError

__all__ = ["CodeDamaged", "CodeError", "CodeModelAmbiguous", "CodeModelUnknown", "CodeTooNew", "decode", "encode"]

_WITHOUT_MOVES: Final = 1
_VERSION: Final = 2
_MODEL_DIGITS: Final = 8
_SHORT_SEED: Final = 30
_LONG_SEED: Final = 64
# As many as recipes keep; see `gan.recipe`.
_MOST_DECIMALS: Final = 9
_MOVES: Final = 5
_LETTER: Final = 7
_STEPS: Final = 17
_PER_STEP: Final = 10_000


class CodeError(ValueError):
    """A code that stands for no recipe here; the message says what to do."""


class CodeDamaged(CodeError):
    """Not what `encode` made: a character is wrong, missing or in another's place."""

    def __init__(self) -> None:
        super().__init__("Something in this code is wrong or missing. Copy it again, whole.")


class CodeTooNew(CodeError):
    """A code of a later version than this program knows."""


class CodeModelUnknown(CodeError):
    """The model that drew the avatar is not here."""


class CodeModelAmbiguous(CodeError):
    """More than one model here has an id that begins as the code says."""


def encode(recipe: Recipe, vocabulary: Vocabulary) -> str:
    """The code of a recipe, in capitals and with hyphens.

    Args:
        vocabulary: that of the recipe's model.

    Raises:
        UnknownAttribute: the recipe asks for what the vocabulary does not hold.
    """
    bits = BitWriter()
    moved = bool(recipe.moves) or any(part.moves for part in recipe.parts)
    bits.put(int(recipe.model_id[:_MODEL_DIGITS], 16), 4 * _MODEL_DIGITS)
    _put_attributes(bits, recipe.attributes, vocabulary)
    if moved:
        _put_moves(bits, recipe.moves)
    single = len(recipe.parts) == 1 and recipe.parts[0].weights.as_list() == FULL.as_list()
    bits.put(single, 1)
    doubles = any(_decimals(weight) is None for part in recipe.parts for weight in part.weights.as_list())
    if not single:
        bits.put_open(len(recipe.parts) - 1)
        bits.put(doubles, 1)
    for part in recipe.parts:
        long = part.seed >> _SHORT_SEED > 0
        bits.put(long, 1)
        bits.put(part.seed, _LONG_SEED if long else _SHORT_SEED)
        _put_attributes(bits, part.attributes, vocabulary)
        if moved:
            _put_moves(bits, part.moves)
        if not single:
            _put_weights(bits, part.weights, doubles=doubles)
    return written([_VERSION if moved else _WITHOUT_MOVES, *bits.characters()])


def decode(code: str, models: Iterable[Model]) -> Recipe:
    """The recipe of a code: exactly the one that was encoded.

    Args:
        code: as it was typed; see `gan.crockford` for what makes no difference.
        models: all that there are here.

    Raises:
        CodeDamaged, CodeTooNew, CodeModelUnknown, CodeModelAmbiguous
    """
    try:
        version, *characters = read(code)
    except Misread as error:
        raise CodeDamaged from error
    if version > _VERSION:
        raise CodeTooNew("This code was made by a newer MoeGAN than this one. Update this one, and use it again.")
    bits = BitReader(characters)
    try:
        model = _model(f"{bits.take(4 * _MODEL_DIGITS):0{_MODEL_DIGITS}x}", models)
        recipe = _take_recipe(bits, model, moved=version == _VERSION)
    except (OutOfBits, RecipeError) as error:
        raise CodeDamaged from error
    # Of texts that are no codes the check lets some through; what `encode` would not have written is one of them.
    if read(encode(recipe, model.vocabulary)) != [version, *characters]:
        raise CodeDamaged
    return recipe


def _model(prefix: str, models: Iterable[Model]) -> Model:
    found = {model.id: model for model in models if model.id.startswith(prefix)}
    if not found:
        raise CodeModelUnknown(
            f"The model that drew this avatar is not here; its id begins with {prefix}. Use the code where it was "
            "given out, or put that model's files here."
        )
    if len(found) > 1:
        raise CodeModelAmbiguous(
            f"More than one model here has an id that begins with {prefix}, as the code says. Use it where there is "
            "only one of them."
        )
    return next(iter(found.values()))


def _take_recipe(bits: BitReader, model: Model, *, moved: bool) -> Recipe:
    edits = _take_attributes(bits, model.vocabulary)
    moves = _take_moves(bits) if moved else {}
    single = bits.take(1) == 1
    count = 1 if single else bits.take_open() + 1
    doubles = not single and bits.take(1) == 1
    parts: list[Part] = []
    for _ in range(count):
        seed = bits.take(_LONG_SEED if bits.take(1) else _SHORT_SEED)
        attributes = _take_attributes(bits, model.vocabulary)
        pushed = _take_moves(bits) if moved else {}
        parts.append(Part(seed, attributes, FULL if single else _take_weights(bits, doubles=doubles), pushed))
    return Recipe(model.id, tuple(parts), edits, moves)


def _put_attributes(bits: BitWriter, attributes: Mapping[str, str], vocabulary: Vocabulary) -> None:
    places = [(place, index) for place, index in enumerate(vocabulary.indices(attributes)) if index >= 0]
    bits.put(bool(places), 1)
    if places:
        bits.put(len(places) - 1, _room(len(vocabulary)))
    counts = vocabulary.class_counts()
    for place, index in places:
        bits.put(place, _room(len(vocabulary)))
        bits.put(index, _room(counts[place]))


def _take_attributes(bits: BitReader, vocabulary: Vocabulary) -> dict[str, str]:
    if not bits.take(1):
        return {}
    known = list(vocabulary.values())
    taken: dict[str, str] = {}
    for _ in range(bits.take(_room(len(known))) + 1):
        place = bits.take(_room(len(known)))
        if place >= len(known):
            raise CodeDamaged
        index = bits.take(_room(len(known[place].values)))
        if index >= len(known[place].values):
            raise CodeDamaged
        taken[known[place].name] = known[place].values[index]
    return taken


def _put_moves(bits: BitWriter, moves: Mapping[str, float]) -> None:
    bits.put(bool(moves), 1)
    if moves:
        bits.put(len(moves) - 1, _MOVES)
    for name, steps in moves.items():
        bits.put(len(name), _LETTER)
        for letter in name.encode("ascii"):
            bits.put(letter, _LETTER)
        bits.put(round((steps + MOST_STEPS) * _PER_STEP), _STEPS)


def _take_moves(bits: BitReader) -> dict[str, float]:
    if not bits.take(1):
        return {}
    taken: dict[str, float] = {}
    for _ in range(bits.take(_MOVES) + 1):
        name = bytes(bits.take(_LETTER) for _ in range(bits.take(_LETTER))).decode("ascii")
        taken[name] = (bits.take(_STEPS) - round(MOST_STEPS * _PER_STEP)) / _PER_STEP
    return taken


def _room(count: int) -> int:
    """Bits for any of the places from 0 to `count` - 1."""
    return max(count - 1, 0).bit_length()


def _put_weights(bits: BitWriter, weights: BandWeights, *, doubles: bool) -> None:
    written_out = weights.as_list()
    apart = len({_double(weight) for weight in written_out}) > 1
    bits.put(apart, 1)
    for weight in written_out if apart else written_out[:1]:
        decimals = _decimals(weight)
        if doubles or decimals is None:
            bits.put(_double(weight), 64)
        else:
            bits.put(decimals, 4)
            bits.put(round(weight * 10**decimals), (10**decimals).bit_length())


def _take_weights(bits: BitReader, *, doubles: bool) -> BandWeights:
    apart = bits.take(1)
    taken: list[float] = []
    for _ in range(3 if apart else 1):
        if doubles:
            taken.append(struct.unpack(">d", bits.take(64).to_bytes(8, "big"))[0])
        else:
            decimals = bits.take(4)
            taken.append(bits.take((10**decimals).bit_length()) / 10**decimals)
    return BandWeights(*(taken if apart else 3 * taken))


def _double(weight: float) -> int:
    """The 64 bits of a weight: all of it, where -0.0 would equal 0.0."""
    return int.from_bytes(struct.pack(">d", weight), "big")


def _decimals(weight: float) -> int | None:
    """How many decimals say exactly what a weight from 0 to 1 is; None where nine do not, or it lies beyond."""
    if not 0.0 <= weight <= 1.0:
        return None
    for decimals in range(_MOST_DECIMALS + 1):
        if _double(round(weight * 10**decimals) / 10**decimals) == _double(weight):
            return decimals
    return None
