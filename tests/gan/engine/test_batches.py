"""A request of many pictures is asked for a few at a time, and ends as one."""

from __future__ import annotations

import asyncio

import pytest

from gan.engine.batches import BATCH, BatchTicket, submit_in_batches
from gan.engine.interface import DrawCancelled, DrawFailed, DrawRequest, EngineClosed, QueueFull
from gan.recipe import fresh
from tests.fakes import FakeEngine
from tests.gan.engine.processes import until


def request(count: int) -> DrawRequest:
    return DrawRequest("one", "member", tuple(fresh("0" * 64, seed) for seed in range(count)), 256)


async def test_the_pictures_come_in_the_recipes_order_however_many_batches_it_takes() -> None:
    async with FakeEngine() as engine:
        wish = request(2 * BATCH + 3)
        ticket = await submit_in_batches(engine, wish)
        assert [picture.recipe for picture in await ticket.result()] == list(wish.recipes)
        assert [len(one.recipes) for one in engine.requests] == [BATCH, BATCH, 3]
        assert len({one.id for one in engine.requests}) == 3
        assert {(one.member, one.size) for one in engine.requests} == {("member", 256)}
        assert ticket.position == 0


async def test_a_short_request_is_left_as_it_is() -> None:
    async with FakeEngine() as engine:
        wish = request(BATCH)
        assert not isinstance(await submit_in_batches(engine, wish), BatchTicket)
        assert engine.requests == [wish]


async def test_one_batch_waits_at_a_time_and_its_place_is_the_place_of_all() -> None:
    async with FakeEngine() as engine:
        engine.hold()
        await engine.submit(DrawRequest("other", "other", request(1).recipes))
        ticket = await submit_in_batches(engine, request(3 * BATCH))
        assert len(engine.requests) == 2
        assert ticket.position == 1
        engine.release()
        places = [place async for place in ticket.positions()]
        assert places[0] == 1
        assert len(await ticket.result()) == 3 * BATCH


async def test_a_full_queue_refuses_the_beginning_and_lets_later_batches_wait() -> None:
    async with FakeEngine() as engine:
        engine.refusal = QueueFull("full")
        with pytest.raises(QueueFull):
            await submit_in_batches(engine, request(2 * BATCH))
        engine.refusal = None
        ticket = await submit_in_batches(engine, request(2 * BATCH), pause=0.01)
        engine.refusal = QueueFull("full")
        await asyncio.sleep(0.05)
        assert len(engine.requests) == 1
        engine.refusal = None
        assert len(await ticket.result()) == 2 * BATCH


async def test_a_failure_of_any_batch_is_the_requests() -> None:
    async with FakeEngine() as engine:
        ticket = await submit_in_batches(engine, request(2 * BATCH))
        engine.failure = DrawFailed("no such model")
        with pytest.raises(DrawFailed, match="no such model"):
            await ticket.result()


async def test_a_cancelled_request_asks_for_no_further_batch() -> None:
    async with FakeEngine() as engine:
        engine.hold()
        ticket = await submit_in_batches(engine, request(2 * BATCH))
        ticket.cancel()
        with pytest.raises(DrawCancelled):
            await ticket.result()
        engine.release()
        await until(lambda: ticket.position == 0)
        assert len(engine.requests) == 1
        ticket.cancel()


async def test_an_engine_that_closes_says_so() -> None:
    async with FakeEngine() as engine:
        engine.hold()
        ticket = await submit_in_batches(engine, request(2 * BATCH))
        waiting = asyncio.ensure_future(ticket.result())
        await asyncio.sleep(0)
    with pytest.raises(EngineClosed):
        await waiting
