"""Mixes: children of more than two, with everybody's leave, who know all their parents."""

from __future__ import annotations

import sqlite3

import pytest

from bot.errors import MemberError
from bot.services.errors import BlendAsksFirst, BlendIncompatible, BlendRefused, BlendWithBot, BlendWithSelf, MixedTwice
from bot.services.mixing import Other
from bot.store.rows import BlendPrivacy
from gan.family import child_of
from gan.recipe import default_recipe, fresh, mean
from tests.bot.services.house import AKI, BEN, CHI, House
from tests.fakes import fake_registry

BOTH = (Other(BEN), Other(CHI))


async def test_three_worn_faces_have_a_child_that_knows_all_its_parents(house: House) -> None:
    mine, bens = await house.saved(AKI), await house.saved(BEN)
    model = house.registry.default()
    drawn = await (await house.services.mixing.mix(house.origin(AKI), BOTH)).result()
    chis = default_recipe(model.id, CHI)
    assert [face.role for face in drawn.faces] == ["mine", "theirs", "theirs", "child"]
    assert [face.owner_user_id for face in drawn.faces] == [AKI, BEN, CHI, None]
    (face,) = drawn.new
    assert face.recipe == child_of([mine.recipe, bens.recipe, chis], model)
    assert face.avatar is not None
    assert face.avatar.owner_user_id == AKI
    parents = await house.services.collection.parents(face.avatar.id)
    assert [(parent.owner_user_id, parent.avatar, parent.recipe) for parent in parents] == [
        (AKI, mine, mine.recipe),
        (BEN, bens, bens.recipe),
        (CHI, None, chis),
    ]


@pytest.mark.parametrize(
    ("privacy", "error"), [(BlendPrivacy.NOBODY, BlendRefused), (BlendPrivacy.ASK, BlendAsksFirst)]
)
@pytest.mark.parametrize("reluctant", [BEN, CHI])
async def test_each_of_them_has_a_say(
    house: House, privacy: BlendPrivacy, error: type[MemberError], reluctant: int
) -> None:
    await house.services.privacy.set(reluctant, privacy)
    with pytest.raises(error, match=f"<@{reluctant}>"):
        await house.services.mixing.mix(house.origin(AKI), BOTH)
    assert house.engine.requests == []
    assert await house.store.read.draws.open_requests() == []


async def test_it_takes_different_members_with_faces_of_one_family(house: House) -> None:
    mix = house.services.mixing.mix
    with pytest.raises(MixedTwice):
        await mix(house.origin(AKI), (Other(BEN), Other(BEN)))
    with pytest.raises(BlendWithSelf):
        await mix(house.origin(AKI), (Other(BEN), Other(AKI)))
    with pytest.raises(BlendWithBot):
        await mix(house.origin(AKI), (Other(BEN), Other(CHI, is_bot=True)))
    other = fake_registry(house.path.parent / "models", base="moe", alien="other").get("alien")
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(CHI, fresh(other.id, 3), "hash", 1, 0)
        await rows.members.set_worn(CHI, avatar.id)
    with pytest.raises(BlendIncompatible, match=f"<@{CHI}>"):
        await mix(house.origin(AKI), BOTH)


async def test_a_face_that_asks_for_what_its_model_no_longer_draws_still_mixes(house: House) -> None:
    old = await house.saved(AKI)
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(AKI, old.recipe.edited({"mouth": "beak"}), "0" * 64, None, 0)
        await rows.members.set_worn(AKI, avatar.id)
    drawn = await (await house.services.mixing.mix(house.origin(AKI), BOTH)).result()
    assert drawn.new[0].recipe == mean([face.recipe for face in drawn.faces[:3]])


async def test_who_asks_to_be_forgotten_while_it_is_drawn_is_no_parent(house: House) -> None:
    house.engine.hold()
    drawing = await house.services.mixing.mix(house.origin(AKI), BOTH)
    exported = await house.services.forgetting.export(CHI)
    assert [row["role"] for row in exported["draw_subjects"]] == ["theirs"]
    await house.services.forgetting.forget(CHI)
    house.engine.release()
    drawn = await drawing.result()
    assert [face.owner_user_id for face in drawn.faces] == [AKI, BEN, None, None]
    assert drawn.new[0].avatar is not None
    parents = await house.services.collection.parents(drawn.new[0].avatar.id)
    assert [parent.owner_user_id for parent in parents] == [AKI, BEN]
    connection = sqlite3.connect(house.path)
    assert str(CHI) not in "\n".join(connection.iterdump())
    connection.close()


async def test_an_interaction_that_comes_twice_is_drawn_once(house: House) -> None:
    origin = house.origin(AKI)
    first = await house.services.mixing.mix(origin, BOTH)
    assert (await house.services.mixing.mix(origin, BOTH)).repeated
    await first.result()
    assert len(house.engine.requests) == 1
