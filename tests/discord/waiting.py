"""When a bot waits for what people do with what it has shown them."""

import asyncio
from typing import Any

import discord

from tests.discord.exchange import Exchange

__all__ = ["waits"]


async def waits(client: discord.Client, exchange: Exchange) -> Exchange:
    """The exchange, once its form or menus are shown and the bot waits for what people do with them.

    discord.py begins to wait only when Discord's answer to it has come, and people take longer than that.
    """
    store: Any = client._connection._view_store  # pyright: ignore[reportPrivateUsage]
    await exchange.acknowledged()

    def known() -> bool:
        if exchange.modal is not None:
            return exchange.modal["custom_id"] in store._modals
        return exchange.message is not None and exchange.message.id in store._views

    while not known():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return exchange
