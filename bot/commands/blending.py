"""`/avatar blend`, `mix` and `privacy`."""

from __future__ import annotations

from typing import Final, Literal, get_args

import discord
from discord import app_commands

from bot.answers import Answer, Interaction, Manner, answering
from bot.locales import text
from bot.places import server_of
from bot.services.errors import BlendNeedsConsent
from bot.services.mixing import Other
from bot.services.wall import Standing
from bot.store.rows import BlendPrivacy
from bot.views.delivery import deliver
from bot.views.page import notice_page
from bot.views.questions import ask_consent
from bot.views.walls import standing_words
from gan.recipe import MODES, Side, Sides

__all__ = ["add_blending"]

_Wish = Literal["shown", "hidden"]
_SIDES: Final = [app_commands.Choice(name=text(f"command.side.{side}"), value=side) for side in get_args(Side)]


def add_blending(group: app_commands.Group) -> None:
    """Adds the commands around blends to the group."""

    @group.command(name="blend", description=text("command.blend"))
    @app_commands.describe(
        member=text("command.blend.member"),
        strength=text("command.blend.strength"),
        mode=text("command.blend.mode"),
        shape=text("command.blend.shape"),
        features=text("command.blend.features"),
        colours=text("command.blend.colours"),
    )
    @app_commands.choices(
        mode=[app_commands.Choice(name=text(f"command.mode.{mode}"), value=mode) for mode in MODES],
        shape=_SIDES,
        features=_SIDES,
        colours=_SIDES,
    )
    async def _blend(
        interaction: Interaction,
        member: discord.User,
        strength: app_commands.Range[int, 0, 100] = 50,
        mode: str = "mix",
        shape: Side | None = None,
        features: Side | None = None,
        colours: Side | None = None,
    ) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            try:
                drawing = await answer.services.blending.blend(
                    answer.origin(),
                    member.id,
                    them_is_bot=member.bot,
                    strength=strength,
                    mode=mode,
                    sides=_sides(shape, features, colours),
                    can_ask=answer.in_company,
                )
            except BlendNeedsConsent as question:
                await _ask(answer, question)
            else:
                await deliver(answer, drawing)

    @group.command(name="mix", description=text("command.mix"))
    @app_commands.describe(
        member=text("command.mix.member"), second=text("command.mix.second"), third=text("command.mix.third")
    )
    async def _mix(
        interaction: Interaction, member: discord.User, second: discord.User, third: discord.User | None = None
    ) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            others = [Other(one.id, one.bot) for one in (member, second, third) if one is not None]
            await deliver(answer, await answer.services.mixing.mix(answer.origin(), others))

    @group.command(name="privacy", description=text("command.privacy"))
    @app_commands.describe(who=text("command.privacy.who"), wall=text("command.privacy.wall"))
    @app_commands.choices(
        who=[app_commands.Choice(name=text(f"command.privacy.{who}"), value=who.value) for who in BlendPrivacy],
        wall=[app_commands.Choice(name=text(f"command.privacy.wall.{wish}"), value=wish) for wish in get_args(_Wish)],
    )
    async def _privacy(interaction: Interaction, who: str | None = None, wall: _Wish | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            privacy = answer.services.privacy
            # First, for it is refused where there is no server with a wall, and nothing is to be changed then.
            standing = await _on_wall(answer, wall)
            if who is not None:
                await privacy.set(answer.user_id, BlendPrivacy(who))
            key = "ui.privacy_is" if who is None else "ui.privacy_set"
            now = answer.text(f"ui.privacy.{await privacy.get(answer.user_id)}")
            words = [answer.text(key, who=now)]
            if standing is not None:
                # As it is now: it depends on what was just set.
                standing = await answer.services.wall.standing(answer.guild_id, answer.user_id)
                words.append(standing_words(standing, answer.locale))
            await answer.show(notice_page("\n".join(words)))


async def _on_wall(answer: Answer, wish: _Wish | None) -> Standing | None:
    """How the member stands towards this server's wall, once what they wish is done; None where there is no server."""
    user, wall = answer.interaction.user, answer.services.wall
    match wish:
        case "shown":
            return await wall.join(answer.guild_id, user.id, user.display_name)
        case "hidden":
            return await wall.leave(answer.guild_id, user.id)
        case None if server_of(answer.interaction) is None:
            return None
        case None:
            return await wall.standing(answer.guild_id, user.id)


def _sides(shape: Side | None, features: Side | None, colours: Side | None) -> Sides | None:
    """What was chosen apart, the rest from both; None where nothing was."""
    if (shape, features, colours) == (None, None, None):
        return None
    return Sides(shape or "both", features or "both", colours or "both")


async def _ask(answer: Answer, question: BlendNeedsConsent) -> None:
    """Sends the question as a message of its own, for the edit of a waiting answer would notify nobody."""
    if question.repeated:
        return
    await answer.tell(question.say(answer.own_locale))
    request = question.request
    message_id = await answer.send(ask_consent(request, answer.public_locale))
    if request.channel_id is not None:
        await answer.services.messages.sent(request.asker_user_id, request.channel_id, message_id)
