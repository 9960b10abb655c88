"""Sheets of avatars: every picture in its place, with its name or its number."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from gan.favourites import favourites_sheet

COLOURS = ("red", "green", "blue", "yellow", "purple", "orange", "teal")


def faces(count: int, side: int = 96) -> list[Image.Image]:
    return [Image.new("RGB", (side, side), COLOURS[number % len(COLOURS)]) for number in range(count)]


def names(count: int) -> list[str]:
    return [f"Name {number}" for number in range(count)]


def boxes(sheet: Image.Image, colour: str) -> int:
    """Pixels of a colour."""
    wanted = np.asarray(Image.new("RGB", (1, 1), colour))[0, 0]
    return int((np.asarray(sheet.convert("RGB")) == wanted).all(axis=-1).sum())


@pytest.mark.parametrize(
    ("count", "columns", "rows"), [(1, 1, 1), (3, 3, 1), (4, 4, 1), (5, 3, 2), (25, 5, 5), (100, 10, 10)]
)
def test_faces_stand_in_a_grid(count: int, columns: int, rows: int) -> None:
    sheet, unwritten = favourites_sheet(faces(count), names(count))
    assert unwritten == []
    assert sheet.mode == "RGBA"
    assert sheet.width == columns * (96 + 8) + 8
    assert sheet.height > rows * (96 + 8)
    for number, colour in enumerate(COLOURS[: min(count, 7)]):
        shown = len(range(number, count, len(COLOURS)))
        assert boxes(sheet, colour) == pytest.approx(shown * 96 * 96, rel=0.02), "all of it but its round corners"


def test_names_are_written_under_their_faces() -> None:
    plain, _ = favourites_sheet(faces(2), [" ", " "])
    for name in ("Mei", "小樱", "櫻"):
        written, _ = favourites_sheet(faces(2), [name, " "])
        assert written.size == plain.size
        changed = np.argwhere(np.asarray(written) != np.asarray(plain))
        assert changed.size
        assert changed[:, 0].min() > 8 + 96, "below the picture"
        assert 8 < changed[:, 1].min() < changed[:, 1].max() < 8 + 96, "as wide as the picture"


def test_a_name_that_cannot_be_written_becomes_its_number() -> None:
    sheet, unwritten = favourites_sheet(faces(3), ["Mei", "🌸", "안녕"])
    assert unwritten == [1, 2]
    numbered, _ = favourites_sheet(faces(3), ["Mei", " ", " "])
    assert not np.array_equal(np.asarray(sheet), np.asarray(numbered)), "the numbers are there"


def test_it_is_as_readable_on_dark_as_on_light() -> None:
    """Everything but the corners is opaque, and letters stand out from their ground (WCAG's contrast)."""
    sheet, _ = favourites_sheet(faces(9), names(9))
    alpha = np.asarray(sheet)[..., 3]
    assert alpha[0, 0] == 0
    assert (alpha == 255).mean() > 0.998

    def luminance(pixel: np.ndarray) -> float:
        linear = np.where(pixel <= 10, pixel / 3294.6, ((pixel / 255 + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    letters = np.asarray(sheet.convert("RGB"))[8 + 96 + 5 : 8 + 96 + 20, 8 : 8 + 96].reshape(-1, 3)
    shades = sorted(luminance(pixel) for pixel in letters)
    assert (shades[-1] + 0.05) / (shades[0] + 0.05) > 7
