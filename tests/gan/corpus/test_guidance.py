"""What the corpus tells the generator of a picture, beside its labels."""

from __future__ import annotations

from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from gan.corpus.data.dataset import Corpus
from gan.corpus.data.guidance import guidance_of, normal_scores
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.record import DETAILS, uniform
from gan.corpus.records.sampling import sample_record


def test_every_picture_has_its_parameters_and_unnamed_colours_as_codes(drawn: Path) -> None:
    corpus = Corpus(drawn, "all")
    guidance = guidance_of(corpus)
    assert guidance.names == (*PARAMETERS, *DETAILS)
    assert (guidance.codes.shape, guidance.codes.dtype) == ((len(corpus), len(guidance.names)), np.float32)
    normal = NormalDist()
    for row, seed in enumerate(corpus.seeds.tolist()):
        turn = sample_record(seed).parameters["turn"]
        assert guidance.codes[row, guidance.names.index("turn")] == pytest.approx(
            normal.inv_cdf((turn + 1) / 2), abs=1e-3
        )
        assert guidance.codes[row, guidance.names.index("dye")] == pytest.approx(
            normal.inv_cdf(uniform(seed, "detail.dye")), abs=1e-3
        )


def test_every_picture_says_which_class_its_shapes_lean_toward(drawn: Path) -> None:
    corpus = Corpus(drawn, "all")
    guidance = guidance_of(corpus)
    leaning = 0
    for row, seed in enumerate(corpus.seeds.tolist()):
        mixes = sample_record(seed).mixes
        for column, (name, attribute) in enumerate(corpus.vocabulary.items()):
            if name in mixes:
                leaning += 1
                assert attribute.values[guidance.others[row, column]] == mixes[name].other
                assert guidance.shares[row, column] == pytest.approx(mixes[name].share)
            else:
                assert guidance.others[row, column] == corpus.labels[row, column]
                assert guidance.shares[row, column] == 0
    assert leaning > 0


def test_the_ends_of_a_range_are_not_infinitely_far_out() -> None:
    scores = normal_scores(np.array([[-1.0, 0.0, 1.0]], dtype=np.float32))
    assert scores[0].tolist() == pytest.approx([-3.3, 0.0, 3.3])
