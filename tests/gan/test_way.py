"""The way from one face to another."""

import pytest

from gan.recipe import BandWeights, blend, fresh
from gan.way import way

ONE, OTHER = fresh("0" * 64, 4, {"mouth": "cat"}).edited({"eyewear": "glasses"}), fresh("0" * 64, 17).moved("turn", 2)


def test_a_way_goes_in_even_steps_of_plain_blends_from_one_end_to_the_other() -> None:
    recipes = way(ONE, OTHER, 7)
    assert (recipes[0], recipes[-1]) == (ONE, OTHER), "the ends are the faces themselves, with their edits"
    assert recipes[1:-1] == [blend(ONE, OTHER, step / 6) for step in range(1, 6)]


def test_an_eased_way_is_slow_at_both_ends_and_the_same_backwards() -> None:
    shares = [recipe.parts[0].weights.coarse for recipe in way(ONE, OTHER, 25, eased=True)[1:-1]]
    steps = [before - after for before, after in zip([1.0, *shares], [*shares, 0.0], strict=True)]
    assert steps[0] < steps[6] < steps[11]
    assert steps == pytest.approx(steps[::-1], abs=1e-6)
    assert min(steps) > 0


def test_all_of_it_is_drawn_with_the_model_of_the_first() -> None:
    theirs = fresh("1" * 64, 17)
    recipes = way(ONE, theirs, 3)
    assert {recipe.model_id for recipe in recipes} == {ONE.model_id}
    assert recipes[1].parts[0].weights == BandWeights(0.5, 0.5, 0.5)
    assert recipes[2].parts == theirs.parts
