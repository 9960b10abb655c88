"""All styles by name, and their pictures one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.styles import dicebear
from benchmarks.styles.ink import ink
from benchmarks.styles.pastel import flat_pastel
from benchmarks.styles.pixel import pixel
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.files import whole

__all__ = ["RESTYLED", "STYLES", "pictures", "restyled", "write_pictures"]

# Restylings of the corpus: the true picture of every face in the style is known.
RESTYLED: Final[dict[str, Callable[[Record, int], NDArray[np.uint8]]]] = {
    "flat-pastel": flat_pastel,
    "ink": ink,
    "pixel": pixel,
}
STYLES: Final = (*RESTYLED, *dicebear.STYLES)


def restyled(record: Record, style: str, size: int = 256) -> NDArray[np.uint8]:
    """The face of a record in one of `RESTYLED`: uint8 of shape (size, size, 3), the same for the same record."""
    return RESTYLED[style](record, size)


def pictures(style: str, count: int, size: int, seed: int) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Pictures in one of `STYLES` with their seeds, which follow one another.

    In the restylings, a picture shows the face that the corpus draws for its seed.

    Raises:
        dicebear.ExtraMissing: the style is one of DiceBear's, which is not installed.
    """
    for number in range(seed, seed + count):
        if style in RESTYLED:
            yield number, restyled(sample_record(number), style, size)
        else:
            yield number, dicebear.avatar(style, number, size)


def write_pictures(style: str, count: int, size: int, seed: int, out: Path, *, webp: bool = False) -> None:
    """Writes `000000.png` (or `.webp`, a tenth of the bytes) and so on, each named by its seed; see `pictures`."""
    out.mkdir(parents=True, exist_ok=True)
    for number, picture in pictures(style, count, size, seed):
        with whole(out / f"{number:06d}{'.webp' if webp else '.png'}") as partial:
            if webp:
                Image.fromarray(picture).save(partial, "WEBP", quality=90, method=6)
            else:
                Image.fromarray(picture).save(partial, "PNG", optimize=True)
