"""A thousand hostile uploads, nine to a hand-in with one among them that means well, through the bot's own reader.

The files are those of `tests.gan.uploads.hostile`, the same each time. The reader's memory is the largest resident set
of any process that this one has waited for, as the kernel counts it; its limit is one on address space.
"""

from __future__ import annotations

import resource
import shutil
import time
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.frame import Figure, at_most, run
from benchmarks.models import Bench
from gan.uploads.limits import READER_MEMORY
from gan.uploads.process import TOO_MUCH, Handed, Reading, read_lot
from tests.gan.uploads.hostile import HOSTILE, KINDS, TOGETHER, Lot, lot

__all__ = ["measure"]

_ROOM = 500


async def measure(bench: Bench) -> list[Figure]:
    """What became of each kind, and whether a file that means well was lost or the reader hurt."""
    numbers = range(0, HOSTILE, 9 if bench.quick else 1)
    tally = _Tally()
    seconds = 0.0
    folder = bench.scratch / "lot"
    for order, start in enumerate(range(0, len(numbers), TOGETHER)):
        mixed = lot(order, numbers[start : start + TOGETHER])
        files = _laid_out(mixed, folder)
        begun = time.perf_counter()
        reading = await read_lot(folder, files, most=_ROOM)
        seconds += time.perf_counter() - begun
        tally.count(mixed, reading)
        shutil.rmtree(folder)
    return [
        *tally.figures(),
        _memory(),
        Figure("from files on the disk to what came of them", f"{seconds:.0f} s"),
    ]


class _Tally:
    """What became of the files."""

    def __init__(self) -> None:
        self._lots = self._good = 0
        self._files: Counter[str] = Counter()
        self._unnamed: list[str] = []
        self._stopped: list[str] = []
        self._kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def count(self, lot: Lot, reading: Reading) -> None:
        """Adds a hand-in."""
        self._lots += 1
        self._good += any(one.name == lot.files[lot.good].name for one in reading.pictures)
        lines = [(one.name, "kept") for one in reading.pictures]
        lines += [(one.name, "too much" if one.reason == TOO_MUCH else "refused") for one in reading.refused]
        for file, label in zip(lot.files, lot.labels, strict=True):
            if file.kind == "good":
                continue
            mine = {what for name, what in lines if name == label or name.startswith(f"{label}: "[:300])}
            self._files[file.kind] += 1
            self._kinds[file.kind].update(mine)
            self._unnamed += [] if mine else [f"{file.kind} ({label[:20]})"]
            self._stopped += [file.kind] if "too much" in mine else []

    def figures(self) -> list[Figure]:
        """A line for each promise, and one for each kind."""
        total = self._files.total()
        return [
            Figure(
                "files that mean well kept", f"{self._good} of {self._lots}", "all of them", self._good == self._lots
            ),
            Figure(
                "hostile files of which something was kept, or that were refused by name",
                f"{total - len(self._unnamed)} of {total}",
                "all of them",
                not self._unnamed,
                ", ".join(self._unnamed[:9]),
            ),
            Figure(
                "hostile files over which a reader ended",
                f"{len(self._stopped)}",
                note="named as too much; the next reader went on behind them. " + _counted(Counter(self._stopped)),
            ),
            *(Figure(f"{kind}: {self._files[kind]}", _counted(self._kinds[kind])) for kind in KINDS),
        ]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))


def _laid_out(lot: Lot, folder: Path) -> list[Handed]:
    """The files as the bot lays them down."""
    folder.mkdir()
    files = [Handed(file.name, folder / f"{number}.upload") for number, file in enumerate(lot.files)]
    for file, handed in zip(lot.files, files, strict=True):
        handed.path.write_bytes(file.content)
    return files


def _memory() -> Figure:
    # In kilobytes on Linux.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    return at_most("the reader's memory at its peak", peak, round(READER_MEMORY / 1e6), "MB")


if __name__ == "__main__":
    run([measure], __doc__)
