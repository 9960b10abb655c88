"""The curves of the front hair."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.fringe import Fringe, SideLock
from gan.corpus.drawing.geometry import Curve, Point
from gan.corpus.drawing.locks import Lock, LockShape, grow
from gan.corpus.drawing.texture import Texture, dome, dome_height, texture_of, textured
from gan.corpus.drawing.worn import ceiling
from gan.corpus.parts import parts_of
from gan.corpus.parts.front_hair.cap import buzz_cap, cap, crown_covered, fringe_of, lifted, parting, tufts
from gan.corpus.records.values import mixed

__all__ = ["FrontHair", "make_front_hair"]


@dataclass(frozen=True, slots=True)
class FrontHair:
    """Curves of the front hair; empty where none is seen.

    Attributes:
        cap: over the skull, from temple to temple.
        locks: side locks and fringe in painting order; `levels` are their heights.
        tufts: loose hairs that break the outline.
        part: where the hair parts at the crown.
        buzz: whether it is shaved close.
    """

    cap: Curve | None = None
    locks: list[LockShape] = field(default_factory=list[LockShape])
    levels: list[float] = field(default_factory=list[float])
    tufts: list[Curve] = field(default_factory=list[Curve])
    part: Point = (0.0, 60.0)
    buzz: bool = False

    @property
    def fringe(self) -> list[LockShape]:
        """The locks without the side locks."""
        return [lock for lock, level in zip(self.locks, self.levels, strict=True) if level >= 0]

    @property
    def outlines(self) -> list[Curve]:
        """All of its closed curves: for contour, shadow and clipping."""
        return [] if self.cap is None else [self.cap, *(lock.outline for lock in self.locks), *self.tufts]


def make_front_hair(avatar: Avatar) -> FrontHair:
    """Curves of the avatar's front hair."""
    if avatar.has("back_hair", "buzz"):
        return FrontHair(buzz_cap(avatar), buzz=True)
    fringe = fringe_of(avatar)
    if fringe is None:
        return FrontHair()
    texture = texture_of(avatar)
    part = parting(avatar, fringe)
    side = _side_locks(avatar, texture)
    locks, levels = _fringe_locks(avatar, fringe, texture)
    shapes = grow([*side, *locks])
    shapes[: len(side)] = [_beside_eyes(avatar, shape) for shape in shapes[: len(side)]]
    return FrontHair(
        cap(avatar, fringe, texture, part),
        shapes,
        [*[-9.0] * len(side), *levels],
        tufts(avatar, texture),
        part,
    )


@cache
def _side_tables() -> dict[str, tuple[SideLock, ...]]:
    return {name: part.LOCKS for name, part in parts_of("side_locks").items()}


def _side_locks(avatar: Avatar, texture: Texture) -> list[Lock]:
    kind = avatar.value("side_locks")
    if kind is None or kind == "none":
        return []
    table = _side_tables()
    # Nothing is half-way to no lock at all.
    mix = avatar.record.mixes.get("side_locks")
    locks: tuple[SideLock, ...] = (
        table[kind] if mix is not None and mix.other not in table else mixed(table, avatar.record, "side_locks")
    )
    rig = avatar.rig
    w, _ = dome(avatar)
    # Coils do not hang: they are a soft mass beside the cheek. Ringlets swing more the longer they are, and end in a
    # point.
    puff = min(1.0, max(0.0, (texture.mass - 0.3) / 0.55))
    loose = (1 - puff) * min(1.0, texture.bump / 5)
    texture = replace(
        texture,
        ease=texture.ease * (0.3 + 0.5 * loose),
        round=texture.round * (1 - 0.8 * loose),
        wave=texture.wave * (1 + 0.9 * loose),
        bump=texture.bump * (1 - 0.5 * loose),
        pitch=texture.pitch * (1 + 0.3 * loose),
    )
    grown: list[Lock] = []
    for index in range(len(locks)):
        lock = locks[index]
        for s, name in ((-1.0, "lock_left"), (1.0, "lock_right")):
            reach = (rig.chin - rig.eye_y) * (lock.y + (min(lock.y, 0.52 + 0.38 * lock.y) - lock.y) * puff)
            reach *= 1 + 0.11 * avatar.p(name)
            tip = (
                s * lock.x * (1 + 0.09 * texture.round + 0.05 * puff) * rig.face_width
                + 4 * avatar.p("sway")
                + 3 * avatar.noise(f"side.x.{index}.{s}"),
                rig.eye_y + reach + 6 * avatar.noise(f"side.y.{index}.{s}"),
            )
            plain = Lock(
                (s * w * lock.root, 168 + 10 * index),
                tip,
                lock.width * rig.face_width * (1 + 0.10 * avatar.noise(f"side.w.{index}.{s}") + 0.3 * puff),
                hug=0.45,
                sweep=s * lock.sweep,
                blunt=lock.blunt,
                curl=s * lock.curl * (1 - 0.8 * puff - 0.35 * loose) * rig.face_width,
                wave=lock.wave * rig.face_width,
                waves=1.4,
            )
            grown.append(textured(plain, texture, 0.9))
    return grown


