"""Whether the figures of `python -m gan evaluate` measure: real pictures harmed in growing strength.

    python -m gan corpus --count 20000 --size 256 --seed 0 --out corpus
    python -m benchmarks.metrics --data corpus

Each half of the test pictures in turn is blurred, has parts moved, colours changed, values of an attribute dropped or
pictures repeated, and is measured against the other half. A figure is proved for a harm where it gets worse at every
step: Spearman's rho of 0.95 at least. The first run trains the embeddings on the training split.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from gan.console import Bars, progress, stop
from gan.corpus.data.dataset import Corpus, CorpusError
from gan.evaluation.classifier import accuracy
from gan.evaluation.embeddings import Effort, Embeddings, embeddings
from gan.evaluation.proof import ENOUGH, Finding, prove

_DEFAULT = Effort()


def main(
    data: Annotated[Path, typer.Option(help="A corpus that `python -m gan corpus` drew.")],
    cache: Annotated[Path | None, typer.Option(help="Where trained embeddings are kept; beside the corpus.")] = None,
    count: Annotated[int, typer.Option(min=200, help="Test pictures, in two halves.")] = 2000,
    attribute: Annotated[str, typer.Option(help="The attribute whose values are dropped.")] = "hair_color",
    classifier_epochs: Annotated[int, typer.Option(min=1)] = _DEFAULT.classifier_epochs,
    encoder_epochs: Annotated[int, typer.Option(min=1)] = _DEFAULT.encoder_epochs,
) -> None:
    """Print how every figure follows every harm; the exit code is 1 where one does not follow what it should see."""
    try:
        train, test = Corpus(data), Corpus(data, "test")
    except CorpusError as error:
        stop(str(error))
    if attribute not in test.vocabulary:
        stop(f"The corpus has no attribute {attribute!r}. Choose one of: {', '.join(test.vocabulary)}.")
    effort = Effort(classifier_epochs=classifier_epochs, encoder_epochs=encoder_epochs)
    count = min(count, len(test))
    pictures, labels = test.images[:count], test.labels[:count]
    with progress() as bar:
        report = Bars(bar).tell
        judges = embeddings(train, cache or data / "evaluation", report, effort)
        mode = list(test.vocabulary).index(attribute)
        findings = prove(judges, pictures, labels, mode, report=report)
    console = Console()
    console.print(_accuracies(judges, pictures, labels))
    for harm, group in itertools.groupby(findings, lambda finding: finding.harm):
        console.print(_table(harm, list(group), count // 2))
    for judge in judges.every:
        console.print(f"{judge.name}: {judge.side} px, weights {judge.sha256[:12]}")
    failed = [finding for finding in findings if not finding.holds]
    expected = sum(finding.expected for finding in findings)
    console.print(f"{expected - len(failed)} of {expected} figures that should see a harm follow it (rho ≥ {ENOUGH}).")
    raise typer.Exit(1 if failed else 0)


def _accuracies(judges: Embeddings, pictures: NDArray[np.uint8], labels: NDArray[np.int64]) -> Table:
    table = Table("attribute", "named as labelled", title=f"The classifier on {len(pictures)} held-out pictures")
    if judges.classifier is not None:
        shares = accuracy(judges.classifier.probabilities(pictures), labels, judges.classifier.vocabulary)
        for name, share in shares.items():
            table.add_row(name, f"{share:.3f}")
        table.add_row("mean", f"{np.nanmean(list(shares.values())):.3f}")
    return table


def _table(harm: str, findings: list[Finding], count: int) -> Table:
    strengths = [f"{strength:g}" for strength in findings[0].strengths]
    table = Table("figure", *strengths, "rho", "should see", title=f"{harm} (n = {count} against {count})")
    for finding in findings:
        values = [f"{value:.4g}" for value in finding.values]
        verdict = ("yes" if finding.holds else "yes, but does not") if finding.expected else ""
        table.add_row(f"{finding.figure}-{finding.embedding}", *values, f"{finding.rho:.3f}", verdict)
    return table


if __name__ == "__main__":
    typer.run(main)
