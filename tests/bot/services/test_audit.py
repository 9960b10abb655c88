"""The audit log: what is in it, for how long, and what becomes of those whom it names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.audit import AUDIT_PAGE, BOT, without_ids
from bot.services.housekeeping import COMMUNITY_DAYS
from tests.bot.services.atelier import ended, started, stocked
from tests.bot.services.house import AKI, BEN, CHI, House
from tests.bot.services.plaza import GUILD, logged
from tests.bot.services.styles import FakeStrengths, adopted, open_house_of_styles
from tests.bot.services.test_my_data import files, handed_out, read


async def test_entries_are_read_page_by_page_the_newest_first(house: House) -> None:
    for number in range(AUDIT_PAGE + 1):
        await house.services.audit.record(GUILD, AKI, "settings_changed", {"setting": "pace", "value": number})
        house.clock.advance(1)
    await house.services.audit.record(2, AKI, "settings_changed", {"setting": "elsewhere"})
    first, second = [await house.services.audit.page(GUILD, page) for page in (1, 7)]
    assert [entry.detail["value"] for entry in first.entries] == list(range(AUDIT_PAGE, 0, -1))
    assert [entry.detail["value"] for entry in second.entries] == [0]
    assert (second.page, second.pages, second.total) == (2, 2, AUDIT_PAGE + 1)
    assert first.entries[0].created_at == house.clock.now - 1


async def test_what_the_bot_found_out_itself_is_nobodys_doing(house: House) -> None:
    await house.services.audit.record(GUILD, BOT, "gallery_failed", {"channel": 5})
    assert await logged(house) == [("gallery_failed", None, None)]


async def test_a_store_that_is_busy_costs_the_entry_and_no_more(house: House) -> None:
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await house.services.audit.record(GUILD, AKI, "settings_changed", {})
    other.close()
    assert await logged(house) == []


async def test_who_asks_to_be_forgotten_becomes_somebody_on_either_side(house: House) -> None:
    await house.services.audit.record(GUILD, AKI, "picture_removed", {"member": BEN, "message": 7, "channel": 2})
    await house.services.audit.record(GUILD, BEN, "style_used_original", {})
    await house.services.forgetting.forget(BEN)
    assert await logged(house) == [("picture_removed", AKI, None), ("style_used_original", None, None)]
    await house.services.forgetting.forget(AKI)
    assert await logged(house) == [("picture_removed", None, None), ("style_used_original", None, None)]


async def test_members_get_their_own_entries_and_not_who_moderated_them(house: House) -> None:
    await house.services.audit.record(GUILD, AKI, "picture_removed", {"member": BEN, "message": 7})
    await house.saved(AKI, "Mei")
    await house.saved(BEN, "Bobby")
    (own,) = read(files(await handed_out(house, AKI)), "other.json")["audit_entries"]
    assert (own["actor_user_id"], own["target_user_id"], own["detail"]) == (str(AKI), str(BEN), {"message": 7})
    (about,) = read(files(await handed_out(house, BEN)), "other.json")["audit_entries"]
    assert (about["actor_user_id"], about["target_user_id"]) == (None, str(BEN))


async def test_entries_are_kept_for_180_days(house: House) -> None:
    assert COMMUNITY_DAYS == 180
    await house.services.audit.record(GUILD, AKI, "style_used_original", {})
    house.clock.advance(180 * 24 * 3600)
    assert (await house.services.housekeeping.tidy_community())["audit_entries"] == 0
    house.clock.advance(1)
    assert (await house.services.housekeeping.tidy_community())["audit_entries"] == 1
    assert await logged(house) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"rude to <@{BEN}>", "rude to …"),
        (f"see {BEN} and <#{AKI}>,\nagain", "see … and …, again"),
        ("rule 3, 2026", "rule 3, 2026"),
    ],
)
def test_no_ids_are_kept_in_what_moderators_write(typed: str, kept: str) -> None:
    assert without_ids(typed) == kept


async def test_whose_picture_was_removed_and_what_it_showed_is_written_down(house: House) -> None:
    drawn = await house.draw(AKI, 2)
    await house.services.drawing.answered(drawn.request_id, 55, 2)
    await house.services.moderation.removed(GUILD, CHI, 2, 55, f"  not <@{AKI}> again ")
    await house.services.moderation.removed(GUILD, CHI, 2, 56)
    known, unknown = reversed((await house.services.audit.page(GUILD)).entries)
    assert (known.action, known.actor_user_id, known.target_user_id) == ("picture_removed", CHI, AKI)
    avatars = [face.avatar.id for face in drawn.new if face.avatar is not None]
    assert known.detail == {"message": 55, "channel": 2, "avatars": avatars, "reason": "not … again"}
    assert (unknown.target_user_id, unknown.detail) == (None, {"message": 56, "channel": 2})
    assert (await house.services.collection.avatar(avatars[0])).owner_user_id == AKI, "the avatars stay"


@pytest.fixture
async def styled(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path, FakeStrengths()) as opened:
        yield opened


async def test_what_admins_do_with_styles_is_written_down(styled: House) -> None:
    await adopted(styled, guild_id=GUILD)
    styles = styled.services.styles
    await styles.use(GUILD, "Ink", AKI)
    await styles.use(GUILD, "original", BEN)
    await styles.rename(GUILD, "Ink", "Tusche", AKI)
    await styles.set_strength(GUILD, "Tusche", 40, BEN)
    await styles.set_strength(GUILD, "Tusche", 40, BEN)
    await styles.retire(GUILD, "Tusche", CHI)
    assert await logged(styled) == [
        ("style_used", AKI, None),
        ("style_used_original", BEN, None),
        ("style_renamed", AKI, None),
        ("style_strength", BEN, None),
        ("style_retired", CHI, None),
    ]
    details = [dict(entry.detail) for entry in (await styled.services.audit.page(GUILD)).entries]
    assert details[:3] == [
        {"style": "Tusche"},
        {"style": "Tusche", "strength": 40},
        {"style": "Ink", "name": "Tusche"},
    ]


async def test_what_was_refused_is_not_written_down(styled: House) -> None:
    await adopted(styled, guild_id=GUILD)
    for refused in (
        styled.services.styles.use(GUILD, "Nope", AKI),
        styled.services.styles.rename(GUILD, "Ink", "original", AKI),
        styled.services.training.runs.cancel(GUILD, AKI),
    ):
        with pytest.raises(Exception, match=r"\."):
            await refused
    assert await logged(styled) == []


async def test_what_admins_do_with_trainings_is_written_down(house: House) -> None:
    training = house.services.training
    ink, wash = await stocked(house), await stocked(house, "Wash", user_id=BEN)
    run, work = await started(house, ink)
    work.finish()
    await ended(house, run.run.id)
    await training.verdicts.adopt(GUILD, CHI, run.run.id)
    run, work = await started(house, wash, BEN)
    work.finish()
    await ended(house, run.run.id)
    await training.verdicts.discard(GUILD, CHI, run.run.id)
    await started(house, ink)
    await training.runs.cancel(GUILD, BEN)
    (upload, *_) = await house.store.read.uploads.of_collection(ink.id)
    await training.pictures.remove(GUILD, upload.id, CHI)
    await training.forgetting.forget(GUILD, BEN, CHI)
    await training.pictures.clear(GUILD, ink.id, CHI)
    assert await logged(house) == [
        ("training_started", AKI, None),
        ("training_adopted", CHI, None),
        ("training_started", BEN, None),
        ("training_discarded", CHI, None),
        ("training_started", AKI, None),
        ("training_cancelled", BEN, None),
        ("uploads_removed", CHI, AKI),
        ("uploads_forgotten", CHI, BEN),
        ("uploads_cleared", CHI, None),
    ]
    entries = (await house.services.audit.page(GUILD)).entries
    assert json.dumps([dict(entry.detail) for entry in entries[:2]]) == (
        '[{"style": "Ink", "pictures": 9}, {"pictures": 10}]'
    )
