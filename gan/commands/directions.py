"""The commands `python -m gan strip` and `python -m gan directions`: one person, one thing that changes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gan.attributes import UnknownAttribute
from gan.console import ModelsFolder, console, parse_attributes, pick_model, progress, stop
from gan.models import Model, ModelError
from gan.recipe import SEED_LIMIT, RecipeError, fresh
from gan.rules import Contradiction

__all__ = ["By", "directions", "strip"]

_Seeds = Annotated[
    list[int],
    typer.Option("--seeds", "--seed", min=0, max=SEED_LIMIT - 1, metavar="SEED ...", help="The people."),
]
_Out = Annotated[Path, typer.Option(dir_okay=False, help="The file: .png or .webp.")]
_Attr = Annotated[
    list[str] | None, typer.Option(help="NAME=VALUE, for example hair_color=pink, of everybody; repeatable.")
]
_Size = Annotated[int | None, typer.Option(min=16, max=1024, help="Side in pixels; the model's own by default.")]
_ModelName = Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")]


class By(StrEnum):
    """Where directions come from."""

    LABELS = "labels"
    SEFA = "sefa"
    PCA = "pca"
    CODES = "codes"


class _Band(StrEnum):
    COARSE = "coarse"
    MIDDLE = "middle"
    FINE = "fine"


def strip(
    seeds: _Seeds,
    attribute: Annotated[str, typer.Option(help="The attribute that changes, for example hair_color.")],
    out: _Out,
    attr: _Attr = None,
    size: _Size = None,
    model: _ModelName = None,
    models: ModelsFolder = None,
) -> None:
    """Draw the same person with every value of an attribute; what the seed itself decides is underlined."""
    chosen, asked = _prepare(out, attr, model, models)
    if attribute not in chosen.vocabulary:
        known = ", ".join(chosen.vocabulary)
        stop(f"There is no attribute {attribute!r}. " + (f"Choose among: {known}." if known else "There are none."))
    if attribute in asked:
        stop(f"--attribute goes through every {attribute}. Leave it out of --attr.")
    import torch

    from gan.generator import load
    from gan.sheet import labelled_sheet, write_sheet
    from gan.strips import attribute_strip

    torch.set_num_threads(1)  # as `draw` does: the last bits depend on it
    it = chosen.vocabulary[attribute]
    try:
        painter = load(chosen)
        with progress() as bar:
            rows = [
                attribute_strip(painter, fresh(chosen.id, seed, asked), it, size)
                for seed in bar.track(seeds, description="Strips")
            ]
        write_sheet(labelled_sheet(it.values, rows), out)
    except (ModelError, RecipeError, ValueError, OSError) as error:
        stop(str(error))
    console.print(f"{out}  {len(rows)} rows of {len(it.values)}", highlight=False, soft_wrap=True)


def directions(
    seeds: _Seeds,
    out: _Out,
    by: Annotated[
        By, typer.Option(help="Found with labels, without (SeFa, GANSpace's PCA), or the codes of the noise itself.")
    ] = By.LABELS,
    attribute: Annotated[
        str | None, typer.Option(help="With --by labels or codes: the directions of this attribute or code alone.")
    ] = None,
    count: Annotated[
        int, typer.Option(min=1, help="Directions: of all attributes (labels), of each band (sefa), in all (pca).")
    ] = 6,
    band: Annotated[
        list[_Band] | None, typer.Option(help="Move these layers alone, whatever the direction is for; repeatable.")
    ] = None,
    steps: Annotated[int, typer.Option(min=3, help="Pictures in a row, an odd number.")] = 9,
    reach: Annotated[
        float | None,
        typer.Option(
            "--range", min=0.1, max=20, help="Steps to either side: standard deviations of W (codes: of z); 2, sefa 4."
        ),
    ] = None,
    attr: _Attr = None,
    size: _Size = None,
    model: _ModelName = None,
    models: ModelsFolder = None,
) -> None:
    """Draw what a generator has learned: a row for each direction in W, the same person moved along it.

    The middle picture is the plain one of its seed, underlined. Beside each direction stands what else it does: the
    direction of another attribute that is nearest to it, with their cosine.
    """
    chosen, asked = _prepare(out, attr, model, models)
    if attribute is not None and by not in (By.LABELS, By.CODES):
        stop(f"--attribute belongs to --by labels or --by codes; --by {by} knows no attributes.")
    if band and by is By.CODES:
        stop("--band belongs to directions in W; a code goes through the mapping and moves every layer.")
    import torch

    from gan.directions import BANDS, LatentSpace
    from gan.generator import load
    from gan.sheet import labelled_sheet, write_sheet
    from gan.strips import choose, code_strip, direction_strip, explain, steps_across

    torch.set_num_threads(1)  # as `draw` does: the last bits depend on it
    try:
        values = steps_across(steps, reach or (4.0 if by is By.SEFA else 2.0))
        painter, space = load(chosen), LatentSpace.of_model(chosen)
        with progress() as bar:
            if by is By.CODES:
                pairs = [(code, seed) for code in space.named_codes(attribute)[:count] for seed in seeds]
                rows = [
                    code_strip(painter, chosen.id, space, code, seed, values, asked, size)
                    for code, seed in bar.track(pairs, description="Strips")
                ]
            else:
                labelled = space.with_labels()
                found = space.of(attribute) if attribute else choose(space, by.value, count)
                if band:
                    found = [direction.within(BANDS.index(name) for name in band) for direction in found]
                rows = [
                    direction_strip(
                        painter, fresh(chosen.id, seed, asked), direction, values, explain(direction, labelled), size
                    )
                    for direction, seed in bar.track([(d, s) for d in found for s in seeds], description="Strips")
                ]
        heads = [f"{value:+.2g}" if value else "0" for value in values]
        write_sheet(labelled_sheet(heads, rows), out)
    except (ModelError, RecipeError, ValueError, OSError) as error:
        stop(str(error))
    console.print(f"{out}  {len(rows)} rows of {steps}", highlight=False, soft_wrap=True)


def _prepare(
    out: Path, attr: list[str] | None, reference: str | None, folders: list[Path] | None
) -> tuple[Model, dict[str, str]]:
    """The model and what is asked of everybody; stops where the options cannot be followed."""
    from gan.sheet import SheetError, check_sheet

    asked = parse_attributes(attr or [])
    try:
        check_sheet(out)
        chosen = pick_model(folders, reference)
        return chosen, chosen.check(asked)
    except (ModelError, UnknownAttribute, Contradiction, SheetError) as error:
        stop(str(error))
