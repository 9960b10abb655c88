"""A server's settings: kept, known without waiting, and every change on record."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.services.quota_errors import QuotaGone
from bot.services.style_errors import StyleGone
from bot.store.errors import StoreBusy
from bot.store.settings_rows import GuildSettings, Window
from tests.bot.services.house import AKI, CHI, open_house
from tests.bot.services.styles import CAFE, LIBRARY, adopted, open_house_of_styles

GUILD, ADMIN = 1, CHI


@dataclass
class Record:
    """Keeps `bot.services.recording.Recorder`."""

    entries: list[tuple[int, int, str, Mapping[str, object]]] = field(
        default_factory=list[tuple[int, int, str, Mapping[str, object]]]
    )
    failure: Exception | None = None

    async def record(self, guild_id: int, actor_id: int, action: str, detail: Mapping[str, object]) -> None:
        if self.failure is not None:
            raise self.failure
        self.entries.append((guild_id, actor_id, action, detail))


async def test_a_server_that_set_nothing_has_the_defaults(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        assert house.services.settings.of(GUILD) == GuildSettings(GUILD)
        assert house.services.settings.of(GUILD).admins_exempt
        assert house.services.settings.of(None).channels == ()


async def test_what_is_set_is_known_at_once_and_after_a_restart_and_on_record(tmp_path: Path) -> None:
    record = Record()
    async with open_house(tmp_path, recorder=record) as house:
        settings = house.services.settings
        await settings.set_channels(GUILD, ADMIN, [7, 5, 7])
        await settings.set_private_answers(GUILD, ADMIN, True)
        await settings.set_language(GUILD, ADMIN, "zh-CN")
        await settings.set_spoiler(GUILD, ADMIN, True)
        await settings.set_train_roles(GUILD, ADMIN, [9])
        await settings.set_admins_exempt(GUILD, ADMIN, False)
        await settings.set_quota(GUILD, ADMIN, 8, Window.DAY, 20)
        await settings.set_quota(GUILD, ADMIN, GUILD, Window.HOUR, 5)
        await settings.set_quota(GUILD, ADMIN, 8, Window.DAY, 30)
        await settings.set_spoiler(2, ADMIN, True)
        now = settings.of(GUILD)
    assert (now.channels, now.private_answers, now.language) == ((5, 7), True, "zh-CN")
    assert (now.spoiler, now.train_roles, now.admins_exempt) == (True, (9,), False)
    assert [(rule.role_id, rule.window, rule.pictures) for rule in now.rules] == [
        (None, Window.HOUR, 5),
        (8, Window.DAY, 30),
    ]
    async with open_house(tmp_path) as house:
        assert house.services.settings.of(GUILD) == now
    assert [(guild, actor, action) for guild, actor, action, _ in record.entries] == [
        (GUILD, ADMIN, "settings.channels"),
        (GUILD, ADMIN, "settings.private_answers"),
        (GUILD, ADMIN, "settings.language"),
        (GUILD, ADMIN, "settings.spoiler"),
        (GUILD, ADMIN, "settings.train_roles"),
        (GUILD, ADMIN, "settings.admins_exempt"),
        (GUILD, ADMIN, "quota.set"),
        (GUILD, ADMIN, "quota.set"),
        (GUILD, ADMIN, "quota.set"),
        (2, ADMIN, "settings.spoiler"),
    ]
    details = [detail for *_, detail in record.entries]
    assert details[0] == {"before": [], "after": [5, 7]}
    assert details[8] == {"role": 8, "window": "day", "before": 20, "after": 30}


async def test_a_change_that_changes_nothing_is_none(tmp_path: Path) -> None:
    record = Record()
    async with open_house(tmp_path, recorder=record) as house:
        settings = house.services.settings
        await settings.set_spoiler(GUILD, ADMIN, False)
        await settings.set_channels(GUILD, ADMIN, [])
        await settings.set_language(GUILD, ADMIN, "tlh")
        await settings.set_quota(GUILD, ADMIN, None, Window.DAY, 5)
        await settings.set_quota(GUILD, ADMIN, None, Window.DAY, 5)
    assert [action for _, _, action, _ in record.entries] == ["quota.set"]


async def test_a_quota_is_removed_by_its_own_server_once(tmp_path: Path) -> None:
    record = Record()
    async with open_house(tmp_path, recorder=record) as house:
        settings = house.services.settings
        await settings.set_quota(GUILD, ADMIN, None, Window.DAY, 5)
        (rule,) = settings.of(GUILD).rules
        with pytest.raises(QuotaGone):
            await settings.remove_quota(2, ADMIN, rule.id)
        await settings.remove_quota(GUILD, ADMIN, rule.id)
        with pytest.raises(QuotaGone):
            await settings.remove_quota(GUILD, ADMIN, rule.id)
        assert settings.of(GUILD).rules == ()
    assert record.entries[-1][2:] == ("quota.removed", {"role": None, "window": "day", "before": 5, "after": None})


async def test_changes_at_once_are_all_kept(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        settings = house.services.settings
        await asyncio.gather(
            settings.set_spoiler(GUILD, ADMIN, True),
            settings.set_channels(GUILD, ADMIN, [3]),
            settings.set_quota(GUILD, ADMIN, None, Window.DAY, 5),
            settings.set_private_answers(GUILD, ADMIN, True),
        )
        now = settings.of(GUILD)
        assert (now.spoiler, now.channels, now.private_answers, len(now.rules)) == (True, (3,), True, 1)
        assert await house.store.read.settings.of(GUILD) == now


async def test_a_record_that_cannot_be_kept_undoes_no_change(tmp_path: Path) -> None:
    record = Record(failure=StoreBusy("busy"))
    async with open_house(tmp_path, recorder=record) as house:
        await house.services.settings.set_spoiler(GUILD, ADMIN, True)
        assert house.services.settings.of(GUILD).spoiler


async def test_the_style_is_the_one_that_style_use_sets(tmp_path: Path) -> None:
    async with open_house_of_styles(tmp_path) as house:
        style = await adopted(house)
        settings = house.services.settings
        await settings.set_style(CAFE, ADMIN, style.id)
        assert (await house.services.styles.book(CAFE)).default == await house.store.read.styles.get(style.id)
        with pytest.raises(StyleGone):
            await settings.set_style(LIBRARY, AKI, style.id)
        with pytest.raises(StyleGone):
            await settings.set_style(CAFE, AKI, 999)
        await settings.set_style(CAFE, ADMIN, None)
        assert (await house.services.styles.book(CAFE)).default is None
