"""Forget-me and help."""

from tests.bot.cafe import Cafe, private


async def test_help_names_the_commands_in_private(cafe: Cafe):
    assert "/avatar blend" in private(await cafe.alice.slash(cafe.channel, "avatar help"))


async def test_forget_me_asks_first_and_then_deletes_rows_and_messages(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    await cafe.alice.click(message, label="Save 1")
    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None

    assert private(await cafe.alice.click(asked.response, label="Keep")) == "Nothing was changed."
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 1

    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    done = await cafe.alice.click(asked.response, label="Forget me")
    assert private(done) == "Everything that MoeGAN knew of you is deleted."
    assert await cafe.gone(message)
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 0


async def test_messages_that_cannot_be_deleted_are_counted(cafe: Cafe):
    await cafe.drawn(cafe.alice)
    asked = await cafe.alice.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    cafe.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001)
    done = await cafe.alice.click(asked.response, label="Forget me")

    assert private(done).endswith("may not delete any more: 1. Ask the admins to delete those.")
