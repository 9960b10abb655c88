"""Codes: given out for one's own faces, redeemed by anybody who may draw with their model."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.code_errors import (
    BadCode,
    CodeOfTwoModels,
    CodeOfUnknownModel,
    CodeTooLong,
    NewerCode,
    StyleElsewhere,
)
from bot.services.errors import BadAttribute, ModelUnavailable, NoSuchName
from bot.services.style_errors import StyleNotAdopted, StyleRetired, StyleUnavailable
from bot.store.rows import Avatar
from gan.cards import write_style_card
from gan.codes import encode
from gan.crockford import read, written
from gan.models import Model
from gan.recipe import BandWeights, Part, Recipe, default_recipe, fresh
from tests.bot.services.house import AKI, BEN, House
from tests.bot.services.styles import ADMIN, CAFE, LIBRARY, adopted, lost, model_of, open_house_of_styles


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path) as opened:
        yield opened


def learned(house: House, name: str, strength: float = 1.0) -> Model:
    """A style as training makes it: laid on the base, at some strength."""
    base = house.registry.get("base")
    weights = base.weights.with_name(f"{name}.safetensors")
    weights.write_bytes(name.encode())
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    card = weights.with_name(f"{name}@{strength}.json")
    return write_style_card(base, card, weights.name, sha256, strength, {})


async def offered(house: House, name: str, model: Model, guild_id: int = CAFE) -> int:
    return await house.services.styles.offer(guild_id, name, model.id, len(name), now=1)


async def redeemed(house: House, code: str, user_id: int = BEN, guild_id: int = CAFE) -> Avatar:
    drawing = await house.services.codes.redeem(house.origin(user_id, guild_id=guild_id), code)
    (face,) = (await drawing.result()).new
    assert face.avatar is not None
    return face.avatar


async def test_a_redeemed_avatar_is_the_same_and_belongs_to_who_redeemed_it(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    code = await house.services.codes.code(AKI, "mei")
    assert (code.face.avatar, code.own_style) == (mei, False)
    avatar = await redeemed(house, code.code.lower())
    assert (avatar.recipe, avatar.pixel_hash, avatar.owner_user_id) == (mei.recipe, mei.pixel_hash, BEN)
    assert avatar.recipe.to_json() == mei.recipe.to_json()
    assert await house.services.collection.parents(avatar.id) == ()
    assert (await house.services.collection.save(BEN, "Mine")).avatar.id == avatar.id, "it is what was drawn last"
    drawn = await (await house.services.drawing.variations(house.origin(BEN), avatar.id)).result()
    assert len(drawn.new) == 4


async def test_blends_have_codes_too(house: House) -> None:
    await house.saved(AKI, "Mei")
    drawn = await (await house.services.blending.blend(house.origin(AKI), BEN, strength=33)).result()
    child = drawn.new[0].avatar
    assert child is not None
    await house.services.collection.save(AKI, "Child", child.id)
    avatar = await redeemed(house, (await house.services.codes.code(AKI, "Child")).code)
    assert avatar.recipe == child.recipe


async def test_without_a_name_it_is_the_code_of_the_face_that_is_worn(house: House) -> None:
    code = await house.services.codes.code(BEN)
    assert (await redeemed(house, code.code, AKI)).recipe == default_recipe(model_of("base"), BEN)
    with pytest.raises(NoSuchName):
        await house.services.codes.code(BEN, "Nobody")


async def test_an_interaction_that_comes_twice_is_drawn_once(house: House) -> None:
    code, origin = (await house.services.codes.code(AKI)).code, house.origin(BEN)
    await (await house.services.codes.redeem(origin, code)).result()
    assert (await house.services.codes.redeem(origin, "nonsense")).repeated
    assert len(house.engine.requests) == 1


@pytest.mark.parametrize("code", ["", "hello", "1GC80P-9JXSNJ-FZ033W"])
async def test_what_is_no_code_is_said(house: House, code: str) -> None:
    with pytest.raises(BadCode):
        await house.services.codes.redeem(house.origin(BEN), code)


async def test_every_other_reason_is_said_too(house: House) -> None:
    vocabulary = house.registry.default().vocabulary
    here = encode(fresh(model_of("base"), 1), vocabulary)
    with pytest.raises(NewerCode):
        await redeemed(house, written([9, *read(here)[1:]]))
    with pytest.raises(CodeOfUnknownModel):
        await redeemed(house, encode(fresh("0" * 64, 1), vocabulary))
    twin = house.path.parent / "models" / "twin.json"
    card = (house.path.parent / "models" / "base.json").read_text(encoding="utf-8")
    twin.write_text(card.replace(model_of("base"), model_of("base")[:8] + "0" * 56).replace("true", "false"))
    with pytest.raises(CodeOfTwoModels):
        await redeemed(house, here)


async def test_a_broken_card_of_somebody_else_stops_no_code(house: House) -> None:
    code = (await house.services.codes.code(AKI)).code
    (house.path.parent / "models" / "broken.json").write_text("{")
    await redeemed(house, code)


async def test_what_contradicts_itself_is_refused_before_it_is_drawn(house: House) -> None:
    path = house.path.parent / "models" / "base.json"
    card = path.read_text(encoding="utf-8")
    path.write_text(card[:-1] + ', "rules": [{"if": {"hair_color": ["pink"]}, "hidden": ["mouth"], "why": "so"}]}')
    model = house.registry.default()
    assert model.rules
    code = encode(fresh(model.id, 1, {"mouth": "cat", "hair_color": "pink"}), model.vocabulary)
    with pytest.raises(BadAttribute):
        await house.services.codes.redeem(house.origin(BEN), code)
    assert house.engine.requests == []


async def test_a_code_that_fits_into_no_message_is_not_given_out(house: House) -> None:
    share = BandWeights(1 / 256, 1 / 256, 1 / 256)
    crowd = Recipe(model_of("base"), tuple(Part(seed, {}, share) for seed in range(256)))
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(AKI, crowd, "hash", CAFE, 1)
    await house.services.collection.save(AKI, "Crowd", avatar.id)
    with pytest.raises(CodeTooLong):
        await house.services.codes.code(AKI, "Crowd")


async def test_an_avatar_of_a_model_that_is_gone_has_no_code(house: House) -> None:
    async with house.store.write() as rows:
        avatar = await rows.avatars.add(AKI, fresh("0" * 64, 1), "hash", CAFE, 1)
    await house.services.collection.save(AKI, "Lost", avatar.id)
    with pytest.raises(ModelUnavailable):
        await house.services.codes.code(AKI, "Lost")


async def in_style(house: House, style: str, name: str) -> str:
    """The code of an avatar of Aki's that was drawn in a style."""
    drawing = await house.services.drawing.new(house.origin(AKI), count=1, style=style)
    avatar = (await drawing.result()).new[0].avatar
    assert avatar is not None
    await house.services.collection.save(AKI, name, avatar.id)
    code = await house.services.codes.code(AKI, name)
    assert code.own_style
    return code.code


