"""Draw a corpus into a folder: shards of pixels, one line of labels per avatar, and descriptions.

    corpus.json     what was asked for, and the vocabulary of the labels
    schema.json     what every attribute, class and parameter is called and means, the rules between them
    labels.jsonl    a line for every avatar
    images-*.npy    shards of pixels, uint8 (n, size, size, 3): what is trained on
    images/*.png    one picture per avatar, where asked for

The folder's bytes depend on the arguments and the corpus's version alone. Files are written whole or not at all, so
that a run that was interrupted can be started again and draws only what is missing.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan.corpus.raster import render
from gan.corpus.records import schema
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.sampling import sample_record, split_of

__all__ = [
    "SHARD",
    "CorpusMismatch",
    "Progress",
    "Request",
    "describe",
    "label",
    "png_name",
    "shard_name",
    "write_corpus",
]

# Images in a full shard.
SHARD = 1024
_FORMAT = "moegan-corpus"

# Called with what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
# As `map`, in this process or in several: function, tasks, tasks handed out at once.
_Map = Callable[[Callable[[Any], Any], Iterable[Any], int], Iterator[Any]]


class CorpusMismatch(ValueError):
    """The folder already holds a corpus that was drawn with other arguments or by other code."""


@dataclass(frozen=True, slots=True)
class Request:
    """A corpus to be drawn.

    Attributes:
        count: how many avatars.
        size: pixels a side.
        seed: of the first avatar; the others have those that follow.
    """

    count: int
    size: int
    seed: int = 0

    def __post_init__(self) -> None:
        if self.count < 1 or self.size < 8:
            raise ValueError("A corpus needs at least one avatar, and 8 pixels a side.")

    @property
    def shards(self) -> int:
        """How many shards hold it."""
        return -(-self.count // SHARD)

    def rows(self, shard: int) -> range:
        """Indices of the avatars in a shard."""
        return range(shard * SHARD, min((shard + 1) * SHARD, self.count))


def shard_name(index: int) -> str:
    """File name of a shard."""
    return f"images-{index:05d}.npy"


def png_name(index: int) -> str:
    """File name of an avatar's picture, in the corpus's folder."""
    return f"images/{index:06d}.png"


def describe(request: Request) -> dict[str, Any]:
    """Content of `corpus.json`."""
    return {
        "format": _FORMAT,
        "version": schema.VERSION,
        "count": request.count,
        "size": request.size,
        "seed": request.seed,
        "shard": SHARD,
        "vocabulary": schema.vocabulary().to_json(),
        "parameters": list(PARAMETERS),
    }


def label(index: int, seed: int) -> dict[str, Any]:
    """What `labels.jsonl` says about an avatar."""
    record = sample_record(seed)
    return {
        "index": index,
        "seed": seed,
        "split": split_of(seed),
        "attributes": record.attributes,
        "mixes": {name: asdict(mix) for name, mix in record.mixes.items()},
        "parameters": record.parameters,
    }


def write_corpus(
    out: Path, request: Request, *, jobs: int = 1, png: bool = False, progress: Progress | None = None
) -> None:
    """Draw a corpus into `out`, or what is missing of it.

    Args:
        jobs: processes to draw in; one draws in this process.
        png: also write each avatar as a file of its own.
        progress: called now and then.

    Raises:
        CorpusMismatch: `out` holds another corpus.
    """
    if jobs < 1:
        raise ValueError("A corpus is drawn by at least one process.")
    tell = progress or _silent
    out.mkdir(parents=True, exist_ok=True)
    _claim(out, describe(request))
    _write(out / "schema.json", _json(schema.describe()))
    with _mapping(jobs) as spread:
        _write_labels(out / "labels.jsonl", request, spread, tell)
        _write_shards(out, request, spread, tell)
        if png:
            _write_pictures(out, request, spread, tell)


def _silent(what: str, done: int, total: int) -> None:
    """Nobody wants to know."""


@contextmanager
def _mapping(jobs: int) -> Generator[_Map]:
    if jobs == 1:
        yield lambda function, tasks, _: map(function, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield lambda function, tasks, chunk: pool.imap(function, tasks, chunk)


def _write_labels(path: Path, request: Request, spread: _Map, tell: Progress) -> None:
    if path.exists():
        return
    lines: list[str] = []
    for line in spread(_line, [(index, request.seed + index) for index in range(request.count)], 64):
        lines.append(cast("str", line))
        if len(lines) % 256 == 0 or len(lines) == request.count:
            tell("Labels", len(lines), request.count)
    _write(path, "".join(lines).encode())


def _line(task: tuple[int, int]) -> str:
    return json.dumps(label(*task), separators=(",", ":")) + "\n"


def _write_shards(out: Path, request: Request, spread: _Map, tell: Progress) -> None:
    missing = [
        i for i in range(request.shards) if not _is_whole(out / shard_name(i), len(request.rows(i)), request.size)
    ]
    done = request.count - sum(len(request.rows(index)) for index in missing)
    tell("Drawing", done, request.count)
    for index in missing:
        rows = request.rows(index)
        pixels = np.empty((len(rows), request.size, request.size, 3), dtype=np.uint8)
        for i, image in enumerate(spread(_draw, [(request.seed + row, request.size) for row in rows], 16)):
            pixels[i] = image
            done += 1
            if i % 16 == 15 or i + 1 == len(rows):
                tell("Drawing", done, request.count)
        path = out / shard_name(index)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            np.save(file, pixels)
        partial.replace(path)


def _draw(task: tuple[int, int]) -> NDArray[np.uint8]:
    seed, size = task
    return render(sample_record(seed), size)


def _write_pictures(out: Path, request: Request, spread: _Map, tell: Progress) -> None:
    (out / png_name(0)).parent.mkdir(exist_ok=True)
    done = 0
    for index in range(request.shards):
        rows = request.rows(index)
        tasks = [(out / shard_name(index), row - rows.start, out / png_name(row)) for row in rows]
        for _ in spread(_write_picture, tasks, 16):
            done += 1
            if done % 64 == 0 or done == request.count:
                tell("Writing PNG", done, request.count)


def _write_picture(task: tuple[Path, int, Path]) -> None:
    shard, row, path = task
    if path.exists():
        return
    pixels: NDArray[np.uint8] = np.load(shard, mmap_mode="r")[row]
    partial = path.with_suffix(".partial")
    Image.fromarray(np.ascontiguousarray(pixels)).save(partial, format="PNG")
    partial.replace(path)


def _claim(out: Path, wanted: dict[str, Any]) -> None:
    path = out / "corpus.json"
    if path.exists():
        try:
            found = cast("object", json.loads(path.read_text(encoding="utf-8")))
        except ValueError:
            found = None
        if found != wanted:
            raise CorpusMismatch(
                f"{out} already holds a corpus that was drawn with other arguments or by another version. "
                "Choose another folder, or delete this one."
            )
        return
    if any(out.glob("images-*.npy")):
        raise CorpusMismatch(f"{out} holds shards but no corpus.json. Choose another folder, or delete this one.")
    _write(path, _json(wanted))


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    partial = path.with_suffix(".partial")
    partial.write_bytes(data)
    partial.replace(path)


def _is_whole(path: Path, length: int, size: int) -> bool:
    if not path.exists():
        return False
    try:
        shape = np.load(path, mmap_mode="r").shape
    except (ValueError, OSError, EOFError):
        return False
    return shape == (length, size, size, 3)
