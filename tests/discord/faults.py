"""Scripted faults and rate limits: what Discord answers when it has a bad day, or the bot asks too often."""

import hashlib
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase


@dataclass(eq=False)
class Fault:
    """The next `times` requests that match `pattern` are answered with `status`."""

    pattern: str
    status: int
    times: int = 1
    retry_after: float = 0.05
    is_global: bool = False
    applied: bool = False
    """Whether the request takes effect before its answer is lost."""
    hits: int = 0


class Faults:
    """The script: faults in the order they were added."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Append a fault; its `hits` count how often it struck."""
        self._script.append(fault)
        return fault

    def take(self, method: str, template: str, path: str) -> Fault | None:
        """The fault that strikes this request, if any."""
        for fault in self._script:
            matches = any(fnmatchcase(f"{method} {route}", fault.pattern) for route in (template, path))
            if fault.hits < fault.times and matches:
                fault.hits += 1
                return fault
        return None


@dataclass
class _Bucket:
    limit: int
    window: float
    used: int = 0
    resets_at: float = field(default_factory=time.time)


class RateLimits:
    """Counts requests per route and major parameter, as Discord's buckets do, and writes the headers."""

    def __init__(self) -> None:
        self._limits: dict[str, tuple[int, float]] = {}
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self.exceeded = 0

    def set(self, route: str, limit: int, window: float) -> None:
        """Allow `limit` requests in `window` seconds to a route, for example "POST /channels/{channel_id}/messages"."""
        self._limits[route] = (limit, window)
        self._buckets.clear()

    def count(self, route: str, major: str) -> tuple[dict[str, str], float | None]:
        """The headers for one more request, and the seconds to wait if it was one too many."""
        limit, window = self._limits.get(route, (50, 1.0))
        bucket = self._buckets.setdefault((route, major), _Bucket(limit, window))
        now = time.time()
        if now >= bucket.resets_at:
            bucket.used, bucket.resets_at = 0, now + window
        wait = bucket.resets_at - now
        too_many = bucket.used >= limit
        bucket.used += not too_many
        self.exceeded += too_many
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - bucket.used),
            "X-RateLimit-Reset": f"{bucket.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }
        return headers, wait if too_many else None
