"""The wall: who is on it, who is not, and who decides that."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.community_errors import NotOnWall
from bot.services.wall import WALL_PAGE, Standing
from bot.store.rows import BlendPrivacy
from tests.bot.services.house import AKI, BEN, CHI, House
from tests.bot.services.plaza import GUILD, joined, logged, on_wall, seen_on
from tests.bot.services.styles import adopted, lost, open_house_of_styles
from tests.bot.services.test_my_data import files, handed_out, read


async def test_nobody_is_on_a_wall_before_they_say_so(house: House) -> None:
    await house.saved(AKI, "Mei")
    assert await seen_on(house) == []
    assert await house.services.wall.standing(GUILD, AKI) == Standing(wanted=False)
    assert (await joined(house, AKI)).shown
    assert await seen_on(house) == [AKI]


async def test_saying_so_on_one_server_is_saying_so_on_no_other(house: House) -> None:
    await on_wall(house, AKI)
    assert await seen_on(house, 2) == []


async def test_it_can_be_taken_back_at_any_time_and_the_votes_go_with_it(house: House) -> None:
    avatar = await on_wall(house, AKI)
    await house.services.voting.vote(GUILD, BEN, avatar.id)
    await house.services.wall.leave(GUILD, AKI)
    assert await seen_on(house) == []
    await joined(house, AKI)
    assert (await house.services.wall.page(GUILD)).faces[0].spot.votes == 0


async def test_who_lets_nobody_blend_is_not_shown(house: House) -> None:
    await on_wall(house, AKI)
    await house.services.privacy.set(AKI, BlendPrivacy.NOBODY)
    assert await seen_on(house) == []
    assert (await house.services.wall.standing(GUILD, AKI)).private
    await house.services.privacy.set(AKI, BlendPrivacy.ASK)
    assert await seen_on(house) == [AKI]


async def test_only_saved_avatars_that_are_worn_are_shown(house: House) -> None:
    standing = await joined(house, AKI)
    assert (standing.wanted, standing.bare, standing.shown) == (True, True, False)
    await house.avatar(AKI)
    assert await seen_on(house) == []
    avatar = await house.saved(AKI, "Mei")
    assert await seen_on(house) == [AKI]
    await house.services.collection.delete(AKI, avatar.id)
    assert await seen_on(house) == []


async def test_who_is_forgotten_is_on_no_wall(house: House) -> None:
    await on_wall(house, AKI)
    await house.services.forgetting.forget(AKI)
    assert await seen_on(house) == []
    assert not (await house.services.wall.standing(GUILD, AKI)).wanted


async def test_faces_stay_in_the_order_in_which_they_came_page_by_page(house: House) -> None:
    members = [AKI + number for number in range(WALL_PAGE + 1)]
    for number, member in enumerate(members):
        avatar = await house.avatar(AKI)
        async with house.store.write() as rows:
            own = await rows.avatars.add(member, avatar.recipe, f"hash {number}", None, 0)
            await rows.avatars.name(own.id, "Name", "name", 0)
            await rows.members.set_worn(member, own.id)
        await joined(house, member)
        house.clock.advance(1)
    first, second = [await house.services.wall.page(GUILD, page) for page in (1, 9)]
    assert [face.spot.user_id for face in first.faces] == members[:WALL_PAGE]
    assert [face.spot.user_id for face in second.faces] == members[WALL_PAGE:]
    assert (second.page, second.pages, second.total) == (2, 2, WALL_PAGE + 1)


async def test_a_drawn_wall_shows_who_is_still_on_it_when_it_is_done(house: House) -> None:
    aki, _ = await on_wall(house, AKI), await on_wall(house, BEN, "Ben")
    wall = await house.services.wall.page(GUILD)
    house.engine.hold()
    drawing = await house.services.wall.draw(house.origin(CHI), wall)
    await house.services.wall.leave(GUILD, BEN)
    house.engine.release()
    shown = await house.services.wall.of_drawing(await drawing.result())
    assert [(face.spot.user_id, face.png) for face in shown.faces] == [(AKI, house.engine.picture(aki.recipe).png)]


async def test_names_are_one_short_line_and_members_are_asked_about_once_a_day(house: House) -> None:
    await on_wall(house, AKI, "A\nki\u202e" + "x" * 50)
    wall = house.services.wall
    assert (await wall.page(GUILD)).faces[0].spot.name == "A ki" + "x" * 28
    assert await wall.unseen(GUILD) == ()
    house.clock.advance(24 * 3600 + 1)
    assert [place.user_id for place in await wall.unseen(GUILD)] == [AKI]
    await wall.seen(GUILD, AKI, "Akiko")
    assert await wall.unseen(GUILD) == ()
    assert (await wall.page(GUILD)).faces[0].spot.name == "Akiko"


async def test_asking_about_a_member_puts_nobody_back_on_the_wall(house: House) -> None:
    await on_wall(house, AKI)
    await house.services.wall.leave(GUILD, AKI)
    await house.services.wall.seen(GUILD, AKI, "Aki")
    assert await seen_on(house) == []


async def test_moderators_take_a_face_off_and_put_it_back(house: House) -> None:
    wall = house.services.wall
    await on_wall(house, AKI)
    worn = await on_wall(house, AKI, guild_id=2)
    await house.services.voting.vote(GUILD, BEN, worn.id)
    assert (await wall.page(GUILD)).faces[0].spot.votes == 1
    await wall.take_off(GUILD, CHI, worn.id)
    assert await seen_on(house) == []
    assert await seen_on(house, 2) == [AKI], "of another server's wall they do not decide"
    assert (await wall.standing(GUILD, AKI)).removed
    assert (await house.services.collection.worn(AKI)).avatar == worn, "the avatar stays its member's"
    assert [spot.user_id for spot in await wall.taken_off(GUILD)] == [AKI]
    with pytest.raises(NotOnWall):
        await wall.take_off(GUILD, CHI, worn.id)
    await wall.put_back(GUILD, CHI, worn.id)
    assert await seen_on(house) == [AKI]
    assert (await wall.page(GUILD)).faces[0].spot.votes == 0, "votes for what was taken off are gone"
    with pytest.raises(NotOnWall):
        await wall.put_back(GUILD, CHI, worn.id)
    assert await logged(house) == [("wall_face_removed", CHI, AKI), ("wall_face_put_back", CHI, AKI)]


async def test_the_same_picture_does_not_come_back_as_another_avatar(house: House) -> None:
    avatar = await on_wall(house, AKI)
    await house.services.wall.take_off(GUILD, CHI, avatar.id)
    code = (await house.services.codes.code(AKI)).code
    again = (await (await house.services.codes.redeem(house.origin(AKI), code)).result()).new[0].avatar
    assert again is not None
    await house.services.collection.save(AKI, "Twin", again.id)
    await house.services.collection.wear(AKI, "Twin")
    assert await seen_on(house) == []
    await house.services.collection.wear_avatar(AKI, (await house.saved(AKI, "Other")).id)
    assert await seen_on(house) == [AKI]


async def test_members_are_handed_which_walls_they_want_to_be_on(house: House) -> None:
    await on_wall(house, AKI)
    await joined(house, AKI, "Akiko", 2)
    (walls,) = [read(files(await handed_out(house)), "settings.json")["walls"]]
    assert [(one["guild_id"], one["name"]) for one in walls] == [(GUILD, "Aki"), (2, "Akiko")]


async def test_a_face_whose_model_is_gone_is_left_out(tmp_path: Path) -> None:
    async with open_house_of_styles(tmp_path) as house:
        await on_wall(house, AKI)
        await adopted(house, guild_id=GUILD, default=True)
        await on_wall(house, BEN, "Ben")
        assert await seen_on(house) == [AKI, BEN]
        lost(house, "ink")
        assert await seen_on(house) == [AKI]
