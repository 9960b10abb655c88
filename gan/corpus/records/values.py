"""What a class of an attribute is called and how often it occurs, and shapes half-way between two classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, cast

from gan.corpus.records.record import Record

__all__ = ["Value", "interpolate", "mixed"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value:
    """One class of an attribute.

    Attributes:
        en: its name in English, as members read it.
        zh: its name in Chinese.
        share: how often it is drawn, relative to the attribute's other classes.
        near: classes whose shape this one may lean toward.
        since: version of the corpus that first had it; classes are ordered by it and then by name, so that a new one
            is always appended.
    """

    en: str
    zh: str
    share: float = 1.0
    near: tuple[str, ...] = ()
    since: int = 2


def interpolate(a: T, b: T, share: float) -> T:
    """The way from `a` to `b`: numbers are interpolated, tuples and dataclasses item by item, all else is `a`'s."""
    if isinstance(a, (int, float)) and not isinstance(a, bool):
        return cast("T", a + (cast("float", b) - a) * share)
    if isinstance(a, tuple):
        first, second = cast("tuple[Any, ...]", a), cast("tuple[Any, ...]", b)
        if len(first) != len(second):
            raise ValueError(f"Shapes of {len(first)} and {len(second)} points have nothing in between.")
        return cast("T", tuple(interpolate(x, y, share) for x, y in zip(first, second, strict=True)))
    if is_dataclass(a) and not isinstance(a, type):
        return cast(
            "T",
            type(a)(
                **{
                    field.name: interpolate(getattr(a, field.name), getattr(b, field.name), share)
                    for field in fields(a)
                }
            ),
        )
    return a


def mixed(table: Mapping[str, T], record: Record, attribute: str) -> T:
    """The record's entry of a table of shapes, leaning toward its neighbour where the record says so."""
    own = record.attributes[attribute]
    if own is None:
        raise ValueError(f"{attribute} is not visible on this avatar and has no shape.")
    mix = record.mixes.get(attribute)
    return table[own] if mix is None else interpolate(table[own], table[mix.other], mix.share)
