"""`/train`, from the form to the adopted style."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

import discord
import pytest
import simcord
from discord import ui

from bot.services.training.forgetting import WITHDRAWN
from bot.store.training_rows import Collection, Run
from bot.views import access
from bot.views.training.pages import end_page
from tests.bot.cafe import Cafe, buttons, private, texts
from tests.bot.services import atelier
from tests.discord.rules import message_violations
from tests.fakes import FakeTraining, tiny_png
from tests.gan.engine.processes import until
from tests.gan.uploads.files import drawing, encoded, zipped
from tests.patience import PATIENCE

CONSENT = {"consent": ["yes"]}


def files(count: int) -> list[tuple[str, bytes]]:
    return [(f"{number}.png", encoded(drawing(number))) for number in range(count)]


async def handed_in(cafe: Cafe, count: int, **more: Any) -> Any:
    """What came of a form."""
    opened = await cafe.admin.slash(cafe.channel, "train start")
    return await cafe.admin.submit_modal(opened, {"name": "Ink", "files": files(count), **CONSENT, **more})


async def stocked(cafe: Cafe, name: str = "Ink", count: int = 10) -> Collection:
    """A collection of this server, at once."""
    style = await atelier.stocked(cafe.house, name, count, cafe.admin.id)
    # The atelier's own server has another number.
    store = cafe.house.store
    async with store.write() as rows:
        await rows.uploads._session.run(  # pyright: ignore[reportPrivateUsage]
            "UPDATE collections SET guild_id = ? WHERE id = ?", cafe.guild.id, style.id
        )
    return style


async def begun(cafe: Cafe) -> tuple[Any, FakeTraining]:
    """The click that started a training, and what the trainer has of it."""
    await stocked(cafe)
    asked = await cafe.admin.slash(cafe.channel, "train start", style="ink")
    assert asked.response is not None
    clicked = await cafe.admin.click(asked.response, label="Train")
    await until(lambda: cafe.house.trainer.jobs)
    return clicked, cafe.house.trainer.jobs[-1]


async def eventually(look: Callable[[], Awaitable[Any]], seconds: float = PATIENCE) -> Any:
    """What a look finds, once it finds something."""
    async with asyncio.timeout(seconds):
        while not (found := await look()):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


async def message(cafe: Cafe, words: str) -> discord.Message:
    """The channel's newest message, once it says this."""

    async def look() -> discord.Message | None:
        shown = cafe.channel.last_message
        return shown if shown is not None and words in texts(shown) else None

    return await eventually(look)


async def card(cafe: Cafe, *, passed: bool = True) -> discord.Message:
    """The report card of a training that has just finished."""
    _, training = await begun(cafe)
    training.tell(step=1, steps=800)
    training.finish(passed=passed)
    return await message(cafe, "has learned from 10 pictures")


async def run_of(cafe: Cafe) -> Run:
    (run,) = await cafe.house.store.read.runs.of_guild(cafe.guild.id, 9)
    return run


async def test_the_form_takes_pictures_and_says_how_many_more_are_needed(cafe: Cafe):
    result = await handed_in(cafe, 3)

    assert private(result) == (
        "Added **3** pictures to **Ink**, which has 3 now.\nAt least 7 more are needed. Hand them in with /train add."
    )


async def test_what_is_refused_is_named_with_a_reason(cafe: Cafe):
    result = await handed_in(cafe, 0, files=[*files(1), ("virus.exe", b"MZ")])

    assert "Added **1** picture" in private(result)
    assert "- virus.exe: It is no picture that can be read." in private(result)


async def test_names_that_are_meant_to_spoil_the_answer_do_not(cafe: Cafe):
    spoilt = [("*_~|`" * 60 + f"\n# urgent \u202e{number}.png", b"MZ") for number in range(9)]
    result = await handed_in(cafe, 0, files=[*files(1), *spoilt])

    shown = private(result)
    assert "Added **1** picture" in shown
    assert "Not used: 9" in shown
    assert "and 1 more" not in shown
    assert "\n# urgent" not in shown
    assert "\u202e" not in shown


async def test_no_more_files_are_named_than_a_message_has_room_for(cafe: Cafe):
    """Each letter that formats is written with a mark that undoes it: twice as long."""
    archive = {"*" * 60 + f"{number}.png": encoded(drawing(7)) for number in range(40)}
    result = await handed_in(cafe, 0, files=[("*" * 60 + ".zip", zipped(archive).content)])

    shown = private(result)
    assert len(shown) < 4_000
    assert "Not used: 39" in shown
    named = shown.count("It is the same picture as")
    assert f"and {39 - named} more" in shown
    assert named > 5


