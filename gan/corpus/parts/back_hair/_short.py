"""Short hair: the back of the head with tufts that show beside the neck and round the ears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Point
from gan.corpus.drawing.texture import dome
from gan.corpus.parts.back_hair._paint import body_paint, combed, nape, paint_inside, paint_tresses
from gan.corpus.parts.back_hair._strands import Tress, cloud, is_coily
from gan.corpus.records.values import mixed

__all__ = ["CROPS", "Crop", "Tuft", "crop_of", "draw_crop"]


@dataclass(frozen=True, slots=True)
class Tuft:
    """A tuft of the left side: root, middle and tip; x as shares of the hair's half-width (positive is outward), y
    in canvas units above the chin."""

    root: Point
    middle: Point
    tip: Point
    width: float


@dataclass(frozen=True, slots=True)
class Crop:
    """Short hair.

    Attributes:
        low: where the nape ends, canvas units above the chin.
        wide: half-width at the nape, as a share of the hair's.
        tufts: of each side, painted from the first to the last.
        wild: how far the tips of the two sides differ, canvas units.
    """

    low: float
    wide: float
    tufts: tuple[Tuft, ...]
    wild: float


CROPS: dict[str, Crop] = {
    "short": Crop(
        low=34,
        wide=0.72,
        tufts=(
            Tuft((0.20, 90), (0.36, 50), (0.30, 8), 44),
            Tuft((0.40, 100), (0.58, 58), (0.56, 16), 46),
            Tuft((0.62, 150), (0.86, 90), (0.78, 34), 46),
            Tuft((0.60, 210), (0.84, 140), (0.87, 78), 40),
            Tuft((0.60, 270), (0.86, 210), (0.90, 150), 36),
        ),
        wild=4,
    ),
    "tousled": Crop(
        low=24,
        wide=0.80,
        tufts=(
            Tuft((0.16, 90), (0.30, 40), (0.26, -8), 46),
            Tuft((0.40, 110), (0.62, 50), (0.72, 0), 50),
            Tuft((0.60, 160), (0.84, 84), (1.08, 44), 50),
            Tuft((0.64, 220), (0.96, 140), (1.18, 92), 44),
            Tuft((0.66, 270), (0.96, 200), (1.14, 160), 38),
        ),
        wild=7,
    ),
}


def crop_of(avatar: Avatar) -> Crop:
    """The crop of the avatar's hairstyle."""
    return mixed(CROPS, avatar.record, "back_hair")


def draw_crop(canvas: Canvas, avatar: Avatar, crop: Crop) -> None:
    """Draw short hair behind the head."""
    rig = avatar.rig
    low = rig.chin - crop.low + 5 * avatar.p("back_length")
    mass = nape(avatar, low, crop.wide)
    lit, dark = body_paint(canvas, avatar, 190, low + 20, sunk=True)
    if is_coily(avatar):
        rim = cloud(avatar, "back.short", _rim(avatar, low, crop.wide), 32, 8)
        canvas.contour([rim], avatar.colors.hair.line)
        canvas.fill([rim], lit)
        paint_inside(canvas, avatar, nape(avatar, low - 2, crop.wide * 0.8, 0.8), [], low + 20)
        return
    shapes = combed(avatar, [*_tufts(avatar, crop, -1.0), *_tufts(avatar, crop, 1.0)], 0.8)
    canvas.contour([mass, *(shape.outline for shape in shapes)], avatar.colors.hair.line)
    paint_inside(canvas, avatar, mass, [], low + 40)
    last, count = len(crop.tufts) - 1, len(crop.tufts)
    upper = [k + side for side in (0, count) for k in range(1, count, 2)]
    strands = [(k, 0.45, 0.9, 0.6) for k in (last - 1, count + last - 1)] if count > 2 else []
    paint_tresses(
        canvas,
        avatar,
        shapes,
        (lit, dark),
        upper=upper,
        strands=strands,
        streak=1 if rig.side < 0 else count + 1,
        inner=(0, 1, count, count + 1),
    )


def _tufts(avatar: Avatar, crop: Crop, s: float) -> list[Tress]:
    rig = avatar.rig
    w, chin = dome(avatar)[0], rig.chin
    name = "left" if s < 0 else "right"
    long = 1 + 0.10 * avatar.p("back_length")
    result: list[Tress] = []
    for k, tuft in enumerate(crop.tufts):
        dx, dy = crop.wild * avatar.noise(f"back.{name}.x.{k}"), crop.wild * avatar.noise(f"back.{name}.y.{k}")
        (x0, y0), (x1, y1), (x2, y2) = tuft.root, tuft.middle, tuft.tip
        x2, y2 = x1 + (x2 - x1) * long, y1 + (y2 - y1) * long
        dx += 4 * avatar.p("sway") * s
        points = ((s * x0 * w, chin - y0), (s * x1 * w, chin - y1), (s * (x2 * w + dx), chin - y2 + dy))
        result.append(Tress(points, tuft.width + 4 * avatar.noise(f"back.{name}.w.{k}")))
    return result


def _rim(avatar: Avatar, low: float, wide: float) -> Sequence[Point]:
    w, top = dome(avatar)
    half: list[Point] = [(w * 0.8, top + 54), (w * 1.02, 200), (w * 1.0, 290), (w * (wide - 0.04), low - 24)]
    return [(0, top + 14), *half, (w * wide * 0.5, low), *((-x, y) for x, y in [(w * wide * 0.5, low), *half[::-1]])]
