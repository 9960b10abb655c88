"""A family tree, over real sockets: real faces, drawn by real processes, found again after a restart."""

import io

import pytest
from PIL import Image

from gan.tree import FACE, Kin, place
from tests.discord.exchange import Exchange
from tests.discord.stage import PATIENCE, Stage, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

TREE = place([Kin(), Kin(0), Kin(0)])


def faces(exchange: Exchange) -> list[Image.Image]:
    """The faces in a tree of three, in their order."""
    ((name, file),) = exchange.files.items()
    assert name == "family.webp"
    with Image.open(io.BytesIO(file)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (TREE.width, TREE.height))
        sheet = picture.convert("RGB")
    return [sheet.crop((x, y, x + FACE, y + FACE)) for x, y in TREE.corners]


def nearest(face: Image.Image, pictures: list[bytes]) -> int:
    """Which of the pictures a face in a tree is; it is smaller there, and compressed."""

    def seen(image: Image.Image) -> bytes:
        return image.convert("RGB").resize((32, 32), Image.Resampling.BOX).tobytes()

    distances: list[int] = []
    for png in pictures:
        with Image.open(io.BytesIO(png)) as picture:
            distances.append(sum(abs(a - b) for a, b in zip(seen(face), seen(picture), strict=True)))
    return distances.index(min(distances))


async def test_a_childs_tree_shows_both_parents_and_comes_back_after_a_restart(stage: Stage):
    async with stage.bot():
        await stage.saved(stage.mika, "Mei")
        blended = await stage.answered(await stage.mika.slash("avatar blend", {"member": stage.rin}), 3)
        await (await stage.mika.click(blended, "Save")).finished(timeout=PATIENCE)
        (child,) = stage.rows("SELECT name FROM avatars WHERE name IS NOT NULL AND name != 'Mei'")
        tree = await stage.answered(await stage.mika.slash("avatar lineage", {"name": child}), 1)
        assert tree.ephemeral
        assert f"3. the face that follows from the user id  ·  <@{stage.rin.id}>" in tree.text
        stage.engine.hold()
        late = await stage.mika.slash("avatar lineage", {"name": "mei"})
        again = await stage.mika.slash("avatar lineage", {"name": child})
        await eventually(lambda: len(stage.open_requests(late, again)) == 2)
    stage.engine.release()
    async with stage.bot():
        await stage.answered(again, 1)
        await stage.answered(late, 1)
    mine, theirs, its_own = blended.files.values()
    for exchange in (tree, again):
        assert [nearest(face, [its_own, mine, theirs]) for face in faces(exchange)] == [0, 1, 2]
        assert exchange.acknowledged_after < 3
    assert "2. **" in late.text
    assert again.ephemeral
    assert stage.rows("SELECT kind, count(*) FROM draw_requests WHERE kind = 'lineage' GROUP BY kind") == [
        ("lineage", 3)
    ]
