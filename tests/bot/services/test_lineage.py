"""Families: who is found, in which order, what is left out, and who is never shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.drawn import Drawn
from bot.services.errors import AvatarGone, NoFamily, NoSuchName, NotYours
from bot.services.lineage import MOST_CHILDREN, MOST_FACES, Family
from bot.services.mixing import Other
from bot.store.rows import Avatar, Parent
from gan.recipe import default_recipe, fresh
from tests.bot.services.house import AKI, BEN, CHI, House, open_house
from tests.bot.services.styles import adopted, lost, open_house_of_styles


async def drawn(house: House, name: str = "Mei") -> Drawn:
    """The family of one of Aki's avatars, drawn."""
    return await (await house.services.lineage.of_name(house.origin(AKI), name)).result()


async def family(house: House, name: str = "Mei") -> Family:
    return await house.services.lineage.family(await drawn(house, name))


def shape(found: Family) -> list[tuple[str | None, str, int | None, bool]]:
    """Name, standing and link of everybody."""
    return [(one.name, one.standing, one.of, one.child) for one in found.relatives]


async def blended(house: House, partner: int, name: str) -> Avatar:
    """The child of what Aki and the partner wear, saved and worn."""
    (face,) = (await (await house.services.blending.blend(house.origin(AKI), partner)).result()).new
    assert face.avatar is not None
    await house.services.collection.save(AKI, name, face.avatar.id)
    return await house.services.collection.wear(AKI, name)


async def edited(house: House, avatar: Avatar, name: str | None = None) -> Avatar:
    """An avatar that descends from another of Aki's alone."""
    drawing = await house.services.drawing.variations(house.origin(AKI), avatar.id)
    child = (await drawing.result()).new[0].avatar
    assert child is not None
    return child if name is None else (await house.services.collection.save(AKI, name, child.id)).avatar


async def with_parents(house: House, avatar: Avatar) -> tuple[Avatar, Avatar]:
    """Two parents of an avatar, written down as if it were their blend."""
    async with house.store.write() as rows:
        mine = await rows.avatars.add(AKI, fresh(avatar.recipe.model_id, avatar.id * 2), "", 1, 0)
        theirs = await rows.avatars.add(BEN, fresh(avatar.recipe.model_id, avatar.id * 2 + 1), "", 1, 0)
        await rows.avatars.add_parents(
            avatar.id, [Parent(mine.id, AKI, "mine", mine.recipe), Parent(theirs.id, BEN, "theirs", theirs.recipe)]
        )
    return mine, theirs


async def test_both_parents_of_a_blend_stand_over_it_and_theirs_over_them(house: House) -> None:
    await house.saved(AKI, "Rin")
    bobby = await house.saved(BEN, "Bobby")
    first = await blended(house, BEN, "Momo")
    second = await blended(house, CHI, "Mei")
    found = await family(house)
    assert shape(found) == [
        ("Mei", "saved", None, False),
        ("Momo", "saved", 0, False),
        (None, "default", 0, False),
        ("Rin", "saved", 1, False),
        ("Bobby", "saved", 1, False),
    ]
    assert [one.owner_user_id for one in found.relatives] == [AKI, AKI, CHI, AKI, BEN]
    wanted = [second.recipe, first.recipe, default_recipe(first.recipe.model_id, CHI)]
    assert [one.png for one in found.relatives][:3] == [house.engine.picture(recipe).png for recipe in wanted]
    assert found.relatives[4].png == house.engine.picture(bobby.recipe).png
    assert (found.more, found.more_children, found.earlier, found.forgotten) == (0, 0, False, False)


