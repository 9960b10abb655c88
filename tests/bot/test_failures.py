"""What happens when Discord, the database or the bot itself fails: one sentence, a reference, nothing lost."""

import re

import discord
import pytest
import structlog
from structlog.testing import capture_logs

from bot.answers import Answer
from bot.client import MoeClient
from bot.replies import token_is_dead
from bot.services.collection import CollectionService
from bot.services.drawn import Drawing, Drawn
from bot.services.errors import DrawTookTooLong
from bot.store.errors import StoreBusy
from bot.store.settings_rows import Window
from bot.views import delivery, ways
from bot.views.page import notice_page
from gan.engine.aside import PicturesFailed
from tests.bot.cafe import Cafe, private, shown, texts


async def _fail(*_: object, **__: object) -> None:
    raise RuntimeError("a secret detail")


@pytest.mark.parametrize("where", ["command", "button"])
async def test_a_bug_gives_the_member_a_reference_that_the_log_holds(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch, where: str
):
    message = await cafe.drawn(cafe.alice)
    monkeypatch.setattr(CollectionService, "save", _fail)
    structlog.configure(cache_logger_on_first_use=False)
    with capture_logs() as logs:
        if where == "command":
            result = await cafe.alice.slash(cafe.channel, "avatar save")
        else:
            result = await cafe.alice.click(message, label="Save 1")

    sentence = private(result)
    found = re.search(r"this reference: (\w{8})\.", sentence)
    assert found is not None
    assert "secret" not in sentence
    assert [log["doing"] for log in logs if log.get("reference") == found[1]] in (["/avatar save"], ["moe:save:1"])


async def test_a_busy_database_is_said_in_plain_words(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    async def busy(*_: object, **__: object) -> None:
        raise StoreBusy("held by another process")

    monkeypatch.setattr(CollectionService, "save", busy)
    result = await cafe.alice.slash(cafe.channel, "avatar save")

    assert private(result) == "The avatar book is busy right now, and nothing was changed. Try again in a moment."


@pytest.mark.parametrize("command", ["avatar new", "avatar export"], ids=["public", "private"])
async def test_what_was_told_of_the_queue_goes_when_the_drawing_fails(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch, command: str
):
    await cafe.saved(cafe.alice, "Mei")

    async def fail(answer: Answer, _: Drawing) -> Drawn:
        await answer.progress(notice_page(answer.text("ui.queue", place=1)))
        raise DrawTookTooLong

    monkeypatch.setattr(delivery, "_watch", fail)
    result = await cafe.alice.slash(cafe.channel, command)

    assert "You are in the queue" in str(cafe.requests("PATCH", "@original")[-2:])
    assert private(result) == "Drawing took too long and was stopped. Try again in a minute."
    assert shown(result) == ""


async def test_pictures_that_cannot_be_put_together_are_told_once_and_count_for_nothing(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch
):
    await cafe.house.services.settings.set_quota(cafe.guild_id, cafe.admin.id, None, Window.DAY, 1)

    async def fail(*_: object) -> bytes:
        raise PicturesFailed("no memory")

    with monkeypatch.context() as patched:
        patched.setattr(ways, "in_rows", fail)
        result = await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)
    assert "Something went wrong, and it is not your fault." in private(result)
    assert await cafe.house.store.read.draws.open_requests() == [], "a restart would answer them once more"
    again = await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)
    assert "0 of 1 left today" in shown(again)


async def test_a_dead_token_makes_the_answer_an_edit_of_the_channels_message(cafe: Cafe):
    cafe.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027)
    message = await cafe.drawn(cafe.alice)

    assert len(message.attachments) == 4
    assert cafe.requests("PATCH", f"/channels/{cafe.channel.id}/messages/")
    await cafe.alice.click(message, label="Delete")
    assert await cafe.gone(message)


async def test_where_that_message_cannot_be_edited_a_new_one_is_sent(cafe: Cafe):
    cafe.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027)
    cafe.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)
    await cafe.alice.slash(cafe.channel, "avatar new")

    assert len(cafe.last.attachments) == 4
    await cafe.alice.click(cafe.last, label="Delete")


async def test_a_private_answer_that_comes_too_late_is_not_made_public(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    before = cafe.last.id
    cafe.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027)
    result = await cafe.alice.slash(cafe.channel, "avatar gallery")

    assert shown(result) == ""
    assert cafe.last.id == before or cafe.last.flags.ephemeral


async def test_an_answer_that_was_deleted_meanwhile_stays_deleted(cafe: Cafe):
    cafe.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10008)
    result = await cafe.alice.slash(cafe.channel, "avatar new")

    assert private(result) == ""
    assert not cafe.requests("POST", f"/channels/{cafe.channel.id}/messages")


async def test_an_interaction_that_cannot_be_acknowledged_draws_nothing(cafe: Cafe):
    cafe.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    await cafe.alice.slash(cafe.channel, "avatar new")

    assert cafe.house.engine.requests == []


async def test_a_server_fault_at_the_end_is_told_in_private_too(cafe: Cafe):
    cafe.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=500)
    result = await cafe.alice.slash(cafe.channel, "avatar new")

    assert "this reference" in private(result)
    assert shown(result) == ""


@pytest.mark.parametrize(
    ("status", "code", "dead"), [(401, 50027, True), (404, 10015, True), (404, 10008, False), (500, 0, False)]
)
def test_which_faults_mean_that_a_token_has_died(status: int, code: int, dead: bool):
    class Response:
        reason = "x"

    response = Response()
    response.status = status  # pyright: ignore[reportAttributeAccessIssue]
    error = discord.HTTPException(response, {"code": code, "message": "x"})  # pyright: ignore[reportArgumentType]

    assert token_is_dead(error) is dead


async def test_a_command_that_is_out_of_date_says_so(cafe: Cafe):
    client: MoeClient = cafe.client
    client.tree.clear_commands(guild=None)
    result = await cafe.alice.slash(cafe.channel, "avatar help")

    assert private(result).startswith("That command has changed.")
    assert texts(result.response) == private(result)
