"""The bot in a member's direct messages, and the rule that says what needs a server."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.places import Place, check_command, needed_server, place_of, server_of
from bot.services.errors import ServersOnly
from tests.bot.cafe import Cafe, private, texts


async def test_faces_are_drawn_saved_and_shown_there(cafe: Cafe):
    alice = cafe.alice.user
    drawn = await alice.slash("avatar new", count=1)
    assert "A new face" in texts(drawn.response)
    assert "Saved as **Mei**" in private(await alice.slash("avatar save", name="Mei"))
    assert "Mei" in texts((await alice.slash("avatar show", name="Mei")).response)
    assert "1 in all" in private(await alice.slash("avatar gallery"))
    assert "**/style** and **/train** are for servers" in private(await alice.slash("avatar help"))


async def test_help_on_a_server_speaks_of_that_server_alone(cafe: Cafe):
    assert "are for servers that it is a member of" not in private(await cafe.alice.slash(cafe.channel, "avatar help"))


def test_no_command_is_offered_there_that_needs_a_server(cafe: Cafe):
    assert {name.split()[0] for name in cafe.alice.user.available_commands()} == {"avatar"}


def _interaction(
    *, guild_id: int | None = None, member: bool = False, context: int = 0, command: str | None = None
) -> discord.Interaction[Any]:
    """As much of an interaction as the rule looks at."""

    def get_guild(_: int) -> object | None:
        return object() if member else None

    contexts = discord.app_commands.AppCommandContext(
        guild=context == 0, dm_channel=context == 1, private_channel=context == 2
    )
    client = SimpleNamespace(get_guild=get_guild)
    data = {"custom_id": "moe:adopt:1"} if command is None else {"name": command}
    one: Any = SimpleNamespace(guild_id=guild_id, client=client, context=contexts, data=data)
    return one


@pytest.mark.parametrize(
    ("interaction", "place"),
    [
        (_interaction(guild_id=7, member=True), Place.SERVER),
        (_interaction(guild_id=7), Place.ELSEWHERE),
        (_interaction(context=1), Place.DIRECT),
        (_interaction(context=2), Place.PRIVATE),
    ],
)
def test_the_kinds_of_places(interaction: discord.Interaction[Any], place: Place):
    assert place_of(interaction) is place
    if place is Place.SERVER:
        assert server_of(interaction) == needed_server(interaction) == 7
    else:
        assert server_of(interaction) is None
        with pytest.raises(ServersOnly):
            needed_server(interaction)


@pytest.mark.parametrize("command", ["train", "style"])
def test_what_is_about_a_servers_own_things_needs_one(command: str):
    check_command(_interaction(guild_id=7, member=True, command=command))
    for guild_id, context in ((7, 0), (None, 1), (None, 2)):
        check_command(_interaction(guild_id=guild_id, context=context, command="avatar"))
        with pytest.raises(ServersOnly, match="works on a server where MoeGAN is a member"):
            check_command(_interaction(guild_id=guild_id, context=context, command=command))
