"""The contract of drawing, with real networks in real workers: the same recipe, the same bytes."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from gan.engine.interface import DrawFailed, DrawRequest
from gan.engine.local import LocalEngine
from gan.models import Registry
from gan.recipe import Recipe, blend, fresh
from tests.gan.engine.processes import until, workers
from tests.tiny import write_tiny_model

pytestmark = pytest.mark.asyncio(loop_scope="module")

# What a program of its own draws, one thread, without any engine.
ALONE = """
import sys
from pathlib import Path
import torch
torch.set_num_threads(1)
from gan.generator import load
from gan.pixels import pixel_hash
from gan.models import Registry
from gan.recipe import Recipe
recipes = [Recipe.from_json(line) for line in sys.stdin]
painter = load(Registry([Path(sys.argv[1])]).get(recipes[0].model_id))
for recipe in recipes:
    print(pixel_hash(painter.paint(recipe)))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of a sound model and three broken ones."""
    folder = tmp_path_factory.mktemp("models")
    write_tiny_model(folder, name="a-sound")
    for seed, name in enumerate(("missing", "truncated", "changed"), start=1):
        write_tiny_model(folder, seed=seed, name=name)
    (folder / "missing.safetensors").unlink()
    truncated = folder / "truncated.safetensors"
    truncated.write_bytes(truncated.read_bytes()[:1000])
    changed = bytearray((folder / "changed.safetensors").read_bytes())
    changed[-1] ^= 1
    (folder / "changed.safetensors").write_bytes(changed)
    return folder


@pytest.fixture(scope="module")
def recipes(folder: Path) -> list[Recipe]:
    """Fresh faces, blends and variations."""
    model_id = Registry([folder]).default().id
    faces = [fresh(model_id, seed, {"hair_color": "pink"} if seed % 2 else {}) for seed in range(6)]
    return [*faces, blend(faces[0], faces[1], 0.3), blend(faces[2], faces[3], 0.7), faces[4].moved("pca 1", 1)]


@pytest.fixture(scope="module")
def strangers() -> set[int]:
    """Workers of other engines of this process."""
    return workers()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(folder: Path, strangers: set[int]) -> AsyncIterator[LocalEngine]:
    """Two workers with real painters."""
    # A picture may take a minute at each try, on a machine with much else to do.
    async with LocalEngine([folder], workers=2, draw_timeout=240) as engine:
        yield engine


async def hashes(engine: LocalEngine, recipes: Sequence[Recipe], name: str, at_once: int = 1) -> list[str]:
    """The pixel hashes of the recipes, `at_once` to a request, all requests at the same time."""
    requests = [
        DrawRequest(f"{name} {start}", f"{start % 3}", tuple(recipes[start : start + at_once]))
        for start in range(0, len(recipes), at_once)
    ]
    tickets = [await engine.submit(request) for request in requests]
    return [picture.pixel_hash for ticket in tickets for picture in await ticket.result()]


async def test_the_same_recipe_gives_the_same_bytes(
    engine: LocalEngine, recipes: list[Recipe], folder: Path, strangers: set[int]
) -> None:
    expected = await hashes(engine, recipes, "first")
    assert len(set(expected)) == len(recipes)

    assert await hashes(engine, recipes, "all together", at_once=len(recipes)) == expected

    for attempt in range(3):
        order = random.Random(attempt).sample(range(len(recipes)), len(recipes))
        shuffled = await hashes(engine, [recipes[index] for index in order], f"shuffled {attempt}", at_once=4)
        assert shuffled == [expected[index] for index in order]

    for pid in workers() - strangers:
        os.kill(pid, signal.SIGKILL)
    assert await hashes(engine, recipes, "after the workers' death") == expected

    alone = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", ALONE, str(folder)],
        input="\n".join(recipe.to_json() for recipe in recipes),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert alone.stdout.split() == expected


async def test_a_picture_can_be_asked_for_in_another_size(engine: LocalEngine, recipes: list[Recipe]) -> None:
    (picture,) = await (await engine.submit(DrawRequest("size", "m", (recipes[0],), 64))).result()
    assert picture.size == 64


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "weights of model missing are missing: .* Restore the file"),
        ("truncated", "weights of model truncated are damaged .* Restore the file"),
        ("changed", "weights of model changed are damaged .* Restore the file"),
    ],
)
async def test_a_model_that_cannot_be_trusted_is_not_drawn_with(
    engine: LocalEngine, recipes: list[Recipe], folder: Path, name: str, reason: str
) -> None:
    await until(lambda: engine.health().workers == 2)
    replaced = engine.health().replaced
    recipe = recipes[0].under(Registry([folder]).get(name).id)
    with pytest.raises(DrawFailed, match=reason):
        await (await engine.submit(DrawRequest(name, "m", (recipes[1], recipe)))).result()
    assert len(await hashes(engine, recipes[:2], f"after {name}")) == 2
    assert engine.health().replaced == replaced, "no worker is replaced for it"


async def test_a_model_that_nobody_knows_is_named(engine: LocalEngine, recipes: list[Recipe]) -> None:
    with pytest.raises(DrawFailed, match="There is no model '0000"):
        await (await engine.submit(DrawRequest("unknown", "m", (recipes[0].under("0" * 64),)))).result()


async def test_what_the_model_does_not_know_is_refused_with_what_it_knows(
    engine: LocalEngine, recipes: list[Recipe]
) -> None:
    await until(lambda: engine.health().workers == 2)
    replaced = engine.health().replaced
    with pytest.raises(DrawFailed, match=r"no attribute 'hat'\. Choose among: age"):
        await (await engine.submit(DrawRequest("hat", "m", (recipes[0].edited({"hat": "beret"}),)))).result()
    assert engine.health().replaced == replaced, "no worker is replaced for it"


async def test_the_bot_imports_neither_torch_nor_numpy(folder: Path) -> None:
    program = f"""
import asyncio, sys
from pathlib import Path
from gan.engine.local import LocalEngine
assert not {{"torch", "numpy", "PIL"}} & set(sys.modules), "on import"

async def main():
    async with LocalEngine([Path({str(folder)!r})], workers=1) as engine:
        print((await engine.check()).model)

asyncio.run(main())
assert not {{"torch", "numpy", "PIL"}} & set(sys.modules), "after drawing"
"""
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "a-sound\n", "")
