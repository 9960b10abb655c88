"""Pictures in a community's style: folders of them to fine-tune on, and a sheet of all styles.

python -m benchmarks.styles pictures --style ink --count 50 --size 256 --seed 0 --out styles/ink
python -m benchmarks.styles sheet --out styles.webp
python -m benchmarks.styles learned runs/ink runs/pixel --out learned.webp
python -m benchmarks.styles compare --style ink --count 50 --seconds 200 --out compared.webp
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.styles.catalogue import STYLES, pictures, write_pictures
from benchmarks.styles.dicebear import ExtraMissing
from gan.console import stop
from gan.corpus.raster import render
from gan.corpus.records.sampling import sample_record
from gan.evaluation.judged import CannotMeasure
from gan.models import SHIPPED, ModelError, Registry
from gan.sheet import SheetError, Strip, check_sheet, labelled_sheet, write_sheet

StyleName = Literal["flat-pastel", "ink", "pixel", "open-peeps", "notionists", "pixel-art"]
Size = Annotated[int, typer.Option(min=16, max=1024, help="Pixels a side.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the first picture; the others have those that follow.")]

# Letters in a line of the table, wherever it is printed; faces on a sheet.
_WIDTH = 120
_FACES = 8

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)


@app.command("pictures")
def draw_pictures(
    style: Annotated[StyleName, typer.Option(help="Which style.")],
    out: Annotated[Path, typer.Option(help="Folder for the PNG files.")],
    count: Annotated[int, typer.Option(min=1, help="How many pictures.")] = 50,
    size: Size = 256,
    seed: Seed = 0,
    webp: Annotated[bool, typer.Option("--webp", help="Write WebP files, not PNG.")] = False,
) -> None:
    """Draw a folder of pictures in a style, named by their seeds."""
    try:
        write_pictures(style, count, size, seed, out, webp=webp)
    except (ExtraMissing, OSError) as error:
        stop(str(error))


@app.command("sheet")
def draw_sheet(
    out: Annotated[Path, typer.Option(help="The sheet, .webp or .png.")],
    size: Size = 128,
    seed: Seed = 0,
    columns: Annotated[int, typer.Option(min=1, help="Pictures of each style.")] = 8,
) -> None:
    """Draw the corpus's own avatars and, below, every style in a row; without DiceBear only the restylings."""
    try:
        check_sheet(out)
        rows: dict[str, Sequence[NDArray[np.uint8]]] = {
            "corpus": [render(sample_record(number), size) for number in range(seed, seed + columns)]
        }
        for style in STYLES:
            try:
                rows[style] = [picture for _, picture in pictures(style, columns, size, seed)]
            except ExtraMissing as missing:
                typer.echo(f"{style} is left out. {missing}", err=True)
        heads = [str(number) for number in range(seed, seed + columns)]
        write_sheet(labelled_sheet(heads, [Strip(name, (), row) for name, row in rows.items()]), out)
    except (SheetError, OSError) as error:
        stop(str(error))


@app.command("learned")
def draw_learned(
    runs: Annotated[list[Path], typer.Argument(help="Folders of finished fine-tunings, with a style each.")],
    out: Annotated[Path, typer.Option(help="The sheet, .webp or .png.")],
    base: Annotated[str | None, typer.Option(help="What they were laid on; the shipped base by default.")] = None,
    models: Annotated[Path, typer.Option(help="Where that lies.")] = SHIPPED,
    seed: Seed = 0,
) -> None:
    """Draw the same faces by the base and, below, in every style that was learned."""
    from gan.evaluation.drawn import ModelSampler

    try:
        check_sheet(out)
        registry = Registry([models, *runs])
        original = registry.default() if base is None else registry.get(base)
        learned = [one for one in registry.models() if one.base == original and one.weights.parent in runs]
        seeds = range(seed, seed + _FACES)
        rows = [Strip(one.name, (), list(ModelSampler(one).draw_seeds(seeds).pictures)) for one in [original, *learned]]
        write_sheet(labelled_sheet([str(number) for number in seeds], rows), out)
    except (SheetError, ModelError, OSError) as error:
        stop(str(error))


@app.command("compare")
def compare_methods(
    style: Annotated[StyleName, typer.Option(help="Which style.")],
    out: Annotated[Path, typer.Option(help="A sheet of the same faces by every method, .webp or .png.")],
    count: Annotated[int, typer.Option(min=8, help="Uploads.")] = 50,
    seconds: Annotated[float, typer.Option(min=1, help="Processor time of each method.")] = 200,
    threads: Annotated[int, typer.Option(min=1, help="One on a machine that does other things beside.")] = 1,
) -> None:
    """Fine-tune by our method and by others, in the same time, and judge what each draws."""
    import torch

    from benchmarks.styles.comparison import Marks, compare

    torch.set_num_threads(threads)
    names = ("kid_gap", "diversity", "structure", "identity", "memorised", "smoothness")
    table = Table("method", "steps", "to the truth", "KID", *names, title=f"{style}, {count} uploads, {seconds:g} s")
    rows: list[Strip] = []

    def tell(method: str, marks: Marks) -> None:
        truth = "-" if marks.truth is None else f"{marks.truth:.3f}"
        table.add_row(method, str(marks.steps), truth, f"{marks.kid:.4f}", *(f"{marks.gates[it]:.2f}" for it in names))
        rows.append(Strip(method, (), list(marks.sampler.draw_seeds(range(_FACES)).pictures)))

    try:
        check_sheet(out)
        compare(Registry().default(), style, count, seconds, tell)
        write_sheet(labelled_sheet([str(seed) for seed in range(_FACES)], rows), out)
    except (ExtraMissing, SheetError, ModelError, CannotMeasure, OSError) as error:
        stop(str(error))
    Console(width=_WIDTH).print(table)


if __name__ == "__main__":
    app()
