"""The picture side's command line: `python -m gan COMMAND`.

Pictures: draw, morph, strip, directions. Models: models, corpus, train, finetune, publish,
evaluate.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from gan.attributes import UnknownAttribute
from gan.commands.directions import directions, strip
from gan.commands.evaluate import evaluate
from gan.commands.finetune import finetune
from gan.commands.morph import SeveralSeeds, morph
from gan.commands.publish import publish
from gan.commands.train import TrainCommand, train
from gan.console import ModelsFolder, console, parse_attributes, pick_model, registry, stop
from gan.models import ModelError
from gan.pixels import pixel_hash
from gan.recipe import SEED_LIMIT, RecipeError, fresh
from gan.rules import Contradiction

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, help=__doc__)


@app.command()
def draw(
    seed: Annotated[int, typer.Option(min=0, max=SEED_LIMIT - 1, help="The first seed.")],
    out: Annotated[Path, typer.Option(help="Folder for the PNG files; made where it is missing.")],
    count: Annotated[int, typer.Option(min=1, help="How many avatars: seeds SEED, SEED + 1, ...")] = 1,
    attr: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, for example hair_color=pink; repeatable.")] = None,
    model: Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")] = None,
    size: Annotated[
        int | None, typer.Option(min=16, max=1024, help="Side in pixels; the model's own by default.")
    ] = None,
    models: ModelsFolder = None,
) -> None:
    """Draw avatars as PNG files and print their pixel hashes."""
    attributes = parse_attributes(attr or [])
    if seed + count > SEED_LIMIT:
        stop(f"Seeds end at {SEED_LIMIT - 1}. Begin at a smaller one or draw fewer.")
    try:
        chosen = pick_model(models, model)
        attributes = chosen.check(attributes)
    except (ModelError, UnknownAttribute, Contradiction) as error:
        stop(str(error))
    # torch is slow to import, and `models` and a mistake in the options need none of it.
    import torch
    from PIL import Image

    from gan.generator import load

    torch.set_num_threads(1)  # as the engine's workers do: the last bits depend on it
    try:
        painter = load(chosen)
        out.mkdir(parents=True, exist_ok=True)
        for current in range(seed, seed + count):
            pixels = painter.paint(fresh(chosen.id, current, attributes), size)
            file = out / f"{current}.png"
            Image.fromarray(pixels).save(file)
            console.print(f"{file}  {pixel_hash(pixels)}", highlight=False, soft_wrap=True)
    except (ModelError, RecipeError, Contradiction, OSError) as error:
        stop(str(error))


app.command("morph", cls=SeveralSeeds, no_args_is_help=True)(morph)
app.command("strip", cls=SeveralSeeds, no_args_is_help=True)(strip)
app.command("directions", cls=SeveralSeeds, no_args_is_help=True)(directions)


@app.command("models")
def list_models(models: ModelsFolder = None) -> None:
    """List what the registry holds and check each weights file against its card."""
    table = Table("name", "id", "family", "pixels", "default", "file")
    broken = False
    try:
        for model in registry(models).models():
            try:
                model.verify()
                state = "ok"
            except ModelError as error:
                state, broken = str(error), True
            default = "yes" if model.card.get("default") else ""
            table.add_row(model.name, model.id[:12], model.family, str(model.resolution), default, state)
    except ModelError as error:
        stop(str(error))
    console.print(table)
    if broken:
        raise typer.Exit(1)


app.command("train", cls=TrainCommand, no_args_is_help=True)(train)


app.command("finetune", no_args_is_help=True)(finetune)
app.command("publish")(publish)
app.command("evaluate", no_args_is_help=True)(evaluate)


def _add_corpus() -> None:
    try:
        from gan.commands.corpus import corpus
    except ImportError as missing:
        module = missing.name

        def corpus_unavailable() -> None:
            """Draw the corpus that the generator is trained on (needs the extra `train`)."""
            stop(f"Drawing the corpus needs {module}. Install it with: pip install 'moegan[train]'")

        app.command("corpus", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(
            corpus_unavailable
        )
    else:
        app.command("corpus")(corpus)


_add_corpus()

if __name__ == "__main__":
    app()
