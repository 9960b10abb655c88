"""From the names of a generator and its corpus to the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gan.corpus.data.dataset import Corpus, CorpusError
from gan.evaluation.batches import Report
from gan.evaluation.drawn import GeneratorSampler, ModelSampler, of_run
from gan.evaluation.embeddings import embeddings
from gan.evaluation.evidence import Counts, gather
from gan.evaluation.inception import InceptionError, load_inception
from gan.evaluation.page import Page
from gan.evaluation.report import make_report, write_report
from gan.models import Model
from gan.training import CheckpointError
from gan.training.frequencies import frequencies

__all__ = ["CannotEvaluate", "carry_out"]


class CannotEvaluate(ValueError):
    """A generator cannot be judged as asked; the message says why and what to do."""


def carry_out(
    judged: Model | Path,
    data: Path,
    out: Path,
    asked: Mapping[str, int | None],
    *,
    quick: bool,
    inception: Path | None,
    cache: Path | None,
    tell: Report,
) -> Page:
    """Judges a generator and writes the report and its numbers.

    Args:
        judged: a model, or a training run's folder.
        data: the corpus that it learned from.
        out: the page.
        asked: fields of `Counts` that are to be other than usual; None leaves one as it is.
        quick: little of everything.
        inception: Inception's weights, where there are any.
        cache: folder of the trained embeddings, `data/evaluation` by default.
        tell: is told what is done, how far it is, and of how much.

    Raises:
        CannotEvaluate: the corpus, the run or Inception's weights cannot be used, or do not go together.
        ModelError: the model cannot be used.
        OSError: the page cannot be written.
    """
    counts = replace(
        Counts.quick() if quick else Counts(), **{name: value for name, value in asked.items() if value is not None}
    )
    try:
        splits = (Corpus(data, "train"), Corpus(data, "val"), Corpus(data, "test"))
        shares = frequencies(splits[0].labels, splits[0].vocabulary, splits[0].rules)
        sampler = ModelSampler(judged) if isinstance(judged, Model) else of_run(judged, shares, splits[0].rules)
        _check_vocabulary(sampler, splits[0])
        network = None if inception is None else load_inception(inception)
        judges = embeddings(splits[0], cache or data / "evaluation", tell)
        page = make_report(gather(sampler, judges, splits, shares, counts, network, tell))
    except (CorpusError, CheckpointError, InceptionError) as error:
        raise CannotEvaluate(str(error)) from error
    write_report(page, out)
    return page


def _check_vocabulary(sampler: GeneratorSampler, data: Corpus) -> None:
    if differing := sampler.vocabulary.differing(data.vocabulary):
        raise CannotEvaluate(
            f"{sampler.name} was trained with another vocabulary than the corpus's; they differ in "
            f"{differing}. Give it the corpus that it learned from with --data."
        )
