"""Pictures to take away: what for, in which form, and as large as that needs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, cast

from bot.services.collection import CollectionService
from bot.services.drawing import DrawingService
from bot.services.drawn import Drawing
from bot.services.errors import NotYours, RequestGone
from bot.services.export_errors import AddingUnderWay, BadExport
from bot.services.faces import Face
from bot.store.database import Database
from bot.store.rows import Origin
from gan.engine.exporting import Export

__all__ = [
    "EXPRESSIONS",
    "FORMATS",
    "PURPOSES",
    "SHAPES",
    "Adding",
    "ExportWish",
    "ExportingService",
    "Format",
    "Purpose",
    "Shape",
]

Format = Literal["png", "webp"]
Shape = Literal["square", "round"]
# Whether the answer offers to add it to the server, says who could allow that, or neither.
Adding = Literal["offered", "not_allowed", "none"]

_KIB: Final = 1024
# Below what Discord takes from anybody, 10 MiB.
_LARGEST_FILE: Final = 8 * _KIB * _KIB
FORMATS: Final[tuple[Format, ...]] = ("png", "webp")
SHAPES: Final[tuple[Shape, ...]] = ("square", "round")


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a picture is taken away for.

    Attributes:
        side: in pixels.
        most_bytes: how large the file may be.
        file_format: the only one that will do; None where members choose.
    """

    side: int
    most_bytes: int = _LARGEST_FILE
    file_format: Format | None = None


# Discord's limits for emojis and stickers.
EXPRESSIONS: Final[Mapping[str, Purpose]] = MappingProxyType(
    {"emoji": Purpose(128, 256 * _KIB, "png"), "sticker": Purpose(320, 512 * _KIB, "png")}
)
PURPOSES: Final[Mapping[str, Purpose]] = MappingProxyType(
    {str(side): Purpose(side) for side in (128, 256, 512, 1024)} | dict(EXPRESSIONS)
)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a member asks for.

    Attributes:
        purpose: a key of `PURPOSES`.
        file_format: where the purpose leaves a choice.

    Raises:
        BadExport: there is no such purpose, format or shape.
    """

    purpose: str = "512"
    file_format: Format = "png"
    shape: Shape = "square"

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES or self.file_format not in FORMATS or self.shape not in SHAPES:
            raise BadExport
        if (only := PURPOSES[self.purpose].file_format) is not None:
            object.__setattr__(self, "file_format", only)

    @property
    def side(self) -> int:
        """Of the picture, in pixels."""
        return PURPOSES[self.purpose].side

    @property
    def export(self) -> Export:
        """What the engine makes of the picture."""
        return Export(self.file_format, self.shape == "round", PURPOSES[self.purpose].most_bytes)

    @property
    def view(self) -> dict[str, str | int]:
        """What a request keeps of it."""
        return {"purpose": self.purpose, "format": self.file_format, "shape": self.shape}

    @classmethod
    def of(cls, view: Mapping[str, str | int]) -> ExportWish:
        """Reads it from a request; raises `BadExport`."""
        return cls(str(view["purpose"]), cast("Format", view["format"]), cast("Shape", view["shape"]))


class ExportingService:
    """Draws members' own avatars at the size that they need."""

    def __init__(self, store: Database, drawing: DrawingService, collection: CollectionService) -> None:
        self._store = store
        self._drawing = drawing
        self._collection = collection
        self._adding: set[int] = set()

    async def export(
        self, origin: Origin, wish: ExportWish, name: str | None = None, adding: Adding = "none"
    ) -> Drawing:
        """Draws the avatar of this name, or the face that the member wears.

        Args:
            adding: what the answer says about adding it to the server.

        Raises:
            NoSuchName, ModelUnavailable, QueueIsFull, StoreBusy
        """
        return await self._draw(origin, await self._collection.face(origin.user_id, name), wish, adding)

    async def export_avatar(self, origin: Origin, wish: ExportWish, avatar_id: int) -> Drawing:
        """The same by row id, for buttons; raises `AvatarGone`, `NotYours`, `QueueIsFull`, `StoreBusy`."""
        avatar = await self._collection.own(origin.user_id, avatar_id)
        return await self._draw(origin, Face(avatar.owner_user_id, avatar.recipe, avatar), wish, "none")

    async def again(self, origin: Origin, request_id: int) -> Drawing:
        """Draws what one exported before once more.

        Raises:
            RequestGone, NotYours, QueueIsFull, StoreBusy
        """
        draw = await self._store.read.draws.get(request_id)
        if draw is None or draw.kind != "export":
            raise RequestGone
        if draw.owner_user_id != origin.user_id:
            raise NotYours
        (subject,) = draw.subjects
        avatar = None if subject.avatar_id is None else await self._store.read.avatars.get(subject.avatar_id)
        face = Face(draw.owner_user_id, subject.recipe, avatar)
        return await self._draw(origin, face, ExportWish.of(draw.view), cast("Adding", draw.view["adding"]))

    @contextmanager
    def adding(self, request_id: int) -> Generator[Callable[[], None]]:
        """While an export is being added to a server, which a second click on its button must not do again.

        Yields:
            what ends this early: a server that refused is asked again by the next click.

        Raises:
            AddingUnderWay
        """
        if request_id in self._adding:
            raise AddingUnderWay
        self._adding.add(request_id)
        with ExitStack() as held:
            held.callback(self._adding.remove, request_id)
            yield held.close

    async def _draw(self, origin: Origin, face: Face, wish: ExportWish, adding: Adding) -> Drawing:
        view: dict[str, str | int] = {**wish.view, "adding": adding}
        return await self._drawing.redraw(origin, [face], kind="export", view=view, size=wish.side)
