"""The pictures that the try-out offers for teaching a style."""

import zipfile
from io import BytesIO

import numpy as np
from PIL import Image

from benchmarks.styles.catalogue import restyled
from bot.tryout.sample_pictures import SAMPLE_NAME, sample_archive
from gan.corpus.records.sampling import sample_record
from gan.uploads.archives import File
from gan.uploads.intake import Intake
from gan.uploads.pictures import Picture


def test_the_sample_is_taken_in_whole() -> None:
    taken = list(Intake().take(File(SAMPLE_NAME, sample_archive())))
    assert len(taken) == 24
    assert {picture.size for picture in taken if isinstance(picture, Picture)} == {(256, 256)}


def test_the_sample_is_small_and_always_the_same() -> None:
    archive = sample_archive()
    assert len(archive) < 600_000
    assert sample_archive() == archive


def test_the_sample_is_drawn_in_the_style_that_it_says() -> None:
    with zipfile.ZipFile(BytesIO(sample_archive())) as archive:
        name = archive.namelist()[0]
        shipped = np.asarray(Image.open(BytesIO(archive.read(name))).convert("RGB"), dtype=float)
    drawn = restyled(sample_record(int(name.removesuffix(".webp"))), "flat-pastel")
    assert np.abs(shipped - drawn).mean() < 3
