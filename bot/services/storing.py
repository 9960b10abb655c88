"""What finished pictures become in the database: avatars, and who descends from whom."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.services.drawn import DrawnFace
from bot.store.database import Repositories
from bot.store.rows import PICTURE_SIZE, Parent, StoredDraw
from gan.engine.interface import Picture

__all__ = ["store_faces"]

_log = structlog.stdlib.get_logger(__name__)


async def store_faces(
    rows: Repositories, draw: StoredDraw, pictures: Sequence[Picture], now: int
) -> tuple[DrawnFace, ...]:
    """Makes avatars of the new pictures, the first time that a request is drawn; later times finds them again."""
    first_time = draw.state == "queued"
    parents = await _parents(rows, draw) if first_time else ()
    faces: list[DrawnFace] = []
    for position, (subject, picture) in enumerate(zip(draw.subjects, pictures, strict=True)):
        if first_time and subject.role in ("new", "child"):
            avatar = await rows.avatars.add(
                draw.owner_user_id, subject.recipe, picture.pixel_hash, draw.origin.guild_id, now
            )
            await rows.draws.set_avatar(draw.id, position, avatar.id)
            await rows.avatars.add_parents(avatar.id, parents)
        else:
            avatar = None if subject.avatar_id is None else await rows.avatars.get(subject.avatar_id)
        kept = None if avatar is None or draw.size != PICTURE_SIZE else avatar.pixel_hash
        changed = kept is not None and kept != picture.pixel_hash
        if changed:
            _log.warning("picture_changed", avatar=avatar.id if avatar else None, request=draw.id)
        faces.append(
            DrawnFace(
                subject.role,
                subject.recipe,
                avatar,
                picture.png,
                picture.pixel_hash,
                changed,
                subject.owner_user_id,
            )
        )
    if first_time:
        await rows.draws.set_state(draw.id, "drawn")
        new = next((face.avatar for face in faces if face.role in ("new", "child")), None)
        if new is not None:
            await rows.members.set_latest(draw.owner_user_id, new.id)
    return tuple(faces)


async def _parents(rows: Repositories, draw: StoredDraw) -> tuple[Parent, ...]:
    """Whom the new avatars of a request descend from; a partner who asked to be forgotten is left out."""
    if draw.parent_avatar_id is not None:
        parent = await rows.avatars.get(draw.parent_avatar_id)
        if parent is None:
            return ()
        return (Parent(parent.id, parent.owner_user_id, "shown", parent.recipe),)
    owners = {"mine": draw.owner_user_id, "theirs": draw.partner_user_id}
    return tuple(
        Parent(subject.avatar_id, owner, subject.role, subject.recipe)
        for subject in draw.subjects
        if (owner := subject.owner_user_id or owners.get(subject.role)) is not None
    )
