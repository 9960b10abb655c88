"""A server's style over real sockets: drawn in, previewed, and left again without a trace in what was drawn before."""

import io
from copy import deepcopy

import pytest
import torch
from PIL import Image

from gan.loading import load_generator
from gan.models import Model
from gan.styles import difference, publish_style
from tests.discord.stage import PATIENCE, Stage, pixel_hash
from tests.discord.world import MEMBER_PERMISSIONS

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHANGED = "to_rgb.4.convolution.bias"
MANAGE_GUILD = 1 << 5


def new_style(stage: Stage) -> Model:
    """A style of the engine's model, in its folder."""
    before = load_generator(stage.engine.model)
    after = deepcopy(before)
    with torch.no_grad():
        after.get_parameter(CHANGED).add_(torch.tensor([0.5, 0.0, -0.5]))
    return publish_style(stage.engine.model, difference(before, after, [CHANGED]), stage.engine.folder, "ink")


async def test_a_style_is_drawn_in_previewed_and_left_again(stage: Stage):
    admin = stage.discord.user("admin", permissions=MEMBER_PERMISSIONS | MANAGE_GUILD)
    style = new_style(stage)
    async with stage.bot() as client:
        styles, guild = client.services.styles, stage.discord.world.guild.id
        await styles.adopt(await styles.offer(guild, "Ink", style.id, 1, 1), admin.user.id)

        async def told(command: str, **options: str) -> str:
            exchange = await (await admin.slash(f"style {command}", options)).finished(timeout=PATIENCE)
            assert exchange.ephemeral
            return exchange.text

        original = await stage.saved(stage.mika, "Mei")
        assert "**Ink**" in await told("list")
        assert "drawn in **Ink** from now on" in await told("use", name="Ink")
        seed = stage.rows("SELECT recipe_json ->> '$.parts[0].seed' FROM avatars WHERE name = 'Mei'")[0]
        styled = await stage.drawn(stage.mika, seed=seed, count=1)
        assert "Style  **Ink**" in styled.text
        restyled = await stage.answered(await stage.rin.slash("avatar new", {"seed": seed, "style": "original"}), 1)

        preview = await admin.slash("style preview", {"name": "Ink"})
        await preview.finished(lambda e: "preview.webp" in e.files, PATIENCE)
        assert preview.ephemeral

        assert "drawn in the original from now on" in await told("use", name="original")
        again = await stage.answered(await stage.mika.slash("avatar show", {"name": "Mei"}), 1)
    (first,), (inked,), (plain,), (shown,) = (
        [pixel_hash(png) for png in one.files.values()] for one in (original, styled, restyled, again)
    )
    assert inked != first
    assert plain == first == shown
    with Image.open(io.BytesIO(preview.files["preview.webp"])) as sheet:
        assert (sheet.format, sheet.size) == ("WEBP", (8 * 256, 2 * 256))
