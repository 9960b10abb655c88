"""Children and siblings: what one has or has not comes from one side, what is by degrees lies between."""

import pytest
import torch

from gan.appearance import appearance
from gan.family import Distance, child, child_of, sibling
from gan.generator import load
from gan.models import SHIPPED, Model, Registry
from gan.recipe import BandWeights, Recipe, blend, fresh

SHARED = {"age", "presentation", "skin", "face", "facial_hair"}
BY_DEGREES = {"age", "presentation", "skin", "face", "hair_color", "eye_color", "eye_shape", "brows"}


@pytest.fixture(scope="module")
def model() -> Model:
    return Registry([SHIPPED]).default()


def looks(recipe: Recipe, model: Model) -> list[dict[str, str]]:
    """What each part of a recipe looks like by itself."""
    return [
        appearance(Recipe(model.id, (type(part)(part.seed, part.attributes),), recipe.attributes), model)
        for part in recipe.parts
    ]


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_a_child_has_every_feature_from_one_parent_or_the_other(seed: int, model: Model) -> None:
    mine, theirs = fresh(model.id, seed), fresh(model.id, seed + 1)
    one, other = appearance(mine, model), appearance(theirs, model)
    recipe = child(mine, theirs, 0.5, "mix", model)
    assert [part.weights for part in recipe.parts] == [BandWeights(0.5, 0.5, 0.5)] * 2
    first, second = looks(recipe, model)
    asked = recipe.parts[0].attributes
    assert asked == recipe.parts[1].attributes
    assert asked.keys() >= {"eyewear", "outfit_color"}
    assert asked.keys().isdisjoint(BY_DEGREES)
    for name, value in asked.items():
        assert value in (one.get(name), other.get(name))
        assert first[name] == second[name] == value
    # Age and presentation may give way to a beard, and closed eyes hide what they are like.
    for name in BY_DEGREES - {"age", "presentation"}:
        assert None in (first.get(name), one.get(name)) or first[name] == one[name]
        assert None in (second.get(name), other.get(name)) or second[name] == other[name]


def test_parents_in_either_order_have_the_same_child(model: Model) -> None:
    painter = load(model)
    for strength in (0.25, 0.5):
        one = child(fresh(model.id, 4), fresh(model.id, 17), strength, "mix", model)
        other = child(fresh(model.id, 17), fresh(model.id, 4), 1 - strength, "mix", model)
        assert torch.allclose(painter.styles(one), painter.styles(other), atol=1e-4)


def test_the_stronger_the_blend_the_more_comes_from_them_and_nothing_goes_back(model: Model) -> None:
    mine, theirs = fresh(model.id, 4), fresh(model.id, 17)
    other = appearance(theirs, model)
    before: set[str] = set()
    for percent in (10, 30, 50, 70, 90):
        asked = child(mine, theirs, percent / 100, "mix", model).parts[0].attributes
        now = {name for name, value in asked.items() if other.get(name) == value}
        assert before <= now
        before = now
    assert len(before) > 8


def test_the_ends_and_the_other_modes_are_plain_blends(model: Model) -> None:
    mine, theirs = fresh(model.id, 4), fresh(model.id, 17)
    assert child(mine, theirs, 0.0, "mix", model) == mine
    assert child(mine, theirs, 1.0, "mix", model) == theirs
    for mode in ("my_shape", "their_shape"):
        assert child(mine, theirs, 0.5, mode, model) == blend(mine, theirs, 0.5, mode)


def test_what_was_asked_for_or_edited_can_be_inherited(model: Model) -> None:
    mine = fresh(model.id, 4, {"outfit": "kimono"}).edited({"eyewear": "eye_patch"})
    inherited = [child(mine, fresh(model.id, seed), 0.5, "mix", model).parts[0].attributes for seed in range(20)]
    assert 0 < sum(asked["eyewear"] == "eye_patch" for asked in inherited) < 20
    assert 0 < sum(asked["outfit"] == "kimono" for asked in inherited) < 20


@pytest.mark.parametrize(("distance", "changes"), [("close", 0), ("medium", 2), ("far", 5)])
def test_siblings_share_the_family_and_differ_in_as_much_as_their_distance_says(
    distance: Distance, changes: int, model: Model
) -> None:
    for seed in range(10):
        recipe = fresh(model.id, seed)
        before = appearance(recipe, model)
        other = sibling(recipe, 1000 + seed, distance, model)
        first, second = looks(other, model)
        assert first == second
        assert {name for name in SHARED if first.get(name) != before.get(name)} == set()
        differing = {name for name in before if name in first and first[name] != before[name]}
        # What is changed may hide or bring out something else.
        assert len(differing) <= changes + 2
        assert bool(differing) == bool(changes)


def test_a_sibling_keeps_edits_and_moves(model: Model) -> None:
    recipe = fresh(model.id, 4).edited({"hair_color": "pink"}).moved("turn", 1)
    other = sibling(recipe, 9, "close", model)
    assert {part.attributes["hair_color"] for part in other.parts} == {"pink"}
    assert other.moves == {"turn": 1}
    assert sum(part.weights.coarse for part in other.parts) == pytest.approx(1)


def test_siblings_of_siblings_stay_recipes_of_a_few_parts(model: Model) -> None:
    recipe = fresh(model.id, 4)
    for seed in range(30):
        recipe = sibling(recipe, seed, "far", model)
    assert len(recipe.parts) < 12


def test_the_child_of_several_has_every_feature_from_one_of_them(model: Model) -> None:
    seen: set[int] = set()
    for seed in range(0, 30, 3):
        parents = [fresh(model.id, seed + number) for number in range(3)]
        appearances = [appearance(parent, model) for parent in parents]
        recipe = child_of(parents, model)
        assert [part.weights.coarse for part in recipe.parts] == pytest.approx([1 / 3] * 3)
        asked = recipe.parts[0].attributes
        assert all(part.attributes == asked for part in recipe.parts)
        assert asked.keys().isdisjoint(BY_DEGREES)
        for name, value in asked.items():
            givers = [number for number, look in enumerate(appearances) if look.get(name) == value]
            assert givers
            if len(givers) == 1:
                seen.update(givers)
    assert seen == {0, 1, 2}, "each of them gives something"


def test_several_parents_have_the_same_child_in_every_order(model: Model) -> None:
    painter = load(model)
    parents = [fresh(model.id, seed) for seed in (4, 17, 62, 70)]
    one, other = child_of(parents, model), child_of(parents[::-1], model)
    assert set(one.parts) == set(other.parts)
    assert torch.allclose(painter.styles(one), painter.styles(other), atol=1e-4)


def test_the_child_of_two_is_the_one_half_way(model: Model) -> None:
    for seed in range(10):
        mine, theirs = fresh(model.id, seed), fresh(model.id, seed + 1)
        assert child_of([mine, theirs], model) == child(mine, theirs, 0.5, "mix", model)
