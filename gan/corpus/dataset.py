"""Load a corpus, or a plain folder of images, into memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan.attributes import ATTRIBUTES, Vocabulary, vocabulary

__all__ = ["Corpus", "CorpusError", "Folder", "load_folder", "open_images"]

_SPLITS = ("train", "val", "test")
_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"}


class CorpusError(ValueError):
    """A corpus cannot be used; the message says why and what to do."""


class Corpus:
    """One split of a corpus that `write_corpus` drew.

    Attributes:
        images: uint8 of shape (n, size, size, 3).
        vocabulary: what the corpus was drawn with.
        labels: int64 of shape (n, number of attributes), class indices in the vocabulary's order.
        seeds: int64 of shape (n,).
        size: pixels a side.
        about: content of `corpus.json`.
    """

    def __init__(self, path: Path, split: str = "train") -> None:
        if split not in (*_SPLITS, "all"):
            raise CorpusError(f"There is no split {split!r}. Choose one of: {', '.join(_SPLITS)}, all.")
        self.about = _read_about(path)
        self.vocabulary = Vocabulary.from_json(self.about["vocabulary"])
        self.size = int(self.about["size"])
        count = int(self.about["count"])
        keep, labels, seeds = _read_labels(path, count, split)
        if not keep:
            raise CorpusError(f"{path} holds no avatar of the split {split!r}. Draw more avatars.")
        self.labels: NDArray[np.int64] = np.array(labels, dtype=np.int64)
        self.seeds: NDArray[np.int64] = np.array(seeds, dtype=np.int64)
        self.images: NDArray[np.uint8] = _read_images(path, np.array(keep), count, self.size, int(self.about["shard"]))

    def __len__(self) -> int:
        return len(self.seeds)


class Folder:
    """Images without labels: `images` uint8 (n, size, size, 3), `labels` (n, 0), `seeds` 0 to n - 1, `broken` files.

    `vocabulary` is empty.
    """

    def __init__(self, images: NDArray[np.uint8], broken: list[str]) -> None:
        self.images = images
        self.vocabulary = Vocabulary()
        self.labels: NDArray[np.int64] = np.empty((len(images), 0), dtype=np.int64)
        self.seeds: NDArray[np.int64] = np.arange(len(images), dtype=np.int64)
        self.size = int(images.shape[1])
        self.broken = broken

    def __len__(self) -> int:
        return len(self.seeds)


def load_folder(path: Path, size: int) -> Folder:
    """Every image below a folder, in the order of names, cropped to its middle square and scaled to `size`.

    Raises:
        CorpusError: no folder, no images in it, or some cannot be read: all of these are named.
    """
    if not path.is_dir():
        raise CorpusError(f"There is no folder {path}.")
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES)
    if not files:
        raise CorpusError(f"{path} holds no images ({', '.join(sorted(_SUFFIXES))}).")
    images: list[NDArray[np.uint8]] = []
    broken: list[str] = []
    for file in files:
        try:
            with Image.open(file) as image:
                images.append(_square(image, size))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            broken.append(f"{file.relative_to(path)} ({error})")
    if broken:
        raise CorpusError(
            f"{len(broken)} of {len(files)} images in {path} cannot be read; remove or mend them: {'; '.join(broken)}"
        )
    return Folder(np.stack(images), broken)


def open_images(path: Path, size: int) -> Corpus | Folder:
    """The training split of a corpus, or any other folder of images scaled to `size`; raises `CorpusError`."""
    return Corpus(path) if (path / "corpus.json").is_file() else load_folder(path, size)


def _square(image: Image.Image, size: int) -> NDArray[np.uint8]:
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    flat = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    box = (left, top, left + side, top + side)
    return np.asarray(flat.resize((size, size), Image.Resampling.LANCZOS, box=box), dtype=np.uint8)


def _read_about(path: Path) -> dict[str, Any]:
    file = path / "corpus.json"
    if not file.is_file():
        raise CorpusError(
            f"{path} is no corpus: it has no corpus.json. Draw one with: python -m gan corpus --out {path}"
        )
    try:
        about: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        drawn_with = {name: list(values) for name, values in about["vocabulary"].items()}
        if min(int(about[key]) for key in ("size", "count", "shard")) < 1:
            raise ValueError("size, count and shard must be positive")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{file} cannot be read ({error!r}). Delete {path} and draw the corpus again.") from None
    if drawn_with != vocabulary():
        raise CorpusError(
            f"{path} was drawn with another vocabulary than this code's. Delete it and draw the corpus again."
        )
    return about


def _read_labels(path: Path, count: int, split: str) -> tuple[list[int], list[list[int]], list[int]]:
    file = path / "labels.jsonl"
    if not file.is_file():
        raise CorpusError(f"{path} has no labels.jsonl. Run the same corpus command again to complete it.")
    keep: list[int] = []
    labels: list[list[int]] = []
    seeds: list[int] = []
    lines = 0
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                record = json.loads(line)
                if split in (record["split"], "all"):
                    keep.append(int(record["index"]))
                    labels.append(
                        [attribute.index(record["attributes"][name]) for name, attribute in ATTRIBUTES.items()]
                    )
                    seeds.append(int(record["seed"]))
                lines += 1
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"Line {lines + 1} of {file} cannot be read ({error}). Delete the file and run the corpus command again."
        ) from None
    if lines != count:
        raise CorpusError(f"{file} has {lines} lines, not {count}. Delete the file and run the corpus command again.")
    return keep, labels, seeds


def _read_images(path: Path, keep: NDArray[np.int64], count: int, size: int, shard: int) -> NDArray[np.uint8]:
    images = np.empty((len(keep), size, size, 3), dtype=np.uint8)
    for index in range(-(-count // shard)):
        file = path / f"images-{index:05d}.npy"
        if not file.is_file():
            raise CorpusError(
                f"{path} is not complete: {file.name} is missing. Run the same corpus command again: it goes on."
            )
        try:
            pixels = np.load(file, mmap_mode="r")
        except (ValueError, OSError, EOFError) as error:
            raise CorpusError(
                f"{file} is damaged ({error}). Delete it and run the same corpus command again."
            ) from None
        wanted = (min(shard, count - index * shard), size, size, 3)
        if pixels.shape != wanted or pixels.dtype != np.uint8:
            raise CorpusError(
                f"{file} holds {pixels.dtype} {pixels.shape}, not uint8 {wanted}. "
                "Delete it and run the same corpus command again."
            )
        mine = (keep >= index * shard) & (keep < (index + 1) * shard)
        images[mine] = pixels[keep[mine] - index * shard]
    return images
