"""Reads one lot of files in a process of its own: `python -m gan.uploads FOLDER`, started by `gan.uploads.process`.

Strangers' files meet a decoder here and nowhere else: a decoder that is tricked, hangs or eats memory costs this
process alone. FOLDER/order.json says what to read. Each line on stdout is one JSON object:

    {"reading": {"file": 3, "member": null, "name": ...}}    what is read now: a file that was handed in,
    {"reading": {"file": 3, "member": 17, "name": ...}}      or a file in it, where it is an archive
    {"picture": {"sha256": ..., "name": ..., "width": ..., "height": ..., "likeness": "..."}}
    {"refused": {"name": ..., "reason": ...}}

A picture lies in FOLDER as SHA256.png, and small as SHA256.webp, before its line is written.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan.uploads.guard import limit_this_process
from gan.uploads.limits import Limits

if TYPE_CHECKING:
    from gan.uploads.pictures import Picture

_THUMBNAIL = 256


def main(folder: Path) -> None:
    """Reads what the order names, from the file on that it says."""
    limit_this_process()
    # Only now: what is imported counts.
    from gan.uploads.archives import File, Refused
    from gan.uploads.intake import Intake

    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    known = [(name, int(likeness, 16)) for name, likeness in order["known"]]
    intake = Intake(known, replace(Limits(), pictures=int(order["most"])))
    first = int(order["member"])
    for number in range(order["file"], len(order["files"])):

        def tell(member: int | None, name: str, number: int = number) -> None:
            _say({"reading": {"file": number, "member": member, "name": name}})

        entry = order["files"][number]
        tell(None, entry["name"])
        for found in intake.take(File(entry["name"], (folder / entry["path"]).read_bytes()), first, tell):
            if isinstance(found, Refused):
                _say({"refused": {"name": found.name, "reason": found.reason}})
            else:
                _keep(found, folder)
        first = 0


def _keep(picture: Picture, folder: Path) -> None:
    from PIL import Image

    (folder / f"{picture.sha256}.png").write_bytes(picture.png)
    with Image.open(BytesIO(picture.png), formats=("PNG",)) as small:
        small.thumbnail((_THUMBNAIL, _THUMBNAIL))
        small.save(folder / f"{picture.sha256}.webp", "WEBP", quality=80)
    width, height = picture.size
    _say(
        {
            "picture": {
                "sha256": picture.sha256,
                "name": picture.name,
                "width": width,
                "height": height,
                "likeness": f"{picture.likeness:032x}",
            }
        }
    )


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
