"""Drawing: what a member may wish for, turned into requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from bot.services.drawn import Drawing
from bot.services.errors import AvatarGone, BadAttribute, BadCount, NotYours, RequestGone
from bot.services.faces import Face, model_of
from bot.services.palette import Choice, Palette
from bot.services.requests import DrawRequests
from bot.services.seeds import parse_seed, random_seeds, seeds_from
from bot.services.wishing import WISH_VIEW, Asked, Wished, Wishing
from bot.store.database import Database, Repositories
from bot.store.rows import PICTURE_SIZE, Avatar, DrawKind, Origin, Subject
from gan.attributes import UnknownAttribute
from gan.family import DISTANCES, Distance, sibling
from gan.models import Model, Registry
from gan.recipe import fresh
from gan.rules import Contradiction
from gan.wishes.settling import possible, settle

__all__ = ["MOST_PICTURES", "DrawingService"]

MOST_PICTURES: Final = 4


class DrawingService:
    """New faces, variations of one, and known faces drawn again."""

    def __init__(
        self,
        store: Database,
        requests: DrawRequests,
        registry: Registry,
        palette: Palette,
        wishing: Wishing,
        rng: Random,
    ) -> None:
        self._store = store
        self._requests = requests
        self._registry = registry
        self._palette = palette
        self._wishing = wishing
        self._rng = rng

    async def new(
        self,
        origin: Origin,
        seed: str | None = None,
        count: int | None = None,
        attributes: Mapping[str, str] | None = None,
        style: str | None = None,
        asked: Asked | None = None,
    ) -> Drawing:
        """New avatars: of the seed, seed + 1, ... where one is given, else of random seeds of at most nine digits.

        Args:
            seed: as the member typed it.
            count: how many, up to `MOST_PICTURES`; None for one of a given seed, else four.
            attributes: classes by attribute, such as `{"hair_color": "pink"}`.
            style: the name of one that the server has adopted, or `original`; None for the server's default.
            asked: what the member wishes for in their own words.

        Raises:
            BadSeed, BadCount, BadAttribute, QueueIsFull, ModelUnavailable, StoreBusy
            NoSuchStyle, StylesOnServers, StyleRetired, StyleNotAdopted, StyleUnavailable: of the style that was named.
            WishTooLong, NothingUnderstood, NoSuchWish, NoSuchOption, TwoWishesForOne, WishesContradict, WishesTooMany:
                of what was asked.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        if count is None:
            count = MOST_PICTURES if seed is None else 1
        if not 1 <= count <= MOST_PICTURES:
            raise BadCount(most=MOST_PICTURES)
        seeds = random_seeds(self._rng, count) if seed is None else seeds_from(parse_seed(seed), count)
        choice = await self._palette.choose(origin.guild_id, style)
        exact = _checked(choice.model, attributes or {})
        own = origin.own_locale or origin.locale
        wished = await self._wishing.read(asked or Asked(), choice.model, own, exact, told_in=origin.locale)
        return await self._start(origin, choice, seeds, wished)

    async def variations(self, origin: Origin, avatar_id: int, distance: Distance = "medium") -> Drawing:
        """Four siblings of one's own avatar, which thereby counts as picked.

        Raises:
            AvatarGone, NotYours, QueueIsFull, StoreBusy
            ModelUnavailable: the avatar's model is gone.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        avatar = await self._store.read.avatars.get(avatar_id)
        if avatar is None:
            raise AvatarGone
        if avatar.owner_user_id != origin.user_id:
            raise NotYours
        return await self._vary(origin, avatar, MOST_PICTURES, distance)

    async def reroll(self, origin: Origin, request_id: int) -> Drawing:
        """The same wish with new random seeds; for drawings of the kinds `new` and `variations`.

        A style that can be picked no more gives way to the server's default.

        Raises:
            RequestGone, NotYours, QueueIsFull, ModelUnavailable, StoreBusy
            AvatarGone: the avatar whose variations they were was deleted.
            BadAttribute: the model is another one by now, and does not know what was wished for.
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        draw = await self._store.read.draws.get(request_id)
        if draw is None or draw.kind not in ("new", "variations"):
            raise RequestGone
        if draw.owner_user_id != origin.user_id:
            raise NotYours
        count = len(draw.subjects)
        if draw.kind == "new":
            choice = await self._palette.choose_again(origin.guild_id, draw.view)
            told = {key: value for key, value in draw.view.items() if key in WISH_VIEW}
            return await self._start(origin, choice, random_seeds(self._rng, count), Wished(draw.wish, told))
        parent = None if draw.parent_avatar_id is None else await self._store.read.avatars.get(draw.parent_avatar_id)
        if parent is None:
            raise AvatarGone
        stored = draw.view.get("distance")
        distance = stored if stored in DISTANCES else "medium"
        return await self._vary(origin, parent, count, distance)

    async def redraw(
        self,
        origin: Origin,
        faces: Sequence[Face],
        *,
        kind: DrawKind = "show",
        partner_user_id: int | None = None,
        view: Mapping[str, str | int] | None = None,
        size: int = PICTURE_SIZE,
    ) -> Drawing:
        """Draws known faces again from their recipes, to be seen or taken away; stores no avatar.

        Args:
            partner_user_id: the member whose faces they are, where that is not the asker.
            view: small values that the answer needs (a page number); never user ids.
            size: side of the pictures in pixels.

        Raises:
            QueueIsFull, StoreBusy
        """
        if (known := await self._requests.repeated(origin)) is not None:
            return known
        subjects = [Subject("shown", face.recipe, None if face.avatar is None else face.avatar.id) for face in faces]
        return await self._requests.start(origin, kind, subjects, partner_user_id=partner_user_id, view=view, size=size)

    async def answered(self, request_id: int, message_id: int | None = None, channel_id: int | None = None) -> None:
        """Notes that the member has the answer: see `DrawRequests.answered`."""
        await self._requests.answered(request_id, message_id, channel_id)

    async def give_back(self, request_id: int) -> None:
        """Its pictures never reached the member: see `DrawRequests.give_back`."""
        await self._requests.give_back(request_id)

    async def _start(self, origin: Origin, choice: Choice, seeds: Sequence[int], wished: Wished) -> Drawing:
        model = choice.model
        try:
            # Of a reroll too, for the model may be another one by now.
            wish = possible(wished.wish, model)
            subjects = [Subject("new", fresh(model.id, seed, settle(wish, seed, model))) for seed in seeds]
        except (UnknownAttribute, Contradiction) as error:
            raise BadAttribute(problem=str(error)) from error
        view = {**choice.view, **wished.view}
        return await self._requests.start(origin, "new", subjects, wish=wished.wish, view=view)

    async def _vary(self, origin: Origin, avatar: Avatar, count: int, distance: Distance) -> Drawing:
        seeds = random_seeds(self._rng, count)
        model = model_of(self._registry, avatar.recipe)
        siblings = [sibling(avatar.recipe, seed, distance, model) for seed in seeds]

        async def pick(rows: Repositories) -> None:
            if await rows.avatars.get(avatar.id) is None:
                raise AvatarGone
            await rows.members.set_latest(origin.user_id, avatar.id)

        return await self._requests.start(
            origin,
            "variations",
            [Subject("new", recipe) for recipe in siblings],
            parent_avatar_id=avatar.id,
            view={"distance": distance},
            accompany=pick,
        )


def _checked(model: Model, attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Exact classes that the model can draw together; raises `BadAttribute`."""
    try:
        return model.check(attributes)
    except (UnknownAttribute, Contradiction) as error:
        raise BadAttribute(problem=str(error)) from error
