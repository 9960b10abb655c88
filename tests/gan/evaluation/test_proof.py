"""The figures follow known harm; so do the degradations that they are proved with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gan.evaluation.degradations import PICTURE_DEGRADATIONS, SET_DEGRADATIONS, PictureDegradation, SetDegradation
from gan.evaluation.embeddings import Effort, Embeddings, embeddings
from gan.evaluation.proof import EXPECTED, Finding, prove, spearman
from tests.gan.evaluation.faces import VOCABULARY, faces

SIDE = 64


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    effort = Effort(classifier_side=32, classifier_epochs=8, encoder_side=32, encoder_epochs=1)
    judges = embeddings(faces(300, SIDE, seed=1), tmp_path_factory.mktemp("cache"), effort=effort)
    pictures = faces(200, SIDE)
    return prove(judges, pictures.images, pictures.labels, mode=0, side=SIDE)


@pytest.mark.parametrize("harm", EXPECTED)
def test_distances_grow_with_every_harm(findings: list[Finding], harm: str) -> None:
    mine = [found for found in findings if found.harm == harm and found.embedding != "classifier"]
    seen = {(found.embedding, found.figure): found for found in mine}
    for figure in ("FD", "KID"):
        for embedding in EXPECTED[harm][figure] & {"ssl", "rand"}:
            found = seen[embedding, figure]
            assert found.rho >= 0.95, found
            assert found.values[-1] > found.values[0], found


def test_what_is_dropped_or_repeated_is_missed_by_recall_and_coverage_alone(findings: list[Finding]) -> None:
    seen = {(found.harm, found.embedding, found.figure): found for found in findings}
    for harm, figure in (("dropped modes", "recall"), ("dropped modes", "coverage"), ("duplicates", "coverage")):
        assert seen[harm, "rand", figure].rho >= 0.95, (harm, figure)
    assert seen["duplicates", "rand", "recall"].values[-1] < 0.1
    precision = seen["dropped modes", "rand", "precision"].values
    assert min(precision) > 0.8 * precision[0]


def test_the_classifier_sees_harm_to_what_it_names(findings: list[Finding]) -> None:
    seen = {(found.harm, found.figure): found for found in findings if found.embedding == "classifier"}
    assert seen["palette noise", "accuracy"].values[0] > 0.8
    score = seen["dropped modes", "IS"]
    assert score.rho >= 0.95
    assert 3.5 < score.values[0] <= len(VOCABULARY["hair"].values)


def test_a_table_has_every_figure_in_every_embedding_under_every_harm(findings: list[Finding]) -> None:
    # Six harms, three embeddings, six figures; accuracy for four of the harms, the Inception Score for two.
    assert len(findings) == 6 * 3 * 6 + 4 + 2
    assert all(len(found.values) == len(found.strengths) and found.strengths[0] == 0 for found in findings)
    expected = {(found.harm, found.figure) for found in findings if found.expected}
    assert expected == {(harm, figure) for harm, seen in EXPECTED.items() for figure in seen}


def test_a_figure_holds_where_it_follows_or_need_not() -> None:
    assert Finding("rand", "FD", "blur", (0, 1), (1, 2), 1.0, True).holds
    assert not Finding("rand", "FD", "blur", (0, 1), (2, 1), -1.0, True).holds
    assert Finding("rand", "recall", "blur", (0, 1), (2, 1), -1.0, False).holds


def test_modes_cannot_be_dropped_without_labels() -> None:
    pictures = faces(20, 32)
    with pytest.raises(ValueError, match="needs pictures with labels"):
        prove(Embeddings(None, ()), pictures.images, pictures.labels[:, :0])


@pytest.mark.parametrize("harm", PICTURE_DEGRADATIONS, ids=lambda harm: harm.name)
def test_pictures_change_more_with_every_strength_and_not_at_all_at_none(harm: PictureDegradation) -> None:
    pictures = faces(12, SIDE).images
    before = pictures.copy()
    changes = [np.abs(harm.apply(pictures, s).astype(int) - pictures).mean() for s in harm.strengths]
    assert changes[0] == 0
    assert changes == sorted(set(changes))
    assert np.array_equal(harm.apply(pictures, harm.strengths[2]), harm.apply(pictures, harm.strengths[2]))
    assert np.array_equal(pictures, before)


@pytest.mark.parametrize("harm", SET_DEGRADATIONS, ids=lambda harm: harm.name)
def test_sets_lose_variety_but_not_pictures(harm: SetDegradation) -> None:
    classes = np.arange(400, dtype=np.int64) % 12
    rows = [harm.rows(classes, strength) for strength in harm.strengths]
    assert len({len(some) for some in rows}) == 1
    variety = [len(np.unique(some)) * len(np.unique(classes[some])) for some in rows]
    assert variety == sorted(set(variety), reverse=True)


def test_dropped_modes_repeat_no_picture_and_duplicates_drop_no_mode_first() -> None:
    dropped, duplicated = SET_DEGRADATIONS
    classes = np.arange(400, dtype=np.int64) % 12
    for strength in dropped.strengths:
        assert len(np.unique(dropped.rows(classes, strength))) == len(dropped.rows(classes, strength))
    assert np.unique(duplicated.rows(classes, 1), return_counts=True)[1].tolist() == [2] * 200
    # Pictures whose mode is not known are no mode.
    classes[::2] = -1
    assert (classes[dropped.rows(classes, 0)] >= 0).all()


def test_spearman_looks_at_ranks_alone() -> None:
    assert spearman([0, 1, 2, 3], [1, 10, 11, 1000]) == pytest.approx(1)
    assert spearman([0, 1, 2, 3], [4, 3, 2, 1]) == pytest.approx(-1)
    assert spearman([0, 1, 2, 3], [1, 3, 2, 4]) == pytest.approx(0.8)
    assert spearman([0, 1, 2, 3], [1, 2, 3, 3]) == pytest.approx(0.9487, abs=1e-3)
    assert spearman([0, 1, 2], [5, 5, 5]) == 0


def test_the_proof_is_the_same_twice(tmp_path: Path) -> None:
    judges = embeddings(faces(40, 32, seed=1), tmp_path, effort=Effort(32, 1, 16, 1))
    pictures = faces(60, 32)
    first = prove(judges, pictures.images, pictures.labels, side=32)
    assert prove(judges, pictures.images, pictures.labels, side=32) == first
