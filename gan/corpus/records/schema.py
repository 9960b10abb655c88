"""What the corpus labels: every attribute with its classes, in the order of the vocabulary, and what there is to say
about them in a corpus's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gan import attributes as words
from gan.corpus.drawing.rig import AGES, PRESENTATIONS
from gan.corpus.drawing.tones import BACKGROUND_COLORS, EYE_COLORS, HAIR_COLORS, HAIR_DYES, OUTFIT_COLORS, SKIN_TONES
from gan.corpus.parts import KINDS, values_of
from gan.corpus.parts.brows import BROWS
from gan.corpus.parts.eyes import EYES, LIDS
from gan.corpus.parts.faces import FACES
from gan.corpus.parts.mouths import MOUTHS
from gan.corpus.records import held_out, visibility
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.values import Value

__all__ = ["VERSION", "Attribute", "attributes", "describe", "vocabulary"]

# Version of the corpus code: raise it with every change that changes pictures or labels.
VERSION = 2


@dataclass(frozen=True, slots=True)
class Attribute:
    """One categorical attribute of the corpus.

    Attributes:
        name: identifier, `snake_case`.
        en: what it is called, in English.
        zh: what it is called, in Chinese.
        values: its classes, in the order of their indices.
    """

    name: str
    en: str
    zh: str
    values: Mapping[str, Value]


Values = Mapping[str, Value] | Callable[[], Mapping[str, Value]]


def _found(attribute: str, none: float | None = None) -> Callable[[], Mapping[str, Value]]:
    """Classes found in the attribute's folder; where `none` is given, having nothing is the first, of that share."""
    nothing = {} if none is None else {"none": Value("none", "无", share=none)}
    return lambda: nothing | values_of(KINDS[attribute])


# New attributes are appended: the order is part of every data set's and every model's contract.
_ATTRIBUTES: tuple[tuple[str, str, str, Values], ...] = (
    ("age", "age", "年龄", AGES),
    ("presentation", "presentation", "性别气质", PRESENTATIONS),
    ("skin", "skin tone", "肤色", SKIN_TONES),
    ("face", "shape of the face", "脸型", FACES),
    ("hair_color", "hair colour", "发色", HAIR_COLORS),
    ("hair_dye", "dyed hair", "挑染", HAIR_DYES),
    ("hair_texture", "hair texture", "发质", _found("hair_texture")),
    ("fringe", "fringe", "刘海", _found("fringe")),
    ("back_hair", "hairstyle", "发型", _found("back_hair")),
    ("side_locks", "side locks", "鬓发", _found("side_locks", none=1)),
    ("ahoge", "ahoge", "呆毛", _found("ahoge", none=4)),
    ("eye_shape", "eye shape", "眼型", EYES),
    ("eye_color", "eye colour", "瞳色", EYE_COLORS),
    ("lids", "eyelids", "眼睑", LIDS),
    ("brows", "brows", "眉毛", BROWS),
    ("mouth", "mouth", "嘴", MOUTHS),
    ("facial_hair", "facial hair", "胡须", _found("facial_hair", none=4.5)),
    ("marks", "marks on the skin", "面部特征", _found("marks", none=12)),
    ("eyewear", "eyewear", "眼镜", _found("eyewear", none=12)),
    ("headwear", "headwear", "头饰", _found("headwear", none=26)),
    ("hair_ornament", "hair ornament", "发饰", _found("hair_ornament", none=13)),
    ("ear_wear", "ears", "耳饰", _found("ear_wear", none=8)),
    ("neckwear", "neckwear", "颈饰", _found("neckwear", none=14)),
    ("outfit", "outfit", "服装", _found("outfit")),
    ("outfit_color", "outfit colour", "服装颜色", OUTFIT_COLORS),
    ("background", "background colour", "背景颜色", BACKGROUND_COLORS),
    ("backdrop", "backdrop", "背景样式", _found("backdrop")),
)


@cache
def attributes() -> dict[str, Attribute]:
    """Every attribute by name, in the order of the vocabulary."""
    return {
        name: Attribute(name, en, zh, dict(values() if callable(values) else values))
        for name, en, zh, values in _ATTRIBUTES
    }


@cache
def vocabulary() -> words.Vocabulary:
    """The attributes as data sets and models know them, named in English and Chinese."""
    return words.Vocabulary(
        words.Attribute(
            attribute.name,
            tuple(attribute.values),
            {"en": attribute.en, "zh": attribute.zh},
            {name: {"en": value.en, "zh": value.zh} for name, value in attribute.values.items()},
        )
        for attribute in attributes().values()
    )


def describe() -> dict[str, Any]:
    """Content of `schema.json`: everything that labels say, and what is behind them."""
    return {
        "version": VERSION,
        "attributes": {
            attribute.name: {
                "en": attribute.en,
                "zh": attribute.zh,
                "values": {
                    name: {"en": value.en, "zh": value.zh, "share": value.share, "near": list(value.near)}
                    for name, value in attribute.values.items()
                },
            }
            for attribute in attributes().values()
        },
        "parameters": {
            parameter.name: {"en": parameter.en, "zh": parameter.zh, "-1": parameter.low, "1": parameter.high}
            for parameter in PARAMETERS.values()
        },
        "rules": visibility.RULES.to_json(),
        "dependent": sorted(sorted(pair) for pair in visibility.DEPENDENT),
        "held_out": [["=".join(pair.first), "=".join(pair.second)] for pair in held_out.PAIRS],
    }
