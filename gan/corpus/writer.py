"""Draw a corpus into a folder: shards of pixels, one line of labels per avatar, and a description.

The folder's bytes depend on the arguments alone. Shards are written whole or not at all, so that a run that was
interrupted can be started again and draws only what is missing.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from gan.attributes import vocabulary
from gan.corpus.raster import render
from gan.corpus.sampling import VERSION, sample_record, uniform

__all__ = ["SHARD", "CorpusMismatch", "describe", "shard_name", "split_of", "write_corpus"]

# Images in a full shard.
SHARD = 1024
_FORMAT = "moegan-corpus"


class CorpusMismatch(ValueError):
    """The folder already holds a corpus that was drawn with other arguments or by other code."""


def split_of(seed: int) -> str:
    """Part of the corpus that an avatar belongs to, decided by its seed: train 70 %, val 15 %, test 15 %."""
    u = uniform(seed, "split")
    return "train" if u < 0.70 else "val" if u < 0.85 else "test"


def shard_name(index: int) -> str:
    """File name of a shard."""
    return f"images-{index:05d}.npy"


def describe(count: int, size: int, seed: int) -> dict[str, Any]:
    """Content of `corpus.json`."""
    return {
        "format": _FORMAT,
        "version": VERSION,
        "count": count,
        "size": size,
        "seed": seed,
        "shard": SHARD,
        "vocabulary": vocabulary(),
    }


def write_corpus(
    out: Path, *, count: int, size: int, seed: int, jobs: int, progress: Callable[[int, int], None] | None = None
) -> None:
    """Draw avatars `seed` to `seed + count - 1` into `out`.

    Args:
        size: pixels a side.
        jobs: processes to draw in; one draws in this process.
        progress: called with (avatars done, avatars in all) now and then.

    Raises:
        CorpusMismatch: `out` holds another corpus.
    """
    if count < 1 or jobs < 1 or size < 8:
        raise ValueError("A corpus needs count >= 1, jobs >= 1 and size >= 8.")
    out.mkdir(parents=True, exist_ok=True)
    _describe(out, describe(count, size, seed))
    labels = out / "labels.jsonl"
    if not labels.exists():
        _write(labels, "".join(_label_lines(count, seed)).encode())
    missing: list[int] = []
    done = 0
    for index in range(-(-count // SHARD)):
        length = min(SHARD, count - index * SHARD)
        if _is_whole(out / shard_name(index), length, size):
            done += length
        else:
            missing.append(index)
    if progress is not None:
        progress(done, count)
    if not missing:
        return
    if jobs == 1:
        _draw_shards(out, missing, count, size, seed, done, progress, None)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        _draw_shards(out, missing, count, size, seed, done, progress, pool)


def _draw_shards(
    out: Path,
    missing: list[int],
    count: int,
    size: int,
    seed: int,
    done: int,
    progress: Callable[[int, int], None] | None,
    pool: Any,
) -> None:
    for index in missing:
        first, last = index * SHARD, min((index + 1) * SHARD, count)
        tasks = [(seed + i, size) for i in range(first, last)]
        drawn: Iterator[NDArray[np.uint8]] = map(_draw, tasks) if pool is None else pool.imap(_draw, tasks, 16)
        pixels = np.empty((last - first, size, size, 3), dtype=np.uint8)
        for i, image in enumerate(drawn):
            pixels[i] = image
            done += 1
            if progress is not None and (i % 16 == 15 or first + i + 1 == last):
                progress(done, count)
        path = out / shard_name(index)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            np.save(file, pixels)
        partial.replace(path)


def _draw(task: tuple[int, int]) -> NDArray[np.uint8]:
    seed, size = task
    return render(sample_record(seed), size)


def _label_lines(count: int, seed: int) -> Iterator[str]:
    for index in range(count):
        record = sample_record(seed + index)
        line = {
            "index": index,
            "seed": record.seed,
            "split": split_of(record.seed),
            "attributes": record.attributes,
            "parameters": record.parameters,
        }
        yield json.dumps(line, separators=(",", ":")) + "\n"


def _describe(out: Path, wanted: dict[str, Any]) -> None:
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
    _write(path, (json.dumps(wanted, indent=1) + "\n").encode())


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
