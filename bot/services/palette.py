"""What a drawing can be drawn with: the original, or a style that the server has adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.services.code_errors import StyleElsewhere
from bot.services.errors import ModelUnavailable
from bot.services.faces import base_model, model_with_files, new_reference
from bot.services.names import name_key, quotable
from bot.services.style_errors import (
    NoSuchStyle,
    StyleNotAdopted,
    StyleRetired,
    StylesOnServers,
    StyleUnavailable,
)
from bot.store.database import Database, Repositories
from bot.store.rows import Style, StyleState
from gan.models import Model, ModelError, Registry
from gan.recipe import Recipe

__all__ = ["ORIGINAL", "Choice", "Palette", "named_style", "unavailable"]

# What members type for the model that the bot draws with where nothing was trained.
ORIGINAL: Final = "original"
# Those that can be picked first.
_EVERY_STATE: Final[tuple[StyleState, ...]] = ("adopted", "retired", "offered")

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
            NoSuchStyle, StylesOnServers, StyleRetired, StyleNotAdopted, ModelUnavailable
            StyleUnavailable: the files of the named style are missing; where the default's are, the original stands in.
        """
        if name is not None and name_key(name) == ORIGINAL:
            return Choice(base_model(self._registry), named=True)
        if name is None:
            default = None if guild_id is None else await self._store.read.styles.default(guild_id)
            return Choice(base_model(self._registry)) if default is None else self._with_default(default)
        style = await named_style(self._store.read, guild_id, name)
        _check_adopted(style)
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

    async def permit(self, guild_id: int | None, recipe: Recipe) -> Choice:
        """What a recipe from elsewhere is drawn with, where this server may draw with it.

        A style may have been weaker or stronger when the recipe was made: that is the same style.

        Raises:
            StyleElsewhere: its model is another server's own style.
            StyleRetired, StyleNotAdopted, StyleUnavailable, ModelUnavailable
        """
        model = self.model_of(recipe)
        styles = () if guild_id is None else await self._store.read.styles.of_guild(guild_id, *_EVERY_STATE)
        found = [style for style in styles if self._draws(style, model)]
        if not found:
            if await self.is_own(model):
                raise StyleElsewhere
            return Choice(model)
        style = min(found, key=lambda style: _EVERY_STATE.index(style.state))
        _check_adopted(style)
        try:
            model_with_files(self._registry, model.id)
        except ModelError as error:
            raise unavailable(style, error) from error
        return Choice(model, style, named=True)

    async def is_own(self, model: Model) -> bool:
        """Whether a model is a server's own style, which no other server may draw with."""
        return model.is_style or await self._store.read.styles.uses_model(model.id)

    def model_of(self, recipe: Recipe) -> Model:
        """The model of a recipe; raises `ModelUnavailable` where it is not here any more."""
        try:
            return self._registry.get(recipe.model_id)
        except ModelError as error:
            reference = new_reference()
            _log.error("no_model_of_a_recipe", model=recipe.model_id, reference=reference, problem=str(error))
            raise ModelUnavailable(reference=reference) from error

    def _draws(self, style: Style, model: Model) -> bool:
        """Whether a model draws a style, at whatever strength: what was learned is the same file."""
        if style.model_id == model.id:
            return True
        if not model.is_style:
            return False
        try:
            return self._registry.get(style.model_id).card.get("sha256") == model.card["sha256"]
        except ModelError:
            return False

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
        return model_with_files(self._registry, style.model_id)


def _check_adopted(style: Style) -> None:
    if style.state == "retired":
        raise StyleRetired(name=style.name)
    if style.state == "offered":
        raise StyleNotAdopted(name=style.name)


async def named_style(rows: Repositories, guild_id: int | None, name: str) -> Style:
    """The server's style of that name, whatever its state; raises `NoSuchStyle`, and `StylesOnServers` without one."""
    if guild_id is None:
        raise StylesOnServers
    style = await rows.styles.named(guild_id, name_key(name))
    if style is None:
        raise NoSuchStyle(name=quotable(name))
    return style


def unavailable(style: Style, error: ModelError) -> StyleUnavailable:
    """The member's words; the operator finds the files' names under the reference."""
    reference = new_reference()
    _log.error("style_unavailable", style=style.id, model=style.model_id, reference=reference, problem=str(error))
    return StyleUnavailable(name=style.name, reference=reference)
