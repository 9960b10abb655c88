"""From one face to another: whose faces, with whose leave, and nothing kept of it."""

from __future__ import annotations

import pytest

from bot.errors import MemberError
from bot.services.errors import (
    BlendAsksFirst,
    BlendIncompatible,
    BlendRefused,
    BlendWithBot,
    BlendWithSelf,
    MorphWithItself,
    NoSuchName,
    OwnIncompatible,
)
from bot.store.rows import BlendPrivacy
from gan.recipe import default_recipe, fresh
from gan.way import way
from tests.bot.services.house import AKI, BEN, House
from tests.fakes import fake_registry


async def test_a_strip_goes_from_one_worn_face_to_the_other_and_makes_no_avatar(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    drawn = await (await house.services.ways.strip(house.origin(AKI), BEN)).result()
    assert [face.recipe for face in drawn.faces] == way(mine.recipe, theirs.recipe, 7)
    assert (drawn.kind, drawn.owner_user_id, drawn.partner_user_id, drawn.new) == ("strip", AKI, BEN, ())
    assert {face.avatar for face in drawn.faces} == {None}
    assert (await house.store.read.members.get(AKI)).latest_avatar_id == mine.id


async def test_default_faces_will_do(house: House) -> None:
    drawn = await (await house.services.ways.strip(house.origin(AKI), BEN)).result()
    model = house.registry.default().id
    ends = (drawn.faces[0].recipe, drawn.faces[-1].recipe)
    assert ends == (default_recipe(model, AKI), default_recipe(model, BEN))


@pytest.mark.parametrize(
    ("privacy", "error"), [(BlendPrivacy.NOBODY, BlendRefused), (BlendPrivacy.ASK, BlendAsksFirst)]
)
async def test_who_may_not_blend_may_not_look_either(
    house: House, privacy: BlendPrivacy, error: type[MemberError]
) -> None:
    await house.services.privacy.set(BEN, privacy)
    with pytest.raises(error, match=f"<@{BEN}>"):
        await house.services.ways.strip(house.origin(AKI), BEN)
    assert house.engine.requests == []
    assert await house.store.read.draws.open_requests() == []


async def test_it_takes_another_member_with_a_face_of_the_same_family(house: House) -> None:
    with pytest.raises(BlendWithSelf):
        await house.services.ways.strip(house.origin(AKI), AKI)
    with pytest.raises(BlendWithBot):
        await house.services.ways.strip(house.origin(AKI), BEN, them_is_bot=True)
    other = fake_registry(house.path.parent / "models", base="moe", alien="other").get("alien")
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(BEN, fresh(other.id, 3), "hash", 1, 0)
        await rows.members.set_worn(BEN, avatar.id)
    with pytest.raises(BlendIncompatible):
        await house.services.ways.strip(house.origin(AKI), BEN)


async def test_an_interaction_that_comes_twice_is_drawn_once(house: House) -> None:
    origin = house.origin(AKI)
    first = await house.services.ways.strip(origin, BEN)
    assert (await house.services.ways.strip(origin, BEN)).repeated
    await first.result()
    assert len(house.engine.requests) == 1


async def test_a_film_goes_the_same_way_in_many_small_steps(house: House) -> None:
    mine, theirs = await house.saved(AKI), await house.saved(BEN)
    drawn = await (await house.services.ways.morph(house.origin(AKI), BEN, file_format="gif")).result()
    assert [face.recipe for face in drawn.faces] == way(mine.recipe, theirs.recipe, 25, eased=True)
    assert (drawn.kind, drawn.partner_user_id, dict(drawn.view), drawn.new) == ("morph", BEN, {"format": "gif"}, ())


@pytest.mark.parametrize(
    ("privacy", "error"), [(BlendPrivacy.NOBODY, BlendRefused), (BlendPrivacy.ASK, BlendAsksFirst)]
)
async def test_who_may_not_blend_makes_no_film(house: House, privacy: BlendPrivacy, error: type[MemberError]) -> None:
    await house.services.privacy.set(BEN, privacy)
    with pytest.raises(error):
        await house.services.ways.morph(house.origin(AKI), BEN)
    assert house.engine.requests == []


async def test_a_film_between_two_avatars_of_ones_own(house: House) -> None:
    one, two = await house.saved(AKI, "Mei"), await house.saved(AKI, "Rei")
    drawn = await (await house.services.ways.morph_own(house.origin(AKI), "mei", "REI")).result()
    assert [face.recipe for face in drawn.faces] == way(one.recipe, two.recipe, 25, eased=True)
    assert (drawn.partner_user_id, drawn.view) == (None, {"format": "webp", "one": "Mei", "other": "Rei"})


async def test_a_film_of_ones_own_takes_two_avatars_of_one_family(house: House) -> None:
    await house.saved(AKI, "Mei")
    with pytest.raises(MorphWithItself):
        await house.services.ways.morph_own(house.origin(AKI), "Mei", "mei")
    with pytest.raises(NoSuchName):
        await house.services.ways.morph_own(house.origin(AKI), "Mei", "Rei")
    other = fake_registry(house.path.parent / "models", base="moe", alien="other").get("alien")
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(AKI, fresh(other.id, 3), "hash", 1, 0)
    await house.services.collection.save(AKI, "Rei", avatar.id)
    with pytest.raises(OwnIncompatible, match="“Mei” and “Rei”"):
        await house.services.ways.morph_own(house.origin(AKI), "Mei", "Rei")
    assert len(house.engine.requests) == 1, "the avatar itself"


async def test_avatars_of_others_cannot_be_named(house: House) -> None:
    await house.saved(AKI, "Mei")
    await house.saved(BEN, "Rei")
    with pytest.raises(NoSuchName):
        await house.services.ways.morph_own(house.origin(AKI), "Mei", "Rei")
