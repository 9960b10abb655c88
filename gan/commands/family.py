"""The commands `python -m gan blend` and `python -m gan siblings`: two people's children, and one person's family."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from gan.console import ModelsFolder, console, pick_model, progress, stop
from gan.family import DISTANCES, child, sibling
from gan.models import Model, ModelError
from gan.recipe import SEED_LIMIT, Recipe, RecipeError, fresh

__all__ = ["blend", "siblings"]

_Seeds = Annotated[
    list[int],
    typer.Option("--seeds", "--seed", min=0, max=SEED_LIMIT - 1, metavar="SEED ...", help="The people."),
]
_Out = Annotated[Path, typer.Option(dir_okay=False, help="The file: .png or .webp.")]
_Size = Annotated[int | None, typer.Option(min=16, max=1024, help="Side in pixels; the model's own by default.")]
_ModelName = Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")]
# Percent of the other parent.
_STRENGTHS: Final = (25, 50, 75)


def blend(seeds: _Seeds, out: _Out, size: _Size = None, model: _ModelName = None, models: ModelsFolder = None) -> None:
    """Draw the children of people two by two: both parents, blends of rising strength, and shape and colours apart."""
    if len(seeds) % 2:
        stop("Parents come in pairs: name an even number of seeds.")
    chosen = _pick(out, model, models)
    heads = ["one", *(f"{strength} %" for strength in _STRENGTHS), "other", "one's shape", "other's shape"]
    faces = [fresh(chosen.id, seed) for seed in seeds]
    rows = [
        (
            f"{one.seed} and {other.seed}",
            [
                one,
                *(child(one, other, strength / 100, "mix", chosen) for strength in _STRENGTHS),
                other,
                child(one, other, 1.0, "my_shape", chosen),
                child(one, other, 1.0, "their_shape", chosen),
            ],
        )
        for one, other in zip(faces[::2], faces[1::2], strict=True)
    ]
    _draw(chosen, heads, rows, out, size)


def siblings(
    seeds: _Seeds,
    out: _Out,
    count: Annotated[int, typer.Option(min=1, max=8, help="Siblings of each distance.")] = 3,
    size: _Size = None,
    model: _ModelName = None,
    models: ModelsFolder = None,
) -> None:
    """Draw the close, medium and distant siblings of people."""
    chosen = _pick(out, model, models)
    heads = ["", *(distance for distance in DISTANCES for _ in range(count))]
    faces = [fresh(chosen.id, seed) for seed in seeds]
    rows = [
        (
            f"seed {face.seed}",
            [face, *(sibling(face, 1000 + k, distance, chosen) for distance in DISTANCES for k in range(count))],
        )
        for face in faces
    ]
    _draw(chosen, heads, rows, out, size)


def _pick(out: Path, reference: str | None, folders: list[Path] | None) -> Model:
    """The model, once it is clear that the sheet can be written; stops where either cannot be."""
    from gan.sheet import SheetError, check_sheet

    try:
        check_sheet(out)
        return pick_model(folders, reference)
    except (ModelError, SheetError) as error:
        stop(str(error))


def _draw(model: Model, heads: list[str], rows: list[tuple[str, list[Recipe]]], out: Path, size: int | None) -> None:
    import torch

    from gan.generator import load
    from gan.sheet import Strip, labelled_sheet, write_sheet

    torch.set_num_threads(1)  # as `draw` does: the last bits depend on it
    try:
        painter = load(model)
        with progress() as bar:
            strips = [
                Strip(name, (), [painter.paint(recipe, size) for recipe in recipes])
                for name, recipes in bar.track(rows, description="Rows")
            ]
        write_sheet(labelled_sheet(heads, strips), out)
    except (ModelError, RecipeError, ValueError, OSError) as error:
        stop(str(error))
    console.print(f"{out}  {len(rows)} rows of {len(heads)}", highlight=False, soft_wrap=True)
