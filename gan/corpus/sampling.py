"""From a seed to the record of an avatar: its attribute classes and its continuous parameters.

Each value is drawn from a hash of the seed and the value's own key, never from one running stream, so that adding an
attribute or a parameter leaves every other value of every avatar as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from gan.attributes import ATTRIBUTES, check_attributes

__all__ = ["PARAMETERS", "VERSION", "Record", "sample_record", "uniform"]

# Version of the corpus code: raise it with every change that changes pictures or labels.
VERSION = 1

# Relative frequencies of values; an attribute or a value that is not named here weighs 1.
_WEIGHTS: dict[str, dict[str, float]] = {
    "hair_color": {"black": 1.5, "brown": 1.5, "blond": 1.35, "red": 1.1},
    "accessory": {"none": 2.7},
}

# Continuous parameters, all in [-1, 1]: what they mean in canvas units is decided where they are drawn.
PARAMETERS: tuple[str, ...] = (
    "tilt",
    "turn",
    "shift_x",
    "shift_y",
    "scale",
    "side",
    "face_width",
    "chin",
    "cheek",
    "eye_size",
    "eye_gap",
    "eye_height",
    "gaze",
    "brow_height",
    "brow_angle",
    "brow_width",
    "mouth_width",
    "mouth_height",
    "blush",
    "shoulder",
    "hair_light",
    "hair_chroma",
    "hair_hue",
    "skin_light",
    "skin_hue",
    "eye_light",
    "eye_hue",
    "outfit_palette",
    "ribbon_palette",
    "background_hue",
    "background_angle",
    "hair_volume",
    "crown",
    "fringe_length",
    "parting",
    "sway",
    "back_length",
    "ahoge",
    "tuft_left",
    "tuft_right",
    "lock_left",
    "lock_right",
    "shine",
    "accessory_x",
    "accessory_size",
    *(f"jitter_{i}" for i in range(12)),
)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that decides an avatar's picture.

    Attributes:
        seed: what the values were drawn from.
        attributes: class of every attribute of the vocabulary, in its order.
        parameters: value in [-1, 1] of every continuous parameter.
    """

    seed: int
    attributes: dict[str, str]
    parameters: dict[str, float]


def uniform(seed: int, key: str) -> float:
    """A number in [0, 1) that depends on nothing but `seed` and `key`."""
    digest = hashlib.blake2b(f"{seed}/{key}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "little") >> 11) / 2**53


def _choose(name: str, u: float) -> str:
    values = ATTRIBUTES[name].values
    weights = [_WEIGHTS.get(name, {}).get(value, 1.0) for value in values]
    left = u * sum(weights)
    for value, weight in zip(values, weights, strict=True):
        left -= weight
        if left < 0:
            return value
    return values[-1]


def sample_record(seed: int, attributes: Mapping[str, str] | None = None) -> Record:
    """The avatar of a seed; `attributes` overrides some classes and leaves everything else unchanged."""
    chosen = {name: _choose(name, uniform(seed, f"attribute.{name}")) for name in ATTRIBUTES}
    chosen.update(check_attributes(attributes or {}))
    parameters = {key: round(2 * uniform(seed, f"parameter.{key}") - 1, 5) for key in PARAMETERS}
    return Record(seed=seed, attributes=chosen, parameters=parameters)
