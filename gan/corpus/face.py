"""Ears, face, blush, nose and brows."""

from __future__ import annotations

from gan.corpus.canvas import Canvas
from gan.corpus.geometry import Curve, ellipse, ink, join, mirror, outline, path, spline
from gan.corpus.palettes import Palette
from gan.corpus.rig import Rig
from gan.corpus.sampling import Record

__all__ = ["brow_paths", "draw_brows", "draw_ears", "draw_face", "draw_nose", "face_outline"]


def face_outline(rig: Rig) -> Curve:
    """Closed outline of the face, forehead included; the chin follows the turn of the head."""
    w, jaw = rig.face_width, rig.jaw * rig.face_width
    lean = 6 * rig.turn

    def half(side: float) -> Curve:
        far = 1 - 0.03 * side * rig.turn
        points = [
            (0.0, 104.0),
            (side * 0.72 * w, 140.0),
            (side * w * far, 232.0),
            (side * 0.965 * w * far + lean * 0.3, 312.0),
            (side * jaw * far + lean * 0.7, rig.jaw_y),
            (side * 0.24 * w + lean, rig.chin - 7),
            (lean, rig.chin),
        ]
        return spline(points)

    return join(half(-1.0), half(1.0)[::-1])


def draw_ears(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    """Both ears, behind the face."""
    w, skin = rig.face_width, colors.skin
    for side in (-1.0, 1.0):
        x = side * (w + 3) * (1 - 0.03 * side * rig.turn) - 5 * rig.turn
        y = rig.eye_y - 4
        ear = outline(
            [
                (x - side * 12, y - 18),
                (x + side * 9, y - 22),
                (x + side * 15, y + 2),
                (x + side * 4, y + 27),
                (x - side * 14, y + 30),
            ],
            [(x - side * 12, y - 18)],
        )
        canvas.shape(path(ear), skin.base, skin.line, 4.5)
        inner = spline([(x - side * 4, y - 10), (x + side * 7, y - 8), (x + side * 5, y + 10)])
        canvas.fill(ink(inner, 5), skin.shade)


def draw_face(canvas: Canvas, rig: Rig, record: Record, colors: Palette, fringe: str) -> str:
    """The face with its shading and blush, and its path data; `fringe` is the front hair, which throws a shadow."""
    skin = colors.skin
    data = path(face_outline(rig))
    canvas.shape(data, skin.base, skin.line, 5.0)
    w = rig.face_width
    with canvas.clip(data):
        far = outline(
            [
                (w * 0.99, 200),
                (w * 0.86, 318),
                (rig.jaw * w * 0.74, rig.jaw_y + 6),
                (0.12 * w, rig.chin - 5),
                (-0.2 * w, rig.chin - 3),
            ],
            [(0, 470), (260, 440), (260, 200)],
            [(w * 0.99, 200)],
        )
        canvas.fill(path(far), skin.shade, 0.6)
        canvas.fill(fringe, skin.shade, 1.0, (rig.turn * 5 + 3, 13))
        strong = (
            0.72
            + 0.2 * record.parameters["blush"]
            + (0.12 if record.attributes["age"] == "child" else 0.0)
            + (0.1 if record.attributes["mouth"] == "pout" else 0.0)
        )
        if record.attributes["presentation"] == "masculine":
            strong -= 0.35
        paint = canvas.radial(
            [
                (0, colors.blush, round(min(strong, 0.95), 2)),
                (0.55, colors.blush, round(strong * 0.5, 2)),
                (1, colors.blush, 0),
            ]
        )
        for side in (-1.0, 1.0):
            x = side * (rig.eye_x + 19) * (1 - 0.05 * side * rig.turn) + 8 * rig.turn
            canvas.fill(path(ellipse(x, rig.eye_y + 47 * min(rig.eye_h, 1.05) + 5, 30, 17)), paint)
    return data


def draw_nose(canvas: Canvas, rig: Rig, colors: Palette) -> None:
    """A small nose: a soft shadow tick and a light."""
    x = 11 * rig.turn
    y = rig.eye_y + (rig.mouth_y - rig.eye_y) * 0.56
    tick = spline([(x - 3, y - 3), (x - 5 + 4 * rig.turn, y + 4), (x + 3, y + 5)])
    canvas.fill(ink(tick, 4.6), colors.skin.line, 0.75)


def brow_paths(rig: Rig, record: Record) -> list[str]:
    """Ink of both brows."""
    p, mouth = record.parameters, record.attributes["mouth"]
    angle = 4 * p["brow_angle"] + {"pout": -1.0, "grin": -1.0}.get(mouth, -3.0)
    y = rig.eye_y - 47 * rig.eye_h - 15 - 3 * p["brow_height"]
    if record.attributes["presentation"] == "masculine":
        y += 3
    result: list[str] = []
    for side in (-1.0, 1.0):
        x = rig.eye_x
        arch = 9 if record.attributes["presentation"] != "masculine" else 5
        brow = spline([(x - 27, y + 2 + angle), (x + 2, y - arch + 4), (x + 34, y + 7 - angle)])
        brow = mirror(brow, side < 0) * (1 - 0.05 * side * rig.turn, 1.0) + (9 * rig.turn, 0.0)
        result.append(ink(brow, rig.brow_width, "root" if rig.brow_width < 8 else "pen", 6))
    return result


def draw_brows(canvas: Canvas, brows: list[str], color: str, opacity: float = 1.0) -> None:
    """Brows; drawn once on the face and once, faintly, over the fringe."""
    for brow in brows:
        canvas.fill(brow, color, opacity)
