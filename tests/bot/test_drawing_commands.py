"""`/avatar new`: what is shown, what is refused, and who is told."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from gan.engine.interface import DrawFailed, DrawTimeout, QueueFull
from gan.models import Registry
from gan.wishes.options import OPTIONS
from tests.bot.cafe import Cafe, buttons, open_cafe, private, shown, texts
from tests.bot.services.house import open_house
from tests.discord.rules import message_violations


async def test_new_shows_four_faces_with_their_seeds_and_buttons(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)

    assert len(message.attachments) == 4
    for attachment in message.attachments:
        assert (await attachment.read()).startswith(b"\x89PNG")
        assert re.fullmatch(r"Face \d, seed \d+", attachment.description or "")
    assert len(re.findall(r"`\d+`", texts(message))) == 4
    saves, varies = ([f"{word} {n}" for n in range(1, 5)] for word in ("Save", "Vary"))
    assert list(buttons(message)) == [*saves, *varies, "Reroll", "Delete"]
    assert message.flags.components_v2


async def test_the_acknowledgement_goes_before_everything_else(cafe: Cafe):
    before = len(cafe.env.http_requests)
    await cafe.drawn(cafe.alice)

    first, second = cafe.env.http_requests[before : before + 2]
    assert first.path.endswith("/callback")
    assert first.json == {"type": 5}
    assert second.method == "PATCH"


async def test_a_seed_can_be_asked_for_again(cafe: Cafe):
    first = await cafe.drawn(cafe.alice, seed="18446744073709551615", count=1)
    again = await cafe.drawn(cafe.bob, seed=" 18446744073709551615 ", count=1)

    assert "`18446744073709551615`" in texts(first)
    assert await first.attachments[0].read() == await again.attachments[0].read()


async def test_a_seed_alone_gives_the_one_face_that_it_stands_for(cafe: Cafe):
    message = await cafe.drawn(cafe.alice, seed="7")

    assert len(message.attachments) == 1
    assert re.findall(r"`(\d+)`", texts(message)) == ["7"]


async def test_pictures_are_delivered_large_enough_whatever_the_model_draws(cafe: Cafe):
    await cafe.drawn(cafe.alice)

    assert [request.size for request in cafe.house.engine.requests] == [256]


async def test_four_from_a_seed_are_that_seed_and_those_after_it(cafe: Cafe):
    message = await cafe.drawn(cafe.alice, seed="7", count=4)

    assert re.findall(r"`(\d+)`", texts(message)) == ["7", "8", "9", "10"]


@pytest.mark.parametrize("seed", ["seven", "-1", "18446744073709551616", "1.5", "", "9" * 300])
async def test_a_bad_seed_is_refused_in_private(cafe: Cafe, seed: str):
    result = await cafe.alice.slash(cafe.channel, "avatar new", seed=seed)

    assert private(result) == "A seed is a whole number from 0 to 18446744073709551615."
    assert shown(result) == ""
    assert cafe.channel.last_message is None or cafe.last.flags.ephemeral


@pytest.mark.parametrize(
    ("refusal", "sentence"), [(QueueFull("full"), "The queue is full. Try again in a minute.")], ids=["queue full"]
)
async def test_what_the_engine_refuses_is_said_in_private(cafe: Cafe, refusal: QueueFull, sentence: str):
    cafe.house.engine.refusal = refusal
    result = await cafe.alice.slash(cafe.channel, "avatar new")

    assert private(result) == sentence
    assert shown(result) == ""


@pytest.mark.parametrize(
    ("failure", "beginning"),
    [(DrawTimeout("late"), "Drawing took too long"), (DrawFailed("broken"), "This could not be drawn.")],
    ids=["timeout", "failed"],
)
async def test_a_failed_drawing_is_said_in_private_and_done_with(
    cafe: Cafe, failure: DrawFailed | DrawTimeout, beginning: str
):
    cafe.house.engine.failure = failure
    result = await cafe.alice.slash(cafe.channel, "avatar new")

    assert private(result).startswith(beginning)
    assert shown(result) == ""
    cafe.house.engine.failure = None
    await cafe.restart()
    assert cafe.channel.last_message is None or cafe.last.flags.ephemeral  # nothing was recovered


async def test_nobody_is_notified_of_a_drawing(cafe: Cafe):
    await cafe.drawn(cafe.alice)

    assert all(body["allowed_mentions"]["parse"] == [] for body in cafe.requests("PATCH", "@original"))


@pytest.fixture
async def picky(tmp_path: Path) -> AsyncGenerator[Cafe]:
    """A café that draws with the shipped model's vocabulary."""
    async with open_house(tmp_path, registry=Registry()) as house, open_cafe(tmp_path, house) as one:
        yield one


