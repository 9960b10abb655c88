"""`/avatar edit` and `/avatar vary`: what is offered, what a choice does, who sees it."""

from typing import Any

import pytest

from bot.app import ALL_PRESSES
from bot.views.editing import STEPS, steps_of
from gan.family import Distance, sibling
from gan.recipe import Recipe
from tests.bot.cafe import Cafe, buttons, components, private, shown, texts
from tests.discord.rules import walk


def lists(message: Any) -> dict[str, dict[str, str]]:
    """The custom ids of a message's lists, each with its options' values by label."""
    return {
        part["custom_id"]: {option["label"]: option["value"] for option in part["options"]}
        for part in walk(components(message))
        if part.get("type") == 3
    }


async def choose(cafe: Cafe, message: Any, *labels: str) -> None:
    """Chooses what is called so from whichever list has it, one after the other."""
    for label in labels:
        offered = lists(cafe.now(message))
        custom_id, value = next((at, options[label]) for at, options in offered.items() if label in options)
        assert "went wrong" not in private(await cafe.alice.select(message, [value], custom_id=custom_id))


async def edited(cafe: Cafe) -> Any:
    """The message of an edit that alice has just opened."""
    await cafe.saved(cafe.alice, "Mika")
    result = await cafe.alice.slash(cafe.channel, "avatar edit", name="Mika")
    assert result.response is not None
    assert result.response.ephemeral
    return result.response.message


def drawn_last(cafe: Cafe) -> Recipe:
    return cafe.house.engine.requests[-1].recipes[0]


async def test_edit_offers_what_the_model_knows_and_shows_only_the_owner(cafe: Cafe):
    message = await edited(cafe)
    assert "Editing Mika" in texts(message)
    attributes, sliders = lists(message).values()
    assert list(attributes) == ["hair color", "mouth"]
    assert list(sliders) == ["turn of the head", "size of the eyes"]
    assert list(buttons(message)) == ["Save", "Undo", "Close siblings", "Siblings", "Distant siblings"]


async def test_an_attribute_is_changed_and_taken_back_in_the_same_message(cafe: Cafe):
    message = await edited(cafe)
    before = drawn_last(cafe)
    await choose(cafe, message, "hair color")
    (values,) = lists(cafe.now(message)).values()
    assert list(values) == ["black", "brown", "pink"]
    await choose(cafe, message, "pink")
    (values,) = [part["options"] for part in walk(components(cafe.now(message))) if part.get("type") == 3]
    assert [option["label"] for option in values if option.get("default")] == ["pink"]
    assert drawn_last(cafe) == before.edited({"hair_color": "pink"})
    assert "not saved" in texts(cafe.now(message))
    await cafe.alice.click(message, label="Undo")
    assert drawn_last(cafe) == before
    await cafe.alice.click(message, label="Back")
    assert len(lists(cafe.now(message))) == 2


async def test_a_slider_is_pushed_by_its_buttons(cafe: Cafe):
    message = await edited(cafe)
    await choose(cafe, message, "size of the eyes")
    assert list(buttons(cafe.now(message)))[:4] == ["« smaller", "‹ smaller", "larger ›", "larger »"]
    await cafe.alice.click(message, label="larger »")
    assert drawn_last(cafe).moves == {"eye_size": 1.5}
    assert "**size of the eyes**: +1.5" in texts(cafe.now(message))
    await cafe.alice.click(message, label="‹ smaller")
    assert drawn_last(cafe).moves == {"eye_size": 1.0}


async def test_the_end_of_a_slider_is_said_and_the_picture_stays(cafe: Cafe):
    message = await edited(cafe)
    await choose(cafe, message, "size of the eyes")
    for _ in range(3):
        await cafe.alice.click(message, label="larger »")
    result = await cafe.alice.click(message, label="larger »")
    assert "It does not go further that way." in private(result)
    assert "+4.0" in texts(cafe.now(message))


async def test_a_step_can_be_saved_and_the_favourite_stays(cafe: Cafe):
    message = await edited(cafe)
    await choose(cafe, message, "mouth", "cat")
    assert "Saved as" in private(await cafe.alice.click(message, label="Save"))
    gallery = await cafe.house.services.collection.gallery(cafe.alice.id)
    newest, favourite = gallery.avatars
    assert newest.recipe.attributes == {"mouth": "cat"}
    assert (favourite.name, favourite.recipe.attributes) == ("Mika", {})


async def test_an_edit_goes_on_after_a_restart(cafe: Cafe):
    message = await edited(cafe)
    await choose(cafe, message, "mouth")
    await cafe.restart()
    await choose(cafe, message, "cat")
    assert drawn_last(cafe).attributes == {"mouth": "cat"}


async def test_edit_stands_under_ones_own_avatar_and_refuses_others(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mika")
    message = (await cafe.alice.slash(cafe.channel, "avatar show")).response
    assert message is not None
    assert "Editing Mika" in private(await cafe.alice.click(message.message, label="Edit"))
    assert private(await cafe.bob.click(message.message, label="Edit")).startswith("That belongs to another member.")


@pytest.mark.parametrize(("how", "distance"), [("close", "close"), ("far", "far"), (None, "medium")])
async def test_vary_draws_siblings_as_far_as_asked_and_so_does_a_reroll(
    cafe: Cafe, how: str | None, distance: Distance
):
    await cafe.saved(cafe.alice, "Mika")
    avatar = await cafe.house.services.collection.find(cafe.alice.id, "Mika")
    options = {} if how is None else {"how": how}
    result = await cafe.alice.slash(cafe.channel, "avatar vary", name="Mika", **options)
    assert "Variations" in shown(result)
    assert_siblings(cafe, avatar.recipe, distance)
    assert result.response is not None
    await cafe.alice.click(result.response.message, label="Reroll")
    assert_siblings(cafe, avatar.recipe, distance)


def assert_siblings(cafe: Cafe, recipe: Recipe, distance: Distance) -> None:
    """What was drawn last is four siblings, so far from the recipe."""
    drawn = cafe.house.engine.requests[-1].recipes
    seeds = [child.parts[-1].seed for child in drawn]
    model = cafe.house.registry.default()
    assert len(set(seeds)) == 4
    assert list(drawn) == [sibling(recipe, seed, distance, model) for seed in seeds]


async def test_siblings_from_an_edit_are_for_the_channel(cafe: Cafe):
    message = await edited(cafe)
    recipe = drawn_last(cafe)
    result = await cafe.alice.click(message, label="Close siblings")
    assert "Variations" in shown(result)
    assert_siblings(cafe, recipe, "close")


def test_pushes_come_back_from_their_custom_ids() -> None:
    assert [steps_of(1000 + round(steps * 10)) for steps in STEPS.values()] == list(STEPS.values())


def test_no_two_actions_share_a_word() -> None:
    words = [press.action.word for press in ALL_PRESSES]
    assert len(set(words)) == len(words)
