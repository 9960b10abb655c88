"""`/avatar like`, as members see it."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.locales import text
from bot.services.liking import SearchProgress
from bot.views import liking
from tests.bot.cafe import Cafe, buttons, open_cafe, private, shown, texts
from tests.bot.services.house import open_house
from tests.gan.uploads.files import drawing, encoded

PICTURE = ("me.png", encoded(drawing(1)))


async def test_the_face_comes_with_how_near_it_is_and_its_buttons(cafe: Cafe):
    result = await cafe.alice.slash(cafe.channel, "avatar like", image=PICTURE)
    assert result.response is not None
    said = shown(result)
    assert "The nearest face to a picture of" in said
    assert "83 % near." in said
    assert "Near: colours and shapes" in said
    assert "Your picture was not kept." in said
    message = result.response.message
    assert len(message.attachments) == 1
    assert list(buttons(message)) == ["Save", "Vary", "Edit", "Delete"]
    saved = await cafe.alice.click(message, label="Save")
    assert "Saved as" in private(saved)


@pytest.mark.parametrize(
    ("nearness", "words"), [(0.93, "As good as the same"), (0.74, "something of it"), (0.55, "Not really alike")]
)
async def test_it_says_honestly_how_near_it_came(cafe: Cafe, nearness: float, words: str):
    cafe.house.seeker.nearness = nearness
    result = await cafe.alice.slash(cafe.channel, "avatar like", image=PICTURE)
    assert f"{nearness:.0%}".removesuffix("%") + " % near" in shown(result)
    assert words in shown(result)


class Told:
    """Stands for an answer, and keeps what it was told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.at: list[float] = []

    def text(self, key: str, **params: object) -> str:
        return text(key, "en", **params)

    async def progress(self, page: Any) -> None:
        self.at.append(asyncio.get_running_loop().time())
        self.sentences.append(next(iter(page.build().walk_children())).children[0].content)


class Searching:
    """A search that is a step further at every look."""

    repeated = False

    def __init__(self, steps: list[SearchProgress]) -> None:
        self._steps = steps
        self._done = asyncio.Event()

    @property
    def progress(self) -> SearchProgress:
        if len(self._steps) == 1:
            self._done.set()
            return self._steps[0]
        return self._steps.pop(0)

    async def result(self) -> str:
        await self._done.wait()
        return "found"


async def test_how_far_it_is_stands_in_the_answer_but_not_more_often_than_edits_allow(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(liking, "_BETWEEN_EDITS", 0.05)
    delivered: list[object] = []

    async def deliver(_: object, drawing: object) -> None:
        delivered.append(drawing)

    monkeypatch.setattr(liking, "deliver", deliver)
    answer: Any = Told()
    # Each step is looked at twice: whether it is new, and what it is.
    steps = [SearchProgress(before=2), SearchProgress(), SearchProgress(0, 12, 30), SearchProgress(0, 13, 30)]
    search: Any = Searching([step for step in steps for _ in range(2)])
    await liking.deliver_likeness(answer, search)
    assert answer.sentences[:3] == [
        "You are in the queue: **2** before you.",
        "Looking at your picture…",
        "Looking for the nearest face: 12 of 30…",
    ]
    assert all(later - earlier >= 0.04 for earlier, later in pairwise(answer.at))
    assert delivered == ["found"]


async def test_what_is_no_picture_is_refused_to_the_member_alone(cafe: Cafe):
    result = await cafe.alice.slash(cafe.channel, "avatar like", image=("me.png", b"MZ"))
    assert private(result) == "That file is not a picture that I can read. Hand in a PNG, JPEG, WebP, GIF or BMP."
    assert shown(result) == ""


@pytest.mark.parametrize("error", [aiohttp.ClientPayloadError(), aiohttp.ServerDisconnectedError(), TimeoutError()])
async def test_a_picture_that_the_connection_loses_is_asked_for_again(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    async def lose(_: discord.Attachment) -> bytes:
        raise error

    monkeypatch.setattr(discord.Attachment, "read", lose)
    result = await cafe.alice.slash(cafe.channel, "avatar like", image=PICTURE)
    assert private(result) == "Discord did not hand your picture over. Try again in a minute."


async def test_a_style_that_there_is_not_is_refused(cafe: Cafe):
    result = await cafe.alice.slash(cafe.channel, "avatar like", image=PICTURE, style="Nope")
    assert "Nope" in private(result)
    assert cafe.house.seeker.pictures == []


async def _killed_in_mid_search(folder: Path):
    async with open_cafe(folder) as cafe:
        cafe.house.seeker.hold()
        await cafe.interrupted(cafe.alice.slash(cafe.channel, "avatar like", image=PICTURE), cafe.house.seeker.pictures)
        yield cafe
        cafe.house.seeker.release()


async def test_after_a_restart_the_picture_is_asked_for_again(tmp_path: Path):
    async for cafe in _killed_in_mid_search(tmp_path):
        waiting = cafe.last
        async with open_house(tmp_path, clock=cafe.house.clock) as house:
            client = await cafe.killed(house)
            answered = await client.get_partial_messageable(cafe.channel.id).fetch_message(waiting.id)
            assert "please hand it in again with /avatar like" in texts(answered)


async def test_where_the_token_died_meanwhile_the_channel_is_told(tmp_path: Path):
    async for cafe in _killed_in_mid_search(tmp_path):
        cafe.house.clock.advance(16 * 60)
        async with open_house(tmp_path, clock=cafe.house.clock) as house:
            await cafe.killed(house)
            said = texts(cafe.last)
            assert said.startswith(cafe.alice.mention)
            assert "please hand it in again with /avatar like" in said
