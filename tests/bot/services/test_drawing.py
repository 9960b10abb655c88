"""Drawing: stored before it is queued, drawn once, answered whatever happens."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.errors import (
    AvatarGone,
    BadAttribute,
    BadCount,
    BadSeed,
    DrawingFailed,
    DrawTookTooLong,
    DrawWithdrawn,
    ModelUnavailable,
    NotYours,
    QueueIsFull,
    RequestGone,
    Restarting,
    YourQueueIsFull,
)
from bot.services.faces import Face
from bot.services.seeds import SHORT_SEEDS, parse_seed
from bot.store.errors import StoreBusy
from gan.engine.interface import DrawFailed, DrawTimeout, EngineClosed, EngineError, MemberQueueFull, QueueFull
from gan.recipe import default_recipe
from tests.bot.services.house import AKI, BEN, House, open_house


async def first_position(places: AsyncIterator[int]) -> int:
    async for place in places:
        return place
    raise AssertionError("no position was told")


@pytest.mark.parametrize(
    ("typed", "seed"), [("0", 0), (" 42 ", 42), ("007", 7), ("18446744073709551615", 18446744073709551615)]
)
def test_seeds_are_read(typed: str, seed: int) -> None:
    assert parse_seed(typed) == seed


@pytest.mark.parametrize(
    "typed", ["", "seven", "-1", "1.5", "1e3", "0x10", "1_000", "٤٢", "²", "18446744073709551616", "9" * 5000]
)
def test_what_is_no_seed_is_refused_with_the_range(typed: str) -> None:
    with pytest.raises(BadSeed) as caught:
        parse_seed(typed)
    assert str(caught.value) == "A seed is a whole number from 0 to 18446744073709551615."


async def test_four_new_avatars_are_drawn_and_stored(house: House) -> None:
    origin = house.origin(AKI)
    drawn = await (await house.services.drawing.new(origin)).result()
    assert [face.role for face in drawn.faces] == ["new"] * 4
    assert drawn.origin == origin
    for face in drawn.new:
        assert face.avatar is not None
        assert await house.services.collection.avatar(face.avatar.id) == face.avatar
        assert face.avatar.owner_user_id == AKI
        assert face.avatar.pixel_hash == face.pixel_hash
        assert face.avatar.seed is not None
        assert face.avatar.seed < SHORT_SEEDS
        assert face.png.startswith(b"\x89PNG")
        assert not face.changed
    assert len({face.recipe for face in drawn.new}) == 4


async def test_a_seed_gives_that_avatar_and_its_neighbours(house: House) -> None:
    last = str(2**64 - 1)
    (face,) = (await (await house.services.drawing.new(house.origin(AKI), "7")).result()).new
    assert face.recipe.seed == 7
    drawn = await (await house.services.drawing.new(house.origin(AKI), last, 2)).result()
    assert [face.recipe.seed for face in drawn.new] == [2**64 - 1, 0]


async def test_attributes_go_into_the_recipe(house: House) -> None:
    drawing = await house.services.drawing.new(house.origin(AKI), "7", attributes={"hair_color": "pink"})
    assert (await drawing.result()).new[0].recipe.parts[0].attributes == {"hair_color": "pink"}


@pytest.mark.parametrize("count", [0, 5, -1])
async def test_counts_out_of_range_are_refused(house: House, count: int) -> None:
    with pytest.raises(BadCount, match="1 to 4"):
        await house.services.drawing.new(house.origin(AKI), count=count)
    assert house.engine.requests == []


async def test_unknown_attributes_are_refused_with_the_choice(house: House) -> None:
    with pytest.raises(BadAttribute, match="Choose one of: black, brown"):
        await house.services.drawing.new(house.origin(AKI), attributes={"hair_color": "plaid"})
    with pytest.raises(BadAttribute, match="Choose among: hair_color, mouth"):
        await house.services.drawing.new(house.origin(AKI), attributes={"mood": "happy"})
    assert await house.store.read.draws.open_requests() == []


async def test_wishes_that_contradict_each_other_are_refused_with_what_to_change(house: House) -> None:
    card = house.path.parent / "models" / "base.json"
    rule = {"if": {"hair_color": ["black"]}, "hidden": ["mouth"], "why": "it hangs into the face"}
    card.write_text(json.dumps(json.loads(card.read_text()) | {"rules": [rule]}))
    with pytest.raises(BadAttribute, match=r"hair_color=black and mouth=cat do not go together.* Change one of them"):
        await house.services.drawing.new(house.origin(AKI), attributes={"hair_color": "black", "mouth": "cat"})
    assert await house.store.read.draws.open_requests() == []


async def test_the_request_is_stored_before_it_is_drawn(house: House) -> None:
    house.engine.hold()
    drawing = await house.services.drawing.new(house.origin(AKI))
    (stored,) = await house.store.read.draws.open_requests()
    assert (stored.id, stored.state, len(stored.subjects)) == (drawing.request_id, "queued", 4)
    house.engine.release()
    await drawing.result()
    (stored,) = await house.store.read.draws.open_requests()
    assert stored.state == "drawn"
    assert all(subject.avatar_id is not None for subject in stored.subjects)


async def test_the_place_in_the_queue_is_told(house: House) -> None:
    house.engine.hold()
    await house.services.drawing.new(house.origin(AKI))
    drawing = await house.services.drawing.new(house.origin(BEN))
    assert drawing.position == 1
    assert await first_position(drawing.positions()) == 1
    house.engine.release()
    await drawing.result()
    assert drawing.position == 0


async def test_an_interaction_delivered_twice_is_drawn_once(house: House) -> None:
    origin = house.origin(AKI)
    one, two = await asyncio.gather(house.services.drawing.new(origin), house.services.drawing.new(origin))
    assert sorted([one.repeated, two.repeated]) == [False, True]
    first, second = await asyncio.gather(one.result(), two.result())
    third = await (await house.services.drawing.new(origin)).result()
    assert first.faces == second.faces == third.faces
    assert len(house.engine.requests) == 1
    assert sqlite3.connect(house.path).execute("SELECT count(*) FROM avatars").fetchone() == (4,)


async def test_an_interaction_delivered_again_after_a_restart_makes_no_second_avatars(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        origin = house.origin(AKI)
        first = await (await house.services.drawing.new(origin)).result()
    async with open_house(tmp_path, clock=house.clock) as house:
        drawing = await house.services.drawing.new(origin)
        assert drawing.repeated
        assert (await drawing.result()).faces == first.faces


async def test_an_answer_erases_the_token_and_makes_the_member_its_author(house: House) -> None:
    drawn = await house.draw(AKI)
    await house.services.drawing.answered(drawn.request_id, 987, 2)
    stored = await house.store.read.draws.get(drawn.request_id)
    assert stored is not None
    assert stored.origin.token == ""
    assert await house.store.read.draws.open_requests() == []
    await house.services.messages.check_author(AKI, 987)
    with pytest.raises(NotYours):
        await house.services.messages.check_author(BEN, 987)


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (QueueFull("full"), QueueIsFull),
        (MemberQueueFull("full"), YourQueueIsFull),
        (EngineClosed("closed"), Restarting),
        (EngineError("odd"), DrawingFailed),
    ],
)
async def test_a_refusal_of_the_engine_closes_the_request(
    house: House, refusal: EngineError, expected: type[Exception]
) -> None:
    house.engine.refusal = refusal
    with pytest.raises(expected):
        await house.services.drawing.new(house.origin(AKI))
    assert await house.store.read.draws.open_requests() == []
    house.engine.refusal = None
    assert len((await house.draw(AKI, 4)).new) == 4


@pytest.mark.parametrize(
    ("failure", "expected"), [(DrawTimeout("slow"), DrawTookTooLong), (DrawFailed("died"), DrawingFailed)]
)
async def test_a_failure_of_the_engine_leaves_no_avatars_and_no_open_request(
    house: House, failure: EngineError, expected: type[Exception]
) -> None:
    house.engine.failure = failure
    drawing = await house.services.drawing.new(house.origin(AKI))
    with pytest.raises(expected):
        await drawing.result()
    assert await house.store.read.draws.open_requests() == []
    stored = await house.store.read.draws.get(drawing.request_id)
    assert stored is not None
    assert (stored.state, stored.origin.token) == ("failed", "")
    assert all(subject.avatar_id is None for subject in stored.subjects)


async def test_a_missing_model_is_said_before_anything_is_stored(house: House) -> None:
    for card in (house.path.parent / "models").iterdir():
        card.unlink()
    with pytest.raises(ModelUnavailable, match="reference"):
        await house.services.drawing.new(house.origin(AKI))
    assert await house.store.read.draws.open_requests() == []


async def test_a_busy_store_refuses_the_wish_and_draws_nothing(house: House) -> None:
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        await house.services.drawing.new(house.origin(AKI))
    other.close()
    assert house.engine.requests == []


async def test_a_store_that_is_busy_at_the_end_keeps_the_request_open(house: House) -> None:
    house.engine.hold()
    drawing = await house.services.drawing.new(house.origin(AKI))
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    house.engine.release()
    with pytest.raises(StoreBusy):
        await drawing.result()
    other.close()
    (stored,) = await house.store.read.draws.open_requests()
    assert stored.state == "queued"
    assert all(subject.avatar_id is None for subject in stored.subjects)


async def test_a_caller_who_goes_away_does_not_stop_the_drawing(house: House) -> None:
    house.engine.hold()
    drawing = await house.services.drawing.new(house.origin(AKI))
    waiting = asyncio.create_task(drawing.result())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    house.engine.release()
    assert len((await drawing.result()).new) == 4


async def test_forget_me_withdraws_what_is_under_way(house: House) -> None:
    house.engine.hold()
    drawing = await house.services.drawing.new(house.origin(AKI))
    await house.services.forgetting.forget(AKI)
    with pytest.raises(DrawWithdrawn):
        await drawing.result()
    house.engine.release()
    await asyncio.sleep(0.05)
    assert await house.services.collection.names(AKI) == []
    assert await house.store.read.draws.get(drawing.request_id) is None


async def test_variations_keep_their_parent_and_pick_it(house: House) -> None:
    drawn = await house.draw(AKI, 4)
    parent = drawn.new[2].avatar
    assert parent is not None
    siblings = await (await house.services.drawing.variations(house.origin(AKI), parent.id)).result()
    assert len(siblings.new) == 4
    for face in siblings.new:
        assert face.avatar is not None
        assert [one.avatar for one in await house.services.collection.parents(face.avatar.id)] == [parent]
    await (await house.services.drawing.reroll(house.origin(AKI), siblings.request_id)).result()


async def test_variations_are_for_the_owner_and_of_what_is_still_there(house: House) -> None:
    avatar = await house.avatar(AKI)
    with pytest.raises(NotYours):
        await house.services.drawing.variations(house.origin(BEN), avatar.id)
    await house.services.collection.delete(AKI, avatar.id)
    with pytest.raises(AvatarGone):
        await house.services.drawing.variations(house.origin(AKI), avatar.id)


async def test_a_reroll_repeats_the_wish_with_other_seeds(house: House) -> None:
    wish = await house.services.drawing.new(house.origin(AKI), count=2, attributes={"mouth": "cat"})
    first = await wish.result()
    second = await (await house.services.drawing.reroll(house.origin(AKI), first.request_id)).result()
    assert [face.recipe.parts[0].attributes for face in second.new] == [{"mouth": "cat"}] * 2
    assert {face.recipe.seed for face in first.new}.isdisjoint(face.recipe.seed for face in second.new)
    with pytest.raises(NotYours):
        await house.services.drawing.reroll(house.origin(BEN), first.request_id)
    with pytest.raises(RequestGone):
        await house.services.drawing.reroll(house.origin(AKI), 10_000)


async def test_a_wish_that_a_new_base_model_does_not_know_is_not_drawn_again(house: House) -> None:
    drawn = await (await house.services.drawing.new(house.origin(AKI), attributes={"mouth": "cat"})).result()
    card = house.path.parent / "models" / "base.json"
    document = json.loads(card.read_text())
    card.write_text(json.dumps(document | {"id": "cd" * 32, "vocabulary": {"hat": ["none", "beret"]}}))
    with pytest.raises(BadAttribute, match="Choose among: hat"):
        await house.services.drawing.reroll(house.origin(AKI), drawn.request_id)


async def test_a_redraw_shows_the_same_picture_and_stores_no_avatar(house: House) -> None:
    avatar = await house.saved(AKI, "Momo")
    faces = (await house.services.collection.gallery(AKI)).faces
    drawing = await house.services.drawing.redraw(house.origin(BEN), faces, kind="gallery", view={"page": 1})
    drawn = await drawing.result()
    assert (drawn.kind, dict(drawn.view), drawn.new) == ("gallery", {"page": 1}, ())
    (face,) = drawn.faces
    assert (face.avatar, face.pixel_hash, face.changed) == (avatar, avatar.pixel_hash, False)


async def test_a_redraw_says_when_the_picture_differs(house: House) -> None:
    avatar = await house.saved(AKI)
    house.engine.salt = "another machine"
    drawing = await house.services.drawing.redraw(house.origin(AKI), [Face(AKI, avatar.recipe, avatar)])
    (face,) = (await drawing.result()).faces
    assert face.changed


async def test_default_faces_are_drawn_without_a_row(house: House) -> None:
    worn = await house.services.collection.worn(BEN)
    assert worn.recipe == default_recipe(house.registry.default().id, BEN)
    drawn = await (await house.services.drawing.redraw(house.origin(AKI), [worn], partner_user_id=BEN)).result()
    assert (drawn.faces[0].avatar, drawn.partner_user_id) == (None, BEN)
