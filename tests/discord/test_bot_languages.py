"""Members who speak other languages, as their Discord shows them the bot."""

from __future__ import annotations

import re

import pytest

from bot.locales import catalogue
from tests.discord.command_rules import command_violations
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.rules import walk
from tests.discord.stage import Stage, eventually, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


def speaking(stage: Stage, name: str, locale: str) -> Person:
    person = stage.discord.user(name)
    person.user.locale = locale
    return person


def alternative(exchange: Exchange) -> str:
    """What a reader who cannot see hears of the first picture."""
    assert exchange.message is not None
    gallery = next(part for part in walk(exchange.message.components) if part["type"] == 12)
    return gallery["items"][0]["description"]


async def test_discord_is_given_every_name_and_description_in_chinese(stage: Stage):
    async with stage.bot():
        commands = stage.discord.commands
    assert command_violations(commands) == []
    avatar = next(command for command in commands if command["name"] == "avatar")
    assert avatar["name_localizations"]["zh-CN"] == "头像"
    new = next(option for option in avatar["options"] if option["name"] == "new")
    assert (new["name_localizations"]["zh-CN"], new["description_localizations"]["zh-CN"]) == ("新建", "画新面孔")
    hair = next(option for option in new["options"] if option["name"] == "hair_color")
    assert hair["name_localizations"]["zh-CN"] == "发色"


async def test_a_member_is_answered_in_their_own_language(stage: Stage):
    lin = speaking(stage, "lin", "zh-CN")
    async with stage.bot():
        drawn = await stage.drawn(lin, count=1)
        refused = await private(await lin.slash("avatar wear", {"name": "没有"}), refusing=False)
        english = await stage.drawn(stage.mika, count=1)
    assert drawn.text.startswith(f"### <@{lin.user.id}> 的新面孔")
    assert "种子" in drawn.text
    assert drawn.message is not None
    assert [button["label"] for button in drawn.message.buttons()][:2] == ["保存 1", "变化 1"]
    assert alternative(drawn).startswith("第 1 张脸")
    assert refused == "没有名为“没有”的已保存头像。可用 /头像 相册 查看所有名字。"
    assert english.text.startswith("### A new face for")


async def test_who_speaks_what_the_bot_does_not_is_answered_in_the_servers_language(stage: Stage):
    german = speaking(stage, "gerd", "de")
    async with stage.bot():
        stage.discord.world.guild.locale = "zh-CN"
        here = await stage.drawn(german, count=1)
        stage.discord.world.guild.locale = "fr"
        there = await stage.drawn(german, count=1)
    assert "新面孔" in here.text
    assert "A new face for" in there.text


async def test_a_drawing_that_a_restart_interrupts_keeps_its_language(stage: Stage):
    lin = speaking(stage, "lin", "zh-CN")
    async with stage.bot():
        stage.engine.hold()
        exchange = await lin.slash("avatar new", {"count": 1})
        await eventually(lambda: stage.open_requests(exchange))
    stage.engine.release()
    async with stage.bot():
        await stage.answered(exchange, 1)
    assert "新面孔" in exchange.text


async def test_no_english_is_left_in_a_long_answer(stage: Stage):
    lin = speaking(stage, "lin", "zh-CN")
    async with stage.bot():
        help_text = await private(await lin.slash("avatar help"), refusing=False)
    assert set(re.findall(r"[A-Za-z]+", help_text)) <= {"MoeGAN"}
    assert f"/{catalogue('zh-CN')['name.avatar']} " in help_text
