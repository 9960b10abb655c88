"""`python -m bot`: run, try and doctor as an operator meets them.

What needs no process of its own is called in this one: a process takes seconds, and one that draws takes many.
"""

import asyncio
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import psutil
import pytest
from typer.testing import CliRunner

from bot.__main__ import main
from bot.doctor import Finding, examine
from bot.running import LoginFailed, run_bot
from bot.settings import Settings, load_settings
from bot.stopping import run_until_stopped
from tests.fakes import fake_registry
from tests.tiny import write_tiny_model

ROOT = Path(__file__).parents[2]
# Seconds that a process may take on a machine that is busy with other things.
PATIENCE = 300


def _bot(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    """The program in a folder of its own, with one worker and the small model."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MOEGAN_")}
    environment |= {"PYTHONPATH": str(ROOT), "MOEGAN_DATA": str(folder / "data"), "MOEGAN_WORKERS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the program is started in, without settings, models or data of its own."""
    for name in [name for name in os.environ if name.startswith("MOEGAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("bot.app.SHIPPED", tmp_path / "shipped")
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield tmp_path
    root.handlers, root.level = handlers, level


@pytest.fixture
def damaged(folder: Path) -> Path:
    """The weights of the one model that there is, which are not those that its card describes."""
    fake_registry(folder / "data" / "models", moe="moe")
    weights = folder / "data" / "models" / "moe.safetensors"
    weights.write_bytes(b"not what the card says")
    return weights


async def _findings(last: str) -> list[Finding]:
    """What doctor finds, up to a subject."""
    found: list[Finding] = []
    async for finding in examine(with_token=False):
        found.append(finding)
        if finding.subject == last:
            break
    return found


def test_run_without_a_token_says_where_to_get_one(folder: Path):
    done = CliRunner().invoke(main, ["run"])

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "MOEGAN_TOKEN is missing." in done.stderr


async def test_run_says_so_where_discord_cannot_be_reached(folder: Path, monkeypatch: pytest.MonkeyPatch):
    async def unreachable(*_: object) -> None:
        raise OSError("no route to host")

    @asynccontextmanager
    async def bot(_: Settings) -> AsyncGenerator[discord.Client]:
        yield discord.Client(intents=discord.Intents.none())

    monkeypatch.setattr("bot.running.open_bot", bot)
    monkeypatch.setattr(discord.Client, "login", unreachable)
    with pytest.raises(LoginFailed, match=r"no route to host\). Check the connection"):
        await run_bot(load_settings(), "token")


@pytest.mark.parametrize("command", ["run", "doctor", "try"])
def test_a_malformed_setting_is_named_with_what_to_write(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MOEGAN_QUEUE_LIMIT", "many")
    done = CliRunner().invoke(main, [command])

    assert done.exit_code == 1
    assert "MOEGAN_QUEUE_LIMIT is malformed." in done.output
    assert isinstance(done.exception, SystemExit), "said in words, not raised"


def test_try_without_a_usable_model_says_so_and_starts_nothing(damaged: Path):
    done = CliRunner().invoke(main, ["try", "--no-open", "--data", "data"])

    assert done.exit_code == 1
    assert re.fullmatch(r"The weights of model moe are damaged .* Restore the file .*\n", done.stderr)
    assert not Path("data/moegan.sqlite3").exists()


def test_doctor_finds_nothing_wrong_where_nothing_is(tmp_path: Path):
    write_tiny_model(tmp_path / "data" / "models")
    out, err = _bot("doctor", folder=tmp_path).communicate(timeout=PATIENCE)

    assert [line[:1] for line in out.splitlines()] == ["✓"] * 4, out + err


async def test_doctor_names_a_damaged_model_and_does_not_try_to_draw_with_it(damaged: Path):
    *good, model, worker = await _findings("worker")

    assert [finding.good for finding in good] == [True, True]
    assert not model.good
    assert re.search(r"are damaged .* Restore the file", model.words)
    assert (worker.good, worker.words[:9]) == (False, "not tried")


async def test_doctor_says_what_is_wrong_with_the_database(folder: Path):
    (folder / "data").mkdir()
    (folder / "data" / "moegan.sqlite3").write_bytes(b"no database" * 1000)
    database = (await _findings("database"))[-1]

    assert not database.good
    assert "damaged or no SQLite database. Restore it from a backup." in database.words


async def test_doctor_says_where_the_settings_come_from_and_whether_there_is_a_token(folder: Path):
    (without,) = await _findings("settings")
    (folder / ".env").write_text("MOEGAN_TOKEN=a-token-of-no-bot-at-all\n")
    (with_token,) = await _findings("settings")

    assert "there is no .env: from the environment, else the defaults; MOEGAN_TOKEN is not set" in without.words
    assert with_token.words == "read from .env and the environment; a token is set"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_once_it_has_cleaned_up(number: signal.Signals):
    done: list[str] = []

    async def serve() -> None:
        try:
            os.kill(os.getpid(), number)
            await asyncio.sleep(PATIENCE)
        finally:
            os.kill(os.getpid(), number)  # a second one does not cut the cleaning up short
            await asyncio.sleep(0.01)
            done.append("cleaned up")

    run_until_stopped(serve())

    assert done == ["cleaned up"]


def test_try_prints_its_address_and_stops_cleanly(tmp_path: Path):
    """On SIGINT; tests/browser stops it with SIGTERM."""
    write_tiny_model(tmp_path / "data" / "models")
    process = _bot("try", "--no-open", "--data", str(tmp_path / "data"), folder=tmp_path)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.stderr and process.stderr.read()
        with urllib.request.urlopen(address.partition("#")[0], timeout=PATIENCE) as page:  # noqa: S310
            assert page.status == 200
        children = psutil.Process(process.pid).children(recursive=True)
        assert children
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()

    assert process.returncode == 0
    assert out == ""
    assert "Traceback" not in err
    _, left = psutil.wait_procs(children, PATIENCE)
    assert left == []
    assert (tmp_path / "data" / "moegan.sqlite3").is_file()


def test_try_says_which_port_is_taken_before_it_draws(folder: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["try", "--no-open", "--port", str(port)])

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == f"Port {port} cannot be used: choose another one with --port.\n"


def test_try_names_the_languages_that_there_are():
    done = CliRunner().invoke(main, ["try", "--locale", "tlh"])

    assert done.exit_code == 1
    assert "There is no language 'tlh'. Choose one of: en, zh-CN." in done.output
