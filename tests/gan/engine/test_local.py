"""Requests, tickets and the queue, with real worker processes that all behave."""

from __future__ import annotations

import asyncio
import hashlib
import io
import time

import psutil
import pytest
from PIL import Image

from gan.engine.interface import DrawCancelled, EngineClosed, MemberQueueFull, QueueFull, Ticket
from gan.engine.local import LocalEngine
from tests.gan.engine.conftest import Atelier
from tests.gan.engine.painters import HELD, SLOW, ScriptedPainters
from tests.gan.engine.processes import alive, until, workers

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def saturate(atelier: Atelier, milliseconds: int = 400) -> list[Ticket]:
    """Gives both workers something to do; they do it while the test next waits for anything."""
    await atelier.rested()
    tickets = [await atelier.submit(SLOW + milliseconds + n, member=f"busy {n}") for n in range(2)]
    assert [ticket.position for ticket in tickets] == [0, 0]
    assert atelier.engine.health().waiting == 0
    return tickets


async def test_pictures_come_in_the_order_of_the_recipes(atelier: Atelier) -> None:
    ticket = await atelier.submit(SLOW + 60, 7, SLOW + 30, 9)
    pictures = await ticket.result()
    assert [picture.recipe.seed for picture in pictures] == [SLOW + 60, 7, SLOW + 30, 9]
    for picture in pictures:
        decoded = Image.open(io.BytesIO(picture.png))
        assert decoded.mode == "RGB"
        assert decoded.size == (picture.size, picture.size) == (8, 8)
        assert decoded.info == {}
        assert hashlib.sha256(decoded.tobytes()).hexdigest() == picture.pixel_hash
    assert await ticket.result() == pictures


async def test_a_size_is_passed_on(atelier: Atelier) -> None:
    (picture,) = await (await atelier.engine.submit(atelier.request(5, size=16))).result()
    assert picture.size == 16


async def test_one_request_uses_every_worker(atelier: Atelier) -> None:
    await atelier.rested()
    await (await atelier.submit(SLOW + 201, SLOW + 202, SLOW + 203, SLOW + 204)).result()
    assert len({atelier.begun(SLOW + 200 + n)[0] for n in range(1, 5)}) == 2


async def test_a_request_that_draws_nothing_is_refused(atelier: Atelier) -> None:
    with pytest.raises(ValueError, match="at least one recipe"):
        await atelier.engine.submit(atelier.request())
    with pytest.raises(ValueError, match="at least one pixel"):
        await atelier.engine.submit(atelier.request(1, size=0))


async def test_members_take_turns(atelier: Atelier) -> None:
    busy = await saturate(atelier)
    greedy = [await atelier.submit(100 + n, member="greedy") for n in range(3)]
    modest = await atelier.submit(200, member="modest")
    assert [ticket.position for ticket in greedy] == [0, 2, 3]
    assert modest.position == 1
    await asyncio.gather(*(ticket.result() for ticket in [*busy, *greedy, modest]))


async def test_a_long_request_lets_others_begin_beside_it_and_goes_on_meanwhile(atelier: Atelier) -> None:
    await atelier.rested()
    film, others = range(SLOW + 20, SLOW + 44), range(5000, 5024)
    long = await atelier.submit(*film, member="film")
    short = [await atelier.submit(*others[first : first + 4], member=f"short {first}") for first in range(0, 24, 4)]
    await asyncio.gather(*(ticket.result() for ticket in [long, *short]))
    diary = [int(line.split()[0]) for line in atelier.diary.read_text().splitlines()]
    order = ["film" if seed in film else "short" for seed in diary if seed in film or seed in others]
    assert order.index("short") <= 6, "nobody waits for the whole film"
    assert order[:16].count("film") >= 6, "which is not put off until all others are served"


async def test_a_ticket_tells_its_place_until_it_is_done(atelier: Atelier) -> None:
    busy = await saturate(atelier, 150)
    first = [await atelier.submit(SLOW + 30 + n, member=f"first {n}") for n in range(3)]
    last = await atelier.submit(201, member="last")
    places = [place async for place in last.positions()]
    assert places[0] == 3
    assert places == sorted(places, reverse=True)
    assert places[-1] == 0
    assert last.position == 0
    assert [place async for place in last.positions()] == []
    await asyncio.gather(*(ticket.result() for ticket in [*busy, *first, last]))


async def test_a_full_queue_says_so(atelier: Atelier) -> None:
    tickets = await saturate(atelier, 200)
    tickets += [await atelier.submit(1, member="greedy") for _ in range(4)]
    with pytest.raises(MemberQueueFull, match="already have 4"):
        await atelier.submit(1, member="greedy")
    tickets += [await atelier.submit(1, member=f"other {n}") for n in range(4)]
    with pytest.raises(QueueFull, match="All 8 places") as caught:
        await atelier.submit(1, member="late")
    assert not isinstance(caught.value, MemberQueueFull)
    assert atelier.engine.health().waiting == 8
    await asyncio.gather(*(ticket.result() for ticket in tickets))
    assert (await (await atelier.submit(1, member="greedy")).result())[0].size == 8


