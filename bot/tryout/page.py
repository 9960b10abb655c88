"""Serves the page of `try` until it is closed or the program is told to stop."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import simcord

from bot.app import local_engine, open_bot, registry_of
from bot.client import MoeClient
from bot.locales import FALLBACK
from bot.settings import Settings, load_settings
from bot.tryout.freshness import keep_fresh
from bot.tryout.outside import OutsideEngine
from bot.tryout.samples import SamplePress, sample_page
from bot.tryout.world import build_world, give_faces
from gan.engine.interface import Engine
from gan.engine.training import TrainerEngine
from gan.models import Registry

__all__ = ["TryoutError", "serve"]

# The page shows the outcome of an action once the bot has come to rest, so it must outwait the slowest drawing.
_BEYOND_DRAWING: Final = 15.0


class TryoutError(Exception):
    """The page cannot be served; the message says what to do."""


async def serve(
    *,
    port: int,
    data: Path | None,
    open_browser: bool,
    locale: str = FALLBACK,
    engine: Engine | None = None,
    registry: Registry | None = None,
    trainer: TrainerEngine | None = None,
) -> None:
    """Prints the page's address on stdout once it answers, and serves it until cancelled or closed.

    Args:
        port: 0 takes a free one.
        data: the folder of the database; a temporary one where absent.
        locale: the language of the members.
        engine, registry, trainer: in place of the machine's own.

    Raises:
        TryoutError: the port is taken, or the page's libraries are missing.
        ModelError: there is no model to draw with.
        StoreError: the database of the data folder cannot be used.
    """
    _check_port(port)
    with ExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="moegan-try-")))
        # Trying needs no .env, and one that is half filled in must not stand in the way.
        settings = load_settings(Path(os.devnull)).model_copy(update={"data": folder, "guild": None})
        (registry or registry_of(settings)).default().verify()
        print("Starting; the first face takes a few seconds ...", file=sys.stderr, flush=True)  # noqa: T201
        outside = OutsideEngine(engine or local_engine(settings))
        async with open_bot(settings, engine=outside, registry=registry, trainer=trainer, always_sync=True) as client:
            client.add_dynamic_items(SamplePress)
            await _serve(client, settings, port=port, open_browser=open_browser, locale=locale)


def _check_port(port: int) -> None:
    """Finds a taken port before a minute goes into faces; raises `TryoutError`."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except OSError as error:
        raise _port_taken(port) from error


def _port_taken(port: int) -> TryoutError:
    return TryoutError(f"Port {port} cannot be used: choose another one with --port.")


def _speak(client: MoeClient, locale: str) -> None:
    """Lets all members speak a language; those of SimCord speak American English alone."""
    parsers = client._connection.parsers  # pyright: ignore[reportPrivateUsage]
    parse = parsers["INTERACTION_CREATE"]

    def in_language(payload: Any) -> None:
        parse({**payload, "locale": locale, "guild_locale": locale})

    parsers["INTERACTION_CREATE"] = in_language


async def _serve(client: MoeClient, settings: Settings, *, port: int, open_browser: bool, locale: str) -> None:
    patience = settings.draw_timeout + _BEYOND_DRAWING
    async with simcord.run(client, check_errors=False, settle_timeout=patience) as env:
        if client.user is not None:
            await client.user.edit(username="MoeGAN")
        _speak(client, locale)
        world = await build_world(env)
        await give_faces(world, client.services, locale)
        await client.get_partial_messageable(world.channel.id).send(view=sample_page(locale).build())
        preview = env.preview(world.channel, viewers=world.members, layout="channel", port=port)
        try:
            await preview.__aenter__()
        except simcord.SetupError as error:
            if isinstance(error.__cause__, OSError):
                raise _port_taken(port) from error
            raise TryoutError(f"The page cannot be shown: {error}") from error
        fresh = asyncio.create_task(keep_fresh(env, preview))
        try:
            print(preview.url, flush=True)  # noqa: T201
            print("Type /avatar new in the page. Ctrl+C ends it.", file=sys.stderr, flush=True)  # noqa: T201
            if open_browser:
                await asyncio.to_thread(webbrowser.open, preview.url)
            await preview.wait_closed()
        finally:
            fresh.cancel()
            await preview.close()
