"""Recipes: canonical, flat, and refusing what cannot be drawn."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan.recipe import (
    MOST_STEPS,
    SEED_LIMIT,
    BandWeights,
    BlendMode,
    Part,
    Recipe,
    RecipeError,
    Sides,
    blend,
    default_recipe,
    fresh,
)

MODEL = "ab" * 32
OTHER = "cd" * 32
LISTED = fresh(MODEL, 1).to_json().replace('{"attributes":{}', '{"attributes":[]')
seeds = st.integers(0, SEED_LIMIT - 1)
strengths = st.floats(0, 1)
sides = st.sampled_from(["me", "them", "both"])
modes = st.one_of(st.sampled_from(["mix", "my_shape", "their_shape"]), st.builds(Sides, sides, sides, sides))


def sums(recipe: Recipe) -> list[float]:
    return [sum(band) for band in zip(*(part.weights.as_list() for part in recipe.parts), strict=True)]


@given(seeds, seeds, seeds, strengths, strengths, modes)
def test_a_blend_of_blends_is_a_flat_list_whose_bands_sum_to_one(
    a: int, b: int, c: int, s: float, t: float, mode: BlendMode
) -> None:
    child = blend(fresh(MODEL, a), fresh(OTHER, b), s, mode)
    grandchild = blend(child, fresh(OTHER, c), t, mode)
    assert sums(grandchild) == pytest.approx([1, 1, 1], abs=1e-6)
    assert {part.seed for part in grandchild.parts} <= {a, b, c}
    assert grandchild.model_id == MODEL


@given(seeds, seeds, strengths, modes)
def test_the_json_form_is_canonical_and_loses_nothing(a: int, b: int, s: float, mode: BlendMode) -> None:
    recipe = blend(fresh(MODEL, a, {"mouth": "cat", "age": "teen"}), fresh(MODEL, b), s, mode)
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.to_json() == recipe.to_json()
    assert again.digest() == recipe.digest()


def test_the_order_in_which_attributes_are_named_does_not_matter() -> None:
    one = fresh(MODEL, 1, {"age": "teen", "mouth": "cat"})
    other = fresh(MODEL, 1, {"mouth": "cat", "age": "teen"})
    assert one.to_json() == other.to_json()
    assert hash(one) == hash(other)


def test_shape_from_me_and_colours_from_you_is_a_choice_of_weights() -> None:
    child = blend(fresh(MODEL, 1), fresh(MODEL, 2), 1.0, "my_shape")
    assert [(part.seed, part.weights) for part in child.parts] == [
        (1, BandWeights(1, 1, 0)),
        (2, BandWeights(0, 0, 1)),
    ]
    child = blend(fresh(MODEL, 1), fresh(MODEL, 2), 1.0, "their_shape")
    assert [(part.seed, part.weights) for part in child.parts] == [
        (1, BandWeights(0, 0, 1)),
        (2, BandWeights(1, 1, 0)),
    ]


@pytest.mark.parametrize(("strength", "kept"), [(0.0, 1), (1.0, 2)])
def test_a_blend_at_either_end_is_that_parent_alone(strength: float, kept: int) -> None:
    assert blend(fresh(MODEL, 1), fresh(MODEL, 2), strength).parts == (Part(kept),)


def test_blending_with_a_relative_adds_the_shared_part_up() -> None:
    mother = fresh(MODEL, 1)
    child = blend(mother, fresh(MODEL, 2), 0.5)
    assert len(blend(child, mother, 0.5).parts) == 2


def test_edits_travel_into_a_blend_with_their_own_parent_only() -> None:
    edited = fresh(MODEL, 1).edited({"accessory": "glasses"})
    child = blend(edited, fresh(MODEL, 2), 0.5)
    assert [dict(part.attributes) for part in child.parts] == [{"accessory": "glasses"}, {}]


def test_a_default_face_is_decided_by_the_user_id_alone() -> None:
    assert default_recipe(MODEL, 42) == default_recipe(MODEL, 42)
    assert default_recipe(MODEL, 42).seed != default_recipe(MODEL, 43).seed


def test_recipes_travel_between_processes() -> None:
    recipe = blend(fresh(MODEL, 1, {"mouth": "cat"}), fresh(MODEL, 2), 0.3).edited({"age": "child"})
    assert pickle.loads(pickle.dumps(recipe)) == recipe  # noqa: S301


@pytest.mark.parametrize("seed", [-1, SEED_LIMIT])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(RecipeError, match="whole number from 0 to"):
        fresh(MODEL, seed)


@pytest.mark.parametrize(
    ("model", "parts", "message"),
    [
        ("short", (Part(1),), "64 hexadecimal digits"),
        (MODEL, (), "at least one part"),
        (MODEL, (Part(1), Part(2)), "sum to 1"),
        (MODEL, (Part(1, {}, BandWeights(0.5, 1, 1)),), "sum to 1"),
    ],
)
def test_what_cannot_be_drawn_is_no_recipe(model: str, parts: tuple[Part, ...], message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        Recipe(model, parts)


def test_weights_must_be_numbers() -> None:
    with pytest.raises(RecipeError, match="finite"):
        Part(1, {}, BandWeights(float("nan"), 1, 1))


def test_a_recipe_takes_words_that_only_its_model_knows() -> None:
    assert fresh(MODEL, 1, {"mood": "happy"}).parts[0].attributes == {"mood": "happy"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("", "x"), ("x", ""), ("Mouth", "cat"), ("mouth", "a cat"), ("mouth", "cat\n"), ("m_", "cat"), ("m" * 41, "cat")],
)
def test_what_cannot_be_a_word_of_any_vocabulary_is_refused(name: str, value: str) -> None:
    with pytest.raises(RecipeError, match="snake_case"):
        fresh(MODEL, 1, {name: value})
    with pytest.raises(RecipeError, match="snake_case"):
        fresh(MODEL, 1).edited({name: value})


def test_a_recipe_takes_so_many_attributes_and_no_more() -> None:
    words = {f"attribute_{number}": "on" for number in range(65)}
    with pytest.raises(RecipeError, match="at most 64"):
        fresh(MODEL, 1, words)
    words.popitem()
    assert len(fresh(MODEL, 1, words).parts[0].attributes) == 64


def test_what_was_stored_when_attributes_had_an_order_of_their_own_is_the_same_recipe() -> None:
    part = '{"attributes":{"age":"teen","back_hair":"bob","mouth":"cat"},"seed":"7","weights":[1.0,1.0,1.0]}'
    stored = f'{{"attributes":{{"accessory":"glasses","skin":"tan"}},"model":"{MODEL}","parts":[{part}],"v":1}}'
    recipe = fresh(MODEL, 7, {"mouth": "cat", "back_hair": "bob", "age": "teen"})
    recipe = recipe.edited({"skin": "tan", "accessory": "glasses"})
    assert Recipe.from_json(stored) == recipe
    assert hash(Recipe.from_json(stored)) == hash(recipe)
    assert recipe.to_json() == stored


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"v":1}', '{"v":1,"model":"x","parts":[],"attributes":{}}', LISTED])
def test_text_that_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(RecipeError):
        Recipe.from_json(text)


def test_a_recipe_of_a_later_schema_is_refused_by_its_version() -> None:
    later = fresh(MODEL, 1).to_json().replace('"v":1', '"v":3')
    with pytest.raises(RecipeError, match="version 3"):
        Recipe.from_json(later)


@pytest.mark.parametrize("strength", [-0.1, 1.1, float("nan")])
def test_a_strength_out_of_range_is_refused(strength: float) -> None:
    with pytest.raises(RecipeError, match="between 0 and 1"):
        blend(fresh(MODEL, 1), fresh(MODEL, 2), strength)


def test_recipe_vocabulary_registry_and_interface_need_no_torch() -> None:
    script = (
        "import sys, gan.recipe, gan.attributes, gan.models, gan.engine.interface, gan.engine.local;"
        "print({'torch', 'numpy', 'PIL'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_a_recipe_without_moves_is_written_as_it_always_was() -> None:
    plain = fresh(MODEL, 1, {"mouth": "cat"})
    assert plain.to_json() == (
        '{"attributes":{},"model":"' + MODEL + '","parts":[{"attributes":{"mouth":"cat"},"seed":"1",'
        '"weights":[1.0,1.0,1.0]}],"v":1}'
    )
    assert plain.moved("turn", 1).moved("turn", -1) == plain


def test_moves_are_kept_and_travel() -> None:
    recipe = fresh(MODEL, 1).moved("turn", 0.5).moved("hair_color=pink", -2)
    assert recipe.moves == {"hair_color=pink": -2, "turn": 0.5}
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert pickle.loads(pickle.dumps(recipe)) == recipe  # noqa: S301
    assert hash(recipe) == hash(Recipe.from_json(recipe.to_json()))
    assert recipe.digest() != fresh(MODEL, 1).digest()


def test_moves_add_up_and_end_where_faces_do() -> None:
    recipe = fresh(MODEL, 1).moved("turn", 3).moved("turn", 3)
    assert recipe.moves == {"turn": MOST_STEPS}


def test_moves_travel_into_a_blend_with_their_own_parent_only() -> None:
    child = blend(fresh(MODEL, 1).moved("turn", 2), fresh(MODEL, 2), 0.5)
    assert [dict(part.moves) for part in child.parts] == [{"turn": 2}, {}]
    assert child.moves == {}
    again = blend(child.moved("turn", 1), fresh(MODEL, 2), 0.5)
    assert [dict(part.moves) for part in again.parts] == [{"turn": 3}, {"turn": 1}, {}]
    assert sums(again) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("moves", [{"turn": 4.1}, {"turn": float("nan")}, {"": 1.0}, {"a\nb": 1.0}, {"x" * 81: 1.0}])
def test_what_is_no_move_is_refused(moves: dict[str, float]) -> None:
    with pytest.raises(RecipeError):
        Part(1, moves=moves)
    with pytest.raises(RecipeError):
        Recipe(MODEL, (Part(1),), {}, moves)


def test_a_recipe_takes_only_so_many_moves() -> None:
    with pytest.raises(RecipeError, match="at most 32 directions"):
        Part(1, moves={f"d{number}": 1.0 for number in range(33)})
