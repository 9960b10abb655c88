"""Taking avatars away, as a member's Discord sees it: files, emojis, stickers, sheets and codes."""

import hashlib
import io
from typing import Any

import discord
import pytest
from PIL import Image

from bot.views import expressions
from tests.discord import rest_expressions
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.rest_expressions import EMOJI_SLOTS, STICKER_SLOTS
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private
from tests.discord.world import CREATE_EXPRESSIONS, MEMBER_PERMISSIONS

pytestmark = pytest.mark.asyncio(loop_scope="session")

KIB = 1024
ADD = "Add to this server"


def allow_the_bot(stage: Stage, allowed: bool = True) -> None:
    """An admin gives the bot's role Create Expressions, or takes it away."""
    world = stage.discord.world
    bot = world.guild.members[world.bot.id]
    bot.permissions = MEMBER_PERMISSIONS | (CREATE_EXPRESSIONS if allowed else 0)


def creator(stage: Stage) -> Person:
    """A member who may create expressions."""
    return stage.discord.user("nao", permissions=MEMBER_PERMISSIONS | CREATE_EXPRESSIONS)


async def exported(stage: Stage, person: Person, **options: str) -> Exchange:
    return await stage.answered(await person.slash("avatar export", options), 1)


def picture(exchange: Exchange) -> Image.Image:
    ((_, data),) = exchange.files.items()
    opened = Image.open(io.BytesIO(data))
    opened.load()
    return opened


@pytest.mark.parametrize(("size", "side"), [("128", 128), ("256", 256), ("512", 512), ("1024", 1024)])
async def test_every_size_in_both_formats_and_shapes(stage: Stage, size: str, side: int):
    async with stage.bot():
        for file_format, shape in (("png", "square"), ("webp", "round")):
            exchange = await exported(stage, stage.mika, size=size, format=file_format, shape=shape)
            assert exchange.ephemeral
            one = picture(exchange)
            assert (one.format, one.size) == (file_format.upper(), (side, side))
            corner = one.convert("RGBA").getpixel((0, 0))
            assert isinstance(corner, tuple)
            assert corner[3] == (255 if shape == "square" else 0)


