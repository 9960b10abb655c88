"""A bot that is killed leaves no workers behind; a bot that is interrupted ends them in order."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gan.engine.painters import write_flat_model
from tests.gan.engine.processes import alive, until, workers
from tests.patience import PATIENCE

BOT = """
import asyncio, faulthandler, sys
from pathlib import Path
from gan.engine.interface import DrawRequest
from gan.engine.local import LocalEngine
from gan.recipe import fresh
from tests.gan.engine.painters import SLOW, ScriptedPainters

async def main():
    folder = Path(sys.argv[1])
    async with LocalEngine([folder], workers=2, painters=ScriptedPainters(folder / "diary")) as engine:
        await engine.submit(DrawRequest("one", "member", (fresh(sys.argv[2], SLOW + 600_000),)))
        faulthandler.dump_traceback_later(150)  # where it hangs, if it does
        print("ready", flush=True)
        await asyncio.sleep(600)

if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("interrupted")
"""


STUCK = """
import time
from pebble import ProcessPool
ProcessPool.join = lambda pool, timeout=None: time.sleep(3600)
"""


@pytest.fixture(params=[""])
def bot(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, with two workers, one of them in mid-draw; its parameter is run first."""
    program = tmp_path / "program.py"
    program.write_text(request.param + BOT)
    root = Path(__file__).parents[3]
    process = subprocess.Popen(
        [sys.executable, str(program), str(tmp_path), write_flat_model(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    )
    yield process
    process.kill()
    _, said = process.communicate()
    sys.stderr.write(said)


async def drawing(bot: subprocess.Popen[str], diary: Path) -> set[int]:
    """The bot's workers, once one of them draws."""
    assert bot.stdout is not None
    assert await asyncio.to_thread(bot.stdout.readline) == "ready\n"
    await until(diary.exists)
    found = workers(bot.pid)
    assert len(found) == 2
    return found


async def test_a_killed_bot_leaves_no_workers(bot: subprocess.Popen[str], tmp_path: Path) -> None:
    found = await drawing(bot, tmp_path / "diary")
    bot.kill()
    await until(lambda: not alive(found))


@pytest.mark.parametrize("bot", ["", STUCK], indirect=True, ids=["pools end", "pools never end"])
async def test_ctrl_c_in_the_terminal_ends_everything_in_order(bot: subprocess.Popen[str], tmp_path: Path) -> None:
    found = await drawing(bot, tmp_path / "diary")
    os.killpg(bot.pid, signal.SIGINT)
    out, err = await asyncio.to_thread(bot.communicate, timeout=PATIENCE)
    assert (out, err, bot.returncode) == ("interrupted\n", "", 0)
    assert not alive(found)