async def test_a_form_that_completes_the_collection_asks_to_start(cafe: Cafe):
    result = await handed_in(cafe, 10)

    assert "Train **Ink** on 10 pictures? It takes about 30 minutes." in private(result)
    assert "nothing changes for members until you adopt the style" in private(result)
    assert list(buttons(result.response)) == ["Train", "Not yet"]
    assert cafe.house.trainer.jobs == []


async def test_more_is_added_with_a_form_that_knows_its_style(cafe: Cafe):
    style = await stocked(cafe, count=2)
    opened = await cafe.admin.slash(cafe.channel, "train add", style="ink")
    result = await cafe.admin.submit_modal(opened, {"files": files(1), **CONSENT})

    assert "which has 3 now" in private(result)
    assert len(await cafe.house.store.read.uploads.of_collection(style.id)) == 3


async def test_the_form_insists_on_consent_and_files(cafe: Cafe):
    opened = await cafe.admin.slash(cafe.channel, "train start")

    with pytest.raises(simcord.SetupError):
        await cafe.admin.submit_modal(opened, {"name": "Ink", "files": files(1)})
    with pytest.raises(simcord.SetupError):
        await cafe.admin.submit_modal(opened, {"name": "Ink", **CONSENT})


async def test_members_are_refused_whatever_they_use(cafe: Cafe):
    await stocked(cafe, "Wash")
    for command, options in {
        "start": {},
        "add": {"style": "Wash"},
        "collection": {"style": "Wash"},
        "forget": {},
        "status": {},
        "cancel": {},
        "history": {},
    }.items():
        result = await cafe.alice.slash(cafe.channel, f"train {command}", **options)
        assert private(result).startswith("That is for the admins of this server"), command
        assert result.modal is None
    for command in ("start", "add", "collection"):
        assert await cafe.alice.autocomplete(cafe.channel, f"train {command}", "style", "") == []
    shown = await card(cafe)
    for label in ("Adopt", "Train longer", "Discard"):
        assert private(await cafe.alice.click(shown, label=label)).startswith("That is for the admins of this server")
    assert (await run_of(cafe)).verdict is None
    assert len(cafe.house.trainer.jobs) == 1


async def test_whom_the_integration_settings_allow_the_command_may_press_its_buttons_too(cafe: Cafe):
    shown = await card(cafe)
    train = next(one for one in await cafe.client.tree.fetch_commands() if one.name == "train")
    cafe.guild.set_command_permissions(train, {cafe.alice: True})

    await cafe.alice.slash(cafe.channel, "train history")
    await cafe.alice.click(shown, label="Adopt")
    assert cafe.house.styles.adopted == [(1, cafe.alice.id)]


async def test_starting_shows_the_channel_how_far_it_is(cafe: Cafe):
    clicked, training = await begun(cafe)

    assert private(clicked).startswith("**Ink** is in line.")
    first = await message(cafe, "It is starting")
    preview = training.job.folder / "preview.webp"
    preview.write_bytes(tiny_png(b"abc"))
    training.tell(step=120, steps=800, rate=1.31, seconds_left=519.0, kid=0.0312, preview=preview)
    now = await message(cafe, "Step 120 of 800")
    assert now.id == first.id
    for words in ("1.31 steps a second", "about 9 minutes left", "KID 0.0312"):
        assert words in texts(now)
    assert [one.filename for one in now.attachments] == ["preview.webp"]
    training.finish()
    await message(cafe, "has learned from")


async def test_a_place_in_line_is_told(cafe: Cafe):
    await begun(cafe)
    await stocked(cafe, "Wash")
    asked = await cafe.admin.slash(cafe.channel, "train start", style="Wash")
    assert asked.response is not None
    assert "Trainings before it: 1." in private(asked)
    await cafe.admin.click(asked.response, label="Train")

    assert "Training Wash" in texts(await message(cafe, "**1** before it"))


async def test_status_becomes_the_message_that_updates_itself_even_once_its_token_died(cafe: Cafe):
    _, training = await begun(cafe)
    shown = await cafe.admin.slash(cafe.channel, "train status")
    assert shown.response is not None
    before = len(cafe.requests("PATCH", f"/channels/{cafe.channel.id}/messages"))
    await cafe.env.advance_time(16 * 60)
    training.tell(step=7, steps=800)

    now = await message(cafe, "Step 7 of 800")
    assert now.id == shown.response.id
    assert len(cafe.requests("PATCH", f"/channels/{cafe.channel.id}/messages")) > before