async def test_the_picture_that_is_kept_stays_what_it_was_to_the_byte(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        square = await exported(stage, stage.mika, name="Mei", size="256")
        for size in ("128", "1024", "sticker"):
            await exported(stage, stage.mika, name="Mei", size=size)
        shown = await stage.answered(await stage.mika.slash("avatar show", {"name": "Mei"}), 1)
    ((_, png),) = shown.files.items()
    assert stage.rows("SELECT pixel_hash FROM avatars") == [pixel_hash(png)]
    assert hashlib.sha256(picture(square).tobytes()).hexdigest() == pixel_hash(png)
    assert "may differ a little" not in shown.text
    sizes = "SELECT size FROM draw_requests WHERE kind = 'export' ORDER BY id"
    assert stage.rows(sizes) == [256, 128, 1024, 320]


async def test_an_export_that_a_restart_interrupts_is_answered_afterwards(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        stage.engine.hold()
        exchange = await stage.mika.slash("avatar export", {"name": "Mei", "size": "sticker", "shape": "round"})
        await eventually(lambda: stage.open_requests(exchange))
    assert exchange.waiting
    stage.engine.release()
    async with stage.bot():
        await stage.answered(exchange, 1)
    assert list(exchange.files) == ["mei-sticker-round.png"]
    assert picture(exchange).size == (320, 320)
    assert exchange.ephemeral


@pytest.mark.parametrize(("size", "side", "most"), [("emoji", 128, 256 * KIB), ("sticker", 320, 512 * KIB)])
async def test_what_is_exported_is_added_with_one_click_after_a_restart_too(
    stage: Stage, size: str, side: int, most: int
):
    allow_the_bot(stage)
    nao, guild = creator(stage), stage.discord.world.guild
    async with stage.bot():
        await stage.saved(nao, "小樱")
        exchange = await exported(stage, nao, size=size, shape="round")
        ((_, before),) = exchange.files.items()
    async with stage.bot():
        clicked = await nao.click(exchange, ADD)
        await clicked.finished(lambda e: "Added to this server" in e.text, PATIENCE)
        await eventually(lambda: not stage.open_requests())
    (data,) = guild.images.values()
    assert data == before
    assert len(data) <= most
    assert Image.open(io.BytesIO(data)).size == (side, side)
    if size == "emoji":
        (emoji,) = guild.emojis
        assert emoji["name"] == "XiaoYing"
        assert "Added to this server as the emoji `:XiaoYing:`." in clicked.text
    else:
        (sticker,) = guild.stickers
        assert (sticker["name"], sticker["tags"]) == ("小樱", "🙂")
    assert clicked.message is exchange.message
    assert exchange.message is not None
    assert exchange.message.buttons() == []


async def test_without_the_permission_there_is_no_button_and_the_sentence_says_which_one(stage: Stage):
    nao = creator(stage)
    async with stage.bot():
        exchange = await exported(stage, nao, size="emoji")
        allow_the_bot(stage)
        ordinary = await exported(stage, stage.rin, size="emoji")
    for one, hinted in ((exchange, True), (ordinary, False)):
        assert one.message is not None
        assert one.message.buttons() == []
        assert ("an admin gives its role *Create Expressions*" in one.text) == hinted


async def test_permissions_are_looked_at_again_at_the_click(stage: Stage):
    allow_the_bot(stage)
    nao = creator(stage)
    async with stage.bot():
        exchange = await exported(stage, nao, size="emoji")
        allow_the_bot(stage, allowed=False)
        assert (await refused(nao, exchange)).startswith("MoeGAN may not add emojis and stickers to this server.")
        allow_the_bot(stage)
        stage.discord.user("nao", permissions=MEMBER_PERMISSIONS)
        assert (await refused(nao, exchange)).startswith("Only members who may *Create Expressions*")
        assert [call for call in stage.discord.calls if call.template.endswith("/emojis")] == []


async def refused(person: Person, exchange: Exchange) -> str:
    """What a click on the button came to, which was no emoji and no sticker."""
    clicked = await person.click(exchange, ADD)
    await clicked.finished(lambda e: e.followups, PATIENCE)
    assert clicked.message is not None
    assert clicked.message.buttons(), "the button is there for another try"
    return await private(clicked, refusing=False)


async def held_click(stage: Stage, person: Person) -> tuple[Exchange, Exchange]:
    """An exported emoji, and a click on its button whose picture is not drawn yet."""
    exchange = await exported(stage, person, size="emoji")
    stage.engine.hold()
    clicked = await person.click(exchange, ADD)
    await eventually(lambda: stage.open_requests(clicked))
    return exchange, clicked


@pytest.mark.parametrize(("size", "slots"), [("emoji", EMOJI_SLOTS), ("sticker", STICKER_SLOTS)])
async def test_a_server_without_room_is_told_to_make_some(stage: Stage, size: str, slots: int):
    allow_the_bot(stage)
    nao, guild = creator(stage), stage.discord.world.guild
    taken: list[Any] = guild.emojis if size == "emoji" else guild.stickers
    async with stage.bot():
        exchange = await exported(stage, nao, size=size)
        taken += [{}] * slots
        assert (await refused(nao, exchange)).startswith(f"This server has no room for another {size}.")
        taken.clear()
        clicked = await nao.click(exchange, ADD)
        await clicked.finished(lambda e: "Added to this server" in e.text, PATIENCE)
    assert len(taken) == 1


async def test_a_second_click_adds_nothing_twice(stage: Stage):
    allow_the_bot(stage)
    nao, guild = creator(stage), stage.discord.world.guild
    async with stage.bot():
        exchange, first = await held_click(stage, nao)
        assert (await refused(nao, exchange)).startswith("It is being added already.")
        stage.engine.release()
        await first.finished(lambda e: "Added to this server" in e.text, PATIENCE)
        await eventually(lambda: not stage.open_requests())
    assert len(guild.emojis) == 1


async def test_a_long_wait_that_discord_asks_for_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    allow_the_bot(stage)
    nao = creator(stage)
    monkeypatch.setattr(expressions, "PATIENCE", 0.5)
    async with stage.bot():
        exchange = await exported(stage, nao, size="sticker")
        stage.discord.fail_next("POST /guilds/*/stickers", status=429, retry_after=1800)
        assert (await refused(nao, exchange)).startswith("Discord lets a server add only a few in an hour")
        await eventually(lambda: not stage.open_requests())
    assert stage.discord.world.guild.stickers == []


async def test_a_short_wait_that_discord_asks_for_is_waited_out(stage: Stage):
    allow_the_bot(stage)
    nao = creator(stage)
    async with stage.bot():
        exchange = await exported(stage, nao, size="emoji")
        stage.discord.fail_next("POST /guilds/*/emojis", status=429, retry_after=0.05)
        clicked = await nao.click(exchange, ADD)
        await clicked.finished(lambda e: "Added to this server" in e.text, PATIENCE)
    assert len(stage.discord.world.guild.emojis) == 1


@pytest.mark.parametrize(("size", "limit"), [("emoji", "EMOJI_BYTES"), ("sticker", "STICKER_BYTES")])
async def test_a_file_that_discord_finds_too_large_is_said(
    stage: Stage, size: str, limit: str, monkeypatch: pytest.MonkeyPatch
):
    allow_the_bot(stage)
    nao = creator(stage)
    monkeypatch.setattr(rest_expressions, limit, 100)
    async with stage.bot():
        exchange = await exported(stage, nao, size=size)
        assert (await refused(nao, exchange)).startswith("Discord finds the file too large for this server.")
    assert stage.discord.world.guild.images == {}


async def test_a_permission_that_goes_between_the_look_and_the_deed_is_said(stage: Stage):
    allow_the_bot(stage)
    nao = creator(stage)
    async with stage.bot():
        exchange = await exported(stage, nao, size="emoji")
        stage.discord.fail_next("POST /guilds/*/emojis", status=403)
        assert (await refused(nao, exchange)).startswith("MoeGAN may not add emojis and stickers to this server.")
    assert stage.discord.world.guild.emojis == []


async def test_a_click_that_a_restart_interrupts_adds_nothing_and_can_be_repeated(stage: Stage):
    allow_the_bot(stage)
    nao, guild = creator(stage), stage.discord.world.guild
    async with stage.bot():
        exchange, _ = await held_click(stage, nao)
    stage.engine.release()
    async with stage.bot():
        await eventually(lambda: not stage.open_requests())
        assert guild.emojis == []
        clicked = await nao.click(exchange, ADD)
        await clicked.finished(lambda e: "Added to this server" in e.text, PATIENCE)
    assert len(guild.emojis) == 1


async def test_a_sheet_of_all_favourites(stage: Stage):
    async with stage.bot():
        for name in ("Mei", "小樱", "🌸"):
            await stage.saved(stage.mika, name)
        sheet = await stage.answered(await stage.mika.slash("avatar sheet"), 1)
    assert sheet.ephemeral
    assert list(sheet.files) == ["avatars.webp"]
    assert picture(sheet).width > 3 * 256
    assert "-# Names that could not be written on it: #1 🌸" in sheet.text


async def test_a_redeemed_code_gives_the_same_pixels_to_somebody_else(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        given = await (await stage.mika.slash("avatar code", {"name": "Mei"})).finished(timeout=PATIENCE)
        assert given.ephemeral
        code = given.text.split("```")[1].strip()
        redeemed = await stage.answered(await stage.rin.slash("avatar redeem", {"code": code.lower()}), 1)
        await (await stage.rin.click(redeemed, "Save")).finished(timeout=PATIENCE)
        wrong = await stage.rin.slash("avatar redeem", {"code": code[:-1] + ("0" if code[-1] != "0" else "1")})
        assert (await private(wrong)).startswith("Something in that code is wrong or missing.")
    first, second = stage.rows("SELECT pixel_hash FROM avatars ORDER BY id")
    assert first == second
    assert stage.rows("SELECT owner_user_id FROM avatars ORDER BY id") == [stage.mika.id, stage.rin.id]
    assert stage.rows("SELECT * FROM lineage") == []


@pytest.mark.parametrize(
    ("kind", "wrong", "named"),
    [
        ("emoji", {"name": "x"}, "name: 'x' is too short"),
        ("emoji", {"name": "Xiao Ying"}, "2 to 32 of A-Z, a-z, 0-9 and _"),
        ("sticker", {"name": "x" * 31}, "name: "),
        ("sticker", {"emoji": ""}, "tags: '' "),
        ("sticker", {"description": "x"}, "at least 2 characters"),
        ("sticker", {"side": 319}, "320 x 320 pixels, not (319, 319)"),
    ],
)
async def test_the_loopback_refuses_what_discord_would(stage: Stage, kind: str, wrong: dict[str, Any], named: str):
    allow_the_bot(stage)
    file = io.BytesIO()
    Image.new("RGB", (wrong.pop("side", 320),) * 2).save(file, "PNG")
    file.seek(0)
    async with stage.bot() as client:
        guild = client.get_guild(stage.discord.world.guild.id)
        assert guild is not None
        emoji: dict[str, Any] = {"name": "Mei", "image": file.getvalue()} | wrong
        sticker: dict[str, Any] = {"name": "Mei", "emoji": "🙂", "file": discord.File(file, "a.png")} | wrong
        making = guild.create_custom_emoji(**emoji) if kind == "emoji" else guild.create_sticker(**sticker)
        with pytest.raises(discord.HTTPException) as refusal:
            await making
    assert refusal.value.code == 50035
    assert any(named in violation for violation in stage.discord.violations), stage.discord.violations
    stage.discord.violations.clear()
    assert stage.discord.world.guild.images == {}
