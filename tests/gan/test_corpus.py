"""The corpus: sampling, drawing, writing and loading."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan.attributes import ATTRIBUTES, UnknownAttribute
from gan.corpus import dataset, writer
from gan.corpus.dataset import Corpus, CorpusError, load_folder
from gan.corpus.raster import render
from gan.corpus.sampling import PARAMETERS, Record, sample_record
from gan.corpus.scene import build_svg
from gan.corpus.sheet import attribute_sheet
from gan.corpus.writer import CorpusMismatch, split_of, write_corpus
from gan.sheet import contact_sheet

SIZE = 32
COUNT = 10


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [sample_record(seed) for seed in range(4000)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus") / "c"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "SHARD", 4)
        write_corpus(out, count=COUNT, size=SIZE, seed=5, jobs=1)
    return out


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def _copy(folder: Path, to: Path) -> Path:
    to.mkdir()
    for file in folder.iterdir():
        (to / file.name).write_bytes(file.read_bytes())
    return to


def test_record_is_complete() -> None:
    record = sample_record(3)
    assert list(record.attributes) == list(ATTRIBUTES)
    assert list(record.parameters) == list(PARAMETERS)
    assert all(-1 <= value <= 1 for value in record.parameters.values())


def test_same_pixels_twice_and_in_another_process() -> None:
    first = render(sample_record(7), 64)
    assert first.shape == (64, 64, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, render(sample_record(7), 64))
    code = (
        "import hashlib; from gan.corpus.raster import render; from gan.corpus.sampling import sample_record;"
        "print(hashlib.sha256(render(sample_record(7), 64).tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(first.tobytes()).hexdigest()


@pytest.mark.parametrize("name", list(ATTRIBUTES))
def test_override_changes_only_that_attribute(name: str) -> None:
    plain = sample_record(11)
    value = next(value for value in ATTRIBUTES[name].values if value != plain.attributes[name])
    changed = sample_record(11, {name: value})
    assert changed.parameters == plain.parameters
    assert changed.attributes == plain.attributes | {name: value}
    assert list(changed.attributes) == list(ATTRIBUTES)


def test_unknown_override_is_refused() -> None:
    with pytest.raises(UnknownAttribute):
        sample_record(0, {"hair_color": "plaid"})


@pytest.mark.parametrize("name", list(ATTRIBUTES))
def test_every_value_occurs(name: str, records: list[Record]) -> None:
    counts = Counter(record.attributes[name] for record in records)
    for value in ATTRIBUTES[name].values:
        assert counts[value] / len(records) >= 0.02, value


def test_attributes_are_nearly_independent(records: list[Record]) -> None:
    index = {
        name: np.array([attribute.index(record.attributes[name]) for record in records])
        for name, attribute in ATTRIBUTES.items()
    }
    for one, other in itertools.combinations(ATTRIBUTES, 2):
        table = np.zeros((len(ATTRIBUTES[one].values), len(ATTRIBUTES[other].values)))
        np.add.at(table, (index[one], index[other]), 1)
        expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / table.sum()
        chi = ((table - expected) ** 2 / expected).sum()
        assert np.sqrt(chi / table.sum() / (min(table.shape) - 1)) < 0.1, (one, other)


@pytest.mark.parametrize("name", list(ATTRIBUTES))
def test_every_value_is_drawn_and_can_be_seen(name: str) -> None:
    images = [render(sample_record(21, {name: value}), 64).astype(int) for value in ATTRIBUTES[name].values]
    for one, other in itertools.combinations(images, 2):
        assert (np.abs(one - other).max(axis=2) > 24).sum() >= 8


def test_drawings_hold_only_numbers() -> None:
    """A degenerate curve would leave a nan in the path data."""
    for seed in range(40):
        svg = build_svg(sample_record(seed))
        assert "nan" not in svg
        assert "inf" not in svg


def test_split_shares() -> None:
    counts = Counter(split_of(seed) for seed in range(4000))
    assert abs(counts["train"] / 4000 - 0.70) < 0.03
    assert abs(counts["val"] / 4000 - 0.15) < 0.03


def test_corpus_holds_what_was_drawn(drawn: Path) -> None:
    corpus = Corpus(drawn, "all")
    assert corpus.images.shape == (COUNT, SIZE, SIZE, 3)
    assert corpus.labels.shape == (COUNT, len(ATTRIBUTES))
    assert corpus.seeds.tolist() == list(range(5, 5 + COUNT))
    record = sample_record(9)
    assert np.array_equal(corpus.images[4], render(record, SIZE))
    assert corpus.labels[4].tolist() == [ATTRIBUTES[name].index(value) for name, value in record.attributes.items()]
    train = Corpus(drawn)
    assert train.seeds.tolist() == [seed for seed in corpus.seeds.tolist() if split_of(seed) == "train"]


def test_interrupted_run_goes_on_to_the_same_bytes(
    drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SHARD", 4)

    class PowerCutError(Exception):
        """Stands for a power cut."""

    def stop(done: int, total: int) -> None:
        if done > 4:
            raise PowerCutError

    out = tmp_path / "c"
    with pytest.raises(PowerCutError):
        write_corpus(out, count=COUNT, size=SIZE, seed=5, jobs=1, progress=stop)
    assert len(list(out.glob("images-*.npy"))) < 3
    (out / "images-00001.npy").write_bytes(b"torn")
    seen: list[tuple[int, int]] = []
    write_corpus(out, count=COUNT, size=SIZE, seed=5, jobs=1, progress=lambda done, total: seen.append((done, total)))
    assert _bytes(out) == _bytes(drawn)
    assert seen[0] == (4, COUNT)
    assert seen[-1] == (COUNT, COUNT)


def test_pool_draws_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    out = tmp_path / "c"
    write_corpus(out, count=COUNT, size=SIZE, seed=5, jobs=2)
    whole = np.concatenate([np.load(file) for file in sorted(drawn.glob("images-*.npy"))])
    assert np.array_equal(np.load(out / "images-00000.npy"), whole)


def test_other_arguments_are_refused(drawn: Path) -> None:
    with pytest.raises(CorpusMismatch, match="Choose another folder"):
        write_corpus(drawn, count=COUNT, size=SIZE + 8, seed=5, jobs=1)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("no description", "has no corpus.json"),
        ("broken description", "cannot be read"),
        ("vocabulary", "another vocabulary"),
        ("no labels", "no labels.jsonl"),
        ("short labels", "lines, not"),
        ("torn label", "Line 1 of"),
        ("no shard", "images-00001.npy is missing"),
        ("torn shard", "is damaged"),
        ("other shard", "not uint8"),
    ],
)
def test_damage_is_named(harm: str, message: str, drawn: Path, tmp_path: Path) -> None:
    out = _copy(drawn, tmp_path / "c")
    about, labels, shard = out / "corpus.json", out / "labels.jsonl", out / "images-00001.npy"
    if harm == "no description":
        about.unlink()
    elif harm == "broken description":
        about.write_text("{", encoding="utf-8")
    elif harm == "vocabulary":
        content = json.loads(about.read_text(encoding="utf-8"))
        content["vocabulary"]["age"] = ["old"]
        about.write_text(json.dumps(content), encoding="utf-8")
    elif harm == "no labels":
        labels.unlink()
    elif harm == "short labels":
        labels.write_text("".join(labels.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    elif harm == "torn label":
        labels.write_text(labels.read_text(encoding="utf-8")[5:], encoding="utf-8")
    elif harm == "no shard":
        shard.unlink()
    elif harm == "torn shard":
        shard.write_bytes(shard.read_bytes()[:-100])
    else:
        np.save(shard, np.zeros((4, 8, 8, 3), dtype=np.uint8))
    with pytest.raises(CorpusError, match=message):
        Corpus(out, "all")


def test_unknown_split(drawn: Path) -> None:
    with pytest.raises(CorpusError, match="train, val, test"):
        Corpus(drawn, "holdout")


def test_plain_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no images"):
        load_folder(tmp_path, 16)
    Image.new("RGB", (40, 20), "red").save(tmp_path / "a.png")
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "b.png")
    folder = load_folder(tmp_path, 16)
    assert folder.images.shape == (2, 16, 16, 3)
    assert folder.images[0, 0, 0].tolist() == [255, 0, 0]
    assert folder.images[1, 0, 0].tolist() == [255, 255, 255]
    assert (folder.labels == -1).all()
    (tmp_path / "broken.png").write_bytes(b"no image")
    (tmp_path / "worse.jpg").write_bytes(b"")
    with pytest.raises(CorpusError, match=r"broken\.png.*worse\.jpg"):
        load_folder(tmp_path, 16)
    with pytest.raises(CorpusError, match="no folder"):
        load_folder(tmp_path / "none", 16)


def test_sheets() -> None:
    images = np.zeros((3, 8, 8, 3), dtype=np.uint8)
    assert contact_sheet(images, 2).size == (16, 16)
    assert attribute_sheet("age", size=16, columns=2).size == (32, 48)
    with pytest.raises(ValueError, match="Choose among"):
        attribute_sheet("mood", size=16)


def test_dataset_needs_no_rasteriser() -> None:
    """The trainer loads corpora on machines where nothing can be drawn."""
    assert "pyvips" not in vars(dataset)
