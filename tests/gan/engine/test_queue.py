"""The queue is fair between members, keeps each member's order, loses nothing and knows its bounds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan.engine.interface import MemberQueueFull, QueueFull
from gan.engine.queue import FairQueue

# What may happen to a queue: a member's request comes, one is taken, or one (the n-th that came) is removed.
events = st.lists(
    st.one_of(
        st.sampled_from("abcd").map(lambda member: ("add", member)),
        st.just(("take", "")),
        st.integers(0, 20).map(lambda nth: ("remove", str(nth))),
    ),
    max_size=60,
)


def after(happened: list[tuple[str, str]]) -> tuple[FairQueue[str], set[str]]:
    """The queue after these events, and the keys (`member number`) that must be waiting in it."""
    queue: FairQueue[str] = FairQueue(limit=1000, per_member_limit=1000)
    waiting: set[str] = set()
    came = 0
    for event, what in happened:
        if event == "add":
            key = f"{what} {came:03}"
            queue.add(what, key, key)
            waiting.add(key)
            came += 1
        elif event == "take":
            taken = queue.take()
            assert (taken is None) == (not waiting)
            waiting.discard(taken or "")
        else:
            key = next((key for key in sorted(waiting) if key.endswith(f"{int(what):03}")), "none")
            assert queue.remove(key) == (key if key in waiting else None)
            waiting.discard(key)
    return queue, waiting


@given(events)
def test_nothing_is_lost_and_nothing_comes_twice(happened: list[tuple[str, str]]) -> None:
    queue, waiting = after(happened)
    assert len(queue) == len(waiting)
    assert all(key in queue for key in waiting)
    taken = queue.drain()
    assert sorted(taken) == sorted(waiting)
    assert len(queue) == 0
    assert queue.take() is None


@given(events)
def test_a_position_is_the_number_of_requests_taken_before(happened: list[tuple[str, str]]) -> None:
    queue, waiting = after(happened)
    told = {key: queue.position(key) for key in waiting}
    assert told == {key: place for place, key in enumerate(queue.drain())}
    assert queue.position("none") is None


@given(events)
def test_members_take_turns_and_each_is_served_in_order(happened: list[tuple[str, str]]) -> None:
    queue, _ = after(happened)
    taken = queue.drain()
    for member in "abcd":
        mine = [key for key in taken if key.startswith(member)]
        assert mine == sorted(mine)
        for first, second in pairwise(mine):
            between = [key[0] for key in taken[taken.index(first) + 1 : taken.index(second)]]
            still_waiting = {key[0] for key in taken[taken.index(second) :]} - {member}
            assert len(between) == len(set(between)), "nobody is served twice while a member waits"
            assert still_waiting <= set(between), "everybody who waits is served once in a round"


def test_ten_requests_of_one_member_delay_another_by_one() -> None:
    queue: FairQueue[int] = FairQueue(limit=100, per_member_limit=10)
    for number in range(10):
        queue.add("greedy", f"greedy {number}", number)
    queue.add("modest", "modest", -1)
    assert queue.position("modest") == 1
    assert queue.take() == 0
    assert queue.take() == -1


def test_a_member_has_only_so_many_places() -> None:
    queue: FairQueue[int] = FairQueue(limit=3, per_member_limit=2)
    queue.add("a", "a1", 1)
    queue.add("a", "a2", 2)
    with pytest.raises(MemberQueueFull, match="already have 2 drawings waiting"):
        queue.add("a", "a3", 3)
    queue.add("b", "b1", 1)
    with pytest.raises(QueueFull, match=r"All 3 places .* Try again"):
        queue.add("c", "c1", 1)
    assert queue.remove("a1") == 1
    queue.add("c", "c1", 1)
    assert queue.drain() == [2, 1, 1]


def test_a_key_waits_once() -> None:
    queue: FairQueue[int] = FairQueue(limit=3, per_member_limit=2)
    queue.add("a", "a1", 1)
    with pytest.raises(ValueError, match="waiting already"):
        queue.add("a", "a1", 2)
