"""Workers that die, hang or fail: each request is answered all the same, and nobody else notices."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import suppress

import pytest

from gan.engine.interface import DrawFailed, DrawTimeout
from gan.engine.local import LocalEngine
from tests.gan.engine.conftest import Atelier
from tests.gan.engine.painters import (
    DIES,
    HELD,
    RAISES,
    SLOW,
    STOPS,
    STOPS_ONCE,
    NoPainters,
    ScriptedPainters,
    begun,
    gate,
    write_flat_model,
)
from tests.gan.engine.processes import alive, until
from tests.patience import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_worker_killed_in_mid_draw_is_replaced_and_its_picture_drawn_again(atelier: Atelier) -> None:
    await atelier.rested()
    replaced = atelier.engine.health().replaced
    with atelier.gate() as open_gate:
        other = await atelier.submit(HELD + 402, member="other")
        mine = await atelier.submit(HELD + 401, 5)
        await until(lambda: atelier.begun(HELD + 401) and atelier.begun(HELD + 402))
        os.kill(atelier.begun(HELD + 401)[0], signal.SIGKILL)
        await until(lambda: len(atelier.begun(HELD + 401)) == 2)
        open_gate()
        assert [picture.recipe.seed for picture in await mine.result()] == [HELD + 401, 5]
        assert len(await other.result()) == 1
    assert len(atelier.begun(HELD + 401)) == 2
    assert len(atelier.begun(HELD + 402)) == 1, "the other worker was not disturbed"
    await until(lambda: atelier.engine.health().workers == 2)
    assert atelier.engine.health().replaced == replaced + 1


async def test_workers_killed_while_idle_are_replaced(atelier: Atelier) -> None:
    await atelier.rested()
    before, replaced = atelier.workers(), atelier.engine.health().replaced
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    await until(lambda: atelier.engine.health().replaced == replaced + 2)
    await until(lambda: atelier.engine.health().workers == 2)
    assert not atelier.workers() & before
    assert len(await (await atelier.submit(6)).result()) == 1


async def test_a_worker_that_hangs_is_replaced_and_its_picture_drawn_again(atelier: Atelier) -> None:
    folder = atelier.diary.parent
    painters = ScriptedPainters(folder / "hung")
    # Two seconds a try, and on a machine with much else to do as many tries as it takes.
    async with LocalEngine([folder], workers=2, draw_timeout=200, tries=99, painters=painters) as engine:
        begun_at = time.monotonic()
        assert len(await (await engine.submit(atelier.request(STOPS_ONCE))).result()) == 1
        assert time.monotonic() - begun_at > 2
        hung, *others = begun(painters.diary, STOPS_ONCE)
        assert others
        assert hung not in others
        await until(lambda: not alive({hung}))


async def test_a_request_that_kills_workers_fails_alone(atelier: Atelier) -> None:
    poison = await atelier.submit(DIES, member="poisoner")
    innocent = [await atelier.submit(SLOW + 20 + n, 7, member=f"innocent {n}") for n in range(6)]
    with pytest.raises(DrawFailed, match=r"failed at each of 3 tries\. Try another"):
        await poison.result()
    for ticket in innocent:
        assert len(await ticket.result()) == 2
    assert len(atelier.begun(DIES)) == 3


async def test_a_request_that_hangs_workers_fails_in_time(atelier: Atelier) -> None:
    folder = atelier.diary.parent
    async with LocalEngine(
        [folder], workers=1, draw_timeout=2, painters=ScriptedPainters(folder / "hanging")
    ) as engine:
        with pytest.raises(DrawTimeout):
            await asyncio.wait_for((await engine.submit(atelier.request(STOPS))).result(), PATIENCE)

        async def drawn() -> int:
            while True:
                # Half a second a try may be too little on a machine with much else to do.
                with suppress(DrawTimeout):
                    return len(await (await engine.submit(atelier.request(8))).result())

        assert await asyncio.wait_for(drawn(), PATIENCE) == 1


async def test_an_error_in_drawing_is_tried_again_with_another_worker(
    atelier: Atelier, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(DrawFailed, match="failed at each of 3 tries"):
        await (await atelier.submit(RAISES)).result()
    assert len(set(atelier.begun(RAISES))) == 3
    assert "out of paint" in caplog.text, "the operator finds the reason in the log"


async def test_a_request_has_a_time_limit_from_its_first_picture_on(atelier: Atelier) -> None:
    folder = atelier.diary.parent
    painters = ScriptedPainters(folder / "limits")
    # Without tries a picture may take as long as its request: the one that is held was begun half a limit later.
    async with LocalEngine([folder], workers=1, draw_timeout=5, tries=0, painters=painters) as engine:
        with gate(painters.diary) as open_gate:
            long = await engine.submit(atelier.request(SLOW + 2500, HELD, 21))
            short = await engine.submit(atelier.request(22, member="other"))
            with pytest.raises(DrawTimeout, match=r"within 5 seconds\. Try again"):
                await long.result()
            assert begun(painters.diary, 22) == []
            open_gate()
            assert len(await short.result()) == 1, "waiting does not count"
        assert len(begun(painters.diary, HELD)) == 1
        assert begun(painters.diary, 21) == [], "what is late is not drawn"
        assert engine.health().replaced == 0


async def test_workers_leave_ctrl_c_to_the_bot(atelier: Atelier) -> None:
    await atelier.rested()
    before = atelier.workers()
    with atelier.gate() as open_gate:
        ticket = await atelier.submit(HELD + 203)
        await until(lambda: atelier.begun(HELD + 203))
        for pid in before:
            os.kill(pid, signal.SIGINT)
        open_gate()
        assert len(await ticket.result()) == 1
    assert atelier.workers() == before


async def test_workers_that_cannot_start_are_no_reason_to_wait_for_ever(
    atelier: Atelier, caplog: pytest.LogCaptureFixture
) -> None:
    async with LocalEngine([atelier.diary.parent], workers=1, tries=2, painters=NoPainters()) as engine:
        assert engine.health().workers == 0
        with pytest.raises(DrawFailed, match="No drawing process can be started"):
            await (await engine.submit(atelier.request(1))).result()
    assert "no torch on this machine" in caplog.text


async def test_a_model_that_is_damaged_at_the_start_can_be_restored(atelier: Atelier) -> None:
    folder = atelier.diary.parent / "damaged"
    folder.mkdir()
    write_flat_model(folder)
    weights = folder / "flat.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1])
    async with LocalEngine([folder], workers=1, painters=ScriptedPainters(folder / "diary")) as engine:
        assert engine.health().workers == 1
        with pytest.raises(DrawFailed, match="weights of model flat are damaged"):
            await engine.check()
        weights.write_bytes(whole)
        assert (await engine.check()).model == "flat"
    (folder / "flat.json").unlink()
    async with LocalEngine([folder], workers=1, painters=ScriptedPainters(folder / "diary")) as engine:
        with pytest.raises(DrawFailed, match="There is no base model"):
            await engine.check()


async def test_killing_workers_again_and_again_loses_nothing(atelier: Atelier) -> None:
    seeds = range(SLOW + 10, SLOW + 40)
    answers = 0

    async def ask(seed: int) -> None:
        nonlocal answers
        (picture,) = await (await atelier.submit(seed, member=f"{seed}")).result()
        assert picture.recipe.seed == seed
        answers += 1
        if answers % 10 == 0:
            os.kill(max(atelier.workers()), signal.SIGKILL)

    for some in (seeds[start : start + 6] for start in range(0, len(seeds), 6)):
        await asyncio.gather(*(ask(seed) for seed in some))
    assert answers == len(seeds)
