"""The command `python -m gan publish`: a run becomes a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from gan.console import console, stop

__all__ = ["publish"]


def publish(
    run: Annotated[Path, typer.Option(help="A run's folder.")],
    out: Annotated[Path, typer.Option(help="Folder of models to write into.")],
    name: Annotated[str, typer.Option(help="The model's name: its files are called so.")],
    data: Annotated[Path, typer.Option(help="The corpus that the run learned from.")],
    about: Annotated[Path | None, typer.Option(help="A JSON file with what else the card should say.")] = None,
    truncation: Annotated[float, typer.Option(min=0.0, max=1.0, help="How far from the mean face drawings go.")] = 0.8,
    default: Annotated[bool, typer.Option(help="Draw new avatars with this model.")] = False,
) -> None:
    """Turn a run's averaged generator into a model: fp16 weights of both networks, and a card."""
    import json

    from gan.corpus.data.dataset import Corpus, CorpusError, open_images
    from gan.corpus.data.guidance import guidance_of
    from gan.publishing import publish as write
    from gan.training import CHECKPOINT, CheckpointError, RunError, Trainer, check_vocabulary
    from gan.training.frequencies import frequencies

    try:
        trainer = Trainer.load(run / CHECKPOINT)
        learned = open_images(data, trainer.architecture.resolution)
        check_vocabulary(run, trainer, learned.vocabulary)
        facts: dict[str, Any] = json.loads(about.read_text(encoding="utf-8")) if about else {}
        facts["images_seen"] = trainer.images_seen
        model = write(
            trainer.average,
            out,
            name,
            family=name,
            vocabulary=learned.vocabulary,
            frequencies=frequencies(learned.labels, learned.vocabulary, learned.rules),
            rules=learned.rules,
            codes=guidance_of(learned).names if isinstance(learned, Corpus) else (),
            discriminator=trainer.discriminator,
            truncation=truncation,
            default=default,
            about=facts,
        )
    except (CheckpointError, RunError, CorpusError, OSError, ValueError) as error:
        stop(str(error))
    console.print(f"{model.weights}  {model.id}", highlight=False, soft_wrap=True)
