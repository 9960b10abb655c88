"""The picture side's command line: `python -m gan draw | morph | models | corpus | train | publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from gan.attributes import UnknownAttribute
from gan.console import ModelsFolder, console, parse_attributes, pick_model, registry, stop
from gan.models import ModelError
from gan.morph_cli import SeveralSeeds, morph
from gan.pixels import pixel_hash
from gan.recipe import SEED_LIMIT, RecipeError, fresh

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
        attributes = chosen.vocabulary.check(attributes)
    except (ModelError, UnknownAttribute) as error:
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
    except (ModelError, RecipeError, OSError) as error:
        stop(str(error))


app.command("morph", cls=SeveralSeeds, no_args_is_help=True)(morph)


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


@app.command()
def train(
    data: Annotated[Path, typer.Option(help="A corpus folder, or any folder of images.")],
    out: Annotated[Path, typer.Option(help="The run's folder.")],
    resolution: Annotated[int, typer.Option(help="Side of the pictures: a power of two.")] = 64,
    images: Annotated[int, typer.Option(min=1, help="Real pictures to see before the run ends.")] = 60_000,
    batch: Annotated[int, typer.Option(min=2, help="Pictures in a step.")] = 16,
    seed: Annotated[int, typer.Option(help="Of initial weights, data order and noise.")] = 0,
    learning_rate: Annotated[float, typer.Option(help="Adam's, for both networks.")] = 2e-3,
    penalty: Annotated[float, typer.Option(help="Gamma of R1 and R2.")] = 2.0,
    grow_from: Annotated[Path | None, typer.Option(help="A run at half the resolution to start from.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the run's last checkpoint.")] = False,
    tick: Annotated[int, typer.Option(min=1, help="Images between two checkpoints.")] = 4_000,
    device: Annotated[str, typer.Option(help="cpu or cuda.")] = "cpu",
) -> None:
    """Train a generator; stop it at any moment and go on with --resume."""
    from gan.corpus.data.dataset import CorpusError, open_images
    from gan.training import CheckpointError, Plan, RunError, Schedule, Tick, TrainingDiverged
    from gan.training import train as run

    def report(tick: Tick) -> None:
        left = (images - tick.images_seen) / tick.rate / 60
        figures = "  ".join(f"{name} {value:.3f}" for name, value in tick.metrics.items())
        console.print(
            f"{tick.images_seen:>8} images  {tick.rate:.1f}/s  {left:.0f} min left  {figures}",
            highlight=False,
            soft_wrap=True,
        )

    schedule = Schedule(seed=seed, batch=batch, learning_rate=learning_rate, penalty=penalty)
    plan = Plan(out, resolution, images, schedule, grow_from, resume, tick, device)
    try:
        run(plan, open_images(data, resolution), report)
    except (RunError, CheckpointError, TrainingDiverged, CorpusError, OSError, ValueError) as error:
        stop(str(error))


@app.command()
def publish(
    run: Annotated[Path, typer.Option(help="A run's folder.")],
    out: Annotated[Path, typer.Option(help="Folder of models to write into.")],
    name: Annotated[str, typer.Option(help="The model's name: both files are called so.")],
    data: Annotated[Path, typer.Option(help="The corpus that the run learned from.")],
    about: Annotated[Path | None, typer.Option(help="A JSON file with what else the card should say.")] = None,
    truncation: Annotated[float, typer.Option(min=0.0, max=1.0, help="How far from the mean face drawings go.")] = 0.8,
    default: Annotated[bool, typer.Option(help="Draw new avatars with this model.")] = False,
) -> None:
    """Turn a run's averaged generator into a model: fp16 weights and a card."""
    import json

    from gan.corpus.data.dataset import CorpusError, open_images
    from gan.publishing import publish as write
    from gan.training import CHECKPOINT, CheckpointError, RunError, Trainer, check_vocabulary, frequencies

    try:
        trainer = Trainer.load(run / CHECKPOINT)
        learned = open_images(data, trainer.architecture.resolution)
        check_vocabulary(run, trainer, learned.vocabulary)
        facts: dict[str, Any] = json.loads(about.read_text(encoding="utf-8")) if about else {}
        facts["images_seen"] = trainer.images_seen + trainer.grown_from
        model = write(
            trainer.average,
            out,
            name,
            family=name,
            vocabulary=learned.vocabulary,
            frequencies=frequencies(learned.labels, learned.vocabulary),
            truncation=truncation,
            default=default,
            about=facts,
        )
    except (CheckpointError, RunError, CorpusError, OSError, ValueError) as error:
        stop(str(error))
    console.print(f"{model.weights}  {model.id}", highlight=False, soft_wrap=True)


def _add_corpus() -> None:
    try:
        from gan.corpus.cli import corpus
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
