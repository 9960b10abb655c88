"""Look avatars over for faults: parts that cover a face, lie beside it, float in the air or cannot be seen at all.

An avatar is drawn once whole and once without each of its parts; where the two pictures differ is where the part is
seen. These places are held against the face's, which the rig gives.
"""

from __future__ import annotations

import math
import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.geometry import Curve, ellipse, sample
from gan.corpus.drawing.rig import Rig, make_rig
from gan.corpus.parts.faces import face_outline
from gan.corpus.raster import transparent
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes
from gan.corpus.scene import build_svg

__all__ = ["Fault", "check", "check_record"]

# Pixels a side that faults are looked for at, and colour difference out of 255 that counts as seen.
_SIZE = 96
_SEEN = 14
# Classes that are the absence of a part.
_NOTHING = (None, "none", "bald")
# A piece of fewer pixels than this in the air is an edge.
_CRUMB = 5

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that should not be.

    Attributes:
        seed: of the avatar.
        part: `attribute=class` of the part at fault, or of what is hurt by another.
        what: what is wrong.
    """

    seed: int
    part: str
    what: str

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.part} {self.what}"


@dataclass(frozen=True, slots=True)
class _Limits:
    """Shares that are not faults yet: of an eye covered (`both`: only when both are), of the mouth covered, and of the
    part lying outside the face."""

    eye: float = 0.2
    both: bool = False
    mouth: float = 0.2
    outside: float = 1.0


# The attributes whose parts can be left out of a picture.
_LIMITS: dict[str, _Limits] = {
    "fringe": _Limits(eye=0.6, both=True, mouth=0.3),
    # Its shape goes with the fringe's, which falls before the eyes.
    "back_hair": _Limits(eye=0.6, both=True),
    "side_locks": _Limits(eye=0.35),
    "ahoge": _Limits(),
    # It grows round the mouth, which is looked for by itself; long beards fall over the chest.
    "facial_hair": _Limits(mouth=1.0, outside=0.8),
    # They lie beneath the eyes and can be round them.
    "marks": _Limits(eye=1.0, mouth=0.5, outside=0.2),
    # Lenses tint what is behind them, and a patch covers an eye on purpose.
    "eyewear": _Limits(eye=1.0, outside=0.5),
    "headwear": _Limits(),
    "hair_ornament": _Limits(),
    "ear_wear": _Limits(),
    "neckwear": _Limits(),
}


def check(seeds: Iterable[int], *, jobs: int = 1) -> Iterator[list[Fault]]:
    """The faults of each avatar, in order."""
    if jobs == 1:
        yield from map(_check_seed, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_check_seed, seeds, 8)


def _check_seed(seed: int) -> list[Fault]:
    return check_record(sample_record(seed))


def check_record(record: Record) -> list[Fault]:
    """The faults of one avatar."""
    # A dye runs through all of the hair: leaving out one lock would change the others' colours.
    record = _changed(record, "hair_dye", None)
    avatar = Avatar.of(record)
    figure = partial(_figure, place=avatar.rig)
    whole, regions = figure(record), _regions(avatar)
    fault = partial(Fault, record.seed)
    faults = [fault("the figure", what) for what in _figure_faults(whole[..., 3] > 80, regions)]
    for name, limits in _LIMITS.items():
        value = record.attributes[name]
        if value not in _NOTHING:
            seen = _differ(whole, figure(_changed(record, name, None)))
            faults += [fault(f"{name}={value}", what) for what in _part_faults(seen, regions, limits)]
    for name in ("eye_color", "mouth"):
        value = record.attributes[name]
        if value is None:
            continue
        seen = _differ(whole, figure(_otherwise(record, name)))
        if not seen.any():
            faults.append(fault(f"{name}={value}", "is not to be seen"))
        elif (seen & ~regions.near_face).any():
            # Beards follow the mouth; the mouth itself is what should not lie there.
            shaven = _changed(record, "facial_hair", "none")
            seen = _differ(figure(shaven), figure(_otherwise(shaven, name)))
            if (seen & ~regions.near_face).any():
                faults.append(fault(f"{name}={value}", "lies off the face"))
    return faults


@dataclass(frozen=True, slots=True)
class _Regions:
    """Where the face is in the picture; `near_face` is a little wider than `face`."""

    eyes: tuple[Mask, Mask]
    mouth: Mask
    face: Mask
    near_face: Mask


def _regions(avatar: Avatar) -> _Regions:
    rig = avatar.rig
    left, right = (_mask(rig, ellipse(s * rig.eye_x, rig.eye_y, 19 * rig.eye_w, 20 * rig.eye_h)) for s in (-1, 1))
    face = _mask(rig, face_outline(avatar))
    return _Regions((left, right), _mask(rig, ellipse(0, rig.mouth_y, 15, 7)), face, _grown(face, 2))


def _mask(rig: Rig, curve: Curve) -> Mask:
    """The pixels within a closed curve on the face."""
    points = (sample(rig.pose.face(curve), 4) - (0, 306)) * rig.scale + (0, 306 - 405)
    cos, sin = math.cos(math.radians(rig.tilt)), math.sin(math.radians(rig.tilt))
    points = points @ np.array([[cos, sin], [-sin, cos]]) + (rig.shift[0] + 256, rig.shift[1] + 405)
    image = Image.new("1", (_SIZE, _SIZE))
    ImageDraw.Draw(image).polygon([(float(x), float(y)) for x, y in points * (_SIZE / 512) - 0.5], fill=1)
    return np.asarray(image, dtype=np.bool_)


def _figure(record: Record, place: Rig) -> NDArray[np.int16]:
    """The avatar without its backdrop, in another's place: RGBA, colours multiplied by opacity."""
    svg, own = build_svg(record), make_rig(record)
    for old, new in ((own.head_transform, place.head_transform), (own.body_transform, place.body_transform)):
        # A tall hat, for one, moves the whole avatar.
        svg = svg.replace(f'<g transform="{old}">', f'<g transform="{new}">')
    head, end, body = svg.partition("</defs>")
    # The figure begins with the first group that moves with it.
    starts = [body.find(f'<g transform="{t}">') for t in (place.head_transform, place.body_transform)]
    pixels = transparent(head + end + body[min(starts) :], _SIZE).astype(np.int16)
    pixels[..., :3] = pixels[..., :3] * pixels[..., 3:] // 255
    return pixels


