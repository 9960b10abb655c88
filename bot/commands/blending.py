"""`/avatar blend` and `/avatar privacy`."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.answers import Answer, Interaction, Manner, answering
from bot.locales import text
from bot.services.errors import BlendNeedsConsent
from bot.store.rows import BlendPrivacy
from bot.views.delivery import deliver
from bot.views.questions import ask_consent

__all__ = ["add_blending"]

_MODES = ("mix", "my_shape", "their_shape")


def add_blending(group: app_commands.Group) -> None:
    """Adds the commands around blends to the group."""

    @group.command(name="blend", description=text("command.blend"))
    @app_commands.describe(
        member=text("command.blend.member"), strength=text("command.blend.strength"), mode=text("command.blend.mode")
    )
    @app_commands.choices(mode=[app_commands.Choice(name=text(f"command.mode.{mode}"), value=mode) for mode in _MODES])
    async def _blend(
        interaction: Interaction,
        member: discord.User,
        strength: app_commands.Range[int, 0, 100] = 50,
        mode: str = "mix",
    ) -> None:
        async with answering(interaction, Manner.PUBLIC) as answer:
            try:
                drawing = await answer.services.blending.blend(
                    answer.origin(), member.id, them_is_bot=member.bot, strength=strength, mode=mode
                )
            except BlendNeedsConsent as question:
                await _ask(answer, question)
            else:
                await deliver(answer, drawing)

    @group.command(name="privacy", description=text("command.privacy"))
    @app_commands.describe(who=text("command.privacy.who"))
    @app_commands.choices(
        who=[app_commands.Choice(name=text(f"command.privacy.{who}"), value=who.value) for who in BlendPrivacy]
    )
    async def _privacy(interaction: Interaction, who: str | None = None) -> None:
        async with answering(interaction, Manner.PRIVATE) as answer:
            privacy = answer.services.privacy
            if who is not None:
                await privacy.set(answer.user_id, BlendPrivacy(who))
            key = "ui.privacy_is" if who is None else "ui.privacy_set"
            now = await privacy.get(answer.user_id)
            await answer.say(key, who=answer.text(f"ui.privacy.{now}"))


async def _ask(answer: Answer, question: BlendNeedsConsent) -> None:
    """Sends the question as a message of its own, for the edit of a waiting answer would notify nobody."""
    if question.repeated:
        return
    await answer.tell(question.say(answer.locale))
    request = question.request
    message_id = await answer.send(ask_consent(request, answer.locale))
    if request.channel_id is not None:
        await answer.services.messages.sent(request.asker_user_id, request.channel_id, message_id)
