"""What commands and buttons of training alike put before the admins."""

from __future__ import annotations

from bot.answers import Answer
from bot.services.training.errors import AlreadyTraining
from bot.services.training.pictures import HandedIn
from bot.services.training.runs import Plan, RunStatus
from bot.views.page import Page
from bot.views.training.collection import collection_page
from bot.views.training.pages import report_page, status_page
from bot.views.training.questions import ask_clear, ask_start, handed_in_page

__all__ = [
    "ask_to_clear",
    "ask_to_start",
    "open_collection",
    "send_status",
    "show_handed_in",
    "show_report",
    "show_status",
]


async def open_collection(answer: Answer, collection_id: int, page: int) -> None:
    """Shows a page of a collection."""
    shown = await answer.services.training.pictures.page(answer.guild_id, collection_id, page)
    await answer.show(collection_page(shown, answer.locale))


async def show_handed_in(answer: Answer, done: HandedIn) -> None:
    """Shows what came of pictures that were handed in; asks to start where there are enough."""
    await answer.show(handed_in_page(done, await _plan(answer, done), answer.user_id, answer.locale))


async def ask_to_start(answer: Answer, collection_id: int) -> None:
    """Asks once more before training."""
    plan = await answer.services.training.runs.plan(answer.guild_id, collection_id)
    await answer.show(ask_start(plan, answer.user_id, answer.locale))


async def ask_to_clear(answer: Answer, collection_id: int) -> None:
    """Asks whether a collection shall go."""
    shown = await answer.services.training.pictures.page(answer.guild_id, collection_id, 1)
    await answer.show(ask_clear(shown.collection, answer.user_id, answer.locale))


async def show_status(answer: Answer, status: RunStatus) -> None:
    """Shows how far a run is in the answer's place, from where it updates itself where others see it too."""
    sent = await answer.show(await _status(answer, status, answer.locale))
    if sent is not None and answer.public:
        await _watch(answer, status, sent.channel_id, sent.message_id)


async def send_status(answer: Answer, status: RunStatus) -> None:
    """The same in a further public message."""
    message_id = await answer.send(await _status(answer, status, answer.public_locale))
    await _watch(answer, status, answer.interaction.channel_id, message_id)


async def show_report(answer: Answer, run_id: int) -> None:
    """Shows a run's card in the answer's place."""
    status = await answer.services.training.runs.current(run_id)
    if status is not None:
        report = await answer.services.training.verdicts.report(status.run)
        await answer.show(report_page(report, answer.locale))


async def _plan(answer: Answer, done: HandedIn) -> Plan | None:
    """What to ask once there is enough; None while there is not, or while it is trained."""
    if done.collection is None or not done.ready:
        return None
    try:
        return await answer.services.training.runs.plan(answer.guild_id, done.collection.id)
    except AlreadyTraining:
        return None


async def _status(answer: Answer, status: RunStatus, locale: str) -> Page:
    return status_page(status, await answer.services.training.runs.preview(status), locale)


async def _watch(answer: Answer, status: RunStatus, channel_id: int | None, message_id: int) -> None:
    """From now on this message is the one that shows how far the run is."""
    if not status.run.open:
        return
    answer.interaction.client.status_origins[status.run.id] = answer.origin()
    await answer.services.training.runs.show_status_in(status.run.id, channel_id, message_id)
