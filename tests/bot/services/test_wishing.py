"""Wishes in free words and options: what goes into the recipes, what is told, what is refused, what a reroll keeps."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.locales import catalogue
from bot.services.drawn import Drawn
from bot.services.wish_errors import (
    NoSuchOption,
    NoSuchWish,
    NothingUnderstood,
    TwoWishesForOne,
    WishesContradict,
    WishesTooMany,
    WishTooLong,
)
from bot.services.wishing import Asked
from gan.models import SHIPPED, Registry
from gan.wishes.options import OPTIONS
from tests.bot.services.house import AKI, House, open_house

EYEWEAR = {"cat_eye", "half_rim", "round", "square"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A house that draws with the shipped model's vocabulary."""
    models = tmp_path / "models"
    models.mkdir()
    shutil.copy(SHIPPED / "moe-128-4.json", models)
    (models / "moe-128-4.safetensors").touch()
    async with open_house(tmp_path, registry=Registry([models])) as one:
        yield one


async def drawn(house: House, words: str = "", locale: str = "en", seed: str | None = None, **options: str) -> Drawn:
    origin = replace(house.origin(AKI), locale=locale)
    return await (await house.services.drawing.new(origin, seed, asked=Asked(options, words))).result()


def asked_for(drawing: Drawn) -> list[dict[str, str]]:
    """The attributes in the recipes of a drawing."""
    return [dict(face.recipe.parts[0].attributes) for face in drawing.new]


def told(drawing: Drawn) -> list[str]:
    return str(drawing.view.get("wish", "")).splitlines()


async def test_free_words_go_into_the_recipes_and_are_told(house: House) -> None:
    drawing = await drawn(house, "pink twin tails, glasses, no hat")
    for attributes in asked_for(drawing):
        assert attributes["hair_color"] == "pink"
        assert attributes["back_hair"] == "twintails"
        assert attributes["eyewear"] in EYEWEAR
        assert attributes.get("headwear") in ("none", None)
    assert told(drawing) == ["Understood: hair colour: pink, hairstyle: twintails, eyewear: glasses, headwear: no hat"]


async def test_nothing_is_told_where_nothing_was_asked(house: House) -> None:
    for words in ("", "   ", "please draw me an avatar"):
        drawing = await drawn(house, words)
        assert asked_for(drawing) == [{}] * 4
        assert told(drawing) == []


async def test_what_was_understood_is_told_in_the_language_of_the_member(house: House) -> None:
    drawing = await drawn(house, "粉色双马尾，黑眼睛，恐龙，红帽子", "zh-CN")
    assert told(drawing) == [
        "已识别：发色：粉色，发型：双马尾，瞳色：棕色（最接近“黑”），头饰：帽子",
        "无法指定：“帽子”不能选“红”。",
        "没看懂：“恐龙”",
    ]
    assert told(await drawn(house, "pink hair", "de")) == ["Understood: hair colour: pink"]


async def test_options_are_wishes_too_and_win_over_the_words(house: House) -> None:
    drawing = await drawn(house, "blue hair, green eyes", hair_color="hair_color=pink", outfit="red hoodie")
    for attributes in asked_for(drawing):
        assert attributes == {"hair_color": "pink", "eye_color": "green", "outfit": "hoodie", "outfit_color": "red"}
    assert told(drawing) == [
        "Understood: hair colour: pink, outfit colour: red, outfit: hoodie, eye colour: green",
        "Left out: “blue”, for the option for hair colour goes first.",
    ]


async def test_what_is_not_clear_is_told(house: House) -> None:
    assert told(await drawn(house, "round, smile"))[1:] == [
        "Not clear: “round” may be shape of the face or eye shape. Say which."
    ]


async def test_a_reroll_keeps_the_wish_and_tells_it_again(house: House) -> None:
    first = await drawn(house, "not pink hair, a girl, dragon")
    second = await (await house.services.drawing.reroll(house.origin(AKI), first.request_id)).result()
    again = await (await house.services.drawing.reroll(house.origin(AKI), second.request_id)).result()
    assert told(first) == told(second) == told(again) != []
    for drawing in (first, second, again):
        for attributes in asked_for(drawing):
            assert attributes["presentation"] == "feminine"
            assert attributes["hair_color"] != "pink"
    seeds = {face.recipe.seed for drawing in (first, second, again) for face in drawing.new}
    assert len(seeds) == 12


async def test_a_drawing_that_is_recovered_tells_its_wish(tmp_path: Path) -> None:
    async with open_house(tmp_path, registry=Registry()) as house:
        house.engine.hold()
        drawing = await house.services.drawing.new(house.origin(AKI), asked=Asked(words="pink hair, dragon"))
        request_id = drawing.request_id
    async with open_house(tmp_path, clock=house.clock, registry=Registry()) as house:
        stored = await house.store.read.draws.get(request_id)
        assert stored is not None
        assert stored.wish.values["hair_color"].first == {"pink"}
        recovered: list[Drawn] = []

        async def on_drawn(one: Drawn) -> None:
            recovered.append(one)

        async def unexpected(*_: object) -> None:
            raise AssertionError("nothing fails or expires here")

        await house.services.recovery.recover(on_drawn, unexpected, unexpected)
    assert [told(one) for one in recovered] == [["Understood: hair colour: pink", "Not understood: “dragon”"]]


