"""Keeps the page of `try` at what the bot says unasked, and its clock at the time of day."""

from __future__ import annotations

import asyncio
import time
from itertools import islice
from typing import Final

import simcord
from simcord.preview import Preview

__all__ = ["catch_up", "keep_fresh"]

# Seconds between two looks. A click that meets a new edition of the page must be repeated, so there are few of them.
_EVERY: Final = 5.0
# Seconds that the clock may be behind while nothing is said; "7 minutes ago" needs no better one.
_BEHIND: Final = 60.0


async def catch_up(env: simcord.Env) -> None:
    """Lets as much time go by in the simulated Discord as has gone by outside."""
    await env.advance_time(_behind(env))


async def keep_fresh(env: simcord.Env, preview: Preview) -> None:
    """Shows what the bot says while nobody does anything, such as how far a training is; until cancelled.

    SimCord publishes the page at what its members do alone, and stops its clock between.
    """
    seen = len(env.http_requests)
    unpublished = False
    while True:
        await asyncio.sleep(_EVERY)
        new = islice(env.http_requests, seen, None)
        # Answers to commands and clicks go another way, and are published with them.
        unpublished |= any(one.method != "GET" and one.path.startswith("/channels/") for one in new)
        seen = len(env.http_requests)
        if not unpublished and _behind(env) < _BEHIND:
            continue
        try:
            await catch_up(env)
            await preview.refresh()
        except (simcord.SetupError, TimeoutError):
            # Somebody does something in the page just now; the next look sees to the rest.
            continue
        unpublished = False


def _behind(env: simcord.Env) -> float:
    return max(0.0, time.time() - env.now().timestamp())
