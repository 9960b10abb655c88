"""Small faces of flat colours that are drawn in no time, for tests that need pictures with something to see."""

from __future__ import annotations

import numpy as np

from gan.attributes import Attribute, Vocabulary
from gan.corpus.data.folder import Folder

__all__ = ["VOCABULARY", "faces"]

VOCABULARY = Vocabulary(
    (Attribute("hair", ("black", "red", "green", "blue", "white", "yellow")), Attribute("mouth", ("closed", "open")))
)
_HAIR = np.array([(30, 30, 40), (200, 40, 40), (40, 170, 60), (50, 70, 210), (240, 240, 240), (240, 220, 60)])
_SKIN = np.array([(255, 224, 196), (198, 134, 92), (110, 70, 50)])


def faces(count: int, side: int = 64, *, seed: int = 0) -> Folder:
    """A folder of `count` faces with their labels; other seeds, other faces."""
    stream = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side] / side
    images = np.empty((count, side, side, 3), dtype=np.uint8)
    labels = np.stack([stream.integers(0, len(a.values), count) for a in VOCABULARY.values()], axis=1)
    for image, (hair, mouth) in zip(images, labels, strict=True):
        middle, height = 0.5 + stream.uniform(-0.04, 0.04, 2)
        image[:] = stream.integers(170, 250, 3)
        image[(x - middle) ** 2 + (y - height) ** 2 < stream.uniform(0.34, 0.4) ** 2] = _HAIR[hair]
        image[((x - middle) / 0.9) ** 2 + (y - height - 0.08) ** 2 < 0.27**2] = stream.choice(_SKIN)
        iris = stream.integers(20, 120, 3)
        for sign in (-1, 1):
            image[(x - middle + sign * 0.12) ** 2 + (y - height - 0.05) ** 2 < 0.06**2] = iris
        open_by = 0.06 if mouth else 0.015
        image[(abs(x - middle) < 0.07) & (abs(y - height - 0.22) < open_by)] = (150, 40, 50)
    return Folder(images, VOCABULARY, labels.astype(np.int64))
