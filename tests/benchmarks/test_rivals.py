"""Other ways to fine-tune differ in what each is named for, and true pictures are those of the faces asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.styles.catalogue import restyled
from benchmarks.styles.rivals import METHODS, Rival, relations
from benchmarks.styles.truth import Truth
from gan.corpus.records.sampling import sample_record
from gan.discriminator import load_discriminator
from gan.evaluation.drawn import ModelSampler
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Generator
from gan.training.learners.batches import normalised
from tests.gan.finetuning.small import SIDE, write_base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_base(tmp_path_factory.mktemp("models"))


def trained(base: Model, method: Any) -> Rival:
    torch.set_num_threads(1)
    rival = Rival(base, ModelSampler(base), method)
    stream = torch.Generator().manual_seed(0)
    for _ in range(3):
        rival.step(torch.rand(8, 3, SIDE, SIDE, generator=stream) * 2 - 1)
    return rival


@pytest.mark.parametrize("method", METHODS)
def test_every_method_moves_the_whole_generator(base: Model, method: str) -> None:
    before, rival = dict(load_generator(base).named_parameters()), trained(base, method)
    after = dict(rival.average.named_parameters())
    for part in ("mapping", "convolutions.0", "to_rgb.0"):
        assert any(not torch.equal(before[name], after[name]) for name in before if name.startswith(part)), part


def test_only_freezed_leaves_blocks_of_the_discriminator_alone(base: Model) -> None:
    before = load_discriminator(base).state_dict()
    moved: dict[str, set[str]] = {}
    for method in METHODS:
        after = trained(base, method).discriminator.state_dict()
        moved[method] = {name for name in before if not torch.equal(before[name], after[name])}
    assert not [name for name in moved["freezed"] if name.startswith(("blocks.0.", "from_rgb.0."))]
    assert [name for name in moved["plain"] if name.startswith("blocks.0.")]
    assert moved["plain"] == moved["cdc"]


def test_relations_see_two_faces_that_become_one() -> None:
    stream = torch.Generator().manual_seed(0)
    features = torch.randn(6, 8, 4, 4, generator=stream)
    assert relations([features], [features]).item() == pytest.approx(0, abs=1e-6)
    assert relations([2 * features], [features]).item() == pytest.approx(0, abs=1e-6)
    merged = features.clone()
    merged[1] = features[0]
    assert relations([merged], [features]) > 0.01
    assert functional.cosine_similarity(merged[0].flatten(), merged[1].flatten(), dim=0) == pytest.approx(1)


class Perfect:
    """Draws the true pictures of the corpus from a seed on, whatever it is told."""

    architecture = SimpleNamespace(resolution=32, noise=128)
    layers = 1

    def mapping(self, z: Tensor, labels: Tensor, leaning: object) -> Tensor:
        return torch.arange(len(z))[:, None].float()

    def synthesise(self, ws: Tensor, *, dtype: torch.dtype) -> Tensor:
        seeds = [2_000_000 + int(place) for place in ws[:, 0, 0]]
        return normalised(np.stack([restyled(sample_record(seed), "flat-pastel", 32) for seed in seeds]), 32)


def test_who_draws_the_true_pictures_is_no_distance_away() -> None:
    perfect = cast("Generator", Perfect())
    assert Truth(perfect, "flat-pastel").distance(perfect) == 0
    assert Truth(perfect, "ink").distance(perfect) > 0.5
