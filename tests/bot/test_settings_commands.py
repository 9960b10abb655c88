"""`/moegan settings`: the panel, and what each setting does to everything else."""

import asyncio
import re
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.app import build_client
from bot.store.settings_rows import Window
from bot.views.page import Page, notice_page
from bot.views.settings.presses import SETTINGS_PRESSES
from tests.bot.cafe import Cafe, buttons, components, open_cafe, private, shown, texts
from tests.bot.services.house import open_house
from tests.bot.services.styles import adopted, open_house_of_styles
from tests.bot.test_editing_commands import choose
from tests.bot.test_train_commands import begun, card, stocked, until
from tests.discord.rules import message_violations, modal_violations, walk

MANY = 31


async def panel(cafe: Cafe) -> Any:
    """The panel, opened by the admin."""
    result = await cafe.admin.slash(cafe.channel, "moegan settings")
    assert result.ephemeral
    assert result.response is not None
    return result.response


async def quotas(cafe: Cafe) -> Any:
    """The page of quotas."""
    return after(await cafe.admin.click(await panel(cafe), label="Quotas"))


def after(result: InteractionResult) -> Any:
    """The panel as a click or a choice left it."""
    assert result.response is not None, private(result)
    return result.response


def chosen(message: Any, word: str) -> list[str]:
    """What stands chosen in a list of the panel."""
    (menu,) = [part for part in walk(components(message)) if part.get("custom_id") == f"moe:{word}"]
    options: list[dict[str, Any]] = menu.get("options") or []
    defaults: list[dict[str, Any]] = menu.get("default_values") or []
    return [one["value"] for one in options if one.get("default")] + [str(one["id"]) for one in defaults]


async def pick(cafe: Cafe, message: Any, word: str, *values: Any) -> Any:
    """The panel after a choice."""
    return after(await cafe.admin.select(message, list(values), custom_id=f"moe:{word}"))


def now(cafe: Cafe) -> Any:
    return cafe.house.services.settings.of(cafe.guild_id)


async def limit(cafe: Cafe, pictures: int, window: Window = Window.DAY, role: int | None = None) -> None:
    await cafe.house.services.settings.set_quota(cafe.guild_id, cafe.admin.id, role, window, pictures)


def galleries(cafe: Cafe) -> list[dict[str, Any]]:
    """The pictures of the last answer, as Discord was sent them."""
    sent = cafe.requests("PATCH", "@original")[-1]
    return [item for part in walk(sent["components"]) if part.get("type") == 12 for item in part["items"]]


async def test_the_panel_shows_what_is_set_and_keeps_discords_rules(cafe: Cafe):
    first = await panel(cafe)
    assert "everywhere" in texts(first)
    assert (chosen(first, "setchannels"), chosen(first, "setanswers"), chosen(first, "setlanguage")) == (
        [],
        ["public"],
        ["own"],
    )
    assert {"Cover pictures", "Quotas"} == set(buttons(first))
    roles = [cafe.guild.create_role(f"Role {number}") for number in range(MANY)]
    for role in roles:
        await limit(cafe, 5, role=role.id)
    page = await quotas(cafe)
    assert "**5 in a day**" in texts(page)
    after(await cafe.admin.click(page, label="Next"))
    for sent in cafe.requests("PATCH", "@original"):
        assert message_violations(sent, []) == []
        assert len(list(walk(sent["components"]))) <= 40
        assert sum(len(part["content"]) for part in walk(sent["components"]) if part.get("type") == 10) <= 4000


