"""Several models in the same workers: a style changes how a face is drawn, and nothing of what the base draws."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
import torch

from gan.cards import with_strength
from gan.engine.interface import DrawFailed, DrawRequest
from gan.engine.jobs import Job
from gan.engine.local import LocalEngine
from gan.loading import load_generator
from gan.models import Model, Registry
from gan.recipe import Recipe, blend, default_recipe, fresh
from gan.styles import difference, publish_style
from tests.tiny import write_tiny_model

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANGED = "to_rgb.4.convolution.bias"


@dataclass
class Atelier:
    """A running engine over the shipped folder and the operator's."""

    engine: LocalEngine
    base: Model
    operators: Path
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    async def hashes(self, *recipes: Recipe) -> list[str]:
        """The pixel hashes of the recipes, drawn together."""
        ticket = await self.engine.submit(DrawRequest(f"request {next(self.numbers)}", "member", recipes))
        return [picture.pixel_hash for picture in await ticket.result()]

    def style(self, name: str, red: float) -> Model:
        """A new style in the operator's folder, while the engine runs."""
        before = load_generator(self.base)
        after = deepcopy(before)
        with torch.no_grad():
            after.get_parameter(CHANGED).add_(torch.tensor([red, 0.0, -red]))
        return publish_style(self.base, difference(before, after, [CHANGED]), self.operators, name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def atelier(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Atelier]:
    folder = tmp_path_factory.mktemp("models")
    base = write_tiny_model(folder / "shipped", name="base")
    async with LocalEngine([folder / "shipped", folder / "models"], workers=2) as engine:
        yield Atelier(engine, base, folder / "models")


async def test_a_style_made_while_the_engine_runs_is_drawn_and_the_base_stays_to_the_byte(atelier: Atelier) -> None:
    faces = [fresh(atelier.base.id, seed) for seed in range(4)]
    before = await atelier.hashes(*faces)
    ink = atelier.style("ink", 0.5)
    styled = [face.under(ink.id) for face in faces]
    drawn = await atelier.hashes(*styled)
    assert not set(drawn) & set(before)
    mixed = await atelier.hashes(*(one for pair in zip(faces, styled, strict=True) for one in pair))
    assert mixed == [one for pair in zip(before, drawn, strict=True) for one in pair]
    assert await atelier.hashes(*faces) == before


async def test_a_style_drawn_again_after_its_painter_was_put_away_is_the_same(atelier: Atelier) -> None:
    styles = [atelier.style(f"style-{number}", 0.1 * number) for number in range(1, 7)]
    recipes = [fresh(style.id, 7) for style in styles]
    drawn = await atelier.hashes(*recipes)
    assert len(set(drawn)) == len(styles)
    assert await atelier.hashes(*reversed(recipes)) == drawn[::-1]


async def test_a_face_drawn_at_an_earlier_strength_stays_when_the_strength_changes(atelier: Atelier) -> None:
    ink = atelier.style("strong", 0.5)
    (before,) = await atelier.hashes(fresh(ink.id, 7))
    weaker = with_strength(ink, 0.4)
    assert weaker.id != ink.id
    after = await atelier.hashes(fresh(ink.id, 7), fresh(weaker.id, 7), fresh(with_strength(ink, 0).id, 7))
    assert after[0] == before
    assert len(set(after)) == 3
    assert await atelier.hashes(fresh(atelier.base.id, 7)) == after[2:], "at strength 0 it is the original"


async def test_faces_of_two_models_have_a_child_in_the_first_ones_model(atelier: Atelier) -> None:
    ink = atelier.style("kin", 0.5)
    mine, theirs = fresh(ink.id, 7), default_recipe(atelier.base.id, 710_000_000_000_000_111)
    # At the ends a blend is its parents, each read under the asker's model.
    ends = (blend(mine, theirs, 0.0), mine, blend(mine, theirs, 1.0), theirs.under(ink.id))
    child, *drawn = await atelier.hashes(blend(mine, theirs, 0.5), *ends)
    assert drawn[0] == drawn[1]
    assert drawn[2] == drawn[3]
    assert child not in drawn


@pytest.mark.parametrize("harm", ["missing", "damaged"])
async def test_a_style_whose_file_is_harmed_is_refused_and_the_base_draws_on(atelier: Atelier, harm: str) -> None:
    style = atelier.style(f"is-{harm}", 0.9 if harm == "missing" else 0.8)
    if harm == "missing":
        style.weights.unlink()
    else:
        style.weights.write_bytes(style.weights.read_bytes() + b"\0")
    with pytest.raises(DrawFailed, match=f"weights of model is-{harm} are {harm}"):
        await atelier.hashes(fresh(style.id, 7))
    assert len(await atelier.hashes(fresh(atelier.base.id, 7))) == 1
    assert Registry([atelier.base.weights.parent, atelier.operators]).default() == atelier.base


async def test_pictures_of_many_models_are_drawn_model_by_model_and_come_in_their_own_order(atelier: Atelier) -> None:
    models = [atelier.base, *(atelier.style(f"in turn {number}", 0.1 * number) for number in range(1, 6))]
    recipes = tuple(fresh(models[number % len(models)].id, number) for number in range(18))
    alone = [(await atelier.hashes(recipe))[0] for recipe in recipes]

    assert await atelier.hashes(*recipes) == alone
    drawn = [recipes[index].model_id for index in Job(DrawRequest("a", "member", recipes)).to_draw]
    assert len(list(itertools.groupby(drawn))) == len(models)
