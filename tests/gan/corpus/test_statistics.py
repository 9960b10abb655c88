"""How the corpus is spread: every class often enough, attributes nearly independent."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from gan.corpus.records.record import Record
from gan.corpus.records.schema import VERSION, attributes, describe, vocabulary
from gan.corpus.records.visibility import DEPENDENT


@pytest.fixture(scope="module")
def labels(records: list[Record]) -> NDArray[np.int64]:
    return np.array([vocabulary().indices(record.attributes) for record in records])


def association(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """Cramér's V of two columns of labels, corrected for the size of the sample (Bergsma 2013)."""
    seen = (one >= 0) & (other >= 0)
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one[seen], other[seen]), 1)
    table = table[table.sum(1) > 0][:, table.sum(0) > 0]
    n, (r, k) = table.sum(), table.shape
    if min(r, k) < 2:
        return 0.0
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / n
    phi = ((table - expected) ** 2 / expected).sum() / n - (r - 1) * (k - 1) / (n - 1)
    rows, columns = r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)
    return float(np.sqrt(max(0.0, phi) / (min(rows, columns) - 1)))


def test_attributes_are_nearly_independent(labels: NDArray[np.int64]) -> None:
    """Among the avatars that show both; what rules connect is excepted, and all of that is in `DEPENDENT`."""
    for (i, one), (j, other) in itertools.combinations(enumerate(vocabulary()), 2):
        if frozenset({one, other}) not in DEPENDENT:
            assert association(labels[:, i], labels[:, j]) < 0.1, (one, other)


def test_association_finds_what_is_connected(labels: NDArray[np.int64]) -> None:
    names = list(vocabulary())
    assert association(labels[:, names.index("age")], labels[:, names.index("facial_hair")]) > 0.15
    assert association(labels[:, 0], labels[:, 0]) > 0.99


@pytest.mark.parametrize("name", list(vocabulary()))
def test_no_class_is_rare(name: str, records: list[Record]) -> None:
    counts = Counter(record.attributes[name] for record in records)
    rare = {value: counts[value] for value in attributes()[name].values if counts[value] < 0.02 * len(records)}
    assert not rare


def test_everything_has_its_words() -> None:
    """English and Chinese names, no two alike within an attribute."""
    words = vocabulary()
    for attribute in words.values():
        for language in ("en", "zh"):
            names = [attribute.value_labels[value][language] for value in attribute.values]
            assert all(names)
            assert len(set(names)) == len(names), attribute.name
            assert attribute.labels[language]
        assert all(any("\u4e00" <= c <= "\u9fff" for c in attribute.value_labels[v]["zh"]) for v in attribute.values)
    for parameter in describe()["parameters"].values():
        assert all(parameter[key] for key in ("en", "zh", "-1", "1"))
    assert describe()["version"] == VERSION
