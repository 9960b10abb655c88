"""What came of a description, in English sentences for the command line."""

from __future__ import annotations

from collections.abc import Iterator

from gan.attributes import Vocabulary
from gan.wishes.combining import Combined
from gan.wishes.meanings import attribute_label
from gan.wishes.meant import Reading
from gan.wishes.telling import Told, tell

__all__ = ["sentences"]

_ENGLISH = "en"


def sentences(combined: Combined, reading: Reading, vocabulary: Vocabulary) -> Iterator[str]:
    """A line for what was understood, and one for each thing that was not."""
    told = dict.fromkeys(_said(tell(one, vocabulary, _ENGLISH)) for one in combined.meant)
    if told:
        yield f"Understood: {', '.join(told)}"
    for gone in combined.overruled:
        yield f"Left out: {gone.said!r}, for {_name(gone.attribute, vocabulary)} was asked for otherwise"
    for unclear in reading.unclear:
        names = " or ".join(_name(name, vocabulary) for name in unclear.attributes)
        yield f"Not clear: {unclear.said!r} may be {names}; say which"
    for unfit in reading.unfit:
        yield f"Not possible: {unfit.said!r} cannot be chosen for {unfit.of!r}"
    if reading.unknown:
        yield f"Not understood: {', '.join(map(repr, reading.unknown))}"


def _said(told: Told) -> str:
    value = f"{'no' if told.missing else 'not'} {told.value}" if told.negated else told.value
    near = f" (nearest to {told.near_to!r})" if told.near_to else ""
    return f"{told.attribute}: {value}{near}" if told.attribute else f"{value}{near}"


def _name(attribute: str, vocabulary: Vocabulary) -> str:
    return attribute_label(vocabulary[attribute], _ENGLISH)
