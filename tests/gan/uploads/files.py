"""Files as people, and those who mean no good, hand them in."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

from gan.uploads.archives import File

__all__ = ["drawing", "encoded", "huge_png", "zipped"]


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

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
