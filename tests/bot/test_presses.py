"""Buttons: what each does, for whom, and that they outlive everything."""

import pytest
from discord import ui

from bot.app import ALL_PRESSES, build_client
from bot.views.buttons import SAVE, Button
from bot.views.page import Panel
from bot.views.press import Press
from bot.views.presses import SavePress
from tests.bot.cafe import Cafe, buttons, private, shown, texts

LARGEST = 2**64 - 1


async def test_save_keeps_a_face_and_says_how_to_rename_it(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    result = await cafe.alice.click(message, label="Save 2")

    assert "/avatar rename" in private(result)
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 1


async def test_saving_twice_changes_nothing(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    await cafe.alice.click(message, label="Save 1")
    result = await cafe.alice.click(message, label="Save 1")

    assert private(result).startswith("You had saved it already")
    assert (await cafe.house.services.collection.gallery(cafe.alice.id)).total == 1


async def test_vary_draws_four_siblings(cafe: Cafe):
    message = await cafe.drawn(cafe.alice, count=1)
    result = await cafe.alice.click(message, label="Vary 1")

    assert result.response is not None
    assert "Variations" in shown(result)
    assert len(result.response.attachments) == 4


async def test_reroll_draws_as_many_others(cafe: Cafe):
    message = await cafe.drawn(cafe.alice, seed="3", count=4)
    result = await cafe.alice.click(message, label="Reroll")

    assert result.response is not None
    assert len(result.response.attachments) == 4
    assert result.response.id != message.id
    assert "`3`" not in shown(result)


async def test_delete_takes_the_message_away(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    await cafe.alice.click(message, label="Delete")

    assert cafe.channel.last_message is None


@pytest.mark.parametrize("label", ["Save 1", "Vary 1", "Reroll", "Delete"])
async def test_a_click_by_another_member_is_refused_in_private(cafe: Cafe, label: str):
    message = await cafe.drawn(cafe.alice)
    result = await cafe.bob.click(message, label=label)

    refusal = "Only the member whom that message was sent for can delete it." if label == "Delete" else None
    assert private(result).startswith(refusal or "That belongs to another member.")
    assert cafe.last.id == message.id or cafe.last.flags.ephemeral
    assert texts(message) == texts(await cafe.client.get_partial_messageable(cafe.channel.id).fetch_message(message.id))


@pytest.mark.parametrize("label", ["Save 1", "Vary 1", "Reroll", "Delete"])
async def test_buttons_work_after_a_restart(cafe: Cafe, label: str):
    message = await cafe.drawn(cafe.alice)
    await cafe.restart()
    result = await cafe.alice.click(message, label=label)

    assert result.acknowledged
    assert "went wrong" not in private(result)
    match label:
        case "Save 1":
            assert private(result).startswith("Saved as")
        case "Delete":
            assert cafe.channel.last_message is None
        case _:
            assert result.response is not None
            assert len(result.response.attachments) == 4


@pytest.mark.parametrize("label", ["Save 1", "Vary 1", "Reroll"])
async def test_a_button_under_a_drawing_that_was_forgotten_says_so(cafe: Cafe, label: str):
    message = await cafe.drawn(cafe.alice)
    await cafe.house.services.forgetting.forget(cafe.alice.id)
    result = await cafe.alice.click(message, label=label)

    assert "Draw a new one with /avatar new." in private(result)


async def test_an_ephemeral_panel_does_not_unregister_its_buttons_when_it_times_out(cafe: Cafe):
    """discord.py forgets a kind of dynamic item for the whole bot when a view that holds an ordinary one too ends."""
    await cafe.saved(cafe.alice, "One")
    first = await cafe.alice.slash(cafe.channel, "avatar gallery")
    await cafe.alice.slash(cafe.channel, "avatar delete", name="One")
    message = await cafe.drawn(cafe.alice)
    await cafe.env.advance_time(16 * 60)

    registered = cafe.client._connection._view_store._dynamic_items  # pyright: ignore[reportPrivateUsage]
    assert set(registered.values()) >= set(ALL_PRESSES)
    assert first.ephemeral
    assert private(await cafe.alice.click(message, label="Save 1")).startswith("Saved as")


async def test_a_view_that_ends_takes_no_press_along(cafe: Cafe):
    """The kind of a shown button is another than the press's, even in a view of mixed kinds that times out."""
    mixed = ui.View(timeout=60)
    mixed.add_item(SAVE.button(1, label="Save"))
    mixed.add_item(ui.Button(label="ordinary", custom_id="ordinary"))
    channel = cafe.client.get_partial_messageable(cafe.channel.id)
    await channel.send(view=mixed)
    mixed._dispatch_timeout()  # pyright: ignore[reportPrivateUsage]

    registered = cafe.client._connection._view_store._dynamic_items  # pyright: ignore[reportPrivateUsage]
    assert SavePress in registered.values()


def test_panels_refuse_nothing_but_are_never_ended():
    panel = Panel(ui.TextDisplay("words"), rows=[[SAVE.button(1, label="Save")], []])

    assert panel.timeout is None
    assert panel.is_persistent()


@pytest.mark.parametrize("press", ALL_PRESSES, ids=[press.action.word for press in ALL_PRESSES])
def test_custom_ids_fit_and_are_read_by_their_own_kind_alone(press: type[Press]):
    custom_id = press.action.button(*[LARGEST] * press.action.takes, label="x").custom_id

    assert len(custom_id) <= 100
    readers = [one for one in (*ALL_PRESSES, Button) if one.__discord_ui_compiled_template__.fullmatch(custom_id)]
    assert readers == [press]


async def test_every_message_builds_a_panel_of_its_own(cafe: Cafe):
    message = await cafe.drawn(cafe.alice)
    result = await cafe.alice.click(message, label="Reroll")
    assert result.response is not None

    assert set(buttons(message).values()).isdisjoint(buttons(result.response.message).values())


def test_a_client_knows_every_kind_of_button(cafe: Cafe):
    client = build_client(cafe.house.services)

    registered = client._connection._view_store._dynamic_items  # pyright: ignore[reportPrivateUsage]
    assert set(registered.values()) >= set(ALL_PRESSES)
