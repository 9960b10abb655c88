"""Drawing a corpus into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan.attributes import Vocabulary
from gan.corpus.data import writer
from gan.corpus.data.writer import CorpusMismatch, Request, label, write_corpus
from gan.corpus.raster import render
from gan.corpus.records import held_out
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.sampling import sample_record, split_of
from gan.corpus.records.schema import VERSION, attributes, vocabulary
from tests.gan.corpus.conftest import SMALL, SMALL_SHARD


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SHARD", SMALL_SHARD)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


class PowerCut(Exception):
    """Stands for a power cut."""


def _cut(when: str, after: int) -> Callable[[str, int, int], None]:
    def stop(what: str, done: int, total: int) -> None:
        if what == when and done > after:
            raise PowerCut

    return stop


def test_folder_says_what_is_in_it(drawn: Path) -> None:
    about = json.loads((drawn / "corpus.json").read_text(encoding="utf-8"))
    assert (about["count"], about["size"], about["seed"], about["version"]) == (10, 32, 5, VERSION)
    read = Vocabulary.from_json(about["vocabulary"])
    assert read == vocabulary()
    assert read["age"].value_labels["child"] == {"en": "child", "zh": "孩子"}
    assert about["parameters"] == list(PARAMETERS)
    schema = json.loads((drawn / "schema.json").read_text(encoding="utf-8"))
    assert list(schema["attributes"]) == list(attributes())
    assert schema["attributes"]["age"]["values"]["child"]["zh"] == "孩子"
    assert schema["parameters"]["turn"]["1"] == PARAMETERS["turn"].high
    assert len(schema["held_out"]) == len(held_out.PAIRS)
    assert any("hidden" in rule for rule in schema["rules"])
    assert ["age", "facial_hair"] in schema["dependent"]


def test_labels_say_everything_about_an_avatar(drawn: Path) -> None:
    lines = [json.loads(line) for line in (drawn / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["index"] for line in lines] == list(range(SMALL.count))
    for line in lines:
        record = sample_record(SMALL.seed + line["index"])
        assert line == label(line["index"], record.seed)
        assert (line["seed"], line["split"]) == (record.seed, split_of(record.seed))
        assert line["attributes"] == record.attributes
        assert line["parameters"] == record.parameters
        assert {name: (mix["other"], mix["share"]) for name, mix in line["mixes"].items()} == {
            name: (mix.other, mix.share) for name, mix in record.mixes.items()
        }


def test_interrupted_run_goes_on_to_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    out = tmp_path / "c"
    with pytest.raises(PowerCut):
        write_corpus(out, SMALL, progress=_cut("Labels", 0))
    assert not (out / "labels.jsonl").exists()
    with pytest.raises(PowerCut):
        write_corpus(out, SMALL, progress=_cut("Drawing", 4))
    assert len(list(out.glob("images-*.npy"))) < 3
    (out / "images-00001.npy").write_bytes(b"torn")
    seen: list[tuple[str, int, int]] = []
    write_corpus(out, SMALL, progress=lambda what, done, total: seen.append((what, done, total)))
    assert _bytes(out) == _bytes(drawn)
    assert seen[0] == ("Drawing", 4, SMALL.count)
    assert seen[-1] == ("Drawing", SMALL.count, SMALL.count)


def test_pool_draws_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    out = tmp_path / "c"
    write_corpus(out, SMALL, jobs=2)
    assert _bytes(out) == _bytes(drawn)


def test_pictures_as_files(drawn: Path, tmp_path: Path) -> None:
    """They can be asked for later, and only what is missing is written."""
    out = tmp_path / "c"
    write_corpus(out, SMALL)
    write_corpus(out, SMALL, png=True)
    files = sorted((out / "images").iterdir())
    assert [file.name for file in files] == [f"{index:06d}.png" for index in range(SMALL.count)]
    with Image.open(files[4]) as image:
        assert np.array_equal(np.asarray(image), render(sample_record(SMALL.seed + 4), SMALL.size))
    files[3].unlink()
    files[4].write_bytes(b"somebody's own")
    write_corpus(out, SMALL, png=True)
    assert files[3].exists()
    assert files[4].read_bytes() == b"somebody's own"
    assert {name: data for name, data in _bytes(out).items() if not name.startswith("images/")} == _bytes(drawn)


def test_other_arguments_are_refused(drawn: Path) -> None:
    for other in (Request(10, 40, 5), Request(11, 32, 5), Request(10, 32, 6)):
        with pytest.raises(CorpusMismatch, match="Choose another folder"):
            write_corpus(drawn, other)


def test_shards_without_a_description_are_refused(tmp_path: Path) -> None:
    (tmp_path / "images-00000.npy").write_bytes(b"")
    with pytest.raises(CorpusMismatch, match=r"no corpus\.json"):
        write_corpus(tmp_path, SMALL)


def test_senseless_requests_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one avatar"):
        Request(0, 32)
    with pytest.raises(ValueError, match="8 pixels"):
        Request(1, 4)
    with pytest.raises(ValueError, match="one process"):
        write_corpus(tmp_path, SMALL, jobs=0)
