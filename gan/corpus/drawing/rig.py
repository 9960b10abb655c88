"""Proportions and pose of an avatar, in canvas units, from its record."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gan.corpus.drawing.surfaces import Pose
from gan.corpus.parts.headwear import TALL
from gan.corpus.records.record import Record
from gan.corpus.records.values import Value, mixed

__all__ = ["AGES", "PRESENTATIONS", "Rig", "make_rig"]

AGES: dict[str, Value] = {
    "child": Value("child", "孩子", near=("teen",)),
    "teen": Value("teenager", "少年", share=1.4, near=("child", "adult")),
    "adult": Value("adult", "成年", share=1.2, near=("teen", "elder")),
    "elder": Value("elder", "老年", share=0.8, near=("adult",)),
}
PRESENTATIONS: dict[str, Value] = {
    "feminine": Value("feminine", "女性化", near=("androgynous",)),
    "masculine": Value("masculine", "男性化", near=("androgynous",)),
    "androgynous": Value("androgynous", "中性", near=("feminine", "masculine")),
}


@dataclass(frozen=True, slots=True)
class Rig:
    """Where things are on the head seen from the front: lengths in canvas units, angles in degrees.

    x is measured from the middle of the face, y from the canvas's upper edge; the surfaces of `pose` turn the head
    afterwards. `side` is the sign (-1, 1) of every asymmetry.

    Attributes:
        face_width: half the width of the face at its widest.
        jaw: half-width at `jaw_y` as a share of `face_width`.
        chin: y of the chin's tip.
        eye_x, eye_y: middle of the right eye (the left one is at -eye_x).
        eye_w, eye_h: size of the eyes relative to the drawn shape.
        brow_y, nose_y, mouth_y: heights on the face.
        brow: weight of the brows, 1 is middling; `lashes`: 0 none, 1 full.
        hairline: y of the forehead's upper end at the middle.
        neck: half-width of the neck; `shoulder`: half-width of the shoulders.
        collar: y of the neck's base, where clothes begin.
        hair: half-width of the hair on the skull; `crown`: y of the hair's top (the skull is 18 lower, 34 if bald).
        elder: 0..1, how old the face is drawn; `child`: 0..1 the same for childhood.
    """

    face_width: float
    jaw: float
    jaw_y: float
    chin: float
    eye_x: float
    eye_y: float
    eye_w: float
    eye_h: float
    brow_y: float
    nose_y: float
    mouth_y: float
    brow: float
    lashes: float
    hairline: float
    neck: float
    shoulder: float
    collar: float
    hair: float
    crown: float
    elder: float
    child: float
    side: float
    pose: Pose
    tilt: float
    shift: tuple[float, float]
    scale: float

    @property
    def head_transform(self) -> str:
        """SVG transform of everything on the head: tilt about the neck, scale about the face."""
        x, y = self.shift
        return (
            f"translate({x:.1f} {y:.1f}) rotate({self.tilt:.2f} 0 405)"
            f" translate(0 306) scale({self.scale:.4f}) translate(0 -306)"
        )

    @property
    def body_transform(self) -> str:
        """SVG transform of neck and clothes, which follow the head only halfway."""
        return f"translate({self.shift[0] * 0.6:.1f} {self.shift[1] * 0.8 - (1 - self.scale) * 60:.1f})"


@dataclass(frozen=True, slots=True)
class _Age:
    face_width: float
    jaw: float
    jaw_y: float
    chin: float
    eye_x: float
    eye_y: float
    eye_w: float
    eye_h: float
    neck: float
    shoulder: float
    collar: float
    scale: float
    elder: float
    child: float


@dataclass(frozen=True, slots=True)
class _Presentation:
    jaw: float
    chin: float
    neck: float
    shoulder: float
    brow: float
    lashes: float
    eye_h: float


_AGES: dict[str, _Age] = {
    "child": _Age(127, 0.765, 368, 402, 66, 316, 1.13, 1.12, 23, 98, 422, 1.02, 0, 1),
    "teen": _Age(122, 0.70, 371, 408, 63, 307, 1.08, 1.06, 27, 126, 427, 1.00, 0, 0),
    "adult": _Age(118, 0.67, 374, 416, 60, 303, 1.01, 0.97, 31, 154, 430, 0.98, 0, 0),
    "elder": _Age(119, 0.715, 377, 416, 59, 304, 0.97, 0.88, 29, 144, 430, 0.98, 1, 0),
}
_PRESENTATIONS: dict[str, _Presentation] = {
    "feminine": _Presentation(-0.04, 0, -4, -14, 0.7, 1.0, 1.04),
    "masculine": _Presentation(0.08, 5, 9, 24, 1.65, 0.0, 0.92),
    "androgynous": _Presentation(0.01, 1, 2, 3, 1.1, 0.45, 0.98),
}


def make_rig(record: Record) -> Rig:
    """Proportions of an avatar."""
    p = record.parameters
    age = mixed(_AGES, record, "age")
    like = mixed(_PRESENTATIONS, record, "presentation")
    grown = 1 - 0.5 * age.child
    chin = age.chin + like.chin + 5.5 * p["chin"]
    eye_y = age.eye_y + 3.5 * p["eye_height"]
    size = 1 + 0.085 * p["eye_size"]
    # What rises high above the head needs its room in the picture.
    tall = record.attributes["headwear"] in TALL
    eye_h = age.eye_h * like.eye_h * size * (1 + 0.05 * p["eye_open"])
    return Rig(
        face_width=age.face_width + 5.5 * p["face_width"],
        jaw=age.jaw + like.jaw * grown + 0.03 * p["cheek"],
        jaw_y=age.jaw_y + 0.5 * like.chin + 2 * p["cheek"],
        chin=chin,
        eye_x=age.eye_x + 4 * p["eye_gap"],
        eye_y=eye_y,
        eye_w=age.eye_w * size,
        eye_h=eye_h,
        brow_y=eye_y - 50 * max(eye_h, 0.85) - 10 - 4 * p["brow_height"],
        nose_y=eye_y + (chin - eye_y) * 0.39,
        mouth_y=eye_y + (chin - eye_y) * (0.66 + 0.02 * p["mouth_height"]),
        brow=like.brow * (1 + 0.15 * p["brow_width"]),
        lashes=like.lashes,
        hairline=152,
        neck=age.neck + like.neck * grown + 1.5 * p["neck"],
        shoulder=age.shoulder + like.shoulder * grown + 6 * p["shoulder"],
        collar=age.collar,
        hair=148 + 6 * p["hair_volume"],
        crown=58 - 6 * p["crown"] - 3 * p["hair_volume"],
        elder=age.elder,
        child=age.child,
        side=1.0 if p["side"] >= 0 else -1.0,
        pose=Pose(turn=math.radians(13) * p["turn"], nod=math.radians(6.5) * p["nod"]),
        tilt=6 * p["tilt"],
        shift=(8 * p["shift_x"] - 5 * p["turn"], 5 * p["shift_y"] + (9 if tall else 0)),
        scale=age.scale * (1 + 0.035 * p["scale"]) * (0.97 if tall else 1),
    )
