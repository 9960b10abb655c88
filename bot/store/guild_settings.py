"""Settings of servers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.store.session import Session, Value
from bot.store.settings_rows import GuildSettings, QuotaRule, Window

__all__ = ["SettingsOfGuilds"]


class SettingsOfGuilds:
    """The tables `guild_settings`, `guild_channels`, `guild_train_roles` and `quota_rules`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def every(self) -> dict[int, GuildSettings]:
        """The settings of every server that has any, by its id."""
        return await self._read("")

    async def of(self, guild_id: int) -> GuildSettings:
        """A server's settings, with the defaults where nothing is stored."""
        return (await self._read(" WHERE guild_id = ?", guild_id)).get(guild_id, GuildSettings(guild_id))

    async def put(self, settings: GuildSettings) -> None:
        """Keeps all but the quotas, which have ids of their own."""
        guild_id = settings.guild_id
        await self._session.run(
            "INSERT INTO guild_settings (guild_id, private_answers, language, spoiler, admins_exempt)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (guild_id) DO UPDATE SET private_answers = excluded.private_answers,"
            " language = excluded.language, spoiler = excluded.spoiler, admins_exempt = excluded.admins_exempt",
            guild_id,
            int(settings.private_answers),
            settings.language,
            int(settings.spoiler),
            int(settings.admins_exempt),
        )
        await self._session.run("DELETE FROM guild_channels WHERE guild_id = ?", guild_id)
        await self._session.insert_many(
            "INSERT INTO guild_channels (guild_id, channel_id) VALUES (?, ?)", _pairs(guild_id, settings.channels)
        )
        await self._session.run("DELETE FROM guild_train_roles WHERE guild_id = ?", guild_id)
        await self._session.insert_many(
            "INSERT INTO guild_train_roles (guild_id, role_id) VALUES (?, ?)", _pairs(guild_id, settings.train_roles)
        )

    async def set_rule(self, guild_id: int, role_id: int | None, window: Window, pictures: int) -> None:
        """Sets a quota, in the place of the one for the same members and window where there is one."""
        await self._session.run(
            "INSERT INTO quota_rules (guild_id, role_id, period, pictures) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (guild_id, ifnull(role_id, 0), period) DO UPDATE SET pictures = excluded.pictures",
            guild_id,
            role_id,
            window.value,
            pictures,
        )

    async def remove_rule(self, guild_id: int, rule_id: int) -> None:
        """Removes a quota of this server's."""
        await self._session.run("DELETE FROM quota_rules WHERE guild_id = ? AND id = ?", guild_id, rule_id)

    async def _read(self, where: str, *values: Value) -> dict[int, GuildSettings]:
        """`where` is one of this class's own texts."""
        flags = {
            row["guild_id"]: row
            for row in await self._session.all(f"SELECT * FROM guild_settings{where}", *values)  # noqa: S608
        }
        channels, roles = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        rules = defaultdict[int, list[QuotaRule]](list)
        for row in await self._session.all(
            f"SELECT * FROM guild_channels{where} ORDER BY guild_id, channel_id",  # noqa: S608
            *values,
        ):
            channels[row["guild_id"]].append(row["channel_id"])
        for row in await self._session.all(
            f"SELECT * FROM guild_train_roles{where} ORDER BY guild_id, role_id",  # noqa: S608
            *values,
        ):
            roles[row["guild_id"]].append(row["role_id"])
        for row in await self._session.all(f"SELECT * FROM quota_rules{where}", *values):  # noqa: S608
            rule = QuotaRule(row["id"], row["role_id"], Window(row["period"]), row["pictures"])
            rules[row["guild_id"]].append(rule)
        found: dict[int, GuildSettings] = {}
        for guild_id in {*flags, *channels, *roles, *rules}:
            kept = flags.get(guild_id)
            known = GuildSettings(guild_id)
            found[guild_id] = GuildSettings(
                guild_id,
                channels=tuple(channels[guild_id]),
                private_answers=known.private_answers if kept is None else bool(kept["private_answers"]),
                language=known.language if kept is None else kept["language"],
                spoiler=known.spoiler if kept is None else bool(kept["spoiler"]),
                train_roles=tuple(roles[guild_id]),
                admins_exempt=known.admins_exempt if kept is None else bool(kept["admins_exempt"]),
                rules=tuple(sorted(rules[guild_id], key=_order)),
            )
        return found


def _order(rule: QuotaRule) -> tuple[int, int]:
    return rule.role_id or 0, rule.window.seconds


def _pairs(guild_id: int, ids: Sequence[int]) -> list[tuple[Value, ...]]:
    return [(guild_id, one) for one in ids]
