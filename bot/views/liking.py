"""How far the search for a face is, and then the face."""

from __future__ import annotations

import asyncio
from typing import Final

import discord
import structlog

from bot.answers import Answer
from bot.services.drawn import Drawing
from bot.services.liking import Likening, SearchProgress
from bot.views.delivery import deliver
from bot.views.page import notice_page

__all__ = ["deliver_likeness"]

_log = structlog.stdlib.get_logger("bot.liking")

# Discord slows edits of one message down below this many seconds.
_BETWEEN_EDITS: Final = 2.0


async def deliver_likeness(answer: Answer, likening: Likening) -> None:
    """Waits for a search, telling how far it is, and shows what was found; raises as `Likening.result`."""
    if likening.repeated:
        _log.info("an interaction came twice", interaction=answer.interaction.id)
        return
    await deliver(answer, await _watch(answer, likening))


async def _watch(answer: Answer, likening: Likening) -> Drawing:
    result = asyncio.ensure_future(likening.result())
    told: SearchProgress | None = None
    try:
        while not (await asyncio.wait({result}, timeout=_BETWEEN_EDITS))[0]:
            if likening.progress != told:
                told = likening.progress
                await _tell(answer, told)
        return result.result()
    finally:
        result.cancel()


async def _tell(answer: Answer, progress: SearchProgress) -> None:
    if progress.before:
        sentence = answer.text("ui.queue", place=progress.before)
    elif progress.total:
        sentence = answer.text("ui.like.searching", done=progress.done, total=progress.total)
    else:
        sentence = answer.text("ui.like.looking")
    try:
        await answer.progress(notice_page(sentence))
    except discord.HTTPException as error:
        _log.info("how far a search is could not be told", status=error.status, code=error.code)
