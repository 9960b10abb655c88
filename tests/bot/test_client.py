"""The client: what it is made of, when it syncs, what it imports and weighs."""

import subprocess
import sys
from pathlib import Path

import discord

from bot.app import build_client
from bot.client import command_digest
from bot.places import NEED_A_SERVER
from tests.bot.cafe import Cafe
from tests.discord.command_rules import command_violations
from tests.discord.rules import message_violations

ROOT = Path(__file__).parents[2]


def test_the_command_definitions_keep_discords_rules(cafe: Cafe):
    payload = [command.to_dict(cafe.client.tree) for command in cafe.client.tree.get_commands()]

    assert command_violations(payload) == []
    avatar, style, train, moegan, remove = payload
    assert train["default_member_permissions"] is None, "roles that the settings let train must see it"
    assert moegan["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert {option["name"] for option in moegan["options"]} >= {"settings"}
    assert {option["name"] for option in train["options"]} == {
        *("start", "add", "collection", "status", "cancel", "history", "forget")
    }
    assert {option["name"] for option in avatar["options"]} == {
        *("new", "like", "edit", "vary", "restyle", "save", "gallery", "show", "lineage", "wear", "rename", "delete"),
        *("export", "sheet", "code", "redeem", "blend", "mix", "strip", "morph", "wall"),
        *("privacy", "my-data", "forget-me", "help"),
    }
    assert {option["name"] for option in style["options"]} == {
        *("list", "use", "preview", "rename", "strength", "retire")
    }
    assert avatar["default_member_permissions"] is None
    assert (avatar["integration_types"], avatar["contexts"]) == ([0, 1], [0, 1, 2])
    for command in payload:
        on_servers_alone = (command["integration_types"], command["contexts"]) == ([0], [0])
        assert on_servers_alone == (command["name"] in NEED_A_SERVER)
    assert {option["name"] for option in moegan["options"]} == {"settings", "gallery", "audit"}
    assert moegan["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert (remove["type"], remove["name"]) == (3, "Remove (MoeGAN)")
    assert remove["default_member_permissions"] == discord.Permissions(manage_messages=True).value
    assert style["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_every_message_keeps_discords_rules(cafe: Cafe):
    await cafe.saved(cafe.alice, *(f"Face {number}" for number in range(8)))
    await cafe.alice.slash(cafe.channel, "avatar new")
    await cafe.alice.slash(cafe.channel, "avatar gallery")
    await cafe.alice.slash(cafe.channel, "avatar sheet")
    await cafe.alice.slash(cafe.channel, "avatar export", size="sticker", shape="round")
    await cafe.alice.slash(cafe.channel, "avatar code")
    await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)
    await cafe.alice.slash(cafe.channel, "avatar mix", member=cafe.bob, second=cafe.admin)
    await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)
    await cafe.alice.slash(cafe.channel, "avatar morph", member=cafe.bob)
    await cafe.alice.slash(cafe.channel, "avatar morph", name="Face 1", other="Face 2")
    await cafe.alice.slash(cafe.channel, "avatar delete", name="Face 1")
    await cafe.alice.slash(cafe.channel, "avatar forget-me")
    await cafe.alice.slash(cafe.channel, "avatar help")

    edits = cafe.requests("PATCH", "@original")
    assert len(edits) == 29
    for payload in edits:
        files = [one["filename"] for one in payload.get("attachments", [])]
        assert message_violations(payload, files) == []


async def test_commands_are_sent_only_when_they_changed(cafe: Cafe):
    assert len(cafe.requests("PUT", "/commands")) == 1
    await cafe.restart()
    assert len(cafe.requests("PUT", "/commands")) == 1

    changed = build_client(cafe.house.services)
    group = changed.tree.get_command("avatar")
    assert isinstance(group, discord.app_commands.Group)
    group.remove_command("help")
    await cafe.env.restart_bot(changed)
    assert len(cafe.requests("PUT", "/commands")) == 2


async def test_the_digest_of_equal_commands_is_equal(cafe: Cafe):
    again = build_client(cafe.house.services).tree
    assert await command_digest(cafe.client.tree) == await command_digest(again)


def test_commands_can_be_kept_to_one_server(cafe: Cafe):
    client = build_client(cafe.house.services, guild_id=42)

    assert client.tree.get_commands() == []
    names = [command.name for command in client.tree.get_commands(guild=discord.Object(42))]
    assert names == ["avatar", "style", "train", "moegan", "Remove (MoeGAN)"]


def test_no_privileged_intent_is_asked_for(cafe: Cafe):
    assert cafe.client.intents == discord.Intents(guilds=True)


def test_the_bot_never_imports_what_only_the_worker_needs():
    code = (
        "import sys, bot.app, bot.running, bot.doctor, bot.__main__; "
        "print([name for name in ('torch', 'numpy', 'PIL', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_bot_is_small():
    code = "import bot.app, bot.running, psutil; print(psutil.Process().memory_info().rss // 2**20)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert int(done.stdout) <= 120
