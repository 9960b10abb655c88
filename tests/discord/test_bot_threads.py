"""The bot in threads and in posts of forums, also in those that are closed before it has answered."""

import pytest

from tests.discord.exchange import Exchange
from tests.discord.messages import Message, Upload
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private
from tests.discord.test_bot_styles import new_style
from tests.discord.test_bot_training import folder
from tests.discord.world import Channel
from tests.gan.uploads.files import drawing, encoded, zipped

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(params=["thread", "post"])
def place(stage: Stage, request: pytest.FixtureRequest) -> Channel:
    """A thread in a channel, and a post in a forum."""
    world = stage.discord.world
    return world.thread(world.channel()) if request.param == "thread" else world.post()


@pytest.fixture
def thread(stage: Stage) -> Channel:
    """A thread in a channel."""
    return stage.discord.world.thread(stage.discord.world.channel())


async def _held(stage: Stage, place: Channel) -> Exchange:
    """A `/avatar new` whose drawing waits."""
    stage.engine.hold()
    exchange = await stage.mika.slash("avatar new", channel=place)
    await eventually(lambda: stage.open_requests(exchange))
    await eventually(lambda: stage.engine.health().drawing)
    return exchange


async def _late(stage: Stage, exchange: Exchange) -> Message:
    """Where the pictures are shown once the token has died."""
    stage.discord.expire(exchange)
    stage.engine.release()
    await eventually(lambda: not stage.open_requests(exchange))
    (message,) = [one for one in stage.discord.messages if one.pictures()]
    assert len({pixel_hash(png) for png in message.pictures().values()}) == 4
    assert stage.rows("SELECT message_id, channel_id FROM messages") == [(message.id, message.channel.id)]
    return message


async def test_everything_works_as_in_the_channel_above(stage: Stage, place: Channel):
    style = new_style(stage)
    async with stage.bot() as client:
        guild = stage.discord.world.guild.id
        await client.services.styles.adopt(await client.services.styles.offer(guild, "Ink", style.id, 1, 1), 1)
        drawn = await stage.answered(await stage.mika.slash("avatar new", {"style": "Ink"}, channel=place))
        await private(await stage.mika.click(drawn, "Save 1"), refusing=False)
        listed = await (await stage.admin.slash("style list", channel=place)).finished(timeout=PATIENCE)
        assert "**Ink**" in listed.text
        assert drawn.message is not None
        assert stage.rows("SELECT message_id, channel_id FROM messages") == [(drawn.message.id, place.id)]
        assert set(stage.rows("SELECT guild_id FROM avatars")) == {guild}
        await (await stage.mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
    assert drawn.message.deleted


async def test_past_its_tokens_life_an_answer_is_edited_by_the_messages_id(stage: Stage, place: Channel):
    async with stage.bot():
        exchange = await _held(stage, place)
        message = await _late(stage, exchange)
    assert message is exchange.message


async def test_a_thread_that_was_archived_meanwhile_opens_by_the_answer(stage: Stage, place: Channel):
    async with stage.bot():
        exchange = await _held(stage, place)
        place.archived = True
        message = await _late(stage, exchange)
    assert message is not exchange.message
    assert message.channel is place
    assert not place.archived


async def test_where_the_thread_was_locked_the_answer_comes_directly(stage: Stage, place: Channel):
    async with stage.bot():
        exchange = await _held(stage, place)
        place.archived = place.locked = True
        message = await _late(stage, exchange)
    assert message.channel is stage.discord.world.direct_channel(stage.mika.user)
    assert "where you asked for it MoeGAN could no longer answer" in message.text()


async def test_in_a_private_thread_without_the_bot_a_late_answer_comes_directly(stage: Stage):
    world, mika, rin = stage.discord.world, stage.mika, stage.rin
    secret = world.thread(world.channel(), "secret", mika.user, rin.user)
    async with stage.bot():
        drawn = await stage.answered(await mika.slash("avatar new", channel=secret))
        await (await mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
        exchange = await _held(stage, secret)
        stage.discord.expire(exchange)
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
        (message,) = [one for one in stage.discord.messages if one.pictures()]
    assert message.channel is world.direct_channel(mika.user)


@pytest.mark.parametrize("locked", [False, True])
async def test_after_a_restart_an_archived_thread_is_answered_too(stage: Stage, place: Channel, locked: bool):
    async with stage.bot():
        exchange = await _held(stage, place)
    place.archived, place.locked = True, locked
    stage.discord.expire(exchange)
    stage.engine.release()
    async with stage.bot():
        message = await _late(stage, exchange)
    direct = stage.discord.world.direct_channel(stage.mika.user)
    assert message.channel is (direct if locked else place)


async def _trained_in(stage: Stage, thread: Channel) -> None:
    """A training that was begun in a thread and waits."""
    folder(stage).mkdir(parents=True)
    (folder(stage) / "hold").touch()
    opened = await stage.form(await stage.admin.slash("train start", channel=thread))
    archive = zipped({f"{number}.png": encoded(drawing(number)) for number in range(12)})
    submitted = await stage.admin.submit_modal(
        opened, {"name": "Ink", "files": [Upload("ink.zip", archive.content)], "consent": ["yes"]}
    )
    asked = await submitted.finished(timeout=PATIENCE)
    clicked = await stage.admin.click(asked, "Train")
    await clicked.finished(lambda e: e.followups, PATIENCE)
    await eventually(lambda: stage.rows("SELECT status_channel_id FROM runs") == [thread.id])


async def test_the_card_of_a_training_opens_the_thread_that_it_was_begun_in(stage: Stage, thread: Channel):
    async with stage.bot():
        await _trained_in(stage, thread)
        thread.archived = True
        (folder(stage) / "hold").unlink()
        await eventually(lambda: any("has learned from 12 pictures" in one.text() for one in stage.discord.messages))
        await eventually(lambda: stage.rows("SELECT id FROM runs WHERE reported_at IS NOT NULL"))
    assert not thread.archived


async def test_a_training_whose_thread_was_locked_is_not_told_of_for_ever(stage: Stage, thread: Channel):
    async with stage.bot():
        await _trained_in(stage, thread)
        thread.archived = thread.locked = True
        (folder(stage) / "hold").unlink()
        await eventually(lambda: stage.rows("SELECT id FROM runs WHERE reported_at IS NOT NULL"))
        status = await (await stage.admin.slash("train status")).finished(lambda e: len(e.files) == 2, PATIENCE)
    assert "has learned from 12 pictures" in status.text