async def test_each_change_counts_at_once_and_the_panel_shows_it(cafe: Cafe):
    message = await panel(cafe)
    other = cafe.guild.create_text_channel("art")
    painters = cafe.guild.create_role("Painters")

    message = await pick(cafe, message, "setchannels", cafe.channel, other)
    assert now(cafe).channels == tuple(sorted((cafe.channel.id, other.id)))
    assert set(chosen(message, "setchannels")) == {str(cafe.channel.id), str(other.id)}
    message = await pick(cafe, message, "setchannels")
    assert now(cafe).channels == ()
    message = await pick(cafe, message, "setanswers", "private")
    assert now(cafe).private_answers
    assert chosen(message, "setanswers") == ["private"]
    message = await pick(cafe, message, "setlanguage", "zh-CN")
    assert now(cafe).language == "zh-CN"
    assert chosen(message, "setlanguage") == ["zh-CN"]
    assert "Every change counts from now on." in texts(message), "what the admin alone reads stays in their language"
    message = await pick(cafe, message, "settrainroles", painters)
    assert now(cafe).train_roles == (painters.id,)
    assert chosen(message, "settrainroles") == [str(painters.id)]
    message = after(await cafe.admin.click(message, label="Cover pictures"))
    assert now(cafe).spoiler
    assert "are covered" in texts(message)
    message = after(await cafe.admin.click(message, label="Show pictures at once"))
    assert not now(cafe).spoiler


async def test_the_panel_works_after_a_restart_and_its_lists_are_never_forgotten(cafe: Cafe):
    message = await panel(cafe)
    await cafe.env.advance_time(16 * 60)
    await cafe.restart()
    message = await panel(cafe)
    await cafe.env.advance_time(16 * 60)
    registered = cafe.client._connection._view_store._dynamic_items  # pyright: ignore[reportPrivateUsage]
    assert set(registered.values()) >= set(SETTINGS_PRESSES)
    message = await panel(cafe)
    await cafe.restart()
    await pick(cafe, message, "setanswers", "private")
    assert now(cafe).private_answers


async def test_a_channel_or_role_that_is_gone_is_not_sent_to_discord_as_chosen(cafe: Cafe):
    settings = cafe.house.services.settings
    await settings.set_channels(cafe.guild_id, cafe.admin.id, [cafe.channel.id, 12345])
    await settings.set_train_roles(cafe.guild_id, cafe.admin.id, [12346])
    await limit(cafe, 5, role=12347)
    message = await panel(cafe)
    assert chosen(message, "setchannels") == [str(cafe.channel.id)]
    assert chosen(message, "settrainroles") == []
    assert "Deleted since, or hidden from MoeGAN: 1." in texts(message)
    page = after(await cafe.admin.click(message, label="Quotas"))
    assert any(
        option["label"] == "a deleted role: 5 in a day"
        for part in walk(components(page))
        for option in part.get("options") or ()
    )


async def test_members_may_neither_open_nor_press(cafe: Cafe):
    with pytest.raises(Exception, match="not visible to this user"):
        await cafe.alice.slash(cafe.channel, "moegan settings")
    client = build_client(cafe.house.services)
    group = client.tree.get_command("moegan")
    assert isinstance(group, discord.app_commands.Group)
    group.default_permissions = None
    await cafe.env.restart_bot(client)
    refusal = "That is for the admins of this server"
    assert private(await cafe.alice.slash(cafe.channel, "moegan settings")).startswith(refusal)


