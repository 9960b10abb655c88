"""Pictures in one community's style, for whoever tries out how a style is taught and has none at hand."""

from __future__ import annotations

import zipfile
from importlib.resources import files
from io import BytesIO
from typing import Final

__all__ = ["SAMPLE_NAME", "sample_archive"]

SAMPLE_NAME: Final = "sample-pictures.zip"
_FOLDER: Final = "sample"
# The earliest that a zip archive can say: the same bytes whenever it is made.
_DATE: Final = (1980, 1, 1, 0, 0, 0)


def sample_archive() -> bytes:
    """A zip archive of twenty-four WebP pictures, 256 pixels a side; `sample/README.md` says how they were made."""
    folder = files("bot.tryout").joinpath(_FOLDER)
    pictures = sorted((it for it in folder.iterdir() if it.name.endswith(".webp")), key=lambda it: it.name)
    out = BytesIO()
    # WebP is compressed already.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for picture in pictures:
            archive.writestr(zipfile.ZipInfo(picture.name, _DATE), picture.read_bytes())
    return out.getvalue()
