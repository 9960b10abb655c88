"""Walls: every face in a place of its own, the winner in four."""

from __future__ import annotations

import math

import pytest
from PIL import Image

from gan.wall import places, wall_sheet

GOLD = (255, 205, 86)


def faces(count: int, side: int = 32) -> list[Image.Image]:
    return [Image.new("RGB", (side, side), (40 * (number % 6) + 20, 90, 200)) for number in range(count)]


@pytest.mark.parametrize("crowned", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 17, 50, 51])
def test_nobody_stands_in_anybodys_place(count: int, crowned: bool) -> None:
    columns, cells = places(count, crowned=crowned)
    taken = [*cells, *([(1, 0), (0, 1), (1, 1)] if crowned else [])]
    assert len(set(taken)) == len(taken) == count + (3 if crowned else 0)
    assert max(column for column, _ in taken) < columns
    assert columns <= math.ceil(math.sqrt(count + 3)) + 1, "about as wide as high"
    assert cells == sorted(cells, key=lambda cell: (cell[1], cell[0])), "in the order in which one reads"


def test_the_winner_is_framed_and_crowned_and_nobody_else() -> None:
    plain, _ = wall_sheet(faces(6), ["Name"] * 6)
    crowned, _ = wall_sheet(faces(6), ["Name"] * 6, crowned=True)

    def golden(sheet: Image.Image) -> list[int]:
        pixels = sheet.convert("RGB").load()
        assert pixels is not None
        return [x for x in range(sheet.width) for y in range(sheet.height) if pixels[x, y] == GOLD]

    assert golden(plain) == []
    assert len(golden(crowned)) > 2000
    assert max(golden(crowned)) < crowned.width * 0.7, "in the upper left"


def test_every_face_is_on_it() -> None:
    sheet, unwritten = wall_sheet(faces(6), [f"Name {number}" for number in range(6)], crowned=True)
    colours = {colour for _, colour in sheet.convert("RGB").getcolors(1_000_000) or []}
    assert {(40 * number + 20, 90, 200) for number in range(6)} <= colours
    assert unwritten == []


def test_a_name_that_cannot_be_written_is_a_number() -> None:
    sheet, unwritten = wall_sheet(faces(3), ["Mei", "🌸", "小樱"], crowned=True)
    assert unwritten == [1]
    numbered, _ = wall_sheet(faces(3), ["Mei", "#2", "小樱"], crowned=True)
    assert sheet.size == numbered.size


@pytest.mark.parametrize("count", [1, 4, 20, 51])
def test_a_wall_is_no_wider_than_a_screen(count: int) -> None:
    sheet, _ = wall_sheet(faces(count), ["A name of some length"] * count, crowned=True)
    assert sheet.width <= 1400
    assert sheet.height <= 1600
