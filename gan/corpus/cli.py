"""Command line of the corpus: `corpus --count N --size S --seed K --out DIR`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gan.attributes import ATTRIBUTES
from gan.corpus.dataset import Corpus, CorpusError
from gan.corpus.sheet import attribute_sheet
from gan.corpus.writer import CorpusMismatch, write_corpus
from gan.sheet import contact_sheet

__all__ = ["app", "corpus"]

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.command()
def corpus(
    count: Annotated[int, typer.Option(min=1, help="Number of avatars.")],
    out: Annotated[Path, typer.Option(help="Folder to draw into; a run that was interrupted goes on.")],
    size: Annotated[int, typer.Option(min=8, help="Pixels a side.")] = 128,
    seed: Annotated[int, typer.Option(help="Seed of the first avatar.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one for each core.")] = None,
    sheet: Annotated[Path | None, typer.Option(help="Also write a contact sheet to this file.")] = None,
    by: Annotated[str | None, typer.Option(help="Attribute to order the sheet by: one row for each value.")] = None,
) -> None:
    """Draw the corpus that the GAN is trained on."""
    console = Console(stderr=True)
    if by is not None and by not in ATTRIBUTES:
        raise typer.BadParameter(
            f"There is no attribute {by!r}. Choose among: {', '.join(ATTRIBUTES)}.", param_hint="--by"
        )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("Drawing", total=count)
            write_corpus(
                out,
                count=count,
                size=size,
                seed=seed,
                jobs=jobs or os.cpu_count() or 1,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        if sheet is not None:
            sheet.parent.mkdir(parents=True, exist_ok=True)
            if by is not None:
                attribute_sheet(by, size=size, seed=seed).save(sheet)
            else:
                contact_sheet(Corpus(out, "all").images[:64], 8).save(sheet)
    except (CorpusMismatch, CorpusError) as error:
        console.print(f"[red]{error}[/red]", highlight=False)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app()
