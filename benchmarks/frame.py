"""What all benchmarks have in common: the figures they find, the table that shows them, and how one is run alone."""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from benchmarks.models import Bench, open_bench

__all__ = ["Figure", "Measure", "at_most", "command_line", "median", "percentile", "run", "show"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        what: what was measured.
        found: the figure with its unit.
        target: what it should be; empty where nobody promised anything.
        met: whether it is.
        note: how it was measured, where `what` does not say it all.
    """

    what: str
    found: str
    target: str = ""
    met: bool | None = None
    note: str = ""


Measure: TypeAlias = Callable[[Bench], Awaitable[list[Figure]]]


def at_most(what: str, found: float, target: float, unit: str, *, digits: int = 0, note: str = "") -> Figure:
    """A figure with an upper bound."""
    return Figure(what, f"{found:.{digits}f} {unit}", f"≤ {target:g} {unit}", found <= target, note)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def median(values: Sequence[float]) -> float:
    """The 50th percentile, as `percentile` has it."""
    return percentile(values, 0.5)


def machine() -> str:
    """Cores, processor, torch, and how busy the machine is already."""
    processor = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), processor)
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return f"{cores} cores of {processor}; torch {version('torch')}; load average before the run {load:.1f}"


def run(measures: Sequence[Measure], about: str | None) -> None:
    """The command line of one benchmark or all."""
    show(measures, quick=bool(command_line(about).parse_args().quick))


def command_line(about: str | None) -> argparse.ArgumentParser:
    """What every benchmark's command line has."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="short runs: proves the benchmarks, not the figures")
    return parser


def show(measures: Sequence[Measure], *, quick: bool) -> None:
    """Measures one after another and prints one table.

    A benchmark that breaks is reported in its line; the others go on, and the exit code is 1.
    """
    talk, heading = Console(stderr=True), machine()
    with open_bench(quick=quick) as bench:
        figures: list[Figure] = []
        broken = False
        for measure in measures:
            name = _name(measure)
            begun = time.perf_counter()
            try:
                figures += asyncio.run(_measured(measure, bench))
            except Exception:  # the other figures are worth having
                talk.print_exception()
                figures.append(Figure(name, "broken", "", met=False, note="see the traceback above"))
                broken = True
            talk.print(f"{name}: {time.perf_counter() - begun:.0f} s")
        Console().print(_table(figures, heading, bench))
    if broken:
        raise SystemExit(1)


def _name(measure: Measure) -> str:
    module = measure.__module__
    return Path(sys.argv[0]).stem if module == "__main__" else module.rpartition(".")[2]


async def _measured(measure: Measure, bench: Bench) -> list[Figure]:
    return await measure(bench)


def _table(figures: Sequence[Figure], heading: str, bench: Bench) -> Table:
    speed = " QUICK RUN: too few samples for the figures to mean much." if bench.quick else ""
    table = Table("what", "figure", "target", "met", title="MoeGAN's figures", show_lines=True)
    table.caption = f"{heading}. {bench.about_model}.{speed}"
    for figure in figures:
        met = "" if figure.met is None else "[green]yes[/]" if figure.met else "[red]no[/]"
        note = f"\n[dim]{figure.note}[/]" if figure.note else ""
        table.add_row(figure.what + note, figure.found, figure.target, met)
    return table
