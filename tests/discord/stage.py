"""MoeGAN's real bot before the loopback Discord: real client, commands, services, database and drawing processes.

The engine is started once for all the tests that share it; everything else is new for each of them.
"""

import asyncio
import hashlib
import io
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
from PIL import Image

from bot.app import open_bot
from bot.client import MoeClient
from bot.settings import Settings
from gan.engine.interface import DrawRequest, EngineHealth, Ticket
from gan.engine.local import LocalEngine
from gan.engine.seeking import LocalSeeker
from gan.engine.trainer import LocalTrainer
from gan.models import Model, Registry
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.gate import GatedPainters
from tests.discord.messages import Message
from tests.discord.rules import EPHEMERAL
from tests.discord.server import LoopbackDiscord
from tests.discord.waiting import waits
from tests.discord.world import MEMBER_PERMISSIONS
from tests.fakes import FakeStyles
from tests.gan.engine.processes import called
from tests.patience import PATIENCE
from tests.tiny import write_tiny_model

__all__ = [
    "PATIENCE",
    "PER_MEMBER",
    "SharedEngine",
    "Stage",
    "drawing_processes",
    "eventually",
    "frozen",
    "gone",
    "open_engine",
    "pixel_hash",
    "private",
    "query",
]

PER_MEMBER = 2
FAKE_TRAINER = (sys.executable, str(Path(__file__).parents[1] / "fake_trainer.py"), "--pace", "0.02")


class SharedEngine:
    """A running engine that outlives the bots which use it; keeps `gan.engine.interface.Engine`.

    Attributes:
        model: the one model that there is.
        folder: the model's files.
    """

    def __init__(self, engine: LocalEngine, model: Model, folder: Path, gate: Path) -> None:
        self.engine = engine
        self.model = model
        self.folder = folder
        self._gate = gate

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def hold(self) -> None:
        """Lets the workers wait in mid-draw until `release`."""
        self._gate.touch()

    def release(self) -> None:
        """Lets the workers go on."""
        self._gate.unlink(missing_ok=True)

    async def submit(self, request: DrawRequest) -> Ticket:
        """See `LocalEngine`."""
        return await self.engine.submit(request)

    def health(self) -> EngineHealth:
        """See `LocalEngine`."""
        return self.engine.health()


@asynccontextmanager
async def open_engine(folder: Path) -> AsyncGenerator[SharedEngine]:
    """An engine of one worker with a small model, all in `folder`."""
    models, gate = folder / "models", folder / "gate"
    model = write_tiny_model(models)
    engine = LocalEngine(
        (models,), workers=1, per_member_limit=PER_MEMBER, draw_timeout=600, painters=GatedPainters(gate)
    )
    async with engine:
        assert engine.health().workers == 1, "the drawing process could not be started; the log says why"
        yield SharedEngine(engine, model, models, gate)


