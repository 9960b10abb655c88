"""Codes of recipes: exact, short, forgiving where people are careless, and strict where they err."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan.attributes import Attribute, Vocabulary
from gan.bits import BitWriter
from gan.codes import CodeDamaged, CodeModelAmbiguous, CodeModelUnknown, CodeTooNew, decode, encode
from gan.crockford import Misread, read, written
from gan.models import Model, Registry
from gan.recipe import SEED_LIMIT, BandWeights, BlendMode, Part, Recipe, blend, default_recipe, fresh
from tests.tiny import VOCABULARY

SHIPPED = Registry().default()
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def model(model_id: str, vocabulary: Vocabulary = VOCABULARY) -> Model:
    return Model(model_id, "a", "a", 128, vocabulary, Path("a.safetensors"), {})


HERE = model("ab" * 32)
BLENDED = blend(fresh(HERE.id, 1, {"mouth": "cat"}), fresh(HERE.id, 2**63), 0.3, "my_shape")


def damaged(text: str) -> bool:
    try:
        decode(text, [HERE, SHIPPED])
    except CodeDamaged:
        return True
    return False


attributes = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(attribute.values) for name, attribute in VOCABULARY.items()}
)
steps = st.floats(-5, 5)
seeds = st.one_of(st.integers(0, 10**9), st.integers(0, SEED_LIMIT - 1))

modes: st.SearchStrategy[BlendMode] = st.sampled_from(["mix", "my_shape", "their_shape"])


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Everything that the bot makes: new ones, blends of blends, edits, pushes along sliders."""
    recipe = fresh(HERE.id, draw(seeds), draw(attributes))
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            other = fresh(HERE.id, draw(seeds), draw(attributes))
            recipe = blend(recipe, other, draw(st.integers(0, 100)) / 100, draw(modes))
        else:
            recipe = recipe.moved(draw(st.sampled_from(["turn", "sefa coarse 1", "hair_color=pink"])), draw(steps))
    return recipe.edited(draw(attributes))


@given(recipes())
def test_a_recipe_comes_back_exactly(recipe: Recipe) -> None:
    back = decode(encode(recipe, VOCABULARY), [HERE])
    assert back == recipe
    assert back.to_json() == recipe.to_json()


weights = st.floats(-2, 2) | st.sampled_from([0.0, -0.0, 1.0, 1 / 3, 0.1, 0.123456789, 1e-9, 5e-324])


@given(st.lists(st.tuples(seeds, weights, weights, weights), min_size=1, max_size=5))
def test_weights_of_any_kind_come_back_to_the_last_bit(drawn: list[tuple[int, float, float, float]]) -> None:
    parts = [Part(seed, {}, BandWeights(*three)) for seed, *three in drawn]
    rest = BandWeights(*(1.0 - sum(band) for band in zip(*(part.weights.as_list() for part in parts), strict=True)))
    recipe = Recipe(HERE.id, (*parts, Part(5, {}, rest)))
    assert decode(encode(recipe, VOCABULARY), [HERE]).to_json() == recipe.to_json()


@pytest.mark.parametrize(
    ("recipe", "most"),
    [
        (fresh(SHIPPED.id, 0), 18),
        (fresh(SHIPPED.id, 999_999_999), 18),
        (default_recipe(SHIPPED.id, 1), 24),
        (fresh(SHIPPED.id, 2**64 - 1), 24),
        (fresh(SHIPPED.id, 7, {"hair_color": "pink"}), 21),
        (blend(fresh(SHIPPED.id, 7), fresh(SHIPPED.id, 8), 0.5), 29),
    ],
    ids=["smallest", "as members get them", "a default face", "largest", "asked for in words", "a blend"],
)
def test_codes_are_short(recipe: Recipe, most: int) -> None:
    assert len(encode(recipe, SHIPPED.vocabulary).replace("-", "")) <= most


def test_codes_are_what_they_were() -> None:
    """Codes that were given out must be read by every later version."""
    asked = fresh("0123456789abcdef" * 4, 123_456_789, {"hair_color": "pink", "accessory": "glasses"})
    assert decode("1GC80P-9JXSNJ-FZ033V", Registry().models()).seed == 999_999_999, "README's"
    assert encode(asked, VOCABULARY) == "104HMA-ST3NQK-8NNQSG-1"
    blended = blend(asked, fresh("01" * 32, 2**40), 0.25, "my_shape")
    assert encode(blended, VOCABULARY) == "104HMA-SR21TV-SMATVR-899E00-004000-000010-04CGGK-9"
    assert encode(asked.moved("turn", 0.5), VOCABULARY) == "204HMA-ST02EK-NWPWNZ-48EPYD-2PPW0E-9"


def test_a_small_slip_makes_no_difference() -> None:
    code = encode(fresh(HERE.id, 1_001), VOCABULARY)
    wanted = decode(code, [HERE])
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for typed in (sloppy, f"  `{code}`\n", code.replace("-", ""), code.replace("1", "I"), wide, code.replace("-", "—")):
        assert decode(typed, [HERE]) == wanted, typed


