"""The bot's settings: from the environment and a `.env` file, checked before anything starts."""

from __future__ import annotations

import difflib
import logging
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from dotenv.parser import parse_stream
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings", "SettingsError", "load_settings"]

PREFIX: Final = "MOEGAN_"


class SettingsError(Exception):
    """The settings cannot be used.

    Attributes:
        problems: a sentence for each value: which it is, what is wrong, what to write. Never the value of a secret.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """Typed settings. Each field is the variable `MOEGAN_` + its name in capitals; `.env.example` explains them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    token: SecretStr | None = Field(None, description="the bot token from the application's Bot page on Discord")
    data: Path = Field(Path("data"), description="the path of a folder, for example ./data")
    guild: int | None = Field(None, gt=0, description="the id of a server (a long whole number), or leave it out")
    workers: int = Field(0, ge=0, le=256, description="a whole number from 0 to 256; 0 stands for one per core")
    queue_limit: int = Field(100, ge=1, le=100_000, description="a whole number from 1 to 100000")
    queue_per_member: int = Field(3, ge=1, le=1000, description="a whole number from 1 to 1000")
    draw_timeout: float = Field(60.0, ge=1, le=800, description="a number of seconds from 1 to 800")
    blend_request_hours: float = Field(24.0, gt=0, le=720, description="a number of hours, at most 720")
    keep_unsaved_days: int = Field(
        30, ge=0, le=36_500, description="a whole number of days; 0 keeps everything for ever"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = Field(
        "info", description="debug, info, warning or error"
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(_lower)] = Field(
        "console", description="console or json"
    )

    @field_validator("token")
    @classmethod
    def _token_is_one_word(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and (len(token.get_secret_value()) < 20 or len(token.get_secret_value().split()) != 1):
            raise ValueError("it is no bot token")
        return token

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "moegan.sqlite3"

    def require_token(self) -> str:
        """The token in the clear, for logging in; raises `SettingsError` where none was given."""
        if self.token is None:
            problem = (
                "MOEGAN_TOKEN is missing. Copy .env.example to .env and write the bot token from the application's Bot "
                "page on Discord; or start without one: python -m bot try"
            )
            raise SettingsError((problem,))
        return self.token.get_secret_value()


def load_settings(env_file: Path = Path(".env")) -> Settings:
    """Reads the settings; variables of the environment go before those of the file.

    Raises:
        SettingsError: a value is malformed, a line cannot be read, or a name is unknown.
    """
    problems = _file_problems(env_file)
    # What it says of lines that it cannot read is said above.
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    settings: Settings | None = None
    try:
        settings = Settings(_env_file=env_file)  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        problems += [_explain(one) for one in error.errors(include_input=False, include_url=False)]
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{env_file} cannot be read ({type(error).__name__}). Make it a readable UTF-8 text file.")
    if problems or settings is None:
        raise SettingsError(tuple(problems))
    return settings


def _file_problems(env_file: Path) -> list[str]:
    """Lines that cannot be read, unknown names and lines without a value in the file."""
    try:
        with env_file.open(encoding="utf-8") as file:
            lines = list(parse_stream(file))
    except (OSError, UnicodeDecodeError):
        return []
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    problems: list[str] = []
    for line in lines:
        if line.error:
            # Without the line itself, which may hold the token.
            problems.append(f"Line {line.original.line} of {env_file} cannot be read. Write NAME=value, or remove it.")
        name, value = line.key or "", line.value
        if not name.upper().startswith(PREFIX):
            continue
        if name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1, cutoff=0.8)
            advice = f"Did you mean {near[0]}?" if near else f"The settings are: {', '.join(known)}."
            problems.append(f"{name} in {env_file} is no setting of MoeGAN. {advice}")
        elif value is None:
            problems.append(f"{name} in {env_file} has no value. Write {name}=..., or remove the line.")
    return problems


def _explain(error: Any) -> str:
    name = str(error["loc"][0])
    field = Settings.model_fields[name]
    return f"{PREFIX}{name.upper()} is malformed. Write {field.description}."
