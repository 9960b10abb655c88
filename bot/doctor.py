"""`python -m bot doctor`: what stands and what does not, and how to mend it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.app import local_engine, registry_of
from bot.settings import Settings, SettingsError, load_settings
from bot.store.database import Database
from bot.store.errors import StoreError
from gan.engine.interface import EngineError
from gan.models import ModelError

__all__ = ["Finding", "examine"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check.

    Attributes:
        subject: what was looked at.
        good: whether it can be used.
        words: what was found; where it is not good, also what to do.
    """

    subject: str
    good: bool
    words: str


async def examine(*, with_token: bool, env_file: Path = Path(".env")) -> AsyncGenerator[Finding]:
    """Looks at everything that the bot needs, one finding at a time; later checks need the settings to be good.

    Args:
        with_token: also asks Discord whether the token is valid.
        env_file: where the settings are.
    """
    try:
        settings = load_settings(env_file)
    except SettingsError as error:
        for problem in error.problems:
            yield Finding("settings", good=False, words=problem)
        return
    yield Finding("settings", good=True, words=_sources(settings, env_file))
    checks: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        ("database", _database),
        ("models", _models),
        ("worker", _worker),
    ]
    if with_token:
        checks.append(("token", _token))
    models_are_good = True
    for subject, check in checks:
        if subject == "worker" and not models_are_good:
            yield Finding(subject, good=False, words="not tried: it has no model to draw with; mend that first")
            continue
        finding = await _finding(subject, check, settings)
        models_are_good &= finding.good or subject != "models"
        yield finding


def _sources(settings: Settings, env_file: Path) -> str:
    """Where the settings come from, and whether the one that has no default is among them."""
    if env_file.exists():
        sources = f"read from {env_file} and the environment"
    else:
        sources = f"there is no {env_file}: from the environment, else the defaults"
    token = "a token is set" if settings.token else "MOEGAN_TOKEN is not set, which `run` needs (`try` does not)"
    return f"{sources}; {token}"


async def _finding(subject: str, check: Callable[[Settings], Awaitable[str]], settings: Settings) -> Finding:
    try:
        return Finding(subject, good=True, words=await check(settings))
    except (SettingsError, StoreError, ModelError, EngineError) as error:
        return Finding(subject, good=False, words=str(error))
    except discord.LoginFailure:
        advice = "Discord does not accept the token. Reset it on the application's Bot page and write it into .env."
        return Finding(subject, good=False, words=advice)
    except (discord.HTTPException, OSError) as error:
        return Finding(subject, good=False, words=f"{error}. Check the connection, and try again.")


async def _database(settings: Settings) -> str:
    async with Database.open(settings.database) as store, store.write():
        return f"{settings.database} opens, is up to date, and takes writes"


async def _models(settings: Settings) -> str:
    registry = registry_of(settings)
    default = registry.default()
    models = registry.models()
    for model in models:
        model.verify()
    return f"{len(models)} found, all undamaged; new faces are drawn by {default.name} at {default.resolution} px"


async def _worker(settings: Settings) -> str:
    async with local_engine(settings) as engine:
        check = await engine.check()
    return f"{check.workers} on {check.device}; one drew a face in {check.seconds:.2f} s"


async def _token(settings: Settings) -> str:
    token = settings.require_token()
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        await client.login(token)
        return f"valid, the bot is {client.user}"
