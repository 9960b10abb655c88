"""Members of the loopback's server who keep the bot busy."""

from __future__ import annotations

import asyncio
import random

from benchmarks.loopback import BotProcess
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.rules import walk
from tests.discord.world import Json

__all__ = ["Crowd", "save_buttons"]

_PATIENCE = 60.0


def save_buttons(drawn: Exchange) -> list[str]:
    """The custom ids of the save buttons under a drawing."""
    assert drawn.message is not None, f"nothing was drawn: {drawn.refusals}"
    found = [str(part.get("custom_id", "")) for part in walk(drawn.message.components)]
    return [custom_id for custom_id in found if custom_id.startswith("moe:save:")]


class Crowd:
    """Members who keep the queue full, and do everything else besides.

    Always the same members doing the same things in the same order; which of them comes when is the bot's affair.
    """

    def __init__(self, bot: BotProcess, members: int) -> None:
        self._random = random.Random(0)
        self._members = [bot.discord.user(f"member {number}") for number in range(members)]
        self._unsaved: list[tuple[Person, Exchange, str]] = []
        self._draws: list[Exchange] = []
        self._typing: list[asyncio.Task[list[Json]]] = []

    async def settle_in(self) -> None:
        """Everybody draws four faces and saves one, so that there are names, galleries and buttons to use."""
        for member in self._members:
            drawn = await (await member.slash("avatar new")).finished(timeout=_PATIENCE)
            first, *others = save_buttons(drawn)
            await (await member.click(drawn, first)).finished(timeout=_PATIENCE)
            self._unsaved += [(member, drawn, button) for button in others]
        self._random.shuffle(self._unsaved)

    @property
    def waiting(self) -> int:
        """Draws that were asked for and are not answered."""
        self._draws = [draw for draw in self._draws if draw.loading or draw.callback is None]
        return len(self._draws)

    async def keep_waiting(self, draws: int) -> None:
        """Asks for another draw whenever fewer than this many are waiting, for ever."""
        while True:
            while self.waiting < draws:
                await self.new()
            await asyncio.sleep(0.01)

    async def gathered(self, draws: int) -> None:
        """Returns once so many draws are waiting and each of them was acknowledged."""
        while self.waiting < draws or any(draw.callback is None for draw in self._draws):  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    async def new(self) -> None:
        """Somebody asks for four pictures."""
        self._draws.append(await self._somebody().slash("avatar new"))

    async def gallery(self) -> None:
        """Somebody looks at what they saved, which is drawn again."""
        self._draws.append(await self._somebody().slash("avatar gallery"))

    async def save(self) -> None:
        """Somebody saves one more face; once all are saved, one that is saved already."""
        choice = self._unsaved.pop(0)
        self._unsaved.append(choice)
        member, drawn, button = choice
        await member.click(drawn, button)

    async def autocomplete(self) -> None:
        """Somebody types a name."""
        typing = self._somebody().autocomplete("avatar wear", {"name": "a"}, timeout=_PATIENCE)
        self._typing.append(asyncio.create_task(typing))

    async def typed(self) -> None:
        """Returns once everybody who typed a name got their suggestions."""
        await asyncio.gather(*self._typing)

    def _somebody(self) -> Person:
        return self._random.choice(self._members)
