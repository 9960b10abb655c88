"""`python -m bot`: run, try and doctor as an operator meets them."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.tiny import write_tiny_model

ROOT = Path(__file__).parents[2]


def _bot(*arguments: str, folder: Path, settings: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """The program in a folder of its own, with no settings but those given."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MOEGAN_")}
    environment |= {"PYTHONPATH": str(ROOT), "MOEGAN_DATA": str(folder / "data"), "MOEGAN_WORKERS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment | (settings or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose data folder holds a small model."""
    write_tiny_model(tmp_path / "data" / "models")
    return tmp_path


def test_run_without_a_token_says_where_to_get_one(tmp_path: Path):
    process = _bot("run", folder=tmp_path)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert out == ""
    assert err.count("\n") == 1
    assert "MOEGAN_TOKEN is missing." in err


@pytest.mark.parametrize("command", ["run", "doctor", "try"])
def test_a_malformed_setting_is_named_with_what_to_write(tmp_path: Path, command: str):
    process = _bot(command, folder=tmp_path, settings={"MOEGAN_QUEUE_LIMIT": "many"})
    out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "MOEGAN_QUEUE_LIMIT is malformed." in out + err
    assert "Traceback" not in err


def test_doctor_finds_nothing_wrong_where_nothing_is(folder: Path):
    process = _bot("doctor", folder=folder)
    out, err = process.communicate(timeout=120)

    assert [line[:1] for line in out.splitlines()] == ["✓"] * 4, out + err
    assert process.returncode == 0


def test_doctor_names_a_damaged_model_and_what_to_do(folder: Path):
    (weights,) = (folder / "data" / "models").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:-1])
    process = _bot("doctor", folder=folder)
    out, _ = process.communicate(timeout=120)

    assert process.returncode == 1
    assert re.search(r"^✗ models .* are damaged .* Restore the file", out, re.MULTILINE)


def test_doctor_says_what_is_wrong_with_the_database(folder: Path):
    (folder / "data" / "moegan.sqlite3").write_bytes(b"no database" * 1000)
    process = _bot("doctor", folder=folder)
    out, err = process.communicate(timeout=120)

    assert process.returncode == 1
    assert re.search(r"^✗ database ", out, re.MULTILINE)
    assert "Traceback" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_try_prints_its_address_and_stops_cleanly(folder: Path, number: signal.Signals):
    process = _bot("try", "--no-open", "--data", str(folder / "data"), folder=folder)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.stderr and process.stderr.read()
        with urllib.request.urlopen(address.partition("#")[0], timeout=10) as page:  # noqa: S310
            assert page.status == 200
        children = psutil.Process(process.pid).children(recursive=True)
        assert children
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()

    assert process.returncode == 0
    assert out == ""
    assert "Traceback" not in err
    deadline = time.monotonic() + 10
    while any(child.is_running() for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(child.is_running() for child in children)
    assert (folder / "data" / "moegan.sqlite3").is_file()


def test_try_says_which_port_is_taken(folder: Path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = _bot("try", "--no-open", "--port", str(port), "--data", str(folder / "data"), folder=folder)
        out, err = process.communicate(timeout=120)

    assert process.returncode == 1
    assert out == ""
    assert f"Port {port} cannot be used" in err
    assert "Traceback" not in err
