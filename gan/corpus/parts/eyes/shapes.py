"""Shapes of the open eye, as data: all of one topology, so that any two of them have something in between."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.geometry import Point
from gan.corpus.records.record import Record
from gan.corpus.records.values import Value, mixed

__all__ = ["EYES", "EyeShape", "eye_shape"]

EYES: dict[str, Value] = {
    "round": Value("round", "圆眼", near=("sparkling", "almond", "droopy", "button")),
    "almond": Value("almond", "杏眼", near=("round", "sharp", "monolid")),
    "droopy": Value("gentle, droopy", "垂眼", near=("round", "sleepy")),
    "sharp": Value("sharp", "吊梢眼", near=("almond", "cat")),
    "sleepy": Value("sleepy", "慵懒半睁眼", near=("droopy", "monolid")),
    "sparkling": Value("wide and sparkling", "星光大眼", near=("round",)),
    "monolid": Value("monolid", "单眼皮", near=("almond", "sleepy")),
    "cat": Value("cat-like", "猫眼", near=("sharp",)),
    "button": Value("button", "豆豆眼", near=("round",)),
}


@dataclass(frozen=True, slots=True)
class EyeShape:
    """The right eye about its middle, as seen from the front.

    Attributes:
        upper: upper lid from the inner to the outer corner.
        lower: lower lid from the outer to the inner corner.
        wing: from the outer corner to the tip of full lashes.
        weight: thickness of the upper lash.
        lift: how far the flicks rise (1) or hang (-1).
        low: share of the lower lid that its lash follows from the outer corner.
        crease: gap between lash and crease; `fold`: strength of the crease, 0 none; `lid`: tint of the skin below it.
        iris: half-width and half-height; `sink`: how far the lower lid cuts it; `shift`: toward the nose.
        pupil: its half-axes as shares of the iris's.
        sparkle: 0 a round catchlight, 1 a star.
    """

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]
    wing: Point
    weight: float
    lift: float
    low: float
    crease: float
    fold: float
    lid: float
    iris: Point
    sink: float
    shift: float
    pupil: Point
    sparkle: float


_SHAPES: dict[str, EyeShape] = {
    "round": EyeShape(
        upper=((-34, 6), (-30, -17), (-16, -35), (5, -41), (25, -32), (37, -6)),
        lower=((37, -6), (32, 22), (4, 38), (-23, 30), (-34, 6)),
        wing=(12, -7),
        weight=1.0,
        lift=0.5,
        low=0.62,
        crease=6,
        fold=0.8,
        lid=0.3,
        iris=(31, 43),
        sink=1,
        shift=1.5,
        pupil=(0.40, 0.40),
        sparkle=0,
    ),
    "almond": EyeShape(
        upper=((-40, 11), (-30, -8), (-14, -23), (7, -29), (29, -23), (45, -6)),
        lower=((45, -6), (34, 17), (8, 29), (-18, 27), (-40, 11)),
        wing=(15, -11),
        weight=1.0,
        lift=0.7,
        low=0.6,
        crease=7,
        fold=1,
        lid=0.3,
        iris=(31, 35),
        sink=2,
        shift=1,
        pupil=(0.40, 0.42),
        sparkle=0,
    ),
    "droopy": EyeShape(
        upper=((-36, -10), (-28, -27), (-11, -36), (11, -33), (31, -16), (43, 17)),
        lower=((43, 17), (27, 32), (4, 35), (-21, 24), (-36, -10)),
        wing=(10, 5),
        weight=0.95,
        lift=0,
        low=0.55,
        crease=6,
        fold=0.8,
        lid=0.35,
        iris=(32, 41),
        sink=2,
        shift=1,
        pupil=(0.40, 0.40),
        sparkle=0,
    ),
    "sharp": EyeShape(
        upper=((-38, 19), (-27, -2), (-10, -17), (11, -28), (30, -33), (46, -28)),
        lower=((46, -28), (39, 10), (13, 28), (-15, 29), (-38, 19)),
        wing=(16, -17),
        weight=1.12,
        lift=1,
        low=0.5,
        crease=6,
        fold=1,
        lid=0.25,
        iris=(30, 36),
        sink=2,
        shift=0,
        pupil=(0.38, 0.44),
        sparkle=0,
    ),
    "sleepy": EyeShape(
        upper=((-37, 7), (-29, -6), (-13, -12), (8, -12), (28, -6), (41, 8)),
        lower=((41, 8), (30, 27), (5, 34), (-20, 28), (-37, 7)),
        wing=(14, 1),
        weight=1.05,
        lift=-0.1,
        low=0.55,
        crease=11,
        fold=1.1,
        lid=0.5,
        iris=(32, 38),
        sink=1,
        shift=1,
        pupil=(0.40, 0.42),
        sparkle=0,
    ),
    "sparkling": EyeShape(
        upper=((-38, 5), (-35, -19), (-20, -37), (4, -43), (28, -35), (41, -8)),
        lower=((41, -8), (36, 24), (5, 42), (-27, 33), (-38, 5)),
        wing=(14, -11),
        weight=1.1,
        lift=0.8,
        low=0.75,
        crease=4,
        fold=0.5,
        lid=0.2,
        iris=(34.5, 45),
        sink=0,
        shift=1.5,
        pupil=(0.36, 0.36),
        sparkle=1,
    ),
    "monolid": EyeShape(
        upper=((-39, 10), (-27, -6), (-10, -16), (11, -19), (30, -15), (43, -4)),
        lower=((43, -4), (34, 13), (9, 22), (-17, 20), (-39, 10)),
        wing=(13, -6),
        weight=0.9,
        lift=0.5,
        low=0.5,
        crease=9,
        fold=0,
        lid=0,
        iris=(30, 32),
        sink=3,
        shift=1,
        pupil=(0.42, 0.45),
        sparkle=0,
    ),
    "cat": EyeShape(
        upper=((-36, 20), (-31, -10), (-15, -30), (8, -38), (30, -34), (45, -19)),
        lower=((45, -19), (34, 17), (8, 34), (-18, 34), (-36, 20)),
        wing=(19, -20),
        weight=1.2,
        lift=1.1,
        low=0.55,
        crease=5,
        fold=0.8,
        lid=0.3,
        iris=(32, 42),
        sink=2,
        shift=0,
        pupil=(0.20, 0.58),
        sparkle=0,
    ),
    "button": EyeShape(
        upper=((-23, 2), (-22, -16), (-13, -31), (1, -36), (15, -31), (24, -6)),
        lower=((24, -6), (21, 22), (1, 35), (-20, 21), (-23, 2)),
        wing=(12, -6),
        weight=0.8,
        lift=0.4,
        low=0.3,
        crease=8,
        fold=0,
        lid=0,
        iris=(29, 40),
        sink=3,
        shift=0,
        pupil=(0.48, 0.45),
        sparkle=0,
    ),
}


def eye_shape(record: Record) -> EyeShape:
    """Shape of an avatar's eyes; behind closed lids, where it cannot be seen, that of the almond eye."""
    return _SHAPES["almond"] if record.attributes["eye_shape"] is None else mixed(_SHAPES, record, "eye_shape")