async def test_a_request_submitted_twice_is_drawn_once(atelier: Atelier) -> None:
    request = atelier.request(SLOW + 77)
    tickets = [await atelier.engine.submit(request) for _ in range(3)]
    tickets[0].cancel()
    with pytest.raises(DrawCancelled):
        await tickets[0].result()
    first, second = await asyncio.gather(tickets[1].result(), tickets[2].result())
    assert first == second
    assert len(atelier.begun(SLOW + 77)) == 1


async def test_a_waiting_request_can_be_given_up(atelier: Atelier) -> None:
    busy = await saturate(atelier, 150)
    given_up, next_one = await atelier.submit(301), await atelier.submit(302)
    assert next_one.position == 1
    given_up.cancel()
    given_up.cancel()
    assert next_one.position == 0
    with pytest.raises(DrawCancelled, match="cancelled"):
        await given_up.result()
    await asyncio.gather(*(ticket.result() for ticket in [*busy, next_one]))
    assert atelier.begun(301) == []


async def test_a_request_can_be_given_up_while_it_is_drawn(atelier: Atelier) -> None:
    await atelier.rested()
    replaced = atelier.engine.health().replaced
    with atelier.gate() as open_gate:
        ticket = await atelier.submit(HELD + 101, HELD + 102, 303)
        await until(lambda: atelier.begun(HELD + 101) and atelier.begun(HELD + 102))
        ticket.cancel()
        with pytest.raises(DrawCancelled):
            await ticket.result()
        assert atelier.engine.health().drawing == 0
        open_gate()
        await (await atelier.submit(304)).result()
    assert atelier.begun(303) == [], "what had not begun is not drawn"
    assert atelier.engine.health().replaced == replaced, "no worker dies for it"


async def test_waiting_for_a_result_can_be_cut_short_without_harm(atelier: Atelier) -> None:
    with atelier.gate() as open_gate:
        ticket = await atelier.submit(HELD + 103)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ticket.result(), 0.01)
        open_gate()
        assert len(await ticket.result()) == 1


async def test_the_engine_checks_itself(atelier: Atelier) -> None:
    begun = time.monotonic()
    check = await atelier.engine.check()
    assert (check.model, check.device, check.workers) == ("flat", "cpu", 2)
    assert 0 < check.seconds <= time.monotonic() - begun


async def test_the_loop_stays_free_while_fifty_requests_wait(atelier: Atelier) -> None:
    """Submitting, telling places and delivering never hold the loop for long.

    In the processor's time of this thread, for on a busy machine others take their share of the clock's.
    """
    folder = atelier.diary.parent
    painters = ScriptedPainters(folder / "fifty")
    late: list[float] = []

    async def watch() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.005)
            late.append(time.thread_time() - before)

    async def follow(ticket: Ticket) -> None:
        async for _ in ticket.positions():
            pass

    async with LocalEngine([folder], workers=2, painters=painters) as engine:
        watching = asyncio.create_task(watch())
        requests = [atelier.request(SLOW + 5, SLOW + 5, member=f"{n % 25}", size=128) for n in range(50)]
        tickets = [await engine.submit(request) for request in requests]
        await asyncio.gather(*(follow(ticket) for ticket in tickets), *(ticket.result() for ticket in tickets))
        watching.cancel()
    late.sort()
    assert late[int(len(late) * 0.99)] < 0.05


@pytest.mark.parametrize(
    ("driver", "gpus", "expected"),
    [(True, 3, 3), (True, 0, None), (False, 3, None)],
    ids=["gpus", "no use", "no driver"],
)
async def test_there_is_a_worker_for_each_gpu_or_else_for_each_core(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch, *, driver: bool, gpus: int, expected: int | None
) -> None:
    folder = atelier.diary.parent
    monkeypatch.setattr("gan.engine.local._GPU_CONTROL", folder if driver else folder / "absent")
    monkeypatch.setattr("gan.engine.local._cores", lambda: 2)
    async with LocalEngine([folder], painters=ScriptedPainters(folder / "devices", gpus)) as engine:
        assert engine.health().workers == (expected or 2)
        assert engine.health().device.startswith("cuda" if gpus else "cpu")


async def test_workers_give_way_to_the_bot(atelier: Atelier) -> None:
    assert atelier.engine.health().workers == 2
    mine = psutil.Process().nice()
    assert {psutil.Process(pid).nice() for pid in atelier.workers()} == {min(mine + 5, 19)}


async def test_leaving_ends_the_workers_and_answers_who_waits(atelier: Atelier) -> None:
    folder = atelier.diary.parent
    before = workers()
    async with LocalEngine([folder], workers=2, painters=ScriptedPainters(folder / "closing")) as engine:
        mine = workers() - before
        assert len(mine) == 2
        tickets = [await engine.submit(atelier.request(SLOW + 600_000, member=f"{n}")) for n in range(4)]
        begun = time.monotonic()
    assert time.monotonic() - begun < 60, "nobody waits for the pictures, which take ten minutes"
    await until(lambda: not alive(mine))
    for ticket in tickets:
        with pytest.raises(EngineClosed, match="shutting down"):
            await ticket.result()
    with pytest.raises(EngineClosed, match="not running"):
        await engine.submit(atelier.request(1))


async def test_leaving_while_workers_start_leaves_none(atelier: Atelier) -> None:
    folder = atelier.diary.parent
    before = workers()
    engine = LocalEngine([folder], workers=2, painters=ScriptedPainters(folder / "starting"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.__aenter__(), 0.02)
    await until(lambda: workers() == before)
