"""The wall, votes, moderation and gallery channels over real sockets."""

import io

import pytest
from PIL import Image

from bot.services.weeks import week_of
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.messages import Message
from tests.discord.options import RefusedByClientError
from tests.discord.stage import PATIENCE, Stage, eventually, private
from tests.discord.world import MEMBER_PERMISSIONS, World

pytestmark = pytest.mark.asyncio(loop_scope="session")

REMOVE = "Remove (MoeGAN)"


def moderator(stage: Stage) -> Person:
    """A member with Manage Messages (bit 13)."""
    return stage.discord.user("mod", permissions=MEMBER_PERMISSIONS | 1 << 13)


async def on_wall(stage: Stage, person: Person, name: str) -> None:
    await stage.saved(person, name)
    await (await person.slash("avatar privacy", {"wall": "shown"})).finished(timeout=PATIENCE)


async def wall(stage: Stage) -> Exchange:
    return await stage.answered(await stage.mika.slash("avatar wall"), 1)


def strangers_message(world: World) -> Message:
    """A message that somebody else wrote."""
    return Message(world.snowflakes.next(), world.channel(), world.user("rin"), content="hello")


async def test_a_wall_is_drawn_voted_on_and_its_winner_posted_once_through_restarts(stage: Stage):
    async with stage.bot():
        await on_wall(stage, stage.mika, "Mei")
        await on_wall(stage, stage.rin, "Rin")
        shown = await wall(stage)
        with Image.open(io.BytesIO(shown.files["wall.webp"])) as picture:
            assert (picture.format, picture.width > picture.height > 256) == ("WEBP", True)
        voted = await stage.mika.select(shown, "Vote for the avatar of the week…", ["Rin"])
        assert f"is for <@{stage.rin.id}>: the first one for this face." in await private(voted, refusing=False)
        own = await stage.rin.select(shown, "Vote for the avatar of the week…", ["Rin"])
        assert (await private(own, refusing=False)).startswith("You cannot vote for your own face.")
        channel = stage.discord.channel("art")
        told = await (await stage.admin.slash("moegan gallery", {"channel": channel})).finished(timeout=PATIENCE)
        assert f"The wall is posted to <#{channel.id}>" in told.text
    # As if the last week had been the one before: the votes of this one are of a week that is over.
    stage.rows("UPDATE galleries SET posted_week = '2000-W01'")
    stage.rows(
        "UPDATE wall_votes SET week = ?", week_of(stage.rows("SELECT max(created_at) FROM wall_votes")[0] - 604800)
    )

    def posted() -> list[Message]:
        return [one for one in stage.discord.messages if one.channel is channel and one.viewer is None]

    async with stage.bot():
        (post,) = await eventually(posted)
        await eventually(lambda: "Avatar of the week: **Rin**" in post.text())
        assert set(post.pictures()) == {"wall.webp"}
    async with stage.bot():
        again = await stage.rin.select(post, "Vote for the avatar of the week…", ["Mika"])
        assert "the first one for this face." in await private(again, refusing=False)
        assert posted() == [post]


async def test_who_has_left_the_server_is_on_the_wall_no_more(stage: Stage):
    async with stage.bot():
        await on_wall(stage, stage.mika, "Mei")
        await on_wall(stage, stage.rin, "Rin")
        assert "2 faces." in (await wall(stage)).text
        del stage.discord.world.guild.members[stage.rin.id]
        stage.rows("UPDATE wall_places SET seen_at = 0")
        assert "One face." in (await wall(stage)).text
        assert stage.rows("SELECT user_id FROM wall_places") == [stage.mika.id]


async def test_moderators_remove_the_bots_messages_through_their_menu(stage: Stage):
    mod = moderator(stage)
    async with stage.bot():
        message = (await stage.drawn(stage.mika)).message
        assert message is not None
        with pytest.raises(RefusedByClientError, match="it needs permissions"):
            await stage.rin.message_menu(REMOVE, message)
        refused = await mod.message_menu(REMOVE, strangers_message(stage.discord.world))
        assert (await private(refused, refusing=False)).startswith("That message is not MoeGAN's")
        opened = await stage.form(await mod.message_menu(REMOVE, message))
        assert opened.acknowledged_after < 3
        done = await mod.submit_modal(opened, {"reason": "Not here."})
        assert (await private(done, refusing=False)).startswith("The message is removed.")
        assert message.deleted
        log = await (await stage.admin.slash("moegan audit")).finished(timeout=PATIENCE)
        assert f"<@{mod.id}> removed message {message.id} of <@{stage.mika.id}>" in log.text
        assert "Reason: Not here." in log.text
        assert log.ephemeral


async def test_the_delete_button_works_for_moderators(stage: Stage):
    async with stage.bot():
        drawn = await stage.drawn(stage.mika)
        assert drawn.message is not None
        message = drawn.message
        await moderator(stage).click(drawn, "Delete")
        await eventually(lambda: message.deleted and stage.rows("SELECT action FROM audit_entries"))
    assert stage.rows("SELECT action, target_user_id FROM audit_entries") == [("picture_removed", stage.mika.id)]


async def test_a_gallery_channel_that_is_closed_to_the_bot_breaks_nothing(stage: Stage):
    channel = stage.discord.channel("art")
    async with stage.bot():
        await on_wall(stage, stage.mika, "Mei")
        await (await stage.admin.slash("moegan gallery", {"channel": channel})).finished(timeout=PATIENCE)
    stage.rows("UPDATE galleries SET posted_week = '2000-W01'")
    channel.writable = False
    async with stage.bot():
        await eventually(lambda: "gallery_failed" in stage.rows("SELECT action FROM audit_entries"))
        log = await (await stage.admin.slash("moegan audit")).finished(timeout=PATIENCE)
        assert f"The wall could not be posted to <#{channel.id}>" in log.text
