"""The texture of hair, straight to coily: how it changes locks and the edges of larger shapes.

`textured(lock, texture_of(avatar))` before `grow`, and `edge(curve, texture_of(avatar))` for the outline of a mass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.geometry import Curve, Point, sample, spline
from gan.corpus.drawing.locks import Lock, bumpy
from gan.corpus.parts import parts_of
from gan.corpus.records.values import mixed

__all__ = ["Texture", "dome", "dome_height", "edge", "texture_of", "textured"]


@dataclass(frozen=True, slots=True)
class Texture:
    """A texture of hair, in canvas units.

    Attributes:
        wave: sideways swing of a lock's S-bends; `length` is the length of one S.
        bump: height of the rounded bumps on edges; `pitch` is the length of one.
        round: 0..1, how round tips are.
        mass: 0..1, how far locks melt into one mass: lines between them get short and faint.
        swell: how far hair stands off the head, as a share of the head's half-width.
        shrink: how much shorter curls make a lock, as a share of its length.
        marks: 0..1, size of the curl marks.
        widen: how much wider a lock is, as a share.
        ease: 0..1, where along a lock its bumps begin.
    """

    wave: float = 0.0
    length: float = 100.0
    bump: float = 0.0
    pitch: float = 40.0
    round: float = 0.0
    mass: float = 0.0
    swell: float = 0.0
    shrink: float = 0.0
    marks: float = 0.0
    widen: float = 0.0
    ease: float = 0.1


@cache
def _textures() -> dict[str, Texture]:
    return {name: part.TEXTURE for name, part in parts_of("textures").items()}


def texture_of(avatar: Avatar) -> Texture:
    """The texture of the avatar's hair, tightened or loosened by its own `wave`."""
    # Every part of the hair asks for it, one avatar after the other.
    for known, texture in _LAST:
        if known is avatar:
            return texture
    texture = _texture(avatar)
    _LAST[:] = [(avatar, texture)]
    return texture


_LAST: list[tuple[Avatar, Texture]] = []


def _texture(avatar: Avatar) -> Texture:
    if avatar.has("back_hair", "afro"):
        own = _textures()["coily"]
    elif avatar.value("hair_texture") is None:
        return Texture()
    else:
        own = mixed(_textures(), avatar.record, "hair_texture")
    tight = avatar.p("wave")
    return replace(
        own,
        wave=own.wave * (1 + 0.3 * tight),
        length=own.length * (1 - 0.12 * tight),
        bump=own.bump * (1 + 0.18 * tight),
        pitch=own.pitch * (1 - 0.12 * tight),
    )


def dome(avatar: Avatar) -> tuple[float, float]:
    """Half-width of the hair on the head and y of its top, with what the texture adds."""
    swell = texture_of(avatar).swell
    return avatar.rig.hair * (1 + swell), avatar.rig.crown - avatar.rig.hair * swell * 0.75


def dome_height(avatar: Avatar, x: float) -> float:
    """y of the dome's outline at x."""
    w, top = dome(avatar)
    return 214 - (214 - top) * (1 - min(abs(x) / w, 0.98) ** 2.2) ** 0.5


def textured(lock: Lock, texture: Texture, amount: float = 1.0) -> Lock:
    """The lock in this texture; `amount` weakens or strengthens it."""
    (x0, y0), (x1, y1) = lock.root, lock.tip
    short = 1 - texture.shrink * amount
    length = float(np.hypot(x1 - x0, y1 - y0)) * short
    # Short locks swing less, or they would leave their place.
    swing = texture.wave * amount * min(1.0, length / 170) * min(1.0, lock.width / 34)
    return replace(
        lock,
        tip=(x0 + (x1 - x0) * short, y0 + (y1 - y0) * short),
        width=lock.width * (1 + texture.widen * amount),
        wave=lock.wave + swing,
        waves=max(0.8, length / texture.length) if swing else lock.waves,
        phase=lock.phase + 0.09 * float(np.sin(0.04 * x1)),
        bump=texture.bump * amount * min(1.0, lock.width / 30),
        pitch=texture.pitch,
        ease=texture.ease,
        melt=max(lock.melt, texture.mass * min(amount, 1.0)),
        round=max(lock.round, texture.round * min(amount, 1.0)),
        blunt=lock.blunt * (1 - 0.9 * texture.round),
        marks=max(lock.marks, texture.marks * min(amount, 1.0)),
    )


def edge(curve: Curve, texture: Texture, amount: float = 1.0, out: float = 1.0) -> Curve:
    """A smooth open or closed curve in this texture; its ends stay where they are.

    Bumps point to the left of the way it runs (outward where it runs clockwise on the screen), with `out=-1` to the
    right. Corners are lost: apply it to the smooth runs of an outline, before joining them.
    """
    if (texture.bump < 0.4 and texture.wave < 0.4) or amount <= 0:
        return curve
    points = sample(curve, 10)
    step = points[1:] - points[:-1]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(step[:, 0], step[:, 1]))])
    bumps = texture.bump >= 0.4
    unit = texture.pitch if bumps else texture.length / 4
    count = max(2, round(float(along[-1]) / unit))
    at = np.linspace(0.0, float(along[-1]), count + 1)
    on = np.stack([np.interp(at, along, points[:, 0]), np.interp(at, along, points[:, 1])], axis=1)
    chord = on[1:] - on[:-1]
    away = np.stack([chord[:, 1], -chord[:, 0]], axis=1) * out
    away /= np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None]
    if texture.wave >= 0.4:
        swing = 0.4 * texture.wave * amount * np.sin(2 * np.pi * at / texture.length) * np.sin(np.pi * at / at[-1])
        on[1:-1] += away[1:] * swing[1:-1, None]
    result = spline(cast("Sequence[Point]", on))
    return bumpy(result, texture.bump * amount, away) if bumps else result
