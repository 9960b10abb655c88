"""A server's settings: asked for with every interaction, so kept in memory; changed by its admins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, Final, cast

import structlog

from bot.locales import languages
from bot.services.palette import ORIGINAL
from bot.services.quota_errors import QuotaGone
from bot.services.recording import Recorder
from bot.services.style_errors import StyleGone
from bot.services.styles import Styles
from bot.store.database import Database, Repositories
from bot.store.errors import StoreError
from bot.store.settings_rows import GuildSettings, QuotaRule, Window

__all__ = ["MOST_CHANNELS", "MOST_ROLES", "ServerSettings"]

# As many as one of Discord's lists takes.
MOST_CHANNELS: Final = 25
MOST_ROLES: Final = 25

_log = structlog.stdlib.get_logger(__name__)


class ServerSettings:
    """Reads settings without waiting, and changes them in the database first.

    Every change is recorded; one that changes nothing is none.
    """

    def __init__(self, store: Database, styles: Styles, recorder: Recorder) -> None:
        self._store = store
        self._styles = styles
        self._recorder = recorder
        self._known: dict[int, GuildSettings] = {}

    async def load(self) -> None:
        """Reads what is kept; called once, before anything is asked."""
        self._known = await self._store.read.settings.every()

    def of(self, guild_id: int | None) -> GuildSettings:
        """A server's settings as they are now."""
        return self._known.get(guild_id or 0) or GuildSettings(guild_id or 0)

    def language(self, guild_id: int | None, otherwise: str) -> str:
        """The language of what everybody on a server reads.

        Args:
            otherwise: where the server has none of its own.
        """
        return self.of(guild_id).language or otherwise

    def may_train(self, guild_id: int | None, roles: Collection[int]) -> bool:
        """Whether one of these roles may train."""
        return not set(roles).isdisjoint(self.of(guild_id).train_roles)

    async def set_channels(self, guild_id: int, actor_id: int, channels: Iterable[int]) -> None:
        """Where the bot answers; everywhere where there is none. Raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "channels", tuple(sorted(set(channels))[:MOST_CHANNELS]))

    async def set_private_answers(self, guild_id: int, actor_id: int, private: bool) -> None:
        """Whether answers are for the asker alone; raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "private_answers", private)

    async def set_language(self, guild_id: int, actor_id: int, language: str | None) -> None:
        """The language of public answers, of those that there are; None for each member's own. Raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "language", language if language in languages() else None)

    async def set_spoiler(self, guild_id: int, actor_id: int, spoiler: bool) -> None:
        """Whether pictures that others see are covered; raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "spoiler", spoiler)

    async def set_train_roles(self, guild_id: int, actor_id: int, roles: Iterable[int]) -> None:
        """Who may train, beside those who manage the server; raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "train_roles", tuple(sorted(set(roles))[:MOST_ROLES]))

    async def set_admins_exempt(self, guild_id: int, actor_id: int, exempt: bool) -> None:
        """Whether quotas are not for those who manage the server; raises `StoreBusy`."""
        await self._change(guild_id, actor_id, "admins_exempt", exempt)

    async def set_style(self, guild_id: int, actor_id: int, style_id: int | None) -> None:
        """The style of new avatars, as `/style use` sets it; None for the original.

        Raises:
            StyleGone, StyleNotAdopted, StyleUnavailable, StoreBusy
        """
        wanted = None if style_id is None else await self._store.read.styles.get(style_id)
        if style_id is not None and (wanted is None or wanted.guild_id != guild_id):
            raise StyleGone
        before = await self._store.read.styles.default(guild_id)
        if (None if before is None else before.id) == style_id:
            return
        # It writes down who did this, as it does for the command.
        await self._styles.use(guild_id, ORIGINAL if wanted is None else wanted.name, actor_id)

    async def set_quota(self, guild_id: int, actor_id: int, role_id: int | None, window: Window, pictures: int) -> None:
        """Sets a quota, in the place of the one for the same members and window where there is one.

        Args:
            role_id: None for everyone, as is the role that all members have, whose id is the server's.

        Raises:
            StoreBusy
        """
        whom = None if role_id == guild_id else role_id

        async def write(rows: Repositories) -> None:
            await rows.settings.set_rule(guild_id, whom, window, pictures)

        before, after = await self._change_rules(guild_id, write)
        old, new = (_rule(settings, whom, window) for settings in (before, after))
        if old != new:
            detail = {"role": whom, "window": window.value}
            was = None if old is None else old.pictures
            await self._record(guild_id, actor_id, "quota.set", **detail, before=was, after=pictures)

    async def remove_quota(self, guild_id: int, actor_id: int, rule_id: int) -> None:
        """Removes a quota; raises `QuotaGone`, `StoreBusy`."""

        async def remove(rows: Repositories) -> None:
            await rows.settings.remove_rule(guild_id, rule_id)

        before, _ = await self._change_rules(guild_id, remove)
        gone = next((rule for rule in before.rules if rule.id == rule_id), None)
        if gone is None:
            raise QuotaGone
        detail = {"role": gone.role_id, "window": gone.window.value}
        await self._record(guild_id, actor_id, "quota.removed", **detail, before=gone.pictures, after=None)

    async def _change(self, guild_id: int, actor_id: int, name: str, value: Any) -> None:
        """Changes one setting, by the name of its field."""
        async with self._store.write() as rows:
            before = await rows.settings.of(guild_id)
            after = replace(before, **{name: value})
            if after != before:
                await rows.settings.put(after)
        # Nothing is awaited between the end of the transaction and this: changes are known in the order that they have
        # in the database.
        self._known[guild_id] = after
        if after != before:
            await self._record(
                guild_id, actor_id, f"settings.{name}", before=_plain(getattr(before, name)), after=_plain(value)
            )

    async def _change_rules(
        self, guild_id: int, change: Callable[[Repositories], Awaitable[None]]
    ) -> tuple[GuildSettings, GuildSettings]:
        """Changes quotas; the settings before and after."""
        async with self._store.write() as rows:
            before = await rows.settings.of(guild_id)
            await change(rows)
            after = await rows.settings.of(guild_id)
        self._known[guild_id] = after
        return before, after

    async def _record(self, guild_id: int, actor_id: int, action: str, **detail: object) -> None:
        _log.info("setting_changed", guild=guild_id, action=action)
        try:
            await self._recorder.record(guild_id, actor_id, action, detail)
        except StoreError as error:
            # The change is made, and the admin must not be told otherwise.
            _log.error("change_not_recorded", guild=guild_id, actor=actor_id, action=action, problem=str(error))


def _plain(value: Any) -> object:
    """A setting's value as JSON holds it."""
    return list(cast("tuple[int, ...]", value)) if isinstance(value, tuple) else value


def _rule(settings: GuildSettings, role_id: int | None, window: Window) -> QuotaRule | None:
    found = (rule for rule in settings.rules if (rule.role_id, rule.window) == (role_id, window))
    return next(found, None)
