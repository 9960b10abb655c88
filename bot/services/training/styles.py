"""What training needs of the styles of a server: somewhere to offer what came of a run."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["StyleOffers"]


class StyleOffers(Protocol):
    """Keeps the styles of every guild; `bot.services.styles` does."""

    async def offer(self, guild_id: int, name: str, model_id: str, run_id: int, now: int) -> int:
        """Writes down a style that nobody sees yet; its id. The same run offers one style, however often."""
        ...

    async def adopt(self, style_id: int, admin_id: int) -> Any:
        """Members may pick it from now on."""
        ...

    async def discard(self, style_id: int, admin_id: int) -> Any:
        """It is not wanted."""
        ...
