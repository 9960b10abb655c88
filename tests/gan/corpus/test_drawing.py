"""From a record to pixels."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.corpus.drawing.geometry import spline
from gan.corpus.drawing.locks import splines
from gan.corpus.raster import rasterise, render
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes
from gan.corpus.scene import build_svg

SIZE = 64


def _changed(one: NDArray[np.uint8], other: NDArray[np.uint8], by: int) -> int:
    """Pixels whose colour differs by more than so much."""
    return int((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > by).sum())


def _plainly_unlike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """A small thing of quite another colour, or a large one of a somewhat other."""
    return _changed(one, other, 24) >= 2 or _changed(one, other, 9) >= one.shape[0] * one.shape[1] // 10


def _alone(seed: int, name: str) -> list[Record] | None:
    """The avatar with every class of an attribute, or None where that changes what else is to be seen."""
    records = [sample_record(seed, {name: value}) for value in attributes()[name].values]
    rest: dict[str, str] = {}
    for record in records:
        for other, value in record.attributes.items():
            if other != name and value is not None and rest.setdefault(other, value) != value:
                return None
    return records


def test_same_pixels_twice_and_in_another_process() -> None:
    first = render(sample_record(7), SIZE)
    assert first.shape == (SIZE, SIZE, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, render(sample_record(7), SIZE))
    code = (
        "import hashlib; from gan.corpus.raster import render; from gan.corpus.records.sampling import sample_record;"
        f"print(hashlib.sha256(render(sample_record(7), {SIZE}).tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(first.tobytes()).hexdigest()


@pytest.mark.parametrize("name", list(attributes()))
def test_every_class_can_be_told_from_every_other(name: str) -> None:
    """At 64 by 64 pixels, in one of three avatars at least."""
    seeds = (seed for seed in itertools.count(20) if _alone(seed, name))
    alike = set(itertools.combinations(attributes()[name].values, 2))
    for seed in itertools.islice(seeds, 3):
        values = {value for pair in alike for value in pair}
        images = {value: render(sample_record(seed, {name: value}), SIZE) for value in sorted(values)}
        alike = {pair for pair in alike if not _plainly_unlike(images[pair[0]], images[pair[1]])}
    assert not alike


@pytest.mark.parametrize("name", list(PARAMETERS))
def test_every_parameter_changes_the_picture(name: str) -> None:
    for seed in range(40):
        low, high = (build_svg(sample_record(seed, None, {name: value})) for value in (-1.0, 1.0))
        if low != high and _changed(rasterise(low, SIZE), rasterise(high, SIZE), by=6):
            return
    pytest.fail(f"{name} changed nothing in 40 avatars.")


def test_leaning_changes_the_picture(records: list[Record]) -> None:
    """For every attribute that leans at all, in some avatar."""
    for name in {name for record in records[:500] for name in record.mixes}:
        leaning = [record for record in records if name in record.mixes][:20]
        assert any(_straight(record, name) != build_svg(record) for record in leaning), name


def _straight(record: Record, name: str) -> str:
    mixes = {key: mix for key, mix in record.mixes.items() if key != name}
    return build_svg(Record(record.seed, record.attributes, mixes, record.parameters))


def test_drawings_hold_only_numbers() -> None:
    """A degenerate curve would leave a nan in the path data."""
    for seed in range(50):
        svg = build_svg(sample_record(seed))
        assert "nan" not in svg
        assert "inf" not in svg


@pytest.mark.parametrize("end", [-1.0, 1.0])
def test_every_parameter_at_its_end(end: float) -> None:
    for seed in range(20):
        svg = build_svg(sample_record(seed, None, dict.fromkeys(PARAMETERS, end)))
        assert "nan" not in svg
        assert rasterise(svg, 32).std() > 10


def test_an_avatar_does_not_depend_on_those_drawn_before_it() -> None:
    """Some curves are remembered while an avatar is drawn."""
    records = [sample_record(seed) for seed in range(12)]
    drawn = [build_svg(record) for record in records]
    assert [build_svg(record) for record in reversed(records)] == drawn[::-1]


@pytest.mark.parametrize("points", [2, 3, 6])
def test_many_splines_at_once_are_those_drawn_one_by_one(points: int) -> None:
    rows = np.random.default_rng(points).uniform(-200, 200, (5, points, 2))
    for row, curve in zip(rows, splines(rows), strict=True):
        np.testing.assert_allclose(curve, spline([(x, y) for x, y in row]), atol=1e-9)
