"""Faces: what is shown of a member, drawn or by default."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import structlog

from bot.services.errors import ModelUnavailable
from bot.store.database import Repositories
from bot.store.rows import Avatar
from gan.attributes import Vocabulary
from gan.models import Model, ModelError, ModelMissing, Registry
from gan.recipe import Recipe, default_recipe

__all__ = ["Face", "base_model", "can_draw", "kin", "model_of", "model_with_files", "new_reference", "worn_face"]

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Face:
    """A face to be shown: a stored avatar, or the default face of a member (`avatar` is None)."""

    owner_user_id: int
    recipe: Recipe
    avatar: Avatar | None = None


def new_reference() -> str:
    """A short word that a member can read out and an operator finds in the log."""
    return uuid.uuid4().hex[:8]


def base_model(registry: Registry) -> Model:
    """The model that new avatars are drawn with; raises `ModelUnavailable`."""
    try:
        return registry.default()
    except ModelError as error:
        reference = new_reference()
        _log.error("no_base_model", reference=reference, problem=str(error))
        raise ModelUnavailable(reference=reference) from error


def model_of(registry: Registry, recipe: Recipe) -> Model:
    """The model that a recipe is drawn with; raises `ModelUnavailable`."""
    try:
        return registry.get(recipe.model_id)
    except ModelError as error:
        reference = new_reference()
        _log.error("no_model", model=recipe.model_id, reference=reference, problem=str(error))
        raise ModelUnavailable(reference=reference) from error


def model_with_files(registry: Registry, model_id: str) -> Model:
    """The model of an id whose files are there, which are found and not read: the worker checks their hashes.

    Raises:
        ModelError: there is no such model, or a file of it is missing.
    """
    model = registry.get(model_id)
    for needed in (model.needed_base(), model) if model.is_style else (model,):
        if not needed.weights.is_file():
            raise ModelMissing(f"The weights of {needed.name} are missing: {needed.weights}. Restore the file.")
    return model


def can_draw(registry: Registry, recipe: Recipe) -> bool:
    """Whether the files are there of the model that a recipe is drawn with."""
    try:
        model_with_files(registry, recipe.model_id)
    except ModelError:
        return False
    return True


def kin(registry: Registry, recipe: Recipe) -> tuple[str, Vocabulary]:
    """Family and vocabulary of a recipe's model; a model that is gone is of no family but its own.

    Faces that share both can be blended, and drawn under each other's model.
    """
    try:
        model = registry.get(recipe.model_id)
    except ModelError:
        return recipe.model_id, Vocabulary()
    return model.family, model.vocabulary


async def worn_face(rows: Repositories, registry: Registry, user_id: int) -> Face:
    """The face that a member wears; raises `ModelUnavailable` where only the default face could be it."""
    member = await rows.members.get(user_id)
    if member.worn_avatar_id is not None:
        avatar = await rows.avatars.get(member.worn_avatar_id)
        if avatar is not None:
            return Face(user_id, avatar.recipe, avatar)
    return Face(user_id, default_recipe(base_model(registry).id, user_id))
