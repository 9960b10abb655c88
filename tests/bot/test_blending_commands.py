"""Blends, and the other member's say in them."""

import pytest

from tests.bot.cafe import Cafe, buttons, private, shown, texts


async def _ask(cafe: Cafe):
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="ask")
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, strength=30)
    return result, result.followups[-1]


@pytest.mark.parametrize("mode", ["mix", "my_shape", "their_shape"])
async def test_a_blend_shows_both_parents_and_the_child(cafe: Cafe, mode: str):
    await cafe.saved(cafe.bob, "Bobby")
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, strength=40, mode=mode)

    assert result.response is not None
    attachments = result.response.attachments
    assert [one.description for one in attachments] == [
        "The face of the member who asked",
        "The face of the other member",
        "Their child",
    ]
    assert cafe.alice.mention in shown(result)
    assert cafe.bob.mention in shown(result)
    assert list(buttons(result.response)) == ["Save", "Vary", "Edit", "Delete"]


async def test_the_child_can_be_saved_and_knows_its_parents(cafe: Cafe):
    await cafe.saved(cafe.bob, "Bobby")
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)
    assert result.response is not None
    assert private(await cafe.alice.click(result.response, label="Save")).startswith("Saved as")

    worn = await cafe.house.services.collection.worn(cafe.alice.id)
    assert worn.avatar is not None
    parents = await cafe.house.services.collection.parents(worn.avatar.id)
    assert {parent.owner_user_id for parent in parents} == {cafe.alice.id, cafe.bob.id}


@pytest.mark.parametrize(("strength", "same_as"), [(0, 0), (100, 1)])
async def test_the_ends_of_the_scale_are_the_parents(cafe: Cafe, strength: int, same_as: int):
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, strength=strength)

    assert result.response is not None
    pictures = [await one.read() for one in result.response.attachments]
    assert pictures[2] == pictures[same_as]


async def test_shape_features_and_colours_can_be_chosen_apart(cafe: Cafe):
    await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, shape="them", colours="me")
    child = cafe.house.engine.requests[-1].recipes[2]
    assert [part.weights.as_list() for part in child.parts] == [[0, 0.5, 1], [1, 0.5, 0]]

    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, features="me", mode="my_shape")
    assert private(result).startswith("Choose either a mode, or from whom")


async def test_nobody_blends_with_themselves_or_a_bot(cafe: Cafe):
    with_self = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.alice)
    with_bot = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.robot)

    assert private(with_self) == "A blend takes two. Choose another member."
    assert private(with_bot) == "Bots have no face to blend with. Choose a member."
    assert shown(with_self) == shown(with_bot) == ""


async def test_who_wants_to_blend_with_nobody_is_left_alone(cafe: Cafe):
    assert "nobody" in private(await cafe.bob.slash(cafe.channel, "avatar privacy", who="nobody"))
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)

    assert private(result) == f"{cafe.bob.mention} does not blend with others. Choose another member."


async def test_privacy_tells_what_is_set(cafe: Cafe):
    assert "everyone, wherever you meet" in private(await cafe.bob.slash(cafe.channel, "avatar privacy"))
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="ask")
    assert "when they ask" in private(await cafe.bob.slash(cafe.channel, "avatar privacy"))


async def test_who_wants_to_be_asked_is_asked_and_nobody_else_is_notified(cafe: Cafe):
    result, question = await _ask(cafe)

    assert "wants to be asked first" in private(result)
    assert texts(question) == f"{cafe.bob.mention}, {cafe.alice.mention} would like to blend your faces. May they?"
    assert list(buttons(question)) == ["Accept", "Decline", "Delete"]
    sent = cafe.requests("POST", "/webhooks/")[-1]
    assert sent["allowed_mentions"] == {"parse": [], "users": [cafe.bob.id]}


