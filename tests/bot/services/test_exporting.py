"""Exports: whose, how large, and what becomes of the stored picture's hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.drawn import Drawn
from bot.services.errors import AvatarGone, NoSuchName, NotYours, RequestGone
from bot.services.export_errors import BadExport
from bot.services.exporting import PURPOSES, ExportWish
from bot.store.rows import Subject
from gan.recipe import default_recipe, fresh
from tests.bot.services.house import AKI, BEN, House, open_house
from tests.bot.services.styles import model_of

KIB = 1024


@pytest.mark.parametrize(
    ("purpose", "side"), [("128", 128), ("256", 256), ("512", 512), ("1024", 1024), ("emoji", 128), ("sticker", 320)]
)
async def test_the_picture_is_drawn_at_the_size_it_is_needed_in(house: House, purpose: str, side: int) -> None:
    mei = await house.saved(AKI, "Mei")
    drawn = await (await house.services.exporting.export(house.origin(AKI), ExportWish(purpose), "mei")).result()
    request = house.engine.requests[-1]
    assert (request.size, request.recipes) == (side, (mei.recipe,))
    assert (drawn.kind, drawn.owner_user_id, drawn.faces[0].avatar) == ("export", AKI, mei)
    assert ExportWish.of(drawn.view) == ExportWish(purpose)


def test_discords_limits_are_kept() -> None:
    assert (PURPOSES["emoji"].side, PURPOSES["emoji"].most_bytes) == (128, 256 * KIB)
    assert (PURPOSES["sticker"].side, PURPOSES["sticker"].most_bytes) == (320, 512 * KIB)
    assert max(purpose.most_bytes for purpose in PURPOSES.values()) < 10 * KIB * KIB
    for purpose in ("emoji", "sticker"):
        assert ExportWish(purpose, "webp").file_format == "png"
    assert ExportWish("512", "webp").file_format == "webp"


@pytest.mark.parametrize("wish", [("300", "png", "square"), ("512", "gif", "square"), ("512", "png", "star")])
def test_what_is_not_offered_is_refused(wish: tuple[str, str, str]) -> None:
    with pytest.raises(BadExport):
        ExportWish(*wish)  # type: ignore[arg-type]


async def test_without_a_name_it_is_the_face_that_is_worn(house: House) -> None:
    await (await house.services.exporting.export(house.origin(BEN), ExportWish())).result()
    assert house.engine.requests[-1].recipes == (default_recipe(model_of("base"), BEN),)
    await house.saved(AKI, "Mei")
    rin = await house.saved(AKI, "Rin")
    await house.services.collection.wear(AKI, "Rin")
    await (await house.services.exporting.export(house.origin(AKI), ExportWish())).result()
    assert house.engine.requests[-1].recipes == (rin.recipe,)


async def test_only_ones_own_avatars_can_be_exported(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    exporting = house.services.exporting
    with pytest.raises(NoSuchName):
        await exporting.export(house.origin(BEN), ExportWish(), "Mei")
    with pytest.raises(NotYours):
        await exporting.export_avatar(house.origin(BEN), ExportWish(), mei.id)
    with pytest.raises(AvatarGone):
        await exporting.export_avatar(house.origin(AKI), ExportWish(), 999)
    drawn = await (await exporting.export_avatar(house.origin(AKI), ExportWish(), mei.id)).result()
    with pytest.raises(NotYours):
        await exporting.again(house.origin(BEN), drawn.request_id)


async def test_an_export_is_repeated_as_it_was(house: House) -> None:
    await house.saved(AKI, "Mei")
    exporting, wish = house.services.exporting, ExportWish("sticker", shape="round")
    first = await (await exporting.export(house.origin(AKI), wish, "Mei", "offered")).result()
    again = await (await exporting.again(house.origin(AKI), first.request_id)).result()
    assert (again.view, again.faces) == (first.view, first.faces)
    assert again.request_id != first.request_id
    other = await house.draw(AKI)
    for gone in (other.request_id, 999):
        with pytest.raises(RequestGone):
            await exporting.again(house.origin(AKI), gone)


async def test_an_interaction_that_comes_twice_is_drawn_once(house: House) -> None:
    await house.saved(AKI, "Mei")
    origin = house.origin(AKI)
    await (await house.services.exporting.export(origin, ExportWish(), "Mei")).result()
    again = await house.services.exporting.export(origin, ExportWish(), "Mei")
    assert again.repeated
    assert [request.size for request in house.engine.requests].count(512) == 1


async def test_pictures_of_another_size_are_not_compared_with_the_stored_hash(house: House) -> None:
    """Their pixels are others; that is no change of the avatar."""
    mei = await house.saved(AKI, "Mei")
    house.engine.salt = "another size"
    drawn = await (await house.services.exporting.export(house.origin(AKI), ExportWish("1024"), "Mei")).result()
    assert not drawn.faces[0].changed
    face = await house.services.collection.face(AKI, "Mei")
    shown = await (await house.services.drawing.redraw(house.origin(AKI), [face])).result()
    assert shown.faces[0].changed, "while a picture of the stored size is"
    assert (await house.services.collection.find(AKI, "Mei")).pixel_hash == mei.pixel_hash


async def test_no_avatar_is_stored_with_the_hash_of_another_size(house: House) -> None:
    requests = house.services.drawing._requests  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(ValueError, match="256 pixels, not with 512"):
        await requests.start(house.origin(AKI), "new", [Subject("new", fresh(model_of("base"), 1))], size=512)


async def test_after_a_restart_it_is_drawn_at_its_own_size(tmp_path: Path) -> None:
    async with open_house(tmp_path) as before:
        await before.saved(AKI, "Mei")
        before.engine.hold()
        await before.services.exporting.export(before.origin(AKI), ExportWish("1024", "webp", "round"), "Mei", "none")
    async with open_house(tmp_path) as after:
        answered: list[Drawn] = []

        async def on_drawn(drawn: Drawn) -> None:
            answered.append(drawn)

        async def never(*_: object) -> None:
            raise AssertionError

        await after.services.recovery.recover(on_drawn, never, never)
        (export,) = [drawn for drawn in answered if drawn.kind == "export"]
        assert after.engine.requests[-1].size == 1024
        assert ExportWish.of(export.view) == ExportWish("1024", "webp", "round")
