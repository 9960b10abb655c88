"""Opening a corpus."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gan.corpus.data.dataset import Corpus, CorpusError, Folder, normalise, open_images
from gan.corpus.data.shards import Shards
from gan.corpus.raster import render
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.sampling import sample_record, split_of
from gan.corpus.records.schema import vocabulary
from tests.gan.corpus.conftest import SMALL


def test_corpus_holds_what_was_drawn(drawn: Path) -> None:
    corpus = Corpus(drawn, "all")
    assert len(corpus) == len(corpus.images) == SMALL.count
    assert corpus.images.shape == (SMALL.count, SMALL.size, SMALL.size, 3)
    assert corpus.vocabulary == vocabulary()
    assert corpus.seeds.tolist() == list(range(SMALL.seed, SMALL.seed + SMALL.count))
    assert corpus.labels.dtype == np.int64
    assert (corpus.parameters.dtype, corpus.parameter_names) == (np.float32, tuple(PARAMETERS))
    for index, seed in enumerate(corpus.seeds.tolist()):
        record = sample_record(seed)
        assert np.array_equal(corpus.images[index], render(record, SMALL.size))
        assert corpus.labels[index].tolist() == vocabulary().indices(record.attributes)
        assert np.allclose(corpus.parameters[index], list(record.parameters.values()))


def test_what_cannot_be_seen_is_minus_one(drawn: Path, tmp_path: Path) -> None:
    out = _copy(drawn, tmp_path)
    lines = (out / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    first["attributes"]["fringe"] = None
    (out / "labels.jsonl").write_text("\n".join([json.dumps(first), *lines[1:]]) + "\n", encoding="utf-8")
    corpus = Corpus(out, "all")
    assert corpus.labels[0, list(corpus.vocabulary).index("fringe")] == -1


def test_splits(drawn: Path) -> None:
    everything = Corpus(drawn, "all")
    for split in ("train", "val"):
        part = Corpus(drawn, split)
        mine = [i for i, seed in enumerate(everything.seeds.tolist()) if split_of(seed) == split]
        assert part.seeds.tolist() == everything.seeds[mine].tolist()
        assert np.array_equal(part.images[:], everything.images[mine])
    with pytest.raises(CorpusError, match="train, val, test"):
        Corpus(drawn, "holdout")


def test_a_corpus_without_an_avatar_of_a_split(drawn: Path, tmp_path: Path) -> None:
    out = _copy(drawn, tmp_path)
    labels = out / "labels.jsonl"
    labels.write_text(labels.read_text(encoding="utf-8").replace('"val"', '"train"'), encoding="utf-8")
    with pytest.raises(CorpusError, match="no avatar of the split 'val'"):
        Corpus(out, "val")


def test_pictures_are_indexed_as_an_array_is() -> None:
    stored = np.random.default_rng(0).integers(0, 256, (10, 4, 4, 3), dtype=np.uint8)
    rows = np.array([9, 0, 3, 4, 8, 5])
    pictures, array = Shards([stored[:4], stored[4:8], stored[8:]], rows), stored[rows]
    assert pictures.shape == array.shape
    for index in (0, -1, slice(None), slice(1, 5, 2), [4, 0, 4], np.array([1, 2]), rows > 3, []):
        assert np.array_equal(pictures[index], array[index])
        assert pictures[index].dtype == np.uint8
    assert np.array_equal(np.asarray(pictures), array)
    assert np.array_equal(np.stack([pictures[i] for i in range(len(pictures))]), array)
    with pytest.raises(IndexError):
        _ = pictures[6]
    with pytest.raises(IndexError):
        _ = pictures[np.zeros((2, 2), dtype=int)]


def test_pictures_stay_on_disk(drawn: Path) -> None:
    """A batch is a copy that can be written to; the corpus is not."""
    images = Corpus(drawn, "all").images
    before = images[0]
    images[[0, 1]][:] = 0
    assert np.array_equal(images[0], before)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("no description", "has no corpus.json"),
        ("broken description", "cannot be read"),
        ("no vocabulary", "cannot be read"),
        ("no labels", "no labels.jsonl"),
        ("short labels", "lines, not"),
        ("torn label", "Line 1 of"),
        ("unknown class", "Line 1 of .*'plaid'"),
        ("mixed-up labels", "Line 1 of .*avatar 1's"),
        ("no shard", "images-00001.npy is missing"),
        ("torn shard", "images-00001.npy is damaged"),
        ("other shard", "images-00001.npy holds .*not uint8"),
    ],
)
def test_damage_is_named(harm: str, message: str, drawn: Path, tmp_path: Path) -> None:
    out = _copy(drawn, tmp_path)
    about, labels, shard = out / "corpus.json", out / "labels.jsonl", out / "images-00001.npy"
    text = labels.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    match harm:
        case "no description":
            about.unlink()
        case "broken description":
            about.write_text("{", encoding="utf-8")
        case "no vocabulary":
            content = json.loads(about.read_text(encoding="utf-8"))
            content["vocabulary"] = ["age"]
            about.write_text(json.dumps(content), encoding="utf-8")
        case "no labels":
            labels.unlink()
        case "short labels":
            labels.write_text("".join(lines[:-1]), encoding="utf-8")
        case "torn label":
            labels.write_text(text[5:], encoding="utf-8")
        case "unknown class":
            entry = json.loads(lines[0])
            entry["attributes"]["hair_color"] = "plaid"
            labels.write_text("".join([json.dumps(entry) + "\n", *lines[1:]]), encoding="utf-8")
        case "mixed-up labels":
            labels.write_text("".join([lines[1], lines[0], *lines[2:]]), encoding="utf-8")
        case "no shard":
            shard.unlink()
        case "torn shard":
            shard.write_bytes(shard.read_bytes()[:-100])
        case _:
            np.save(shard, np.zeros((4, 8, 8, 3), dtype=np.uint8))
    with pytest.raises(CorpusError, match=message):
        Corpus(out, "all")


def _copy(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to / "copy"))


def test_open_images_takes_both(drawn: Path, tmp_path: Path) -> None:
    write_to = tmp_path / "pictures"
    write_to.mkdir()
    np_image = render(sample_record(1), 16)
    from PIL import Image

    Image.fromarray(np_image).save(write_to / "a.png")
    assert isinstance(open_images(drawn, 16), Corpus)
    assert isinstance(open_images(write_to, 16), Folder)


def test_normalised_pixels() -> None:
    pixels = normalise(np.array([[0, 255]], dtype=np.uint8))
    assert pixels.dtype == np.float32
    assert pixels.tolist() == [[-1.0, 1.0]]


def test_dataset_needs_no_rasteriser() -> None:
    """The trainer opens corpora on machines where nothing can be drawn."""
    code = (
        "import sys, gan.corpus.data.dataset, gan.corpus.data.augment as _;"
        "print(*({'pyvips', 'coloraide'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not done.stdout.split()