@pytest.mark.parametrize("restarted", [False, True])
async def test_accept_puts_the_blend_in_the_questions_place(cafe: Cafe, restarted: bool):
    _, question = await _ask(cafe)
    if restarted:
        await cafe.restart()
    result = await cafe.bob.click(question, label="Accept")

    assert result.response is not None
    assert result.response.id == question.id
    assert len(result.response.attachments) == 3
    assert private(await cafe.bob.click(result.response, label="Save")).startswith("That belongs to another member")
    assert private(await cafe.alice.click(result.response, label="Save")).startswith("Saved as")
    await cafe.alice.click(result.response, label="Delete")
    assert await cafe.gone(question)


async def test_decline_says_so_and_the_asker_can_clear_it_away(cafe: Cafe):
    _, question = await _ask(cafe)
    result = await cafe.bob.click(question, label="Decline")

    assert result.response is not None
    assert texts(result.response) == f"{cafe.bob.mention} would rather not blend with {cafe.alice.mention}."
    assert private(await cafe.bob.click(result.response, label="Delete")).startswith("Only the member whom")
    await cafe.alice.click(result.response, label="Delete")
    assert await cafe.gone(question)


@pytest.mark.parametrize("label", ["Accept", "Decline"])
async def test_only_the_asked_may_answer(cafe: Cafe, label: str):
    _, question = await _ask(cafe)
    result = await cafe.alice.click(question, label=label)

    assert private(result).startswith(f"Only {cafe.bob.mention} can answer that question.")
    assert "May they?" in texts(question)


@pytest.mark.parametrize("restarted", [False, True])
async def test_who_deletes_their_question_may_ask_again_at_once(cafe: Cafe, restarted: bool):
    _, question = await _ask(cafe)
    if restarted:
        await cafe.restart()
    await cafe.alice.click(question, label="Delete")
    assert await cafe.gone(question)

    again = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)
    assert "wants to be asked first" in private(again)
    result = await cafe.bob.click(again.followups[-1], label="Accept")
    assert result.response is not None
    assert len(result.response.attachments) == 3


async def test_the_asked_may_not_delete_the_question(cafe: Cafe):
    _, question = await _ask(cafe)
    result = await cafe.bob.click(question, label="Delete")

    assert private(result).startswith("Only the member whom that message was sent for can delete it.")
    assert not await cafe.gone(question)


async def test_a_question_that_is_kept_no_longer_can_still_be_deleted_by_who_asked_it(cafe: Cafe):
    _, question = await _ask(cafe)
    cafe.house.clock.advance(40 * 24 * 60 * 60)
    await cafe.house.services.housekeeping.tidy(30)

    assert "no longer open" in private(await cafe.bob.click(question, label="Accept"))
    assert private(await cafe.bob.click(question, label="Delete")).startswith("Only the member whom")
    await cafe.alice.click(question, label="Delete")
    assert await cafe.gone(question)


async def test_the_same_question_is_not_asked_twice(cafe: Cafe):
    await _ask(cafe)
    again = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob, strength=30)

    assert private(again) == f"You have asked {cafe.bob.mention} already. Wait for their answer."


async def test_a_mix_shows_all_parents_and_their_child(cafe: Cafe):
    await cafe.saved(cafe.bob, "Bobby")
    result = await cafe.alice.slash(cafe.channel, "avatar mix", member=cafe.bob, second=cafe.admin)

    assert result.response is not None
    assert [one.description for one in result.response.attachments] == [
        "The face of the member who asked",
        "The face of another member",
        "The face of another member",
        "The child of them all",
    ]
    members = ", ".join(one.mention for one in (cafe.alice, cafe.bob, cafe.admin))
    assert shown(result).startswith(f"### {members}\n")
    assert list(buttons(result.response)) == ["Save", "Vary", "Edit", "Delete"]
    assert private(await cafe.alice.click(result.response, label="Save")).startswith("Saved as")


async def test_a_mix_with_who_wants_to_be_asked_is_refused_with_a_way_out(cafe: Cafe):
    await cafe.admin.slash(cafe.channel, "avatar privacy", who="ask")
    result = await cafe.alice.slash(cafe.channel, "avatar mix", member=cafe.bob, second=cafe.admin)

    assert cafe.admin.mention in private(result)
    assert "/avatar blend" in private(result)
    assert shown(result) == ""