async def test_children_are_those_that_the_same_member_saved(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await edited(house, mei, "Yui")
    await edited(house, mei)
    await house.saved(BEN, "Bobby")
    (face,) = (await (await house.services.blending.blend(house.origin(BEN), AKI)).result()).new
    assert face.avatar is not None
    await house.services.collection.save(BEN, "Kid", face.avatar.id)
    assert shape(await family(house)) == [("Mei", "saved", None, False), ("Yui", "saved", 0, True)]
    assert shape(await family(house, "Yui")) == [("Yui", "saved", None, False), ("Mei", "saved", 0, False)]


async def test_who_has_no_family_is_told(house: House) -> None:
    await house.saved(AKI, "Mei")
    with pytest.raises(NoFamily, match="Mei"):
        await drawn(house)
    with pytest.raises(NoSuchName):
        await drawn(house, "Nobody")
    assert len(house.engine.requests) == 1


async def test_by_its_id_only_the_owner_sees_a_family(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await edited(house, mei, "Yui")
    with pytest.raises(NotYours):
        await house.services.lineage.of_avatar(house.origin(BEN), mei.id)
    with pytest.raises(AvatarGone):
        await house.services.lineage.of_avatar(house.origin(AKI), 999)
    drawing = await house.services.lineage.of_avatar(house.origin(AKI), mei.id)
    assert len((await drawing.result()).faces) == 2


async def test_a_parent_that_was_deleted_is_shown_from_the_recipe_that_is_kept(house: House) -> None:
    mei = await house.saved(AKI, "Rin")
    child = await edited(house, mei, "Mei")
    await house.services.collection.delete(AKI, mei.id)
    found = await family(house)
    assert shape(found) == [("Mei", "saved", None, False), (None, "deleted", 0, False)]
    assert found.relatives[1].png == house.engine.picture(mei.recipe).png
    assert child.id


async def test_four_generations_are_shown_and_that_there_are_more_is_said(house: House) -> None:
    avatar = await house.saved(AKI, "Rin")
    for _ in range(4):
        avatar = await edited(house, avatar)
    await house.services.collection.save(AKI, "Four", avatar.id)
    found = await family(house, "Four")
    assert [one.of for one in found.relatives] == [None, 0, 1, 2, 3]
    assert [one.standing for one in found.relatives] == ["saved", *["unsaved"] * 3, "saved"]
    assert not found.earlier
    await edited(house, avatar, "Five")
    found = await family(house, "Five")
    assert [one.of for one in found.relatives][:5] == [None, 0, 1, 2, 3]
    assert "Rin" not in {one.name for one in found.relatives}
    assert (found.earlier, found.more) == (True, 0)


async def test_no_more_than_fifteen_faces_the_nearest_first_and_the_rest_is_counted(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    generation = [mei]
    for _ in range(4):
        generation = [parent for one in generation for parent in await with_parents(house, one)]
    for number in range(MOST_CHILDREN + 2):
        await edited(house, mei, f"Child {number}")
    found = await family(house)
    assert len(found.relatives) == MOST_FACES
    assert [one.child for one in found.relatives] == [False] * 3 + [True] * MOST_CHILDREN + [False] * 6
    assert [one.of for one in found.relatives][9:] == [1, 1, 2, 2, 9, 9]
    assert [one.name for one in found.relatives][3:9] == [f"Child {number}" for number in range(MOST_CHILDREN)]
    assert (found.more, found.more_children) == (2 + 4 + 8 + 16 - 8, 2)


async def test_who_asked_to_be_forgotten_is_in_no_family_and_that_is_said(house: House) -> None:
    await house.saved(AKI, "Rin")
    await house.saved(BEN, "Bobby")
    await blended(house, BEN, "Mei")
    await house.services.forgetting.forget(BEN)
    found = await family(house)
    assert shape(found) == [("Mei", "saved", None, False), ("Rin", "saved", 0, False)]
    assert found.forgotten


async def test_who_is_forgotten_between_drawing_and_answering_is_left_out_with_their_own(house: House) -> None:
    await house.saved(AKI, "Rin")
    bobby = await house.saved(BEN, "Bobby")
    async with house.store.write() as rows:
        await rows.avatars.add_parents(bobby.id, [Parent(None, BEN, "shown", fresh(bobby.recipe.model_id, 3))])
    await blended(house, BEN, "Mei")
    already = await drawn(house)
    assert len(already.faces) == 4
    await house.services.forgetting.forget(BEN)
    found = await house.services.lineage.family(already)
    assert shape(found) == [("Mei", "saved", None, False), ("Rin", "saved", 0, False)]
    assert found.more == 2


async def mixed(house: House, *others: int) -> None:
    """A child of Aki's face and of the others', saved as Mei."""
    drawing = await house.services.mixing.mix(house.origin(AKI), [Other(user_id) for user_id in others])
    (face,) = (await drawing.result()).new
    assert face.avatar is not None
    await house.services.collection.save(AKI, "Mei", face.avatar.id)


async def test_every_parent_of_a_mix_is_named_by_whom_it_is_of(house: House) -> None:
    await house.saved(BEN, "Bobby")
    await mixed(house, BEN, CHI)
    found = await family(house)
    assert [(one.owner_user_id, one.standing) for one in found.relatives] == [
        (AKI, "saved"),
        (AKI, "default"),
        (BEN, "saved"),
        (CHI, "default"),
    ]
    assert not found.forgotten


@pytest.mark.parametrize(("goes", "stays"), [(BEN, CHI), (CHI, BEN)])
async def test_whichever_parent_of_a_mix_is_forgotten_is_missed_and_the_other_is_not_named_for_them(
    house: House, goes: int, stays: int
) -> None:
    await house.saved(BEN, "Bobby")
    await mixed(house, BEN, CHI)
    already = await drawn(house)
    await house.services.forgetting.forget(goes)
    for one in (await house.services.lineage.family(already), await family(house)):
        assert [relative.owner_user_id for relative in one.relatives] == [AKI, AKI, stays]
    assert (await family(house)).forgotten


async def test_an_avatar_that_was_deleted_meanwhile_has_no_family(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await edited(house, mei, "Yui")
    house.engine.hold()
    drawing = await house.services.lineage.of_name(house.origin(AKI), "Mei")
    await house.services.collection.delete(AKI, mei.id)
    house.engine.release()
    assert (await house.services.lineage.family(await drawing.result())).relatives == ()


async def test_a_family_is_found_again_after_a_restart(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await edited(house, await house.saved(AKI, "Mei"), "Yui")
        house.engine.hold()
        await house.services.lineage.of_name(house.origin(AKI), "Yui")
        clock = house.clock
    seen: list[Family] = []

    async def answer(drawn: Drawn) -> None:
        seen.append(await house.services.lineage.family(drawn))

    async def never(*_: object) -> None:
        raise AssertionError

    async with open_house(tmp_path, clock=clock) as house:
        recovered = await house.services.recovery.recover(answer, never, never)
    assert recovered.redrawn == 1
    assert [shape(one) for one in seen] == [[("Yui", "saved", None, False), ("Mei", "saved", 0, False)]]


async def test_a_request_delivered_twice_is_drawn_once_and_no_member_stands_in_its_view(house: House) -> None:
    await house.saved(AKI, "Rin")
    await blended(house, BEN, "Mei")
    origin = house.origin(AKI)
    first = await house.services.lineage.of_name(origin, "Mei")
    assert (await house.services.lineage.of_name(origin, "Mei")).repeated
    view = str(dict((await first.result()).view))
    assert str(AKI) not in view
    assert str(BEN) not in view
    assert (await first.result()).kind == "lineage"


@pytest.fixture
async def styled(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path) as opened:
        yield opened


async def test_a_relative_whose_model_is_gone_is_left_out_and_counted(styled: House) -> None:
    await adopted(styled)
    drawing = await styled.services.drawing.new(styled.origin(AKI), count=1, style="Ink")
    inky = (await drawing.result()).new[0].avatar
    assert inky is not None
    await styled.services.collection.save(AKI, "Inky", inky.id)
    back = await (await styled.services.restyling.restyle(styled.origin(AKI), "Inky", "original")).result()
    assert back.new[0].avatar is not None
    await styled.services.collection.save(AKI, "Mei", back.new[0].avatar.id)
    lost(styled, "ink")
    found = await family(styled)
    assert shape(found) == [("Mei", "saved", None, False)]
    assert found.more == 1
