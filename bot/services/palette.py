"""What a drawing can be drawn with: the original, or a style that the server has adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.services.faces import base_model, new_reference
from bot.services.names import name_key, quotable
from bot.services.style_errors import NoSuchStyle, StyleNotAdopted, StyleRetired, StyleUnavailable
from bot.store.database import Database, Repositories
from bot.store.rows import Style, StyleState
from gan.models import Model, ModelError, ModelMissing, Registry

__all__ = ["ORIGINAL", "Choice", "Palette", "named_style", "unavailable"]

# What members type for the model that the bot draws with where nothing was trained.
ORIGINAL: Final = "original"

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a drawing is drawn with.

    Attributes:
        model: the style's, or the original.
        style: None for the original.
        missing: the server's default, where its files are missing and the original stands in.
        named: whether it was asked for, rather than the server's default.
    """

    model: Model
    style: Style | None = None
    missing: Style | None = None
    named: bool = False

    @property
    def view(self) -> Mapping[str, str | int]:
        """What the answer and a reroll need to know; nothing where the server has no styles."""
        if self.style is not None:
            return {"style_id": self.style.id, "style": self.style.name}
        if self.missing is not None:
            return {"style_missing": self.missing.name}
        return {"style_id": 0} if self.named else {}


class Palette:
    """Finds the models that a server may draw with."""

    def __init__(self, store: Database, registry: Registry) -> None:
        self._store = store
        self._registry = registry

    async def names(
        self,
        guild_id: int | None,
        typed: str = "",
        states: Sequence[StyleState] = ("adopted",),
        *,
        original: bool = True,
    ) -> list[str]:
        """Names for autocomplete: the original, and the server's styles in these states."""
        styles = () if guild_id is None else await self._store.read.styles.of_guild(guild_id, *states)
        names = [*([ORIGINAL] if original else []), *(style.name for style in styles)]
        return [name for name in names if name_key(typed) in name_key(name)]

    async def choose(self, guild_id: int | None, name: str | None = None) -> Choice:
        """What to draw with: the style of this name, or the server's default.

        Raises:
            NoSuchStyle, StyleRetired, StyleNotAdopted, ModelUnavailable
            StyleUnavailable: the files of the named style are missing; where the default's are, the original stands in.
        """
        if name is not None and name_key(name) == ORIGINAL:
            return Choice(base_model(self._registry), named=True)
        if name is None:
            default = None if guild_id is None else await self._store.read.styles.default(guild_id)
            return Choice(base_model(self._registry)) if default is None else self._with_default(default)
        style = await named_style(self._store.read, guild_id, name)
        if style.state == "retired":
            raise StyleRetired(name=style.name)
        if style.state == "offered":
            raise StyleNotAdopted(name=style.name)
        return Choice(self.model(style), style, named=True)

    async def choose_again(self, guild_id: int | None, view: Mapping[str, str | int]) -> Choice:
        """What the same wish is drawn with later: its style if it can still be picked, else the default.

        Args:
            view: what `Choice.view` was at the time.

        Raises:
            ModelUnavailable
        """
        style_id = view.get("style_id")
        if style_id == 0:
            return Choice(base_model(self._registry), named=True)
        style = None if style_id is None else await self._store.read.styles.get(int(style_id))
        if style is None or style.state != "adopted" or style.guild_id != guild_id:
            return await self.choose(guild_id)
        return self._with_default(style)

    async def find(self, guild_id: int, name: str) -> Style:
        """The server's style of that name, whatever its state; raises `NoSuchStyle`."""
        return await named_style(self._store.read, guild_id, name)

    def model(self, style: Style) -> Model:
        """The model that draws a style; raises `StyleUnavailable` where a file is missing."""
        try:
            return self._load(style)
        except ModelError as error:
            raise unavailable(style, error) from error

    def _with_default(self, style: Style) -> Choice:
        """A style that nobody named just now: where it cannot be drawn, the original stands in."""
        problem = self.problem(style)
        if problem is None:
            return Choice(self._load(style), style)
        _log.warning("style_unavailable", style=style.id, problem=str(problem))
        return Choice(base_model(self._registry), missing=style)

    def problem(self, style: Style) -> ModelError | None:
        """Why a style cannot be drawn; None where it can."""
        try:
            self._load(style)
        except ModelError as error:
            return error
        return None

    def _load(self, style: Style) -> Model:
        """Finds the files without reading them; the worker checks their hashes before it draws."""
        model = self._registry.get(style.model_id)
        for needed in (model.needed_base(), model) if model.is_style else (model,):
            if not needed.weights.is_file():
                raise ModelMissing(f"The weights of {needed.name} are missing: {needed.weights}. Restore the file.")
        return model


async def named_style(rows: Repositories, guild_id: int | None, name: str) -> Style:
    """The server's style of that name, whatever its state; raises `NoSuchStyle`."""
    style = None if guild_id is None else await rows.styles.named(guild_id, name_key(name))
    if style is None:
        raise NoSuchStyle(name=quotable(name))
    return style


def unavailable(style: Style, error: ModelError) -> StyleUnavailable:
    """The member's words; the operator finds the files' names under the reference."""
    reference = new_reference()
    _log.error("style_unavailable", style=style.id, model=style.model_id, reference=reference, problem=str(error))
    return StyleUnavailable(name=style.name, reference=reference)