def _beside_eyes(avatar: Avatar, shape: LockShape) -> LockShape:
    """The side lock, pushed outward where it would hang before an eye."""
    rig = avatar.rig
    s = 1.0 if shape.spine[-1, 0] > 0 else -1.0
    corner = rig.eye_x + 20 * rig.eye_w
    # However the head is turned, hair is hardly moved farther than the eye beneath it.
    if (s * shape.outline[:, 0]).min() > corner + 8:
        return shape
    half = 32 * rig.eye_h
    seen, eye = rig.pose.hair(shape.outline), rig.pose.face(np.array([(s * corner, rig.eye_y)]))
    near = seen[abs(seen[:, 1] - eye[0, 1]) < half, 0]
    gap = 0.0 if len(near) == 0 else float((s * near).min() - s * eye[0, 0])
    if gap >= 0:
        return shape

    def pushed(curve: Curve) -> Curve:
        far = np.clip((curve[:, 1] - 168) / (rig.eye_y - half - 168), 0.0, 1.0)
        return curve - np.stack([s * gap * far, 0 * far], axis=1)

    outline, left, right, spine = (pushed(curve) for curve in (shape.outline, shape.left, shape.right, shape.spine))
    return replace(
        shape, outline=outline, left=left, right=right, spine=spine, marks=tuple(pushed(mark) for mark in shape.marks)
    )


def _fringe_locks(avatar: Avatar, fringe: Fringe, texture: Texture) -> tuple[list[Lock], list[float]]:
    rig, side = avatar.rig, avatar.rig.side
    fw = rig.face_width
    top = dome_height(avatar, fringe.part * rig.face_width) - lifted(avatar, fringe)
    line = rig.hairline - fringe.lift
    part = fringe.part * fw + side * 14 * avatar.p("parting")
    drop, highest = rig.eye_y - rig.hairline, ceiling(avatar) + 5
    grown: list[Lock] = []
    levels: list[float] = []
    order = sorted(enumerate(fringe.locks), key=lambda item: round(item[1].z))
    for index, lock in order:
        n = avatar.noise
        # Wide curls at the sides make room for the eyes.
        aside = 0.12 * texture.round * min(1.0, max(0.0, (lock.y - 0.75) * 4)) * (abs(lock.x) > 0.6)
        x = lock.x * (1 + aside) * fw + 5 * n(f"fringe.x.{index}")
        long = 1 + 0.06 * avatar.p("fringe_length") if lock.y > 0 else 1.0
        # Round curls between the eyes would look like a nose: they end higher.
        inner = max(0.0, 1 - abs(lock.x) / 0.7)
        rise = texture.round * min(1.0, 3 * inner) * 0.85 * max(0.0, lock.y - 0.72)
        y = max(rig.hairline + drop * (lock.y - rise) * long + 6 * n(f"fringe.y.{index}"), highest)
        if abs(x) < 0.6 * fw:
            # Whatever the face and its pose, the mouth is free.
            y = min(y, rig.nose_y - 2)
        # Inner locks leave the parting lower on the head than those of the sides.
        inner = max(0.0, 1 - abs(x - part) / (0.8 * fw))
        root = (
            part + (x - part) * 0.12,
            top + 9 + (line - top) * fringe.whorl * inner + 0.0004 * (x - part) ** 2,
        )
        own = (lock.x * fw * 0.86, line + 14 + 0.0022 * (lock.x * fw * 0.86) ** 2)
        root = (root[0] + (own[0] - root[0]) * lock.root, root[1] + (own[1] - root[1]) * lock.root)
        sweep = lock.sweep + 0.02 * n(f"fringe.s.{index}") + side * 0.03 * avatar.p("fringe_sweep")
        shape = Lock(
            (side * root[0], root[1]),
            (side * x, y),
            lock.width * fw * (1 + 0.10 * n(f"fringe.w.{index}")),
            hug=fringe.hug * (1 - lock.root),
            sweep=side * sweep,
            blunt=lock.blunt,
            base=0.34 + 0.66 * lock.root,
            melt=fringe.melt,
        )
        # A short lock may lie wholly on the cap.
        if np.hypot(shape.tip[0] - shape.root[0], shape.tip[1] - shape.root[1]) < 24:
            continue
        if lock.root > 0.2 and crown_covered(avatar):
            continue
        levels.append(lock.z)
        # Hair that stands up, or is combed flat, shows less of its curls.
        grown.append(textured(shape, texture, (1 - 0.6 * lock.root) * (1 - 0.6 * fringe.melt)))
    return grown, levels
