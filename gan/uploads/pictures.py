"""One file into one picture that can be learned from, or a sentence that says why not."""

from __future__ import annotations

import contextlib
import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from gan.uploads.archives import File, Refused
from gan.uploads.likeness import likeness
from gan.uploads.limits import Limits, in_words

__all__ = ["Picture", "read_picture"]

# What can be had from phones, drawing programs and browsers; Pillow's other decoders see no file of strangers.
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
# Behind what is transparent: paper.
_BEHIND: Final = (255, 255, 255)
# Shades between the darkest and the lightest pixel under which a picture counts as blank.
_BLANK: Final = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be learned from.

    Attributes:
        name: what its owner calls it.
        sha256: of `png`, hexadecimal: what it is stored under.
        png: upright, opaque RGB without any metadata, at most `Limits.stored_side` wide and high.
        size: width and height of `png`, in pixels.
        likeness: see `gan.uploads.likeness`.
    """

    name: str
    sha256: str
    png: bytes
    size: tuple[int, int]
    likeness: int


def read_picture(file: File, limits: Limits) -> Picture | Refused:
    """Decodes a file: what it is decides what it is called, not its name.

    The first frame of an animation is taken, EXIF's orientation applied and then dropped with all other metadata, and
    transparency laid on white. Width and height are read before any pixel is.
    """
    if len(file.content) > limits.file_bytes:
        return Refused(file.name, f"It is larger than {in_words(limits.file_bytes)}. Save it smaller.", "too_large")
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(file.content), formats=_FORMATS) as opened:
            # A picture between Pillow's limit and twice that is only warned of; ours is lower.
            warnings.simplefilter("ignore")
            if problem := _wrong_size(file.name, opened.size, limits):
                return problem
            rgb = _upright_rgb(opened, limits)
    except Image.UnidentifiedImageError:
        reason = "It is no picture that can be read. Hand in PNG, JPEG, WebP, GIF or BMP, or a .zip."
        return Refused(file.name, reason, "not_a_picture")
    except Image.DecompressionBombError:
        return _too_many_pixels(file.name, limits)
    except MemoryError:
        # What is left of this process is not to be relied on.
        raise
    except Exception:  # a malformed file finds ways of its own to make a decoder fail
        return Refused(file.name, "It is damaged or cut short. Save it anew and hand it in again.", "damaged")
    if max(high - low for low, high in rgb.getextrema()) < _BLANK:  # type: ignore[misc, operator]
        return Refused(file.name, "It is blank.", "blank")
    # Pillow writes out again what it has read of profiles, comments and the like.
    rgb.info.clear()
    out = BytesIO()
    rgb.save(out, "PNG")
    png = out.getvalue()
    return Picture(file.name, hashlib.sha256(png).hexdigest(), png, rgb.size, likeness(rgb))


def _wrong_size(name: str, size: tuple[int, int], limits: Limits) -> Refused | None:
    width, height = size
    if width * height > limits.pixels:
        return _too_many_pixels(name, limits)
    if min(size) < limits.side:
        reason = f"It is {width} x {height} pixels; at least {limits.side} each way are needed."
        return Refused(name, reason, "too_few_pixels")
    return None


def _too_many_pixels(name: str, limits: Limits) -> Refused:
    reason = f"It has more than {limits.pixels // 1_000_000} million pixels. Save it smaller."
    return Refused(name, reason, "too_many_pixels")


def _upright_rgb(opened: Image.Image, limits: Limits) -> Image.Image:
    # JPEG can be decoded at a half, a quarter or an eighth; nothing is lost that would be kept.
    opened.draft("RGB", (limits.stored_side, limits.stored_side))
    opened.seek(0)
    opened.load()
    # Pixels that are whole are worth having where what is said beside them is not.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(opened, in_place=True)
    # Colours first: neither a palette's numbers nor 16 bits of grey can be scaled down smoothly.
    eight_bit = _eight_bit(opened)
    seen = eight_bit.convert("RGBA" if eight_bit.has_transparency_data else "RGB")
    seen.thumbnail((limits.stored_side, limits.stored_side), Image.Resampling.LANCZOS)
    if seen.mode == "RGB":
        return seen
    behind = Image.new("RGBA", seen.size, (*_BEHIND, 255))
    return Image.alpha_composite(behind, seen).convert("RGB")


def _eight_bit(picture: Image.Image) -> Image.Image:
    """16 bits of grey as 8: Pillow's own conversion makes white of all that is lighter than 255 of 65,535."""
    if not picture.mode.startswith("I"):
        return picture
    grey = picture.convert("I").point(lambda shade: shade * (1 / 257)).convert("L")
    # One shade of the 65,536 may stand for what is transparent; among 256 it would take its neighbours along.
    grey.info.pop("transparency", None)
    return grey
