"""What is trained on: a drawn corpus, or any folder of images."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Vocabulary
from gan.corpus.data.folder import CorpusError, Folder, load_folder
from gan.corpus.data.shards import Pictures, Shards
from gan.rules import Rules

__all__ = ["Corpus", "CorpusError", "Folder", "Pictures", "load_folder", "normalise", "open_images"]

_SPLITS = ("train", "val", "test")
_AGAIN = "Run the same corpus command again"


class Corpus:
    """One split of a corpus that `write_corpus` drew.

    Attributes:
        images: uint8 of shape (n, size, size, 3), read from disk when indexed.
        vocabulary: what the corpus was drawn with.
        labels: int64 of shape (n, attributes), class indices in the vocabulary's order; -1 for what cannot be seen.
        leaning_others: int64 of shape (n, attributes), the neighbouring class that an attribute's shape leans toward;
            its own where it leans to none.
        leaning_shares: float32 of shape (n, attributes), how far it leans, below a half; 0 where it leans to none.
        parameters: float32 of shape (n, parameters), in [-1, 1].
        parameter_names: their names.
        seeds: int64 of shape (n,).
        size: pixels a side.
        about: content of `corpus.json`.
        rules: which attributes hide which, from `schema.json`; none where the corpus was drawn before there were any.
    """

    def __init__(self, path: Path, split: str = "train") -> None:
        """Opens a corpus; `split` is train, val, test or all.

        Raises:
            CorpusError: it is no corpus, or not whole; the message says which file is at fault and what to do.
        """
        if split not in (*_SPLITS, "all"):
            raise CorpusError(f"There is no split {split!r}. Choose one of: {', '.join(_SPLITS)}, all.")
        self.about, self.vocabulary = _read_about(path)
        self.rules: Rules = _read_rules(path, self.vocabulary)
        self.size = int(self.about["size"])
        self.parameter_names: tuple[str, ...] = tuple(self.about["parameters"])
        count = int(self.about["count"])
        read = _read_labels(path, count, split, self.vocabulary, self.parameter_names)
        if not read.rows:
            raise CorpusError(f"{path} holds no avatar of the split {split!r}. Draw more avatars.")
        self.labels: NDArray[np.int64] = np.array(read.labels, dtype=np.int64)
        self.leaning_others: NDArray[np.int64] = np.array(read.others, dtype=np.int64)
        self.leaning_shares: NDArray[np.float32] = np.array(read.shares, dtype=np.float32)
        self.parameters: NDArray[np.float32] = np.array(read.parameters, dtype=np.float32)
        self.seeds: NDArray[np.int64] = np.array(read.seeds, dtype=np.int64)
        shards = _open_shards(path, count, self.size, int(self.about["shard"]))
        self.images = Shards(shards, np.array(read.rows, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.seeds)


def open_images(path: Path, size: int) -> Corpus | Folder:
    """The training split of a corpus, or any other folder of images scaled to `size`; raises `CorpusError`."""
    return Corpus(path) if (path / "corpus.json").is_file() else load_folder(path, size)


def normalise(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pixels in [-1, 1], of the same shape."""
    return images.astype(np.float32) / np.float32(127.5) - np.float32(1)


def _read_about(path: Path) -> tuple[dict[str, Any], Vocabulary]:
    file = path / "corpus.json"
    if not file.is_file():
        raise CorpusError(
            f"{path} is no corpus: it has no corpus.json. Draw one with: python -m gan corpus --out {path}"
        )
    try:
        about: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        vocabulary = Vocabulary.from_json(about["vocabulary"])
        if not all(isinstance(name, str) for name in about["parameters"]):
            raise ValueError("parameters must be names")
        if min(int(about[key]) for key in ("size", "count", "shard")) < 1:
            raise ValueError("size, count and shard must be positive")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{file} cannot be read ({error!r}). Delete {path} and draw the corpus again.") from None
    return about, vocabulary


def _read_rules(path: Path, vocabulary: Vocabulary) -> Rules:
    file = path / "schema.json"
    if not file.is_file():
        raise CorpusError(f"{path} has no schema.json. {_AGAIN} to complete it.")
    try:
        return Rules.from_json(json.loads(file.read_text(encoding="utf-8")).get("rules", [])).within(vocabulary)
    except (ValueError, AttributeError) as error:
        raise CorpusError(f"{file} cannot be used ({error}). Delete it. {_AGAIN}: it is written anew.") from None


@dataclass(frozen=True, slots=True)
class _Labels:
    rows: list[int]
    labels: list[list[int]]
    others: list[list[int]]
    shares: list[list[float]]
    parameters: list[list[float]]
    seeds: list[int]


def _read_labels(path: Path, count: int, split: str, vocabulary: Vocabulary, names: tuple[str, ...]) -> _Labels:
    file = path / "labels.jsonl"
    if not file.is_file():
        raise CorpusError(f"{path} has no labels.jsonl. {_AGAIN} to complete it.")
    # Looked up for each of some ten million labels.
    known = {name: {value: i for i, value in enumerate(attribute.values)} for name, attribute in vocabulary.items()}
    columns = {name: column for column, name in enumerate(vocabulary)}
    read = _Labels([], [], [], [], [], [])
    lines = 0
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                entry = json.loads(line)
                if entry["index"] != lines:
                    raise ValueError(f"it is avatar {entry['index']}'s, not avatar {lines}'s")
                if split in (entry["split"], "all"):
                    found, numbers = entry["attributes"], entry["parameters"]
                    own = [-1 if found[n] is None else known[n][found[n]] for n in known]
                    read.labels.append(own)
                    others, shares = own.copy(), [0.0] * len(own)
                    for name, mix in entry.get("mixes", {}).items():
                        column = columns[name]
                        others[column], shares[column] = known[name][mix["other"]], float(mix["share"])
                    read.others.append(others)
                    read.shares.append(shares)
                    read.parameters.append([float(numbers[name]) for name in names])
                    read.seeds.append(int(entry["seed"]))
                    read.rows.append(lines)
                lines += 1
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"Line {lines + 1} of {file} cannot be read ({error}). Delete the file and run the corpus command again."
        ) from None
    if lines != count:
        raise CorpusError(f"{file} has {lines} lines, not {count}. Delete the file and run the corpus command again.")
    return read


def _open_shards(path: Path, count: int, size: int, shard: int) -> list[NDArray[np.uint8]]:
    shards: list[NDArray[np.uint8]] = []
    for index in range(-(-count // shard)):
        file = path / f"images-{index:05d}.npy"
        if not file.is_file():
            raise CorpusError(f"{path} is not complete: {file.name} is missing. {_AGAIN}: it goes on.")
        try:
            pixels: NDArray[np.uint8] = np.load(file, mmap_mode="r")
        except (ValueError, OSError, EOFError) as error:
            raise CorpusError(f"{file} is damaged ({error}). Delete it. {_AGAIN}: it goes on.") from None
        wanted = (min(shard, count - index * shard), size, size, 3)
        if pixels.shape != wanted or pixels.dtype != np.uint8:
            raise CorpusError(
                f"{file} holds {pixels.dtype} {pixels.shape}, not uint8 {wanted}. Delete it. {_AGAIN}: it goes on."
            )
        shards.append(pixels)
    return shards
