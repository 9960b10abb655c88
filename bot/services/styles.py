"""Styles of a server: offered by a training, adopted by an admin, then used, renamed, weakened or retired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.services.audit import AuditLog
from bot.services.names import LONGEST_NAME, clean_name, name_key
from bot.services.palette import ORIGINAL, Palette, named_style, unavailable
from bot.services.style_errors import (
    BadStyleStrength,
    StrengthFixed,
    StyleGone,
    StyleInUse,
    StyleNameTaken,
    StyleNotAdopted,
    StyleReserved,
)
from bot.store.database import Database, Repositories
from bot.store.rows import Style
from gan.models import ModelError

__all__ = ["Strengths", "StyleBook", "Styles"]

_log = structlog.stdlib.get_logger(__name__)


class Strengths(Protocol):
    """Makes weaker or stronger models of a style."""

    async def with_strength(self, model_id: str, strength: float) -> str:
        """The id of the model that draws the same style so strongly, made unless it is there.

        Args:
            model_id: the style at any strength.
            strength: 0 (the original) to 1 (as it was trained).

        Raises:
            ModelError: the style's files are missing or damaged.
        """
        ...


@dataclass(frozen=True, slots=True)
class StyleBook:
    """A server's styles.

    Attributes:
        default: what new avatars are drawn in; None for the original.
        adopted: what members may pick, beside the original.
        retired: what was picked once.
        missing: those that cannot be drawn, their files being missing.
    """

    default: Style | None
    adopted: tuple[Style, ...]
    retired: tuple[Style, ...]
    missing: frozenset[int]


class Styles:
    """Keeps each server's styles to that server. Capitals make no difference between names."""

    def __init__(
        self,
        store: Database,
        palette: Palette,
        audit: AuditLog,
        clock: Callable[[], float],
        strengths: Strengths | None = None,
    ) -> None:
        self._store = store
        self._palette = palette
        self._audit = audit
        self._clock = clock
        self._strengths = strengths

    async def offer(self, guild_id: int, name: str, model_id: str, run_id: int, now: int) -> int:
        """A finished training offers a style, which nobody sees until it is adopted; its id.

        A name that the server has already gets a number. The same training offers one style, however often.

        Raises:
            NameInvalid, StoreBusy
        """
        wanted = clean_name(name)
        async with self._store.write() as rows:
            if (known := await rows.styles.of_run(run_id)) is not None:
                return known.id
            free, number = wanted, 1
            while name_key(free) == ORIGINAL or await rows.styles.named(guild_id, name_key(free)) is not None:
                number += 1
                free = f"{wanted[: LONGEST_NAME - len(str(number)) - 1].rstrip()} {number}"
            return await rows.styles.add(guild_id, free, name_key(free), model_id, run_id, now)

    async def adopt(self, style_id: int, admin_id: int) -> Style:
        """Members of the server may pick it from now on; adopted twice, it is adopted once.

        Raises:
            StyleGone, StyleUnavailable, StoreBusy
        """
        async with self._store.write() as rows:
            style = await _get(rows, style_id)
            self._palette.model(style)
            if style.state != "adopted":
                await rows.styles.adopt(style_id, admin_id, int(self._clock()))
            style = await _get(rows, style_id)
        _log.info("style_adopted", style=style_id, guild=style.guild_id)
        return style

    async def discard(self, style_id: int, admin_id: int) -> Style:
        """Forgets an offered style; its model stays where it is. Returns what was discarded.

        Raises:
            StyleGone, StoreBusy
            StyleInUse: it was adopted; it can be retired.
        """
        async with self._store.write() as rows:
            style = await _get(rows, style_id)
            if style.state != "offered":
                raise StyleInUse(name=style.name)
            await rows.styles.delete(style_id)
        _log.info("style_discarded", style=style_id, guild=style.guild_id, admin=admin_id)
        return style

    async def book(self, guild_id: int) -> StyleBook:
        """The server's styles, for `/style list`."""
        styles = await self._store.read.styles.of_guild(guild_id, "adopted", "retired")
        return StyleBook(
            default=next((style for style in styles if style.is_default), None),
            adopted=tuple(style for style in styles if style.state == "adopted"),
            retired=tuple(style for style in styles if style.state == "retired"),
            missing=frozenset(style.id for style in styles if self._palette.problem(style) is not None),
        )

    async def use(self, guild_id: int, name: str, admin_id: int) -> Style | None:
        """Makes it the default for the server's new avatars; a retired one thereby comes back. None: the original.

        Raises:
            NoSuchStyle, StyleNotAdopted, StyleUnavailable, StoreBusy
        """
        if name_key(name) == ORIGINAL:
            async with self._store.write() as rows:
                await rows.styles.set_default(guild_id, None)
                await self._audit.note(rows, guild_id, admin_id, "style_used_original", {})
            return None
        async with self._store.write() as rows:
            style = await named_style(rows, guild_id, name)
            if style.state == "offered":
                raise StyleNotAdopted(name=style.name)
            self._palette.model(style)
            if style.state == "retired":
                await rows.styles.adopt(style.id, admin_id, int(self._clock()))
            await rows.styles.set_default(guild_id, style.id)
            await self._audit.note(rows, guild_id, admin_id, "style_used", {"style": style.name})
            return await _get(rows, style.id)

    async def rename(self, guild_id: int, name: str, new_name: str, admin_id: int) -> Style:
        """Gives a style another name; raises `NoSuchStyle`, `NameInvalid`, `StyleReserved`, `StyleNameTaken`."""
        chosen = clean_name(new_name)
        if name_key(chosen) == ORIGINAL:
            raise StyleReserved(name=chosen)
        async with self._store.write() as rows:
            style = await named_style(rows, guild_id, name)
            holder = await rows.styles.named(guild_id, name_key(chosen))
            if holder is not None and holder.id != style.id:
                raise StyleNameTaken(name=holder.name)
            await rows.styles.rename(style.id, chosen, name_key(chosen))
            await self._audit.note(rows, guild_id, admin_id, "style_renamed", {"style": style.name, "name": chosen})
        return replace(style, name=chosen)

    async def set_strength(self, guild_id: int, name: str, strength: int, admin_id: int) -> Style:
        """How strongly a style shows in what is drawn from now on; what was drawn before stays.

        Args:
            strength: percent.

        Raises:
            BadStyleStrength, NoSuchStyle, StyleGone, StyleUnavailable, StrengthFixed, StoreBusy
        """
        if not 0 <= strength <= 100:
            raise BadStyleStrength
        if self._strengths is None:
            raise StrengthFixed
        style = await named_style(self._store.read, guild_id, name)
        if strength == style.strength:
            return style
        self._palette.model(style)
        try:
            # Outside a transaction, for it may take seconds.
            model_id = await self._strengths.with_strength(style.model_id, strength / 100)
        except ModelError as error:
            raise unavailable(style, error) from error
        self._palette.model(replace(style, model_id=model_id))
        async with self._store.write() as rows:
            await _get(rows, style.id)
            await rows.styles.set_strength(style.id, strength, model_id)
            detail = {"style": style.name, "strength": strength}
            await self._audit.note(rows, guild_id, admin_id, "style_strength", detail)
            return await _get(rows, style.id)

    async def retire(self, guild_id: int, name: str, admin_id: int) -> Style:
        """Takes a style out of the choice; avatars drawn in it stay what they are. Raises `NoSuchStyle`, `StoreBusy`.

        Raises:
            StyleNotAdopted: it is in no choice yet.
        """
        async with self._store.write() as rows:
            style = await named_style(rows, guild_id, name)
            if style.state == "offered":
                raise StyleNotAdopted(name=style.name)
            await rows.styles.retire(style.id)
            await self._audit.note(rows, guild_id, admin_id, "style_retired", {"style": style.name})
        return style


async def _get(rows: Repositories, style_id: int) -> Style:
    style = await rows.styles.get(style_id)
    if style is None:
        raise StyleGone
    return style
