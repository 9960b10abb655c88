"""The order in which requests are drawn: fair between members, first come first served within one.

Pure data: no processes, no clocks, no asyncio.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from gan.engine.interface import MemberQueueFull, QueueFull

__all__ = ["FairQueue"]

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """A bounded queue that takes one request of each waiting member in turn.

    A member who sends ten requests therefore delays another member's first one by one place, not by ten.

    Args:
        limit: how many requests may wait, all told.
        per_member_limit: how many requests of one member may wait.
    """

    def __init__(self, limit: int, per_member_limit: int) -> None:
        self._limit = limit
        self._per_member_limit = per_member_limit
        # Members in the order of their turns; each with the requests that wait, oldest first, by key.
        self._turns: OrderedDict[str, OrderedDict[str, Item]] = OrderedDict()
        self._members: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, key: str) -> bool:
        return key in self._members

    def add(self, member: str, key: str, item: Item) -> None:
        """Takes the last of the member's places.

        Raises:
            MemberQueueFull: the member has as many requests waiting as one may.
            QueueFull: the queue is full.
            ValueError: a request of this key is waiting already.
        """
        if key in self._members:
            raise ValueError(f"A request {key!r} is waiting already.")
        if len(self._turns.get(member, ())) >= self._per_member_limit:
            raise MemberQueueFull(
                f"You already have {self._per_member_limit} drawings waiting. Wait for one of them, or cancel one."
            )
        if len(self._members) >= self._limit:
            raise QueueFull(f"All {self._limit} places in the queue are taken. Try again in a minute.")
        self._turns.setdefault(member, OrderedDict())[key] = item
        self._members[key] = member

    def take(self) -> Item | None:
        """Removes and returns the request whose turn it is; None where nothing waits."""
        if not self._turns:
            return None
        member, waiting = next(iter(self._turns.items()))
        key, item = waiting.popitem(last=False)
        del self._members[key]
        if waiting:
            self._turns.move_to_end(member)
        else:
            del self._turns[member]
        return item

    def remove(self, key: str) -> Item | None:
        """Removes and returns a waiting request; None where it does not wait (any more)."""
        member = self._members.pop(key, None)
        if member is None:
            return None
        waiting = self._turns[member]
        item = waiting.pop(key)
        if not waiting:
            del self._turns[member]
        return item

    def position(self, key: str) -> int | None:
        """How many of the waiting requests will be taken before this one; None where it does not wait (any more)."""
        member = self._members.get(key)
        if member is None:
            return None
        round_of_mine = list(self._turns[member]).index(key)
        before, mine_came = 0, False
        for other, waiting in self._turns.items():
            if other == member:
                mine_came = True
                before += round_of_mine
            else:
                before += min(len(waiting), round_of_mine if mine_came else round_of_mine + 1)
        return before

    def drain(self) -> list[Item]:
        """Removes and returns everything, in the order in which it would have been taken."""
        taken: list[Item] = []
        while (item := self.take()) is not None:
            taken.append(item)
        return taken
