"""Films to files: animated GIF and WebP through Pillow, MP4 (H.264) through PyAV, the extra `video`.

Written beside the file that was asked for and renamed when whole, so that whatever stops the writing leaves nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

__all__ = ["FASTEST", "SUFFIXES", "WEBP_QUALITY", "Film", "VideoError", "check", "write"]

# Frames a second: browsers slow a GIF down whose frames are shorter than two hundredths of a second.
FASTEST = 50
SUFFIXES = ".gif, .webp or .mp4"
WEBP_QUALITY = 80

# A GIF has one palette of 255 colours for all its frames, found by k-means over pixels of this many of them; the 256th
# index stands for "as before". Dithering is left out, as its noise would crawl over what stands still. Measured on the
# shipped model: a palette for each frame is a little nearer to the colours and makes the file more than twice as large.
_PALETTE_FRAMES = 32
_PALETTE_SIDE = 48
_UNCHANGED = 255


class VideoError(Exception):
    """A film cannot be written as was asked; the message says why and what to do."""


class Film(Protocol):
    """Square pictures in a row, painted when they are asked for: the same picture whenever the same is asked for."""

    @property
    def fps(self) -> int:
        """Ticks a second, at most `FASTEST`."""
        ...

    @property
    def size(self) -> int:
        """Pixels a side."""
        ...

    @property
    def ticks(self) -> Sequence[int]:
        """How many ticks each frame is shown."""
        ...

    def paint(self, frame: int) -> NDArray[np.uint8]:
        """The picture of a frame: RGB, shape `(size, size, 3)`."""
        ...


def check(out: Path, size: int) -> None:
    """Raises `VideoError` where a film of this size cannot be written into that file: for before anything is drawn."""
    suffix = out.suffix.lower()
    if suffix not in (".gif", ".webp", ".mp4"):
        raise VideoError(f"{out.name!r} names no format of film. End it in {SUFFIXES}.")
    if suffix == ".mp4":
        if size % 2:
            raise VideoError(f"An MP4's side is an even number of pixels, not {size}. Take {size + 1}, or GIF or WebP.")
        try:
            import av  # noqa: F401  # pyright: ignore[reportUnusedImport]
        except ImportError as missing:
            raise VideoError(
                "Writing MP4 needs PyAV. Install it with: pip install 'moegan[video]' (GIF and WebP need nothing more)."
            ) from missing


def write(
    film: Film, out: Path, painted: Callable[[int], None] = lambda _: None, *, quality: int = WEBP_QUALITY
) -> None:
    """Writes a film that loops for ever, in the format of the file's suffix.

    Args:
        painted: is told each frame.
        quality: of WebP, 0 to 100; the other formats have one of their own.

    Raises:
        VideoError: see `check`.
        OSError: the file cannot be written. As after any other exception, nothing of it is left.
    """
    check(out, film.size)
    with _whole(out) as partial:
        match out.suffix.lower():
            case ".gif":
                _gif(film, partial, painted)
            case ".webp":
                _webp(film, partial, painted, quality)
            case _:
                _mp4(film, partial, painted)


@contextmanager
def _whole(out: Path) -> Generator[Path]:
    """A name to write under, which becomes `out` at the end and is deleted where the end is not reached."""
    partial = out.with_name(out.name + ".partial")
    try:
        yield partial
        partial.replace(out)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _durations(film: Film, unit: int) -> list[int]:
    """How long each frame is shown in 1 / `unit` seconds; rounded so that the errors do not add up."""
    ends = [round(end * unit / film.fps) for end in accumulate(film.ticks)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _gif(film: Film, path: Path, painted: Callable[[int], None]) -> None:
    # Pillow's own writer of animations keeps every frame until the end; its encoder of one frame does not.
    palette = _palette(film)
    with path.open("wb") as file:
        file.write(b"GIF89a" + struct.pack("<HHBBB", film.size, film.size, 0xF7, 0, 0))
        file.write(bytes(palette.getpalette() or ()))
        file.write(b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")  # for ever
        shown = np.full((film.size, film.size), _UNCHANGED, dtype=np.uint8)
        for frame, duration in enumerate(_durations(film, 100)):
            picture = Image.fromarray(film.paint(frame)).quantize(palette=palette, dither=Image.Dither.NONE)
            indices = np.array(picture)
            indices[indices == _UNCHANGED] = 0  # which is the same colour
            top, left, changes = _changes(shown, indices)
            image = Image.fromarray(changes)
            image.putpalette(palette.getpalette() or ())
            file.writelines(
                GifImagePlugin.getdata(image, (left, top), duration=duration * 10, transparency=_UNCHANGED, disposal=1)
            )
            shown = indices
            painted(frame)
        file.write(b";")


def _palette(film: Film) -> Image.Image:
    """A picture whose palette has 256 entries, `_UNCHANGED` and those that the film does not need like the first."""
    count = len(film.ticks)
    step = max(1, film.size // _PALETTE_SIDE)
    frames = range(0, count, -(-count // _PALETTE_FRAMES))
    pixels = np.concatenate([film.paint(frame)[step // 2 :: step, step // 2 :: step] for frame in frames])
    found = Image.fromarray(pixels).quantize(_UNCHANGED, Image.Quantize.MEDIANCUT, kmeans=1)
    colours = (found.getpalette() or [])[: _UNCHANGED * 3]
    colours += colours[:3] * (256 - len(colours) // 3)
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


def _changes(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> tuple[int, int, NDArray[np.uint8]]:
    """Top, left and indices of the smallest rectangle that holds all changes; at least one pixel."""
    changed = before != after
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    if len(rows) == 0:
        return 0, 0, np.full((1, 1), _UNCHANGED, dtype=np.uint8)
    part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return int(rows[0]), int(columns[0]), np.where(changed[part], after[part], np.uint8(_UNCHANGED))


class _Reel(Image.Image):
    """A film as Pillow sees a file of many frames: Pillow asks for one after the other and need not hold them all."""

    def __init__(self, film: Film, painted: Callable[[int], None]) -> None:
        super().__init__()
        self._film = film
        self._painted = painted
        self._mode = "RGB"
        self._size = (film.size, film.size)
        self.n_frames = len(film.ticks)
        self._position = 0
        self._painting = -1

    def seek(self, frame: int) -> None:
        self._position = frame

    def tell(self) -> int:
        return self._position

    def load(self) -> Any:
        if self._painting != self._position:
            self._painting = self._position
            self.im = Image.fromarray(self._film.paint(self._position)).im
            self._painted(self._position)
        return super().load()


def _webp(film: Film, path: Path, painted: Callable[[int], None], quality: int) -> None:
    reel = _Reel(film, painted)
    # Every frame whole, which costs a fiftieth: else libwebp leaves patches of earlier backgrounds behind.
    whole = {"kmin": 0, "kmax": 1}
    reel.save(path, "WEBP", save_all=True, duration=_durations(film, 1000), loop=0, quality=quality, method=4, **whole)


def _mp4(film: Film, path: Path, painted: Callable[[int], None]) -> None:
    import av
    from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc

    with av.open(str(path), "w", format="mp4", options={"movflags": "faststart"}) as container:
        # For the same bytes each time: one thread, and no macroblock tree, which makes files of 128 px 7 % smaller but
        # gave some films of 64 px other bytes now and then (in x264's assembly; its plain C did not).
        options = {"crf": "18", "preset": "slow", "threads": "1", "x264-params": "mbtree=0"}
        stream = container.add_stream("libx264", film.fps, options=options)
        stream.width = stream.height = film.size
        stream.pix_fmt = "yuv420p"
        stream.colorspace = Colorspace.ITU709
        stream.color_primaries = ColorPrimaries.BT709
        stream.color_trc = ColorTrc.BT709
        for frame, ticks in enumerate(film.ticks):
            picture = av.VideoFrame.from_ndarray(film.paint(frame), "rgb24")
            picture = picture.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
            for _ in range(ticks):
                picture.pts = None
                container.mux(stream.encode(picture))
            painted(frame)
        container.mux(stream.encode(None))
