"""Quotas: how many pictures a member may have drawn on a server in so long.

What counts is pictures that are new to the member: each face that they can save (drawn, varied, rerolled, edited,
restyled, blended, mixed, redeemed), and a strip or a film as one picture. Free are the faces that are there already:
shown, in the gallery, in the sheet, in the family tree, exported, as a code, in one's data; a step back in an edit; the
parents beside a child; and the admins' previews of styles.

Windows slide: a picture counts from when it was asked for until the window is over. It is counted with its request,
before it is drawn, so that two requests never share the last place; a request that fails, for whatever reason, counts
no more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.services.quota_errors import BadQuota, QuotaReached, QuotaReachedByOther, QuotaTooSmall
from bot.services.server_settings import ServerSettings
from bot.store.database import Repositories
from bot.store.rows import DrawKind, Origin, StoredDraw, Subject
from bot.store.settings_rows import Charge, QuotaRule, Standing, Window

__all__ = [
    "LONGEST",
    "MOST_PICTURES",
    "Left",
    "Quotas",
    "applying",
    "left_of",
    "next_free",
    "parse_number",
    "pictures_of",
    "written",
]

MOST_PICTURES: Final = 10_000
# Seconds after which nothing counts any more.
LONGEST: Final = max(window.seconds for window in Window)
# Where a drawing's view holds the quotas that were in force when it was asked for.
_VIEW: Final = "quota"

# Many faces, which are shown as one picture that nobody can save.
_ONE_PICTURE: Final[frozenset[DrawKind]] = frozenset({"strip", "morph"})
# Of what an admin typed, this is shown to them again beside letters and digits.
_HARMLESS: Final = " -+.,"
_LONGEST_SHOWN: Final = 20
_NUMBER: Final = re.compile(r"\d+|\d{1,3}(?:[, ]\d{3})+")


@dataclass(frozen=True, slots=True)
class Left:
    """How many pictures a member has left.

    Attributes:
        of: how many they may have drawn within the window.
    """

    window: Window
    left: int
    of: int


def parse_number(typed: str) -> int:
    """A number of pictures as an admin typed it, from 1 to `MOST_PICTURES`; raises `BadQuota`."""
    words = typed.strip()
    digits = words.replace(",", "").replace(" ", "") if _NUMBER.fullmatch(words) else ""
    # More digits than the largest number has are not worth reading.
    number = int(digits) if 0 < len(digits) <= len(str(MOST_PICTURES)) else 0
    if not 1 <= number <= MOST_PICTURES:
        shown = "".join(letter for letter in words if letter.isalnum() or letter in _HARMLESS)
        raise BadQuota(typed=shown[:_LONGEST_SHOWN], most=MOST_PICTURES)
    return number


def pictures_of(kind: DrawKind, subjects: Iterable[Subject]) -> int:
    """How many pictures of a drawing count."""
    if kind in _ONE_PICTURE:
        return 1
    return sum(subject.role in ("new", "child") for subject in subjects)


def applying(rules: Iterable[QuotaRule], roles: Collection[int]) -> dict[Window, int]:
    """How many pictures a member with these roles may have drawn in each window that has a quota for them.

    In each window by itself, the rules of the member's roles win over everyone's, and of several the most generous.
    """
    everyone: dict[Window, int] = {}
    own: dict[Window, int] = {}
    for rule in rules:
        if rule.role_id is None:
            everyone[rule.window] = rule.pictures
        elif rule.role_id in roles:
            own[rule.window] = max(own.get(rule.window, 0), rule.pictures)
    found = {**everyone, **own}
    return {window: found[window] for window in Window if window in found}


def left_of(limits: Mapping[Window, int], charges: Sequence[Charge], now: int) -> tuple[Left, ...]:
    """What is left in each window; nothing is where more was drawn than may be by now."""
    return tuple(
        Left(window, max(0, most - sum(one.pictures for one in _within(window, charges, now))), most)
        for window, most in limits.items()
    )


def next_free(window: Window, most: int, charges: Sequence[Charge], now: int) -> int:
    """When the next picture becomes free of those that a member may have drawn in a window.

    Args:
        charges: what counts, the oldest first.
    """
    counted = _within(window, charges, now)
    # How many must have left the window for one more to fit; where there is room, the next that leaves makes more.
    leaving = max(1, sum(one.pictures for one in counted) - most + 1)
    for one in counted:
        leaving -= one.pictures
        if leaving <= 0:
            return one.asked_at + window.seconds
    return now


def _within(window: Window, charges: Sequence[Charge], now: int) -> list[Charge]:
    return [one for one in charges if one.asked_at > now - window.seconds]


class Quotas:
    """Holds members to their servers' quotas; what it is asked runs in the transaction of the request."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings

    def limits(self, guild_id: int | None, standing: Standing) -> dict[Window, int]:
        """What is in force for a member; nothing where there are no quotas, or none for them."""
        settings = self._settings.of(guild_id)
        if standing.manages and settings.admins_exempt:
            return {}
        return applying(settings.rules, standing.roles)

    def counts(self, guild_id: int | None) -> bool:
        """Whether a server counts pictures: everybody's, so that a quota set for some later is true for them too."""
        return bool(self._settings.of(guild_id).rules)

    async def check(
        self,
        rows: Repositories,
        origin: Origin,
        owner_user_id: int,
        limits: Mapping[Window, int],
        wanted: int,
        now: int,
    ) -> None:
        """Passes where so many more pictures are within the limits.

        Raises:
            QuotaTooSmall: they never are; of the smallest quota.
            QuotaReached: of the quota that takes longest to become free.
            QuotaReachedByOther: the pictures would be for another member than the one who asks.
        """
        if origin.guild_id is None or not limits or not wanted:
            return
        smallest = min(limits, key=lambda window: limits[window])
        if limits[smallest] < wanted and owner_user_id == origin.user_id:
            raise QuotaTooSmall(smallest, wanted=wanted, of=limits[smallest])
        charges = await rows.charges.since(origin.guild_id, owner_user_id, now - LONGEST, now)
        over = [
            (next_free(one.window, one.of, charges, now), one)
            for one in left_of(limits, charges, now)
            if one.left < wanted
        ]
        if not over:
            return
        at, tightest = max(over, key=lambda pair: pair[0])
        if owner_user_id != origin.user_id:
            raise QuotaReachedByOther(member=f"<@{owner_user_id}>", at=str(at))
        raise QuotaReached(tightest.window, wanted=wanted, left=tightest.left, of=tightest.of, at=str(at))

    async def left(self, rows: Repositories, draw: StoredDraw, now: int) -> tuple[Left, ...]:
        """What a member has left after a drawing, by the quotas that were in force when it was asked for."""
        limits = _read(str(draw.view.get(_VIEW, "")))
        if not limits or draw.origin.guild_id is None:
            return ()
        charges = await rows.charges.since(draw.origin.guild_id, draw.owner_user_id, now - LONGEST, now)
        return left_of(limits, charges, now)


def written(limits: Mapping[Window, int]) -> dict[str, str | int]:
    """Limits as a drawing's view holds them; nothing where there are none."""
    return {_VIEW: " ".join(f"{window}={most}" for window, most in limits.items())} if limits else {}


def _read(words: str) -> dict[Window, int]:
    return {Window(window): int(most) for window, _, most in (word.partition("=") for word in words.split())}
