"""Strips and films from one face to another."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.bot.cafe import Cafe, buttons, private, shown


async def test_a_strip_is_one_picture_of_seven_faces_in_a_row(cafe: Cafe):
    result = await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)

    assert result.response is not None
    assert shown(result) == f"### From {cafe.alice.mention} to {cafe.bob.mention}"
    (attachment,) = result.response.attachments
    with Image.open(io.BytesIO(await attachment.read())) as strip:
        assert (strip.format, strip.size) == ("WEBP", (7, 1)), "the faces of the fake engine have one pixel"
    assert attachment.description is not None
    assert attachment.description.startswith("7 faces in a row")
    assert list(buttons(result.response)) == ["Delete"]
    message = result.response.message
    await cafe.alice.click(message, label="Delete")
    assert await cafe.gone(message)


async def test_a_strip_to_who_wants_to_be_asked_points_to_the_blend(cafe: Cafe):
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="ask")
    result = await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)

    assert "/avatar blend" in private(result)
    assert shown(result) == ""
    assert cafe.house.engine.requests == []


@pytest.mark.parametrize("file_format", ["webp", "gif"])
async def test_a_film_goes_from_one_member_to_the_other_and_back(cafe: Cafe, file_format: str):
    result = await cafe.alice.slash(cafe.channel, "avatar morph", member=cafe.bob, format=file_format)

    assert result.response is not None
    assert shown(result) == f"### {cafe.alice.mention} turns into {cafe.bob.mention}"
    (attachment,) = result.response.attachments
    assert attachment.filename == f"morph.{file_format}"
    with Image.open(io.BytesIO(await attachment.read())) as film:
        assert film.format == file_format.upper()
        assert 40 <= getattr(film, "n_frames", 1) <= 48
    assert list(buttons(result.response)) == ["Delete"]


async def test_a_film_of_two_of_ones_own_avatars_names_them(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei", "Rei")
    result = await cafe.alice.slash(cafe.channel, "avatar morph", name="Mei", other="Rei")

    assert shown(result) == f"### Mei turns into Rei\nfor {cafe.alice.mention}"
    suggested = await cafe.alice.autocomplete(cafe.channel, "avatar morph", "other", "re")
    assert [choice["value"] for choice in suggested] == ["Rei"]


async def test_a_film_with_who_blends_with_nobody_is_refused(cafe: Cafe):
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="nobody")
    result = await cafe.alice.slash(cafe.channel, "avatar morph", member=cafe.bob)

    assert "does not blend with others" in private(result)
    assert shown(result) == ""
