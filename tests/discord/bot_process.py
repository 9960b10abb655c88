"""The real `python -m bot run` as a process of its own, pointed at the loopback."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.discord.server import LoopbackDiscord
from tests.discord.stage import PATIENCE, drawing_processes, eventually

__all__ = ["BotProcess", "Premises"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class BotProcess:
    """A bot that was started."""

    process: asyncio.subprocess.Process
    log_file: Path

    def drawing(self) -> list[psutil.Process]:
        """Its drawing processes."""
        return drawing_processes(self.process.pid)

    def family(self) -> list[psutil.Process]:
        """Every process that it started, and itself."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    async def ended(self) -> int:
        """Waits for its end; the exit code."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Sends a signal, and waits for the end; the exit code."""
        self.process.send_signal(number)
        return await self.ended()

    def output(self) -> str:
        """What it wrote."""
        return self.log_file.read_text(encoding="utf-8")

    def log(self, event: str) -> list[dict[str, Any]]:
        """Its log's entries of one kind."""
        lines = [json.loads(line) for line in self.output().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]


@dataclass
class Premises:
    """The folder that a bot lives in from one start to the next, and the Discord that it talks to."""

    folder: Path
    discord: LoopbackDiscord
    starts: int = 0

    @property
    def data(self) -> Path:
        """The bot's data folder."""
        return self.folder / "data"

    @property
    def database(self) -> Path:
        """The bot's database."""
        return self.data / "moegan.sqlite3"

    @property
    def models(self) -> Path:
        """Where the models are: those that the repository ships are hidden from the bot."""
        return self.data / "models"

    @asynccontextmanager
    async def started(self, **settings: str) -> AsyncGenerator[BotProcess]:
        """Starts the bot; kills it and what it started at the end, where they still live."""
        self.starts += 1
        environment = {key: value for key, value in os.environ.items() if not key.startswith("MOEGAN_")}
        chosen = {"token": self.discord.token, "data": str(self.data), "workers": "1", "log_format": "json"}
        # A worker that is replaced takes seconds to start, on a machine with much else to do a minute.
        chosen |= {"draw_timeout": "600"} | settings
        environment |= {f"MOEGAN_{name.upper()}": value for name, value in chosen.items()}
        environment["PYTHONPATH"] = str(ROOT)
        log_file = self.folder / f"log-{self.starts}.txt"
        with log_file.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.discord.patching", self.discord.base_url, "tests.discord.unshipped", "bot", "run"),
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )
        bot = BotProcess(process, log_file)
        try:
            yield bot
        finally:
            if process.returncode is None:
                for one in reversed(bot.family()):
                    with suppress(psutil.NoSuchProcess):
                        one.kill()
                await process.wait()

    @asynccontextmanager
    async def running(self, **settings: str) -> AsyncGenerator[BotProcess]:
        """Starts the bot; it is at the gateway, and has looked after what was open before."""
        async with self.started(**settings) as bot:
            await eventually(lambda: bot.log("recovered") or bot.process.returncode is not None)
            assert bot.process.returncode is None, bot.output()
            yield bot
        await self.discord.away(PATIENCE)
