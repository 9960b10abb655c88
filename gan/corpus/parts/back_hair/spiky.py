"""Short, all spikes: they stand away from the head all round."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve, Point, join, spline
from gan.corpus.drawing.texture import dome
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts.back_hair._paint import body_paint, covered
from gan.corpus.parts.back_hair._short import Crop, Tuft, draw_crop
from gan.corpus.parts.back_hair._strands import is_coily
from gan.corpus.parts.headwear import EARS
from gan.corpus.records.values import Value

VALUE = Value("spiky hair", "刺猬头", share=1.3)

# Degrees from straight up to the outside, how far the tip stands from the cap, half the angle of its base.
_SPIKES = ((8, 34, 18), (34, 46, 19), (60, 54, 19), (86, 58, 17), (110, 50, 15), (130, 34, 12))
_NAPE = Crop(
    low=34,
    wide=0.76,
    tufts=(Tuft((0.2, 90), (0.34, 40), (0.3, 6), 44), Tuft((0.4, 110), (0.62, 60), (0.72, 16), 46)),
    wild=5,
)


@dataclass(frozen=True, slots=True)
class _Spike:
    left: Curve
    right: Curve
    middle: Curve
    dark: Curve
    strand: Curve


def behind(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the nape, and every other spike."""
    draw_crop(canvas, avatar, _NAPE)
    spikes = _spikes(avatar, 1)
    if spikes:
        tone = avatar.colors.hair
        lit, dark = body_paint(canvas, avatar, 40, avatar.rig.chin)
        curves = [join(spike.left, spike.right[::-1]) for spike in spikes]
        canvas.contour(curves, tone.line)
        canvas.fill(curves, lit)
        canvas.fill([join(spike.middle, spike.dark[::-1]) for spike in spikes], dark)
        canvas.ink([spike.strand for spike in spikes], tone.shade, 4.4, count=4)


def over_head(canvas: Canvas, avatar: Avatar) -> None:
    """Draw the spikes that grow from the front hair and break its outline."""
    spikes = _spikes(avatar, 0)
    if spikes:
        tone = avatar.colors.hair
        lit, dark = body_paint(canvas, avatar, 40, avatar.rig.chin)
        curves = [join(spike.left, spike.right[::-1]) for spike in spikes]
        edges = [edge[::-1] for spike in spikes for edge in (spike.left, spike.right)]
        canvas.ink(edges, tone.line, 6.4, "root", count=4)
        canvas.fill(curves, lit)
        canvas.fill([join(spike.middle, spike.dark[::-1]) for spike in spikes], dark)
        canvas.ink([spike.strand for spike in spikes], tone.shade, 4.4, count=4)


def _spikes(avatar: Avatar, first: int) -> list[_Spike]:
    """Every other spike of both sides."""
    if is_coily(avatar):
        return []
    w, top = dome(avatar)
    hidden, result = covered(avatar), list[_Spike]()
    eared = avatar.value("headwear") in EARS
    for s in (avatar.rig.side, -avatar.rig.side):
        for k, (angle, far, base) in enumerate(_SPIKES):
            # Below the temples a spike in front would lie over the face.
            if ((k + (s < 0)) % 2 or int(angle > 80)) != first or (hidden and angle < 100):
                continue
            # Animal ears need the place.
            if eared and 20 < angle < 70:
                continue
            # The spikes of one side lean over the crown to the other: they are combed, not shot out.
            a = s * angle + avatar.rig.side * 9 + 3 * avatar.noise(f"back.spike.{s}.{k}")
            long = far + 8 * avatar.p("hair_volume") + 7 * avatar.noise(f"back.spike.far.{s}.{k}")
            # None is cut by the edge of the picture.
            bent = math.cos(math.radians(a) * 0.74)
            if bent > 0.5:
                long = min(long, (212 - ceiling(avatar)) / bent - 216 + top)
            result.append(_spike(w, 216 - top, a, long, base, 0.97 if first else 0.86))
    return result


def _spike(w: float, tall: float, angle: float, far: float, base: float, root: float) -> _Spike:
    """A spike on the dome, its tip bent upward."""

    def at(degrees: float, share: float, out: float = 0.0) -> Point:
        a = math.radians(degrees)
        return (math.sin(a) * (w * share + out), 216 - math.cos(a) * (tall * share + out))

    bent = angle - math.copysign(min(abs(angle), 60) * 0.26, angle)
    tip, lean = at(bent, 1, far), (bent - angle) * 0.25
    left = spline([at(angle - base, root), at(angle - base * 0.50 + lean, 1.0, far * 0.26), tip])
    right = spline([at(angle + base, root), at(angle + base * 0.50 + lean, 1.0, far * 0.26), tip])
    dark = 1 if angle > -40 else -1
    middle = spline([at(angle + dark * base * 0.7, root), at(angle + lean + dark * base * 0.2, 1, far * 0.3), tip])
    strand = spline(
        [
            at(angle - dark * base * 0.1, root + 0.02),
            at(angle + lean, 1, far * 0.22),
            at((angle + bent) / 2, 1, far * 0.6),
        ]
    )
    return _Spike(left, right, middle, right if dark > 0 else left, strand)
