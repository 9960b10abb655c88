"""What phrases mean where only some attributes are spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gan.wishes.segments import Piece
from gan.wishes.senses import Head, Sense

__all__ = ["within"]


def within(piece: Piece, scope: Sequence[str]) -> Piece:
    """A phrase without what it means outside the attributes that are spoken of; what stands for them needs no thing."""
    entry = piece.entry
    if entry is None or not entry.means:
        return piece
    senses = tuple(replace(sense, bound=False) for sense in entry.senses if _is_about(sense, scope))
    head = _head_within(entry.head, scope) if entry.head else None
    return replace(piece, entry=replace(entry, senses=senses, head=head) if senses or head else None)


def _head_within(head: Head, scope: Sequence[str]) -> Head | None:
    takes = tuple(name for name in head.takes if name in scope)
    present = head.present if head.present is not None and _is_about(head.present, scope) else None
    absent = tuple(sense for sense in head.absent if _is_about(sense, scope))
    return replace(head, takes=takes, present=present, absent=absent) if takes else None


def _is_about(sense: Sense, scope: Sequence[str]) -> bool:
    return sense.values.keys() <= set(scope)
