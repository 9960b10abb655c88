"""The command `python -m gan evaluate`: how good a generator is, as one HTML page with its numbers beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gan.console import Bars, ModelsFolder, console, pick_model, progress, stop
from gan.models import ModelError

__all__ = ["evaluate"]


def evaluate(
    data: Annotated[Path | None, typer.Option(help="The corpus that the generator learned from.")] = None,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="The page, .html; its numbers go beside it as .json.")
    ] = None,
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
    images: Annotated[
        Path | None, typer.Option(file_okay=False, help="The pictures that a style (--model) learned from: its gates.")
    ] = None,
) -> None:
    """Judge a generator: one HTML report with plots and sheets; or a style, by its six gates.

    The first time, embeddings are trained on the corpus, which takes a while; --cache keeps them.
    """
    if images is not None:
        _print_gates(images, model, models)
        return
    if data is None or out is None:
        stop("A generator is judged by its corpus: --data CORPUS --out REPORT.html. A style by its pictures: --images.")
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


def _print_gates(images: Path, style: str | None, models: list[Path] | None) -> None:
    from gan.corpus.data.dataset import CorpusError
    from gan.evaluation.judged import CannotMeasure
    from gan.finetuning.gates import judge_style
    from gan.training import RunError

    try:
        gates = judge_style(pick_model(models, style), images)
    except (ModelError, CorpusError, RunError, CannotMeasure, OSError) as error:
        stop(str(error))
    for gate in gates:
        sign, word = ">=" if gate.least else "<=", "passed" if gate.passed else "failed"
        console.print(f"{gate.name:<12} {gate.value:>8.3f} {sign} {gate.limit:g}  {word}", highlight=False)
