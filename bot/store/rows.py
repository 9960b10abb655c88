"""What the repositories hand out: one frozen dataclass a kind of row. Times are UTC epoch seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from bot.store.settings_rows import Standing
from gan.recipe import BlendMode, Recipe, Sides
from gan.wishes.wish import Wish

__all__ = [
    "PICTURE_SIZE",
    "PRIVATE_KINDS",
    "TURNED",
    "Avatar",
    "BlendPrivacy",
    "BlendRequest",
    "BlendState",
    "DrawKind",
    "DrawState",
    "Member",
    "Message",
    "Origin",
    "Parent",
    "Role",
    "StoredDraw",
    "Style",
    "StyleState",
    "Subject",
]

DrawKind = Literal[
    "new",
    "variations",
    "blend",
    "show",
    "gallery",
    "restyle",
    "preview",
    "edit",
    "export",
    "sheet",
    "redeem",
    "strip",
    "morph",
    "mix",
    "lineage",
    "my_data",
    "wall",
    "like",
]
# Side of the pictures that members see, in pixels, whatever the model's own resolution: what fills Discord's gallery
# without being blown up. The pixel hash that is stored with an avatar is that of the picture of this size.
PICTURE_SIZE: Final = 256
# Kinds that only the member who asked sees.
PRIVATE_KINDS: Final[frozenset[DrawKind]] = frozenset(
    {"gallery", "preview", "edit", "export", "sheet", "lineage", "my_data"}
)
# Where the view of a drawing that turned the page of a message names the request which that message answers; 0 where
# nobody asked for it. The message stays whose it is.
TURNED: Final = "answers"
DrawState = Literal["queued", "drawn", "failed", "expired"]
BlendState = Literal["pending", "accepted", "declined", "expired"]
StyleState = Literal["offered", "adopted", "retired"]
Role = Literal["new", "child", "mine", "theirs", "shown"]


class BlendPrivacy(StrEnum):
    """Who may blend with a member, on every server alike."""

    EVERYONE = "everyone"
    ASK = "ask"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Member:
    """What is kept of a member; one who never set anything has no row and gets the defaults."""

    user_id: int
    worn_avatar_id: int | None = None
    latest_avatar_id: int | None = None
    privacy: BlendPrivacy = BlendPrivacy.EVERYONE


@dataclass(frozen=True, slots=True)
class Avatar:
    """A drawn avatar.

    Attributes:
        name: None until its owner saves it.
        pixel_hash: of the picture as it was first delivered, with sides of `PICTURE_SIZE` pixels.
    """

    id: int
    owner_user_id: int
    name: str | None
    recipe: Recipe
    pixel_hash: str
    guild_id: int | None
    created_at: int

    @property
    def seed(self) -> int | None:
        """The seed to show, where the avatar comes from one seed alone."""
        return self.recipe.seed

    @property
    def saved(self) -> bool:
        """Whether the owner gave it a name."""
        return self.name is not None


@dataclass(frozen=True, slots=True)
class Parent:
    """One of the avatars that another descends from.

    Attributes:
        avatar_id: None for a default face, and once the parent was deleted.
        user_id: whose face it was.
        role: `mine` and `theirs` for a blend or a mix, `shown` for the avatar that was varied, restyled or edited.
        position: among the parents of its child, from 0; it stays what it was when another one is forgotten.
    """

    avatar_id: int | None
    user_id: int
    role: Role
    recipe: Recipe
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a wish came from and how to answer it; filled from the interaction by the command.

    Attributes:
        interaction_id: Discord's id of the interaction: the idempotency key.
        token: the interaction token to answer with, good for 15 minutes; erased once the answer is out.
        user_id: who asked.
        guild_id: the server that the bot is a member of; None in direct and group messages, and on a server where only
            the member has the bot. There is no server 0.
        locale: the language of the answer.
        private: only the asker sees the answer, whatever kind it is.
        own_locale: the asker's own language, where the answer is in another; not kept.
        standing: what the asker is on the server; not kept.
    """

    interaction_id: int
    application_id: int
    token: str
    user_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    locale: str = "en"
    private: bool = False
    own_locale: str | None = field(default=None, compare=False)
    standing: Standing = field(default=Standing(), compare=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """One picture of a draw request.

    Attributes:
        role: `new` and `child` become avatars of the asker; `mine`, `theirs` and `shown` are drawn to be seen only.
        avatar_id: the stored avatar that it is, or became; None before it is drawn and for a default face.
        owner_user_id: whose face it is, where a request has more than one partner; None again once they asked to be
            forgotten.
    """

    role: Role
    recipe: Recipe
    avatar_id: int | None = None
    owner_user_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredDraw:
    """A draw request as the database holds it.

    Attributes:
        owner_user_id: whose wish it is, and who owns what it draws.
        partner_user_id: the other member of a blend, or the one whose avatar is shown.
        parent_avatar_id: the avatar that is varied, restyled or edited; None again once it is deleted.
        size: side of the pictures in pixels.
        wish: what was wished for; empty but for `new`.
        view: what the interface needs to build its answer again (a page number, say); never user ids.
        error: the key of the error, where it failed.
    """

    id: int
    origin: Origin
    owner_user_id: int
    partner_user_id: int | None
    parent_avatar_id: int | None
    kind: DrawKind
    size: int
    state: DrawState
    subjects: tuple[Subject, ...]
    wish: Wish
    view: Mapping[str, str | int]
    created_at: int
    expires_at: int
    answered_at: int | None
    message_id: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class BlendRequest:
    """A question from one member to another: may I blend with you?

    Attributes:
        sides: from whom each band is to come; None where `mode` says so.
    """

    id: int
    interaction_id: int
    asker_user_id: int
    asked_user_id: int
    guild_id: int | None
    channel_id: int | None
    strength: int
    mode: BlendMode
    state: BlendState
    created_at: int
    expires_at: int
    sides: Sides | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the bot sent for a member, who may therefore delete it."""

    message_id: int
    channel_id: int
    user_id: int
    created_at: int


@dataclass(frozen=True, slots=True)
class Style:
    """A model that one server draws with, under a name of the server's own.

    Attributes:
        model_id: what new avatars are drawn with; another one once the strength changes.
        strength: percent of what was learned that shows; 0 is the original.
        run_id: the training that made it.
        state: `offered` until an admin adopts it; `retired` can be picked no more.
        is_default: whether new avatars of the server are drawn in it unless another style is named.
        adopted_by_user_id: None before it is adopted, and once that admin asked to be forgotten.
    """

    id: int
    guild_id: int
    name: str
    model_id: str
    strength: int
    run_id: int | None
    state: StyleState
    is_default: bool
    created_at: int
    adopted_at: int | None
    adopted_by_user_id: int | None
