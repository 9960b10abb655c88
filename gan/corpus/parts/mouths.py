"""Mouths: an upper and a lower edge of seven points each, with teeth and a tongue between them."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.colors import hex_color
from gan.corpus.drawing.geometry import Curve, Point, blob, join, outline, spline
from gan.corpus.drawing.once import once
from gan.corpus.records.values import Value, mixed

__all__ = ["MOUTHS", "draw_mouth", "mouth_box"]

MOUTHS: dict[str, Value] = {
    "smile": Value("smile", "微笑", share=2.2, near=("neutral", "smirk")),
    "open_smile": Value("open smile", "开口笑", share=2.2, near=("laugh",)),
    "laugh": Value("laugh", "大笑", share=1.4, near=("open_smile",)),
    "grin": Value("toothy grin", "露齿笑", share=1.2),
    "cat": Value("cat mouth", "猫嘴", share=1.1),
    "happy_cat": Value("happy cat mouth", "开口猫嘴", share=1.1),
    "fang": Value("little fang", "小虎牙", share=1.1),
    "tongue_out": Value("tongue out", "吐舌"),
    "neutral": Value("neutral", "平静", share=0.7, near=("smile", "sad")),
    "smirk": Value("smirk", "坏笑", share=0.8, near=("smile",)),
    "pout": Value("pout", "嘟嘴", share=0.6),
    "small_o": Value("small o", "小圆嘴", share=0.7),
    "unsure": Value("unsure", "纠结", share=0.55),
    "sad": Value("sad", "难过", share=0.5, near=("neutral",)),
}

_Seven = tuple[float, float, float, float, float, float, float]
_FLAT: _Seven = (0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Mouth:
    """The right half is on the side of the asymmetry.

    Attributes:
        x: places of the points across, from the left corner to the right one.
        y: heights of the upper edge about the mouth's line.
        gap: how far the lower edge is below the upper one.
        teeth: how far the upper teeth reach down.
        tongue: how high the tongue rises from the lower edge.
        line: width of the line.
        lip: width of the shadow below the lower lip.
        drop: how far below the mouth's line the shadow lies.
    """

    x: _Seven
    y: _Seven
    gap: _Seven = _FLAT
    teeth: float = 0
    tongue: float = 0
    line: float = 6.4
    lip: float = 9
    drop: float = 15


_SHAPES: dict[str, _Mouth] = {
    "smile": _Mouth((-30, -21, -11, 0, 11, 21, 30), (-8, 2, 8, 10, 8, 2, -8), drop=21),
    "open_smile": _Mouth(
        (-28, -20, -11, 0, 11, 20, 28),
        (-9, -6.5, -5, -4.5, -5, -6.5, -9),
        (0, 17, 26, 29, 26, 17, 0),
        7.5,
        12,
        4.8,
        drop=33,
    ),
    "laugh": _Mouth(
        (-35, -27, -14, 0, 14, 27, 35),
        (-14, -13, -12, -11.5, -12, -13, -14),
        (0, 25, 37, 41, 37, 25, 0),
        9.5,
        16,
        5,
        drop=40,
    ),
    "grin": _Mouth(
        (-33, -24, -12, 0, 12, 24, 33), (-10, -7, -5, -4, -5, -7, -10), (0, 14, 18, 19, 18, 14, 0), 24, 0, 5, drop=24
    ),
    "cat": _Mouth((-26, -19, -9.5, 0, 9.5, 19, 26), (-3, 6.5, 9, -4, 9, 6.5, -3), line=6.0, drop=20),
    "happy_cat": _Mouth(
        (-26, -19, -9, 0, 9, 19, 26), (-8, 0, 3, -6, 3, 0, -8), (0, 4, 15, 30, 15, 4, 0), 0, 13, 5, drop=34
    ),
    "fang": _Mouth(
        (-27, -20, -10, 0, 10, 20, 27), (-8, -5, -3.5, -3, -3.5, -5, -8), (0, 9, 16, 18, 16, 9, 0), 0, 7, 5, drop=25
    ),
    "tongue_out": _Mouth((-27, -19, -10, 0, 10, 19, 27), (-8, -1, 3, 4, 3, -1, -8), line=6.0, drop=40),
    "neutral": _Mouth((-25, -17, -8, 0, 8, 17, 25), (1, 0.6, 0.2, 0, 0.2, 0.6, 1), line=7.6, drop=13),
    "smirk": _Mouth((-18, -11, -3, 6, 15, 25, 34), (6, 8, 8, 6.5, 2.5, -5, -16), line=6.8, drop=17),
    "pout": _Mouth(
        (-19, -13, -6.5, 0, 6.5, 13, 19),
        (1.5, -6, -9, -4.5, -9, -6, 1.5),
        (0, 13, 22, 22, 22, 13, 0),
        line=4.8,
        lip=6,
        drop=15,
    ),
    "small_o": _Mouth(
        (-11.5, -10, -6, 0, 6, 10, 11.5), (4, -4, -9, -11, -9, -4, 4), (0, 16, 26, 30, 26, 16, 0), 0, 8, 4.6, drop=26
    ),
    "unsure": _Mouth((-31, -20, -10, 0, 10, 20, 31), (6.5, -7.5, -1, 8, -0.5, -7.5, 5), line=7.2, drop=18),
    "sad": _Mouth((-24, -18, -9, 0, 9, 18, 24), (15, 3, -6, -9.5, -6, 3, 15), line=7.6, drop=14),
}


@once
def _edges(avatar: Avatar) -> tuple[_Mouth, list[Point], list[Point]]:
    """The shape with its upper and its lower edge, from the left to the right corner."""
    shape, rig = mixed(_SHAPES, avatar.record, "mouth"), avatar.rig
    wide = 1.04 + 0.12 * avatar.p("mouth_width") + 0.04 * (1 - rig.child)
    bend, open_ = 1 + 0.28 * avatar.p("mouth_curve"), 1 + 0.18 * avatar.p("mouth_open")
    if shape.gap[3] > 2:
        bend = 1 + 0.4 * (bend - 1)
    line = rig.mouth_y
    if avatar.has("facial_hair", "moustache", "goatee", "beard", "long_beard"):
        # A moustache needs room under the nose.
        line += 6.0
        bend *= 0.8
    if shape.gap[3] > 2:
        # A wide-open mouth needs room above the chin.
        open_ = min(open_, (rig.chin - 11 - line - shape.y[3] * bend) / shape.gap[3])
    upper = [(rig.side * a * wide, line + b * bend) for a, b in zip(shape.x, shape.y, strict=True)]
    lower = [(x, y + gap * open_) for (x, y), gap in zip(upper, shape.gap, strict=True)]
    return shape, upper, lower


def mouth_box(avatar: Avatar) -> tuple[float, float, float]:
    """Half-width, top and bottom of the mouth, for what is drawn around it."""
    _, upper, lower = _edges(avatar)
    reach = 16 if avatar.has("mouth", "tongue_out") else 0
    return max(abs(x) for x, _ in upper), min(y for _, y in upper), max(y for _, y in lower) + reach


def draw_mouth(canvas: Canvas, avatar: Avatar) -> None:
    """The mouth of the avatar's class."""
    skin = avatar.colors.skin
    shape, upper, lower = _edges(avatar)
    drop = avatar.rig.mouth_y + min(shape.drop, avatar.rig.chin - avatar.rig.mouth_y - 8)
    shadow = spline([(-shape.lip, drop), (0, drop + 2.2), (shape.lip, drop)])
    if shape.gap[3] > 2:
        _draw_open(canvas, avatar, shape, upper, lower)
    else:
        if avatar.has("mouth", "tongue_out"):
            _draw_tongue(canvas, avatar, upper)
        canvas.ink(_line(avatar, upper), skin.line, shape.line, "pen")
        if avatar.has("mouth", "smile", "smirk", "tongue_out"):
            # A little dimple where the smile ends.
            ends = [upper[-1]] if avatar.has("mouth", "smirk") else [upper[0], upper[-1]]
            canvas.ink(
                [spline([(x - 2.2, y + 1), (x, y - 0.8), (x + 2.2, y + 0.6)]) for x, y in ends],
                skin.line,
                2.6,
                "pen",
                0.8,
                3,
            )
    if shape.drop < 33:
        canvas.ink(shadow, skin.deep if shape.gap[3] <= 2 else skin.shade, 3.4, "lens", 0.75)


