"""Where an ornament sits in the hair."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import Curve
from gan.corpus.drawing.worn import SHADOW, crown_of, moved
from gan.corpus.parts.headwear import COVERS_CROWN

__all__ = ["Anchor", "anchor"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on the side of the head for curves that are drawn about (0, 0) for the viewer's right.

    Attributes:
        x, y: canvas units.
        side: sign of the side.
        size: scale.
        low: whether it sits at the temple, under a hat.
    """

    x: float
    y: float
    side: float
    size: float
    low: bool

    def put(
        self, *curves: Curve, angle: float = 0.0, k: float = 1.0, by: tuple[float, float] = (0.0, 0.0)
    ) -> list[Curve]:
        """The curves in their place, mirrored on the left."""
        x, y = self.x + self.side * by[0] * self.size, self.y + by[1] * self.size
        return moved(curves, x, y, angle * self.side, k * self.size, self.side < 0)

    def shade(self, canvas: Canvas, curves: list[Curve]) -> None:
        """The shadow that curves throw on the hair."""
        canvas.fill(curves, SHADOW, 0.3, (3, 7))


def anchor(avatar: Avatar, out: float, y: float, low_size: float = 0.85) -> Anchor:
    """A place at `out` half-widths of the head and a height, or lower and smaller where a hat or wreath is above."""
    rig = avatar.rig
    w, _ = crown_of(avatar)
    side = -rig.side
    size = 1 + 0.07 * avatar.p("accessory_size")
    low = avatar.has("headwear", "flower_crown", *COVERS_CROWN)
    x = out * w + 4 * avatar.p("accessory_place")
    if low and avatar.has("back_hair", "buzz"):
        return Anchor(side * 0.97 * w, rig.eye_y - 86, side, size * low_size, low=True)
    if low:
        return Anchor(side * max(0.84 * w, rig.eye_x + 50), rig.eye_y - 76, side, size * low_size, low=True)
    if avatar.has("back_hair", "buzz"):
        return Anchor(side * 0.74 * w, min(y, 112.0), side, size * 0.9, low=False)
    if avatar.value("headwear") not in (None, "none", "headphones"):
        # Ears, bands and crowns need the place above.
        return Anchor(
            side * (0.74 * w + 3 * avatar.p("accessory_place")),
            max(y, 190.0),
            side,
            size * max(low_size, 0.78),
            low=True,
        )
    return Anchor(side * x, y, side, size, low=False)
