"""The head without hair: skull, cheeks and chin, ears, nose, blush."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas, Shapes
from gan.corpus.geometry import Curve, ellipse, join, mirror, outline, spline
from gan.corpus.rig import Rig
from gan.corpus.values import Value, mixed

__all__ = ["FACES", "draw_blush", "draw_ears", "draw_face", "draw_nose", "face_outline"]

FACES: dict[str, Value] = {
    "round": Value("round", "圆脸", near=("oval",)),
    "oval": Value("oval", "鹅蛋脸", share=1.2, near=("round", "heart")),
    "heart": Value("heart-shaped", "心形脸", near=("oval",)),
    "square": Value("square", "方脸", share=0.8, near=("oval",)),
}


@dataclass(frozen=True, slots=True)
class _Face:
    """Shares of the face's half-width at the cheekbone, the jaw and beside the chin's tip, and the jaw's height."""

    cheek: float
    jaw: float
    tip: float
    jaw_y: float
    chin: float


_SHAPES: dict[str, _Face] = {
    "round": _Face(0.985, 0.06, 0.30, 3, -3),
    "oval": _Face(0.965, 0.0, 0.24, 0, 0),
    "heart": _Face(0.955, -0.06, 0.16, -3, 3),
    "square": _Face(0.975, 0.09, 0.34, 6, 0),
}


def face_outline(avatar: Avatar) -> Curve:
    """Closed outline of skull and face, seen from the front."""
    rig, shape = avatar.rig, mixed(_SHAPES, avatar.record, "face")
    w, top, chin = rig.face_width, rig.crown + 16, rig.chin + shape.chin
    half = spline(
        [
            (0.0, top),
            (-0.62 * w, top + 22),
            (-0.97 * w, top + 88),
            (-w * 1.0, 236),
            (-shape.cheek * w, 312),
            (-(rig.jaw + shape.jaw) * w, rig.jaw_y + shape.jaw_y),
            (-shape.tip * w, chin - 7),
            (0.0, chin),
        ]
    )
    return join(half, mirror(half)[::-1])


def draw_ears(canvas: Canvas, avatar: Avatar) -> None:
    """Both ears, behind the face."""
    rig, skin = avatar.rig, avatar.colors.skin
    k = 1 + 0.1 * avatar.p("ear_size")
    for side in (-1.0, 1.0):
        x, y = rig.face_width - 1, rig.eye_y + 4
        ear = outline(
            [(x - 8, y - 20 * k), (x + 11 * k, y - 24 * k), (x + 18 * k, y - 4), (x + 8 * k, y + 22), (x - 10, y + 28)],
            [(x - 8, y - 20 * k)],
        )
        canvas.shape(mirror(ear, side < 0), skin.base, skin.line, 4.2)
        inner = spline([(x - 2, y - 12), (x + 9 * k, y - 11), (x + 6 * k, y + 9)])
        canvas.ink(mirror(inner, side < 0), skin.shade, 5)


def draw_face(canvas: Canvas, avatar: Avatar, shadow: Shapes) -> None:
    """Skin with its shading; `shadow` is the front hair, which throws a shadow on it."""
    rig, skin = avatar.rig, avatar.colors.skin
    shape, w = face_outline(avatar), rig.face_width
    canvas.shape(shape, skin.base, skin.line)
    with canvas.clip(shape):
        far = outline(
            [(w * 0.99, 200), (w * 0.87, 318), (rig.jaw * w * 0.78, rig.jaw_y + 4), (0.1 * w, rig.chin - 4)],
            [(0, 470), (260, 440), (260, 200)],
            [(w * 0.99, 200)],
        )
        canvas.fill(far, skin.shade, 0.55)
        canvas.fill(shadow, skin.shade, 1.0, (4, 12))


def draw_blush(canvas: Canvas, avatar: Avatar) -> None:
    """Rosy cheeks."""
    rig, colors = avatar.rig, avatar.colors
    strong = 0.62 + 0.2 * avatar.p("blush") + 0.12 * rig.child - (0.25 if avatar.has("presentation", "masculine") else 0)
    paint = canvas.radial([(0, colors.blush, round(strong, 2)), (0.55, colors.blush, round(strong * 0.5, 2)), (1, colors.blush, 0)])
    x, y = rig.eye_x + 20, rig.eye_y + 50 * min(rig.eye_h, 1.05) + 4
    canvas.fill([ellipse(-x, y, 28, 16)], paint)
    canvas.fill([ellipse(x, y, 28, 16)], paint)


def draw_nose(canvas: Canvas, avatar: Avatar) -> None:
    """A small nose."""
    y = avatar.rig.nose_y
    canvas.ink(spline([(2, y - 4), (4, y + 3), (-3, y + 4)]), avatar.colors.skin.line, 4.0, opacity=0.75)