async def test_every_press_looks_again_whether_the_member_may(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    await limit(cafe, 5)
    message, page = await panel(cafe), await quotas(cafe)
    form = await cafe.admin.click(page, label="Quota for everyone")
    before = now(cafe)
    permissions = property(lambda self: discord.Permissions.none())  # pyright: ignore
    monkeypatch.setattr(discord.Interaction, "permissions", permissions)
    (rule,) = before.rules
    outcomes = [
        await cafe.admin.select(message, [cafe.channel], custom_id="moe:setchannels"),
        await cafe.admin.select(message, ["private"], custom_id="moe:setanswers"),
        await cafe.admin.select(message, ["en"], custom_id="moe:setlanguage"),
        await cafe.admin.select(message, ["0"], custom_id="moe:setstyle"),
        await cafe.admin.select(message, [cafe.guild.create_role("x")], custom_id="moe:settrainroles"),
        await cafe.admin.click(message, label="Cover pictures"),
        await cafe.admin.click(message, label="Quotas"),
        await cafe.admin.select(page, [str(rule.id)], custom_id="moe:quotaremove:1"),
        await cafe.admin.click(page, label="Hold admins to them too"),
        await cafe.admin.click(page, label="Back"),
        await cafe.admin.submit_modal(form, {"window": ["day"], "pictures": "9"}),
    ]
    for outcome in outcomes:
        assert "That is for the admins of this server" in private(outcome)
    assert now(cafe) == before


async def test_where_the_bot_does_not_answer_it_says_where_it_does(cafe: Cafe):
    art = cafe.guild.create_text_channel("art")
    drawn = await cafe.drawn(cafe.alice)
    message = await panel(cafe)
    await pick(cafe, message, "setchannels", art)
    sentence = f"MoeGAN does not answer in this channel. Try it in one of these: {art.mention}"

    assert private(await cafe.alice.slash(cafe.channel, "avatar new")) == sentence
    assert private(await cafe.admin.slash(cafe.channel, "style list")) == sentence
    assert private(await cafe.alice.click(drawn, label="Reroll")) == sentence
    assert len(cafe.house.engine.requests) == 1
    assert await cafe.alice.autocomplete(cafe.channel, "avatar new", "style", "ori")
    assert "Delete everything" in private(await cafe.alice.slash(cafe.channel, "avatar forget-me"))
    assert "pictures of your saved avatars" in private(await cafe.alice.slash(cafe.channel, "avatar my-data"))
    assert await panel(cafe)
    assert len((await cafe.alice.slash(art, "avatar new")).response.attachments) == 4  # type: ignore[union-attr]
    await cafe.alice.click(drawn, label="Delete")
    assert await cafe.gone(drawn), "one's own message can be deleted wherever it is"
    await pick(cafe, message, "setchannels")
    assert len((await cafe.drawn(cafe.alice)).attachments) == 4


async def test_answers_for_the_asker_alone(cafe: Cafe):
    await pick(cafe, await panel(cafe), "setanswers", "private")
    result = await cafe.alice.slash(cafe.channel, "avatar new")
    assert result.ephemeral
    assert shown(result) == ""
    assert result.response is not None
    again = await cafe.alice.click(result.response, label="Reroll")
    assert again.ephemeral
    assert private(await cafe.alice.click(result.response, label="Save 1")).startswith("Saved as")
    refused = await cafe.alice.slash(cafe.channel, "avatar new", seed="x")
    assert private(refused).startswith("A seed is a whole number")
    assert again.response is not None
    assert "went wrong" not in private(await cafe.alice.click(again.response, label="Delete"))
    assert again.response is None
    assert await cafe.house.store.read.messages.of_member(cafe.alice.id) == ()
    await pick(cafe, await panel(cafe), "setanswers", "public")
    assert not (await cafe.alice.slash(cafe.channel, "avatar new")).ephemeral


async def test_a_question_to_another_member_is_asked_for_them_to_see(cafe: Cafe):
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="ask")
    await cafe.house.services.settings.set_private_answers(cafe.guild_id, cafe.admin.id, True)
    result = await cafe.alice.slash(cafe.channel, "avatar blend", member=cafe.bob)
    assert "They have been sent your question" in private(result)
    question = result.followups[-1]
    assert not question.ephemeral
    answered = await cafe.bob.click(question, label="Accept")
    assert len(answered.response.attachments) == 3  # type: ignore[union-attr]


async def test_a_private_answer_that_was_lost_in_a_restart_is_not_talked_about(tmp_path: Path):
    async with open_cafe(tmp_path) as cafe:
        await cafe.house.services.settings.set_private_answers(cafe.guild_id, cafe.admin.id, True)
        cafe.house.engine.hold()
        await cafe.interrupted(cafe.alice.slash(cafe.channel, "avatar new"))
        cafe.house.clock.advance(16 * 60)
        async with open_house(tmp_path, clock=cafe.house.clock) as house:
            await cafe.killed(house)
            assert not cafe.requests("POST", f"/channels/{cafe.channel.id}/messages")
            cafe.house.engine.release()


