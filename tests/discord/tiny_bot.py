"""A very small discord.py bot, with one of everything the loopback must be able to play. No part of MoeGAN."""

import asyncio
import io
import re
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any, Self

import discord
from discord import app_commands, ui
from PIL import Image

from tests.discord.patching import patched_discord
from tests.discord.server import LoopbackDiscord


def picture(seed: int) -> bytes:
    """A 16 x 16 PNG of one colour that depends on the seed."""
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), (seed % 256, 10, 20)).save(buffer, "PNG")
    return buffer.getvalue()


class SaveButton(ui.DynamicItem[ui.Button[Any]], template=r"save:(?P<seed>\d+)"):
    """A button that needs no memory: its custom_id says it all."""

    def __init__(self, seed: int) -> None:
        super().__init__(ui.Button(label=f"Save {seed}", custom_id=f"save:{seed}"))
        self.seed = seed

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: re.Match[str], /) -> Self:
        """Rebuild the button from its custom_id."""
        return cls(int(match["seed"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Say what was saved, to the one who clicked."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(f"saved {self.seed}", ephemeral=True)


def gallery(seed: int) -> ui.LayoutView:
    """A text, a gallery of one attached picture and a row with a button."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[Any] = ui.Container(ui.TextDisplay(f"seed {seed}"))
    box.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://face.png", description="a face")))
    row: ui.ActionRow[Any] = ui.ActionRow()
    row.add_item(SaveButton(seed))
    box.add_item(row)
    view.add_item(box)
    return view


class Naming(ui.Modal, title="Name it"):
    """Asks for a name and a file."""

    name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(custom_id="name", max_length=20))
    file: ui.Label[Any] = ui.Label(text="Picture", component=ui.FileUpload(custom_id="file", required=False))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer with what came in."""
        field, upload = self.name.component, self.file.component
        assert isinstance(field, ui.TextInput)
        assert isinstance(upload, ui.FileUpload)
        sizes = [len(await attachment.read()) for attachment in upload.values]
        await interaction.response.send_message(f"named {field.value}, files {sizes}", ephemeral=True)


class Colours(ui.View):
    """A select menu."""

    @ui.select(placeholder="Colour", options=[discord.SelectOption(label=c, value=c.lower()) for c in ("Pink", "Blue")])
    async def choose(self, interaction: discord.Interaction[Any], menu: ui.Select[Any]) -> None:
        """Replace the message by the choice."""
        await interaction.response.edit_message(content=f"chose {menu.values[0]}", view=None)


class Avatar(app_commands.Group):
    """The commands."""

    @app_commands.command(description="Draw a face")
    async def new(self, interaction: discord.Interaction[Any], seed: app_commands.Range[int, 0, 999] = 1) -> None:
        """Defer, then edit in a picture."""
        await interaction.response.defer()
        file = discord.File(io.BytesIO(picture(seed)), "face.png")
        await interaction.edit_original_response(attachments=[file], view=gallery(seed))

    @app_commands.command(description="Show a saved face")
    async def show(self, interaction: discord.Interaction[Any], name: str) -> None:
        """Answer at once."""
        await interaction.response.send_message(f"this is {name}")

    @show.autocomplete("name")
    async def names(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        """Offer names."""
        offered = [name for name in ("miku", "mika", "rin") if name.startswith(current)]
        return [app_commands.Choice(name=name.title(), value=name) for name in offered]

    @app_commands.command(description="Blend with somebody")
    async def blend(self, interaction: discord.Interaction[Any], member: discord.Member) -> None:
        """Name the one who was resolved."""
        await interaction.response.send_message(f"blended with {member.name} ({member.id})", ephemeral=True)

    @app_commands.command(description="Name a face")
    async def rename(self, interaction: discord.Interaction[Any]) -> None:
        """Open a modal."""
        await interaction.response.send_modal(Naming())

    @app_commands.command(description="Choose a colour")
    async def colour(self, interaction: discord.Interaction[Any]) -> None:
        """Offer a select menu."""
        await interaction.response.send_message("which?", view=Colours())


async def setup(interaction: discord.Interaction[Any]) -> None:
    """Say hello."""
    await interaction.response.send_message("hello, admin")


class TinyBot(discord.Client):
    """The bot; `events` holds what it heard, in order."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.0)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(Avatar(name="avatar", description="Faces"))
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name="setup", description="For admins", callback=setup
        )
        command.default_permissions = discord.Permissions(manage_guild=True)
        self.tree.add_command(command)
        self.add_dynamic_items(SaveButton)
        self.heard: list[str] = []

    async def setup_hook(self) -> None:
        """Sync the commands."""
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do without the five seconds that discord.py waits before it identifies again."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Note each interaction."""
        self.heard.append(str(interaction.id))

    async def on_resumed(self) -> None:
        """Note each resume."""
        self.heard.append("resumed")


@asynccontextmanager
async def tiny_bot(server: LoopbackDiscord) -> AsyncGenerator[TinyBot]:
    """A running bot that is connected to `server` and has synced its commands."""
    with patched_discord(server):
        bot = TinyBot()
        async with bot:
            running = asyncio.create_task(bot.start(server.token))
            await server.ready()
            await bot.wait_until_ready()
            try:
                yield bot
            finally:
                await bot.close()
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running


if __name__ == "__main__":
    TinyBot().run(sys.argv[1], log_handler=None)
