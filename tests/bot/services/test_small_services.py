"""Privacy, messages, sync and forgetting."""

from __future__ import annotations

import sqlite3

import pytest

from bot.services.errors import NotYours
from bot.store.errors import StoreBusy
from bot.store.rows import BlendPrivacy
from tests.bot.services.house import AKI, BEN, House


async def test_everyone_may_blend_until_the_member_says_otherwise(house: House) -> None:
    assert await house.services.privacy.get(AKI) is BlendPrivacy.EVERYONE
    await house.saved(AKI, "Momo")
    await house.services.privacy.set(AKI, BlendPrivacy.NOBODY)
    assert await house.services.privacy.get(AKI) is BlendPrivacy.NOBODY
    assert (await house.services.collection.worn(AKI)).avatar is not None, "what is worn stays worn"


async def test_members_delete_their_own_messages_only(house: House) -> None:
    await house.services.messages.sent(AKI, 2, 55)
    await house.services.messages.check_author(AKI, 55)
    with pytest.raises(NotYours):
        await house.services.messages.check_author(BEN, 55)
    await house.services.messages.deleted(55)
    with pytest.raises(NotYours):
        await house.services.messages.check_author(AKI, 55)


async def test_a_message_that_was_not_noted_belongs_to_whose_drawing_it_shows(house: House) -> None:
    drawn = await house.draw(AKI)
    await house.services.messages.check_author(AKI, 56, drawn.request_id)
    with pytest.raises(NotYours):
        await house.services.messages.check_author(BEN, 56, drawn.request_id)


async def test_what_was_synced_is_remembered_by_scope(house: House) -> None:
    assert await house.services.sync.hash("global") is None
    await house.services.sync.synced("global", "abc")
    await house.services.sync.synced("1", "def")
    await house.services.sync.synced("global", "ghi")
    assert (await house.services.sync.hash("global"), await house.services.sync.hash("1")) == ("ghi", "def")


async def test_forgetting_returns_the_messages_to_delete(house: House) -> None:
    await house.saved(AKI, "Momo")
    await house.saved(BEN, "Hana")
    await house.services.messages.sent(AKI, 2, 55)
    forgotten = await house.services.forgetting.forget(AKI)
    assert [(message.channel_id, message.message_id) for message in forgotten.messages] == [(2, 55)]
    assert forgotten.rows["avatars"] == 1
    assert await house.services.collection.names(AKI) == []
    assert await house.services.collection.names(BEN) == ["Hana"]
    assert (await house.services.forgetting.export(AKI))["avatars"] == []


async def test_forgetting_in_a_busy_store_forgets_nothing_and_stops_nothing(house: House) -> None:
    await house.saved(AKI, "Momo")
    house.engine.hold()
    drawing = await house.services.drawing.new(house.origin(AKI))
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        await house.services.forgetting.forget(AKI)
    other.close()
    assert await house.services.collection.names(AKI) == ["Momo"]
    house.engine.release()
    assert len((await drawing.result()).new) == 4
