"""How the app came to a place: through its server, through a user's own install, or both; and what that means there."""

from collections.abc import Iterable

from tests.discord.channels import BOT_DM
from tests.discord.exchange import Exchange
from tests.discord.messages import Message
from tests.discord.world import MEMBER_PERMISSIONS, Channel, Guild, Json, User, World

GUILD_INSTALL, USER_INSTALL = 0, 1
# Further messages of an interaction that only a user's install brought.
FOLLOW_UPS_OF_USER_APPS = 5


def bot_in(world: World, guild: Guild | None) -> bool:
    """Whether the bot is a member of the server."""
    return guild is not None and world.bot.id in guild.members


def owners(world: World, user: User, channel: Channel, types: Iterable[int]) -> Json:
    """`authorizing_integration_owners` of a command with these `integration_types`; nothing where it is not shown."""
    found: Json = {}
    if GUILD_INSTALL in types and channel.context == BOT_DM:
        found["0"] = "0"
    elif GUILD_INSTALL in types and channel.guild is not None and bot_in(world, channel.guild):
        found["0"] = str(channel.guild.id)
    if USER_INSTALL in types and user.installed:
        found["1"] = str(user.id)
    return found


def owners_of(world: World, source: Message | None, trigger: Exchange | None) -> Json:
    """The same of a component or a modal: as it was when the message, or the form, was asked for."""
    if trigger is not None:
        return trigger.payload["authorizing_integration_owners"]
    if source is not None and source.interaction is not None:
        return source.interaction["authorizing_integration_owners"]
    guild = None if source is None else source.channel.guild
    return {"0": "0" if guild is None else str(guild.id)}


def app_permissions(world: World, channel: Channel) -> int:
    """What the app may do in a place."""
    guild = channel.guild
    return guild.members[world.bot.id].permissions if guild and bot_in(world, guild) else MEMBER_PERMISSIONS


def through_user_alone(exchange: Exchange) -> bool:
    """Whether only a user's own install brought the app there."""
    return "0" not in exchange.payload["authorizing_integration_owners"]