async def test_the_message_goes_on_updating_after_a_restart(cafe: Cafe):
    _, training = await begun(cafe)
    first = await message(cafe, "It is starting")
    await cafe.restart()
    training.tell(step=9, steps=800)

    assert (await message(cafe, "Step 9 of 800")).id == first.id


async def test_a_message_that_was_deleted_is_left_alone(cafe: Cafe):
    _, training = await begun(cafe)
    first = await message(cafe, "It is starting")
    await cafe.client.get_partial_messageable(cafe.channel.id).get_partial_message(first.id).delete()
    training.tell(step=9, steps=800)

    async def forgotten() -> bool:
        return (await run_of(cafe)).status_message_id is None

    await eventually(forgotten)
    training.finish()
    await message(cafe, "has learned from")


async def test_the_report_card_shows_gates_in_words_and_both_pictures(cafe: Cafe):
    shown = await card(cafe)

    assert "It comes nearer to your pictures: **pass** (0.63, needed: at least 0.5)" in texts(shown)
    assert "It copies none of your pictures: **pass** (0.1, allowed: at most 0.2)" in texts(shown)
    assert [one.filename for one in shown.attachments] == ["grid.webp", "strip.webp"]
    assert list(buttons(shown)) == ["Adopt", "Train longer", "Discard"]
    assert cafe.house.styles.adopted == []


async def test_a_style_that_fails_its_checks_cannot_be_adopted(cafe: Cafe):
    shown = await card(cafe, passed=False)

    assert "**fail** (0.9, allowed: at most 0.2)" in texts(shown)
    with pytest.raises(simcord.SetupError):
        await cafe.admin.click(shown, label="Adopt")


async def test_adopting_works_after_a_restart_and_once(cafe: Cafe):
    shown = await card(cafe)
    await cafe.restart()
    adopt = buttons(shown)["Adopt"]
    done = await cafe.admin.click(shown, label="Adopt")

    assert done.response is not None
    assert "**Adopted.**" in texts(done.response)
    assert adopt not in buttons(done.response).values()
    assert cafe.house.styles.adopted == [(1, cafe.admin.id)]
    assert "adopted" in private(await cafe.admin.slash(cafe.channel, "train history"))


async def test_discarding_says_so_on_the_card(cafe: Cafe):
    done = await cafe.admin.click(await card(cafe), label="Discard")

    assert done.response is not None
    assert "**Discarded.**" in texts(done.response)
    assert cafe.house.styles.discarded == [(1, cafe.admin.id)]


async def test_training_longer_leaves_the_card_and_shows_the_new_run(cafe: Cafe):
    shown = await card(cafe)
    longer = await cafe.admin.click(shown, label="Train longer")
    await until(lambda: len(cafe.house.trainer.jobs) == 2)

    assert longer.response is not None
    assert longer.response.id != shown.id
    assert cafe.house.trainer.jobs[1].job.steps == 1200
    await cafe.admin.click(shown, label="Adopt")
    assert cafe.house.styles.adopted == [(1, cafe.admin.id)]


async def test_a_failed_training_says_why_and_what_to_do(cafe: Cafe):
    _, training = await begun(cafe)
    training.fail("The disk is full. Free some space.")

    said = texts(await message(cafe, "failed"))
    assert said.startswith(f"{cafe.admin.mention}, the training of **Ink** failed: The disk is full.")
    assert "/train start" in said


async def test_cancel_stops_the_training(cafe: Cafe):
    _, training = await begun(cafe)
    result = await cafe.admin.slash(cafe.channel, "train cancel")

    assert private(result).startswith("The training of **Ink** is stopped.")
    assert not training.job.folder.exists()
    await message(cafe, "It has ended: stopped.")
    refused = private(await cafe.admin.slash(cafe.channel, "train cancel"))
    assert refused == "Nothing like that is being trained. See what was with /train history."


async def test_a_collection_is_leafed_through_and_a_picture_removed(cafe: Cafe):
    style = await stocked(cafe)
    first = await cafe.admin.slash(cafe.channel, "train collection", style="Ink")
    assert first.response is not None
    assert "Page 1 of 2, 10 in all." in private(first)
    assert len(first.response.attachments) == 8

    turned = await cafe.admin.click(first.response, label="Next")
    assert turned.response is not None
    assert "Page 2 of 2" in private(turned)
    removed = await cafe.admin.click(turned.response, label="Remove 1")
    assert "Page 2 of 2, 9 in all." in private(removed)
    assert len(await cafe.house.store.read.uploads.of_collection(style.id)) == 9


