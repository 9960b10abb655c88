"""Pictures that mean no good, and what only says that it is a picture: a maker for each kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.gan.uploads.files import drawing, encoded, png_chunk, png_of, zipped

__all__ = ["PICTURES", "Maker", "damaged"]

Maker = Callable[[np.random.Generator], bytes]
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_HTML = b"<html><script>alert(1)</script><?php system($_GET[0]); ?></html>"
# What other kinds of file begin with.
_OTHERS = (
    b"MZ\x90\0" + bytes(300),
    b"\x7fELF\x02\x01\x01" + bytes(300),
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><image href='file:///etc/passwd'/></svg>",
    _HTML,
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n(x) run quit\n",
    b"II*\0\x08\0\0\0\xff\xff" + bytes(300),
    b"\0\0\x01\0\xff\xff" + bytes(300),
    b"8BPS\0\x01" + bytes(300),
    b"\x1f\x8b\x08\0" + bytes(300),
    b"7z\xbc\xaf\x27\x1c" + bytes(300),
    b"Rar!\x1a\x07\x01\0" + bytes(300),
    b"\0\0\0\x20ftypavif" + bytes(300),
    b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(300),
    b"push graphic-context\nimage over 0,0 0,0 'https://e.vil'\n",
    b"#!/bin/sh\nrm -rf /\n",
)


@cache
def original(kind: str, seed: int = 0) -> bytes:
    """A sound picture that is spoilt afterwards."""
    return encoded(drawing(seed), kind)


def damaged(content: bytes, stream: np.random.Generator) -> bytes:
    """The same with a few bytes that are others."""
    spoilt = bytearray(content)
    for at in stream.integers(0, len(spoilt), int(stream.integers(1, 40))):
        spoilt[at] = stream.integers(0, 256)
    return bytes(spoilt)


def _any(stream: np.random.Generator) -> bytes:
    return original(_FORMATS[stream.integers(len(_FORMATS))], int(stream.integers(4)))


def _truncated(stream: np.random.Generator) -> bytes:
    content = _any(stream)
    return content[: stream.integers(len(content))]


def _fuzzed(stream: np.random.Generator) -> bytes:
    return damaged(_any(stream), stream)


def _fuzzed_header(stream: np.random.Generator) -> bytes:
    content = _any(stream)
    return content[:4] + damaged(content[4:64], stream) + content[64:]


def _spliced(stream: np.random.Generator) -> bytes:
    one, other = _any(stream), _any(stream)
    cut = int(stream.integers(1, len(one)))
    return one[:cut] + other[stream.integers(len(other)) :] + one[cut:]


def _noise(stream: np.random.Generator) -> bytes:
    magic = (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\xff\xff\xff\x7fWEBPVP8X", b"GIF89a", b"BM")
    return magic[stream.integers(len(magic))] + stream.bytes(int(stream.integers(5_000)))


def _bomb(stream: np.random.Generator) -> bytes:
    """A few bytes that say they are a picture of billions of pixels."""
    side = int(stream.choice([7_000, 16_383, 30_000, 65_535]))
    huge = struct.pack("<HH", side, side)
    jpeg, at = original("JPEG"), original("JPEG").index(b"\xff\xc0") + 5
    webp = struct.pack("<I", 10) + bytes(4) + struct.pack("<I", side - 1)[:3] * 2
    return (
        png_of(side, side, bytes(100_000)),
        png_of(2**31 - 1, 2**31 - 1, b""),
        b"GIF89a" + huge + original("GIF")[10:],
        jpeg[:at] + struct.pack(">HH", side, side) + jpeg[at + 4 :],
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + webp,
        original("BMP")[:18] + struct.pack("<ii", 2**31 - 1, -(2**31)) + original("BMP")[26:],
        original("BMP")[:18] + struct.pack("<ii", side, side) + original("BMP")[26:],
    )[stream.integers(7)]


@cache
def _of_zeros(width: int, height: int, colours: int, bits: int = 8) -> bytes:
    return png_of(width, height, bytes(height * (1 + width * bits // 8)), colours, bits // {0: 1, 2: 3, 6: 4}[colours])


def _unfolding(stream: np.random.Generator) -> bytes:
    """A small file that really is as large as a picture may be, or larger."""
    return (
        _of_zeros(6_300, 6_300, 6, 32),
        _of_zeros(6_300, 6_300, 6, 64),
        _of_zeros(40_000, 1_000, 0, 16),
        _of_zeros(12_000, 12_000, 0, 8),
    )[stream.integers(4)]


def _thin(stream: np.random.Generator) -> bytes:
    width, height = ((100_000, 100), (64, 300_000), (1, 1), (0, 0), (0, 90), (63, 64), (2**31, 1))[stream.integers(7)]
    return png_of(width, height, bytes(min(height, 400_000) * (1 + min(width, 100_000) * 3) % 31_000_000))


def _wrong_type(stream: np.random.Generator) -> bytes:
    return _OTHERS[stream.integers(len(_OTHERS))]


def _nothing(stream: np.random.Generator) -> bytes:
    return (b"", b"\0", bytes(70_000), b"\n" * 99, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"PK")[
        stream.integers(9)
    ]


def _polyglot(stream: np.random.Generator) -> bytes:
    archive = zipped({"evil.exe": b"MZ" + bytes(99)}).content
    gif = original("GIF")
    commented = gif[:-1] + b"\x21\xfe" + bytes([len(_HTML)]) + _HTML + b"\0;"
    return (
        original("PNG") + archive,
        original("JPEG") + _HTML + archive,
        commented,
        encoded(drawing(), "JPEG", comment=_HTML * 100),
        original("WEBP") + archive,
        original("PNG")[:-12] + png_chunk(b"tEXt", b"Comment\0" + _HTML) + original("PNG")[-12:],
        b"GIF89a/*" + _HTML + b"*/" + gif[6:],
    )[stream.integers(7)]


def _frames(stream: np.random.Generator) -> bytes:
    """Thousands of frames, or many more said than there are."""
    count, sound = int(stream.integers(2_000, 6_000)), original("GIF")
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    outside = b"\x2c" + struct.pack("<HHHH", 90, 90, 65_000, 65_000) + b"\0\x02\x02\x44\x01\0;"
    png = original("PNG")
    told = png_chunk(b"acTL", struct.pack(">II", int(stream.choice([0, 1, 2**31])), 0))
    few = [drawing(seed) for seed in range(3)]
    return (
        sound[:-1] + frame * count + b";",
        sound[:-1] + outside,
        sound[:13] + outside,
        png[:33] + told + png[33:],
        encoded(few[0], "WEBP", save_all=True, append_images=few * 20),
        damaged(encoded(few[0], "PNG", save_all=True, append_images=few), stream),
    )[stream.integers(6)]


def _odd_colours(stream: np.random.Generator) -> bytes:
    """Sound pictures that few programs write."""
    base = drawing(int(stream.integers(4)))
    grey = np.asarray(base.convert("L")).astype(np.uint16) * 257
    clear = base.convert("RGBA")
    clear.putalpha(base.convert("L"))
    return (
        encoded(base.convert("CMYK"), "JPEG"),
        encoded(Image.fromarray(grey)),
        encoded(Image.fromarray(grey), transparency=int(grey[0, 0])),
        encoded(base.quantize(256), transparency=bytes(range(256))),
        encoded(base.convert("1")),
        encoded(base.convert("LA")),
        encoded(clear, "WEBP", lossless=True),
        encoded(clear, "GIF"),
        encoded(base.convert("1"), "BMP"),
        encoded(base, "JPEG", progressive=True, quality=1),
        encoded(base.convert("L"), transparency=300),
    )[stream.integers(11)]


@cache
def _zeros(count: int) -> bytes:
    return zlib.compress(bytes(count))


def _metadata(stream: np.random.Generator) -> bytes:
    """More beside the picture than in it."""
    much, text = int(stream.integers(100_000, 1_500_000)), PngInfo()
    text.add_text("workflow", "a" * much, zip=bool(stream.integers(2)))
    sound = original("PNG")
    return (
        encoded(drawing(), pnginfo=text),
        encoded(drawing(), icc_profile=bytes(much)),
        encoded(drawing(), "JPEG", icc_profile=stream.bytes(much)),
        encoded(drawing(), "WEBP", exif=stream.bytes(much), xmp=stream.bytes(much)),
        encoded(drawing(), "JPEG", exif=b"Exif\0\0" + stream.bytes(60_000)),
        sound[:33] + png_chunk(b"zTXt", b"x\0\0" + _zeros(900_000)) * 100 + sound[33:],
        sound[:33] + png_chunk(b"iCCP", b"x\0\0" + _zeros(40_000_000)) + sound[33:],
    )[stream.integers(7)]


def _orientation(stream: np.random.Generator) -> bytes:
    """EXIF that lies about how the picture stands, or is no EXIF."""
    tag = struct.pack(
        "<HHHII", 1, 0x0112, *((3, 1, 9), (3, 2**31, 6), (2, 4, 6), (99, 1, 1), (12, 1, 8))[stream.integers(5)]
    )
    looped = struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    exif = (
        b"Exif\0\0II*\0\x08\0\0\0" + tag,
        b"Exif\0\0II*\0\x08\0\0\0" + looped,
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        b"II",
    )
    return encoded(drawing(), ("PNG", "JPEG", "WEBP")[stream.integers(3)], exif=exif[stream.integers(4)])


def _chunks(stream: np.random.Generator) -> bytes:
    """PNG whose chunks lie."""
    sound = original("PNG")
    return (
        sound[:29] + b"\0\0\0\0" + sound[33:],
        sound[:33] + struct.pack(">I", 2**32 - 1) + sound[37:],
        sound[:33] + sound[-12:],
        sound[:33] * 3 + sound[33:],
        sound[:33] + png_chunk(b"PLTE", bytes(3 * 300)) + png_chunk(b"tRNS", bytes(5_000)) + sound[33:],
        png_of(96, 96, bytes(96 * 97), 3),
        png_of(96, 96, bytes(96 * 97), 7, 3),
        png_of(96, 96, b"\x09" * 30_000),
        sound[:33] + png_chunk(b"IDAT", b"") * 20_000 + sound[33:],
    )[stream.integers(9)]


@cache
def _progressive(side: int) -> bytes:
    return encoded(Image.new("L", (side, side), 128), "JPEG", progressive=True)


def _scans(stream: np.random.Generator) -> bytes:
    """A progressive JPEG whose last scan comes again and again, each over all of the picture."""
    sound = _progressive(2_000)
    last = sound.rindex(b"\xff\xda")
    return sound[:last] + sound[last:-2] * int(stream.integers(50, 300)) + b"\xff\xd9"


PICTURES: Mapping[str, Maker] = {
    "cut short": _truncated,
    "bytes changed": _fuzzed,
    "header changed": _fuzzed_header,
    "two files in one": _spliced,
    "noise": _noise,
    "huge by its header": _bomb,
    "huge once unfolded": _unfolding,
    "thin or tiny": _thin,
    "of another type": _wrong_type,
    "empty": _nothing,
    "two types in one": _polyglot,
    "frames": _frames,
    "odd colours": _odd_colours,
    "much beside the picture": _metadata,
    "lying orientation": _orientation,
    "lying chunks": _chunks,
    "many scans": _scans,
}