def _otherwise(record: Record, name: str) -> Record:
    """With the class of an attribute that is listed half the list away, which is hardly a neighbour."""
    values = list(attributes()[name].values)
    own = values.index(str(record.attributes[name]))
    return _changed(record, name, values[(own + (len(values) + 1) // 2) % len(values)])


def _changed(record: Record, name: str, value: str | None) -> Record:
    mixes = {key: mix for key, mix in record.mixes.items() if key != name}
    return replace(record, attributes={**record.attributes, name: value}, mixes=mixes)


def _differ(one: NDArray[np.int16], other: NDArray[np.int16]) -> Mask:
    return np.abs(one - other).max(axis=2) > _SEEN


def _figure_faults(solid: Mask, regions: _Regions) -> Iterator[str]:
    if (regions.face & ~_grown(solid, 1)).sum() >= _CRUMB:
        yield "has a hole in its face"
    # What the picture's edge cuts is joined beyond it.
    reached = solid & regions.face
    for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        reached[edge] = solid[edge]
    while True:
        further = _grown(reached, 1) & solid
        if (further == reached).all():
            break
        reached = further
    loose = int((solid & ~reached).sum())
    if loose >= _CRUMB:
        yield f"has {loose} pixels that hang in the air"


def _part_faults(seen: Mask, regions: _Regions, limits: _Limits) -> Iterator[str]:
    drawn = int(seen.sum())
    if not drawn:
        yield "is not to be seen"
        return
    eyes = [float(seen[eye].mean()) for eye in regions.eyes]
    covered = min(eyes) if limits.both else max(eyes)
    if covered > limits.eye:
        yield f"covers {covered:.0%} of {'both eyes' if limits.both else 'an eye'}"
    mouth = float(seen[regions.mouth].mean())
    if mouth > limits.mouth:
        yield f"covers {mouth:.0%} of the mouth"
    outside = float((seen & ~regions.near_face).sum()) / drawn
    if outside > limits.outside:
        yield f"lies {outside:.0%} off the face"


def _grown(mask: Mask, pixels: int) -> Mask:
    """The mask with a rim of so many pixels."""
    for _ in range(pixels):
        wide = np.pad(mask, 1)
        mask = wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
    return mask
