"""The avatar of the week."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.community_errors import NotOnWall, VoteForSelf
from bot.services.weeks import begins_at, week_of
from bot.store.rows import BlendPrivacy
from tests.bot.services.house import AKI, BEN, CHI, House
from tests.bot.services.plaza import GUILD, WEEK, joined, on_wall

DAN = 740_000_000_000_000_444


async def votes(house: House) -> dict[int, int]:
    """Votes of this week, by member."""
    return {face.spot.user_id: face.spot.votes for face in (await house.services.wall.page(GUILD)).faces}


async def champion(house: House) -> int | None:
    won = (await house.services.wall.page(GUILD)).champion
    return None if won is None else won.user_id


async def test_one_vote_for_each_member_and_week_that_can_be_changed(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    vote = await house.services.voting.vote(GUILD, CHI, aki.id)
    assert (vote.spot.user_id, vote.spot.votes, vote.changed) == (AKI, 1, False)
    again = await house.services.voting.vote(GUILD, CHI, aki.id)
    assert (again.spot.votes, again.changed) == (1, False)
    changed = await house.services.voting.vote(GUILD, CHI, ben.id)
    assert (changed.spot.votes, changed.changed) == (1, True)
    assert await votes(house) == {AKI: 0, BEN: 1}
    house.clock.advance(WEEK)
    assert await votes(house) == {AKI: 0, BEN: 0}
    assert not (await house.services.voting.vote(GUILD, CHI, aki.id)).changed


async def test_nobody_votes_for_themselves_or_for_who_is_not_there(house: House) -> None:
    aki = await on_wall(house, AKI)
    with pytest.raises(VoteForSelf):
        await house.services.voting.vote(GUILD, AKI, aki.id)
    with pytest.raises(NotOnWall):
        await house.services.voting.vote(2, BEN, aki.id)
    with pytest.raises(NotOnWall):
        await house.services.voting.vote(GUILD, BEN, 12345)
    other = await house.saved(AKI, "Other")
    with pytest.raises(NotOnWall):
        await house.services.voting.vote(GUILD, BEN, other.id)
    await house.services.wall.leave(GUILD, AKI)
    with pytest.raises(NotOnWall):
        await house.services.voting.vote(GUILD, BEN, aki.id)


async def test_who_had_the_most_votes_wins_the_week_and_is_shown_in_the_next_one(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    for voter, avatar in ((CHI, ben), (DAN, ben), (BEN, aki)):
        await house.services.voting.vote(GUILD, voter, avatar.id)
    assert await champion(house) is None, "the week is not over"
    assert [spot.user_id for spot in (await house.services.wall.page(GUILD)).leading] == [BEN, AKI]
    house.clock.advance(WEEK)
    wall = await house.services.wall.page(GUILD)
    assert wall.champion is not None
    assert (wall.champion.user_id, wall.champion.votes, wall.champion.name) == (BEN, 2, "Ben")
    assert wall.leading == ()
    assert [avatar.id for avatar in wall.avatars] == [ben.id, aki.id], "drawn once, and first"
    house.clock.advance(WEEK)
    assert await champion(house) is None


async def test_a_tie_goes_to_who_had_as_many_first(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    # Ben has his first vote earlier; Aki has two of them earlier, within the same second.
    for voter, avatar in ((CHI, ben), (DAN, aki), (BEN, aki), (AKI, ben)):
        await house.services.voting.vote(GUILD, voter, avatar.id)
    assert [spot.user_id for spot in (await house.services.wall.page(GUILD)).leading] == [AKI, BEN]
    await house.services.voting.vote(GUILD, BEN, aki.id)  # given again, it is no later
    house.clock.advance(WEEK)
    assert await champion(house) == AKI


async def test_who_won_stays_so_when_votes_are_forgotten(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    for voter, avatar in ((CHI, aki), (DAN, aki), (AKI, ben)):
        await house.services.voting.vote(GUILD, voter, avatar.id)
    house.clock.advance(WEEK)
    assert await champion(house) == AKI
    await house.services.forgetting.forget(CHI)
    await house.services.forgetting.forget(DAN)
    assert await champion(house) == AKI
    await house.services.forgetting.forget(AKI)
    assert await champion(house) is None, "and nobody else wins in their place"


async def test_who_won_is_shown_only_while_they_want_to_be(house: House) -> None:
    aki, _ = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    await house.services.voting.vote(GUILD, BEN, aki.id)
    house.clock.advance(WEEK)
    await house.services.collection.wear_avatar(AKI, (await house.saved(AKI, "Other")).id)
    wall = await house.services.wall.page(GUILD)
    assert wall.champion is not None
    assert wall.champion.avatar == aki, "what won is shown, whatever is worn since"
    await house.services.privacy.set(AKI, BlendPrivacy.NOBODY)
    assert await champion(house) is None
    await house.services.privacy.set(AKI, BlendPrivacy.EVERYONE)
    await house.services.wall.leave(GUILD, AKI)
    assert await champion(house) is None
    await joined(house, AKI)
    assert await champion(house) == AKI


async def test_a_picture_that_moderators_took_off_is_no_winner(house: House) -> None:
    aki = await on_wall(house, AKI)
    await house.services.voting.vote(GUILD, BEN, aki.id)
    house.clock.advance(WEEK)
    assert await champion(house) == AKI
    await house.services.wall.take_off(GUILD, CHI, aki.id)
    assert await champion(house) is None


async def test_moderators_take_off_who_won_whatever_they_wear_since_and_put_them_back(house: House) -> None:
    aki = await on_wall(house, AKI)
    await house.services.voting.vote(GUILD, BEN, aki.id)
    house.clock.advance(WEEK)
    await house.services.collection.wear_avatar(AKI, (await house.saved(AKI, "Other")).id)
    wall = house.services.wall
    assert (await wall.page(GUILD)).removable[0].avatar == aki
    assert (await wall.take_off(GUILD, CHI, aki.id)).user_id == AKI
    assert await champion(house) is None
    with pytest.raises(NotOnWall):
        await wall.take_off(GUILD, CHI, aki.id)
    assert [spot.avatar.id for spot in await wall.taken_off(GUILD)] == [aki.id]
    await wall.put_back(GUILD, CHI, aki.id)
    assert await champion(house) == AKI
    assert await wall.taken_off(GUILD) == ()


async def test_a_vote_that_waits_for_its_turn_over_midnight_counts_in_the_new_week(house: House) -> None:
    aki, ben = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    await house.services.voting.vote(GUILD, BEN, aki.id)
    monday = begins_at(week_of(house.clock.now), later=1)
    house.clock.now = monday - 1
    async with house.store.write() as rows:
        late = asyncio.create_task(house.services.voting.vote(GUILD, CHI, ben.id))
        await asyncio.sleep(0)
        house.clock.now = monday
        assert await rows.votes.decide(week_of(monday), monday) == 1
    assert (await late).ends_at == monday + WEEK
    assert await votes(house) == {AKI: 0, BEN: 1}, "and not in one that is decided already"
