"""What a process is given that the bot starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gan import environment
from gan.environment import for_a_process


def test_a_process_is_given_no_setting_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEGAN_TOKEN", "secret")
    assert "secret" not in for_a_process().values()
    assert for_a_process()["PATH"] == os.environ["PATH"]


def test_a_process_gives_way_with_its_session_where_sessions_are_weighed(tmp_path: Path) -> None:
    told = tmp_path / "autogroup"
    told.touch()
    code = (
        "import os, pathlib, gan.environment as it\n"
        f"it._SESSION = pathlib.Path({str(told)!r})\n"
        "it.give_way(3)\n"
        "print(os.nice(0))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=for_a_process(), capture_output=True, check=True, text=True)
    assert int(done.stdout) == min(19, os.nice(0) + 3)
    assert told.read_text() == done.stdout.strip()


def test_a_process_gives_way_where_no_sessions_are_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_SESSION", tmp_path / "none")
    environment.give_way(0)
    assert list(tmp_path.iterdir()) == []
