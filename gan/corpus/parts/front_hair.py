"""The hair that lies on the head: the cap over the skull and the fringe."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.avatar import Avatar
from gan.corpus.canvas import Canvas
from gan.corpus.fringe import Fringe, FringeLock
from gan.corpus.geometry import Curve, join, mirror, outline
from gan.corpus.hair import paint_locks
from gan.corpus.locks import Lock, LockShape, grow
from gan.corpus.parts import parts_of
from gan.corpus.values import mixed

__all__ = ["FrontHair", "draw_front_hair", "make_front_hair"]


@dataclass(frozen=True, slots=True)
class FrontHair:
    """Curves of the front hair: the cap, and the fringe's locks in painting order."""

    cap: Curve
    locks: list[LockShape]

    @property
    def outlines(self) -> list[Curve]:
        """All of its closed curves: for contour, shadow and clipping."""
        return [self.cap, *(lock.outline for lock in self.locks)]


def make_front_hair(avatar: Avatar) -> FrontHair:
    """Curves of the avatar's front hair."""
    rig = avatar.rig
    fringe = mixed({name: part.FRINGE for name, part in parts_of("fringes").items()}, avatar.record, "fringe")
    return FrontHair(_cap(avatar), _fringe_locks(avatar, fringe))


def _cap(avatar: Avatar) -> Curve:
    """From the left temple over the dome to the right one, and back along the hairline."""
    rig = avatar.rig
    w, top = rig.hair, rig.crown
    half = outline(
        [(0, rig.hairline), (-w * 0.42, rig.hairline + 8), (-w * 0.70, 206), (-w * 0.78, 282)],
        [(-w * 0.93, 330)],
        [(-w * 1.0, 268), (-w * 0.985, 200), (-w * 0.84, 122), (-w * 0.48, top + 14), (0, top)],
    )
    return join(half, mirror(half)[::-1])


def _fringe_locks(avatar: Avatar, fringe: Fringe) -> list[LockShape]:
    rig, side = avatar.rig, avatar.rig.side
    top = rig.crown + 8 + (rig.hairline - rig.crown) * fringe.whorl
    part = fringe.part * rig.face_width + 14 * avatar.p("parting")
    drop = rig.eye_y - rig.hairline
    result: list[LockShape] = []
    for index, lock in sorted(enumerate(fringe.locks), key=lambda item: item[1].z):
        x = lock.x * rig.face_width
        y = rig.hairline + drop * lock.y * (1 + 0.06 * avatar.p("fringe_length")) + 7 * avatar.noise(f"fringe.y.{index}")
        x += 5 * avatar.noise(f"fringe.x.{index}")
        root = (part + (x - part) * 0.14, top + 0.0008 * (x - part) ** 2)
        shape = Lock(
            (side * root[0], root[1]), (side * x, y), lock.width * rig.face_width * (1 + 0.12 * avatar.noise(f"fringe.w.{index}")),
            hug=0.75, sweep=side * (lock.sweep + 0.03 * avatar.p("fringe_sweep") + 0.02 * avatar.noise(f"fringe.s.{index}")), blunt=lock.blunt,
        )
        result.append(grow(shape))
    return result


def draw_front_hair(canvas: Canvas, avatar: Avatar, hair: FrontHair) -> None:
    """Paint the front hair."""
    rig, tone = avatar.rig, avatar.colors.hair
    paint = canvas.linear([(0, tone.light, 1), (0.35, tone.base, 1), (0.75, tone.base, 1), (1, tone.shade, 1)], (0, rig.crown), (0, 340))
    canvas.contour(hair.outlines, tone.line)
    canvas.fill(hair.cap, paint)
    paint_locks(canvas, hair.locks, tone, paint, ring=132 + 8 * avatar.p("shine"), gloss=avatar.p("gloss"))
