"""What the repositories of training hand out. Times are UTC epoch seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["ENDED", "OPEN", "Collection", "NewUpload", "Run", "RunState", "Upload", "Verdict"]

RunState = Literal["queued", "running", "finished", "failed", "cancelled"]
Verdict = Literal["adopted", "discarded"]

OPEN: tuple[RunState, ...] = ("queued", "running")
ENDED: tuple[RunState, ...] = ("finished", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Collection:
    """The pictures of a style in the making.

    Attributes:
        pictures: how many it holds.
    """

    id: int
    guild_id: int
    name: str
    created_at: int
    pictures: int


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A picture that was accepted.

    Attributes:
        likeness: see `gan.uploads.likeness`.
    """

    sha256: str
    name: str
    width: int
    height: int
    likeness: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture of a collection.

    Attributes:
        user_id: who handed it in, and consented to its being learned from.
    """

    id: int
    collection_id: int
    user_id: int
    sha256: str
    name: str
    likeness: int
    consented_at: int


@dataclass(frozen=True, slots=True)
class Run:
    """A training, under way or ended.

    Attributes:
        collection_id: None once the collection was deleted.
        root_run_id: the first of the runs that this one goes on from, whose folder it shares; None for a first one.
        name: the style's.
        channel_id: where it was started, and where its report goes.
        status_message_id: the message in `status_channel_id` that shows how far it is.
        pictures: how many it learns from.
        steps: how far to train; None for as far as the trainer thinks right.
        outcome: what the trainer said at the end.
        error: why it failed or was stopped.
        style_id: what it was offered as.
    """

    id: int
    guild_id: int
    collection_id: int | None
    root_run_id: int | None
    name: str
    started_by_user_id: int | None
    locale: str
    channel_id: int | None
    status_channel_id: int | None
    status_message_id: int | None
    state: RunState
    verdict: Verdict | None
    pictures: int
    steps: int | None
    outcome: dict[str, Any] | None
    error: str | None
    style_id: int | None
    created_at: int
    begun_at: int | None
    ended_at: int | None
    reported_at: int | None

    @property
    def open(self) -> bool:
        """Whether it waits or trains."""
        return self.state in OPEN

    @property
    def folder(self) -> int:
        """The number of its folder."""
        return self.root_run_id or self.id