CODES = [
    encode(fresh(HERE.id, 0), VOCABULARY),
    encode(fresh(SHIPPED.id, 987_654_321), SHIPPED.vocabulary),
    encode(default_recipe(HERE.id, 3), VOCABULARY),
    encode(BLENDED, VOCABULARY),
]


@pytest.mark.parametrize("code", [code.replace("-", "") for code in CODES], ids=len)
def test_every_single_wrong_character_is_found(code: str) -> None:
    for place, letter in itertools.product(range(len(code)), ALPHABET):
        assert letter == code[place] or damaged(code[:place] + letter + code[place + 1 :])


@pytest.mark.parametrize("code", [code.replace("-", "") for code in CODES], ids=len)
def test_every_swap_of_two_neighbours_is_found(code: str) -> None:
    for place in range(len(code) - 1):
        one, other = code[place : place + 2]
        assert one == other or damaged(code[:place] + other + one + code[place + 2 :])


@pytest.mark.parametrize("length", [1, 2, 30, 31, 32, 33, 62, 63, 64, 100])
def test_the_check_finds_both_whatever_the_text_says(length: int) -> None:
    """Every change of one character, and every swap of two neighbours, in texts of any length."""
    values = [(7 * place + length) % 32 for place in range(length)]
    text = written(values).replace("-", "")
    assert read(text) == values

    def found(changed: Sequence[str]) -> bool:
        try:
            read("".join(changed))
        except Misread:
            return True
        return False

    for place, letter in itertools.product(range(len(text)), ALPHABET):
        assert letter == text[place] or found([*text[:place], letter, *text[place + 1 :]])
    # The check is linear: of two neighbours it matters by how much they differ, and nothing else does.
    for place, difference in itertools.product(range(length - 1), range(1, 32)):
        differing = [*values[:place], values[place + 1] ^ difference, *values[place + 1 :]]
        right = written(differing).replace("-", "")
        assert found([*right[:place], right[place + 1], right[place], *right[place + 2 :]])
    for place in range(length - 1, len(text) - 1):
        swapped = [*text[:place], text[place + 1], text[place], *text[place + 2 :]]
        assert text[place] == text[place + 1] or found(swapped)


@pytest.mark.parametrize(
    "text", ["", "1", "---", "hello", "1GC80P-9JXSNJ", "😀", "U" * 18, CODES[0] + "0", CODES[0][:-1], "²" * 18]
)
def test_what_is_no_code_is_damaged(text: str) -> None:
    assert damaged(text)


def test_what_no_code_says_is_damaged_even_where_the_check_is_right() -> None:
    version, *body = read(CODES[0])
    for values in ([version, *body, 0], [version, *body[:-1]], [0, *body], [version]):
        assert damaged(written(values)), values
    # Bits behind the end of the recipe: the last character has room for four.
    assert damaged(written([version, *body[:-1], body[-1] ^ 1]))


def test_places_that_the_vocabulary_lacks_are_damaged() -> None:
    mood = Attribute("mood", ("calm", "glad", "shy", "cross"))
    code = encode(fresh(HERE.id, 5, {"mood": "cross"}), Vocabulary([mood]))
    with pytest.raises(CodeDamaged):
        decode(code, [replace(HERE, vocabulary=Vocabulary([replace(mood, values=mood.values[:3])]))])
    code = encode(fresh(HERE.id, 5, {"accessory": "glasses"}), VOCABULARY)
    with pytest.raises(CodeDamaged):
        decode(code, [replace(HERE, vocabulary=Vocabulary(list(VOCABULARY.values())[:3]))])


def test_a_newer_version_is_told_from_a_damaged_code() -> None:
    _, *body = read(CODES[0])
    with pytest.raises(CodeTooNew, match="Update"):
        decode(written([3, *body]), [HERE])


def test_the_model_is_found_by_the_beginning_of_its_id() -> None:
    twin = model(HERE.id[:8] + "0" * 56)
    code = encode(fresh(twin.id, 5), VOCABULARY)
    assert decode(code, [SHIPPED, twin]).model_id == twin.id
    assert decode(code, [twin, twin]).model_id == twin.id
    with pytest.raises(CodeModelUnknown, match="abababab"):
        decode(code, [SHIPPED])
    with pytest.raises(CodeModelAmbiguous, match="abababab"):
        decode(code, [HERE, twin])


def test_no_text_takes_long_to_read() -> None:
    """As long as Discord lets a member type: a million parts are promised, and thousands are there."""
    bits = BitWriter()
    bits.put(int(HERE.id[:8], 16), 32)
    bits.put(0, 2)
    bits.put_open(1_000_000)
    text = written([1, *bits.characters(), *[0] * 5980])
    # The processor's time, for on a busy machine others take their share of the clock's.
    began = time.thread_time()
    assert damaged(text)
    assert time.thread_time() - began < 2
