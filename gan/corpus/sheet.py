"""The corpus on sheets, to look at: by chance, by class, one thing varied, or one attribute against another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from gan.corpus.raster import render
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import vocabulary
from gan.rules import Contradiction
from gan.sheet import contact_sheet

__all__ = ["Layout", "check_layout", "draw_sheet", "save_sheet"]

_SUFFIXES = (".png", ".webp")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet shows.

    Attributes:
        kind: `random`: a seed for each cell. `by`: a row for each class of `names[0]`, with different seeds. `vary`: a
            row for each seed, the same avatar with every class of `names[0]`. `slider`: a row for each seed, the
            parameter `names[0]` from -1 to 1. `grid`: a row for each class of `names[0]`, a column for each of
            `names[1]`, one avatar.
        names: the attributes or the parameter.
        seed: the first one.
        columns: cells in a row, where the classes do not decide that.
        rows: where they do not decide that.
        chosen: classes that all cells have.
        parameters: values that all cells have.
    """

    kind: Literal["random", "by", "vary", "slider", "grid"] = "random"
    names: tuple[str, ...] = ()
    seed: int = 0
    columns: int = 8
    rows: int = 8
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


def check_layout(layout: Layout) -> None:
    """Raises `ValueError` where a layout names what there is not, or asks for what cannot be seen together."""
    table = vocabulary()
    for name in layout.names:
        if layout.kind == "slider" and name not in PARAMETERS:
            raise ValueError(f"There is no parameter {name!r}. Choose among: {', '.join(PARAMETERS)}.")
        if layout.kind != "slider" and name not in table:
            raise ValueError(f"There is no attribute {name!r}. Choose among: {', '.join(table)}.")
    sample_record(layout.seed, layout.chosen, layout.parameters)


def draw_sheet(layout: Layout, size: int) -> Image.Image:
    """A sheet with cells of `size` pixels; a cell whose classes cannot be seen together stays white."""
    check_layout(layout)
    blank = np.full((size, size, 3), 255, dtype=np.uint8)
    images = [blank if record is None else render(record, size) for record in _cells(layout)]
    return contact_sheet(images, _columns(layout))


def save_sheet(sheet: Image.Image, file: Path) -> None:
    """Write a sheet as PNG or WebP, as the file's name says."""
    if file.suffix.lower() not in _SUFFIXES:
        raise ValueError(f"A sheet is written as {' or '.join(_SUFFIXES)}, not as {file.name}.")
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix.lower() == ".webp":
        sheet.save(file, quality=90, method=4)
    else:
        sheet.save(file)


def _columns(layout: Layout) -> int:
    table = vocabulary()
    if layout.kind == "vary":
        return len(table[layout.names[0]].values)
    if layout.kind == "grid":
        return len(table[layout.names[1]].values)
    return layout.columns


def _cells(layout: Layout) -> Iterator[Record | None]:
    seed, columns, rows, names = layout.seed, layout.columns, layout.rows, layout.names
    values = [vocabulary()[name].values for name in names] if layout.kind != "slider" else []

    def cell(number: int, chosen: Mapping[str, str], parameters: Mapping[str, float]) -> Record | None:
        try:
            return sample_record(number, {**layout.chosen, **chosen}, {**layout.parameters, **parameters})
        except Contradiction:
            return None

    match layout.kind:
        case "random":
            yield from (cell(seed + i, {}, {}) for i in range(rows * columns))
        case "by":
            for row, value in enumerate(values[0]):
                yield from (cell(seed + row * columns + i, {names[0]: value}, {}) for i in range(columns))
        case "vary":
            for row in range(rows):
                yield from (cell(seed + row, {names[0]: value}, {}) for value in values[0])
        case "slider":
            for row in range(rows):
                yield from (cell(seed + row, {}, {names[0]: float(v)}) for v in np.linspace(-1, 1, columns))
        case "grid":
            for one in values[0]:
                yield from (cell(seed, {names[0]: one, names[1]: other}, {}) for other in values[1])