async def test_the_servers_language_is_that_of_what_everybody_reads(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    await cafe.house.services.settings.set_language(cafe.guild_id, cafe.admin.id, "zh-CN")
    public = await cafe.alice.slash(cafe.channel, "avatar redeem", code=await code(cafe))
    assert "用代码换来的头像" in shown(public)
    refused = await cafe.alice.slash(cafe.channel, "avatar redeem", code="nonsense")
    assert private(refused).startswith("Something in that code is wrong")
    assert private(await cafe.alice.slash(cafe.channel, "avatar privacy")).startswith("Who may blend with you")
    await cafe.house.services.settings.set_language(cafe.guild_id, cafe.admin.id, None)
    assert "The avatar of a code" in shown(await cafe.alice.slash(cafe.channel, "avatar redeem", code=await code(cafe)))


async def code(cafe: Cafe) -> str:
    return (await cafe.house.services.codes.code(cafe.alice.id, "Mei")).code


async def test_pictures_that_others_see_are_covered(cafe: Cafe):
    await cafe.saved(cafe.alice, "Mei")
    await cafe.house.services.settings.set_spoiler(cafe.guild_id, cafe.admin.id, True)
    await cafe.drawn(cafe.alice)
    assert [item["spoiler"] for item in galleries(cafe)] == [True] * 4
    await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)
    assert [item["spoiler"] for item in galleries(cafe)] == [True]
    await cafe.alice.slash(cafe.channel, "avatar gallery")
    assert [item["spoiler"] for item in galleries(cafe)] == [False]
    await card(cafe)
    sent = cafe.requests("POST", f"/channels/{cafe.channel.id}/messages")[-1]
    items = [item for part in walk(sent["components"]) if part.get("type") == 12 for item in part["items"]]
    assert items
    assert all(item["spoiler"] for item in items)


async def test_a_role_that_may_train_does_so_and_loses_it_again(cafe: Cafe):
    painters = cafe.guild.create_role("Painters")
    painter = cafe.guild.add_member(cafe.env.create_user("painter"), roles=[painters])
    assert private(await painter.slash(cafe.channel, "train start")).startswith("That is for the admins")
    message = await pick(cafe, await panel(cafe), "settrainroles", painters)
    assert (await painter.slash(cafe.channel, "train start")).modal is not None
    assert private(await painter.slash(cafe.channel, "train history")).startswith("Nothing was trained here yet")
    await pick(cafe, message, "settrainroles")
    assert private(await painter.slash(cafe.channel, "train history")).startswith("That is for the admins")


async def test_who_was_let_in_by_the_integration_settings_trains_as_before(cafe: Cafe):
    train = next(one for one in await cafe.client.tree.fetch_commands() if one.name == "train")
    cafe.guild.set_command_permissions(train, {cafe.alice: True})
    await stocked(cafe, "Wash")
    assert (await cafe.alice.slash(cafe.channel, "train start")).modal is not None
    assert await cafe.alice.autocomplete(cafe.channel, "train add", "style", "")


