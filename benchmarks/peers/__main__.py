"""Generators side by side: pictures that others have drawn, and runs of our own, against the same held-out pictures.

    python -m benchmarks.peers --data corpus --run moe-64=runs/moe-64 --run dcgan-64=runs/dcgan-64 \\
        --pictures "StyleGAN2-ADA=drawn/stylegan2" --out peers.webp

Every generator is to have learned from the corpus's training split, and to have seen as many images. All pictures,
real ones too, are brought to one side first: nobody gains by drawing larger. docs/peers.md says how the others are
trained.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from gan.console import Bars, progress, stop
from gan.corpus.data.dataset import Corpus, CorpusError, load_folder
from gan.evaluation.batches import shrunk
from gan.evaluation.drawn import FIRST_SEED, Drawn
from gan.evaluation.embeddings import embeddings
from gan.evaluation.fidelity import Closeness, Fidelity, fidelity
from gan.evaluation.judged import CannotMeasure, judge
from gan.sheet import contact_sheet, write_sheet
from gan.training import CHECKPOINT, CheckpointError
from gan.training.frequencies import frequencies
from gan.training.learners.learner import load

# The attribute embedding tells what was asked for, which an unconditional generator is not asked.
_EMBEDDINGS = ("ssl", "rand")
_COLUMNS = 12


def main(
    data: Annotated[Path, typer.Option(help="A corpus that `python -m gan corpus` drew.")],
    run: Annotated[list[str] | None, typer.Option(help="NAME=FOLDER of a run of `python -m gan train`.")] = None,
    pictures: Annotated[list[str] | None, typer.Option(help="NAME=FOLDER of pictures that another drew.")] = None,
    side: Annotated[int, typer.Option(min=8, help="Pixels a side that all pictures are brought to.")] = 64,
    count: Annotated[int, typer.Option(min=32, help="Pictures of each.")] = 2_000,
    cache: Annotated[Path | None, typer.Option(help="Where trained embeddings are kept; beside the corpus.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="A .webp or .png with a row of real pictures and one of each.")
    ] = None,
) -> None:
    """Print distances to held-out pictures, and what other held-out pictures have as the floor."""
    try:
        train, *held_out = (Corpus(data, split) for split in ("train", "val", "test"))
        sets = {name: _drawn_by(Path(folder), train, count) for name, folder in map(_named, run or ())}
        sets |= {name: load_folder(Path(folder), side).images for name, folder in map(_named, pictures or ())}
        with progress() as bar:
            tell = Bars(bar).tell
            judges = embeddings(train, cache or data / "evaluation", tell)
            looking = [it for it in judges.every if it.name in _EMBEDDINGS]
            real = np.concatenate([shrunk(split.images, side) for split in held_out])
            real = real[np.random.default_rng(0).permutation(len(real))]
            small = {name: shrunk(np.asarray(them[:count]), side) for name, them in sets.items()}
            theirs = judge(_parts(real), looking, None)
            judged = {name: judge(_parts(them), looking, None) for name, them in small.items()}
            found = {
                it.name: {name: fidelity(them, theirs, it.name, it.sha256) for name, them in judged.items()}
                for it in looking
            }
    except (CorpusError, CheckpointError, CannotMeasure, OSError, ValueError) as error:
        stop(str(error))
    for embedding, measured in found.items():
        Console().print(_table(embedding, measured))
    if out is not None:
        rows = [real, *small.values()]
        write_sheet(contact_sheet(np.concatenate([row[:_COLUMNS] for row in rows]), _COLUMNS), out)


def _named(argument: str) -> tuple[str, str]:
    name, equals, folder = argument.partition("=")
    if not (name and equals and folder):
        raise ValueError(f"Say {argument!r} as NAME=FOLDER.")
    return name, folder


def _drawn_by(run: Path, corpus: Corpus, count: int) -> NDArray[np.uint8]:
    shares = frequencies(corpus.labels, corpus.vocabulary, corpus.rules)
    return load(run / CHECKPOINT).sample(range(FIRST_SEED, FIRST_SEED + count), shares, corpus.rules)


def _parts(pictures: NDArray[np.uint8], chunk: int = 128) -> Iterator[Drawn]:
    for begin in range(0, len(pictures), chunk):
        some = pictures[begin : begin + chunk]
        yield Drawn(some, np.empty((len(some), 0), dtype=np.int64), np.arange(begin, begin + len(some)))


def _table(embedding: str, found: dict[str, Fidelity]) -> Table:
    table = Table("generator", "n", "KID", "FD", "precision", "recall", "density", "coverage", title=embedding)
    for name, it in found.items():
        table.add_row(name, str(it.count), *_cells(it.drawn))
    floors = {it.count: it.floor for it in found.values()}
    for count, floor in floors.items():
        table.add_row("held-out pictures", str(count), *_cells(floor))
    return table


def _cells(it: Closeness) -> list[str]:
    return [
        f"{it.kernel.value:.4f}",
        f"{it.frechet:.1f}",
        *(f"{share:.2f}" for share in (it.precision, it.recall, it.density, it.coverage)),
    ]


if __name__ == "__main__":
    typer.run(main)
