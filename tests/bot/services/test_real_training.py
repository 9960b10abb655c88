"""A style from the first picture to the last avatar, with the trainer that servers have and a base of 32 pixels."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from bot.services import Services, open_services
from bot.services.drawn import Drawing
from bot.services.training.runs import RunStatus
from bot.services.training.verdicts import Report
from bot.store.database import Database
from bot.store.rows import Origin
from gan.engine.local import LocalEngine
from gan.engine.seeking import LocalSeeker
from gan.engine.trainer import LocalTrainer
from gan.engine.trainer_process import TRAINER
from gan.models import Model, Registry
from tests.bot.services.atelier import GUILD, File
from tests.bot.services.house import AKI
from tests.gan.finetuning.small import warm, write_base, write_pictures
from tests.gan.uploads.files import encoded

SEED = "7"
STEPS, PICTURES = 80, 36
# Seconds that anything may take, on a machine that does much else beside.
PATIENCE = 300

_interactions = itertools.count(910_000_000_000_000_000)


@asynccontextmanager
async def bot(data: Path, base: Model) -> AsyncGenerator[Services]:
    """The bot without Discord; opened again over the same data, it is the same bot after a restart."""
    models = base.weights.parent
    folders = (models, data / "models")
    command = (*TRAINER, "--models", str(models), "--base", base.name, "--steps", str(STEPS))
    async with (
        Database.open(data / "moegan.sqlite3", durable=False) as store,
        LocalEngine(folders, workers=1) as engine,
        LocalTrainer(command=command, look_seconds=0.05) as trainer,
        open_services(store, engine, Registry(folders), trainer, LocalSeeker(folders), rng=Random(1)) as services,
    ):
        yield services


def asked() -> Origin:
    """A new interaction."""
    return Origin(next(_interactions), application_id=5, token="secret-token", user_id=AKI, guild_id=GUILD)


async def pixels(drawing: Drawing) -> str:
    """The hash of the one picture that is drawn."""
    (face,) = (await drawing.result()).faces
    return face.pixel_hash


async def drawn(services: Services, style: str | None = None) -> str:
    """The same seed, in a style or in what the server uses."""
    return await pixels(await services.drawing.new(asked(), SEED, 1, style=style))


async def shown(services: Services, name: str) -> str:
    """A saved avatar, drawn again."""
    return await pixels(await services.drawing.redraw(asked(), [await services.collection.face(AKI, name)]))


async def until(services: Services, run_id: int, good: Callable[[RunStatus], bool]) -> RunStatus:
    """How far a run is, once it is that far."""
    async with asyncio.timeout(PATIENCE):
        while (status := await services.training.runs.current(run_id)) is None or not good(status):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return status


def enlarged(path: Path) -> bytes:
    """A picture as large as pictures must be at least."""
    with Image.open(path) as picture:
        return encoded(picture.resize((64, 64), Image.Resampling.NEAREST))


def handed(pictures: Path) -> list[File]:
    """The files of a form."""
    return [File(path.name, enlarged(path)) for path in sorted(pictures.iterdir())]


async def begun(services: Services, files: list[File]) -> int:
    """A run that has come some way."""
    done = await services.training.pictures.hand_in(GUILD, AKI, "Warm", files, consented=True)
    assert done.collection is not None
    assert done.added == PICTURES
    run = (await services.training.runs.start(asked(), done.collection.id)).run
    await until(services, run.id, lambda status: status.progress is not None and status.progress.step > 0)
    return run.id


async def finished(services: Services, run_id: int) -> Report:
    """What the admins judge it by."""
    status = await until(services, run_id, lambda status: not status.run.open)
    assert status.run.state == "finished", status.run.error
    return await services.training.verdicts.report(status.run)


def starts(data: Path) -> list[int]:
    """The steps that the trainers of the first run began at."""
    lines = (data / "training" / "runs" / "1" / "run" / "progress.jsonl").read_text().splitlines()
    return [event["step"] for event in map(json.loads, lines) if event["event"] == "started"]


def size(picture: bytes | None) -> tuple[int, int]:
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.size


async def test_a_style_is_learned_through_a_restart_adopted_drawn_in_and_left_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # So small a network is learned no sooner by threads that wait for one another.
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    base = write_base(tmp_path / "models")
    files = handed(write_pictures(base, tmp_path / "pictures", PICTURES, warm))
    data = tmp_path / "data"
    async with bot(data, base) as services:
        before = await drawn(services)
        await services.collection.save(AKI, "Mei")
        run_id = await begun(services, files)
    async with bot(data, base) as services:
        report = await finished(services, run_id)
        first, second = starts(data)
        assert first == 0
        assert 0 < second < STEPS, "it went on from its checkpoint"
        assert [gate.name for gate in report.gates if not gate.passed] == []
        assert size(report.grid) == (8 * 160, 2 * 160)
        assert size(report.strip) == (8 * 160, 3 * 160)
        assert await drawn(services) == before, "nothing changes before it is adopted"

        await services.training.verdicts.adopt(GUILD, AKI, run_id)
        assert [style.name for style in (await services.styles.book(GUILD)).adopted] == ["Warm"]
        assert await drawn(services) == before, "nor before it is used"
        styled = await drawn(services, "Warm")
        assert styled != before
        assert await pixels(await services.restyling.restyle(asked(), "Mei", "Warm")) == styled
        await services.styles.use(GUILD, "Warm", AKI)
        assert await drawn(services) == styled

        await services.styles.use(GUILD, "original", AKI)
        assert await drawn(services) == before
        assert await shown(services, "Mei") == before
    async with bot(data, base) as services:
        assert await drawn(services, "Warm") == styled
        assert await shown(services, "Mei") == before
