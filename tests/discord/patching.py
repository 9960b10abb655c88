"""Points an unmodified discord.py at a loopback server: here for a while, or in a process of its own for good.

    python -m tests.discord.patching http://127.0.0.1:PORT MODULE [ARGUMENTS]

runs a module, for example `bot run`, as `python -m` would, with every client in it talking to that server.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import discord
import discord.http
import yarl
from discord.gateway import DiscordWebSocket

from tests.discord.addresses import api_url, gateway_url

if TYPE_CHECKING:
    # Not at run time: a bot that is pointed at a server need not carry one.
    from tests.discord.server import LoopbackDiscord


@contextmanager
def patched_discord(server: LoopbackDiscord) -> Generator[None]:
    """While it lasts, every discord.py client of this process talks to `server` and to nothing else.

    Only the addresses are exchanged, no code; they are put back at the end.
    """
    before = (discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)
    point_at(server.base_url)
    try:
        yield
    finally:
        discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before[:2]
        _set_asset_base(before[2])


def point_at(base_url: str) -> None:
    """Let discord.py talk to the loopback at `base_url`, for as long as this process lives."""
    discord.http.Route.BASE = api_url(base_url)
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url(base_url))
    _set_asset_base(base_url)


def _set_asset_base(url: str) -> None:
    # Not a plain assignment: discord.py's annotation takes its own address for the only one there can be.
    setattr(discord.Asset, "BASE", url)  # noqa: B010


if __name__ == "__main__":
    point_at(sys.argv[1])
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
