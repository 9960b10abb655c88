"""Names of files, emojis and stickers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.labels import emoji_name, file_name, sticker_name


@pytest.mark.parametrize(
    ("name", "emoji", "file"),
    [
        ("Mei", "Mei", "mei-emoji.png"),
        ("Sunday Hana 2", "Sunday_Hana_2", "sunday-hana-2-emoji.png"),
        ("小樱", "XiaoYing", "xiaoying-emoji.png"),
        ("さくら", "sakura", "sakura-emoji.png"),
        ("Žižka & co.", "Zizka_co", "zizka-co-emoji.png"),
        ("🌸", "cherry_blossom", "cherry-blossom-emoji.png"),
        ("A", "moe_A", "a-emoji.png"),
        ("?!", "moe", "avatar-emoji.png"),
        (None, "moe", "avatar-emoji.png"),
        ("x" * 32, "x" * 32, f"{'x' * 32}-emoji.png"),
    ],
)
def test_names_become_latin(name: str | None, emoji: str, file: str) -> None:
    assert emoji_name(name) == emoji
    assert file_name(name, "emoji", ending="png") == file


@given(st.text(max_size=40))
def test_every_name_becomes_one_that_discord_and_every_system_take(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_]{2,32}", emoji_name(name))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.webp", file_name(name, "512", "round", ending="webp"))
    assert len(file_name(name, "512", "round", ending="webp")) < 64
    assert 2 <= len(sticker_name(name)) <= 30


def test_stickers_keep_their_script() -> None:
    assert sticker_name("小樱") == "小樱"
    assert sticker_name("樱") == "Moe 樱"
    assert sticker_name(None) == "Moe"
    assert sticker_name("x" * 32) == "x" * 30
