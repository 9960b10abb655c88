"""Plots as SVG that takes its colours from the page's style sheet, so that they follow light and dark."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

__all__ = ["Dumbbell", "dumbbells", "histograms", "profile", "scatter"]

# Colours that stand for the page's own until the SVG is written.
_INK, _SOFT, _GRID, _DRAWN, _REAL = "#010101", "#020202", "#030303", "#040404", "#050505"
_VARIABLES: Final = {_INK: "--ink", _SOFT: "--soft", _GRID: "--grid", _DRAWN: "--drawn", _REAL: "--real"}
_STYLE: Final[dict[str, Any]] = {
    "svg.fonttype": "none",
    # Without a salt the names inside would be new each time.
    "svg.hashsalt": "moegan",
    "font.size": 10,
    "text.color": _INK,
    "axes.edgecolor": _GRID,
    "axes.labelcolor": _SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": _GRID,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
}
_WIDTH = 8.0


def _plot(height: float, fill: Callable[[Any], None]) -> str:
    """SVG of what `fill` puts into a set of axes; `height` in inches of 96 px or so."""
    context = cast("Any", mpl.rc_context)
    with context(_STYLE):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        figure.patch.set_alpha(0)
        axes: Any = figure.add_subplot()
        axes.patch.set_alpha(0)
        fill(axes)
        stream = io.StringIO()
        # No metadata: a date would make every report another.
        cast("Any", figure).savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    for stand_in, variable in _VARIABLES.items():
        svg = svg.replace(stand_in, f"var({variable})")
    return svg


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two figures of one thing.

    Attributes:
        name: of the thing.
        drawn: its figure of drawn pictures.
        real: what it is compared with; nan for nothing.
    """

    name: str
    drawn: float
    real: float


def dumbbells(
    rows: Sequence[Dumbbell], drawn: str, real: str, *, marks: Sequence[float] = (), axis: str = "", end: float = 1.0
) -> str:
    """A line for each row, with a dot for each figure.

    Args:
        rows: from top to bottom.
        drawn: what the first figures are called.
        real: what the second figures are called.
        marks: values to draw a vertical line at.
        axis: what is measured.
        end: of the scale, which begins at 0.
    """

    def fill(axes: Any) -> None:
        places = np.arange(len(rows))[::-1]
        first, second = np.array([row.drawn for row in rows]), np.array([row.real for row in rows])
        axes.hlines(places, np.minimum(first, second), np.maximum(first, second), color=_GRID, linewidth=3)
        axes.scatter(second, places, s=34, color=_REAL, label=real, zorder=3)
        axes.scatter(first, places, s=34, color=_DRAWN, label=drawn, zorder=4)
        for mark in marks:
            axes.axvline(mark, color=_SOFT, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
        axes.set_yticks(places, [row.name for row in rows])
        axes.set_ylim(-0.8, len(rows) - 0.2)
        axes.set_xlim(-0.02 * end, 1.03 * end)
        axes.set_xlabel(axis)
        axes.grid(visible=False, axis="y")
        axes.figure.legend(loc="outside upper left", ncols=2, handletextpad=0.2)

    return _plot(1.1 + 0.24 * len(rows), fill)


def histograms(drawn: NDArray[np.float64], real: NDArray[np.float64], names: tuple[str, str], mark: float) -> str:
    """Two distributions over one scale, with a vertical line at `mark`; `names` are theirs and the scale's is distance.

    Both are shown as shares, so that they may be of different sizes.
    """

    def fill(axes: Any) -> None:
        edges = np.histogram_bin_edges(np.concatenate([drawn, real]), bins=40)
        for values, color, name in ((real, _REAL, names[1]), (drawn, _DRAWN, names[0])):
            weights = np.full(len(values), 100 / len(values))
            axes.hist(values, edges, weights=weights, histtype="stepfilled", color=color, alpha=0.25)
            axes.hist(values, edges, weights=weights, histtype="step", color=color, linewidth=1.6, label=name)
        axes.axvline(mark, color=_SOFT, linewidth=1, linestyle=(0, (4, 3)))
        axes.set_xlabel("distance to the nearest training picture")
        axes.set_ylabel("% of pictures")
        axes.figure.legend(loc="outside upper left", ncols=2)

    return _plot(3.2, fill)


def profile(steps: NDArray[np.float64]) -> str:
    """How long each step along a way is, relative to the way's mean step: `(ways, steps)`, middle and spread."""

    def fill(axes: Any) -> None:
        means = steps.mean(axis=1, keepdims=True)
        relative = steps / np.where(means > 0, means, 1)
        count: int = steps.shape[1]
        places = (np.arange(count) + 0.5) / count
        low, middle, high = np.percentile(relative, [10, 50, 90], axis=0)
        axes.fill_between(places, low, high, color=_DRAWN, alpha=0.2, linewidth=0, label="four ways in five")
        axes.plot(places, middle, color=_DRAWN, linewidth=2, marker="o", markersize=4, label="median")
        axes.axhline(1, color=_SOFT, linewidth=1, linestyle=(0, (4, 3)))
        axes.set_xlim(0, 1)
        axes.set_ylim(0, max(2.0, float(high.max()) * 1.1))
        axes.set_xlabel("place on the way from one seed to the other")
        axes.set_ylabel("step / mean step")
        axes.figure.legend(loc="outside upper left", ncols=2)

    return _plot(3.0, fill)


def scatter(drawn: NDArray[np.float64], real: NDArray[np.float64], factor: float) -> str:
    """Drawn against real shares on logarithmic scales, with the band in which they differ by at most `factor`."""

    def fill(axes: Any) -> None:
        both = np.concatenate([drawn, real])
        least = max(1e-4, float(both[both > 0].min())) / 1.5
        scale = np.array([least, 1.0])
        axes.fill_between(scale, scale / factor, scale * factor, color=_REAL, alpha=0.15, linewidth=0)
        axes.plot(scale, scale, color=_REAL, linewidth=1)
        axes.scatter(real, np.maximum(drawn, least), s=18, color=_DRAWN, alpha=0.8, linewidths=0)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlim(least, 1)
        axes.set_ylim(least / factor, 1)
        axes.set_xlabel("share in the corpus")
        axes.set_ylabel("share drawn")

    return _plot(4.2, fill)
