"""How fast the corpus is drawn: an avatar's SVG, its pixels, and images a second on all cores.

Building is Python and numpy, drawing is librsvg's at twice the size; one process each, but for the last line.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from benchmarks.frame import Figure, median, percentile, run
from benchmarks.models import Bench
from gan.corpus.raster import rasterise, render
from gan.corpus.records.sampling import sample_record
from gan.corpus.scene import build_svg

__all__ = ["measure"]

_SIZES = (128, 256)
# Avatars a second that two cores should draw at the larger size.
_RATE = 20
_T = TypeVar("_T")
_R = TypeVar("_R")


async def measure(bench: Bench) -> list[Figure]:
    """Times for one avatar, its paths, and the rate of all cores."""
    seeds = range(12 if bench.quick else 200)
    for seed in range(3):  # imports, gradients' caches
        render(sample_record(seed), 128)
    records, sampling = _timed(sample_record, seeds)
    svgs, building = _timed(build_svg, records)
    figures = [
        _spread("record of an avatar", sampling),
        _spread("SVG of an avatar", building),
    ]
    for size in _SIZES:
        _, drawing = _timed(lambda svg, size=size: rasterise(svg, size), svgs)
        figures.append(_spread(f"pixels of an avatar at {size} px", drawing))
    paths = sorted(svg.count("<path") for svg in svgs)
    length = np.mean([len(svg) for svg in svgs]) / 1024
    figures.append(
        Figure(
            "paths in an avatar",
            f"{median(paths):.0f}, 95 % ≤ {percentile(paths, 0.95):.0f}",
            note=f"median; {length:.0f} KiB of SVG on average",
        )
    )
    cores = len(os.sched_getaffinity(0))
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        pool.map(_draw, range(8 * cores), 4)
        begun = time.perf_counter()
        for _ in pool.imap_unordered(_draw, seeds, 4):
            pass
        rate = len(seeds) / (time.perf_counter() - begun)
    figures.append(
        Figure(
            f"avatars a second at {_SIZES[-1]} px, on all cores",
            f"{rate:.1f}",
            f"≥ {_RATE} on two",
            rate >= _RATE * cores / 2,
            note=f"{cores} processes",
        )
    )
    return figures


def _draw(seed: int) -> None:
    render(sample_record(seed), _SIZES[-1])


def _timed(function: Callable[[_T], _R], tasks: Sequence[_T]) -> tuple[list[_R], list[float]]:
    """What a function makes of each task, and the milliseconds that it took."""
    results: list[_R] = []
    times: list[float] = []
    for task in tasks:
        begun = time.perf_counter()
        results.append(function(task))
        times.append(1000 * (time.perf_counter() - begun))
    return results, times


def _spread(what: str, times: Sequence[float]) -> Figure:
    return Figure(what, f"{median(times):.1f} ms, 95 % ≤ {percentile(times, 0.95):.1f} ms", note="median")


if __name__ == "__main__":
    run([measure], __doc__)
