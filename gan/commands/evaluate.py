"""The command `python -m gan evaluate`: how good a generator is, as one HTML page with its numbers beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan.console import Bars, ModelsFolder, console, pick_model, progress, stop
from gan.models import ModelError

__all__ = ["evaluate"]


def evaluate(
    data: Annotated[Path, typer.Option(help="The corpus that the generator learned from.")],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The page, .html; its numbers go beside it as .json.")],
    model: Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")] = None,
    run: Annotated[Path | None, typer.Option(help="Folder of a training run, in place of a model.")] = None,
    count: Annotated[
        int | None, typer.Option(min=32, help="Pictures to draw; 5000 by default, with --quick 500.")
    ] = None,
    inception: Annotated[
        Path | None, typer.Option(help="Inception's weights (TorchScript) for FID and IS. Only from whom you trust.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Folder that keeps the trained embeddings; DATA/evaluation by default.")
    ] = None,
    projections: Annotated[int | None, typer.Option(min=1, help="Test pictures to look for in W.")] = None,
    paths: Annotated[int | None, typer.Option(min=8, help="Samples of perceptual path length.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Little of everything, in two minutes.")] = False,
    models: ModelsFolder = None,
) -> None:
    """Judge a generator: one HTML report with plots and sheets.

    The first time, embeddings are trained on the corpus, which takes a while; --cache keeps them.
    """
    if model is not None and run is not None:
        stop("Judge one generator at a time: --model or --run.")
    if out.suffix.lower() not in (".html", ".htm"):
        stop(f"The report is a page: end {out.name} in .html.")
    asked = {"pictures": count, "projections": projections, "paths": paths}
    try:
        from gan.evaluation.command import CannotEvaluate, carry_out
    except ImportError as missing:
        stop(f"Judging a generator needs {missing.name}. Install it with: pip install 'moegan[train]'")
    try:
        judged = run if run is not None else pick_model(models, model)
        with progress() as bar:
            page = carry_out(
                judged, data, out, asked, quick=quick, inception=inception, cache=cache, tell=Bars(bar).tell
            )
    except (ModelError, CannotEvaluate, OSError) as error:
        stop(str(error))
    for target in page.targets:
        word = {True: "reached", False: "missed", None: "not measured"}[target.passed]
        sign, measured = "<=" if target.at_most else ">=", "-" if target.measured is None else f"{target.measured:.4f}"
        console.print(f"{target.name:<34} {measured:>9} {sign} {target.bound:.4f}  {word}", highlight=False)
    console.print(f"{out}  {out.with_suffix('.json')}", highlight=False, soft_wrap=True)
