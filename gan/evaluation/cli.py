"""The command `python -m gan evaluate`: how good a generator is, as one HTML page with its numbers beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID

from gan.console import ModelsFolder, console, pick_model, progress, stop
from gan.corpus.data.dataset import Corpus, CorpusError
from gan.evaluation.drawn import GeneratorSampler, of_model, of_run
from gan.evaluation.embeddings import embeddings
from gan.evaluation.evidence import Counts, gather
from gan.evaluation.inception import InceptionError, load_inception
from gan.evaluation.report import json_beside, make_report, write_report
from gan.models import ModelError
from gan.training import CheckpointError
from gan.training.frequencies import frequencies

__all__ = ["app", "evaluate"]

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.command()
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
    counts = _counts(quick, count, projections, paths)
    try:
        splits = (Corpus(data, "train"), Corpus(data, "val"), Corpus(data, "test"))
        shares = frequencies(splits[0].labels, splits[0].vocabulary, splits[0].rules)
        sampler = _sampler(model, run, models, splits[0], shares)
        network = None if inception is None else load_inception(inception)
        with progress() as bar:
            tell = _Bars(bar).tell
            judges = embeddings(splits[0], cache or data / "evaluation", tell)
            page = make_report(gather(sampler, judges, splits, shares, counts, network, tell))
        write_report(page, out)
    except (ModelError, CorpusError, CheckpointError, InceptionError, OSError) as error:
        stop(str(error))
    for target in page.targets:
        word = {True: "reached", False: "missed", None: "not measured"}[target.passed]
        sign, measured = "<=" if target.at_most else ">=", "-" if target.measured is None else f"{target.measured:.4f}"
        console.print(f"{target.name:<34} {measured:>9} {sign} {target.bound:.4f}  {word}", highlight=False)
    console.print(f"{out}  {json_beside(out)}", highlight=False, soft_wrap=True)


def _counts(quick: bool, count: int | None, projections: int | None, paths: int | None) -> Counts:
    asked = {"pictures": count, "projections": projections, "paths": paths}
    given = {name: value for name, value in asked.items() if value is not None}
    return replace(Counts.quick() if quick else Counts(), **given)


def _sampler(
    model: str | None, run: Path | None, models: list[Path] | None, data: Corpus, shares: Mapping[str, list[float]]
) -> GeneratorSampler:
    """The generator that was named; stops where it does not speak the corpus's language."""
    sampler = of_model(pick_model(models, model)) if run is None else of_run(run, shares, data.rules)
    ours, theirs = sampler.vocabulary, data.vocabulary
    if ours != theirs:
        differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
        stop(
            f"{sampler.name} was trained with another vocabulary than the corpus's; they differ in "
            f"{', '.join(differing) or 'their order'}. Give it the corpus that it learned from with --data."
        )
    return sampler


class _Bars:
    """One bar for each thing that is done."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def tell(self, what: str, done: int, total: int) -> None:
        """Move the bar of `what`."""
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what)
        self._bar.update(self._tasks[what], completed=done, total=total)


if __name__ == "__main__":
    app()
