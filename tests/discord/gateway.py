"""The gateway: one websocket session at a time for the bot, with heartbeat, resume, compression and staged failures."""

import asyncio
import importlib
import json
import secrets
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.state import State
from tests.discord.world import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 3, 6, 7, 9, 10, 11
PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15
HEARTBEAT_GRACE_SECONDS = 1.0


def _compressor(kind: str | None) -> Callable[[bytes], bytes] | None:
    """Compresses each message into one stream, as the client asked for in the address; None leaves them as text."""
    if kind == "zlib-stream":
        stream = zlib.compressobj()
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        # The package is optional, for discord.py too: it asks for zstd only where it is installed.
        zstandard: Any = importlib.import_module("zstandard")
        packer: Any = zstandard.ZstdCompressor().compressobj()
        return lambda data: packer.compress(data) + packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return None


@dataclass(eq=False)
class Connection:
    """One websocket, from its hello to its end."""

    socket: web.WebSocketResponse
    abort: Callable[[], None]
    compress: Callable[[bytes], bytes] | None
    compression: str | None
    last_heartbeat: float = field(default_factory=time.perf_counter)

    async def send(self, frame: Json) -> None:
        """Send a frame; one to a socket that is just closing is lost, as on a real network."""
        text = json.dumps(frame)
        try:
            if self.compress is None:
                await self.socket.send_str(text)
            else:
                await self.socket.send_bytes(self.compress(text.encode()))
        except (ConnectionError, RuntimeError):
            return


@dataclass(eq=False)
class Session:
    """What survives a dropped connection: the events and how far the client has seen them."""

    id: str
    intents: int
    connection: Connection | None
    sequence: int = 0
    log: list[Json] = field(default_factory=list[Json])


class Gateway:
    """Discord's gateway, version 10, JSON, for one shard."""

    def __init__(self, state: State, heartbeat_interval: float) -> None:
        self._state = state
        self.heartbeat_interval = heartbeat_interval
        self.session: Session | None = None
        self.connections: list[Connection] = []
        self.identifies: list[Json] = []
        self.resumes = 0
        self.heartbeats = 0
        self.missed_heartbeats: list[str] = []
        self.acknowledges_heartbeats = True
        self.allowed_intents = ~PRIVILEGED_INTENTS

    def add_to(self, app: web.Application) -> None:
        """Register the websocket's route."""
        app.router.add_get("/gateway/", self._connect)
        app.router.add_get("/resume/", self._connect)

    @property
    def connected(self) -> bool:
        """Whether a client is identified and connected."""
        return self.session is not None and self.session.connection is not None

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the bot. While it is away the event waits for its resume.

        Raises:
            RuntimeError: no bot has identified.
        """
        session = self.session
        if session is None:
            raise RuntimeError(f"{event} has nobody to go to: no bot has identified")
        session.sequence += 1
        frame: Json = {"op": DISPATCH, "s": session.sequence, "t": event, "d": data}
        session.log.append(frame)
        if session.connection is not None:
            await session.connection.send(frame)

    async def drop(self) -> None:
        """Cut the connection without a word; the session can be resumed."""
        connection = self._detach()
        connection.abort()

    async def reconnect(self) -> None:
        """Ask the client to reconnect and resume (op 7)."""
        await self._attached().send({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell the client that its session is invalid (op 9); unless resumable, it must identify again."""
        connection = self._detach() if resumable else self._attached()
        if not resumable:
            self.session = None
        await connection.send({"op": INVALID_SESSION, "d": resumable})

    async def close(self, code: int) -> None:
        """Close the connection with a code, for example 4000."""
        await self._detach().socket.close(code=code)

    async def shut_down(self) -> None:
        """Close every connection when the server ends."""
        for connection in list(self.connections):
            await connection.socket.close(code=1001)

    def _attached(self) -> Connection:
        if self.session is None or self.session.connection is None:
            raise RuntimeError("no bot is connected")
        return self.session.connection

    def _detach(self) -> Connection:
        connection = self._attached()
        if self.session is not None:
            self.session.connection = None
        return connection

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False, max_msg_size=0)
        await socket.prepare(request)
        transport = request.transport
        assert transport is not None
        kind = request.query.get("compress")
        connection = Connection(socket, transport.abort, _compressor(kind), kind)
        self.connections.append(connection)
        watch = asyncio.create_task(self._watch(connection))
        try:
            interval = int(self.heartbeat_interval * 1000)
            await connection.send({"op": HELLO, "d": {"heartbeat_interval": interval, "_trace": []}})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, json.loads(message.data))
                    self._state.notify()
        finally:
            watch.cancel()
            self.connections.remove(connection)
            if self.session is not None and self.session.connection is connection:
                self.session.connection = None
            self._state.notify()
        return socket

    async def _watch(self, connection: Connection) -> None:
        """Close a connection whose heartbeats stay away, and keep a note of it."""
        while True:
            await asyncio.sleep(self.heartbeat_interval / 2)
            silence = time.perf_counter() - connection.last_heartbeat
            if silence > self.heartbeat_interval + HEARTBEAT_GRACE_SECONDS:
                note = f"no heartbeat for {silence:.1f} s at an interval of {self.heartbeat_interval:g} s"
                self.missed_heartbeats.append(note)
                self._state.checks.add("gateway", [note])
                await connection.socket.close(code=4009)
                return

    async def _receive(self, connection: Connection, frame: Json) -> None:
        match frame.get("op"):
            case 1:
                self.heartbeats += 1
                connection.last_heartbeat = time.perf_counter()
                if self.acknowledges_heartbeats:
                    await connection.send({"op": ACK, "d": None})
            case 2:
                await self._identify(connection, frame["d"])
            case 3:
                pass
            case 6:
                await self._resume(connection, frame["d"])
            case code:
                self._state.checks.add("gateway", [f"op {code} is not known to the loopback"])
                await connection.socket.close(code=4001)

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies.append(data)
        if data["token"] != self._state.token:
            await connection.socket.close(code=4004)
            return
        if data["intents"] & PRIVILEGED_INTENTS & ~self.allowed_intents:
            self._state.checks.add("gateway", ["the bot asks for a privileged intent"])
            await connection.socket.close(code=4014)
            return
        world = self._state.world
        guilds = [guild for guild in world.guilds if world.bot.id in guild.members]
        self.session = Session(secrets.token_hex(16), data["intents"], connection)
        ready: Json = {
            "v": 10,
            "user": world.bot.payload() | {"mfa_enabled": True, "verified": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": self.session.id,
            "session_type": "normal",
            "resume_gateway_url": self._state.websocket_url.replace("/gateway/", "/resume/"),
            "application": {"id": str(world.application_id), "flags": 0},
            "private_channels": [],
            "relationships": [],
            "_trace": [],
        }
        if "shard" in data:
            ready["shard"] = data["shard"]
        await self.dispatch("READY", ready)
        for guild in guilds:
            await self.dispatch("GUILD_CREATE", guild.payload())

    async def _resume(self, connection: Connection, data: Json) -> None:
        session = self.session
        if session is None or session.id != data["session_id"] or data["seq"] > session.sequence:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        self.resumes += 1
        # Events dispatched meanwhile join the log and are sent in their turn; only then is the connection live.
        cursor: int = data["seq"]
        while cursor < session.sequence:
            await connection.send(session.log[cursor])
            cursor += 1
        session.connection = connection
        await self.dispatch("RESUMED", {"_trace": []})
