"""`/style`, and drawing in a style: who may, what is shown, and what is refused."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator
from pathlib import Path

import discord
import pytest
from PIL import Image
from simcord.results import InteractionResult

from bot.app import build_client
from bot.commands import names
from tests.bot.cafe import Cafe, buttons, open_cafe, private, shown, texts
from tests.bot.services.styles import FakeStrengths, adopted, lost, model_of, open_house_of_styles
from tests.discord.rules import message_violations

NOT_FOR_YOU = (
    "That is for the admins of this server: for whoever may manage it, and whom its integration settings let use "
    "/style. Ask one of them."
)


@pytest.fixture
async def cafe(tmp_path: Path) -> AsyncGenerator[Cafe]:
    """A café whose operator has models to make styles of."""
    async with open_house_of_styles(tmp_path, FakeStrengths()) as house, open_cafe(tmp_path, house) as one:
        yield one


async def with_style(cafe: Cafe, name: str = "Ink", model: str = "ink") -> None:
    """A style that the café has adopted."""
    await adopted(cafe.house, name, model, guild_id=cafe.guild_id)


async def style(cafe: Cafe, command: str, **options: object) -> InteractionResult:
    """What the admin gets for a `/style` command."""
    return await cafe.admin.slash(cafe.channel, f"style {command}", **options)


def models_drawn(cafe: Cafe) -> set[str]:
    """The models of the last drawing."""
    return {recipe.model_id for recipe in cafe.house.engine.requests[-1].recipes}


async def test_a_server_without_styles_is_told_so_and_draws_as_before(cafe: Cafe):
    assert private(await style(cafe, "list")).startswith("This server has no styles of its own yet")
    assert "Style" not in texts(await cafe.drawn(cafe.alice))
    assert models_drawn(cafe) == {model_of("base")}


async def test_the_list_says_what_is_drawn_in_and_what_can_be_picked(cafe: Cafe):
    await with_style(cafe)
    await with_style(cafe, "Paper", "paper")
    await with_style(cafe, "Lost", "weaker")
    await with_style(cafe, "Gone", "old")
    await style(cafe, "use", name="Ink")
    await style(cafe, "retire", name="Gone")
    lost(cafe.house, "weaker")

    assert private(await style(cafe, "list")).splitlines() == [
        "### Styles of this server",
        "- **original**",
        "- **Ink**  ·  new avatars are drawn in it",
        "- **Lost**  ·  its files are missing: restore them in the folder of models",
        "- **Paper**",
        "-# Retired: Gone. Bring one back with /style use.",
        "-# Members pick one with /avatar new and /avatar restyle.",
    ]


async def test_the_list_of_a_server_with_very_many_styles_fits_into_a_message(cafe: Cafe):
    for number in range(40):
        await with_style(cafe, f"{number:02} {'x' * 29}", "weaker")
        await with_style(cafe, f"{number:02} {'y' * 29}", "weaker")
        await style(cafe, "retire", name=f"{number:02} {'y' * 29}")
    lost(cafe.house, "weaker")

    assert "- and 15 more" in private(await style(cafe, "list"))
    assert message_violations(cafe.requests("PATCH", "@original")[-1], []) == []


async def test_use_sets_the_default_and_going_back_is_one_command(cafe: Cafe):
    await with_style(cafe)
    assert private(await style(cafe, "use", name="ink")).startswith("New avatars of this server are drawn in **Ink**")

    message = await cafe.drawn(cafe.alice)
    assert models_drawn(cafe) == {model_of("ink")}
    assert "-# Style  **Ink**" in texts(message)
    await cafe.alice.click(message, label="Reroll")
    assert models_drawn(cafe) == {model_of("ink")}

    back = await style(cafe, "use", name="original")
    assert private(back) == "New avatars of this server are drawn in the original from now on."
    await cafe.drawn(cafe.alice)
    assert models_drawn(cafe) == {model_of("base")}


async def test_members_pick_a_style_for_one_drawing(cafe: Cafe):
    await with_style(cafe)
    message = await cafe.drawn(cafe.alice, style="Ink", seed="7")

    assert models_drawn(cafe) == {model_of("ink")}
    assert "-# Style  **Ink**" in texts(message)
    assert list(buttons(message)) == ["Save 1", "Vary 1", "Reroll", "Delete"]


async def test_styles_are_offered_as_they_are_typed(cafe: Cafe):
    await with_style(cafe)
    await with_style(cafe, "Paper", "paper")
    await style(cafe, "retire", name="Paper")
    await cafe.house.services.styles.offer(cafe.guild_id, "New", model_of("weaker"), 7, 1)

    async def offered(command: str, option: str, typed: str = "") -> list[str]:
        choices = await cafe.admin.autocomplete(cafe.channel, command, option, typed)
        return [choice["value"] for choice in choices]

    for command in ("avatar new", "avatar restyle"):
        assert await offered(command, "style") == ["original", "Ink"]
        assert await offered(command, "style", "iN") == ["original", "Ink"]
        assert await offered(command, "style", "ink") == ["Ink"]
    assert await offered("style use", "name") == ["original", "Ink", "Paper"]
    assert await offered("style retire", "name") == ["Ink"]
    for command in ("preview", "rename", "strength"):
        assert await offered(f"style {command}", "name") == ["Ink", "New", "Paper"]


async def test_the_original_is_offered_for_what_the_reader_calls_it(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    await with_style(cafe)

    def chinese(_: discord.Interaction) -> str:
        return "zh-CN"

    monkeypatch.setattr(names, "language", chinese)
    for typed in ("原", "orig"):
        (choice,) = await cafe.alice.autocomplete(cafe.channel, "avatar new", "style", typed)
        assert (choice["name"], choice["value"]) == ("原画", "original")
    assert await cafe.admin.autocomplete(cafe.channel, "style retire", "name", "原") == []


@pytest.mark.parametrize("command", ["new", "restyle"])
async def test_an_unknown_style_is_refused_in_private(cafe: Cafe, command: str):
    await cafe.saved(cafe.alice, "Mei")
    more = {"name": "Mei"} if command == "restyle" else {}
    result = await cafe.alice.slash(cafe.channel, f"avatar {command}", style="**x** @everyone", **more)

    assert private(result) == (
        "There is no style named “x everyone” on this server. Choose one of those that are offered while you type."
    )
    assert shown(result) == ""


async def test_a_style_whose_files_are_missing_is_said_and_the_original_goes_on(cafe: Cafe):
    await with_style(cafe)
    await style(cafe, "use", name="Ink")
    lost(cafe.house, "ink")

    named = await cafe.alice.slash(cafe.channel, "avatar new", style="Ink")
    assert private(named).startswith("The style “Ink” cannot be drawn, for its files are missing or damaged.")
    message = await cafe.drawn(cafe.alice)
    assert models_drawn(cafe) == {model_of("base")}
    assert "The style **Ink** cannot be drawn right now, so this is the original." in texts(message)


async def test_a_saved_avatar_is_restyled_with_buttons_and_stays_what_it_was(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    before = await cafe.house.services.collection.find(cafe.alice.id, "Mei")
    await with_style(cafe)
    result = await cafe.alice.slash(cafe.channel, "avatar restyle", name="mei", style="Ink")
    message = result.response

    assert message is not None
    assert shown(result) == f"### Mei in the style Ink\nfor {cafe.alice.mention}"
    assert list(buttons(message)) == ["Save", "Vary", "Edit", "Delete"]
    assert len(message.attachments) == 1
    saved = private(await cafe.alice.click(message, label="Save"))
    assert saved.startswith("Saved as **")
    names = await cafe.house.services.collection.names(cafe.alice.id)
    (inky,) = [name for name in names if name != "Mei"]
    assert await cafe.house.services.collection.find(cafe.alice.id, "Mei") == before
    back = await cafe.alice.slash(cafe.channel, "avatar restyle", name=inky, style="original")
    assert shown(back).startswith(f"### {inky} in the original look")
    assert await cafe.house.services.collection.find(cafe.alice.id, "Mei") == before


async def test_the_preview_is_one_private_picture_of_eight_faces_twice(cafe: Cafe):
    await cafe.house.services.styles.offer(cafe.guild_id, "Ink", model_of("ink"), 7, 1)
    result = await style(cafe, "preview", name="Ink")

    assert result.response is not None
    assert result.response.ephemeral
    assert private(result).startswith("### The style Ink\nAbove eight faces in the original")
    (attachment,) = result.response.attachments
    sheet = Image.open(io.BytesIO(await attachment.read()))
    assert (sheet.format, sheet.size) == ("WEBP", (8, 2))
    assert message_violations(cafe.requests("PATCH", "@original")[-1], ["preview.webp"]) == []


async def test_rename_and_strength_answer_with_what_is_now(cafe: Cafe):
    await with_style(cafe)
    assert private(await style(cafe, "rename", name="Ink", new_name="Tusche")) == "That style is called **Tusche** now."
    answer = private(await style(cafe, "strength", name="tusche", strength=40))
    assert answer.startswith("**Tusche** is drawn at strength 40 from now on.")
    assert "- **Tusche**  ·  strength 40" in private(await style(cafe, "list"))
    taken = private(await style(cafe, "rename", name="Tusche", new_name="original"))
    assert taken == "“original” is what MoeGAN draws without any style. Choose another name."


async def test_a_retired_style_can_be_brought_back(cafe: Cafe):
    await with_style(cafe)
    assert private(await style(cafe, "retire", name="Ink")).startswith("Nobody can pick **Ink** any more.")
    refused = await cafe.alice.slash(cafe.channel, "avatar new", style="Ink")
    assert private(refused).startswith("The style “Ink” was retired.")
    await style(cafe, "use", name="Ink")
    await cafe.drawn(cafe.alice, style="Ink")
    assert models_drawn(cafe) == {model_of("ink")}


async def test_the_commands_of_admins_are_not_shown_to_members(cafe: Cafe):
    with pytest.raises(Exception, match="not visible to this user"):
        await cafe.alice.slash(cafe.channel, "style list")


async def test_whoever_discord_lets_through_is_looked_at_again(cafe: Cafe):
    await with_style(cafe)
    client = build_client(cafe.house.services)
    group = client.tree.get_command("style")
    assert isinstance(group, discord.app_commands.Group)
    group.default_permissions = None
    await cafe.env.restart_bot(client)

    for command, options in {
        "use": {"name": "Ink"},
        "preview": {"name": "Ink"},
        "rename": {"name": "Ink", "new_name": "Mine"},
        "strength": {"name": "Ink", "strength": 1},
        "retire": {"name": "Ink"},
    }.items():
        result = await cafe.alice.slash(cafe.channel, f"style {command}", **options)
        assert private(result) == NOT_FOR_YOU
    assert "**Ink**" in private(await cafe.alice.slash(cafe.channel, "style list"))
    book = await cafe.house.services.styles.book(cafe.guild_id)
    assert [(one.name, one.strength, one.is_default) for one in book.adopted] == [("Ink", 100, False)]


@pytest.mark.parametrize("whom", ["member", "role"])
async def test_the_integration_settings_let_others_in(cafe: Cafe, whom: str):
    await with_style(cafe)
    (command,) = [one for one in await cafe.client.tree.fetch_commands() if one.name == "style"]
    painters = cafe.guild.create_role("Painters")
    painter = cafe.guild.add_member(cafe.env.create_user("painter"), roles=[painters])
    cafe.guild.set_command_permissions(command, {painter if whom == "member" else painters: True})

    result = await painter.slash(cafe.channel, "style use", name="Ink")
    assert private(result).startswith("New avatars of this server are drawn in **Ink**")
