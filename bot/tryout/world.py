"""The server of `try`: an admin, three friends with faces of their own, and one channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import discord
import simcord

from bot.locales import FALLBACK, text
from bot.services import Services
from bot.store.rows import BlendPrivacy, Origin
from bot.tryout.freshness import catch_up

__all__ = ["TryWorld", "build_world", "give_faces"]

_ADMIN: Final = "Aoi"


@dataclass(frozen=True, slots=True)
class _Friend:
    name: str
    face: str
    seed: str
    privacy: BlendPrivacy


_FRIENDS: Final = (
    _Friend("Hana", "Sunday Hana", "11", BlendPrivacy.EVERYONE),
    _Friend("Ren", "Ren", "27", BlendPrivacy.EVERYONE),
    _Friend("Yuki", "Snow", "42", BlendPrivacy.ASK),
)


@dataclass(frozen=True, slots=True)
class TryWorld:
    """Who and what there is.

    Attributes:
        members: the admin first, then the friends.
    """

    guild_id: int
    channel: simcord.ChannelHandle
    members: tuple[simcord.MemberActor, ...]

    @property
    def friends(self) -> tuple[simcord.MemberActor, ...]:
        """Everybody but the admin."""
        return self.members[1:]


async def build_world(env: simcord.Env) -> TryWorld:
    """Makes the server; its ids are the same every time, so that a named data folder finds its members again."""
    users = [env.create_user(name.lower(), global_name=name) for name in (_ADMIN, *(one.name for one in _FRIENDS))]
    guild = env.create_guild("Moe Café", owner=users[0])
    channel = guild.create_text_channel("avatars")
    # SimCord's clock starts at the same second every time. Ids are made of it, and those of interactions must not come
    # again: the store takes an interaction that it has seen for one that Discord delivered twice.
    await catch_up(env)
    actors: list[simcord.MemberActor] = []
    for user in users:
        owner = user is users[0]
        actors.append(simcord.MemberActor(env, guild, user) if owner else guild.add_member(user))
    return TryWorld(guild.id, channel, tuple(actors))


async def give_faces(world: TryWorld, services: Services, locale: str = FALLBACK) -> None:
    """Draws, saves and wears a face for each friend who has none yet, and lets one of them say hello in a language."""
    for place, (friend, member) in enumerate(zip(_FRIENDS, world.friends, strict=True)):
        if (await services.collection.gallery(member.id)).total:
            continue
        # New at every start: one that ended before a face was saved has left its request in the store.
        now = discord.utils.time_snowflake(discord.utils.utcnow(), high=True)
        origin = Origin(interaction_id=now - place, application_id=0, token="", user_id=member.id)
        drawing = await services.drawing.new(origin, friend.seed, 1)
        await drawing.result()
        await services.drawing.answered(drawing.request_id)
        await services.collection.save(member.id, friend.face)
        await services.collection.wear(member.id, friend.face)
        await services.privacy.set(member.id, friend.privacy)
        await services.wall.join(world.guild_id, member.id, friend.name)
    await world.friends[0].send(world.channel, text("ui.try.welcome", locale))
