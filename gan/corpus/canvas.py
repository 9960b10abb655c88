"""A sheet that collects SVG elements, gradients and clip paths in drawing order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

__all__ = ["Canvas", "Stop"]

# Offset 0..1, colour, opacity 0..1.
Stop = tuple[float, str, float]


class Canvas:
    """SVG under construction; the canvas is 512 by 512 units with x = 0 in the middle."""

    def __init__(self) -> None:
        self._defs: list[str] = []
        self._body: list[str] = []
        self._names = 0

    def _name(self) -> str:
        self._names += 1
        return f"n{self._names}"

    def fill(self, data: str, color: str, opacity: float = 1.0, move: tuple[float, float] | None = None) -> None:
        """A filled path, optionally moved."""
        extra = "" if opacity == 1.0 else f' opacity="{opacity:.2f}"'
        if move is not None:
            extra += f' transform="translate({move[0]:.1f} {move[1]:.1f})"'
        self._body.append(f'<path d="{data}" fill="{color}"{extra}/>')

    def contour(self, data: str, color: str, width: float = 5.0) -> None:
        """The outline of a shape to be filled afterwards; moved from the light, it is thicker at the lower right."""
        self._body.append(
            f'<path d="{data}" fill="{color}" stroke="{color}" stroke-width="{width:.1f}" stroke-linejoin="round"'
            f' transform="translate({width * 0.14:.1f} {width * 0.2:.1f})"/>'
        )

    def shape(self, data: str, color: str, line: str, width: float = 5.0) -> None:
        """A filled path with its contour."""
        self.contour(data, line, width)
        self.fill(data, color)

    def stroke(self, data: str, color: str, width: float, opacity: float = 1.0) -> None:
        """An even line with round ends."""
        extra = "" if opacity == 1.0 else f' opacity="{opacity:.2f}"'
        self._body.append(
            f'<path d="{data}" fill="none" stroke="{color}" stroke-width="{width:.1f}" stroke-linecap="round"'
            f' stroke-linejoin="round"{extra}/>'
        )

    def linear(self, stops: Sequence[Stop], end: tuple[float, float] = (0.0, 1.0)) -> str:
        """Paint of a linear gradient over the shape's box, from its upper left corner to `end`."""
        name = self._name()
        self._defs.append(
            f'<linearGradient id="{name}" x1="0" y1="0" x2="{end[0]:.3f}" y2="{end[1]:.3f}">'
            f"{_stops(stops)}</linearGradient>"
        )
        return f"url(#{name})"

    def radial(self, stops: Sequence[Stop], center: tuple[float, float] = (0.5, 0.5), radius: float = 0.5) -> str:
        """Paint of a radial gradient over the shape's box."""
        name = self._name()
        self._defs.append(
            f'<radialGradient id="{name}" cx="{center[0]}" cy="{center[1]}" r="{radius}">'
            f"{_stops(stops)}</radialGradient>"
        )
        return f"url(#{name})"

    @contextmanager
    def clip(self, data: str) -> Generator[None]:
        """What is drawn inside shows only within the path."""
        name = self._name()
        self._defs.append(f'<clipPath id="{name}"><path d="{data}"/></clipPath>')
        self._body.append(f'<g clip-path="url(#{name})">')
        yield
        self._body.append("</g>")

    @contextmanager
    def group(self, transform: str, opacity: float = 1.0) -> Generator[None]:
        """What is drawn inside is transformed."""
        extra = "" if opacity == 1.0 else f' opacity="{opacity:.2f}"'
        self._body.append(f'<g transform="{transform}"{extra}>')
        yield
        self._body.append("</g>")

    def svg(self) -> str:
        """The whole document."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-256 0 512 512" width="512" height="512">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._body)}</svg>"
        )


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{offset}" stop-color="{color}"' + ("/>" if opacity == 1.0 else f' stop-opacity="{opacity}"/>')
        for offset, color, opacity in stops
    )
