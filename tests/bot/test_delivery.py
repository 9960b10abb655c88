"""The place in the queue, as those see it who wait."""

import asyncio
from typing import Any

import pytest

from bot.answers import Manner
from bot.views import delivery


class SlowDrawing:
    """Second in the queue, then first, then drawn, one step for every look."""

    repeated = False
    request_id = 1

    def __init__(self, places: list[int]) -> None:
        self._places = places
        self._done = asyncio.Event()

    @property
    def position(self) -> int:
        if len(self._places) == 1:
            self._done.set()
        return self._places[0] if len(self._places) == 1 else self._places.pop(0)

    async def result(self) -> str:
        await self._done.wait()
        return "drawn"


class Told:
    """Stands for an answer, and keeps what it was given."""

    manner = Manner.PUBLIC
    public = missed = False

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.pages: list[Any] = []
        self.at: list[float] = []
        self.noted: list[int] = []
        self.services = self.drawing = self.interaction = self.client = self

    def text(self, key: str, **params: object) -> str:
        return f"{key} {params.get('place', '')}".strip()

    async def progress(self, page: Any) -> None:
        self.at.append(asyncio.get_running_loop().time())
        self.sentences.append(next(iter(page.build().walk_children())).children[0].content)

    async def render(self, drawn: str) -> str:
        return f"page of {drawn}"

    async def show(self, page: Any) -> int:
        self.pages.append(page)
        return 5

    async def answered(self, request_id: int) -> None:
        self.noted.append(request_id)


async def test_who_waits_sees_each_new_place_but_not_more_often_than_edits_allow(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivery, "_BETWEEN_EDITS", 0.05)
    answer: Any = Told()
    drawing: Any = SlowDrawing([2, 2, 1, 0])

    await delivery.deliver(answer, drawing)

    assert answer.sentences == ["ui.queue 2", "ui.queue 1", "ui.drawing"]
    assert all(later - sooner >= 0.045 for sooner, later in zip(answer.at, answer.at[1:], strict=False))
    assert answer.pages == ["page of drawn"]
    assert answer.noted == [1]


async def test_who_is_served_at_once_sees_no_queue(monkeypatch: pytest.MonkeyPatch):
    answer: Any = Told()
    drawing: Any = SlowDrawing([0])
    assert drawing.position == 0

    await delivery.deliver(answer, drawing)

    assert answer.sentences == []
    assert answer.pages == ["page of drawn"]


async def test_an_interaction_that_came_twice_is_answered_once():
    answer: Any = Told()
    drawing: Any = SlowDrawing([0])
    drawing.repeated = True

    await delivery.deliver(answer, drawing)

    assert answer.pages == []
