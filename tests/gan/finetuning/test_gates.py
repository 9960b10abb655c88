"""Every gate stops what it is made for: an untouched, a collapsed, a copying, and a forgetful generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan.corpus.data.dataset import load_folder
from gan.evaluation.distances import kernel_distance
from gan.evaluation.drawn import Drawn, GeneratorSampler, ModelSampler
from gan.evaluation.judged import CannotMeasure
from gan.finetuning.gates import Gate, Judge
from gan.finetuning.uploads import Uploads
from gan.loading import load_generator
from gan.models import Model
from tests.gan.finetuning.small import SIDE, sepia

Changing = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]


class Changed(GeneratorSampler):
    """The base, with something done to its pictures."""

    def __init__(self, base: Model, change: Changing) -> None:
        self.__dict__.update(ModelSampler(base).__dict__)
        self._change = change

    def draw_seeds(self, seeds: Sequence[int], asked: Sequence[Mapping[str, str]] | None = None) -> Drawn:
        drawn = super().draw_seeds(seeds, asked)
        return Drawn(self._change(drawn.pictures), drawn.labels, drawn.seeds)


class Jumping(GeneratorSampler):
    """The base, but for faces that are neither one nor the other: it takes the nearer."""

    def __init__(self, base: Model) -> None:
        self.__dict__.update(ModelSampler(base).__dict__)

    def synthesise(self, styles: Tensor) -> Tensor:
        near = torch.where(torch.arange(len(styles))[:, None] < len(styles) / 2, styles[:1], styles[-1:])
        return super().synthesise(near)


@pytest.fixture(scope="module")
def uploads(base: Model, pictures: Path) -> NDArray[np.uint8]:
    return np.asarray(load_folder(pictures, SIDE).images)


@pytest.fixture(scope="module")
def judge(base: Model, uploads: NDArray[np.uint8]) -> Judge:
    return Judge(ModelSampler(base), Uploads(uploads[6:], uploads[:6]))


def measured(judge: Judge, sampler: GeneratorSampler) -> dict[str, Gate]:
    return {gate.name: gate for gate in judge.gates(sampler)}


def each(change: Changing) -> Changing:
    return lambda pictures: np.stack([change(picture) for picture in pictures])


def test_a_perfect_style_passes_every_gate(judge: Judge, base: Model) -> None:
    gates = measured(judge, Changed(base, each(sepia)))
    assert gates["kid_gap"].value > 0.9
    assert gates["identity"].value == pytest.approx(1, abs=0.03)
    assert all(gate.passed for gate in gates.values()), gates


def test_an_untouched_model_closes_no_gap_and_that_is_all_that_is_wrong(judge: Judge, base: Model) -> None:
    gates = measured(judge, ModelSampler(base))
    assert gates["kid_gap"].value == pytest.approx(0, abs=1e-6)
    assert [gate.name for gate in gates.values() if not gate.passed] == ["kid_gap"]


def test_a_few_held_out_pictures_that_look_like_the_base_let_no_untouched_model_pass(
    base: Model, uploads: NDArray[np.uint8]
) -> None:
    plain = ModelSampler(base).draw_seeds(range(4)).pictures
    assert not measured(Judge(ModelSampler(base), Uploads(uploads, plain)), ModelSampler(base))["kid_gap"].passed


def test_nothing_is_nearer_to_the_uploads_than_equal(judge: Judge, base: Model, uploads: NDArray[np.uint8]) -> None:
    equal = Changed(base, lambda pictures: uploads[np.arange(len(pictures)) % len(uploads)])
    assert kernel_distance(uploads.reshape(24, -1) / 255, uploads.reshape(24, -1) / 255).value < 0
    assert judge.kid(equal) == 0
    assert measured(judge, equal)["kid_gap"].value == 1
    assert judge.kid(ModelSampler(base)) > 0


def test_a_collapsed_model_has_no_variety(judge: Judge, base: Model) -> None:
    gates = measured(judge, Changed(base, lambda pictures: np.repeat(sepia(pictures[0])[None], len(pictures), axis=0)))
    assert gates["diversity"].value == pytest.approx(0, abs=1e-6)
    assert not gates["diversity"].passed
    assert gates["kid_gap"].passed or gates["kid_gap"].value > 0.4


def test_a_model_that_draws_the_uploads_has_learned_them_by_heart(
    judge: Judge, base: Model, uploads: NDArray[np.uint8]
) -> None:
    copying = Changed(base, lambda pictures: uploads[6:][np.arange(len(pictures)) % (len(uploads) - 6)])
    gates = measured(judge, copying)
    assert gates["memorised"].value == 1
    assert not gates["memorised"].passed
    assert not gates["identity"].passed
    assert gates["kid_gap"].passed


def test_a_model_that_forgot_its_faces_keeps_neither_traits_nor_people(judge: Judge, base: Model) -> None:
    gates = measured(judge, Changed(base, lambda pictures: each(sepia)(np.roll(pictures, 7, axis=0))))
    assert not gates["identity"].passed
    assert not gates["structure"].passed
    assert gates["diversity"].passed
    assert gates["kid_gap"].passed


def test_how_far_faces_strayed_tells_other_people_from_other_colours(judge: Judge, base: Model) -> None:
    others = Changed(base, lambda pictures: np.roll(pictures, 7, axis=0))
    assert judge.strayed(ModelSampler(base)) == 0
    assert judge.strayed(Changed(base, each(sepia))) < judge.strayed(others) / 1.5


def test_a_model_that_jumps_from_face_to_face_is_not_smooth(judge: Judge, base: Model) -> None:
    gates = measured(judge, Jumping(base))
    assert gates["smoothness"].value > 2
    assert not gates["smoothness"].passed


def test_too_few_pictures_cannot_judge(base: Model, uploads: NDArray[np.uint8]) -> None:
    with pytest.raises(CannotMeasure, match="at least 4"):
        Judge(ModelSampler(base), Uploads(uploads[:20], uploads[20:23]))


def test_the_network_that_names_traits_saw_the_base_alone_and_other_faces(judge: Judge, base: Model) -> None:
    generator = deepcopy(load_generator(base))
    before = measured(judge, ModelSampler(base).with_generator(generator))["structure"].value
    assert before == pytest.approx(1)
