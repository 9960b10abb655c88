"""What was understood, said back in a language of the vocabulary's labels."""

from __future__ import annotations

from dataclasses import dataclass

from gan.attributes import Vocabulary
from gan.wishes.meanings import attribute_label
from gan.wishes.meant import Meant
from gan.wishes.senses import NONE

__all__ = ["Told", "tell"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was understood, in words.

    Attributes:
        attribute: what is wished for, "hair colour"; empty where the value says it all.
        value: how it is to be, "pink".
        negated: the value is what it is not to be.
        missing: and it is a thing that is to be missing, "hat", rather than a quality.
        near_to: what was said, where the value only comes near to it; else empty.
    """

    attribute: str
    value: str
    negated: bool = False
    missing: bool = False
    near_to: str = ""


def tell(meant: Meant, vocabulary: Vocabulary, language: str) -> Told:
    """What was understood, in words.

    Args:
        language: `en`, `zh`, or another one that the vocabulary has labels in; English words stand in for missing ones.
    """
    sense = meant.sense
    value = sense.labels.get(language) or sense.labels.get("en") or next(iter(sense.labels.values()), meant.said)
    attribute = "" if sense.attribute is None else attribute_label(vocabulary[sense.attribute], language)
    # Of "no glasses" the class none is left, whose label says it already where nothing else was named.
    negated = sense.negated and sense.attribute is not None and sense.ruled_out != frozenset({NONE})
    missing = negated and sense.attribute is not None and NONE in vocabulary[sense.attribute].values
    near_to = meant.said if sense.near and not negated else ""
    return Told("" if attribute.casefold() == value.casefold() else attribute, value, negated, missing, near_to)
