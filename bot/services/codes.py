"""Avatars as codes: given out, and redeemed by whoever types them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.services.code_errors import BadCode, CodeOfTwoModels, CodeOfUnknownModel, CodeTooLong, NewerCode
from bot.services.collection import CollectionService
from bot.services.drawn import Drawing
from bot.services.errors import BadAttribute
from bot.services.faces import Face
from bot.services.palette import Palette
from bot.services.requests import DrawRequests
from bot.store.rows import Origin, Subject
from gan.attributes import UnknownAttribute
from gan.codes import CodeDamaged, CodeModelAmbiguous, CodeModelUnknown, CodeTooNew, decode, encode
from gan.models import Model, Registry
from gan.recipe import Recipe
from gan.rules import Contradiction

__all__ = ["AvatarCode", "CodeService"]

# Characters; a message holds 4,000, and an option takes 6,000.
_LONGEST: Final = 3_000


@dataclass(frozen=True, slots=True)
class AvatarCode:
    """The code of an avatar.

    Attributes:
        face: the avatar, or the default face.
        own_style: it is drawn in a server's own style, so that only there the code can be redeemed.
    """

    face: Face
    code: str
    own_style: bool


class CodeService:
    """Gives codes out and takes them."""

    def __init__(
        self, requests: DrawRequests, registry: Registry, palette: Palette, collection: CollectionService
    ) -> None:
        self._requests = requests
        self._registry = registry
        self._palette = palette
        self._collection = collection

    async def code(self, user_id: int, name: str | None = None) -> AvatarCode:
        """The code of one's own avatar of this name, or of the face that one wears.

        Raises:
            NoSuchName, CodeTooLong
            ModelUnavailable: the avatar's model is not here any more.
        """
        face = await self._collection.face(user_id, name)
        model = self._palette.model_of(face.recipe)
        code = encode(face.recipe, model.vocabulary)
        if len(code) > _LONGEST:
            raise CodeTooLong
        return AvatarCode(face, code, await self._palette.is_own(model))

    async def redeem(self, origin: Origin, code: str) -> Drawing:
        """Draws the avatar of a code as a new one of the member's own, which descends from nobody.

        Raises:
            BadCode, NewerCode, CodeOfUnknownModel, CodeOfTwoModels
            StyleElsewhere, StyleRetired, StyleNotAdopted, StyleUnavailable: of the style that it is drawn in.
            BadAttribute: the code asks for what cannot be seen together; the bot gives out no such code.
            QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        recipe = self._read(code)
        view = (await self._palette.permit(origin.guild_id, recipe)).view
        return await self._requests.start(origin, "redeem", [Subject("new", recipe)], view=view)

    def _read(self, code: str) -> Recipe:
        models = self._registry.readable()
        try:
            recipe = decode(code, models)
        except CodeDamaged as error:
            raise BadCode from error
        except CodeTooNew as error:
            raise NewerCode from error
        except CodeModelUnknown as error:
            raise CodeOfUnknownModel from error
        except CodeModelAmbiguous as error:
            raise CodeOfTwoModels from error
        _check(recipe, next(model for model in models if model.id == recipe.model_id))
        return recipe


def _check(recipe: Recipe, model: Model) -> None:
    try:
        for part in recipe.parts:
            model.check({**part.attributes, **recipe.attributes})
    except (UnknownAttribute, Contradiction) as error:
        raise BadAttribute(problem=str(error)) from error
