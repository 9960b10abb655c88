"""The colours of an avatar: the curated tones of its classes, with its own jitter."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.colors import Ramp as Ramp
from gan.corpus.colors import hex_color, ramp
from gan.corpus.record import Record, uniform
from gan.corpus.tones import (
    BACKGROUND,
    BACKGROUND_COLORS,
    DYES,
    EYE_COLORS,
    EYES,
    HAIR,
    HAIR_COLORS,
    HAIR_DYES,
    OUTFIT_COLORS,
    OUTFITS,
    SKIN,
    SKIN_TONES,
    Tone,
)

__all__ = [
    "BACKGROUND_COLORS",
    "EYE_COLORS",
    "HAIR_COLORS",
    "HAIR_DYES",
    "OUTFIT_COLORS",
    "SKIN_TONES",
    "Palette",
    "Ramp",
    "Tone",
    "hex_color",
    "palette",
    "ramp",
]


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of an avatar.

    `dye` is None where the hair is not dyed; `ribbon` is for small things that should go with the clothes;
    `background` is the upper and the lower colour of a gradient.
    """

    hair: Ramp
    dye: Ramp | None
    skin: Ramp
    eye: Ramp
    cloth: Ramp
    accent: Ramp
    trim: Ramp
    ribbon: Ramp
    lash: str
    blush: str
    lip: str
    background: tuple[str, str]


def palette(record: Record) -> Palette:
    """The colours of an avatar."""
    a, p = record.attributes, record.parameters

    def own(name: str) -> str:
        # What cannot be seen still needs a colour: hair under a hijab leaves its colour to the brows.
        return a[name] or "none"

    hair = _hair(record, own("hair_color"))
    dyes = DYES.get(own("hair_color"), DYES["black"])
    dye = dyes[int(uniform(record.seed, "detail.dye") * len(dyes))]
    skin = _skin(record)
    lightness, chroma, hue = EYES.get(own("eye_color"), EYES["brown"])
    eye = (lightness + 0.025 * p["eye_light"], chroma, hue + 6 * p["eye_hue"])
    options = OUTFITS[own("outfit_color")]
    main, accent, trim, ribbon = options[int(uniform(record.seed, "detail.palette") * len(options))]
    upper, lower = BACKGROUND[own("background")]
    dark = hair[0] < 0.75
    return Palette(
        hair=ramp(hair),
        dye=ramp(dye) if own("hair_dye") != "none" else None,
        skin=ramp(skin, depth=0.72, skin=True),
        eye=ramp(eye, depth=1.5),
        cloth=ramp(main),
        accent=ramp(accent),
        trim=ramp(trim),
        ribbon=ramp(ribbon),
        lash=hex_color((0.27 if dark else 0.33, 0.05, hair[2] if dark else 20)),
        blush=hex_color((max(skin[0] - 0.17, 0.47), 0.15, 20)),
        lip=hex_color((max(skin[0] - 0.22, 0.40), 0.13, 18)),
        background=(_shifted(upper, p), _shifted(lower, p)),
    )


def _hair(record: Record, color: str) -> Tone:
    p = record.parameters
    lightness, chroma, hue = HAIR.get(color, HAIR["brown"])
    # Grey and black hair has hardly a hue to jitter; with age, colour fades.
    wide = 1.0 if chroma > 0.04 else 0.2
    old = 1.0 if record.attributes["age"] == "elder" else 0.0
    return (
        lightness + 0.03 * p["hair_light"] + 0.05 * old * (0.9 - lightness),
        (chroma + 0.016 * p["hair_chroma"] * wide) * (1 - 0.3 * old),
        hue + 7 * p["hair_hue"],
    )


def _skin(record: Record) -> Tone:
    tones = list(SKIN)
    own = SKIN[record.attributes["skin"] or tones[0]]
    mix = record.mixes.get("skin")
    if mix is not None:
        other = SKIN[mix.other]
        own = (
            own[0] + (other[0] - own[0]) * mix.share,
            own[1] + (other[1] - own[1]) * mix.share,
            own[2] + (other[2] - own[2]) * mix.share,
        )
    p = record.parameters
    return (own[0] + 0.012 * p["skin_light"], own[1], own[2] + 4 * p["skin_hue"])


def _shifted(tone: Tone, p: dict[str, float]) -> str:
    lightness, chroma, hue = tone
    pale = p["background_light"]
    return hex_color((lightness + 0.018 * pale, chroma * (1 - 0.15 * pale), hue + 7 * p["background_hue"]))
