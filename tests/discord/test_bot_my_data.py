"""A member's data, over real sockets: the file that Discord is given holds the pictures that were drawn."""

import io
import json
import zipfile

import pytest

from tests.discord.stage import PATIENCE, Stage, pixel_hash, private

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_zip_holds_the_same_pixels_that_were_drawn_and_saved(stage: Stage):
    async with stage.bot():
        nothing = await stage.rin.slash("avatar my-data")
        assert (await private(nothing, refusing=False)).startswith("MoeGAN keeps nothing about you.")
        drawn = await stage.saved(stage.mika, "Mei")
        exchange = await stage.mika.slash("avatar my-data")
        await exchange.finished(lambda e: "my-moegan-data.zip" in e.files, PATIENCE)
    assert exchange.ephemeral
    assert exchange.acknowledged_after < 3
    with zipfile.ZipFile(io.BytesIO(exchange.files["my-moegan-data.zip"])) as archive:
        (avatar,) = json.loads(archive.read("avatars.json"))["avatars"]
        picture = archive.read(avatar["picture"])
    (png,) = drawn.files.values()
    assert pixel_hash(picture) == pixel_hash(png) == avatar["pixel_hash"]
    assert avatar["owner_user_id"] == str(stage.mika.id)
