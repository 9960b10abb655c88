"""Family trees: everybody has a place of their own, and lines join the right faces without touching anything else."""

from __future__ import annotations

import io
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan.tree import CAPTION, FACE, Kin, Line, place
from gan.tree_sheet import GROUND, INK, LINES, drawable, tree_sheet

ROOT = Kin()
BLEND = [ROOT, Kin(0), Kin(0)]
FULL = [*BLEND, *(Kin(of) for of in (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6))]

Segment = tuple[tuple[int, int], tuple[int, int]]


@st.composite
def families(draw: st.DrawFn) -> list[Kin]:
    """Up to fifteen faces, in the order in which they are found: parents, children, then who is further away."""
    kin = [ROOT, *[Kin(0)] * draw(st.integers(0, 2)), *[Kin(0, child=True)] * draw(st.integers(0, 6))]
    number = 1
    while number < len(kin) <= 15:
        if not kin[number].child:
            kin += [Kin(number)] * draw(st.integers(0, min(2, 15 - len(kin))))
        number += 1
    return kin


def segments(line: Line) -> list[Segment]:
    return list(zip(line.points, line.points[1:], strict=False))


def touch(one: Segment, other: Segment) -> bool:
    """Whether two segments, each level or upright, have a point in common."""
    return all(
        max(min(p[axis] for p in one), min(p[axis] for p in other))
        <= min(max(p[axis] for p in one), max(p[axis] for p in other))
        for axis in (0, 1)
    )


@given(families())
@settings(max_examples=200, deadline=None)
def test_no_two_faces_overlap_and_all_lie_in_the_picture(kin: list[Kin]) -> None:
    tree = place(kin)
    assert len(tree.corners) == len(kin)
    for x, y in tree.corners:
        assert 0 <= x <= tree.width - FACE
        assert 0 <= y <= tree.height - FACE - CAPTION
    for (x, y), (left, top) in combinations(tree.corners, 2):
        assert abs(x - left) > FACE or abs(y - top) > FACE + CAPTION


@given(families())
@settings(max_examples=200, deadline=None)
def test_every_face_is_joined_to_the_one_it_is_of_by_a_line_from_parent_down_to_child(kin: list[Kin]) -> None:
    tree = place(kin)
    joined = {(line.parent, line.child) for line in tree.lines}
    wanted = {(one.of, n) if one.child else (n, one.of) for n, one in enumerate(kin) if one.of is not None}
    assert joined == wanted
    for line in tree.lines:
        (x, y), (left, top) = tree.corners[line.parent], tree.corners[line.child]
        assert line.points[0] == (x + FACE // 2, y + FACE + CAPTION)
        assert line.points[-1] == (left + FACE // 2, top)
        assert y + FACE + CAPTION < top
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in segments(line))


@given(families())
@settings(max_examples=200, deadline=None)
def test_no_line_crosses_another_or_runs_through_a_face(kin: list[Kin]) -> None:
    tree = place(kin)
    for one, other in combinations(tree.lines, 2):
        if not {one.child, one.parent} & {other.child, other.parent}:
            assert not any(touch(a, b) for a in segments(one) for b in segments(other))
        elif one.child != other.child and one.parent != other.parent:
            # The parent of one is the child of the other: a face lies between them.
            assert not any(touch(a, b) for a in segments(one) for b in segments(other))
    for line in tree.lines:
        for x, y in tree.corners:
            for (x1, y1), (x2, y2) in segments(line):
                beside = max(x1, x2) < x or min(x1, x2) >= x + FACE
                apart = max(y1, y2) <= y or min(y1, y2) >= y + FACE + CAPTION
                assert beside or apart


def test_parents_stand_above_grandparents_above_them_and_children_below() -> None:
    tree = place([ROOT, Kin(0), Kin(0), Kin(0, child=True), Kin(1)])
    (own, mother, father, child, grandmother) = tree.corners
    assert grandmother[1] < mother[1] == father[1] < own[1] < child[1]
    assert grandmother[0] == mother[0] < own[0] == child[0] < father[0]


def test_four_generations_of_fifteen_faces_fit_eight_columns() -> None:
    tree = place(FULL)
    assert tree.width < 8 * (FACE + 30)
    assert len({y for _, y in tree.corners}) == 4


@pytest.mark.parametrize(
    ("kin", "why"),
    [
        ([], "needs a face"),
        ([Kin(0)], "begins with the one whose tree it is"),
        ([ROOT, ROOT], "begins with the one whose tree it is"),
        ([ROOT, Kin(1)], "comes after the one it is of"),
        ([ROOT, Kin(0), Kin(1, child=True)], "children of the first face"),
        ([ROOT, Kin(0, child=True), Kin(1)], "other parents of children"),
    ],
)
def test_what_is_no_tree_is_refused(kin: list[Kin], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        place(kin)


def plain(*colours: str) -> list[Image.Image]:
    return [Image.new("RGB", (256, 256), colour) for colour in colours]


def test_every_face_is_drawn_in_its_place_with_a_caption_and_lines_between() -> None:
    kin = [Kin(name="Mei"), Kin(0), Kin(0)]
    sheet = tree_sheet(plain("red", "lime", "blue"), kin)
    tree = place(kin)
    assert sheet.size == (tree.width, tree.height)
    for (x, y), colour in zip(tree.corners, [(255, 0, 0), (0, 255, 0), (0, 0, 255)], strict=True):
        assert sheet.getpixel((x + FACE // 2, y + FACE // 2)) == colour
        caption = np.asarray(sheet.crop((x, y + FACE + 5, x + FACE, y + FACE + CAPTION)))
        assert (caption == INK).all(axis=2).any(), "there is a number under every face"
    for line in tree.lines:
        for (x1, y1), (x2, y2) in segments(line):
            assert sheet.getpixel(((x1 + x2) // 2, (y1 + y2) // 2)) == LINES
    assert sheet.getpixel((0, 0)) == GROUND


def caption(name: str) -> bytes:
    """What stands under a face of that name."""
    sheet = tree_sheet(plain("red"), [Kin(name=name)])
    (x, y) = place([ROOT]).corners[0]
    return sheet.crop((x, y + FACE + 5, x + FACE, y + FACE + CAPTION)).tobytes()


def test_names_are_drawn_where_the_font_has_their_letters_and_left_out_otherwise() -> None:
    assert drawable("Mei 2")
    assert not drawable("芽衣")
    assert caption("芽衣") == caption("Mei 😀") == caption("") != caption("Mei")


def test_a_long_name_is_shortened_to_the_width_of_its_face() -> None:
    sheet = tree_sheet(plain("red"), [Kin(name="W" * 32)])
    (x, _) = place([ROOT]).corners[0]
    words = np.asarray(sheet) == INK
    (columns,) = np.nonzero(words.all(axis=2).any(axis=0))
    assert columns.min() >= x
    assert columns.max() < x + FACE
    assert caption("W" * 32) == caption("W" * 31)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance after WCAG 2."""
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_words_and_lines_stand_out_from_their_ground() -> None:
    ground = luminance(GROUND) + 0.05
    assert (luminance(INK) + 0.05) / ground >= 7
    assert (luminance(LINES) + 0.05) / ground >= 4.5


def test_fifteen_faces_that_compress_badly_stay_under_a_megabyte() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (256, 256, 3), dtype=np.uint8)
    file = io.BytesIO()
    tree_sheet([Image.fromarray(noise)] * 15, FULL).save(file, "WEBP", quality=90)
    assert file.tell() < 2**20
