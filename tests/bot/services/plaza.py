"""What the tests of walls have in common: members who are on one."""

from __future__ import annotations

from bot.services.wall import Standing
from bot.store.rows import Avatar
from tests.bot.services.house import House

GUILD = 1
WEEK = 7 * 24 * 60 * 60


async def on_wall(house: House, user_id: int, name: str = "Aki", guild_id: int = GUILD) -> Avatar:
    """A member with a saved avatar, who wants to be on the wall."""
    avatar = await house.saved(user_id)
    await house.services.collection.wear_avatar(user_id, avatar.id)
    assert (await joined(house, user_id, name, guild_id)).shown
    return avatar


async def joined(house: House, user_id: int, name: str = "Aki", guild_id: int = GUILD) -> Standing:
    return await house.services.wall.join(guild_id, user_id, name)


async def seen_on(house: House, guild_id: int = GUILD) -> list[int]:
    """Whose faces are on the first page of a wall."""
    return [face.spot.user_id for face in (await house.services.wall.page(guild_id)).faces]


async def logged(house: House, guild_id: int = GUILD) -> list[tuple[str, int | None, int | None]]:
    """What a server's log says: action, who did it, to whom; the first first."""
    entries = await house.store.read.audit.of_guild(guild_id, 0, 1000)
    return [(entry.action, entry.actor_user_id, entry.target_user_id) for entry in reversed(entries)]
