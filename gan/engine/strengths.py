"""Styles at other strengths, for the bot: hashing and writing happen on a thread, so that nobody waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from gan.cards import with_strength
from gan.models import Registry

__all__ = ["LocalStrengths"]


class LocalStrengths:
    """Writes cards of other strengths beside those of full strength."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """`folders` are those of the registry."""
        self._registry = Registry(folders)

    async def with_strength(self, model_id: str, strength: float) -> str:
        """The id of the model that draws the same style so strongly, made unless it is there.

        Args:
            model_id: the style at any strength.
            strength: 0 (the original) to 1 (as it was trained).

        Raises:
            ModelError: the style's files are missing or damaged.
        """
        style = self._registry.get(model_id)
        return (await asyncio.to_thread(with_strength, style, strength)).id
