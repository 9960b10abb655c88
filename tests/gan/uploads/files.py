"""Files as people, and those who mean no good, hand them in."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

from gan.uploads.archives import File

__all__ = ["drawing", "encoded", "huge_png", "png_chunk", "png_of", "zipped"]


def drawing(seed: int = 0, size: tuple[int, int] = (96, 96)) -> Image.Image:
    """A picture that looks like no other seed's, even small: patches of colour."""
    patches = np.random.default_rng(seed).integers(0, 256, (12, 12, 3), dtype=np.uint8)
    return Image.fromarray(patches).resize(size, Image.Resampling.BICUBIC)


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """A picture's file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def zipped(members: dict[str, bytes], name: str = "art.zip", method: int = zipfile.ZIP_DEFLATED) -> File:
    """A zip archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return File(name, out.getvalue())


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it is this large, in a few hundred bytes."""
    return png_of(width, height, bytes(100_000))


def png_of(width: int, height: int, rows: bytes, colours: int = 2, bits: int = 8) -> bytes:
    """A PNG with this header (colours: 0 grey, 2 RGB, 3 palette, 6 RGBA) and these rows, fitting or not."""
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    body = zlib.compress(rows, 9)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG, with its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
