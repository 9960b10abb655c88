"""Whose faces may be mixed: the other member's say in it, and whether two faces can be."""

from __future__ import annotations

from bot.services.errors import BlendAsksFirst, BlendIncompatible, BlendRefused, BlendWithBot, BlendWithSelf
from bot.services.faces import Face, kin, worn_face
from bot.store.database import Repositories
from bot.store.rows import BlendPrivacy
from gan.models import Registry

__all__ = ["check_partner", "check_public", "mention", "worn_together"]


def check_partner(user_id: int, them_user_id: int, *, them_is_bot: bool) -> None:
    """Raises `BlendWithSelf` or `BlendWithBot` where the other one is no other member."""
    if them_user_id == user_id:
        raise BlendWithSelf
    if them_is_bot:
        raise BlendWithBot


async def check_public(rows: Repositories, them_user_id: int) -> None:
    """Raises `BlendRefused` or `BlendAsksFirst` where a member does not let everybody use their face."""
    match (await rows.members.get(them_user_id)).privacy:
        case BlendPrivacy.EVERYONE:
            return
        case BlendPrivacy.ASK:
            raise BlendAsksFirst(member=mention(them_user_id))
        case BlendPrivacy.NOBODY:
            raise BlendRefused(member=mention(them_user_id))


async def worn_together(rows: Repositories, registry: Registry, user_id: int, *others: int) -> list[Face]:
    """What a member and others wear, in this order; raises `BlendIncompatible`, `ModelUnavailable`."""
    mine = await worn_face(rows, registry, user_id)
    faces = [mine]
    for other in others:
        theirs = await worn_face(rows, registry, other)
        if kin(registry, mine.recipe) != kin(registry, theirs.recipe):
            raise BlendIncompatible(member=mention(other))
        faces.append(theirs)
    return faces


def mention(user_id: int) -> str:
    """A member as Discord shows them."""
    return f"<@{user_id}>"
