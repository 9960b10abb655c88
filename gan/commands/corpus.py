"""Command line of the corpus: draw it (`--out`), look at it (`--sheet`), or look it over (`--check`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from gan.attributes import UnknownAttribute
from gan.console import Bars, console, parse_attributes, progress, stop
from gan.corpus.checks import check
from gan.corpus.data.writer import CorpusMismatch, Request, write_corpus
from gan.corpus.gallery import draw_gallery
from gan.corpus.records.schema import vocabulary
from gan.corpus.sheet import Layout, check_layout, draw_sheet, save_sheet

__all__ = ["app", "corpus"]

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.command()
def corpus(
    out: Annotated[Path | None, typer.Option(help="Folder to draw into; a run that was interrupted goes on.")] = None,
    count: Annotated[int | None, typer.Option(min=1, help="Number of avatars to draw into --out.")] = None,
    size: Annotated[int, typer.Option(min=8, max=2048, help="Pixels a side, of avatars and of a sheet's cells.")] = 256,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the first avatar; the others have those that follow.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one for each core.")] = None,
    png: Annotated[bool, typer.Option("--png", help="Also write images/000000.png, ... into --out.")] = False,
    sheet: Annotated[Path | None, typer.Option(help="Draw a sheet to look at into this file, .png or .webp.")] = None,
    by: Annotated[str | None, typer.Option(help="Sheet: a row for each class of this attribute.")] = None,
    vary: Annotated[str | None, typer.Option(help="Sheet: a row for each seed, with this attribute changed.")] = None,
    slider: Annotated[str | None, typer.Option(help="Sheet: a row for each seed, this parameter from -1 to 1.")] = None,
    grid: Annotated[
        tuple[str, str] | None, typer.Option(help="Sheet: every class of one attribute with every one of another.")
    ] = None,
    attr: Annotated[list[str] | None, typer.Option(help="Sheet: NAME=VALUE for all avatars; repeatable.")] = None,
    param: Annotated[list[str] | None, typer.Option(help="Sheet: NAME=NUMBER for all avatars; repeatable.")] = None,
    columns: Annotated[int, typer.Option(min=1, max=64, help="Sheet: cells in a row.")] = 8,
    rows: Annotated[
        int | None, typer.Option(min=1, max=64, help="Sheet: rows; 8 by default, with --vary and --slider 4.")
    ] = None,
    gallery: Annotated[
        Path | None, typer.Option(help="Draw sheets of everything and a page that leads through them into this folder.")
    ] = None,
    check_count: Annotated[
        int | None, typer.Option("--check", min=1, help="Look for faults in this many avatars, from --seed on.")
    ] = None,
) -> None:
    """Draw the corpus that the GAN is trained on, or look at it."""
    if out is None and sheet is None and gallery is None and check_count is None:
        stop(
            "Say what to do: --out FOLDER --count N draws a corpus, --sheet FILE a sheet, --gallery FOLDER all sheets, "
            "--check N looks for faults."
        )
    if (out is None) != (count is None):
        stop("--out and --count belong together: where to draw, and how many avatars.")
    processes = jobs or len(os.sched_getaffinity(0))
    try:
        layout = _layout(by, vary, slider, grid, attr or [], param or [], seed, columns, rows)
        if sheet is None and (layout.names or layout.chosen or layout.parameters):
            stop("--by, --vary, --slider, --grid, --attr and --param describe a sheet; name its file with --sheet.")
        check_layout(layout)
        if out is not None and count is not None:
            with progress() as bar:
                write_corpus(out, Request(count, size, seed), jobs=processes, png=png, progress=Bars(bar).tell)
        if sheet is not None:
            save_sheet(draw_sheet(layout, size), sheet)
        if gallery is not None:
            with progress() as bar:
                tell = Bars(bar).tell
                draw_gallery(gallery, lambda done, total: tell("Sheets", done, total))
    except (CorpusMismatch, UnknownAttribute, ValueError, OSError) as error:
        stop(str(error))
    if check_count is not None:
        _check(seed, check_count, processes)


def _layout(
    by: str | None,
    vary: str | None,
    slider: str | None,
    grid: tuple[str, str] | None,
    attr: list[str],
    param: list[str],
    seed: int,
    columns: int,
    rows: int | None,
) -> Layout:
    kinds = [name for name, value in (("by", by), ("vary", vary), ("slider", slider), ("grid", grid)) if value]
    if len(kinds) > 1:
        raise ValueError(f"A sheet has one order: --{kinds[0]} or --{kinds[1]}.")
    chosen = vocabulary().check(parse_attributes(attr))
    parameters: dict[str, float] = {}
    for text in param:
        name, _, number = text.partition("=")
        try:
            parameters[name] = float(number)
        except ValueError:
            raise ValueError(f"--param takes NAME=NUMBER, for example turn=0.8, not {text!r}.") from None
    rows = rows or (4 if vary or slider else 8)
    if by:
        return Layout("by", (by,), seed, columns, rows, chosen, parameters)
    if vary:
        return Layout("vary", (vary,), seed, columns, rows, chosen, parameters)
    if slider:
        return Layout("slider", (slider,), seed, columns, rows, chosen, parameters)
    if grid:
        return Layout("grid", grid, seed, columns, rows, chosen, parameters)
    return Layout("random", (), seed, columns, rows, chosen, parameters)


def _check(seed: int, count: int, jobs: int) -> None:
    faults = 0
    with progress() as bar:
        task = bar.add_task("Checking", total=count)
        for done, found in enumerate(check(range(seed, seed + count), jobs=jobs), start=1):
            bar.update(task, completed=done)
            for fault in found:
                faults += 1
                console.print(str(fault), highlight=False, soft_wrap=True)
    console.print(f"{faults} faults in {count} avatars.", highlight=False)
    if faults:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
