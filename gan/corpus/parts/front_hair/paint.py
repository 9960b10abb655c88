"""Painting the front hair."""

from __future__ import annotations

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, outline, spline
from gan.corpus.drawing.hair import coat, dye_of, paint_locks
from gan.corpus.drawing.locks import tapered
from gan.corpus.drawing.texture import Texture, dome, texture_of
from gan.corpus.parts.front_hair.shapes import FrontHair

__all__ = ["draw_front_hair"]


def draw_front_hair(canvas: Canvas, avatar: Avatar, hair: FrontHair) -> None:
    """Paint the front hair."""
    if hair.cap is None:
        return
    if hair.buzz:
        # It lies on the skin, and turns with it.
        with canvas.surface(avatar.rig.pose.face):
            _draw_buzz(canvas, avatar, hair.cap)
        return
    rig, tone, texture = avatar.rig, avatar.colors.hair, texture_of(avatar)
    _, top = dome(avatar)
    low = max(340.0, max((float(lock.spine[-1, 1]) for lock in hair.locks), default=340.0))
    paints = coat(canvas, avatar, top, low, (max(rig.eye_y - 70, low - 150), low - 20))
    canvas.contour(hair.outlines, tone.line)
    canvas.fill(hair.cap, paints.base)
    if hair.tufts:
        canvas.fill(hair.tufts, paints.base)
    _draw_crown(canvas, avatar, hair, texture, paints.shade)
    _draw_wisps(canvas, avatar, hair)
    dye, streaks = dye_of(avatar), _streaks(avatar, hair)
    paint_locks(
        canvas,
        hair.locks,
        tone,
        paints.base,
        ring=top + 74 + 9 * avatar.p("shine"),
        gloss=avatar.p("gloss") * (1 - 0.4 * texture.mass),
        shade=paints.shade,
        levels=hair.levels,
        streaks=streaks,
        dye=dye,
        noise=avatar.noise,
    )
    _draw_whorl(canvas, avatar, hair, texture, streaks)


def _streaks(avatar: Avatar, hair: FrontHair) -> tuple[int, ...]:
    """The locks nearest to one eye, where the hair has dyed streaks."""
    first = len(hair.locks) - len(hair.fringe)
    if not avatar.has("hair_dye", "streaks"):
        return ()
    goal = avatar.rig.side * avatar.rig.eye_x * 0.9
    near = sorted(range(first, len(hair.locks)), key=lambda i: abs(float(hair.locks[i].spine[-1, 0]) - goal))
    return tuple(near[:2])


def _draw_crown(canvas: Canvas, avatar: Avatar, hair: FrontHair, texture: Texture, shade: str) -> None:
    """Strands of the cap from the parting to its sides, and the dome's shaded side."""
    rig = avatar.rig
    w, top = dome(avatar)
    px, py = hair.part
    dark = outline(
        [(w * 0.60, top + 40), (w * 0.90, 142), (w * 0.985, 212), (w * 0.92, rig.eye_y - 36)],
        [(w * 0.90, 240), (w * 0.82, 160), (w * 0.60, top + 40)],
    )
    canvas.fill(dark, shade)
    if texture.mass > 0.5:
        return
    lines: list[Curve] = []
    for s in (-1.0, 1.0):
        for k, (x, y) in enumerate(((0.90, 236), (0.80, 190), (0.96, 180))):
            end = (s * w * x + 4 * avatar.noise(f"crown.{s}.{k}"), y + 12 * avatar.noise(f"crown.y.{s}.{k}"))
            bend = (px + (end[0] - px) * 0.62, py + 16 + 0.16 * (y - py) + 14 * k)
            lines.append(spline([(px + s * 5, py + 12), bend, end]))
    canvas.fill(tapered(lines, 6.5, lens=True), shade)


def _draw_whorl(canvas: Canvas, avatar: Avatar, hair: FrontHair, texture: Texture, streaks: tuple[int, ...]) -> None:
    """The parting at the crown, or curl marks all over it."""
    tone = avatar.colors.hair
    if texture.mass > 0.5:
        _draw_coils(canvas, avatar, texture, [hair.locks[i].outline for i in streaks])
        return
    px, py = hair.part
    lines: list[Curve] = []
    for k, (dx, long) in enumerate(((-16, 26), (0, 34), (17, 24))):
        end = (px + dx * 1.5 + 4 * avatar.noise(f"whorl.{k}"), py + long * (1 + 0.3 * avatar.noise(f"whorl.y.{k}")))
        lines.append(spline([(px + dx * 0.15, py + 1), (px + dx * 0.7, py + long * 0.42), end]))
    canvas.fill(tapered(lines, 3.6), tone.line)


