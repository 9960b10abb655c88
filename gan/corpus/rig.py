"""Proportions and pose of an avatar, in canvas units, from its record."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.sampling import Record

__all__ = ["Rig", "make_rig"]


@dataclass(frozen=True, slots=True)
class Rig:
    """Where things are: lengths in canvas units, angles in degrees.

    `turn` in [-1, 1] is how far the head looks to the viewer's right; `side` is the sign of every asymmetry.
    """

    face_width: float
    chin: float
    jaw: float
    jaw_y: float
    eye_x: float
    eye_y: float
    eye_w: float
    eye_h: float
    brow_width: float
    lashes: float
    mouth_y: float
    neck: float
    shoulder: float
    collar: float
    hair: float
    crown: float
    tilt: float
    turn: float
    side: float
    shift: tuple[float, float]
    scale: float

    @property
    def head_transform(self) -> str:
        """SVG transform of everything on the head: tilt about the neck, scale about the face."""
        x, y = self.shift
        pose = f"translate({x:.1f} {y:.1f}) rotate({self.tilt:.2f} 0 405)"
        return f"{pose} translate(0 306) scale({self.scale:.4f}) translate(0 -306)"

    @property
    def body_transform(self) -> str:
        """SVG transform of neck and clothes, which follow the head only halfway."""
        return f"translate({self.shift[0] * 0.6:.1f} {self.shift[1] * 0.8 - (1 - self.scale) * 60:.1f})"

    def layer(self, depth: float) -> str:
        """SVG transform of a layer at a depth (canvas units of movement at a full turn) while the head turns."""
        return f"translate({self.turn * depth:.1f} 0)"


# face_width, chin, jaw share, jaw_y, eye_x, eye_y, eye_w, eye_h, neck, shoulder, scale
_AGES: dict[str, tuple[float, ...]] = {
    "child": (127, 394, 0.80, 360, 66, 314, 1.13, 1.16, 22, 98, 1.02),
    "teen": (124, 402, 0.72, 362, 64, 307, 1.07, 1.06, 27, 124, 1.00),
    "adult": (117, 415, 0.70, 368, 60, 300, 0.98, 0.89, 31, 156, 0.97),
}
# jaw share, chin, neck, shoulder, brow width, lashes, eye height factor
_PRESENTATIONS: dict[str, tuple[float, ...]] = {
    "feminine": (-0.04, 0, -3, -10, 4.6, 1.0, 1.04),
    "masculine": (0.10, 5, 9, 20, 12.0, 0.0, 0.82),
    "androgynous": (0.02, 1, 2, 3, 7.5, 0.4, 0.95),
}


def make_rig(record: Record) -> Rig:
    """Proportions of an avatar."""
    p = record.parameters
    width, chin, jaw, jaw_y, eye_x, eye_y, eye_w, eye_h, neck, shoulder, scale = _AGES[record.attributes["age"]]
    jaw_more, chin_more, neck_more, shoulder_more, brow, lashes, open_more = _PRESENTATIONS[
        record.attributes["presentation"]
    ]
    if record.attributes["age"] == "child":
        shoulder_more, neck_more = shoulder_more * 0.5, neck_more * 0.4
    chin += chin_more + 4 * p["chin"]
    eye_y += 3.5 * p["eye_height"]
    size = 1 + 0.05 * p["eye_size"]
    return Rig(
        face_width=width + 4 * p["face_width"],
        chin=chin,
        jaw=jaw + jaw_more + 0.03 * p["cheek"],
        jaw_y=jaw_y + 0.5 * chin_more + 2 * p["cheek"],
        eye_x=eye_x + 3 * p["eye_gap"],
        eye_y=eye_y,
        eye_w=eye_w * size,
        eye_h=eye_h * size * open_more,
        brow_width=brow + 1.0 * p["brow_width"],
        lashes=lashes,
        mouth_y=eye_y + (chin - eye_y) * (0.645 + 0.02 * p["mouth_height"]),
        neck=neck + neck_more,
        shoulder=shoulder + shoulder_more + 6 * p["shoulder"],
        collar=424
        + (6 if record.attributes["age"] == "adult" else 0)
        - (4 if record.attributes["age"] == "child" else 0),
        hair=150 + 5 * p["hair_volume"],
        crown=56 - 6 * p["crown"],
        tilt=4 * p["tilt"],
        turn=p["turn"],
        side=1.0 if p["side"] >= 0 else -1.0,
        shift=(6 * p["shift_x"] - 4 * p["turn"], 5 * p["shift_y"]),
        scale=scale * (1 + 0.025 * p["scale"]),
    )
