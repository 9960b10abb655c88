"""Pictures handed in to train a style on: with consent, once each, and gone when they are taken back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.services.training.errors import CollectionGone, NoConsent, NoFiles, NoSuchCollection, PictureGone
from bot.services.training.pictures import LEAST_PICTURES, PAGE_SIZE
from tests.bot.services.atelier import GUILD, File, collected, ended, pictures, started
from tests.bot.services.house import AKI, BEN, House, open_house
from tests.fakes import FakeClock
from tests.gan.uploads.files import drawing, encoded, zipped


def files(house: House) -> list[Path]:
    return sorted((house.path.parent / "training").glob("pictures/*/*"))


async def test_what_is_handed_in_is_kept_under_its_hash_with_uploader_time_and_consent(house: House) -> None:
    service = house.services.training.pictures
    archive = zipped({"b.png": encoded(drawing(2)), "c.txt": b"words"})
    done = await service.hand_in(GUILD, AKI, "Ink", [*pictures([1]), File("art.zip", archive.content)], consented=True)
    assert done.collection is not None
    assert (done.added, done.name, done.renamed, done.ready) == (2, "Ink", False, False)
    assert [one.name for one in done.refused] == ["art.zip: c.txt"]
    uploads = await house.store.read.uploads.of_collection(done.collection.id)
    assert {(one.user_id, one.consented_at) for one in uploads} == {(AKI, int(house.clock.now))}
    stored = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files(house) if path.suffix == ".png"}
    assert stored == {one.sha256 for one in uploads}
    assert list((house.path.parent / "training" / "lots").iterdir()) == []


async def test_more_is_added_to_a_collection_of_the_same_name_and_doubles_are_told(house: House) -> None:
    first = await collected(house, count=LEAST_PICTURES)
    again = await house.services.training.pictures.hand_in(GUILD, BEN, "INK", pictures([111, 900]), consented=True)
    assert again.collection is not None
    assert again.collection.id == first.id
    assert (again.added, again.ready) == (1, True)
    assert "same picture" in again.refused[0].reason


async def test_nothing_is_taken_without_consent_or_files(house: House) -> None:
    service = house.services.training.pictures
    with pytest.raises(NoConsent):
        await service.hand_in(GUILD, AKI, "Ink", pictures([1]), consented=False)
    with pytest.raises(NoFiles):
        await service.hand_in(GUILD, AKI, "Ink", [], consented=True)
    assert files(house) == []
    assert await service.collections(GUILD) == []


async def test_a_lot_of_nothing_but_refusals_makes_no_collection(house: House) -> None:
    service = house.services.training.pictures
    done = await service.hand_in(GUILD, AKI, "Ink", [File("a.png", b"?"), File("gone.png", None)], consented=True)
    assert done.collection is None
    assert {one.name for one in done.refused} == {"a.png", "gone.png"}
    assert await service.collections(GUILD) == []


@pytest.mark.parametrize(
    ("wanted", "name"), [("**Ink** @everyone", "Ink everyone"), ("   ", "Style"), ("x" * 50, "x" * 28)]
)
async def test_a_bad_name_costs_no_pictures(house: House, wanted: str, name: str) -> None:
    done = await house.services.training.pictures.hand_in(GUILD, AKI, wanted, pictures([1]), consented=True)
    assert (done.name, done.renamed, done.added) == (name, True, 1)


async def test_a_collection_is_seen_in_pages(house: House) -> None:
    service = house.services.training.pictures
    style = await collected(house, count=PAGE_SIZE + 2)
    last = await service.page(GUILD, style.id, 9)
    assert (last.page, last.pages, len(last.uploads)) == (2, 2, 2)
    assert all(thumbnail[8:12] == b"WEBP" for thumbnail in last.thumbnails)


async def test_another_server_sees_and_removes_nothing(house: House) -> None:
    service = house.services.training.pictures
    style = await collected(house, count=1)
    (upload,) = await house.store.read.uploads.of_collection(style.id)
    with pytest.raises(NoSuchCollection):
        await service.find(2, "Ink")
    with pytest.raises(CollectionGone):
        await service.page(2, style.id, 1)
    with pytest.raises(CollectionGone):
        await service.remove(2, upload.id, AKI)
    with pytest.raises(CollectionGone):
        await service.clear(2, style.id, AKI)
    assert len(files(house)) == 2


async def test_a_removed_picture_goes_with_its_files(house: House) -> None:
    service = house.services.training.pictures
    style = await collected(house, count=2)
    first, second = await house.store.read.uploads.of_collection(style.id)
    await service.remove(GUILD, first.id, AKI)
    assert {path.stem for path in files(house)} == {second.sha256}
    with pytest.raises(PictureGone):
        await service.remove(GUILD, first.id, AKI)


async def test_a_file_stays_while_another_collection_holds_the_same_picture(house: House) -> None:
    service = house.services.training.pictures
    ink, wash = await collected(house, "Ink", 2), await collected(house, "Wash", 1)
    await service.clear(GUILD, ink.id, AKI)
    (left,) = await house.store.read.uploads.of_collection(wash.id)
    assert {path.stem for path in files(house)} == {left.sha256}


async def test_forgetting_takes_the_members_pictures_back_and_says_what_had_learned_from_them(house: House) -> None:
    done, _ = await collected(house, "Ink"), await collected(house, "Ink", 3, BEN)
    status, training = await started(house, done)
    training.finish()
    await ended(house, status.run.id)
    taken = await house.services.training.forgetting.forget(GUILD, BEN, AKI)
    assert (taken.pictures, taken.learned, taken.stopped) == (3, ("Ink",), ())
    assert len(files(house)) == 20
    assert await house.services.training.forgetting.count(GUILD, BEN) == 0


async def test_a_training_stops_whose_pictures_are_taken_back(house: House) -> None:
    status, training = await started(house, await collected(house))
    training.tell(step=10, steps=800)
    taken = await house.services.training.forgetting.forget(GUILD, AKI, AKI)
    assert (taken.stopped, taken.learned) == (("Ink",), ())
    run = await ended(house, status.run.id)
    assert (run.state, run.error) == ("cancelled", "withdrawn")
    assert files(house) == []
    assert not training.job.folder.exists()


async def test_forget_me_takes_pictures_back_on_every_server(house: House) -> None:
    await collected(house, count=2)
    await house.services.training.pictures.hand_in(2, AKI, "Elsewhere", pictures([7]), consented=True)
    forgotten = await house.services.forgetting.forget(AKI)
    assert forgotten.pictures.pictures == 3
    assert files(house) == []


async def test_an_export_names_every_picture_that_the_member_handed_in(house: House) -> None:
    await collected(house, count=2)
    await collected(house, count=1, user_id=BEN)
    export = await house.services.forgetting.export(AKI)
    assert {row["name"] for row in export["uploads"] if row["user_id"] == AKI} == {"111.png", "112.png"}
    assert len(export["uploads"]) == 2


async def test_files_that_a_killed_bot_left_behind_go_at_the_next_start(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_house(tmp_path, clock=clock) as house:
        await collected(house, count=1)
        orphan = tmp_path / "training" / "pictures" / "ab" / f"{'ab' * 32}.png"
        orphan.parent.mkdir(exist_ok=True)
        orphan.write_bytes(b"somebody's")
        lot = tmp_path / "training" / "lots" / "left"
        lot.mkdir()
    async with open_house(tmp_path, clock=clock) as house:
        assert not orphan.exists()
        assert not lot.exists()
        assert len(files(house)) == 2
