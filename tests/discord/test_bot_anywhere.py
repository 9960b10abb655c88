"""The bot away from its servers: in direct messages, in groups, and on servers where only a member has it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.store.settings_rows import Window
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.options import RefusedByClientError
from tests.discord.stage import PATIENCE, Stage, eventually, pixel_hash, private
from tests.discord.test_bot_styles import new_style
from tests.discord.world import CREATE_EXPRESSIONS, MEMBER_PERMISSIONS, Channel

pytestmark = pytest.mark.asyncio(loop_scope="session")

KINDS = ("direct", "group", "elsewhere")


@dataclass
class Away:
    """A place that is no server of the bot's, and Mika, who has the bot as an app of her own."""

    stage: Stage
    place: Channel
    rin: Person

    @property
    def mika(self) -> Person:
        """Who brought the bot along."""
        return self.stage.mika

    async def slash(self, command: str, **options: object) -> Exchange:
        """Mika types a command here."""
        return await self.mika.slash(f"avatar {command}", options, channel=self.place)

    async def drawn(self, command: str = "new", pictures: int = 1, **options: object) -> Exchange:
        """The finished answer to a command that draws; one new face, unless said otherwise."""
        if command == "new":
            options = {"count": 1} | options
        return await self.stage.answered(await self.slash(command, **options), pictures)

    async def told(self, command: str, **options: object) -> str:
        """The private answer to a command."""
        return await private(await self.slash(command, **options), refusing=False)


def away_in(stage: Stage, kind: str) -> Away:
    """Mika, and the place of that kind; Rin is in it, where it is not Mika's alone."""
    world, mika, rin = stage.discord.world, stage.mika, stage.rin
    mika.user.installed = True
    if kind == "direct":
        return Away(stage, world.direct_channel(mika.user), rin)
    if kind == "group":
        sora = stage.discord.user("sora")
        return Away(stage, world.private_channel(mika.user, rin.user, sora.user), rin)
    guild = world.add_guild("Elsewhere", stage.discord.user("owner").user, bot=False)
    for person in (mika, rin):
        stage.discord.user(person.name, guild=guild, permissions=MEMBER_PERMISSIONS | CREATE_EXPRESSIONS | 1 << 5)
    return Away(stage, guild.channels[0], rin)


