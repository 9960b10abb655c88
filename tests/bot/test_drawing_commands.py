"""`/avatar new`: what is shown, what is refused, and who is told."""

import re

import pytest

from gan.engine.interface import DrawFailed, DrawTimeout, QueueFull
from tests.bot.cafe import Cafe, buttons, private, shown, texts


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