async def test_clearing_a_collection_asks_first(cafe: Cafe):
    style = await stocked(cafe)
    shown = await cafe.admin.slash(cafe.channel, "train collection", style="Ink")
    assert shown.response is not None
    asked = await cafe.admin.click(shown.response, label="Delete all")
    assert asked.response is not None
    assert await cafe.house.store.read.uploads.collection(style.id) is not None
    done = await cafe.admin.click(asked.response, label="Delete for good")

    assert private(done) == "The pictures for **Ink** are deleted."
    assert await cafe.house.store.read.uploads.collection(style.id) is None


async def test_forget_deletes_what_a_member_handed_in_and_names_the_styles_that_learned(cafe: Cafe):
    await card(cafe)
    asked = await cafe.admin.slash(cafe.channel, "train forget", member=cafe.admin)
    assert asked.response is not None
    assert "Delete the 10 pictures" in private(asked)
    done = await cafe.admin.click(asked.response, label="Delete for good")

    assert f"Deleted: 10 pictures of {cafe.admin.mention}." in private(done)
    assert "keep what they learned: Ink." in private(done)
    nothing = private(await cafe.admin.slash(cafe.channel, "train forget", member=cafe.bob))
    assert nothing.startswith("That member has handed in no pictures here")


async def test_forget_me_stops_a_training_and_says_so(cafe: Cafe):
    await begun(cafe)
    asked = await cafe.admin.slash(cafe.channel, "avatar forget-me")
    assert asked.response is not None
    done = await cafe.admin.click(asked.response, label="Forget me")

    assert "Trainings that used those pictures and were stopped: Ink." in private(done)
    await message(cafe, "was stopped, for pictures that it used were taken back")


async def test_names_are_offered_as_they_are_typed(cafe: Cafe):
    await stocked(cafe)
    await stocked(cafe, "Wash")

    offered = await cafe.admin.autocomplete(cafe.channel, "train start", "style", "wa")
    assert [choice["value"] for choice in offered] == ["Wash"]


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("start", {"style": "None"}, "There are no pictures for a style named “None”."),
        ("collection", {"style": "None"}, "There are no pictures for a style named “None”."),
        ("status", {}, "Nothing like that was trained here yet."),
        ("history", {}, "Nothing was trained here yet. Begin with /train start."),
    ],
)
async def test_what_is_not_there_is_said_with_what_to_do(
    cafe: Cafe, command: str, options: dict[str, str], sentence: str
):
    assert private(await cafe.admin.slash(cafe.channel, f"train {command}", **options)).startswith(sentence)


async def test_every_message_keeps_discords_rules(cafe: Cafe):
    _, training = await begun(cafe)
    preview = training.job.folder / "preview.webp"
    preview.write_bytes(tiny_png(b"abc"))
    training.tell(step=120, steps=800, preview=preview)
    await message(cafe, "Step 120")
    await cafe.admin.slash(cafe.channel, "train collection", style="Ink")
    training.finish()
    shown = await message(cafe, "has learned from")
    await cafe.admin.click(shown, label="Adopt")
    await cafe.admin.slash(cafe.channel, "train history")

    sent = [
        *cafe.requests("PATCH", "/messages/"),
        *cafe.requests("POST", f"/channels/{cafe.channel.id}/messages"),
    ]
    assert len(sent) >= 7
    for payload in sent:
        names = [one["filename"] for one in payload.get("attachments", [])]
        assert message_violations(payload, names) == []


async def test_while_discord_does_not_say_who_may_a_member_is_answered_in_time(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch
):
    async def wait(*_: object, **__: object) -> list[Any]:
        await asyncio.sleep(5)
        return []

    monkeypatch.setattr(cafe.client.tree, "fetch_commands", wait)
    monkeypatch.setattr(access, "_PATIENCE", 0.05)
    result = await cafe.alice.slash(cafe.channel, "train start")
    assert result.modal is None
    assert "Try again" in private(result)


@pytest.mark.parametrize(("locale", "beginning"), [("en", "the training of **Ink**"), ("zh-CN", "**Ink** 的训练")])
@pytest.mark.parametrize("error", ["It broke.", WITHDRAWN])
def test_where_nobody_is_addressed_a_trainings_end_begins_without_a_comma(locale: str, beginning: str, error: str):
    values: dict[str, Any] = {field.name: None for field in fields(Run)}
    values |= {"name": "Ink", "state": "cancelled" if error == WITHDRAWN else "failed", "error": error}
    page = end_page(Run(**values), locale)
    assert page is not None
    (said,) = [one.content for one in page.build().walk_children() if isinstance(one, ui.TextDisplay)]
    assert said.startswith(beginning)
