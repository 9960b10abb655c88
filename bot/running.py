"""`python -m bot run`: connected to Discord until it is told to stop."""

from __future__ import annotations

import discord

from bot.app import open_bot
from bot.settings import Settings, SettingsError

__all__ = ["run_bot"]


async def run_bot(settings: Settings, token: str) -> None:
    """Runs until cancelled.

    Raises:
        SettingsError: Discord does not accept the token.
        StoreError: the database cannot be used.
    """
    async with open_bot(settings) as client, client:
        try:
            await client.start(token)
        except discord.LoginFailure as error:
            problem = (
                "Discord does not accept the token. Reset it on the application's Bot page, and write the new one "
                "into .env as MOEGAN_TOKEN."
            )
            raise SettingsError((problem,)) from error
