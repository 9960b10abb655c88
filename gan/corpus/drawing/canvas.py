"""A sheet that collects SVG elements, gradients and clip paths in drawing order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import accumulate

import numpy as np

from gan.corpus.drawing.geometry import Curve, Point, Taper, brush, path, polygon
from gan.corpus.drawing.surfaces import Surface

__all__ = ["Canvas", "Shapes", "Stop"]

# Offset 0..1, colour, opacity 0..1.
Stop = tuple[float, str, float]

# One closed curve, or several that are painted as one.
Shapes = Curve | Sequence[Curve]


class Canvas:
    """SVG under construction; the canvas is 512 by 512 units with x = 0 in the middle and y = 0 at the upper edge.

    Paints are a hex colour, or what `linear` and `radial` return. Light falls from the upper left.
    """

    def __init__(self) -> None:
        self._defs: list[str] = []
        self._body: list[str] = []
        self._surfaces: list[Surface] = []
        self._names = 0

    def fill(self, shapes: Shapes, paint: str, opacity: float = 1.0, move: Point | None = None) -> None:
        """Closed curves, filled."""
        self._element(f'd="{self._data(shapes, move)}" fill="{paint}"', opacity)

    def contour(self, shapes: Shapes, color: str, width: float = 4.6) -> None:
        """The outline of curves to be filled afterwards; moved from the light, so it is thicker at the lower right."""
        data = self._data(shapes, (width * 0.14, width * 0.2))
        self._element(
            f'd="{data}" fill="{color}" stroke="{color}" stroke-width="{width:.1f}" stroke-linejoin="round"', 1.0
        )

    def shape(self, shapes: Shapes, paint: str, line: str, width: float = 4.6) -> None:
        """Closed curves, filled, with their contour."""
        self.contour(shapes, line, width)
        self.fill(shapes, paint)

    def stroke(self, curves: Shapes, color: str, width: float, opacity: float = 1.0) -> None:
        """Open curves as even lines with round ends."""
        data = self._data(curves, None, close=False)
        self._element(
            f'd="{data}" fill="none" stroke="{color}" stroke-width="{width:.1f}" stroke-linecap="round"'
            ' stroke-linejoin="round"',
            opacity,
        )

    def ink(
        self, curves: Shapes, color: str, width: float, taper: Taper = "lens", opacity: float = 1.0, count: int = 8
    ) -> None:
        """Open curves as brush strokes; see `gan.corpus.drawing.geometry.brush`."""
        strokes = [polygon(brush(curve, width, taper, count)) for curve in self._on_surface(curves)]
        self._element(f'd="{"".join(strokes)}" fill="{color}"', opacity)

    def linear(self, stops: Sequence[Stop], start: Point, end: Point) -> str:
        """Paint of a linear gradient between two points of the canvas (not turned with the head)."""
        place = f'x1="{start[0]:.0f}" y1="{start[1]:.0f}" x2="{end[0]:.0f}" y2="{end[1]:.0f}"'
        return self._gradient("linearGradient", f'gradientUnits="userSpaceOnUse" {place}', stops)

    def radial(self, stops: Sequence[Stop]) -> str:
        """Paint of a radial gradient over the painted shape's own box, from its middle to its rim."""
        return self._gradient("radialGradient", 'cx="0.5" cy="0.5" r="0.5"', stops)

    @contextmanager
    def clip(self, shapes: Shapes) -> Generator[None]:
        """What is drawn inside shows only within the closed curves."""
        name = self._name()
        self._defs.append(f'<clipPath id="{name}"><path d="{self._data(shapes, None)}"/></clipPath>')
        self._body.append(f'<g clip-path="url(#{name})">')
        yield
        self._body.append("</g>")

    @contextmanager
    def group(self, transform: str) -> Generator[None]:
        """What is drawn inside is transformed, after any surface has had its effect."""
        self._body.append(f'<g transform="{transform}">')
        yield
        self._body.append("</g>")

    @contextmanager
    def surface(self, surface: Surface) -> Generator[None]:
        """What is drawn inside lies on a surface of the turned head; the innermost surface alone counts."""
        self._surfaces.append(surface)
        yield
        self._surfaces.pop()

    def svg(self) -> str:
        """The whole document."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-256 0 512 512" width="512" height="512">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._body)}</svg>"
        )

    def _element(self, attributes: str, opacity: float) -> None:
        extra = "" if opacity == 1.0 else f' opacity="{opacity:.2f}"'
        self._body.append(f"<path {attributes}{extra}/>")

    def _data(self, shapes: Shapes, move: Point | None, close: bool = True) -> str:
        curves = self._on_surface(shapes)
        if move is not None:
            curves = [curve + move for curve in curves]
        return "".join(path(curve, close) for curve in curves)

    def _on_surface(self, shapes: Shapes) -> Sequence[Curve]:
        curves = _several(shapes)
        if not self._surfaces or not curves:
            return curves
        surface = self._surfaces[-1]
        if len(curves) == 1:
            return [surface(curves[0])]
        # All at once: it is the number of calls to numpy that takes time.
        turned = surface(np.concatenate(curves))
        ends = list(accumulate(len(curve) for curve in curves))
        return [turned[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _gradient(self, kind: str, place: str, stops: Sequence[Stop]) -> str:
        name = self._name()
        self._defs.append(f'<{kind} id="{name}" {place}>{_stops(stops)}</{kind}>')
        return f"url(#{name})"

    def _name(self) -> str:
        self._names += 1
        return f"n{self._names}"


def _several(shapes: Shapes) -> Sequence[Curve]:
    return shapes if isinstance(shapes, (list, tuple)) else [shapes]  # pyright: ignore[reportReturnType]


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{offset}" stop-color="{color}"' + ("/>" if opacity == 1.0 else f' stop-opacity="{opacity}"/>')
        for offset, color, opacity in stops
    )
