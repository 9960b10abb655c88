"""Looking for a picture among the faces of a generator; the model is of random weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from gan.generator import Painter
from gan.models import Model
from gan.recipe import Recipe, fresh
from gan.resemblance.comparing import apart, views
from gan.resemblance.search import Found, Seeker
from gan.sliders import sliders

SEED = 12345


@pytest.fixture(scope="module")
def seeker(model: Model) -> Seeker:
    torch.set_num_threads(1)
    return Seeker(model)


@pytest.fixture(scope="module")
def source(model: Model, painter: Painter) -> NDArray[np.uint8]:
    return painter.paint(fresh(model.id, SEED))


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    """How far the search for the source said that it was."""
    return []


@pytest.fixture(scope="module")
def found(seeker: Seeker, source: NDArray[np.uint8], told: list[tuple[int, int]]) -> Found:
    return seeker.find(source, lambda done, total: told.append((done, total)))


def distance(painter: Painter, recipe: Recipe, wanted: NDArray[np.uint8]) -> float:
    """How far a recipe's picture is from another."""
    return float(apart(views(painter.paint(recipe), 64)[:1], views(wanted, 64)[:1]))


def test_a_face_of_the_generators_own_is_found_far_nearer_than_any_other(
    found: Found, model: Model, painter: Painter, source: NDArray[np.uint8]
) -> None:
    others = [distance(painter, fresh(model.id, seed), source) for seed in range(24)]
    assert distance(painter, found.recipe, source) < 0.5 * min(others)
    assert found.nearness > 0.85


def test_a_stranger_is_about_half_as_near(
    found: Found, model: Model, painter: Painter, source: NDArray[np.uint8]
) -> None:
    # The distance is that of the picture which the recipe draws, so the unit follows from the number that is told.
    unit = distance(painter, found.recipe, source) / -np.log2(found.nearness)
    strangers = [2 ** (-distance(painter, fresh(model.id, seed), source) / unit) for seed in range(24)]
    assert 0.35 < np.mean(strangers) < 0.65


def test_the_same_picture_gives_the_same_recipe(found: Found, model: Model, source: NDArray[np.uint8]) -> None:
    assert Seeker(model).find(source) == found


def test_another_picture_gives_another(seeker: Seeker, found: Found, model: Model, painter: Painter) -> None:
    assert seeker.find(painter.paint(fresh(model.id, 7))).recipe != found.recipe


def test_there_is_room_left_for_every_slider(found: Found, model: Model) -> None:
    assert Recipe.from_json(found.recipe.to_json()) == found.recipe
    (part,) = found.recipe.parts
    assert found.recipe.moves == {}
    assert len({*part.moves, *sliders(model)}) <= 32
    assert max(map(abs, part.moves.values())) <= 3.5


def test_what_is_no_face_is_not_called_near(seeker: Seeker, found: Found) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (90, 90, 3), dtype=np.uint8)
    assert seeker.find(noise).nearness < min(0.8, found.nearness)


def test_progress_goes_from_none_to_all_of_it(found: Found, told: list[tuple[int, int]]) -> None:
    assert found.nearness
    (total,) = {total for _, total in told}
    assert [done for done, _ in told] == list(range(total + 1))


def test_a_face_on_a_plain_ground_is_found_where_it_is(seeker: Seeker, found: Found, source: NDArray[np.uint8]) -> None:
    ground = np.full((200, 260, 3), 255, dtype=np.uint8)
    ground[90:154, 30:94] = source
    assert seeker.find(ground).nearness > found.nearness - 0.05


@pytest.mark.parametrize("shape", [(64, 64, 3), (90, 64, 3), (64, 400, 3)])
def test_pictures_of_any_shape_are_looked_at(shape: tuple[int, int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    squares = views(noise, 64)
    assert squares.shape[1:] == (3, 64, 64)
    assert len(squares) == (10 if shape[0] == shape[1] else 12)


def test_a_picture_of_one_shade_is_looked_at_too() -> None:
    assert len(views(np.full((70, 70, 3), 7, dtype=np.uint8), 64)) == 10
