"""A canvas that paints otherwise: the same shapes as the corpus, with other colours, lines and gradients."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise

from coloraide import Color

from gan.corpus.drawing.canvas import Canvas, Shapes, Stop
from gan.corpus.drawing.geometry import Point, Taper
from gan.corpus.drawing.palettes import Palette, Ramp
from gan.corpus.drawing.tones import Tone

__all__ = ["Repainted", "Role", "tone_of"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a colour stands for.

    Attributes:
        material: the field of `Palette` that it is of: `hair`, `skin`, `cloth`.
        level: the field of `Ramp`, from `deep` to `shine`, or `line`; `upper` or `lower` of the background.
    """

    material: str
    level: str


@cache
def tone_of(color: str) -> Tone:
    """A hex colour in OKLCH."""
    lightness, chroma, hue = Color(color).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


class Repainted(Canvas, ABC):
    """A canvas in a style: what each colour becomes is for the style to say.

    Gradients become flat areas that meet half-way between two stops, the backdrop's is one colour, a blush is a flat
    oval, and white lights are left out.
    """

    def __init__(self, colors: Palette) -> None:
        super().__init__()
        self._roles = _roles(colors)
        self._lines: set[str] = set()

    @abstractmethod
    def paint(self, color: str, role: Role | None) -> str:
        """What a colour of areas and of strokes within them becomes.

        Args:
            color: hexadecimal.
            role: what it stands for; None for colours of things such as hats, whose lines alone are known.
        """

    @abstractmethod
    def line(self, color: str, width: float) -> tuple[str, float]:
        """What a contour becomes."""

    def opacity(self, opacity: float) -> float:
        """How far an area that lets through what is below it does so."""
        return opacity

    def contour(self, shapes: Shapes, color: str, width: float = 4.6) -> None:
        """A contour in the style."""
        self._lines.add(color)
        super().contour(shapes, *self.line(color, width))

    def fill(self, shapes: Shapes, paint: str, opacity: float = 1.0, move: Point | None = None) -> None:
        """An area in the style."""
        super().fill(shapes, self._painted(paint), self.opacity(opacity), move)

    def stroke(self, curves: Shapes, color: str, width: float, opacity: float = 1.0) -> None:
        """Even lines in the style."""
        super().stroke(curves, self._painted(color), width, self.opacity(opacity))

    def ink(
        self, curves: Shapes, color: str, width: float, taper: Taper = "lens", opacity: float = 1.0, count: int = 8
    ) -> None:
        """Brush strokes in the style."""
        super().ink(curves, self._painted(color), width, taper, self.opacity(opacity), count)

    def linear(self, stops: Sequence[Stop], start: Point, end: Point) -> str:
        """Flat areas that meet half-way between the stops."""
        painted = [(at, self._painted(color), opacity) for at, color, opacity in stops]
        if self.is_backdrop(stops):
            return painted[0][1]
        stepped: list[Stop] = [(0.0, *painted[0][1:])]
        for (at, *before), (then, *after) in pairwise(painted):
            if before[0] != after[0]:
                middle = round((at + then) / 2, 3)
                stepped += [(middle, str(before[0]), float(before[1])), (middle, str(after[0]), float(after[1]))]
        return super().linear([*stepped, (1.0, *painted[-1][1:])], start, end)

    def radial(self, stops: Sequence[Stop]) -> str:
        """A flat light, as strong as the soft one is about half-way to its rim; none where it is white."""
        white = stops[0][1] == "#ffffff"
        color, strength = self._painted(stops[0][1]), round(0.6 * max(opacity for _, _, opacity in stops), 2)
        if white:
            strength = 0.0
        return super().radial([(0.0, color, strength), (1.0, color, strength)])

    def is_backdrop(self, stops: Sequence[Stop]) -> bool:
        """Whether a gradient is the backdrop's."""
        role = self._roles.get(stops[0][1])
        return role is not None and role.material == "background"

    def _painted(self, paint: str) -> str:
        if paint.startswith("url("):
            return paint
        role = self._roles.get(paint)
        if role is None and paint in self._lines:
            role = Role("", "line")
        return self.paint(paint, role)


def _roles(colors: Palette) -> dict[str, Role]:
    found = {
        color: Role("background", level) for color, level in zip(colors.background, ("upper", "lower"), strict=True)
    }
    for material in fields(colors):
        ramp = getattr(colors, material.name)
        if isinstance(ramp, Ramp):
            for level in fields(ramp):
                found.setdefault(getattr(ramp, level.name), Role(material.name, level.name))
    return found
