"""Blending: whose faces, with whose leave, and whose child."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.services.errors import (
    BadMode,
    BadStrength,
    BlendAlreadyAnswered,
    BlendAlreadyAsked,
    BlendIncompatible,
    BlendNeedsConsent,
    BlendRefused,
    BlendRequestExpired,
    BlendRequestGone,
    BlendWithBot,
    BlendWithSelf,
    ModeAndSides,
    NotYourMessage,
    NotYours,
    QueueIsFull,
)
from bot.store.rows import BlendPrivacy, BlendRequest, Origin
from gan.engine.interface import QueueFull
from gan.family import child
from gan.recipe import Sides, blend, default_recipe, fresh
from tests.bot.services.house import AKI, BEN, CHI, House
from tests.fakes import fake_registry


async def ask(house: House, origin: Origin | None = None) -> BlendRequest:
    """Aki asks Ben, who wants to be asked."""
    await house.services.privacy.set(BEN, BlendPrivacy.ASK)
    with pytest.raises(BlendNeedsConsent) as caught:
        await house.services.blending.blend(origin or house.origin(AKI), BEN, strength=30, mode="my_shape")
    return caught.value.request


async def test_two_worn_faces_have_a_child(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN, strength=40)).result()
    assert [face.role for face in drawn.faces] == ["mine", "theirs", "child"]
    assert [face.avatar for face in drawn.faces[:2]] == [mine, theirs]
    (face,) = drawn.new
    assert face.recipe == child(mine.recipe, theirs.recipe, 0.4, "mix", house.registry.default())
    assert face.avatar is not None
    assert (drawn.owner_user_id, drawn.partner_user_id, face.avatar.owner_user_id) == (AKI, BEN, AKI)
    parents = await house.services.collection.parents(face.avatar.id)
    assert [(parent.owner_user_id, parent.avatar) for parent in parents] == [(AKI, mine), (BEN, theirs)]


async def test_a_face_that_asks_for_what_its_model_no_longer_draws_still_blends(house: House) -> None:
    old = await house.saved(AKI)
    async with house.store.write() as rows:
        outdated = old.recipe.edited({"mouth": "beak"})
        avatar = await rows.avatars.add(AKI, outdated, "0" * 64, None, 0)
        await rows.members.set_worn(AKI, avatar.id)
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN)).result()
    assert drawn.new[0].recipe == blend(outdated, drawn.faces[1].recipe, 0.5)


async def test_members_who_never_drew_blend_with_their_default_faces(house: House) -> None:
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN)).result()
    model = house.registry.default().id
    assert [face.recipe for face in drawn.faces[:2]] == [default_recipe(model, AKI), default_recipe(model, BEN)]
    assert [face.avatar for face in drawn.faces[:2]] == [None, None]


async def test_lineage_outlives_a_deleted_parent_but_not_a_forgotten_one(house: House) -> None:
    theirs = await house.saved(BEN)
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN)).result()
    born = drawn.new[0].avatar
    assert born is not None
    await house.services.collection.delete(BEN, theirs.id)
    _, parent = await house.services.collection.parents(born.id)
    assert (parent.avatar, parent.recipe, parent.owner_user_id) == (None, theirs.recipe, BEN)
    await house.services.forgetting.forget(BEN)
    assert [parent.owner_user_id for parent in await house.services.collection.parents(born.id)] == [AKI]
    assert await house.services.collection.avatar(born.id) == born


@pytest.mark.parametrize("strength", [-1, 101])
async def test_strengths_out_of_range_are_refused(house: House, strength: int) -> None:
    with pytest.raises(BadStrength):
        await house.services.blending.blend(house.origin(AKI), BEN, strength=strength)


async def test_other_modes_oneself_and_bots_are_refused(house: House) -> None:
    with pytest.raises(BadMode):
        await house.services.blending.blend(house.origin(AKI), BEN, mode="shaken")
    with pytest.raises(BlendWithSelf):
        await house.services.blending.blend(house.origin(AKI), AKI)
    with pytest.raises(BlendWithBot):
        await house.services.blending.blend(house.origin(AKI), BEN, them_is_bot=True)
    assert house.engine.requests == []


async def test_nobody_means_nobody(house: House) -> None:
    await house.services.privacy.set(BEN, BlendPrivacy.NOBODY)
    with pytest.raises(BlendRefused, match=f"<@{BEN}> does not blend"):
        await house.services.blending.blend(house.origin(AKI), BEN)
    assert await house.store.read.draws.open_requests() == []


async def test_faces_of_different_families_do_not_blend(house: House) -> None:
    other = fake_registry(house.path.parent / "models", base="moe", alien="other").get("alien")
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(BEN, fresh(other.id, 3), "hash", 1, 0)
        await rows.members.set_worn(BEN, avatar.id)
    with pytest.raises(BlendIncompatible):
        await house.services.blending.blend(house.origin(AKI), BEN)


async def test_faces_of_different_vocabularies_do_not_blend(house: House) -> None:
    other = fake_registry(house.path.parent / "models", base="moe", hats="moe").get("hats")
    card = other.weights.with_suffix(".json")
    card.write_text(json.dumps({**other.card, "vocabulary": {"hat": ["none", "beret"]}}))
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(BEN, fresh(other.id, 3), "hash", 1, 0)
        await rows.members.set_worn(BEN, avatar.id)
    with pytest.raises(BlendIncompatible):
        await house.services.blending.blend(house.origin(AKI), BEN)


async def test_who_wants_to_be_asked_is_asked_once(house: House) -> None:
    origin = house.origin(AKI)
    request = await ask(house, origin)
    assert (request.asker_user_id, request.asked_user_id, request.strength, request.mode) == (AKI, BEN, 30, "my_shape")
    with pytest.raises(BlendNeedsConsent) as caught:
        await house.services.blending.blend(origin, BEN)
    assert (caught.value.request, caught.value.repeated) == (request, True)
    with pytest.raises(BlendAlreadyAsked):
        await house.services.blending.blend(house.origin(AKI), BEN)
    assert house.engine.requests == []


async def test_each_band_can_come_from_one_or_both(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    sides = Sides("me", "them", "both")
    drawing = await house.services.blending.blend(house.origin(AKI), BEN, strength=25, sides=sides)
    child = (await drawing.result()).new[0].recipe
    assert child == blend(mine.recipe, theirs.recipe, 0.25, sides)
    assert [part.weights.as_list() for part in child.parts] == [[1, 0, 0.75], [0, 1, 0.25]]


async def test_all_from_both_is_a_mix(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN, sides=Sides())).result()
    assert drawn.new[0].recipe == child(mine.recipe, theirs.recipe, 0.5, "mix", house.registry.default())


async def test_a_mode_and_sides_do_not_go_together(house: House) -> None:
    with pytest.raises(ModeAndSides):
        await house.services.blending.blend(house.origin(AKI), BEN, mode="my_shape", sides=Sides("me"))
    assert house.engine.requests == []


async def test_who_is_asked_accepts_the_sides_that_were_asked_for(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    await house.services.privacy.set(BEN, BlendPrivacy.ASK)
    sides = Sides("them", "me", "both")
    with pytest.raises(BlendNeedsConsent) as caught:
        await house.services.blending.blend(house.origin(AKI), BEN, strength=30, sides=sides)
    assert await house.store.read.blends.get(caught.value.request.id) == caught.value.request
    drawn = await (await house.services.blending.accept(house.origin(BEN), caught.value.request.id)).result()
    assert drawn.new[0].recipe == blend(mine.recipe, theirs.recipe, 0.3, sides)


async def test_accepting_draws_the_askers_child(house: House) -> None:
    request = await ask(house)
    click = house.origin(BEN)
    drawing = await house.services.blending.accept(click, request.id)
    drawn = await drawing.result()
    assert (drawn.owner_user_id, drawn.origin) == (AKI, click)
    assert drawn.new[0].avatar is not None
    assert drawn.new[0].avatar.owner_user_id == AKI
    assert (await house.services.blending.accept(click, request.id)).repeated
    with pytest.raises(BlendAlreadyAnswered):
        await house.services.blending.accept(house.origin(BEN), request.id)
    with pytest.raises(BlendAlreadyAnswered):
        await house.services.blending.decline(BEN, request.id)


async def test_two_clicks_at_once_draw_one_child(house: House) -> None:
    request = await ask(house)
    outcomes = await asyncio.gather(
        *(house.services.blending.accept(house.origin(BEN), request.id) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(outcome, BlendAlreadyAnswered) for outcome in outcomes) == 2
    assert len(house.engine.requests) == 1


async def test_declining_ends_the_question(house: House) -> None:
    request = await ask(house)
    await house.services.blending.decline(BEN, request.id)
    with pytest.raises(BlendAlreadyAnswered):
        await house.services.blending.accept(house.origin(BEN), request.id)
    assert house.engine.requests == []
    assert (await ask(house)).id != request.id


@pytest.mark.parametrize("stranger", [AKI, CHI])
async def test_only_the_asked_member_may_answer(house: House, stranger: int) -> None:
    request = await ask(house)
    with pytest.raises(NotYours):
        await house.services.blending.accept(house.origin(stranger), request.id)
    with pytest.raises(NotYours):
        await house.services.blending.decline(stranger, request.id)


async def test_a_question_expires_and_can_be_asked_again(house: House) -> None:
    request = await ask(house)
    house.clock.advance(24 * 60 * 60)
    with pytest.raises(BlendRequestExpired):
        await house.services.blending.accept(house.origin(BEN), request.id)
    assert (await ask(house)).id != request.id


async def test_a_question_that_was_deleted_is_gone(house: House) -> None:
    request = await ask(house)
    await house.services.forgetting.forget(AKI)
    with pytest.raises(BlendRequestGone):
        await house.services.blending.accept(house.origin(BEN), request.id)


async def test_a_full_queue_leaves_the_question_open(house: House) -> None:
    request = await ask(house)
    house.engine.refusal = QueueFull("full")
    with pytest.raises(QueueIsFull):
        await house.services.blending.accept(house.origin(BEN), request.id)
    house.engine.refusal = None
    assert len((await (await house.services.blending.accept(house.origin(BEN), request.id)).result()).new) == 1


async def test_a_question_taken_back_can_be_asked_again_at_once(house: House) -> None:
    question = await ask(house)
    with pytest.raises(NotYourMessage):
        await house.services.blending.take_back(BEN, question.id)
    assert await house.services.blending.take_back(AKI, question.id)
    assert not await house.services.blending.take_back(AKI, question.id)
    with pytest.raises(BlendRequestGone):
        await house.services.blending.accept(house.origin(BEN), question.id)
    assert (await ask(house)).id != question.id