async def test_what_the_bot_says_by_itself_is_in_the_servers_language(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    spoken: list[str] = []

    def page(_: object, locale: str) -> Page:
        spoken.append(locale)
        return notice_page("done")

    monkeypatch.setattr("bot.following.report_page", page)
    await cafe.house.services.settings.set_language(cafe.guild_id, cafe.admin.id, "zh-CN")
    _, training = await begun(cafe)
    training.finish()
    await until(lambda: spoken)
    assert spoken == ["zh-CN"]


async def test_a_quota_is_set_changed_and_removed(cafe: Cafe):
    regulars = cafe.guild.create_role("Regulars")
    page = await quotas(cafe)
    assert "None yet" in texts(page)
    form = await cafe.admin.click(page, label="Quota for everyone")
    assert form.modal is not None
    assert modal_violations(form.modal) == []  # type: ignore[arg-type]
    page = after(await cafe.admin.submit_modal(form, {"window": ["day"], "pictures": "20"}))
    assert "- everyone: **20 in a day**" in texts(page)
    form = await cafe.admin.select(page, [regulars], custom_id="moe:quotarole:1")
    page = after(await cafe.admin.submit_modal(form, {"window": ["hour"], "pictures": "1,000"}))
    assert f"- {regulars.mention}: **1,000 in an hour**" in texts(page)
    form = await cafe.admin.click(page, label="Quota for everyone")
    assert "Set now: 20 in a day" in str(form.modal)
    page = after(await cafe.admin.submit_modal(form, {"window": ["day"], "pictures": "6"}))
    assert [(rule.role_id, rule.window, rule.pictures) for rule in now(cafe).rules] == [
        (None, Window.DAY, 6),
        (regulars.id, Window.HOUR, 1000),
    ]
    everyone, role = now(cafe).rules
    page = await pick(cafe, page, "quotaremove:1", str(role.id))
    assert now(cafe).rules == (everyone,)
    page = after(await cafe.admin.click(page, label="Hold admins to them too"))
    assert not now(cafe).admins_exempt
    assert "Admins are held to them too." in texts(page)
    assert "that are set: 1" in texts(after(await cafe.admin.click(page, label="Back")))


async def test_the_role_that_everybody_has_is_everyone(cafe: Cafe):
    form = await cafe.admin.select(await quotas(cafe), [cafe.guild.default_role], custom_id="moe:quotarole:1")
    await cafe.admin.submit_modal(form, {"window": ["week"], "pictures": "7"})
    assert [(rule.role_id, rule.window) for rule in now(cafe).rules] == [(None, Window.WEEK)]


@pytest.mark.parametrize("typed", ["0", "twenty", "10001", "-3"])
async def test_a_number_that_is_none_is_said_so_and_nothing_is_lost(cafe: Cafe, typed: str):
    await limit(cafe, 5)
    page = await quotas(cafe)
    form = await cafe.admin.click(page, label="Quota for everyone")
    result = await cafe.admin.submit_modal(form, {"window": ["day"], "pictures": typed})
    assert private(result).endswith(
        f"“{typed}” is no number of pictures. Open the form again and write a whole number from 1 to 10,000."
        " Nothing was changed."
    )
    assert [rule.pictures for rule in now(cafe).rules] == [5]
    form = await cafe.admin.click(page, label="Quota for everyone")
    await cafe.admin.submit_modal(form, {"window": ["day"], "pictures": "8"})
    assert [rule.pictures for rule in now(cafe).rules] == [8]


async def test_what_is_left_stands_under_drawings_and_in_the_refusal(cafe: Cafe):
    await limit(cafe, 6)
    await limit(cafe, 50, Window.MONTH)
    drawn = await cafe.drawn(cafe.alice, count=4)
    assert "-# 2 of 6 left today  ·  46 of 50 left in 30 days" in texts(drawn)
    refused = await cafe.alice.click(drawn, label="Reroll")
    assert re.match(
        r"You have 2 of 6 pictures left today, and this would take 4\. The next one becomes free <t:\d+:R>\. "
        r"New pictures count: .* are free\.$",
        private(refused),
    )
    assert shown(refused) == ""
    assert "1 of 6 left today" in texts(await cafe.drawn(cafe.alice, count=1))
    await cafe.alice.slash(cafe.channel, "avatar save", name="Mei")
    strip = await cafe.alice.slash(cafe.channel, "avatar strip", member=cafe.bob)
    assert "0 of 6 left today" in shown(strip)
    free = await cafe.alice.slash(cafe.channel, "avatar show", name="Mei")
    assert "left today" not in shown(free)
    assert "left today" not in texts(await cafe.drawn(cafe.admin, count=4)), "admins are exempt"


async def test_an_edit_says_what_is_left_too(cafe: Cafe):
    await limit(cafe, 6)
    await cafe.saved(cafe.alice, "Mei")
    opened = await cafe.alice.slash(cafe.channel, "avatar edit", name="Mei")
    assert opened.response is not None
    assert "left today" not in texts(opened.response), "looking is free"
    await choose(cafe, opened.response, "hair color", "pink")
    assert "4 of 6 left today" in texts(cafe.now(opened.response))


async def test_a_roles_quota_is_for_those_who_have_the_role(cafe: Cafe):
    regulars = cafe.guild.create_role("Regulars")
    regular = cafe.guild.add_member(cafe.env.create_user("regular"), roles=[regulars])
    await limit(cafe, 4)
    await limit(cafe, 9, role=regulars.id)
    assert "5 of 9 left today" in texts(await cafe.drawn(regular))
    assert "0 of 4 left today" in texts(await cafe.drawn(cafe.alice))


async def test_a_blend_that_was_asked_for_goes_by_the_roles_of_who_asked(cafe: Cafe):
    regulars = cafe.guild.create_role("Regulars")
    regular = cafe.guild.add_member(cafe.env.create_user("regular"), roles=[regulars])
    await limit(cafe, 1)
    await limit(cafe, 9, role=regulars.id)
    await cafe.bob.slash(cafe.channel, "avatar privacy", who="ask")
    result = await regular.slash(cafe.channel, "avatar blend", member=cafe.bob)
    answered = await cafe.bob.click(result.followups[-1], label="Accept")
    assert "8 of 9 left today" in shown(answered)


async def test_a_drawing_that_discord_did_not_take_costs_nothing(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    await limit(cafe, 4)

    async def fail(*_: object, **__: object) -> None:
        response = type("Response", (), {"status": 500, "reason": "no"})()
        raise discord.HTTPException(response, "no")  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as patched:
        patched.setattr("bot.answers.Answer.show", fail)
        await cafe.alice.slash(cafe.channel, "avatar new")
    assert "0 of 4 left today" in texts(await cafe.drawn(cafe.alice, count=4))


async def test_the_acknowledgement_does_not_wait_for_the_database(cafe: Cafe, monkeypatch: pytest.MonkeyPatch):
    settings = cafe.house.services.settings
    await settings.set_private_answers(cafe.guild_id, cafe.admin.id, True)
    await settings.set_channels(cafe.guild_id, cafe.admin.id, [cafe.channel.id])
    await limit(cafe, 4)
    released = asyncio.Event()
    session = type(cafe.house.store.read.members._session)  # pyright: ignore[reportPrivateUsage]
    for name in ("one", "all", "run", "insert"):
        original = getattr(session, name)

        async def slow(self: Any, *args: Any, _original: Any = original) -> Any:
            await released.wait()
            return await _original(self, *args)

        monkeypatch.setattr(session, name, slow)
    asked = asyncio.ensure_future(cafe.alice.slash(cafe.channel, "avatar new"))
    await until(lambda: cafe.requests("POST", "/callback"))
    acknowledged = cafe.requests("POST", "/callback")
    assert acknowledged[-1]["data"]["flags"] & 64, "for the member alone, as the server wants it"
    assert not asked.done()
    released.set()
    result = await asked
    assert result.response is not None
    assert len(result.response.attachments) == 4


async def test_the_style_is_picked_from_those_of_the_server(tmp_path: Path):
    async with open_house_of_styles(tmp_path) as house, open_cafe(tmp_path, house) as cafe:
        style = await adopted(house, guild_id=cafe.guild_id)
        message = await panel(cafe)
        assert chosen(message, "setstyle") == ["0"]
        message = await pick(cafe, message, "setstyle", str(style.id))
        assert chosen(message, "setstyle") == [str(style.id)]
        assert "**Ink**" in texts(await cafe.drawn(cafe.alice))
        message = await pick(cafe, message, "setstyle", "0")
        assert chosen(message, "setstyle") == ["0"]


async def test_nothing_is_lost_when_the_bot_is_removed_from_a_server(cafe: Cafe):
    await limit(cafe, 5)
    await cafe.drawn(cafe.alice, count=4)
    before = now(cafe)
    cafe.client.dispatch("guild_remove", cafe.client.get_guild(cafe.guild_id))
    await cafe.restart()
    assert now(cafe) == before
    assert "0 of 5 left today" in texts(await cafe.drawn(cafe.alice, count=1))


def test_the_group_is_for_those_who_manage_the_server(cafe: Cafe):
    group = cafe.client.tree.get_command("moegan")
    assert isinstance(group, discord.app_commands.Group)
    assert group.default_permissions == discord.Permissions(manage_guild=True)
    assert isinstance(cafe.admin, simcord.MemberActor)
