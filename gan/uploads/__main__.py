"""Reads one lot of files in a process of its own: `python -m gan.uploads FOLDER`, started by `gan.uploads.process`.

Strangers' files meet a decoder here and nowhere else: a decoder that is tricked, hangs or eats memory costs this
process alone. FOLDER/order.json says what to read. Each line on stdout is one JSON object:

    {"reading": 3}                                           the file that is read now
    {"picture": {"sha256": ..., "name": ..., "width": ..., "height": ..., "likeness": "..."}}
    {"refused": {"name": ..., "reason": ...}}

A picture lies in FOLDER as SHA256.png, and small as SHA256.webp, before its line is written.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from gan.uploads.limits import Limits

# Bytes of address space; the largest picture that is let in takes about 0.7 GB at its worst.
_MEMORY = 3 * 1024**3
_THUMBNAIL = 256
# An archive may call a file by 65,535 letters.
_LONGEST = 300


def main(folder: Path) -> None:
    """Reads what the order names, from the file on that it says."""
    _limit_memory()
    # Only now: what is imported counts.
    from PIL import Image

    from gan.uploads.archives import File
    from gan.uploads.intake import take_in

    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    known = {name: int(likeness, 16) for name, likeness in order["known"]}
    left = int(order["most"])
    for number in range(order["first"], len(order["files"])):
        _say({"reading": number})
        entry = order["files"][number]
        content = (folder / entry["path"]).read_bytes()
        intake = take_in([File(entry["name"], content)], known, replace(Limits(), pictures=left))
        for refused in intake.refused:
            _say({"refused": {"name": _plain(refused.name), "reason": _plain(refused.reason)}})
        for picture in intake.pictures:
            (folder / f"{picture.sha256}.png").write_bytes(picture.png)
            with Image.open(BytesIO(picture.png), formats=("PNG",)) as small:
                small.thumbnail((_THUMBNAIL, _THUMBNAIL))
                small.save(folder / f"{picture.sha256}.webp", "WEBP", quality=80)
            width, height = picture.size
            _say(
                {
                    "picture": {
                        "sha256": picture.sha256,
                        "name": _plain(picture.name),
                        "width": width,
                        "height": height,
                        "likeness": f"{picture.likeness:032x}",
                    }
                }
            )
            known[picture.name] = picture.likeness
            left -= 1


def _limit_memory() -> None:
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(AttributeError):
        os.nice(10)


def _plain(words: str) -> str:
    """Words of strangers, cut to a length that can be shown and stored, in letters that can be written."""
    return words.encode("utf-8", "replace").decode()[:_LONGEST]


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