def _line(avatar: Avatar, points: list[Point]) -> Curve:
    """The line of a closed mouth; a cat's has a corner in the middle."""
    if avatar.has("mouth", "cat"):
        return outline(points[:4], points[4:])
    return spline(points)


def _draw_open(canvas: Canvas, avatar: Avatar, shape: _Mouth, upper: list[Point], lower: list[Point]) -> None:
    skin = avatar.colors.skin
    if avatar.has("mouth", "small_o", "pout"):
        opening = blob([*upper, *lower[5:0:-1]])
    else:
        top = outline(upper[:4], upper[4:]) if avatar.has("mouth", "happy_cat") else spline(upper)
        opening = join(top, spline(lower[::-1]))
    teeth, tongue = "#fffaf5", hex_color((0.74, 0.125, 18))
    if avatar.has("mouth", "pout"):
        canvas.fill(opening, avatar.colors.lip, 0.9)
        canvas.ink(spline(upper), skin.line, shape.line, "pen")
        return
    canvas.shape(opening, hex_color((0.43, 0.13, 16)), skin.line, shape.line)
    if shape.tongue > 0:
        rise = (0, 0.25, 0.85, 1, 0.85, 0.25, 0)
        crest = [
            (x, max(y - shape.tongue * k, top + 1)) for (x, y), (_, top), k in zip(lower, upper, rise, strict=True)
        ]
        canvas.fill(join(spline(crest[1:6]), spline([*lower[1:6][::-1]])), tongue)
    if shape.teeth > 0:
        fall = (0, 0.9, 1, 1, 1, 0.9, 0)
        rim = [(x, min(y + shape.teeth * k, low - 0.4)) for (x, y), (_, low), k in zip(upper, lower, fall, strict=True)]
        canvas.fill(join(spline(upper), spline(rim[::-1])), teeth)
        if shape.teeth > 12:
            canvas.ink(
                spline([(x, y + (low - y) * 0.52) for (x, y), (_, low) in zip(upper, lower, strict=True)]),
                hex_color((0.80, 0.035, 30)),
                2.6,
                "pen",
            )
    if avatar.has("mouth", "fang"):
        x, y = upper[4][0] + 0.2 * (upper[5][0] - upper[4][0]), upper[4][1] - 1
        canvas.fill(
            outline(
                [(x - 7, y), (x + 7, y - 0.5)], [(x + 3, y + 8), (x + 0.5, y + 15)], [(x - 4.5, y + 8), (x - 7, y)]
            ),
            teeth,
        )
    # The upper lip's line again, over teeth and tongue; the corners stay heavy.
    canvas.ink(
        outline(upper[:4], upper[4:]) if avatar.has("mouth", "happy_cat") else spline(upper), skin.line, 4.2, "pen"
    )


def _draw_tongue(canvas: Canvas, avatar: Avatar, upper: list[Point]) -> None:
    """A tongue that peeps out below the line, on the side of the asymmetry."""
    x, y = avatar.rig.side * 5, upper[3][1] - 1
    tongue = outline(
        [
            (x - 14, y - 1),
            (x - 13.5, y + 11),
            (x - 6, y + 19),
            (x + 3, y + 19.5),
            (x + 11.5, y + 12),
            (x + 12.5, y - 2),
        ],
        [(x - 14, y - 1)],
    )
    canvas.shape(tongue, hex_color((0.76, 0.125, 18)), avatar.colors.skin.line, 3.8)
    canvas.ink(spline([(x - 1, y + 1), (x - 1, y + 10)]), hex_color((0.62, 0.15, 18)), 3.0, "root")
