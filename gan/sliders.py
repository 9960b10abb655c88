"""Sliders: the directions of W that people are offered to push a face along.

Pure data, importable without torch; `gan.directions` finds the directions themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from gan.models import Model

__all__ = ["MOST_SLIDERS", "sliders"]

# As many as one list of choices holds.
MOST_SLIDERS: Final = 25

# Of a model trained on the drawn corpus: the codes whose effect one sees and has a word for, by where they act.
_OFFERED: Final = (
    "turn", "tilt", "nod", "scale",
    "face_width", "chin", "cheek", "blush",
    "eye_size", "eye_gap", "eye_slant", "eye_open", "gaze_x", "brow_angle", "mouth_curve", "mouth_open",
    "hair_volume", "fringe_length", "back_length", "wave", "hair_light", "hair_hue",
    "skin_light", "eye_light", "background_hue",
)  # fmt: skip
# Where nobody has named any, those that a generator's own weights answer to most, band by band.
_FOUND: Final = tuple(f"sefa {band} {number}" for band in ("coarse", "middle", "fine") for number in (1, 2, 3))


def sliders(model: Model) -> tuple[str, ...]:
    """Names of directions (see `gan.directions.LatentSpace.named`), at most `MOST_SLIDERS`, in the order to show them.

    Of a model with codes those are codes, which have a meaning; else what SeFa finds without labels.
    """
    codes = cast("Sequence[str]", model.card.get("codes", ()))
    known = [name for name in _OFFERED if name in codes] or list(codes) or list(_FOUND)
    return tuple(known[:MOST_SLIDERS])