@pytest.mark.parametrize("kind", ["a model of its own", "laid on the base"])
async def test_a_style_is_its_servers_alone(house: House, kind: str) -> None:
    if kind == "laid on the base":
        await house.services.styles.adopt(await offered(house, "Ink", learned(house, "inky")), ADMIN)
    else:
        await adopted(house)
    code = await in_style(house, "Ink", "Inky")
    drawing = await house.services.codes.redeem(house.origin(BEN), code)
    drawn = await drawing.result()
    assert drawn.view["style"] == "Ink"
    assert drawn.new[0].recipe == (await house.services.collection.find(AKI, "Inky")).recipe
    with pytest.raises(StyleElsewhere):
        await redeemed(house, code, guild_id=LIBRARY)
    await adopted(house, "Ink", "paper", guild_id=LIBRARY)
    with pytest.raises(StyleElsewhere):
        await redeemed(house, code, guild_id=LIBRARY)


async def test_an_avatar_of_when_a_style_was_weaker_can_be_redeemed(house: House) -> None:
    weak, strong = learned(house, "inky", 0.4), learned(house, "inky")
    style = await offered(house, "Ink", weak)
    await house.services.styles.adopt(style, ADMIN)
    code = await in_style(house, "Ink", "Weak")
    async with house.store.write() as rows:
        await rows.styles.set_strength(style, 100, strong.id)
    assert (await redeemed(house, code)).recipe.model_id == weak.id
    with pytest.raises(StyleElsewhere):
        await redeemed(house, code, guild_id=LIBRARY)


async def test_a_style_that_no_server_has_any_more_is_nobodys(house: House) -> None:
    model = learned(house, "inky")
    with pytest.raises(StyleElsewhere):
        await redeemed(house, encode(fresh(model.id, 1), model.vocabulary))


async def test_what_cannot_be_picked_cannot_be_redeemed(house: House) -> None:
    await adopted(house)
    code = await in_style(house, "Ink", "Inky")
    lost(house, "ink")
    with pytest.raises(StyleUnavailable):
        await redeemed(house, code)
    (house.path.parent / "models" / "ink.safetensors").touch()
    await house.services.styles.retire(CAFE, "Ink", ADMIN)
    with pytest.raises(StyleRetired):
        await redeemed(house, code)
    model = learned(house, "new")
    await offered(house, "New", model)
    with pytest.raises(StyleNotAdopted):
        await redeemed(house, encode(fresh(model.id, 1), model.vocabulary))
