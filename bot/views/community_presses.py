"""The wall's buttons and lists, and opening it."""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final

import discord
import structlog

from bot.answers import Answer, Manner
from bot.client import MoeClient
from bot.views.access import check_access
from bot.views.audit import audit_page
from bot.views.buttons import AUDIT, VOTE, WALL, WALL_BACK, WALL_JOIN, WALL_MODERATE, WALL_OFF
from bot.views.delivery import deliver
from bot.views.moderating import check_wall_moderator
from bot.views.page import notice_page
from bot.views.press import Pick, Press
from bot.views.walls import moderating_page, standing_words, wall_page
from bot.views.words import mention

__all__ = [
    "COMMUNITY_PRESSES",
    "AuditPress",
    "VotePick",
    "WallBackPick",
    "WallJoinPress",
    "WallModeratePress",
    "WallOffPick",
    "WallPress",
    "look_after_members",
    "open_audit",
    "open_wall",
]

# Seconds that asking who is still there may hold a wall up.
_PATIENCE: Final = 4.0
# Discord knows no such member, or no such user.
_NO_MEMBER: Final = frozenset({10007, 10013})

_log = structlog.stdlib.get_logger("bot.walls")


async def open_wall(answer: Answer, page: int, turned: int | None = None) -> None:
    """Shows a page of the server's wall.

    Args:
        turned: the request that the message answers whose page is turned, 0 where nobody asked for it; None for a new
            message.
    """
    await look_after_members(answer.interaction.client, answer.guild_id)
    wall = await answer.services.wall.page(answer.guild_id, page)
    if wall.avatars:
        await deliver(answer, await answer.services.wall.draw(answer.origin(), wall, turned))
        return
    sent = await answer.show(await wall_page(wall, answer.locale))
    if answer.public and sent is not None and turned is None:
        await answer.services.messages.sent(answer.user_id, sent.channel_id, sent.message_id)


async def look_after_members(client: MoeClient, guild_id: int) -> None:
    """Asks Discord about members on the wall who have not been asked about for a day: who has left goes from it.

    The bot has no list of members, and is not told when one leaves. Whom it cannot ask about now stays until it can.
    """
    guild = client.get_guild(guild_id)
    places = await client.services.wall.unseen(guild_id)
    if guild is None or not places:
        return

    async def ask(user_id: int) -> None:
        try:
            member = await guild.fetch_member(user_id)
        except discord.HTTPException as error:
            if error.code in _NO_MEMBER:
                await client.services.wall.leave(guild_id, user_id)
                return
            _log.info("a member could not be asked about", status=error.status, code=error.code)
        else:
            await client.services.wall.seen(guild_id, user_id, member.display_name)

    try:
        async with asyncio.timeout(_PATIENCE):
            await asyncio.gather(*(ask(place.user_id) for place in places))
    except TimeoutError:
        _log.info("members could not all be asked about in time", guild=guild_id, members=len(places))


async def open_audit(answer: Answer, page: int) -> None:
    """Shows a page of the server's audit log."""
    await answer.show(audit_page(await answer.services.audit.page(answer.guild_id, page), answer.locale))


class WallPress(Press, action=WALL):
    """Turns to a page of the wall, for everybody who sees it."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place; the message stays whose it is."""
        await open_wall(answer, *self.numbers)


class WallJoinPress(Press, action=WALL_JOIN):
    """Puts whoever presses it on the wall: that is their consent."""

    anywhere: ClassVar[bool] = True

    async def press(self, answer: Answer) -> None:
        """Says what comes of it, and how to take it back."""
        user = answer.interaction.user
        standing = await answer.services.wall.join(answer.guild_id, user.id, user.display_name)
        await answer.show(notice_page(standing_words(standing, answer.locale)))


class VotePick(Pick, action=VOTE):
    """A vote for the avatar of the week."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.PRIVATE

    async def pick(self, answer: Answer, value: str) -> None:
        """Counts it, and tells the voter alone."""
        vote = await answer.services.voting.vote(answer.guild_id, answer.user_id, int(value))
        await answer.say(
            "ui.wall.vote_changed" if vote.changed else "ui.wall.voted",
            member=mention(vote.spot.user_id),
            votes=vote.spot.votes,
            when=f"<t:{vote.ends_at}:R>",
        )


class WallModeratePress(Press, action=WALL_MODERATE):
    """Lets moderators take faces off the wall."""

    anywhere: ClassVar[bool] = True

    async def press(self, answer: Answer) -> None:
        """Shows lists, in private."""
        check_wall_moderator(answer.interaction)
        await _moderate(answer, self.numbers[0])


class WallOffPick(Pick, action=WALL_OFF):
    """Takes a face off the wall."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Takes it off, and shows the lists as they are now."""
        check_wall_moderator(answer.interaction)
        await answer.services.wall.take_off(answer.guild_id, answer.user_id, int(value))
        await _moderate(answer, self.numbers[0])


class WallBackPick(Pick, action=WALL_BACK):
    """Puts a face back on the wall."""

    anywhere: ClassVar[bool] = True

    async def pick(self, answer: Answer, value: str) -> None:
        """Puts it back, and shows the lists as they are now."""
        check_wall_moderator(answer.interaction)
        await answer.services.wall.put_back(answer.guild_id, answer.user_id, int(value))
        await _moderate(answer, self.numbers[0])


class AuditPress(Press, action=AUDIT):
    """Turns to a page of the audit log."""

    anywhere: ClassVar[bool] = True
    manner: ClassVar[Manner] = Manner.UPDATE

    async def press(self, answer: Answer) -> None:
        """Turns the page in place."""
        await check_access(answer, "moegan")
        await open_audit(answer, self.numbers[0])


async def _moderate(answer: Answer, page: int) -> None:
    wall = await answer.services.wall.page(answer.guild_id, page)
    taken_off = await answer.services.wall.taken_off(answer.guild_id)
    await answer.show(moderating_page(wall, taken_off, answer.locale))


COMMUNITY_PRESSES: tuple[type[Press | Pick], ...] = (
    WallPress,
    WallJoinPress,
    VotePick,
    WallModeratePress,
    WallOffPick,
    WallBackPick,
    AuditPress,
)
