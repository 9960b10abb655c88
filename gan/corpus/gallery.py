"""A folder of sheets that shows the whole corpus: every attribute, every parameter, and a page through them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from gan.corpus.parameters import PARAMETERS
from gan.corpus.raster import render
from gan.corpus.sampling import sample_record
from gan.corpus.schema import attributes
from gan.corpus.sheet import Layout, draw_sheet
from gan.sheet import contact_sheet

__all__ = ["draw_gallery"]

_CELL = 96
_STRIP_CELL = 80
_STEPS = 7
_LABEL = 190
# Seeds among which the one that shows a parameter best is looked for.
_CANDIDATES = range(40, 52)
_GRID_SEEDS = (3, 11, 27)


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
        image.save(folder / f"{name}.webp", quality=82, method=6)
        done += 1
        if progress is not None:
            progress(done, total)

    save("random", draw_sheet(Layout(), 128))
    save("ages", _ages())
    for name in table:
        save(f"by-{name}", draw_sheet(Layout("by", (name,), seed=100), _CELL))
        save(f"vary-{name}", draw_sheet(Layout("vary", (name,), seed=210, rows=2), _CELL))
    save("sliders", _sliders())
    (folder / "README.md").write_text(_page(), encoding="utf-8")


def _ages() -> Image.Image:
    """For three avatars, every age (down) with every presentation (across)."""
    grids = [draw_sheet(Layout("grid", ("age", "presentation"), seed=seed), 128) for seed in _GRID_SEEDS]
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
    seed = max(_CANDIDATES, key=lambda seed: _effect(seed, name))
    cells = [
        render(sample_record(seed, None, {name: float(value)}), _STRIP_CELL) for value in np.linspace(-1, 1, _STEPS)
    ]
    pictures = contact_sheet(cells, _STEPS)
    strip = Image.new("RGB", (_LABEL + pictures.width, pictures.height), "white")
    strip.paste(pictures, (_LABEL, 0))
    parameter = PARAMETERS[name]
    draw = ImageDraw.Draw(strip)
    draw.text((4, 18), name, fill="black", font=ImageFont.load_default(15))
    draw.text((4, 42), f"{parameter.low} to {parameter.high}", fill="#666666", font=ImageFont.load_default(10))
    return strip


def _effect(seed: int, name: str) -> float:
    """How many pixels a parameter changes on the avatar of a seed."""

    def at(value: float) -> NDArray[np.int16]:
        return render(sample_record(seed, None, {name: value}), 48).astype(np.int16)

    return float((np.abs(at(-1.0) - at(1.0)).max(axis=2) > 12).sum())


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
