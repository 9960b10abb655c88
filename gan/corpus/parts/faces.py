"""The head without hair: skull, cheeks and chin, ears, nose, blush, and the kind lines of age."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas, Shapes
from gan.corpus.drawing.geometry import Curve, Point, blob, ellipse, join, lerp, mirror, outline, sample, spline
from gan.corpus.drawing.once import once
from gan.corpus.drawing.tints import blend, luma
from gan.corpus.records.values import Value, mixed

__all__ = [
    "FACES",
    "cheek_edge",
    "cheek_middle",
    "draw_blush",
    "draw_ears",
    "draw_face",
    "draw_nose",
    "face_half",
    "face_outline",
]

FACES: dict[str, Value] = {
    "round": Value("round", "圆脸", near=("oval",)),
    "oval": Value("oval", "鹅蛋脸", share=1.2, near=("round", "heart", "square")),
    "heart": Value("heart-shaped", "心形脸", near=("oval",)),
    "square": Value("square", "方脸", share=0.9, near=("oval",)),
}


@dataclass(frozen=True, slots=True)
class _Face:
    """What a family adds to the rig.

    Attributes:
        cheek: half-width at the cheekbone as a share of the face's half-width.
        jaw, jaw_y, chin: added to the rig's.
        tip: half-width of the chin's curve as a share of the face's half-width.
        corner: how tightly the jaw turns, 1 is middling.
        puff: outward lean of the cheek, a slope.
    """

    cheek: float
    jaw: float
    jaw_y: float
    chin: float
    tip: float
    corner: float
    puff: float


_SHAPES: dict[str, _Face] = {
    "round": _Face(1.02, 0.10, 0, -7, 0.24, 1.0, 0.13),
    "oval": _Face(0.98, -0.01, 0, 1, 0.20, 1.0, 0.04),
    "heart": _Face(1.015, -0.06, -5, 2, 0.09, 1.0, 0.02),
    "square": _Face(0.985, 0.14, 6, 0, 0.25, 0.68, -0.02),
}


def face_half(avatar: Avatar, side: float) -> Curve:
    """One side of the head from the crown to the chin's tip, seen from the front; `side` is its sign."""
    left, right = _halves(avatar)
    return right if side > 0 else left


@once
def _halves(avatar: Avatar) -> tuple[Curve, Curve]:
    return _half(avatar, -1.0), _half(avatar, 1.0)


def _half(avatar: Avatar, side: float) -> Curve:
    rig, shape = avatar.rig, mixed(_SHAPES, avatar.record, "face")
    w, chin = rig.face_width, rig.chin + shape.chin
    # Without hair to fill out, a head looks best rounder than the skull that carries hair.
    bald = avatar.value("fringe") is None
    top = rig.crown + (43 if bald else 18)
    # The cheek turned from the viewer shows the hollow beside the eye and the roundness below it.
    far = max(0.0, side * rig.pose.turn / math.radians(13))
    puff = shape.puff + 0.05 * rig.child + 0.07 * far + 0.03 * rig.elder
    skull = min((1.09 - 0.03 * rig.child if bald else 1.065) * w, rig.hair - 9)
    wide = 0.5 * (top + rig.eye_y) + 8
    cheek = np.array((shape.cheek * w - 1.5 * far, rig.eye_y + 20))
    # A child has cheeks enough of its own.
    wider = max(shape.jaw, 0.0) * 0.5 * rig.child
    jaw = np.array(((rig.jaw + shape.jaw - wider) * w + 1.5 * far, rig.jaw_y + shape.jaw_y))
    tip = np.array((0.0, chin))
    down = np.array((puff, 1.0))
    first, second = jaw - cheek, tip - jaw
    d1, d2 = float(np.hypot(*first)), float(np.hypot(*second))
    along = 1.15 * first / d1 + second / d2
    along /= float(np.hypot(*along))
    drop = cheek[1] - wide
    tight = 0.36 * (shape.corner + (1 - shape.corner) * 0.8 * rig.child)
    points = np.array(
        [
            (0, top),
            (0.57 * skull, top),
            (skull, wide - 0.57 * (wide - top)),
            (skull, wide),
            (skull, wide + 0.34 * drop),
            tuple(cheek - down * (0.42 * drop)),
            tuple(cheek),
            tuple(cheek + down * (0.46 * d1)),
            tuple(jaw - along * (tight * d1)),
            tuple(jaw),
            tuple(jaw + along * (tight * d2)),
            ((shape.tip + 0.04 * rig.child) * w, chin),
            tuple(tip),
        ]
    )
    return mirror(points, side < 0)


