"""The bot's side of one worker process, from its start to its end.

A worker is a Pebble pool of one, thrown away whole when the worker dies or hangs. Workers that share a pool share its
pipe and locks too: one killed in the middle of a message would leave half of it to the others (Pebble 5.2 then waits up
to a minute for the lock), and one killed while no other draws breaks the whole pool.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Final, TypeVar

from pebble import ProcessExpired, ProcessPool

from gan.engine import worker
from gan.engine.worker import Broken, Drawn, Refused, WarmedUp, WorkerSettings
from gan.recipe import Recipe

__all__ = ["Worker", "WorkerHung", "WorkerLost"]

# Importing torch and loading a model takes seconds, on a machine that is short of memory or processor time, minutes.
_START_LIMIT: Final = 300.0
# Pebble asks a hung process to end and waits three seconds before it forces it; we force it after this much.
_GRACE: Final = 0.5

Result = TypeVar("Result")


class WorkerLost(Exception):
    """The worker died, or can no longer be trusted; it must be discarded."""


class WorkerHung(WorkerLost):
    """The worker did not answer within the limit."""


class _OneProcess(SpawnContext):
    """Spawns one process, remembers it, and refuses another: Pebble would put it on the pipe of the one that died."""

    process: SpawnProcess | None = None

    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        if self.process is not None:
            raise OSError("This pool's worker has ended.")
        self.process = SpawnProcess(*args, **kwargs)
        return self.process


class Worker:
    """One worker process. Lives in an event loop; `start` once, `draw` one at a time, `discard` once."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._context = _OneProcess()
        self._pool = ProcessPool(max_workers=1, initializer=worker.prepare, context=self._context)
        self._loop = asyncio.get_running_loop()
        self._starting: asyncio.Future[Future[WarmedUp]] | None = None
        self._watched: int | None = None
        self.lost: asyncio.Future[None] = self._loop.create_future()

    async def start(self) -> WarmedUp:
        """Starts the process and waits until it is warm; raises `WorkerLost`."""
        self._starting = asyncio.ensure_future(asyncio.to_thread(self._spawn))
        try:
            warming = await asyncio.shield(self._starting)
        except (OSError, RuntimeError) as error:
            raise WorkerLost(f"could not be started: {error}") from error
        if self._context.process is not None:
            self._watched = self._context.process.sentinel
            self._loop.add_reader(self._watched, self._on_death)
        return await self._answer(warming, _START_LIMIT)

    async def draw(self, recipe: Recipe, size: int | None, limit: float) -> Drawn | Refused:
        """One picture; raises `WorkerHung` after `limit` seconds, and `WorkerLost`."""
        try:
            drawing = self._pool.schedule(worker.draw, args=(self._settings, recipe, size), timeout=limit)
        except RuntimeError as error:
            raise WorkerLost("had died") from error
        outcome = await self._answer(drawing, limit)
        if isinstance(outcome, Broken):
            raise WorkerLost(f"failed:\n{outcome.details}")
        return outcome

    def kill(self) -> None:
        """Ends the process at once; harmless when it has ended."""
        process = self._context.process
        if process is not None and process.pid is not None:
            with contextlib.suppress(OSError, ValueError):
                process.kill()

    async def discard(self) -> None:
        """Ends the process and its pool; returns when both are gone."""
        if self._starting is not None:
            await asyncio.wait([self._starting])
        if self._watched is not None:
            self._loop.remove_reader(self._watched)
        self.kill()
        self._pool.stop()
        await self._joined()

    async def _joined(self) -> None:
        # Not on asyncio's own threads, which Python waits for without a limit before it ends: Pebble's join has none
        # either, and the bot must end even where Pebble waits for what a killed process will never say.
        done: asyncio.Future[None] = self._loop.create_future()

        def join() -> None:
            try:
                self._pool.join()
            finally:
                with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                    self._loop.call_soon_threadsafe(_settle, done)

        threading.Thread(target=join, name="pool-join", daemon=True).start()
        await done

    def _spawn(self) -> Future[WarmedUp]:
        # What is blocked here stays blocked in the worker: Ctrl+C in a terminal reaches every process of the group, but
        # is the bot's alone to answer. Pebble ignores it too, but only after Python's start.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.schedule(worker.warm_up, args=(self._settings,))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _on_death(self) -> None:
        if self._watched is not None:
            self._loop.remove_reader(self._watched)
            self._watched = None
        _settle(self.lost)

    async def _answer(self, future: Future[Result], limit: float) -> Result:
        """The future's result, as long as the worker lives and keeps within the limit."""
        begun = self._loop.time()
        answer = asyncio.wrap_future(future)
        # At shutdown nobody waits for it any more, and it must not be cancelled either: Pebble would set about
        # replacing the worker while its pool is being stopped.
        answer.add_done_callback(_seen)
        await asyncio.wait([answer, self.lost], timeout=limit + _GRACE, return_when=asyncio.FIRST_COMPLETED)
        try:
            if answer.done():
                return answer.result()
        except (ProcessExpired, BrokenProcessPool) as error:
            raise WorkerLost("died") from error
        except TimeoutError as error:
            raise WorkerHung("hung") from error
        except Exception as error:
            raise WorkerLost(f"failed: {error!r}") from error
        finally:
            if not answer.done():
                answer.cancel()
        if self._loop.time() - begun >= limit:
            raise WorkerHung("hung")
        raise WorkerLost("died")


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _seen(answer: asyncio.Future[Any]) -> None:
    """Marks a failure as seen, for asyncio complains of failures that nobody looked at."""
    if not answer.cancelled():
        answer.exception()