@dataclass
class Stage:
    """Discord with members, and the bot's own folder and engine; the bot itself comes and goes with `bot()`."""

    discord: LoopbackDiscord
    engine: SharedEngine
    settings: Settings
    styles: FakeStyles = field(default_factory=FakeStyles)
    client: MoeClient | None = None
    """The bot, while it is there."""

    @property
    def mika(self) -> Person:
        """A member."""
        return self.discord.user("mika")

    @property
    def admin(self) -> Person:
        """A member with Manage Server (bit 5)."""
        return self.discord.user("admin", permissions=MEMBER_PERMISSIONS | 1 << 5)

    @property
    def rin(self) -> Person:
        """Another member."""
        return self.discord.user("rin")

    @asynccontextmanager
    async def bot(self) -> AsyncGenerator[MoeClient]:
        """The bot, at the gateway and with its commands synced; it has left again at the end."""
        registry = Registry((self.engine.folder,))
        trainer = LocalTrainer(devices=1, command=FAKE_TRAINER, look_seconds=0.05)
        async with (
            open_bot(
                self.settings,
                engine=self.engine,
                registry=registry,
                trainer=trainer,
                seeker=LocalSeeker((self.engine.folder,)),
                styles=self.styles,
            ) as client,
            client,
        ):
            # Ready at once, and not two seconds after the last guild.
            client._connection.guild_ready_timeout = 0.0  # pyright: ignore[reportPrivateUsage]
            running = asyncio.create_task(client.start(self.discord.token))
            try:
                await self.discord.ready(PATIENCE)
                await asyncio.wait_for(client.wait_until_ready(), PATIENCE)
                self.client = client
                yield client
            finally:
                self.client = None
                await client.close()
                await asyncio.wait([running])
        await self.discord.away(PATIENCE)

    async def form(self, exchange: Exchange) -> Exchange:
        """The exchange, once the form that it opens is shown and the bot waits for it."""
        assert self.client is not None
        return await waits(self.client, exchange)

    async def drawn(self, person: Person, **options: Any) -> Exchange:
        """A finished `/avatar new`."""
        return await self.answered(await person.slash("avatar new", options), options.get("count", 4))

    async def answered(self, exchange: Exchange, pictures: int = 4) -> Exchange:
        """The exchange, once its pictures are shown and the bot has noted that they are."""
        try:
            # Asked again and again, for an answer by the message's id is no step of the exchange.
            await eventually(lambda: len(exchange.files) == pictures and not self.open_requests(exchange))
        except TimeoutError:
            done = [step.kind for step in exchange.steps]
            raise TimeoutError(f"{len(exchange.files)} pictures, {done=}, {exchange.refusals=}") from None
        return exchange

    def open_requests(self, *exchanges: Exchange) -> list[int]:
        """Those of these interactions whose request is written down and unanswered; of all, where none is given."""
        open_ones = self.rows("SELECT interaction_id FROM draw_requests WHERE answered_at IS NULL ORDER BY id")
        return [one for one in open_ones if not exchanges or one in {exchange.id for exchange in exchanges}]

    async def saved(self, person: Person, name: str) -> Exchange:
        """The drawing whose first face was saved under this name."""
        drawing = await self.drawn(person, count=1)
        await (await person.slash("avatar save", {"name": name})).finished(timeout=PATIENCE)
        return drawing

    def rows(self, sql: str, *values: object) -> list[Any]:
        """What the bot's database holds; a row of one column is that column."""
        return query(self.settings.database, sql, *values)


def query(database: Path, sql: str, *values: object) -> list[Any]:
    """Asks (or, from outside as an operator would, changes) a database; a row of one column is that column."""
    with sqlite3.connect(database, isolation_level=None) as connection:
        rows = connection.execute(sql, values).fetchall()
    connection.close()
    return [row[0] if len(row) == 1 else row for row in rows]


async def private(exchange: Exchange, refusing: bool = True) -> str:
    """The sentence that a command or click came to, having made sure that the member alone can read it.

    Args:
        refusing: the answer was begun in public; it must be gone.
    """
    if refusing:
        await exchange.finished(lambda e: e.message is not None and e.message.deleted, PATIENCE)
    else:
        await exchange.finished(timeout=PATIENCE)
    shown = [m for m in (exchange.message, *exchange.followups) if isinstance(m, Message) and not m.deleted]
    sentences = [message.text() for message in shown if message is not exchange.source]
    assert len(sentences) == 1, sentences
    assert all(m.flags & EPHEMERAL and m.viewer is exchange.user for m in shown if m is not exchange.source)
    return sentences[0]


def pixel_hash(png: bytes, *, side: int = 256) -> str:
    """SHA-256 of a PNG's RGB bytes, decoded; its size is checked on the way."""
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (side, side))
        return hashlib.sha256(picture.tobytes()).hexdigest()


async def eventually(condition: Any, *, seconds: float = PATIENCE) -> Any:
    """Waits until a condition holds that nothing announces; what it returned."""
    async with asyncio.timeout(seconds):
        while not (found := condition()):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


def drawing_processes(parent: int) -> list[psutil.Process]:
    """The drawing processes of a bot."""
    with suppress(psutil.NoSuchProcess):
        return called("spawn_main", psutil.Process(parent).children(recursive=True))
    return []


def gone(process: psutil.Process) -> bool:
    """Whether a process has ended, even where nobody has asked how."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@contextmanager
def frozen(process: psutil.Process) -> Generator[None]:
    """A process that does nothing meanwhile, as on a machine that is out of breath."""
    os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGCONT)
