"""Strips and films over real sockets: one file each, looked into, and answered after a restart."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.discord.exchange import Exchange
from tests.discord.stage import PATIENCE, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


def assert_film(exchange: Exchange, file_format: str = "webp") -> None:
    """The answer shows an animated file of this format, which takes as long as a film does, and of its size."""
    with Image.open(io.BytesIO(exchange.files[f"morph.{file_format}"])) as image:
        assert (image.format, image.size, image.info["loop"]) == (file_format.upper(), (256, 256), 0)
        durations: list[int] = []
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            image.load()
            durations.append(image.info["duration"])
    # There and back; frames at the ends that nobody can tell apart are one in the file.
    assert 40 <= len(durations) <= 48
    assert sum(durations) == 3400


async def test_a_strip_begins_and_ends_with_the_worn_faces(stage: Stage):
    async with stage.bot():
        saved = [await stage.saved(*one) for one in ((stage.mika, "Mei"), (stage.rin, "Rei"))]
        strip = await stage.answered(await stage.mika.slash("avatar strip", {"member": stage.rin}), 1)
    assert strip.text == f"### From <@{stage.mika.id}> to <@{stage.rin.id}>"
    with Image.open(io.BytesIO(strip.files["strip.webp"])) as image:
        assert (image.format, image.size) == ("WEBP", (7 * 256, 256))
        for drawing, left in zip(saved, (0, 6 * 256), strict=True):
            face = Image.open(io.BytesIO(drawing.files["face-1.png"])).convert("RGB")
            shown = image.convert("RGB").crop((left, 0, left + 256, 256))
            assert max(ImageStat.Stat(ImageChops.difference(face, shown)).mean) < 8, "but for WebP's losses"
    assert len(stage.rows("SELECT id FROM avatars")) == 2, "a strip makes no avatars"
    assert stage.rows("SELECT kind, state FROM draw_requests ORDER BY id")[-1] == ("strip", "drawn")


@pytest.mark.parametrize("file_format", ["webp", "gif"])
async def test_a_film_is_one_animated_file(stage: Stage, file_format: str):
    async with stage.bot():
        wish = {"member": stage.rin, "format": file_format}
        exchange = await stage.answered(await stage.mika.slash("avatar morph", wish), 1)
    assert_film(exchange, file_format)
    assert len(exchange.files[f"morph.{file_format}"]) <= 2_000_000
    assert stage.rows("SELECT id FROM avatars") == []
    assert len(stage.rows("SELECT position FROM draw_subjects")) == 25


async def test_a_film_that_a_restart_cut_short_is_answered_afterwards(stage: Stage):
    async with stage.bot():
        for name in ("Mei", "Rei"):
            await stage.saved(stage.mika, name)
        stage.engine.hold()
        exchange = await stage.mika.slash("avatar morph", {"name": "Mei", "other": "Rei"})
        await exchange.finished(lambda e: "Drawing…" in e.text, PATIENCE)
    stage.engine.release()
    async with stage.bot():
        await stage.answered(exchange, 1)
    assert_film(exchange)
    assert "Mei turns into Rei" in exchange.text
    assert stage.open_requests() == []
