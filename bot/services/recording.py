"""What is told of every change that an admin makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

__all__ = ["Recorder"]


class Recorder(Protocol):
    """Keeps who changed what."""

    async def record(self, guild_id: int, actor_id: int, action: str, detail: Mapping[str, object]) -> None:
        """Notes a change that has been made.

        Args:
            action: a stable word, such as `settings.channels`.
            detail: what it was and what it is; plain values that JSON holds.
        """
        ...
