"""What a process is given that the bot starts."""

import os

import pytest

from gan.environment import for_a_process


def test_a_process_is_given_no_setting_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEGAN_TOKEN", "secret")
    assert "secret" not in for_a_process().values()
    assert for_a_process()["PATH"] == os.environ["PATH"]
