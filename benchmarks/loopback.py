"""The real bot in a process of its own, connected over sockets to the loopback Discord in this one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.models import Bench
from tests.discord.schemas import Schemas
from tests.discord.server import LoopbackDiscord

__all__ = ["BotProcess", "connected_bot"]

_START_LIMIT = 120.0
_STOP_LIMIT = 15.0
# Discord forgets an interaction after 3 s; here a late acknowledgement is still measured.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A bot that is logged in.

    Attributes:
        discord: what it is connected to.
        process: the bot itself.
        data: its data folder.
    """

    discord: LoopbackDiscord
    process: psutil.Process
    data: Path

    @property
    def workers(self) -> list[psutil.Process]:
        """Its drawing workers."""
        return [child for child in self.process.children() if "spawn_main" in " ".join(child.cmdline())]


@asynccontextmanager
async def connected_bot(bench: Bench, **settings: object) -> AsyncGenerator[BotProcess]:
    """Starts `python -m bot run` and waits until it is logged in and its commands are synced.

    Args:
        settings: the bot's, by their names in `bot.settings`.

    Raises:
        RuntimeError: the bot did not come up, died, or broke a rule of Discord's.
    """
    data = bench.data_folder()
    log = data / "log.txt"
    async with LoopbackDiscord(Schemas.load(), check="later", acknowledge_within=_PATIENCE) as discord:
        with log.open("wb") as output:
            started = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.discord.patching", discord.base_url, "bot", "run"),
                env=bench.environment(token=discord.token, data=data, **settings),
                cwd=data,
                stdout=output,
                stderr=output,
            )
        try:
            try:
                await discord.ready(_START_LIMIT)
                await discord.synced(1, _START_LIMIT)
            except TimeoutError as error:
                raise RuntimeError(f"the bot did not come up:\n{log.read_text()[-4000:]}") from error
            yield BotProcess(discord, psutil.Process(started.pid), data)
            if started.returncode is not None:
                raise RuntimeError(f"the bot ended on its own:\n{log.read_text()[-4000:]}")
        finally:
            await _stop(started)
        if discord.violations:
            raise RuntimeError("Discord's rules were broken:\n" + "\n".join(discord.violations[:20]))


async def _stop(process: asyncio.subprocess.Process) -> None:
    """Ends the bot as an operator would; its workers go with it."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_STOP_LIMIT):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
