"""The outline of the hair that lies on the head: cap, shaved cap, loose hairs, and where it parts."""

from __future__ import annotations

from functools import cache

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.fringe import Fringe
from gan.corpus.drawing.geometry import Curve, Point, join, outline, spline
from gan.corpus.drawing.texture import Texture, dome, dome_height, edge
from gan.corpus.parts import parts_of
from gan.corpus.parts.headwear import COVERS_CROWN
from gan.corpus.records.values import mixed

__all__ = ["buzz_cap", "cap", "crown_covered", "crown_point", "fringe_of", "lifted", "parting", "tufts"]


@cache
def _fringes() -> dict[str, Fringe]:
    return {name: part.FRINGE for name, part in parts_of("fringes").items()}


def fringe_of(avatar: Avatar) -> Fringe | None:
    """The avatar's fringe, on its way to a neighbouring one; None where none is seen."""
    return None if avatar.value("fringe") is None else mixed(_fringes(), avatar.record, "fringe")


def crown_covered(avatar: Avatar) -> bool:
    """Whether a hat presses down what stands up from the crown."""
    return avatar.has("headwear", *COVERS_CROWN)


def crown_point(avatar: Avatar) -> Point:
    """Where an ahoge grows: on the crown, near the parting."""
    fringe = fringe_of(avatar)
    x = 0.0 if fringe is None else 0.45 * _part_x(avatar, fringe)
    if avatar.has("back_hair", "bun", "half_up"):
        # A knot has the middle.
        x = -52.0 * avatar.rig.side
    return (x, dome_height(avatar, x) + 5 - (0 if fringe is None else lifted(avatar, fringe)))


def parting(avatar: Avatar, fringe: Fringe) -> Point:
    """Where the hair parts at the crown."""
    x = _part_x(avatar, fringe)
    return (x, dome_height(avatar, x) - lifted(avatar, fringe))


def lifted(avatar: Avatar, fringe: Fringe) -> float:
    """How far hair that is combed back stands off the dome at the crown."""
    return 0.0 if crown_covered(avatar) else 14 * fringe.melt


def _part_x(avatar: Avatar, fringe: Fringe) -> float:
    return avatar.rig.side * fringe.part * avatar.rig.face_width * 0.8 + 14 * avatar.p("parting")


def cap(avatar: Avatar, fringe: Fringe, texture: Texture, part: Point) -> Curve:
    """Over the dome from the left temple to the right one, and back along the hairline."""
    rig = avatar.rig
    w, top = dome(avatar)
    top -= lifted(avatar, fringe)
    fw, ear, line = rig.face_width, rig.eye_y, rig.hairline - fringe.lift
    # A parting that is seen opens the hairline to a gable.
    gable = max(0.0, fringe.whorl - 0.4) * 1.8
    halves: list[Curve] = []
    for s in (-1.0, 1.0):
        # The side with more hair stands a little higher and wider than the other.
        big = 1 + 0.018 * s * (1 if part[0] <= 0 else -1) + 0.012 * avatar.noise(f"cap.{s}")
        up = 3 * s * (1 if part[0] <= 0 else -1) + 2 * avatar.noise(f"cap.up.{s}")
        x = s * w * big
        run = [
            (s * fw * 0.985, ear + 6),
            (s * fw * 1.02, ear - 18),
            (s * fw * 1.10, ear - 32),
            (x * 0.985, ear - 60),
            (x, 206),
            (x * 0.92, 142 - up),
            (x * 0.70, top + 42 - up),
            (s * w * 0.36, top + 7 - up),
            (part[0] * 0.2, top),
        ]
        over = edge(spline(run), texture, 0.9, out=-s)
        inner = outline(
            [
                (part[0] * 0.2, line - 5 - 26 * gable),
                (s * fw * 0.24 + part[0] * 0.1, line - 1 - 2 * gable),
                (s * fw * 0.50, line + 7 + 14 * gable),
                (s * fw * 0.82, line + 44),
                (s * fw * 0.915, ear - 38),
            ],
            [(s * fw * 0.95, ear - 14), (s * fw * 0.985, ear + 6)],
        )
        halves.append(join(inner, over))
    # It runs the same way round as the locks, so that shapes that overlap are filled.
    return join(halves[1], halves[0][::-1])


def buzz_cap(avatar: Avatar) -> Curve:
    """Close to the skull."""
    rig = avatar.rig
    fw, top, ear, line = rig.face_width, rig.crown + 12, rig.eye_y, rig.hairline + 15
    halves = [
        outline(
            [(0, line), (s * fw * 0.36, line + 1), (s * fw * 0.64, line + 22), (s * fw * 0.79, line + 66)],
            [(s * fw * 0.85, line + 84), (s * fw * 0.93, ear - 4)],
            [(s * fw * 0.985, ear - 12), (s * fw * 1.005, ear - 24)],
            [(s * fw * 1.02, 230), (s * fw * 0.99, top + 86), (s * fw * 0.63, top + 21), (0, top)],
        )
        for s in (-1.0, 1.0)
    ]
    return join(halves[1], halves[0][::-1])


def tufts(avatar: Avatar, texture: Texture) -> list[Curve]:
    """Loose hairs at the edge of the dome."""
    if texture.mass > 0.6:
        return []
    w, top = dome(avatar)
    many = 3 + 2.4 * avatar.p("wisps")
    result: list[Curve] = []

    def at(angle: float, off: float) -> Curve:
        t = np.radians(angle)
        flat = np.sin(t) * (w + off)
        return np.array([flat, 214 - (214 - top + off) * np.cos(t)])

    # Where a loose hair leaves the dome (degrees from the crown, right is positive), its length, and how far it stands
    # off.
    for i, (start, long, off) in enumerate(
        ((-50, 27, 12), (56, 28, 13), (-76, 29, 14), (80, 27, 13), (-22, 22, 8), (30, 22, 9))
    ):
        if i >= many:
            break
        if abs(start) < 70 and crown_covered(avatar):
            continue
        size = min(1.0, many - i)
        s = 1.0 if start > 0 else -1.0
        start += 6 * avatar.noise(f"tuft.{i}")
        turn = s * long * (1 + 0.25 * avatar.noise(f"tuft.long.{i}"))
        tip = at(start + turn, off * size)
        flick = np.array(
            [
                at(start, -1),
                at(start + turn * 0.4, 1),
                at(start + turn * 0.75, off * 0.35 * size),
                tip,
                at(start + turn * 0.9, -1),
                at(start + turn * 0.8, -4),
                at(start + turn * 0.62, -6),
                at(start + turn * 0.4, -6),
                at(start + turn * 0.2, -4),
                at(start, -1),
            ]
        )
        result.append(flick[::-1] if s > 0 else flick)
    return result
