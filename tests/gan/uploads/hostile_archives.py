"""Archives that mean no good: a maker for each kind. Most hold a sound picture as well."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import numpy as np

from tests.gan.uploads.files import drawing, encoded, zipped
from tests.gan.uploads.hostile_pictures import Maker, damaged

__all__ = ["ARCHIVES"]

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _sound(stream: np.random.Generator) -> dict[str, bytes]:
    """Files of an archive that means well."""
    seed = int(stream.integers(5, 9_000))
    return {"a.png": encoded(drawing(seed)), "b.jpg": encoded(drawing(seed + 1), "JPEG")}


def _methods(stream: np.random.Generator) -> int:
    return int(stream.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]))


def _patched(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The archive with this value in the last header that has this signature."""
    at = content.rindex(signature) + offset
    return content[:at] + value + content[at + len(value) :]


def _changed(stream: np.random.Generator) -> bytes:
    return damaged(zipped(_sound(stream), method=_methods(stream)).content, stream)


def _truncated(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream)).content
    return content[: stream.integers(4, len(content))]


def _paths(stream: np.random.Generator) -> bytes:
    out, sound = BytesIO(), list(_sound(stream).values())
    link = zipfile.ZipInfo("link.png")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        for path in (
            "../../../../etc/cron.d/x",
            "/etc/passwd",
            "C:\\Windows\\x.dll",
            "..\\..\\x",
            "a/../../b",
            "//x/y",
        ):
            archive.writestr(path, b"root::0:0")
        archive.writestr(link, "/etc/passwd")
        archive.writestr("deep/" * 5_000 + "a.png", sound[0])
        archive.writestr("../b.jpg", sound[1])
    return out.getvalue()


def _names(stream: np.random.Generator) -> bytes:
    odd = (
        "\u202egnp.exe",
        "a\nb\r\x1b[31m.png",
        "\u200b",
        " ",
        "x" * 65_000,
        "...",
        "CON",
        "nul.png",
        "a" + "\u0301" * 9_000,
    )
    return zipped({**dict.fromkeys(odd, b"?"), **_sound(stream)}).content


def _twice(stream: np.random.Generator) -> bytes:
    """Files of one name, and files that lie over one another."""
    one, other = _sound(stream).values()
    content = zipped({"a.png": one, "b.png": other}).content
    if stream.integers(2):
        return content.replace(b"b.png", b"a.png")
    return _patched(content, _CENTRAL, 42, struct.pack("<I", 0))


def _encrypted(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream)).content
    return _patched(_patched(content, _LOCAL, 6, b"\1\0"), _CENTRAL, 8, b"\1\0")


def _checksums(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream), method=_methods(stream)).content
    return _patched(_patched(content, _LOCAL, 14, b"evil"), _CENTRAL, 16, b"evil")


def _sizes(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream), method=_methods(stream)).content
    lie = struct.pack("<I", int(stream.choice([0, 1, 99, 2**31, 2**32 - 2])))
    return _patched(content, _CENTRAL, int(stream.choice([20, 24, 42])), lie)


def _methods_unknown(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream)).content
    method = struct.pack("<H", int(stream.choice([1, 6, 9, 12, 14, 93, 95, 98, 99])))
    return _patched(_patched(content, _LOCAL, 8, method), _CENTRAL, 10, method)


def _dictionary(stream: np.random.Generator) -> bytes:
    """LZMA that asks for four gigabytes before its first byte."""
    content = bytearray(zipped(_sound(stream), method=zipfile.ZIP_LZMA).content)
    # Version, length, a byte of properties, and then how much memory it wants (APPNOTE.TXT 6.3.10, section 5.8.8).
    wants = 30 + int.from_bytes(content[26:28], "little") + 5
    content[wants : wants + 4] = b"\xff\xff\xff\xff"
    return bytes(content)


def _zip64(stream: np.random.Generator) -> bytes:
    content = zipped(_sound(stream)).content
    end = content.index(_END)
    large = 2**64 - 1 if stream.integers(2) else 2**40
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, large, large, large, large)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return (
        content[:end] + record + locator + content[end:],
        _patched(content, _CENTRAL, 20, b"\xff" * 8),
        _patched(content, _END, 8, b"\xff" * 12),
        _patched(content, _END, 4, b"\xff\xff"),
        _patched(content, _CENTRAL, 30, b"\xff\xff"),
    )[stream.integers(5)]


@cache
def _zeros(count: int, size: int, method: int) -> bytes:
    return zipped({f"{number}.png": bytes(size) for number in range(count)}, method=method).content


def _bomb(stream: np.random.Generator) -> bytes:
    """Far more once it is unfolded."""
    bombs = (
        _zeros(1, 100_000_000, zipfile.ZIP_BZIP2),
        _zeros(12, 49_000_000, zipfile.ZIP_DEFLATED),
        _zeros(600, 1_000_000, zipfile.ZIP_DEFLATED),
    )
    with zipfile.ZipFile(out := BytesIO(bombs[stream.integers(len(bombs))]), "a") as archive:
        for name, content in _sound(stream).items():
            archive.writestr(name, content)
    return out.getvalue()


def _nested(stream: np.random.Generator) -> bytes:
    inner = zipped(_sound(stream)).content
    for _ in range(int(stream.integers(1, 20))):
        inner = zipped({"inner.png": inner, **_sound(stream)}).content
    return inner


def _crowded(stream: np.random.Generator) -> bytes:
    """More files than an archive may hold."""
    return zipped({**_sound(stream), **dict.fromkeys((f"{n}.png" for n in range(1_200)), b"")}).content


def _around(stream: np.random.Generator) -> bytes:
    """Nothing in it, or something before or behind it."""
    content = zipped(_sound(stream)).content
    return (
        zipped({}).content,
        zipped({"folder/": b"", "__MACOSX/._a.png": b"?", ".DS_Store": b"?"}).content,
        content[:-2] + b"\xff\xff" + bytes(65_535),
        content + bytes(100_000),
        content + content,
        _LOCAL + stream.bytes(500),
        _END + bytes(18),
    )[stream.integers(7)]


ARCHIVES: Mapping[str, Maker] = {
    "archive: bytes changed": _changed,
    "archive: cut short": _truncated,
    "archive: paths and links": _paths,
    "archive: odd names": _names,
    "archive: same name or place": _twice,
    "archive: encrypted": _encrypted,
    "archive: checksums": _checksums,
    "archive: lying sizes": _sizes,
    "archive: unknown methods": _methods_unknown,
    "archive: greedy dictionary": _dictionary,
    "archive: zip64": _zip64,
    "archive: bomb": _bomb,
    "archive: archives": _nested,
    "archive: crowded": _crowded,
    "archive: around it": _around,
}
