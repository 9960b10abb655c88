"""The colours of an avatar: the curated tones of its classes, with its own jitter."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gan.corpus.drawing.colors import Ramp as Ramp
from gan.corpus.drawing.colors import hex_color, ramp
from gan.corpus.drawing.tones import BACKGROUND, DYES, EYES, HAIR, OUTFITS, SKIN, Tone
from gan.corpus.records.record import Record, uniform

__all__ = [
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
    `beard` is a quieter tone of the hair, which near the mouth would be taken for lips;
    `background` is the upper and the lower colour of a gradient.
    """

    hair: Ramp
    dye: Ramp | None
    skin: Ramp
    beard: Ramp
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
    main, accent, trim, ribbon = _outfit(record, own("outfit_color"), skin)
    upper, lower = BACKGROUND[own("background")]
    dark = hair[0] < 0.75
    return Palette(
        hair=ramp(hair),
        dye=ramp(dye) if own("hair_dye") != "none" else None,
        skin=ramp(skin, depth=0.72, skin=True),
        beard=ramp(_beard(hair, skin[0])),
        eye=ramp(eye, depth=1.5),
        cloth=ramp(main),
        accent=ramp(accent),
        trim=ramp(trim),
        ribbon=ramp(ribbon),
        lash=hex_color((0.27 if dark else 0.33, 0.05, hair[2] if dark else 20)),
        blush=hex_color((max(skin[0] - 0.17, 0.49), 0.15, 20 if skin[0] > 0.75 else 27)),
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
        lightness + 0.03 * p["hair_light"] + 0.16 * old * (0.9 - lightness),
        (chroma + 0.016 * p["hair_chroma"] * wide) * (1 - 0.38 * old),
        hue + 7 * p["hair_hue"],
    )


def _beard(hair: Tone, skin: float) -> Tone:
    lightness, chroma, hue = hair
    natural = chroma < 0.04 or 35 < hue < 100
    lightness = lightness - 0.03 if natural else 0.74 * lightness
    if natural and chroma > 0.04 and skin < 0.62:
        # Bright blond on dark skin would be a pair of golden lips.
        lightness, chroma, hue = min(lightness, skin + 0.2), 0.75 * chroma, min(hue, 62.0)
    if abs(lightness - skin) < 0.17:
        # Dark yellow would be olive: what is darkened turns brown.
        lightness, hue = skin - 0.20, min(hue, 58.0) if natural and hue < 120 else hue
    return lightness, chroma * (0.9 if natural else 0.55), hue


def _outfit(record: Record, color: str, skin: Tone) -> tuple[Tone, Tone, Tone, Tone]:
    """Main cloth, accent, trim and ribbon: nothing that from afar could be taken for bare skin."""
    options = OUTFITS[color]
    chosen = options[int(uniform(record.seed, "detail.palette") * len(options))]
    if _apart(chosen[0], skin) > 0.08:
        return chosen
    chosen = max(options, key=lambda option: _apart(option[0], skin))
    lightness, chroma, hue = chosen[0]
    if _apart(chosen[0], skin) > 0.08 or chroma < 0.03:
        return chosen
    return ((skin[0] + (-0.15 if lightness < skin[0] else 0.15), chroma, hue), *chosen[1:])


def _apart(one: Tone, other: Tone) -> float:
    """How different two tones look."""
    turn = math.radians(one[2] - other[2])
    flat = one[1] ** 2 + other[1] ** 2 - 2 * one[1] * other[1] * math.cos(turn)
    return math.sqrt((one[0] - other[0]) ** 2 + max(flat, 0.0))


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
