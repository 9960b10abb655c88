"""Editing: every step an avatar of its own, what was before it stays, and nobody edits another member's face."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.services.drawn import Drawn
from bot.services.editing import SLIDERS, EditPlace
from bot.services.errors import (
    AvatarGone,
    BadAttribute,
    CannotGoFurther,
    ModelUnavailable,
    NoSuchName,
    NothingToUndo,
    NotYours,
)
from gan.recipe import MOST_STEPS
from tests.bot.services.house import AKI, BEN, House

TURN, EYES = SLIDERS + 1, SLIDERS + 2


def place_of(drawn: Drawn) -> EditPlace:
    """Where the member is after a step."""
    avatar = drawn.faces[0].avatar
    assert avatar is not None
    return EditPlace(avatar.id, int(drawn.view["root"]), int(drawn.view["menu"]))


async def opened(house: House, name: str = "Mika") -> EditPlace:
    """An edit of a newly saved avatar."""
    await house.saved(AKI, name)
    return place_of(await (await house.services.editing.open(house.origin(AKI), name)).result())


async def test_opening_shows_the_saved_avatar_and_makes_none(house: House) -> None:
    saved = await house.saved(AKI, "Mika")
    drawn = await (await house.services.editing.open(house.origin(AKI), "mika")).result()
    assert (drawn.kind, drawn.faces[0].avatar, drawn.new) == ("edit", saved, ())
    assert place_of(drawn) == EditPlace(saved.id, saved.id)


async def test_a_change_is_a_child_that_keeps_the_parts(house: House) -> None:
    place = await opened(house)
    before = await house.services.collection.avatar(place.avatar_id)
    drawn = await (await house.services.editing.change(house.origin(AKI), place, "hair_color", "pink")).result()
    (face,) = drawn.new
    assert face.avatar is not None
    assert face.recipe.parts == before.recipe.parts
    assert face.recipe.attributes == {"hair_color": "pink"}
    (parent,) = await house.services.collection.parents(face.avatar.id)
    assert parent.avatar == before
    assert await house.services.collection.avatar(before.id) == before


async def test_a_push_goes_along_the_slider_of_the_menu_until_its_end(house: House) -> None:
    place = replace(await opened(house), menu=EYES)
    editing = house.services.editing
    drawn = await (await editing.slide(house.origin(AKI), place, 1.5)).result()
    assert drawn.faces[0].recipe.moves == {"eye_size": 1.5}
    drawn = await (await editing.slide(house.origin(AKI), place_of(drawn), 99)).result()
    assert drawn.faces[0].recipe.moves == {"eye_size": MOST_STEPS}
    with pytest.raises(CannotGoFurther):
        await editing.slide(house.origin(AKI), place_of(drawn), 1)


async def test_undo_goes_back_step_by_step_as_far_as_the_edit_goes(house: House) -> None:
    editing, start = house.services.editing, await opened(house)
    first = await (await editing.change(house.origin(AKI), start, "mouth", "cat")).result()
    place = replace(place_of(first), menu=TURN)
    second = await (await editing.slide(house.origin(AKI), place, 0.5)).result()
    back = await (await editing.undo(house.origin(AKI), place_of(second))).result()
    assert back.faces[0].avatar == first.faces[0].avatar
    assert place_of(back).menu == TURN
    back = await (await editing.undo(house.origin(AKI), place_of(back))).result()
    assert place_of(back) == replace(start, menu=TURN)
    with pytest.raises(NothingToUndo):
        await editing.undo(house.origin(AKI), place_of(back))


async def test_undo_says_so_where_the_step_before_was_deleted(house: House) -> None:
    editing, start = house.services.editing, await opened(house)
    first = await (await editing.change(house.origin(AKI), start, "mouth", "cat")).result()
    await house.services.collection.delete(AKI, start.avatar_id)
    with pytest.raises(NothingToUndo):
        await editing.undo(house.origin(AKI), place_of(first))


async def test_what_is_as_wished_already_is_shown_and_not_made_again(house: House) -> None:
    editing, place = house.services.editing, await opened(house)
    once = await (await editing.change(house.origin(AKI), place, "mouth", "cat")).result()
    twice = await (await editing.change(house.origin(AKI), place_of(once), "mouth", "cat")).result()
    assert twice.new == ()
    assert twice.faces[0].avatar == once.faces[0].avatar


async def test_an_interaction_that_comes_twice_makes_one_step(house: House) -> None:
    place, origin = await opened(house), house.origin(AKI)
    one = await house.services.editing.change(origin, place, "mouth", "cat")
    two = await house.services.editing.change(origin, place, "mouth", "cat")
    assert (await one.result()).faces == (await two.result()).faces
    assert two.repeated


async def test_another_members_avatar_is_not_edited(house: House) -> None:
    editing, place = house.services.editing, await opened(house)
    for step in (
        editing.show(house.origin(BEN), place),
        editing.change(house.origin(BEN), place, "mouth", "cat"),
        editing.slide(house.origin(BEN), replace(place, menu=TURN), 1),
        editing.undo(house.origin(BEN), place),
    ):
        with pytest.raises(NotYours):
            await step
    with pytest.raises(NoSuchName):
        await editing.open(house.origin(BEN), "Mika")


async def test_what_cannot_be_changed_is_refused(house: House) -> None:
    editing, place = house.services.editing, await opened(house)
    with pytest.raises(BadAttribute, match="beak"):
        await editing.change(house.origin(AKI), place, "mouth", "beak")
    for menu in (0, 1, SLIDERS, SLIDERS + 99):
        with pytest.raises(CannotGoFurther):
            await editing.slide(house.origin(AKI), replace(place, menu=menu), 1)
    await house.services.collection.delete(AKI, place.avatar_id)
    with pytest.raises(AvatarGone):
        await editing.change(house.origin(AKI), place, "mouth", "cat")


async def test_an_avatar_whose_model_is_gone_is_shown_without_anything_to_change(house: House) -> None:
    place = await opened(house)
    for file in (house.path.parent / "models").iterdir():
        file.unlink()
    drawn = await (await house.services.editing.show(house.origin(AKI), place)).result()
    possible = house.services.editing.possibilities(drawn.faces[0].recipe)
    assert (len(possible.vocabulary), possible.sliders) == (0, ())
    with pytest.raises(ModelUnavailable):
        await house.services.editing.change(house.origin(AKI), place, "mouth", "cat")


async def test_the_possibilities_are_those_of_the_model(house: House) -> None:
    avatar = await house.avatar(AKI)
    possible = house.services.editing.possibilities(avatar.recipe.edited({"mouth": "cat"}).moved("turn", 1))
    assert possible.seen["mouth"] == "cat"
    assert possible.sliders == ("turn", "eye_size")
    assert possible.moves == {"turn": 1}
    first = possible.attribute_at(1)
    assert first is not None
    assert first.name == "hair_color"
    assert possible.attribute_at(0) is possible.attribute_at(3) is possible.slider_at(SLIDERS) is None
    assert possible.slider_at(TURN) == "turn"