@pytest.fixture(params=KINDS)
def away(stage: Stage, request: pytest.FixtureRequest) -> Away:
    """Every such place in turn."""
    return away_in(stage, request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def group(stage: Stage) -> Away:
    """Group messages."""
    return away_in(stage, "group")


async def test_what_needs_no_server_works_everywhere(away: Away):
    stage = away.stage
    async with stage.bot():
        drawn = await away.drawn(seed="7")
        assert "Saved as **Mei**" in await away.told("save", name="Mei")
        varied = await stage.answered(await away.mika.click(drawn, "Vary 1"), 4)
        await private(await away.mika.click(varied, "Save 2"), refusing=False)
        assert "is called **Mio** now" in await away.told("rename", name="Mei", new_name="Mio")
        assert "You wear **Mio** now" in await away.told("wear", name="Mio")
        for command, options, pictures in (
            ("gallery", {}, 2),
            ("show", {"name": "Mio"}, 1),
            ("vary", {"name": "Mio"}, 4),
            ("edit", {"name": "Mio"}, 1),
            ("export", {"name": "Mio", "size": "emoji"}, 1),
            ("sheet", {}, 1),
            ("lineage", {"name": "Mio"}, 1),
            ("my-data", {}, 1),
        ):
            answer = await away.drawn(command, pictures, **options)
            assert "Add to this server" not in {button.get("label") for button in answer.message.buttons()}  # type: ignore[union-attr]
            assert "this server" not in answer.text
        code = (await away.told("code", name="Mio")).split("```")[1].strip()
        redeemed = await away.drawn("redeem", code=code)
        names = stage.rows("SELECT name FROM avatars WHERE name IS NOT NULL ORDER BY name")
        await away.drawn("morph", name=names[0], other=names[1])
        assert "who may blend with you: **whoever you allow" in await away.told("privacy", who="ask")
        assert "drawn in the original" in await away.told("help")
        asked = await (await away.slash("delete", name="Mio")).finished(timeout=PATIENCE)
        await (await away.mika.click(asked, "Delete for good")).finished(lambda e: "is deleted" in e.text, PATIENCE)
    (first,), (again,) = ([pixel_hash(png) for png in one.files.values()] for one in (drawn, redeemed))
    assert first == again


async def test_no_row_of_the_database_names_a_server_there(away: Away):
    async with away.stage.bot():
        await away.stage.saved(away.mika, "Mei")
        await away.drawn()
        await away.drawn("blend", 3, member=away.rin)
    here = away.stage.discord.world.guild.id
    for table in ("draw_requests", "avatars"):
        assert away.stage.rows(f"SELECT guild_id FROM {table} ORDER BY id") == [here, None, None]  # noqa: S608


async def test_what_is_about_a_servers_own_things_is_not_offered(away: Away):
    async with away.stage.bot():
        for command in ("train status", "style list"):
            with pytest.raises(RefusedByClientError):
                await away.mika.slash(command, channel=away.place)


async def test_what_comes_all_the_same_is_told_where_it_works(
    away: Away, stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    """Discord's clients know the definitions of commands for a while after they changed."""

    def shown(person: Person, command: object, place: Channel) -> dict[str, str]:
        return {"1": str(person.id)}

    monkeypatch.setattr(Person, "_may_use", shown)
    async with stage.bot():
        for command in ("train status", "style list"):
            exchange = await away.mika.slash(command, channel=away.place)
            said = await private(exchange, refusing=False)
            assert said.startswith("That works on a server where MoeGAN is a member")
    assert stage.rows("SELECT id FROM draw_requests") == []


async def test_a_button_of_a_server_that_the_bot_has_left_says_where_it_works(stage: Stage):
    world = stage.discord.world
    world.guild.members[world.bot.id].permissions |= CREATE_EXPRESSIONS
    nao = stage.discord.user("nao", permissions=MEMBER_PERMISSIONS | CREATE_EXPRESSIONS)
    async with stage.bot() as client:
        exported = await stage.answered(await nao.slash("avatar export", {"size": "emoji"}), 1)
        del world.guild.members[world.bot.id]
        await stage.discord.gateway.dispatch("GUILD_DELETE", {"id": str(world.guild.id)})
        await eventually(lambda: not client.guilds)
        clicked = await nao.click(exported, "Add to this server")
        await clicked.finished(lambda e: e.followups, PATIENCE)
    assert clicked.followups[0].text().startswith("That works on a server where MoeGAN is a member")
    assert clicked.followups[0].viewer is nao.user


async def test_only_the_original_is_drawn_there(away: Away):
    stage, style = away.stage, new_style(away.stage)
    async with stage.bot() as client:
        styles, guild = client.services.styles, stage.discord.world.guild.id
        await styles.adopt(await styles.offer(guild, "Ink", style.id, 1, 1), 1)
        await styles.use(guild, "Ink", 1)
        if (elsewhere := away.place.guild) is not None:
            # Of a server that the bot has left since.
            await styles.adopt(await styles.offer(elsewhere.id, "Ink", style.id, 2, 1), 1)
            await styles.use(elsewhere.id, "Ink", 1)
        await away.drawn(seed="7")
        refused = await private(await away.slash("new", style="Ink"))
        offered = await away.mika.autocomplete("avatar new", {"style": ""}, channel=away.place)
        inked = await stage.answered(await away.mika.slash("avatar new", {"seed": "7", "count": 1}), 1)
        await (await away.mika.slash("avatar save", {"name": "Mei"})).finished(timeout=PATIENCE)
        restyled = await away.drawn("restyle", name="Mei", style="original")
        code = (await away.told("code", name="Mei")).split("```")[1].strip()
        away_from_home = await private(await away.slash("redeem", code=code))
    models = stage.rows("SELECT model_id FROM avatars ORDER BY id")
    assert models == [stage.engine.model.id, style.id, stage.engine.model.id]
    assert refused.startswith("Styles belong to servers that MoeGAN is a member of")
    assert [choice["value"] for choice in offered] == ["original"]
    assert "Style  **Ink**" in inked.text
    assert "original look" in restyled.text
    assert away_from_home.startswith("That avatar is drawn in the own style of another server")


async def test_a_message_is_deleted_with_its_button_by_whom_it_was_made_for(away: Away):
    stage = away.stage
    async with stage.bot():
        drawn = await away.drawn()
        assert drawn.message is not None
        if away.place.shown_to(away.rin.user):
            refused = await away.rin.click(drawn, "Delete")
            await refused.finished(lambda e: e.followups, PATIENCE)
            assert not drawn.message.deleted
        stage.discord.expire(drawn)
        await (await away.mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
        assert drawn.message.deleted
        await eventually(lambda: stage.rows("SELECT message_id FROM messages") == [])


async def test_forget_me_says_what_stays_and_the_button_still_deletes_that(away: Away):
    stage = away.stage
    async with stage.bot():
        first, second = await away.drawn(), await away.drawn()
        asked = await (await away.slash("forget-me")).finished(timeout=PATIENCE)
        confirmed = await away.mika.click(asked, "Forget me")
        await confirmed.finished(lambda e: e.text.startswith("Everything that MoeGAN knew of you"), PATIENCE)
        assert first.message is not None
        assert second.message is not None
        if away.place.shown_to(stage.discord.world.bot):
            assert (first.message.deleted, second.message.deleted) == (True, True)
            return
        assert "except 2 messages in places that it cannot reach any more" in confirmed.text
        refusals = [call for call in stage.discord.calls if call.method == "DELETE" and call.status == 403]
        assert len(refusals) == 1
        await (await away.mika.click(first, "Delete")).finished(timeout=PATIENCE)
        assert first.message.deleted


@pytest.mark.parametrize("kind", ["group", "elsewhere"])
async def test_the_rules_of_consent_are_the_same(stage: Stage, kind: str):
    away = away_in(stage, kind)
    async with stage.bot():
        await away.drawn("blend", 3, member=away.rin)
        for command, pictures in (("strip", 1), ("morph", 1)):
            await away.drawn(command, pictures, member=away.rin)
        sora = stage.discord.user("sora")
        await away.drawn("mix", 4, member=away.rin, second=sora)

        await (await away.rin.slash("avatar privacy", {"who": "nobody"})).finished(timeout=PATIENCE)
        for command in ("blend", "strip", "morph"):
            assert "does not blend with others" in await private(await away.slash(command, member=away.rin))
        assert "does not blend" in await private(await away.slash("mix", member=sora, second=away.rin))

        await (await away.rin.slash("avatar privacy", {"who": "ask"})).finished(timeout=PATIENCE)
        assert "only /avatar blend asks" in await private(await away.slash("strip", member=away.rin))
        asked = await away.slash("blend", member=away.rin)
        await asked.finished(lambda e: len(e.followups) == 2, PATIENCE)
        question = asked.followups[1]
        assert "would like to blend your faces" in question.text()
        # Rin does not have the app; buttons are for whoever sees them.
        accepted = await stage.answered(await away.rin.click(question, "Accept"), 3)
        assert accepted.message is question
        await private(await away.mika.click(accepted, "Save"), refusing=False)


async def test_quotas_of_a_server_that_the_bot_has_left_hold_nobody_up(stage: Stage):
    away = away_in(stage, "elsewhere")
    assert away.place.guild is not None
    async with stage.bot() as client:
        await client.services.settings.set_quota(away.place.guild.id, stage.admin.id, None, Window.DAY, 1)
        await (await away.rin.slash("avatar privacy", {"who": "ask"})).finished(timeout=PATIENCE)
        asked = await away.slash("blend", member=away.rin)
        await asked.finished(lambda e: len(e.followups) == 2, PATIENCE)
        await stage.answered(await away.rin.click(asked.followups[1], "Accept"), 3)


@pytest.mark.parametrize("kind", ["direct", "elsewhere"])
async def test_a_question_that_the_other_would_not_see_is_not_asked(stage: Stage, kind: str):
    away = away_in(stage, kind)
    if away.place.guild is not None:
        away.place.guild.external_apps = False
    async with stage.bot():
        await (await away.rin.slash("avatar privacy", {"who": "ask"})).finished(timeout=PATIENCE)
        said = await private(await away.slash("blend", member=away.rin))
    assert said.startswith(f"<@{away.rin.id}> wants to be asked first, and would not see the question here.")
    assert stage.rows("SELECT id FROM blend_requests") == []


async def test_where_answers_of_such_apps_are_hidden_they_are_private(stage: Stage):
    away = away_in(stage, "elsewhere")
    assert away.place.guild is not None
    away.place.guild.external_apps = False
    async with stage.bot():
        drawn = await stage.answered(await away.slash("new"), 4)
        assert drawn.ephemeral
        await private(await away.mika.click(drawn, "Save 1"), refusing=False)
        await (await away.mika.click(drawn, "Delete")).finished(timeout=PATIENCE)
    assert stage.rows("SELECT message_id FROM messages") == []


async def _held(away: Away, command: Callable[[], Awaitable[Exchange]]) -> Exchange:
    """A command whose drawing waits."""
    away.stage.engine.hold()
    exchange = await command()
    await eventually(lambda: away.stage.open_requests(exchange))
    await eventually(lambda: away.stage.engine.health().drawing)
    return exchange


async def test_past_its_tokens_life_an_answer_comes_directly(away: Away):
    stage = away.stage
    async with stage.bot():
        exchange = await _held(away, lambda: away.slash("new"))
        stage.discord.expire(exchange)
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
        (message,) = [one for one in stage.discord.messages if one.pictures()]
        assert message.channel is stage.discord.world.direct_channel(away.mika.user)
        assert len({pixel_hash(png) for png in message.pictures().values()}) == 4
        waited_there = away.place is message.channel
        assert ("MoeGAN could no longer answer" in message.text()) is not waited_there
        await private(await away.mika.click(message, "Save 4"), refusing=False)
        await (await away.mika.click(message, "Delete")).finished(timeout=PATIENCE)
        assert message.deleted
    assert (message is exchange.message) is waited_there


@pytest.mark.parametrize("kind", ["group", "elsewhere"])
@pytest.mark.parametrize("drawn_before", [True, False])
async def test_after_a_restart_an_answer_comes_directly(stage: Stage, kind: str, drawn_before: bool):
    away = away_in(stage, kind)
    stage.engine.hold()
    async with stage.bot():
        exchange = await away.slash("new")
        await eventually(lambda: stage.open_requests(exchange))
    stage.discord.expire(exchange)
    if not drawn_before:
        stage.rows("UPDATE draw_requests SET expires_at = 0")
    stage.engine.release()
    async with stage.bot():
        await eventually(lambda: not stage.open_requests(exchange))
        channel = stage.discord.world.direct_channel(away.mika.user)
        (message,) = await eventually(lambda: [one for one in stage.discord.messages if one.channel is channel])
    if drawn_before:
        assert len({pixel_hash(png) for png in message.pictures().values()}) == 4
        assert stage.rows("SELECT message_id, channel_id FROM messages") == [(message.id, channel.id)]
    else:
        assert "a drawing of yours was lost" in message.text()


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_could_be_shown_nowhere_is_shown_when_its_member_looks(group: Away, restarted: bool):
    stage = group.stage
    group.mika.user.accepts_dms = False
    async with stage.bot():
        exchange = await _held(group, lambda: group.slash("new", count=4))
        stage.discord.expire(exchange)
        if not restarted:
            stage.engine.release()
            await eventually(lambda: not stage.open_requests(exchange))
    stage.engine.release()
    async with stage.bot():
        await eventually(lambda: not stage.open_requests(exchange))
        opened = await group.slash("gallery")
        await opened.finished(lambda e: e.followups, PATIENCE)
        (told,) = opened.followups
        assert "Discord took no answer from MoeGAN any more" in told.text()
        assert told.viewer is group.mika.user
        shown = await stage.answered(await group.mika.click(told, "Show it"))
        assert shown.ephemeral
        await eventually(lambda: stage.rows("SELECT state FROM draw_requests") == ["drawn"])
        assert "Saved as **" in await private(await group.mika.click(shown, "Save 3"), refusing=False)
        again = await group.drawn("gallery", 1)
        assert again.followups == []
    hashes = stage.rows("SELECT pixel_hash FROM avatars ORDER BY id")
    assert [pixel_hash(png) for png in shown.files.values()] == hashes
    assert [pixel_hash(png) for png in again.files.values()] == hashes[2:3]


async def test_where_no_message_can_be_sent_the_faces_are_kept(group: Away):
    stage = group.stage
    group.mika.user.accepts_dms = False
    async with stage.bot():
        exchange = await _held(group, lambda: group.slash("new"))
        stage.discord.expire(exchange)
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
        assert [one for one in stage.discord.messages if one.pictures()] == []
        assert "Saved as **Mei**" in await group.told("save", name="Mei")
        shown = await group.drawn("show", name="Mei")
    assert [pixel_hash(png) for png in shown.files.values()] == stage.rows(
        "SELECT pixel_hash FROM avatars ORDER BY id LIMIT 1"
    )


async def test_a_late_private_answer_goes_nowhere_there_either(group: Away):
    stage = group.stage
    async with stage.bot():
        await stage.saved(group.mika, "Mei")
        exchange = await _held(group, lambda: group.slash("gallery"))
        stage.discord.expire(exchange)
        before = len(stage.discord.messages)
        stage.engine.release()
        await eventually(lambda: not stage.open_requests(exchange))
    assert len(stage.discord.messages) == before


async def test_where_discord_takes_no_user_installs_the_bot_starts_for_servers_alone(stage: Stage):
    stage.discord.fail_next("PUT /applications/*/commands", status=400)
    async with stage.bot():
        kinds = {command["name"]: command["integration_types"] for command in stage.discord.commands}
        assert kinds["avatar"] == [0]
        await stage.drawn(stage.mika, count=1)


async def test_once_discord_takes_user_installs_a_restart_brings_them(stage: Stage):
    stage.discord.fail_next("PUT /applications/*/commands", status=400)
    async with stage.bot():
        pass
    async with stage.bot():
        kinds = {command["name"]: command["integration_types"] for command in stage.discord.commands}
        assert kinds["avatar"] == [0, 1]
