"""Any folder of images, with or without labels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan.attributes import Vocabulary
from gan.corpus.data.folder import CorpusError, Folder, load_folder


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "more").mkdir()
    Image.new("RGB", (40, 20), "red").save(tmp_path / "a.png")
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "b.png")
    Image.new("RGB", (20, 30), "blue").save(tmp_path / "more" / "c.png")
    return tmp_path


def test_images_without_labels(pictures: Path) -> None:
    folder = load_folder(pictures, 16)
    assert folder.images.shape == (3, 16, 16, 3)
    assert folder.images[:, 0, 0].tolist() == [[255, 0, 0], [255, 255, 255], [0, 0, 255]]
    assert folder.vocabulary == Vocabulary()
    assert folder.labels.shape == (3, 0)
    assert folder.seeds.tolist() == [0, 1, 2]
    assert (len(folder), folder.size) == (3, 16)


def test_a_photograph_that_lies_on_its_side(tmp_path: Path) -> None:
    image = Image.new("RGB", (20, 20), "white")
    image.paste("black", (0, 0, 20, 10))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    assert load_folder(tmp_path, 20).images[0, :, 0, 0].tolist()[::19] == [255, 0]


def test_labels_as_lines(pictures: Path) -> None:
    lines = [
        {"file": "more/c.png", "attributes": {"hair": "red", "hat": None}},
        {"file": "a.png", "attributes": {"hair": "blue"}},
    ]
    (pictures / "labels.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    folder = load_folder(pictures, 16)
    assert {name: attribute.values for name, attribute in folder.vocabulary.items()} == {"hair": ("blue", "red")}
    assert folder.labels.tolist() == [[0], [-1], [1]]


def test_labels_as_a_table(pictures: Path) -> None:
    (pictures / "labels.csv").write_text(
        "file,hair,hat\na.png,blue,\nmore/c.png,red,cap\nb.png,,cap\n", encoding="utf-8"
    )
    folder = load_folder(pictures, 16)
    assert {name: attribute.values for name, attribute in folder.vocabulary.items()} == {
        "hair": ("blue", "red"),
        "hat": ("cap",),
    }
    assert folder.labels.tolist() == [[0, -1], [-1, 0], [1, 0]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("labels.jsonl", '{"file": "x.png", "attributes": {}}', "Line 1 of .*there is no image 'x.png'"),
        ("labels.jsonl", '{"file": "a.png", "attributes": {}}\n{"file": "a.png", "attributes": {}}', "Line 2 .*twice"),
        ("labels.jsonl", '{"file": "a.png", "attributes": {}}\n{"file"', "Line 2 of"),
        ("labels.jsonl", '{"attributes": {}}', "Line 1 of .*it has no 'file'"),
        ("labels.jsonl", '{"file": "a.png", "attributes": {"hair": "Dark Red"}}', "Line 1 .*'Dark Red'.*snake_case"),
        ("labels.csv", "name,hair\na.png,blue\n", "Line 2 of .*it has no 'file'"),
        ("labels.csv", "file,hair\nx.png,blue\n", "Line 2 of .*no image 'x.png'"),
        ("labels.csv", "file,hair\na.png,blue,cap\n", "Line 2 of .*more cells than the heading"),
        ("labels.csv", "file,Hair\na.png,blue\n", "Line 2 of .*'Hair'"),
    ],
)
def test_bad_labels_are_named(name: str, text: str, message: str, pictures: Path) -> None:
    (pictures / name).write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_folder(pictures, 16)


def test_one_file_of_labels(pictures: Path) -> None:
    (pictures / "labels.csv").write_text("file\n", encoding="utf-8")
    (pictures / "labels.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(CorpusError, match="Keep one of them"):
        load_folder(pictures, 16)


def test_bad_images_are_named(pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"no image")
    (pictures / "worse.jpg").write_bytes(b"")
    with pytest.raises(CorpusError, match=r"2 of 5 images .*remove or mend them: broken\.png.*worse\.jpg"):
        load_folder(pictures, 16)
    for number in range(30):
        (pictures / f"bad{number}.png").write_bytes(b"")
    with pytest.raises(CorpusError, match="and 12 more"):
        load_folder(pictures, 16)


def test_no_folder_and_no_images(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no images"):
        load_folder(tmp_path, 16)
    with pytest.raises(CorpusError, match="no folder"):
        load_folder(tmp_path / "none", 16)


def test_labels_fit_the_images() -> None:
    with pytest.raises(ValueError, match="shape"):
        Folder(np.zeros((2, 8, 8, 3), dtype=np.uint8), Vocabulary(), np.zeros((3, 0), dtype=np.int64))