def face_outline(avatar: Avatar) -> Curve:
    """Closed outline of skull and face, seen from the front."""
    return join(face_half(avatar, 1.0), face_half(avatar, -1.0)[::-1])


def cheek_edge(avatar: Avatar, y: float) -> float:
    """Half-width of the face at a height between the eyes and the chin."""
    points = sample(face_half(avatar, 1.0)[6:], 6)
    return float(np.interp(y, points[:, 1], points[:, 0]))


@once
def cheek_middle(avatar: Avatar) -> Point:
    """Middle of the right cheek: below the outer half of the eye, within the face."""
    rig = avatar.rig
    y = min(max(rig.eye_y + 47 * rig.eye_h + 5, rig.eye_y + 0.68 * (rig.mouth_y - rig.eye_y)), rig.mouth_y - 2)
    return min(rig.eye_x + 17, cheek_edge(avatar, y + 4) - 27), y


def draw_ears(canvas: Canvas, avatar: Avatar) -> None:
    """Both ears, behind the face."""
    rig, skin = avatar.rig, avatar.colors.skin
    k = 1 + 0.12 * avatar.p("ear_size") + 0.06 * rig.elder
    turn = rig.pose.turn / math.radians(13)
    y = rig.eye_y + 8
    shapes: list[Curve] = []
    bowls: list[Curve] = []
    folds: list[Curve] = []
    for side in (-1.0, 1.0):
        # The near ear is seen more broadly.
        wide = k * (1 - 0.16 * side * turn)
        x = rig.face_width - 3
        ear = outline(
            [
                (x - 12, y - 22 * k),
                (x + 3, y - 27 * k),
                (x + 14 * wide, y - 25 * k),
                (x + 20 * wide, y - 11 * k),
                (x + 15 * wide, y + 9),
                (x + 6 * wide, y + 25 * k),
                (x - 12, y + 28 * k),
            ],
            [(x - 12, y - 22 * k)],
        )
        bowl = blob(
            [
                (x - 10, y - 8 * k),
                (x + 4, y - 16 * k),
                (x + 11 * wide, y - 11 * k),
                (x + 8 * wide, y + 3),
                (x - 6, y + 17),
            ]
        )
        fold = spline(
            [(x - 1, y - 15 * k), (x + 8 * wide, y - 17 * k), (x + 12 * wide, y - 8 * k), (x + 8 * wide, y + 4)]
        )
        flip = side < 0
        shapes.append(mirror(ear, flip))
        bowls.append(mirror(bowl, flip))
        folds.append(mirror(fold, flip))
    canvas.shape(shapes, skin.base, skin.line, 4.2)
    canvas.fill(bowls, skin.shade)
    canvas.ink(folds, skin.line, 3.0, "lens", 0.7)


def draw_face(canvas: Canvas, avatar: Avatar, shadow: Shapes) -> None:
    """Skin with its shading; `shadow` is the front hair, which throws a shadow on it."""
    rig, skin = avatar.rig, avatar.colors.skin
    right, left = face_half(avatar, 1.0), face_half(avatar, -1.0)
    shape, w = join(right, left[::-1]), rig.face_width
    light = canvas.linear(
        [(0, skin.light, 1), (0.45, skin.base, 1), (1, skin.base, 1)], (-0.8 * w, rig.crown + 40), (0.5 * w, rig.chin)
    )
    canvas.contour(shape, skin.line)
    canvas.fill(shape, light)
    if avatar.value("fringe") is None:
        _scalp(canvas, avatar)
    # The side turned from the light: a crescent that is widest at the cheek and runs out under the chin.
    inner = right.copy()
    inner[:, 0] -= np.interp(right[:, 1], (rig.eye_y - 90, rig.eye_y + 24, rig.jaw_y, rig.chin), (0, 9, 12, 0))
    inner[:, 1] -= np.interp(right[:, 1], (rig.eye_y, rig.jaw_y, rig.chin), (0, 3, 6))
    end = np.array([(-0.2 * w, rig.chin - 3)])
    with canvas.clip(shape):
        canvas.fill(join(right[3:], np.concatenate([right[-1:], end, end, end]), inner[3:][::-1]), skin.shade, 0.6)
        if len(shadow):
            canvas.fill(shadow, skin.shade, 1.0, (4, 12))
    if rig.elder > 0.25:
        _kind_lines(canvas, avatar)


