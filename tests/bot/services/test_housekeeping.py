"""Housekeeping: what is old and kept by nobody goes, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import open_bot
from bot.services.drawn import Drawn
from bot.services.errors import AvatarGone, BlendNeedsConsent, BlendRequestGone, RequestGone
from bot.settings import load_settings
from bot.store.rows import Avatar, BlendPrivacy
from tests.bot.services.house import AKI, BEN, House, open_house
from tests.fakes import FakeClock, FakeEngine

DAY = 24 * 60 * 60


async def answered(house: House, drawn: Drawn) -> list[Avatar]:
    """The avatars of a drawing that its member has got."""
    await house.services.drawing.answered(drawn.request_id)
    return [face.avatar for face in drawn.new if face.avatar is not None]


async def drawn(house: House, count: int = 1) -> list[Avatar]:
    return await answered(house, await house.draw(AKI, count))


async def kept(house: House, avatar: Avatar) -> bool:
    return await house.store.read.avatars.get(avatar.id) is not None


async def test_old_drawings_that_nobody_saved_go(house: House) -> None:
    first, second, third, _ = await drawn(house, 4)
    await house.services.collection.save(AKI, "Momo", second.id)
    house.clock.advance(10)
    (latest,) = await drawn(house)

    house.clock.advance(30 * DAY - 1)
    assert (await house.services.housekeeping.tidy(30))["avatars"] == 3
    assert not await kept(house, first)
    assert await kept(house, second), "what was saved stays"
    assert await kept(house, latest), "what is not that old stays"

    house.clock.advance(DAY)
    await house.services.housekeeping.tidy(30)
    assert await kept(house, latest), "what /avatar save would save stays"
    with pytest.raises(AvatarGone):
        await house.services.collection.save(AKI, avatar_id=third.id)
    with pytest.raises(AvatarGone):
        await house.services.drawing.variations(house.origin(AKI), third.id)


async def test_nothing_goes_where_everything_is_to_be_kept(house: House) -> None:
    first, _ = await drawn(house, 2)
    await drawn(house)
    house.clock.advance(10_000 * DAY)

    assert await house.services.housekeeping.tidy(0) == {"quota_charges": 0}
    assert await kept(house, first)


async def test_the_parents_of_what_is_kept_are_kept(house: House) -> None:
    (parent,) = await drawn(house)
    varied = await (await house.services.drawing.variations(house.origin(AKI), parent.id)).result()
    child, other, *_ = await answered(house, varied)
    await house.services.collection.save(AKI, "Momo", child.id)
    house.clock.advance(31 * DAY)
    await house.services.housekeeping.tidy(30)

    assert await kept(house, parent)
    assert not await kept(house, other)
    assert [face.avatar for face in await house.services.collection.parents(child.id)] == [parent]


async def test_a_line_of_descent_that_nobody_kept_goes_as_a_whole(house: House) -> None:
    (parent,) = await drawn(house)
    varied = await (await house.services.drawing.variations(house.origin(AKI), parent.id)).result()
    child = (await answered(house, varied))[0]
    await drawn(house)
    house.clock.advance(31 * DAY)
    await house.services.housekeeping.tidy(30)

    assert not await kept(house, child)
    assert not await kept(house, parent)


async def test_a_face_that_is_worn_stays_even_if_its_name_is_gone(house: House) -> None:
    (avatar,) = await drawn(house)
    async with house.store.write() as rows:
        await rows.members.set_worn(AKI, avatar.id)
    await drawn(house)
    house.clock.advance(31 * DAY)
    await house.services.housekeeping.tidy(30)

    assert await kept(house, avatar)


async def test_answered_requests_go_and_open_ones_stay_with_their_pictures(house: House) -> None:
    done = await house.draw(AKI)
    await house.services.drawing.answered(done.request_id, 987, 2)
    waiting = await house.draw(BEN, 2)
    house.clock.advance(31 * DAY)
    await house.services.housekeeping.tidy(30)

    with pytest.raises(RequestGone):
        await house.services.drawing.reroll(house.origin(AKI), done.request_id)
    assert [one.id for one in await house.store.read.draws.open_requests()] == [waiting.request_id]
    assert all([await kept(house, face.avatar) for face in waiting.new if face.avatar])
    await house.services.messages.check_author(AKI, 987)


async def test_past_questions_go(house: House) -> None:
    await house.services.privacy.set(BEN, BlendPrivacy.ASK)
    with pytest.raises(BlendNeedsConsent) as asked:
        await house.services.blending.blend(house.origin(AKI), BEN)
    house.clock.advance(29 * DAY)
    assert (await house.services.housekeeping.tidy(30))["blend_requests"] == 0
    house.clock.advance(3 * DAY)
    assert (await house.services.housekeeping.tidy(30))["blend_requests"] == 1
    with pytest.raises(BlendRequestGone):
        await house.services.blending.accept(house.origin(BEN), asked.value.request.id)


@pytest.mark.parametrize(("days", "stays"), [(30, False), (0, True)])
async def test_the_bot_tidies_when_it_starts(tmp_path: Path, days: int, stays: bool) -> None:
    async with open_house(tmp_path, clock=FakeClock(1_000_000_000)) as house:
        first, _ = await drawn(house, 2)
        await drawn(house)
    settings = load_settings(tmp_path / ".env").model_copy(update={"data": tmp_path, "keep_unsaved_days": days})
    async with open_bot(settings, engine=FakeEngine(), registry=house.registry) as client:
        if stays:
            assert await client.services.collection.avatar(first.id) == first
        else:
            with pytest.raises(AvatarGone):
                await client.services.collection.avatar(first.id)