def asked_for(cafe: Cafe) -> list[dict[str, str]]:
    """The attributes in the recipes of the last drawing."""
    return [dict(recipe.parts[0].attributes) for recipe in cafe.house.engine.requests[-1].recipes]


async def test_a_description_is_drawn_and_said_back_under_the_pictures(picky: Cafe):
    message = await picky.drawn(picky.alice, describe="pink twin tails, no glasses, a **dragon** @everyone")

    for attributes in asked_for(picky):
        assert (attributes["hair_color"], attributes["back_hair"]) == ("pink", "twintails")
    lines = texts(message).splitlines()
    assert lines[1:3] == [
        "-# Understood: hair colour: pink, hairstyle: twintails, eyewear: no glasses",
        "-# Not understood: “dragon”",
    ]
    assert lines[3].startswith("-# Seeds")
    assert message_violations(picky.requests("PATCH", "@original")[-1], [f"face-{n}.png" for n in range(1, 5)]) == []


async def test_a_reroll_and_a_recovered_drawing_say_the_wish_again(picky: Cafe):
    message = await picky.drawn(picky.alice, describe="blue eyes, dragon", mood="happy")
    said = [line for line in texts(message).splitlines() if line.startswith(("-# Understood", "-# Not"))]
    assert said == [
        "-# Understood: happy, eye colour: blue",
        "-# Not understood: “dragon”",
    ]
    rerolled = await picky.alice.click(message, label="Reroll")
    assert all(line in shown(rerolled) for line in said)
    assert all(attributes["eye_color"] == "blue" for attributes in asked_for(picky))


async def test_options_are_picked_or_typed(picky: Cafe):
    await picky.drawn(picky.alice, hair_color="hair_color=mint", outfit="a blue kimono", age="16")
    assert asked_for(picky) == [{"hair_color": "mint", "outfit": "kimono", "outfit_color": "blue", "age": "teen"}] * 4


@pytest.mark.parametrize("option", sorted(OPTIONS))
async def test_what_is_typed_into_an_option_is_offered_by_its_label(picky: Cafe, option: str):
    choices = await picky.alice.autocomplete(picky.channel, "avatar new", option, "")

    assert 0 < len(choices) <= 25
    assert all(1 <= len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)
    first = choices[0]["name"]
    typed = await picky.alice.autocomplete(picky.channel, "avatar new", option, first[:3])
    assert choices[0] in typed


async def test_what_is_offered_fits_what_was_typed(picky: Cafe):
    async def offered(option: str, typed: str) -> list[str]:
        choices = await picky.alice.autocomplete(picky.channel, "avatar new", option, typed)
        return [choice["name"] for choice in choices]

    assert await offered("hair_color", "pi") == ["pink"]
    assert (await offered("hair_style", "pigtails"))[:2] == ["twintails", "low twintails"]
    assert (await offered("accessory", "hat"))[:1] == ["straw hat (headwear)"]
    assert await offered("mood", "zzz") == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"describe": "pink blue hair"},
            "“pink” and “blue” are two wishes for one hair colour. Leave one of them out.",
        ),
        (
            {"describe": "x" * 301},
            "A description has at most 300 characters, and this one has 301. Say it shorter.",
        ),
        (
            {"accessory": "hijab", "hair_style": "twintails"},
            "“twintails” and “hijab” do not go together: it covers hair, ears and neck. Leave one of them out.",
        ),
        (
            {"eye_color": "plaid"},
            "“plaid” is no eye colour that can be drawn. The nearest are “purple”, “amber”, “green”. Pick one",
        ),
    ],
    ids=["two", "too long", "hidden", "no such value"],
)
async def test_a_wish_that_cannot_be_had_is_refused_in_private(picky: Cafe, options: dict[str, str], sentence: str):
    result = await picky.alice.slash(picky.channel, "avatar new", **options)

    assert private(result).startswith(sentence)
    assert shown(result) == ""
    assert picky.house.engine.requests == []