def _scalp(canvas: Canvas, avatar: Avatar) -> None:
    """Light on a head without hair."""
    rig, skin = avatar.rig, avatar.colors.skin
    x, y = -0.38 * rig.face_width, rig.crown + 80
    glow = canvas.radial([(0, skin.light, 1), (0.5, skin.light, 0.7), (1, skin.light, 0)])
    canvas.fill(ellipse(x, y, 46, 27, -32), glow)
    canvas.fill(ellipse(x - 12, y + 2, 15, 6, -40), skin.shine, 0.75)


def _kind_lines(canvas: Canvas, avatar: Avatar) -> None:
    """Laugh lines, crow's feet and a hint on the forehead."""
    rig, skin = avatar.rig, avatar.colors.skin
    much = rig.elder * (0.72 + 0.28 * avatar.p("wrinkles"))
    nose, mouth = rig.nose_y, rig.mouth_y
    laugh = spline([(19, nose + 1), (27, nose + 8), (35, mouth - 8), (36, mouth + 2)])
    outer, low = rig.eye_x + 41 * rig.eye_w, rig.eye_y
    foot = [
        spline([(outer + 1, low + 9), (outer + 8, low + 9), (outer + 15, low + 5)]),
        spline([(outer, low + 17), (outer + 7, low + 20), (outer + 14, low + 20)]),
    ]
    under = spline(
        [
            (rig.eye_x - 22, low + 45 * rig.eye_h),
            (rig.eye_x - 4, low + 54 * rig.eye_h),
            (rig.eye_x + 16, low + 51 * rig.eye_h),
        ]
    )
    both = [curve for half in (laugh, under) for curve in (half, mirror(half))]
    tone = blend(skin.deep, skin.line, 0.3)
    canvas.ink(both, tone, 4.8, "lens", round(0.95 * much, 2))
    canvas.ink([curve for half in foot for curve in (half, mirror(half))], tone, 4.0, "root", round(0.9 * much, 2))
    brow = rig.brow_y
    lines = [spline([(-30, brow - 19), (-12, brow - 22), (6, brow - 20), (26, brow - 21)])]
    if avatar.p("wrinkles") > -0.2:
        lines.append(spline([(-20, brow - 32), (-4, brow - 34), (18, brow - 33)]))
    canvas.ink(lines, tone, 4.0, "lens", round(0.7 * much, 2))


def draw_blush(canvas: Canvas, avatar: Avatar) -> None:
    """Rosy cheeks, on some with a few strokes."""
    rig, colors = avatar.rig, avatar.colors
    strong = 0.62 + 0.2 * avatar.p("blush") + 0.1 * rig.child - 0.14 * (1 - rig.lashes) * (1 - rig.child)
    strong = min(0.95, strong + 0.12 * (luma(avatar.colors.skin.base) < 125))
    stops = [(0.0, 1.0), (0.5, 0.55), (1.0, 0.0)]
    paint = canvas.radial([(at, colors.blush, round(strong * much, 2)) for at, much in stops])
    x, y = cheek_middle(avatar)
    canvas.fill([ellipse(-x, y, 28, 15)], paint)
    canvas.fill([ellipse(x, y, 28, 15)], paint)
    if avatar.noise("blush.strokes") + 0.5 * avatar.p("blush") > 0.15:
        strokes = [spline([(at + 3, y - 5), (at - 3, y + 5)]) for at in (-x - 9, -x, -x + 9, x - 9, x, x + 9)]
        canvas.ink(strokes, colors.blush, 3.4, "pen", 0.65, 2)


def draw_nose(canvas: Canvas, avatar: Avatar) -> None:
    """A small nose: a tick on the side turned from the light, and a soft light."""
    rig, skin = avatar.rig, avatar.colors.skin
    firm = (1 - rig.lashes) * (1 - rig.child)
    much = 0.75 + 0.25 * avatar.p("nose") + 0.3 * firm + 0.3 * rig.elder
    x, y = 2.0, rig.nose_y
    tick: list[Point] = [
        (x + 1 * much, y - 9 * much),
        (x + 5 * much, y),
        (x + 3 * much, y + 4),
        (x - 4 * much, y + 4.5),
    ]
    soft: list[Point] = [
        (x - 6 * much, y + 5),
        (x + 2, y + 4.5),
        (x + 7 * much, y + 1),
        lerp((x + 4, y + 9), (x + 3, y + 8), much),
    ]
    canvas.fill(blob(soft), skin.shade, 0.9)
    canvas.fill(ellipse(x - 3 * much, y - 6 * much, 2.4 * much, 4.6 * much, 8), skin.shine, 0.55)
    canvas.ink(spline(tick), skin.line, 3.4 + 0.5 * much, "lens", 0.8)