async def test_a_request_from_before_free_words_is_rerolled(house: House) -> None:
    first = await drawn(house, "pink hair")
    async with house.store.write() as rows:
        await rows.draws._session.run(  # pyright: ignore[reportPrivateUsage]
            "UPDATE draw_requests SET wish_json = ?", json.dumps({"attributes": {"mouth": "cat"}, "view": {}})
        )
    second = await (await house.services.drawing.reroll(house.origin(AKI), first.request_id)).result()
    assert asked_for(second) == [{"mouth": "cat"}] * 4


async def test_the_same_seed_and_words_give_the_same_face(house: House) -> None:
    first, second = [await drawn(house, "glasses, a hat", seed="7") for _ in range(2)]
    assert [face.recipe for face in first.new] == [face.recipe for face in second.new]


@pytest.mark.parametrize(
    ("words", "options", "error", "sentence"),
    [
        ("x" * 301, {}, WishTooLong, "A description has at most 300 characters, and this one has 301. Say it shorter."),
        ("dragon", {}, NothingUnderstood, "Nothing of “dragon” was understood."),
        ("round", {}, NothingUnderstood, "Nothing of “round” was understood."),
        (
            "pink blue hair",
            {},
            TwoWishesForOne,
            "“pink” and “blue” are two wishes for one hair colour. Leave one of them out.",
        ),
        (
            "a girl with a beard",
            {},
            WishesContradict,
            "“girl” and “beard” do not go together: beards grow on grown faces; feminine ones are drawn without.",
        ),
        (
            "hijab, twintails",
            {},
            WishesContradict,
            "“twintails” and “hijab” do not go together: it covers hair, ears and neck. Leave one of them out.",
        ),
        (
            "",
            {"hair_color": "plaid"},
            NoSuchWish,
            "“plaid” is no hair colour that can be drawn. The nearest are ",
        ),
        ("", {"accessory": "`goggles`"}, NoSuchWish, "“goggles” is no accessory that can be drawn."),
    ],
    ids=["too long", "nothing", "not clear", "two colours", "girl with beard", "hijab", "no such colour", "no markup"],
)
async def test_what_cannot_be_followed_is_refused_with_what_to_do(
    house: House, words: str, options: dict[str, str], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        await drawn(house, words, **options)
    assert str(caught.value).startswith(sentence)
    assert await house.store.read.draws.open_requests() == []
    assert house.engine.requests == []


async def test_wishes_that_only_together_cannot_be_seen_are_refused_with_all_of_them(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        card = tmp_path / "models" / "base.json"
        vocabulary = {"hat": ["none", "cap"], "bag": ["none", "sack"], "eyes": ["open"]}
        rule = {"if": {"hat": ["cap"], "bag": ["sack"]}, "hidden": ["eyes"], "why": "there is no room"}
        card.write_text(json.dumps(json.loads(card.read_text()) | {"vocabulary": vocabulary, "rules": [rule]}))
        with pytest.raises(WishesTooMany, match="These cannot all be seen on one avatar: “cap”, “sack”, “open”"):
            await drawn(house, "cap, sack, eyes: open")


async def test_an_option_that_the_model_knows_nothing_of_is_refused(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        with pytest.raises(NoSuchOption, match=r"knows nothing of background\. Leave that option out"):
            await drawn(house, background="blue")
        assert await house.services.wishing.suggest(1, "background", "", "en") == []


@pytest.mark.parametrize("option", sorted(OPTIONS))
async def test_values_are_suggested_for_every_option(house: House, option: str) -> None:
    for locale, language in (("en", "en"), ("zh-CN", "zh"), ("zh-CN/en", "zh"), ("fr", "en")):
        found = await house.services.wishing.suggest(1, option, "", locale)
        assert 0 < len(found) <= 25
        chinese = any("一" <= letter <= "鿿" for letter in found[0].label)
        assert chinese == (language == "zh")
        (attributes,) = {tuple(asked) for asked in asked_for(await drawn(house, **{option: found[-1].value}))}
        assert attributes


async def test_very_many_words_fit_into_a_message(house: House) -> None:
    words = "pink hair " + " , ".join(f"zq{number}x" for number in range(40))
    drawing = await drawn(house, words[:300])
    assert sum(map(len, told(drawing))) <= 1500
    assert told(drawing)[-1].count("“") == 12


def test_the_chinese_sentences_have_the_blanks_of_the_english_ones() -> None:
    english, chinese = catalogue("en"), catalogue("zh-CN")
    wish = [key for key in english if key.startswith(("error.wish.", "ui.wish.", "ui.option.", "command.new."))]
    known = {"command.new.seed", "command.new.count", "command.new.style"}
    assert {key for key in wish if key not in chinese} <= known


async def test_what_was_typed_is_read_in_the_members_own_language_and_told_in_the_servers(house: House) -> None:
    """On a server with a language of its own: refusals are for the member alone, the answer is for everybody."""
    origin = replace(house.origin(AKI), locale="en", own_locale="zh-CN")
    with pytest.raises(NoSuchWish) as refused:
        await house.services.drawing.new(origin, asked=Asked({"hair_color": "qqqqq"}))
    assert refused.value.params["option"] == "发色"
    drawing = await house.services.drawing.new(origin, asked=Asked({"hair_color": "粉色"}))
    assert str((await drawing.result()).view["wish"]).startswith("Understood: hair colour: pink")
