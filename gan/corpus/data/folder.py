"""Any folder of images, with labels where somebody wrote some down."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from gan.attributes import Attribute, Vocabulary
from gan.rules import NO_RULES, Rules

__all__ = ["CorpusError", "Folder", "load_folder"]

_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"}
# How many bad files a message names.
_NAMED = 20


class CorpusError(ValueError):
    """A corpus cannot be used; the message says why and what to do."""


class Folder:
    """The images of a folder.

    Attributes:
        images: uint8 of shape (n, size, size, 3).
        vocabulary: what occurs in the folder's labels; empty without any.
        labels: int64 of shape (n, attributes), class indices in the vocabulary's order; -1 for what is not said.
        seeds: int64, 0 to n - 1.
        size: pixels a side.
        rules: none: nobody knows what hides what in it.
    """

    def __init__(
        self, images: NDArray[np.uint8], vocabulary: Vocabulary | None = None, labels: NDArray[np.int64] | None = None
    ) -> None:
        self.images = images
        self.vocabulary = Vocabulary() if vocabulary is None else vocabulary
        shape = (len(images), len(self.vocabulary))
        self.labels: NDArray[np.int64] = np.full(shape, -1, dtype=np.int64) if labels is None else labels
        if self.labels.shape != shape:
            raise ValueError(f"Labels must be of shape {shape}, not {self.labels.shape}.")
        self.seeds: NDArray[np.int64] = np.arange(len(images), dtype=np.int64)
        self.size = int(images.shape[1])
        self.rules: Rules = NO_RULES

    def __len__(self) -> int:
        return len(self.seeds)


def load_folder(path: Path, size: int) -> Folder:
    """Every image below a folder, in the order of names, cropped to its middle square and scaled to `size`.

    Labels are read from the folder's `labels.jsonl`, with a line `{"file": "a/b.png", "attributes": {name: value}}` for
    every image that has any, or `labels.csv`, with a column `file` and one for each attribute. An empty cell, null and
    a missing line mean that nothing is said. The vocabulary is what occurs, values in alphabetical order.

    Raises:
        CorpusError: no folder, no images in it, or files that cannot be read: the message names them.
    """
    if not path.is_dir():
        raise CorpusError(f"There is no folder {path}.")
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES)
    if not files:
        raise CorpusError(f"{path} holds no images ({', '.join(sorted(_SUFFIXES))}).")
    names = [file.relative_to(path).as_posix() for file in files]
    vocabulary, labels = _read_labels(path, names)
    return Folder(_read_images(path, files, size), vocabulary, labels)


def _read_images(path: Path, files: Sequence[Path], size: int) -> NDArray[np.uint8]:
    images = np.empty((len(files), size, size, 3), dtype=np.uint8)
    broken: list[str] = []
    for i, file in enumerate(files):
        try:
            with Image.open(file) as image:
                images[i] = _square(image, size)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            broken.append(f"{file.relative_to(path)} ({error})")
    if broken:
        more = f"; and {len(broken) - _NAMED} more" if len(broken) > _NAMED else ""
        raise CorpusError(
            f"{len(broken)} of {len(files)} images in {path} cannot be read; remove or mend them: "
            f"{'; '.join(broken[:_NAMED])}{more}"
        )
    return images


def _square(image: Image.Image, size: int) -> NDArray[np.uint8]:
    # Cameras store portraits lying down, with a note.
    image = ImageOps.exif_transpose(image)
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    flat = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    box = (left, top, left + side, top + side)
    return np.asarray(flat.resize((size, size), Image.Resampling.LANCZOS, box=box), dtype=np.uint8)


def _read_labels(path: Path, names: Sequence[str]) -> tuple[Vocabulary, NDArray[np.int64]]:
    found = [file for file in (path / "labels.jsonl", path / "labels.csv") if file.is_file()]
    if not found:
        return Vocabulary(), np.empty((len(names), 0), dtype=np.int64)
    if len(found) > 1:
        raise CorpusError(f"{path} holds labels.jsonl and labels.csv. Keep one of them.")
    said: dict[str, dict[str, str]] = {}
    known = set(names)
    number = 1
    try:
        for number, line in _lines(found[0]):  # noqa: B007
            name, attributes = _parsed(line)
            if name not in known:
                raise ValueError(f"there is no image {name!r}.")
            if name in said:
                raise ValueError(f"{name!r} is there twice.")
            said[name] = attributes
            for attribute, value in attributes.items():
                Attribute(attribute, (value,))  # refuses what is no identifier
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        reason = f"it has no {error}." if isinstance(error, KeyError) else str(error)
        raise CorpusError(f"Line {number} of {found[0]} cannot be used: {reason} Mend or remove it.") from None
    occurring: dict[str, set[str]] = {}
    for attributes in said.values():
        for attribute, value in attributes.items():
            occurring.setdefault(attribute, set()).add(value)
    vocabulary = Vocabulary(Attribute(name, tuple(sorted(values))) for name, values in occurring.items())
    labels = [vocabulary.indices(said.get(name, {})) for name in names]
    return vocabulary, np.array(labels, dtype=np.int64).reshape(len(names), len(vocabulary))


def _lines(file: Path) -> Iterator[tuple[int, str | dict[str, str]]]:
    """Every line with its number: text of a JSON file, cells of a table."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        if file.suffix == ".csv":
            yield from enumerate(csv.DictReader(stream, strict=True), start=2)
        else:
            yield from enumerate(stream, start=1)


def _parsed(line: str | dict[str, str]) -> tuple[str, dict[str, str]]:
    """Image and attributes of a line."""
    entry: dict[Any, Any] = cast("dict[Any, Any]", json.loads(line)) if isinstance(line, str) else {**line}
    if None in entry:
        raise ValueError("it has more cells than the heading.")
    name = str(entry.pop("file"))
    attributes = cast("dict[str, str | None]", entry["attributes"] if isinstance(line, str) else entry)
    return name, {key: value for key, value in attributes.items() if value not in (None, "")}
