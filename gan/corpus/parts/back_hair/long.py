"""Long and straight."""

from __future__ import annotations

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.geometry import join, mirror, outline
from gan.corpus.hair import paint_locks
from gan.corpus.locks import Lock, grow
from gan.corpus.values import Value

VALUE = Value("long", "长发")


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw it."""
    rig, tone = avatar.rig, avatar.colors.hair
    w, top, low = rig.hair, rig.crown, 470 + 20 * avatar.p("back_length")
    half = outline([(0, top), (-w * 0.72, top + 50), (-w * 1.0, 225), (-w * 1.06, 330), (-w * 1.1, low - 30)], [(0, low)])
    mass = join(half, mirror(half)[::-1])
    shapes = []
    for i, x in enumerate((-1.16, 1.16, -0.95, 0.95, -0.72, 0.72, -0.42, 0.42, 0.0)):
        tip = (x * w * 1.1 + 8 * avatar.noise(f"back.{i}") + 8 * avatar.p("sway"), low + 30 + 16 * avatar.noise(f"back.y.{i}"))
        shapes.append(grow(Lock((x * w * 0.55, top + 60), tip, 62, hug=0.8, sweep=0.03 * (1 if x > 0 else -1))))
    canvas.contour([mass, *(shape.outline for shape in shapes)], tone.line)
    paint = canvas.linear([(0, tone.base, 1), (0.6, tone.shade, 1), (1, tone.deep, 1)], (0, 100), (0, 560))
    canvas.fill(mass, paint)
    paint_locks(canvas, shapes, tone, paint)
