"""After a crash: what was asked is answered while its token lives, or said to be lost."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import MemberError
from bot.services.drawn import Drawn
from bot.services.recovery import Recovered
from bot.services.requests import TOKEN_SECONDS
from bot.store.rows import StoredDraw
from gan.engine.interface import DrawFailed
from tests.bot.services.house import AKI, BEN, House, open_house


@dataclass
class Answers:
    """What the bot would tell the members."""

    drawn: list[Drawn] = field(default_factory=list[Drawn])
    failed: list[tuple[StoredDraw, MemberError]] = field(default_factory=list[tuple[StoredDraw, MemberError]])
    expired: list[StoredDraw] = field(default_factory=list[StoredDraw])
    broken: bool = False

    async def on_drawn(self, drawn: Drawn) -> None:
        if self.broken:
            raise ConnectionError("Discord is away")
        self.drawn.append(drawn)

    async def on_failed(self, draw: StoredDraw, error: MemberError) -> None:
        self.failed.append((draw, error))

    async def on_expired(self, draw: StoredDraw) -> None:
        self.expired.append(draw)

    async def recover(self, house: House) -> Recovered:
        return await house.services.recovery.recover(self.on_drawn, self.on_failed, self.on_expired)


async def crash_while_drawing(folder: Path, *members: int) -> House:
    """A bot that goes away with a request of each member in its queue."""
    async with open_house(folder) as house:
        house.engine.hold()
        waiting = [
            asyncio.create_task((await house.services.drawing.new(house.origin(member))).result()) for member in members
        ]
        await asyncio.sleep(0)
    await asyncio.wait(waiting)
    assert all(task.cancelled() for task in waiting), "nobody is told of a failure that is none"
    return house


async def test_requests_in_the_queue_are_drawn_and_answered_once(tmp_path: Path) -> None:
    before = await crash_while_drawing(tmp_path, AKI, AKI, BEN)
    before.clock.advance(60)
    async with open_house(tmp_path, clock=before.clock) as house:
        answers = Answers()
        assert await answers.recover(house) == Recovered(redrawn=3, failed=0, expired=0, left_open=0)
        assert sorted(drawn.owner_user_id for drawn in answers.drawn) == [AKI, AKI, BEN]
        assert {drawn.origin.token for drawn in answers.drawn} == {"secret-token"}
        assert all(face.avatar is not None for drawn in answers.drawn for face in drawn.new)
        assert await answers.recover(house) == Recovered(0, 0, 0, 0)
    connection = sqlite3.connect(tmp_path / "moegan.sqlite3")
    assert connection.execute("SELECT count(*) FROM avatars").fetchone() == (12,)
    connection.close()


async def test_a_request_that_was_drawn_but_not_answered_keeps_its_avatars(tmp_path: Path) -> None:
    async with open_house(tmp_path) as before:
        drawn = await before.draw(AKI, 4)
    async with open_house(tmp_path, clock=before.clock) as house:
        answers = Answers()
        assert (await answers.recover(house)).redrawn == 1
        assert answers.drawn[0].faces == drawn.faces


async def test_requests_whose_token_died_are_said_to_be_lost_once(tmp_path: Path) -> None:
    before = await crash_while_drawing(tmp_path, AKI)
    before.clock.advance(TOKEN_SECONDS)
    async with open_house(tmp_path, clock=before.clock) as house:
        answers = Answers()
        assert await answers.recover(house) == Recovered(redrawn=0, failed=0, expired=1, left_open=0)
        assert [(draw.origin.user_id, draw.origin.channel_id) for draw in answers.expired] == [(AKI, 2)]
        assert await answers.recover(house) == Recovered(0, 0, 0, 0)
        assert house.engine.requests == []


async def test_a_request_that_fails_again_is_said_to_have_failed(tmp_path: Path) -> None:
    before = await crash_while_drawing(tmp_path, AKI)
    async with open_house(tmp_path, clock=before.clock) as house:
        house.engine.failure = DrawFailed("died")
        answers = Answers()
        assert (await answers.recover(house)).failed == 1
        assert answers.failed[0][1].key == "error.draw_failed"
        assert await answers.recover(house) == Recovered(0, 0, 0, 0)


async def test_an_answer_that_does_not_get_through_leaves_its_request_open(tmp_path: Path) -> None:
    before = await crash_while_drawing(tmp_path, AKI)
    async with open_house(tmp_path, clock=before.clock) as house:
        answers = Answers(broken=True)
        assert (await answers.recover(house)).left_open == 1
        answers.broken = False
        assert (await answers.recover(house)).redrawn == 1


async def test_requests_of_this_run_are_left_to_who_waits_for_them(tmp_path: Path) -> None:
    before = await crash_while_drawing(tmp_path, AKI)
    async with open_house(tmp_path, clock=before.clock) as house:
        house.engine.hold()
        mine = await house.services.drawing.new(house.origin(BEN))
        house.engine.release()
        answers = Answers()
        assert (await answers.recover(house)).redrawn == 1
        assert [drawn.owner_user_id for drawn in answers.drawn] == [AKI]
        assert (await mine.result()).owner_user_id == BEN


async def test_answered_requests_are_left_alone(tmp_path: Path) -> None:
    async with open_house(tmp_path) as before:
        drawn = await before.draw(AKI)
        await before.services.drawing.answered(drawn.request_id)
    async with open_house(tmp_path, clock=before.clock) as house:
        assert await Answers().recover(house) == Recovered(0, 0, 0, 0)


async def test_a_crash_between_request_and_avatars_is_found(tmp_path: Path) -> None:
    """The process dies by SIGKILL with the request written and nothing drawn."""
    script = (
        "import asyncio, os, pathlib, signal, sys\n"
        "from tests.bot.services.house import AKI, open_house\n"
        "async def main():\n"
        "    async with open_house(pathlib.Path(sys.argv[1])) as house:\n"
        "        house.engine.hold()\n"
        "        await house.services.drawing.new(house.origin(AKI))\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(tmp_path))
    assert await process.wait() == -9
    async with open_house(tmp_path) as house:
        answers = Answers()
        assert (await answers.recover(house)).redrawn == 1
        assert len(answers.drawn[0].new) == 4
