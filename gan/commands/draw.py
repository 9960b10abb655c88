"""`python -m gan draw`: avatars as files, of seeds or of a code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan.attributes import UnknownAttribute
from gan.codes import CodeError, decode, encode
from gan.console import ModelsFolder, console, described, parse_attributes, pick_model, registry, stop
from gan.models import Model, ModelError
from gan.pixels import pixel_hash
from gan.recipe import SEED_LIMIT, Recipe, RecipeError, fresh
from gan.rules import Contradiction
from gan.wishes.settling import settle

__all__ = ["draw"]


def draw(
    out: Annotated[Path, typer.Option(help="Folder for the PNG files; made where it is missing.")],
    seed: Annotated[int | None, typer.Option(min=0, max=SEED_LIMIT - 1, help="The first seed.")] = None,
    code: Annotated[str | None, typer.Option(help="The code of an avatar, in place of a seed.")] = None,
    count: Annotated[int, typer.Option(min=1, help="How many avatars: seeds SEED, SEED + 1, ...")] = 1,
    attr: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, for example hair_color=pink; repeatable.")] = None,
    describe: Annotated[
        str, typer.Option(help="In your own words, English or Chinese: 'pink twin tails, no glasses'.")
    ] = "",
    model: Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")] = None,
    size: Annotated[
        int | None, typer.Option(min=16, max=1024, help="Side in pixels; the model's own by default.")
    ] = None,
    models: ModelsFolder = None,
) -> None:
    """Draw avatars as PNG files, and print the code and the pixel hash of each."""
    if (seed is None) == (code is None):
        stop("Name either the first seed with --seed or one avatar with --code.")
    if code is not None and (attr or describe or model or count != 1):
        stop("A code says all of an avatar: leave out --count, --attr, --describe and --model.")
    try:
        if code is not None:
            chosen, recipes = _of_code(code, models)
        else:
            chosen, recipes = _of_seeds(seed or 0, count, attr or [], describe, pick_model(models, model))
    except (CodeError, ModelError, UnknownAttribute, Contradiction) as error:
        stop(str(error))
    # torch is slow to import, and a mistake in the options needs none of it.
    import torch
    from PIL import Image

    from gan.generator import load

    torch.set_num_threads(1)  # as the engine's workers do: the last bits depend on it
    try:
        painter = load(chosen)
        out.mkdir(parents=True, exist_ok=True)
        for recipe in recipes:
            pixels = painter.paint(recipe, size)
            file = out / f"{recipe.digest()[:16] if recipe.seed is None else recipe.seed}.png"
            Image.fromarray(pixels).save(file)
            line = f"{file}  {encode(recipe, chosen.vocabulary)}  {pixel_hash(pixels)}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    except (ModelError, RecipeError, UnknownAttribute, Contradiction, OSError) as error:
        stop(str(error))


def _of_code(code: str, folders: list[Path] | None) -> tuple[Model, list[Recipe]]:
    known = registry(folders)
    recipe = decode(code, known.readable())
    return known.get(recipe.model_id), [recipe]


def _of_seeds(first: int, count: int, attr: list[str], words: str, model: Model) -> tuple[Model, list[Recipe]]:
    if first + count > SEED_LIMIT:
        stop(f"Seeds end at {SEED_LIMIT - 1}. Begin at a smaller one or draw fewer.")
    wish = described(words, model.check(parse_attributes(attr)), model)
    return model, [fresh(model.id, seed, settle(wish, seed, model)) for seed in range(first, first + count)]
