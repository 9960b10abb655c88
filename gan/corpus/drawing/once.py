"""What is derived from an avatar more than once while it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from gan.corpus.drawing.avatar import Avatar

__all__ = ["once"]

T = TypeVar("T")


def once(make: Callable[[Avatar], T]) -> Callable[[Avatar], T]:
    """`make`, which is not called again for the avatar that it was last called for; its result is shared, so nobody may
    change it."""
    last: list[tuple[Avatar, T]] = []

    @wraps(make)
    def get(avatar: Avatar) -> T:
        found = last[0] if last else None
        if found is not None and found[0] is avatar:
            return found[1]
        result = make(avatar)
        last[:] = [(avatar, result)]
        return result

    return get
