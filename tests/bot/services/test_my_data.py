"""A member's data: that all of it is there, that it can be read, and that it fits."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.services.archive import Picture, build
from bot.services.drawn import Drawn
from bot.services.errors import DataUnderWay, NothingKept
from bot.services.mixing import Other
from bot.services.my_data import MyData
from bot.store.rows import BlendPrivacy
from gan.engine.batches import BATCH
from gan.recipe import Recipe
from tests.bot.services.atelier import stocked
from tests.bot.services.house import AKI, BEN, CHI, House, open_house
from tests.bot.services.styles import adopted, lost, open_house_of_styles

FILES = ["README.txt", "avatars.json", "lineage.json", "settings.json", "requests.json", "uploads.json", "other.json"]


async def handed_out(house: House, user_id: int = AKI) -> MyData:
    """The member's data, pictures and all."""
    drawing = await house.services.my_data.begin(house.origin(user_id))
    assert drawing is not None
    data = await house.services.my_data.of_drawing(await drawing.result())
    await house.services.drawing.answered(drawing.request_id)
    return data


def files(data: MyData) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data.archive.data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read(found: Mapping[str, bytes], name: str) -> dict[str, list[dict[str, Any]]]:
    return json.loads(found[name])


async def test_every_kind_of_data_has_its_file_and_every_row_is_in_one(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await house.saved(BEN, "Bobby")
    unsaved = await house.avatar(AKI)
    child = (await (await house.services.blending.blend(house.origin(AKI), BEN)).result()).new[0].avatar
    assert child is not None
    await house.services.privacy.set(AKI, BlendPrivacy.ASK)
    await house.services.messages.sent(AKI, 2, 55)
    await stocked(house)
    data = await handed_out(house)
    found = files(data)
    assert list(found) == [*FILES, f"pictures/Mei-{mei.id}.png"]
    assert (data.archive.pictures, data.missing) == (1, 0)
    assert found[f"pictures/Mei-{mei.id}.png"] == house.engine.picture(mei.recipe).png
    avatars = {one["id"]: one for one in read(found, "avatars.json")["avatars"]}
    assert list(avatars) == [mei.id, unsaved.id, child.id]
    assert Recipe.from_json(json.dumps(avatars[mei.id]["recipe"])) == mei.recipe
    assert (avatars[mei.id]["name"], avatars[mei.id]["picture"]) == ("Mei", f"pictures/Mei-{mei.id}.png")
    assert (avatars[unsaved.id]["name"], avatars[unsaved.id].get("picture")) == (None, None)
    assert avatars[mei.id]["created_at"] == "2027-01-15T08:00:00+00:00"
    lineage = read(found, "lineage.json")
    assert [one["parent_user_id"] for one in lineage["ancestors_of_your_avatars"]] == [str(AKI), str(BEN)]
    assert [one["child_avatar_id"] for one in lineage["your_faces_as_ancestors"]] == [child.id]
    (settings,) = read(found, "settings.json")["settings"]
    assert (settings["privacy"], settings["worn_avatar_id"]) == ("ask", mei.id)
    requests = read(found, "requests.json")
    assert [one["kind"] for one in requests["drawings"]] == ["new", "new", "blend", "my_data"]
    assert len(requests["pictures_of_drawings"]) == 1 + 1 + 3 + 1
    uploads = read(found, "uploads.json")["uploads"]
    assert [one["name"] for one in uploads] == [f"{number}.png" for number in range(10)]
    assert all(one["consented_at"] for one in uploads)
    assert [one["message_id"] for one in read(found, "other.json")["messages"]] == [55]
    kept = {table for table, rows in (await house.services.forgetting.export(AKI)).items() if rows}
    there = {name for file in FILES[1:] for name, rows in read(found, file).items() if rows}
    assert len(there) == len(kept) + 2, "every table, the pictures of drawings, and ancestors"


async def test_a_face_that_somebody_else_mixed_is_in_the_data_of_whose_it_is(house: House) -> None:
    mei = await house.saved(AKI, "Mei")
    await (await house.services.mixing.mix(house.origin(BEN), [Other(AKI), Other(CHI)])).result()
    subjects = read(files(await handed_out(house)), "requests.json")["pictures_of_drawings"]
    assert [(one["role"], one["avatar_id"]) for one in subjects if one["owner_user_id"]] == [("theirs", mei.id)]
    assert [one["owner_user_id"] for one in subjects if one["owner_user_id"]] == [str(AKI)]


async def test_no_token_is_handed_out(house: House) -> None:
    await house.saved(AKI, "Mei")
    assert all(b"secret-token" not in content for content in files(await handed_out(house)).values())


async def test_the_readme_is_in_the_members_language_and_says_what_each_file_is(house: House) -> None:
    await house.saved(AKI, "Mei")
    for locale, beginning in (("en", "This is everything"), ("zh-CN", "这是 MoeGAN 保存的")):
        readme = files(await house.services.my_data.put_together(AKI, locale))["README.txt"].decode()
        assert readme.startswith(beginning)
        assert all(name in readme for name in FILES[1:])


async def test_who_has_nothing_is_told_and_who_has_no_saved_avatar_gets_the_rest(house: House) -> None:
    with pytest.raises(NothingKept):
        await house.services.my_data.begin(house.origin(AKI))
    await house.services.privacy.set(AKI, BlendPrivacy.NOBODY)
    assert await house.services.my_data.begin(house.origin(AKI)) is None
    data = await house.services.my_data.put_together(AKI, "en")
    assert list(files(data)) == FILES
    assert (data.archive.pictures, data.missing) == (0, 0)
    assert house.engine.requests == []


async def test_one_at_a_time_for_each_member(house: House) -> None:
    await house.saved(AKI, "Mei")
    await house.saved(BEN, "Bobby")
    house.engine.hold()
    first = await house.services.my_data.begin(house.origin(AKI))
    assert first is not None
    with pytest.raises(DataUnderWay):
        await house.services.my_data.begin(house.origin(AKI))
    assert await house.services.my_data.begin(house.origin(BEN)) is not None
    house.engine.release()
    await first.result()
    await house.services.drawing.answered(first.request_id)
    assert files(await handed_out(house))


async def test_one_that_was_never_answered_is_in_the_way_no_longer_than_its_token_lives(house: House) -> None:
    await house.saved(AKI, "Mei")
    assert await house.services.my_data.begin(house.origin(AKI)) is not None
    house.clock.advance(15 * 60)
    assert await house.services.my_data.begin(house.origin(AKI)) is not None


async def test_many_pictures_are_drawn_in_parts_and_not_remembered_once_handed_out(house: House) -> None:
    for number in range(BATCH + 2):
        await house.saved(AKI, f"Face {number}")
    before = len(house.engine.requests)
    origin = house.origin(AKI)
    drawing = await house.services.my_data.begin(origin)
    assert drawing is not None
    data = await house.services.my_data.of_drawing(await drawing.result())
    assert (data.archive.pictures, data.missing) == (BATCH + 2, 0)
    assert [len(one.recipes) for one in house.engine.requests[before:]] == [BATCH, 2]
    again = await house.services.my_data.begin(origin)
    assert again is not None
    assert again.repeated
    assert len(house.engine.requests) == before + 2
    await house.services.drawing.answered(drawing.request_id)
    again = await house.services.my_data.begin(origin)
    assert again is not None
    assert again.repeated
    await again.result()
    assert len(house.engine.requests) == before + 4, "what is not remembered is drawn again"


async def test_data_that_was_asked_for_before_a_crash_is_handed_out_after_it(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        for number in range(BATCH + 2):
            await house.saved(AKI, f"Face {number}")
        house.engine.hold()
        await house.services.my_data.begin(house.origin(AKI))
        clock = house.clock
    seen: list[MyData] = []

    async def answer(drawn: Drawn) -> None:
        if drawn.kind == "my_data":
            seen.append(await house.services.my_data.of_drawing(drawn))

    async def never(*_: object) -> None:
        raise AssertionError

    async with open_house(tmp_path, clock=clock) as house:
        await house.services.recovery.recover(answer, never, never)
    assert [one.archive.pictures for one in seen] == [BATCH + 2]


def test_as_many_pictures_as_fit_are_in_it_and_the_recipes_of_all() -> None:
    rows = [{"id": number, "name": f"Face {number}", "recipe_json": '{"v":1}'} for number in range(40)]
    pictures = [Picture(number, f"Face {number}", os.urandom(10_000)) for number in range(40)]
    archive = build({"avatars": rows}, "Hello", pictures, 200_000)
    assert 180_000 < len(archive.data) <= 200_000
    assert 15 < archive.pictures < 20
    found = files(MyData(archive, 0))
    avatars = read(found, "avatars.json")["avatars"]
    assert len(avatars) == 40
    assert [one["picture"] for one in avatars if "picture" in one] == [name for name in found if "/" in name]
    assert all(one["recipe"] == {"v": 1} for one in avatars)


def test_names_of_any_script_become_names_of_files() -> None:
    assert [Picture(7, name, b"").path for name in ("Mei", "芽衣", "a/../b:c", "😀")] == [
        "pictures/Mei-7.png",
        "pictures/芽衣-7.png",
        "pictures/a----b-c-7.png",
        "pictures/avatar-7.png",
    ]


@pytest.fixture
async def styled(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path) as opened:
        yield opened


async def test_an_avatar_whose_model_is_gone_has_its_recipe_in_it_and_no_picture(styled: House) -> None:
    await adopted(styled)
    drawing = await styled.services.drawing.new(styled.origin(AKI), count=1, style="Ink")
    inky = (await drawing.result()).new[0].avatar
    assert inky is not None
    await styled.services.collection.save(AKI, "Inky", inky.id)
    await styled.saved(AKI, "Mei")
    lost(styled, "ink")
    data = await handed_out(styled)
    assert (data.archive.pictures, data.missing) == (1, 1)
    assert {one["name"] for one in read(files(data), "avatars.json")["avatars"]} == {"Inky", "Mei"}
