"""What the font of names can write, and how names are broken into lines."""

from __future__ import annotations

import pytest

from gan.lettering import Lettering


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    return Lettering(16)


@pytest.mark.parametrize(
    "name",
    ["Mei", "Sunday Hana 2", "Ångström Žižek", "小樱", "櫻花", "桜", "司马昭之心", "瑾璃", "龜", "はなこ", "サクラ",
     "Вишенка", "Ελένη", "★ ♥ (a+b)!", "Đặng", "Łukasz", "「月」・"],
)  # fmt: skip
def test_names_that_it_can_write(lettering: Lettering, name: str) -> None:
    assert lettering.can_write(name)


@pytest.mark.parametrize("name", ["🌸 Sakura", "안녕", "שלום", "नमस्ते", "👩‍👧", "Mei\N{VARIATION SELECTOR-16}", "🇨🇳"])
def test_names_that_would_come_out_as_boxes(lettering: Lettering, name: str) -> None:
    assert not lettering.can_write(name)


def test_lines_end_at_blanks(lettering: Lettering) -> None:
    width = round(lettering.font.getlength("The quick brown"))
    assert lettering.lines("The quick brown fox", width, 2) == ["The quick brown", "fox"]
    assert lettering.lines("The quick brownie fox", width, 2) == ["The quick", "brownie fox"]
    assert lettering.lines("Mei", width, 2) == ["Mei"]


def test_words_that_are_too_long_are_broken_anywhere(lettering: Lettering) -> None:
    width = round(lettering.font.getlength("春眠不觉"))
    assert lettering.lines("春眠不觉晓处处", width, 2) == ["春眠不觉", "晓处处"]


@pytest.mark.parametrize(
    "name", ["春眠不觉晓处处闻啼鸟夜来风雨声", "W" * 32, "a b c d e f g h i j k l m n o p", "The quick brown fox jumps"]
)
def test_what_does_not_fit_is_cut_off(lettering: Lettering, name: str) -> None:
    lines = lettering.lines(name, 70, 2)
    assert len(lines) == 2
    assert lines[1].endswith("...")
    assert all(lettering.font.getlength(line) <= 70 for line in lines)


def test_a_line_narrower_than_a_letter_still_ends(lettering: Lettering) -> None:
    assert lettering.lines("春眠", 1, 2) == ["春", "眠"]
    assert lettering.lines("春眠不", 1, 2)[0] == "春"