def _draw_wisps(canvas: Canvas, avatar: Avatar, hair: FrontHair) -> None:
    """Single hairs that fall beside the fringe's locks; the locks hide where they begin."""
    many = 2.6 + 2.4 * avatar.p("wisps")
    lines: list[Curve] = []
    for i, shape in enumerate(hair.fringe[1:7]):
        if i >= many:
            break
        tip = shape.spine[-1]
        if shape.melt > 0.5 or tip[1] < avatar.rig.hairline + 40:
            continue
        side = -1.0 if avatar.noise(f"wisp.side.{i}") < 0 else 1.0
        size = min(1.0, many - i)
        near, far = (shape.left, shape.right) if side < 0 else (shape.right, shape.left)
        # Well inside the lock, which hides it.
        start = near[len(near) // 2] * 0.6 + far[len(far) // 2] * 0.4
        end = (
            float(tip[0]) + side * (11 + 4 * avatar.noise(f"wisp.{i}")),
            float(tip[1]) - (8 + 10 * size) * (1 + 0.5 * avatar.noise(f"wisp.y.{i}")),
        )
        x, y = float(start[0]), float(start[1])
        bend = (x + (end[0] - x) * 0.55 + side * 4, y + (end[1] - y) * 0.55)
        lines.append(spline([(x, y), bend, end]))
    if lines:
        canvas.fill(tapered(lines, 4.2), avatar.colors.hair.line)


def _draw_coils(canvas: Canvas, avatar: Avatar, texture: Texture, dyed: list[Curve]) -> None:
    """Small curls scattered over the dome, in the dye's shade where it is dyed."""
    w, top = dome(avatar)
    tone = avatar.colors.hair
    dye = dye_of(avatar)
    dark: list[Curve] = []
    light: list[Curve] = []
    bright: list[Curve] = []
    for i, (x, y) in enumerate(
        (
            (-0.62, 74),
            (-0.30, 40),
            (0.05, 24),
            (0.38, 46),
            (0.66, 82),
            (-0.80, 128),
            (-0.42, 96),
            (0.02, 74),
            (0.44, 104),
            (0.82, 136),
        )
    ):
        cx, cy = w * x + 9 * avatar.noise(f"coil.x.{i}"), top + y + 8 * avatar.noise(f"coil.y.{i}")
        r = texture.pitch * 0.42 * (1 + 0.2 * avatar.noise(f"coil.r.{i}"))
        flip = -1.0 if avatar.noise(f"coil.side.{i}") < 0 else 1.0
        arc = [(-1.0, 0.1), (-0.5, -0.85), (0.5, -0.8), (0.95, 0.05), (0.35, 0.65), (-0.2, 0.25)]
        curl = spline([(cx + flip * r * ax, cy + r * ay) for ax, ay in arc])
        if any(_crosses(curve, cx, cy) for curve in dyed):
            bright.append(curl)
        else:
            (light if i in (0, 1, 3, 6) else dark).append(curl)
    canvas.stroke(dark, tone.shade, 3.4)
    canvas.stroke(light, tone.light, 3.4)
    if bright and dye is not None:
        canvas.stroke(bright, dye.shade, 3.4)


def _crosses(curve: Curve, x: float, y: float) -> bool:
    """Whether a curl about a point would lie on a lock."""
    near = curve[abs(curve[:, 1] - y) < 30, 0]
    return len(near) > 0 and float(near.min()) - 12 < x < float(near.max()) + 12


def _draw_buzz(canvas: Canvas, avatar: Avatar, cap: Curve) -> None:
    """A close crop: colour that lets a little skin through, and short fine hairs."""
    rig, tone = avatar.rig, avatar.colors.hair
    top = rig.crown + 11
    curl = min(1.0, texture_of(avatar).bump / 5)
    canvas.contour(cap, tone.line, 4.2)
    canvas.fill(cap, avatar.colors.skin.shade)
    canvas.fill(
        cap,
        canvas.linear([(0, tone.base, 0.96), (0.5, tone.base, 0.9), (1, tone.base, 0.45)], (0, top), (0, rig.eye_y)),
    )
    hairs: list[Curve] = []
    for row, y in enumerate((top + 20, top + 42, top + 64, top + 86)):
        wide = rig.face_width * (0.38, 0.62, 0.78, 0.9)[row]
        count = (4, 6, 7, 2)[row]
        for k in range(count):
            x = wide * (2 * (k + 0.5 + 0.2 * avatar.noise(f"buzz.{row}.{k}")) / count - 1)
            if row == 3:
                x = (-1.0 if k == 0 else 1.0) * wide
            hairs.append(_short_hair(x, y, curl))
    canvas.ink(hairs, tone.shade, 3.6, "lens", count=3)


def _short_hair(x: float, y: float, curl: float) -> Curve:
    """One short hair: a dash where the hair is straight, a small arch where it curls."""
    side = 4.5 * curl
    return spline([(x * 0.97 - side, y - 5 + 8 * curl), (x, y - 2 * curl), (x * 1.02 + side, y + 6 - 3 * curl)])
