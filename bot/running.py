"""`python -m bot run`: connected to Discord until it is told to stop."""

from __future__ import annotations

import discord

from bot.app import open_bot
from bot.settings import Settings, SettingsError

__all__ = ["LoginFailed", "run_bot"]


class LoginFailed(Exception):
    """Discord did not let the bot in; the message says what to do."""


async def run_bot(settings: Settings, token: str) -> None:
    """Runs until cancelled.

    Raises:
        SettingsError: Discord does not accept the token.
        LoginFailed: Discord cannot be reached, or refuses; once logged in, the client reconnects by itself.
        StoreError: the database cannot be used.
    """
    async with open_bot(settings) as client, client:
        try:
            await client.login(token)
        except discord.LoginFailure as error:
            problem = (
                "Discord does not accept the token. Reset it on the application's Bot page, and write the new one "
                "into .env as MOEGAN_TOKEN."
            )
            raise SettingsError((problem,)) from error
        except discord.HTTPException as error:
            raise LoginFailed(
                f"Discord refuses to start the bot ({error}). Try again in a minute; where MOEGAN_GUILD is set, check "
                "that the bot was invited to that server."
            ) from error
        except OSError as error:
            raise LoginFailed(f"Discord cannot be reached ({error}). Check the connection, and try again.") from error
        await client.connect()
