"""The bot goes away in mid-draw and comes back."""

from pathlib import Path

from bot.store.settings_rows import Window
from tests.bot.cafe import open_cafe, texts
from tests.bot.services.house import open_house


async def _killed_in_mid_draw(folder: Path, command: str = "avatar new", quota: int | None = None):
    """A draw request that is open in the database, and the world in which its answer is waited for."""
    async with open_cafe(folder) as cafe:
        if quota is not None:
            await cafe.house.services.settings.set_quota(cafe.guild_id, cafe.admin.id, None, Window.DAY, quota)
        if command == "avatar gallery":
            await cafe.saved(cafe.alice, "Mei")
        cafe.house.engine.hold()
        await cafe.interrupted(cafe.alice.slash(cafe.channel, command))
        yield cafe


async def test_open_requests_are_answered_after_a_restart(tmp_path: Path):
    async for cafe in _killed_in_mid_draw(tmp_path / "a"):
        waiting = cafe.last
        assert waiting.attachments == []
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            client = await cafe.killed(house)
            answered = await client.get_partial_messageable(cafe.channel.id).fetch_message(waiting.id)
            assert len(answered.attachments) == 4
            await cafe.alice.click(answered, label="Delete")
            cafe.house.engine.release()


async def test_what_comes_after_its_message_was_deleted_counts_towards_no_quota(tmp_path: Path):
    async for cafe in _killed_in_mid_draw(tmp_path / "a", quota=4):
        cafe.env.inject_error("PATCH", "*/@original", status=404, code=10008, times=None)
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            await cafe.killed(house)
            assert await house.store.read.draws.open_requests() == []
            now = int(house.clock())
            assert await house.store.read.charges.since(cafe.guild_id, cafe.alice.id, 0, now) == ()
            cafe.house.engine.release()


async def test_where_the_token_died_meanwhile_the_channel_is_told(tmp_path: Path):
    async for cafe in _killed_in_mid_draw(tmp_path / "a"):
        cafe.house.clock.advance(16 * 60)
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            await cafe.killed(house)
            assert texts(cafe.last) == (
                f"{cafe.alice.mention}, a drawing of yours was lost while I was away. Ask again with /avatar new."
            )
            cafe.house.engine.release()


async def test_a_lost_gallery_is_not_talked_about(tmp_path: Path):
    async for cafe in _killed_in_mid_draw(tmp_path / "a", "avatar gallery"):
        cafe.house.clock.advance(16 * 60)
        async with open_house(tmp_path / "a", clock=cafe.house.clock) as house:
            await cafe.killed(house)
            assert not cafe.requests("POST", f"/channels/{cafe.channel.id}/messages")
            cafe.house.engine.release()
