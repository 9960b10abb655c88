"""Gallery channels: what is due, once and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.weeks import begins_at, week_of
from gan.engine.interface import QueueFull
from tests.bot.services.house import AKI, BEN, CHI, House, open_house
from tests.bot.services.plaza import GUILD, WEEK, logged, on_wall
from tests.fakes import FakeClock


def to_monday(clock: FakeClock) -> None:
    """The first second of the next week."""
    clock.now = begins_at(week_of(clock.now), later=1)


async def due(house: House) -> list[int]:
    return [gallery.guild_id for gallery in await house.services.galleries.due()]


async def test_a_channel_is_set_seen_moved_and_unset(house: House) -> None:
    galleries = house.services.galleries
    assert await galleries.get(GUILD) is None
    await galleries.set(GUILD, AKI, 5)
    await galleries.set(GUILD, AKI, 6)
    assert await galleries.get(GUILD) == 6
    await galleries.set(GUILD, BEN, None)
    await galleries.set(GUILD, BEN, None)
    assert await galleries.get(GUILD) is None
    assert await logged(house) == [("gallery_set", AKI, None), ("gallery_set", AKI, None), ("gallery_off", BEN, None)]


async def test_it_is_due_on_monday_at_midnight_and_once(house: House) -> None:
    galleries = house.services.galleries
    await galleries.set(GUILD, AKI, 5)
    assert await due(house) == [], "the week in which it is set is not over"
    to_monday(house.clock)
    house.clock.advance(-1)
    assert await due(house) == []
    house.clock.advance(1)
    (gallery,) = await galleries.due()
    assert gallery.channel_id == 5
    assert await galleries.claim(gallery, week_of(house.clock.now))
    assert not await galleries.claim(gallery, week_of(house.clock.now)), "of two who begin at once, one posts"
    assert await due(house) == []
    house.clock.advance(WEEK - 1)
    assert await due(house) == []
    house.clock.advance(1)
    assert await due(house) == [GUILD]


async def test_unset_and_set_again_it_is_not_posted_twice_in_a_week(house: House) -> None:
    galleries = house.services.galleries
    await galleries.set(GUILD, AKI, 5)
    to_monday(house.clock)
    (gallery,) = await galleries.due()
    await galleries.claim(gallery, week_of(house.clock.now))
    await galleries.set(GUILD, AKI, 7)
    await galleries.set(GUILD, AKI, None)
    await galleries.set(GUILD, AKI, 5)
    assert await due(house) == []


async def test_a_bot_that_was_away_for_weeks_posts_once_when_it_is_back(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await house.services.galleries.set(GUILD, AKI, 5)
        clock = house.clock
    clock.advance(3 * WEEK)
    async with open_house(tmp_path, clock=clock) as house:
        (gallery,) = await house.services.galleries.due()
        await house.services.galleries.claim(gallery, week_of(house.clock.now))
    async with open_house(tmp_path, clock=clock) as house:
        assert await due(house) == []


async def test_what_is_posted_is_the_wall_with_the_winner_of_the_week_past(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    await house.services.voting.vote(GUILD, CHI, ben.id)
    await house.services.galleries.set(GUILD, AKI, 5)
    to_monday(house.clock)
    (gallery,) = await house.services.galleries.due()
    wall = await house.services.galleries.drawn(gallery)
    assert wall.champion is not None
    assert (wall.champion.user_id, wall.champion_png) == (BEN, house.engine.picture(ben.recipe).png)
    assert [face.png for face in wall.faces] == [house.engine.picture(one.recipe).png for one in (aki, ben)]


async def test_a_late_post_over_midnight_on_monday_costs_the_new_week_nothing(house: House) -> None:
    await on_wall(house, AKI)
    await house.services.galleries.set(GUILD, AKI, 5)
    house.clock.now = begins_at(week_of(house.clock.now), later=2) - 1
    (gallery,) = await house.services.galleries.due()
    wall = await house.services.galleries.drawn(gallery)
    house.clock.advance(1)
    assert await house.services.galleries.claim(gallery, wall.week)
    assert await due(house) == [GUILD]


async def test_a_full_queue_costs_no_post(house: House) -> None:
    await on_wall(house, AKI)
    await house.services.galleries.set(GUILD, AKI, 5)
    to_monday(house.clock)
    (gallery,) = await house.services.galleries.due()
    house.engine.refusal = QueueFull("full")
    with pytest.raises(QueueFull):
        await house.services.galleries.drawn(gallery)
    assert await due(house) == [GUILD]


async def test_winners_are_written_down_and_old_things_go_when_a_week_begins(house: House) -> None:
    aki = await on_wall(house, AKI)
    await house.services.voting.vote(GUILD, BEN, aki.id)
    await due(house)
    to_monday(house.clock)
    await due(house)
    async with house.store.write() as rows:
        assert await rows.votes.decide(week_of(house.clock.now), 0) == 0, "it was done already"
    house.clock.advance(181 * 24 * 3600)
    await due(house)
    assert (await house.services.forgetting.export(AKI))["wall_winners"] == []
    assert (await house.services.forgetting.export(BEN))["wall_votes"] == []
