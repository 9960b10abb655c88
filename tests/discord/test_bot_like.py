"""A picture handed in with a command over real sockets, searched for by real processes, and kept nowhere."""

import pytest

from tests.discord.messages import Upload
from tests.discord.stage import Stage, private
from tests.gan.uploads.files import drawing, encoded

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_picture_becomes_the_nearest_face_and_is_not_kept(stage: Stage):
    content = encoded(drawing(1))
    async with stage.bot():
        exchange = await stage.answered(await stage.mika.slash("avatar like", {"image": Upload("me.png", content)}), 1)
        assert "% near" in exchange.text
        assert "Your picture was not kept." in exchange.text
        saved = await private(await stage.mika.click(exchange, "Save"), refusing=False)
        assert saved.startswith("Saved as **")
    files = [path for path in stage.settings.data.rglob("*") if path.is_file()]
    assert {path.name.partition(".")[0] for path in files} == {"moegan"}
    assert not any(content[40:100] in path.read_bytes() for path in files)
    (kind, view) = stage.rows("SELECT kind, wish_json FROM draw_requests WHERE kind = 'like'")[0]
    assert kind == "like"
    assert "me.png" not in view


async def test_what_is_no_picture_is_refused_over_the_wire(stage: Stage):
    async with stage.bot():
        exchange = await stage.mika.slash("avatar like", {"image": Upload("me.png", b"MZ")})
        assert "not a picture" in await private(exchange)
    assert stage.rows("SELECT error FROM draw_requests") == ["error.like_not_a_picture"]
