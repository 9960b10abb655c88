"""A folder of sheets that shows the whole corpus: every attribute, every parameter, and a page through them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from gan.corpus.raster import render
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes
from gan.corpus.sheet import Layout, draw_sheet
from gan.sheet import contact_sheet

__all__ = ["draw_gallery"]

_CELL = 80
# Attributes that are looked at closely, and the face's share of the picture.
_ON_THE_FACE = frozenset(
    {"face", "eye_shape", "eye_color", "lids", "brows", "mouth", "facial_hair", "marks", "eyewear", "ear_wear"}
)
_FACE = 0.6
_STRIP_CELL = 72
# Strips are drawn at this size and cut to what changes, pixels.
_SHARP = 192
_STEPS = 5
_LABEL = 180
# Seeds among which the one that shows a parameter best is looked for.
_CANDIDATES = range(40, 52)
_GRID_SEEDS = (1, 13, 38)


def draw_gallery(folder: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Write the gallery's WebP files and its `README.md` into `folder`; takes a few minutes.

    Args:
        progress: called with (sheets done, sheets in all).
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = attributes()
    total = 2 * len(table) + 3
    done = 0

    def save(name: str, image: Image.Image) -> None:
        nonlocal done
        image.save(folder / f"{name}.webp", quality=72, method=6)
        done += 1
        if progress is not None:
            progress(done, total)

    save("random", draw_sheet(Layout(), 128))
    save("ages", _ages())
    for name in table:
        draw = _faces if name in _ON_THE_FACE else draw_sheet
        save(f"by-{name}", draw(Layout("by", (name,), seed=100, columns=6), _CELL))
        save(f"vary-{name}", draw(Layout("vary", (name,), seed=210, rows=2), _CELL))
    save("sliders", _sliders())
    (folder / "README.md").write_text(_page(), encoding="utf-8")


def _faces(layout: Layout, size: int) -> Image.Image:
    """A sheet of which every cell is cut to the face."""
    whole = round(size / _FACE)
    sheet = np.asarray(draw_sheet(layout, whole))
    rows, columns = sheet.shape[0] // whole, sheet.shape[1] // whole
    left, top = (whole - size) // 2, round(0.36 * whole)
    cells = sheet.reshape(rows, whole, columns, whole, 3)[:, top : top + size, :, left : left + size]
    return Image.fromarray(np.ascontiguousarray(cells).reshape(rows * size, columns * size, 3))


def _ages() -> Image.Image:
    """For three avatars, every age (down) with every presentation (across)."""
    plain = {"headwear": "none", "eyewear": "none", "lids": "open"}
    grids = [draw_sheet(Layout("grid", ("age", "presentation"), seed=seed, chosen=plain), 112) for seed in _GRID_SEEDS]
    whole = Image.new("RGB", (sum(grid.width for grid in grids) + 16 * (len(grids) - 1), grids[0].height), "white")
    x = 0
    for grid in grids:
        whole.paste(grid, (x, 0))
        x += grid.width + 16
    return whole


def _sliders() -> Image.Image:
    """A strip for each parameter, from -1 to 1, in two columns."""
    strips = [_strip(name) for name in PARAMETERS]
    half = -(-len(strips) // 2)
    width, height = strips[0].size
    whole = Image.new("RGB", (2 * width + 24, half * height), "white")
    for i, strip in enumerate(strips):
        whole.paste(strip, ((i // half) * (width + 24), (i % half) * height))
    return whole


def _strip(name: str) -> Image.Image:
    seed = max(_CANDIDATES, key=lambda seed: _changed(seed, name, 48).sum())
    box = _box(_changed(seed, name, _SHARP))
    cells = [
        np.asarray(
            Image.fromarray(render(sample_record(seed, None, {name: float(value)}), _SHARP)).resize(
                (_STRIP_CELL, _STRIP_CELL), Image.Resampling.LANCZOS, box=box
            )
        )
        for value in np.linspace(-1, 1, _STEPS)
    ]
    pictures = contact_sheet(cells, _STEPS)
    strip = Image.new("RGB", (_LABEL + pictures.width, pictures.height), "white")
    strip.paste(pictures, (_LABEL, 0))
    parameter = PARAMETERS[name]
    draw = ImageDraw.Draw(strip)
    draw.text((4, 14), name, fill="black", font=ImageFont.load_default(15))
    draw.text((4, 38), f"{parameter.low} to {parameter.high}", fill="#666666", font=ImageFont.load_default(10))
    return strip


def _changed(seed: int, name: str, size: int) -> NDArray[np.bool_]:
    """The pixels that a parameter changes on the avatar of a seed."""
    low, high = (render(sample_record(seed, None, {name: value}), size).astype(np.int16) for value in (-1.0, 1.0))
    return np.abs(low - high).max(axis=2) > 12


def _box(changed: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """The square about what changes, not smaller than two fifths of the picture, and within it."""
    size = len(changed)
    rows, columns = np.nonzero(changed.any(axis=1))[0], np.nonzero(changed.any(axis=0))[0]
    if not len(rows):
        return (0.0, 0.0, float(size), float(size))
    side = min(max(1.15 * float(max(np.ptp(rows), np.ptp(columns))), 0.4 * size), float(size))
    left, top = (min(max((float(ends[0]) + float(ends[-1]) - side) / 2, 0.0), size - side) for ends in (columns, rows))
    return (left, top, left + side, top + side)


def _page() -> str:
    lines = [
        "# Gallery of the corpus",
        "",
        "Made by `python -m gan corpus --gallery docs/gallery`; how to add to it is in [the guide](../corpus.md).",
        "",
        "## Sixty-four avatars",
        "",
        "![Seeds 0 to 63](random.webp)",
        "",
        "## Ages and presentations",
        "",
        "Down: child, teenager, adult, elder; across: feminine, masculine, androgynous; three avatars.",
        "",
        "![Every age with every presentation](ages.webp)",
        "",
    ]
    for name, attribute in attributes().items():
        classes = ", ".join(f"{value.en} {value.zh}" for value in attribute.values.values())
        lines += [
            f"## {attribute.en.capitalize()} {attribute.zh} (`{name}`)",
            "",
            f"{len(attribute.values)} classes, a row each: {classes}.",
            "",
            f"![A row for each class](by-{name}.webp)",
            "",
            "Two avatars with nothing else changed (what cannot go together stays white):",
            "",
            f"![The same avatar with each class](vary-{name}.webp)",
            "",
        ]
    lines += [
        "## Continuous parameters",
        "",
        "Each from -1 to 1.",
        "",
        "![A strip for each parameter](sliders.webp)",
        "",
    ]
    lines += ["| parameter | English | 中文 | -1 | 1 |", "|---|---|---|---|---|"]
    lines += [f"| `{p.name}` | {p.en} | {p.zh} | {p.low} | {p.high} |" for p in PARAMETERS.values()]
    return "\n".join(lines) + "\n"
