"""Looks for the face that is nearest to a picture, in a process of its own: drawing goes on meanwhile.

Importing this module imports neither torch nor numpy; the process does. The picture goes in by the process's standard
input and lies on no disk. Each line on its standard output is one JSON object:

    {"done": 12, "total": 24}
    {"found": {"recipe": "...", "nearness": 0.83}}
    {"refused": "why this model cannot be used"}
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, TextIO

from gan.ending import end
from gan.engine.aside import ordered
from gan.engine.interface import EngineError
from gan.environment import for_a_process, give_way
from gan.models import ModelError, Registry
from gan.recipe import Recipe, RecipeError

__all__ = ["FaceSeeker", "LocalSeeker", "SeekingFailed", "SeekingTimeout", "Sought", "Tell"]

# Drawing gives way to the bot by 5 (see gan.engine.worker), and this to drawing; nobody waits as long for it as for
# a training, which gives way by 15.
_NICENESS: Final = 10
# Seconds; on a core of its own the shipped model takes about twelve.
_LIMIT: Final = 240.0

Tell = Callable[[int, int], None]


class SeekingFailed(EngineError):
    """The search could not be made; the message says why."""


class SeekingTimeout(SeekingFailed):
    """The search took longer than it may."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The nearest face.

    Attributes:
        recipe: what draws it.
        nearness: 0 to 1: 1 is the very picture, 0.5 no nearer than any other face.
    """

    recipe: Recipe
    nearness: float


class FaceSeeker(Protocol):
    """Looks for faces."""

    async def find(self, model_id: str, picture: bytes, tell: Tell) -> Sought:
        """The nearest face that a model draws. Cancelling it ends the search.

        Args:
            picture: a PNG file of our own making (`gan.uploads.single`).
            tell: told how many steps of how many are done.

        Raises:
            SeekingTimeout, SeekingFailed
        """
        ...


class LocalSeeker:
    """Keeps `FaceSeeker` with a process on this machine for each search; one at a time is for the caller to see to.

    Args:
        folders: of the model registry.
        limit: seconds that a search may take.
        command: what searches; tests put their own here.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        limit: float = _LIMIT,
        command: Sequence[str] = (sys.executable, "-m", "gan.engine.seeking"),
    ) -> None:
        self._folders = tuple(folders)
        self._limit = limit
        self._command = tuple(command)

    async def find(self, model_id: str, picture: bytes, tell: Tell) -> Sought:
        """See `FaceSeeker`."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=for_a_process() | {"OMP_NUM_THREADS": "1"},
            # Its own session can be told to give way.
            start_new_session=True,
        )
        assert process.stderr is not None  # noqa: S101  # it was asked for
        complaints = asyncio.ensure_future(process.stderr.read())
        try:
            async with asyncio.timeout(self._limit):
                sought = await self._heard(process, model_id, picture, tell)
                if sought is not None:
                    return sought
                words = (await complaints)[-2000:].decode(errors="replace")
            raise SeekingFailed(f"The search ended without a word of what it found: {words}")
        except TimeoutError as error:
            raise SeekingTimeout(f"The search took longer than {self._limit:.0f} s.") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SeekingFailed(f"The search said what none says: {error!r}") from error
        finally:
            complaints.cancel()
            await asyncio.wait([complaints])
            await asyncio.shield(end(process))

    async def _heard(
        self, process: asyncio.subprocess.Process, model_id: str, picture: bytes, tell: Tell
    ) -> Sought | None:
        """What the process found; None where it ended early."""
        assert process.stdin is not None  # noqa: S101  # both were asked for
        assert process.stdout is not None  # noqa: S101
        order = {"folders": [str(folder) for folder in self._folders], "model": model_id}
        head = json.dumps({"order": order, "sizes": [len(picture)]}).encode()
        process.stdin.write(b"\n".join([head, picture]))
        with contextlib.suppress(ConnectionError):
            await process.stdin.drain()
        process.stdin.close()
        while line := await process.stdout.readline():
            said: Any = json.loads(line)
            match said:
                case {"done": int(done), "total": int(total)}:
                    tell(done, total)
                case {"found": {"recipe": str(recipe), "nearness": float(nearness)}}:
                    return Sought(Recipe.from_json(recipe), nearness)
                case {"refused": str(why)}:
                    raise SeekingFailed(why)
                case _:
                    raise ValueError(repr(line[:200]))
        return None


def _main(source: BinaryIO, target: TextIO) -> None:
    """What the process does."""
    give_way(_NICENESS)
    os.environ["OMP_NUM_THREADS"] = "1"
    import numpy as np
    import torch
    from PIL import Image

    from gan.resemblance.search import Seeker

    def say(**line: object) -> None:
        target.write(json.dumps(line) + "\n")
        # Where nobody listens any more, this ends the process.
        target.flush()

    torch.set_num_threads(1)
    order, (file,) = ordered(source)
    try:
        model = Registry([Path(folder) for folder in order["folders"]]).get(order["model"])
        pixels = np.asarray(Image.open(io.BytesIO(file), formats=("PNG",)).convert("RGB"))
        found = Seeker(model).find(pixels, lambda done, total: say(done=done, total=total))
    except (ModelError, RecipeError) as error:
        say(refused=str(error))
    else:
        say(found={"recipe": found.recipe.to_json(), "nearness": found.nearness})


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout)
