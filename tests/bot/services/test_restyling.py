"""Known faces in another style: restyled, previewed, and blended across models."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.errors import BlendIncompatible, NoSuchName, RequestGone
from bot.services.style_errors import AlreadyInStyle, NoSuchStyle, StyleIncompatible, StyleUnavailable
from bot.store.rows import Avatar
from gan.family import child
from gan.recipe import default_recipe, fresh
from tests.bot.services.house import AKI, BEN, House
from tests.bot.services.styles import CAFE, LIBRARY, adopted, lost, model_of, open_house_of_styles


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path) as opened:
        yield opened


async def restyled(house: House, name: str, style: str) -> Avatar:
    """What a saved avatar of Aki's becomes in a style."""
    drawn = await (await house.services.restyling.restyle(house.origin(AKI), name, style)).result()
    (face,) = drawn.new
    assert (drawn.kind, drawn.owner_user_id) == ("restyle", AKI)
    assert face.avatar is not None
    return face.avatar


async def saved_in(house: House, user_id: int, style: str, name: str) -> Avatar:
    """A new avatar in a style, saved and worn."""
    drawing = await house.services.drawing.new(house.origin(user_id), count=1, style=style)
    avatar = (await drawing.result()).new[0].avatar
    assert avatar is not None
    await house.services.collection.save(user_id, name, avatar.id)
    return await house.services.collection.wear(user_id, name)


async def test_a_restyle_is_the_same_recipe_under_the_styles_model_and_says_where_it_came_from(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await adopted(house)
    child = await restyled(house, "mei", "ink")
    assert child.recipe == mei.recipe.under(model_of("ink"))
    assert child.name is None
    (parent,) = await house.services.collection.parents(child.id)
    assert (parent.owner_user_id, parent.avatar) == (AKI, mei)
    assert await house.services.collection.find(AKI, "Mei") == mei
    assert (await house.services.collection.save(AKI, "Inky")).avatar.id == child.id, "it is what was drawn last"


async def test_a_restyle_leads_back_to_the_original_to_the_byte(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await adopted(house)
    await house.services.collection.save(AKI, "Inky", (await restyled(house, "Mei", "Ink")).id)
    back = await restyled(house, "Inky", "original")
    assert (back.recipe, back.pixel_hash) == (mei.recipe, mei.pixel_hash)


async def test_a_restyle_that_would_change_nothing_is_refused(house: House) -> None:
    await house.saved(AKI, "Mei")
    with pytest.raises(AlreadyInStyle, match="Mei"):
        await restyled(house, "Mei", "original")


async def test_what_is_unknown_or_lost_is_refused(house: House) -> None:
    await house.saved(AKI, "Mei")
    await adopted(house)
    with pytest.raises(NoSuchName):
        await restyled(house, "Rin", "Ink")
    with pytest.raises(NoSuchStyle):
        await restyled(house, "Mei", "Paper")
    lost(house, "ink")
    with pytest.raises(StyleUnavailable):
        await restyled(house, "Mei", "Ink")
    assert len(house.engine.requests) == 1


async def test_an_avatar_of_another_family_cannot_be_restyled(house: House) -> None:
    await adopted(house, "Ancient", "old")
    await saved_in(house, AKI, "Ancient", "Mei")
    with pytest.raises(StyleIncompatible, match="/avatar new"):
        await restyled(house, "Mei", "original")


async def test_a_restyle_delivered_twice_is_drawn_once_and_cannot_be_rerolled(house: House) -> None:
    await house.saved(AKI, "Mei")
    await adopted(house)
    origin = house.origin(AKI)
    first = await house.services.restyling.restyle(origin, "Mei", "Ink")
    second = await house.services.restyling.restyle(origin, "Mei", "Ink")
    assert second.repeated
    assert (await first.result()).new[0].avatar == (await second.result()).new[0].avatar
    with pytest.raises(RequestGone):
        await house.services.drawing.reroll(house.origin(AKI), first.request_id)


async def test_a_preview_is_the_same_eight_faces_twice_and_stores_no_avatar(house: House) -> None:
    await house.services.styles.offer(CAFE, "Ink", model_of("ink"), 7, 1)
    drawn = await (await house.services.restyling.preview(house.origin(AKI), CAFE, "ink")).result()
    recipes = [face.recipe for face in drawn.faces]
    assert len(recipes) == 16
    assert {recipe.model_id for recipe in recipes[:8]} == {model_of("base")}
    assert recipes[8:] == [recipe.under(model_of("ink")) for recipe in recipes[:8]]
    assert (drawn.kind, drawn.new, dict(drawn.view)) == ("preview", (), {"style": "Ink"})
    assert (await house.store.read.members.get(AKI)).latest_avatar_id is None
    with pytest.raises(NoSuchStyle):
        await house.services.restyling.preview(house.origin(AKI), LIBRARY, "Ink")


async def test_faces_of_one_family_blend_across_styles_in_the_askers_model(house: House) -> None:
    await adopted(house)
    mine = await saved_in(house, AKI, "Ink", "Mei")
    theirs = await saved_in(house, BEN, "original", "Bobby")
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN)).result()
    (face,) = drawn.new
    assert face.recipe == child(mine.recipe, theirs.recipe, 0.5, "mix", house.registry.get("ink"))
    assert face.recipe.model_id == model_of("ink")
    drawn = await (await house.services.blending.blend(house.origin(BEN), AKI)).result()
    assert drawn.new[0].recipe.model_id == model_of("base")


async def test_a_default_face_stays_the_originals_and_blends_with_a_style(house: House) -> None:
    await adopted(house, default=True)
    await saved_in(house, AKI, "Ink", "Mei")
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN)).result()
    assert drawn.faces[1].recipe == default_recipe(model_of("base"), BEN)
    assert drawn.new[0].recipe.model_id == model_of("ink")


async def test_faces_of_different_families_still_do_not_blend(house: House) -> None:
    await adopted(house, "Ancient", "old")
    await saved_in(house, AKI, "Ancient", "Mei")
    with pytest.raises(BlendIncompatible):
        await house.services.blending.blend(house.origin(AKI), BEN)


async def test_variations_stay_in_the_style_of_what_they_vary(house: House) -> None:
    await adopted(house)
    mei = await saved_in(house, AKI, "Ink", "Mei")
    drawn = await (await house.services.drawing.variations(house.origin(AKI), mei.id)).result()
    assert {face.recipe.model_id for face in drawn.new} == {model_of("ink")}
    assert fresh(model_of("ink"), mei.seed or 0) == mei.recipe
