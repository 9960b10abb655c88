"""Settings: what may be written, and what is said of what may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.abcdef.a-token-of-no-bot"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MOEGAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / ".env"
    path.write_text(text)
    return path


def problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(tmp_path, text))
    return caught.value.problems


def test_everything_has_a_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / ".env")
    assert settings.token is None
    assert settings.database == Path("data/moegan.sqlite3")


def test_the_example_names_every_setting_with_its_default(tmp_path: Path) -> None:
    named = re.findall(r"^(MOEGAN_\w+)=", EXAMPLE.read_text(), re.MULTILINE)
    assert named == [f"MOEGAN_{name.upper()}" for name in Settings.model_fields]
    assert load_settings(EXAMPLE) == load_settings(tmp_path / "none")


def test_values_are_read_and_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, f"MOEGAN_TOKEN={TOKEN}\nMOEGAN_WORKERS=3\nMOEGAN_LOG_LEVEL=DEBUG\nOTHER=1\n")
    monkeypatch.setenv("MOEGAN_WORKERS", "5")
    settings = load_settings(path)
    assert (settings.workers, settings.log_level, settings.require_token()) == (5, "debug", TOKEN)


def test_the_token_is_never_shown(tmp_path: Path) -> None:
    assert TOKEN not in repr(load_settings(written(tmp_path, f"MOEGAN_TOKEN={TOKEN}\n")))
    said = "".join(problems(tmp_path, "MOEGAN_TOKEN='my secret words and more'\nMOEGAN_WORKERS=lots\n"))
    assert "secret" not in said
    assert "MOEGAN_TOKEN is malformed. Write the bot token" in said


def test_a_missing_token_is_explained() -> None:
    with pytest.raises(SettingsError, match=r"MOEGAN_TOKEN is missing\. Copy \.env\.example to \.env"):
        load_settings(Path("none")).require_token()


@pytest.mark.parametrize(
    "line",
    [
        "MOEGAN_WORKERS=-1",
        "MOEGAN_WORKERS=two",
        "MOEGAN_QUEUE_LIMIT=0",
        "MOEGAN_QUEUE_PER_MEMBER=1.5",
        "MOEGAN_DRAW_TIMEOUT=3600",
        "MOEGAN_DRAW_TIMEOUT=nan",
        "MOEGAN_BLEND_REQUEST_HOURS=0",
        "MOEGAN_KEEP_UNSAVED_DAYS=-1",
        "MOEGAN_GUILD=here",
        "MOEGAN_LOG_LEVEL=loud",
        "MOEGAN_LOG_FORMAT=xml",
    ],
)
def test_a_malformed_value_is_named_with_what_to_write(tmp_path: Path, line: str) -> None:
    (problem,) = problems(tmp_path, line)
    assert re.fullmatch(rf"{line.partition('=')[0]} is malformed\. Write .+\.", problem)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "MOEGAN_WORKERS=x\nMOEGAN_QUEUE_LIMIT=x\nMOEGAN_WROKERS=2\n")) == 3


def test_an_unknown_name_is_told_with_a_guess(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "MOEGAN_WROKERS=2\n")
    assert problem.endswith("is no setting of MoeGAN. Did you mean MOEGAN_WORKERS?")
    (problem,) = problems(tmp_path, "MOEGAN_XYZZY=2\n")
    assert "The settings are: MOEGAN_TOKEN" in problem


def test_a_name_without_a_value_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "MOEGAN_WORKERS\n")
    assert "has no value" in problem


def test_a_line_that_cannot_be_read_is_told_by_its_number_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (problem,) = problems(tmp_path, 'MOEGAN_WORKERS=2\nmy secret = not "a line\n')
    assert re.fullmatch(r"Line 2 of .+ cannot be read\. Write NAME=value, or remove it\.", problem)
    assert caplog.records == []


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"MOEGAN_WORKERS=\xff\xfe\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(path)
