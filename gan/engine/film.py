"""Pictures as a film that goes there and back for ever, under a limit of bytes."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, get_args

from gan.engine.aside import aside, ordered

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

__all__ = ["FORMATS", "FilmFormat", "there_and_back"]

FilmFormat = Literal["webp", "gif"]
FORMATS: Final[tuple[FilmFormat, ...]] = get_args(FilmFormat)

_FPS: Final = 20
# Frames that the two ends are shown longer than the others.
_REST: Final = 10


@dataclass(frozen=True, slots=True)
class _Order:
    """What the process is asked for."""

    file_format: FilmFormat
    most_bytes: int


@dataclass(frozen=True, slots=True)
class _Thrift:
    """One way to save bytes.

    Attributes:
        side: of the pictures' own side.
        every: of how many pictures one is shown, as much longer; the film takes as long as with all of them.
        quality: of WebP, 0 to 100.
    """

    side: float = 1.0
    every: int = 1
    quality: int = 90


# Tried in this order, the finest that fits being taken; the last one fits into a few kilobytes whatever it shows.
_THRIFTS: Final = (
    _Thrift(),
    _Thrift(quality=70),
    _Thrift(0.75, 1, 60),
    _Thrift(0.75, 2, 60),
    _Thrift(0.5, 2, 50),
    _Thrift(0.25, 4, 40),
    _Thrift(0.125, 8, 20),
)


async def there_and_back(pictures: Sequence[bytes], file_format: FilmFormat, most_bytes: int) -> bytes:
    """An animated file that shows the pictures one after the other, then back to the first, and rests at both ends.

    Args:
        pictures: PNG files of one size, at least two; a multiple of 8 and one more, lest the last be left out.
        most_bytes: quality, size and number of frames are lowered until it is no larger.

    Raises:
        PicturesFailed: see `gan.engine.aside`; or it fits into no file so small.
    """
    return await aside("gan.engine.film", asdict(_Order(file_format, most_bytes)), pictures)


class _ThereAndBack:
    """The film of some pictures; a `gan.video.Film`."""

    def __init__(self, pictures: Sequence[Image.Image], thrift: _Thrift) -> None:
        side = max(1, round(pictures[0].width * thrift.side))
        kept = [picture.resize((side, side)) for picture in pictures[:: thrift.every]]
        self._frames = kept + kept[-2:0:-1]
        self.size = side
        self.fps = _FPS
        self.ticks = [
            thrift.every + (_REST if frame in (0, len(kept) - 1) else 0) for frame in range(len(self._frames))
        ]

    def paint(self, frame: int) -> NDArray[np.uint8]:
        import numpy as np

        return np.asarray(self._frames[frame])


def _main(source: BinaryIO, target: BinaryIO) -> None:
    """What the process does."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from PIL import Image

    given, files = ordered(source)
    order = _Order(**given)
    pictures = [Image.open(io.BytesIO(file)).convert("RGB") for file in files]
    with TemporaryDirectory() as folder:
        target.write(_fitting(pictures, order, Path(folder) / f"film.{order.file_format}"))


def _fitting(pictures: Sequence[Image.Image], order: _Order, path: Path) -> bytes:
    from gan.video import write

    for thrift in _THRIFTS:
        write(_ThereAndBack(pictures, thrift), path, quality=thrift.quality)
        if path.stat().st_size <= order.most_bytes:
            return path.read_bytes()
    raise ValueError(f"The film fits into no {order.most_bytes} bytes.")


if __name__ == "__main__":
    _main(sys.stdin.buffer, sys.stdout.buffer)
