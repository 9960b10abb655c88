"""Which face an upload shows: found among the base's own, whatever its colours, and doubted where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from gan.evaluation.drawn import ModelSampler
from gan.finetuning.faces import Faces
from gan.finetuning.likeness import Likenesses, likenesses, recoloured
from gan.finetuning.losses import structure_distance
from gan.generator import to_pixels
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Generator
from gan.training import CheckpointError
from gan.training.learners.batches import normalised
from tests.gan.finetuning.small import SIDE, sepia

FACES = range(900_000, 900_012)


@pytest.fixture(scope="module")
def generator(base: Model) -> Generator:
    return load_generator(base).eval().requires_grad_(False)


@pytest.fixture(scope="module")
def stock(base: Model) -> Tensor:
    return Faces(ModelSampler(base), range(200)).places


def drawn(generator: Generator, places: Tensor) -> Tensor:
    return generator.synthesise(places[:, None].expand(-1, generator.layers, -1))


def test_pictures_take_on_the_colours_of_others() -> None:
    stream = torch.Generator().manual_seed(0)
    mixing = torch.tensor([[0.2, 0.1, 0.0], [0.0, 0.1, 0.1], [0.0, 0.0, 0.05]])
    like = torch.einsum("ij,njhw->nihw", mixing, torch.randn(20, 3, 16, 16, generator=stream)) + 0.2
    pictures = torch.randn(10, 3, 16, 16, generator=stream) * torch.tensor([0.3, 0.2, 0.1])[:, None, None] - 0.1
    found, aim = (it.permute(1, 0, 2, 3).flatten(1) for it in (recoloured(pictures, like), like))
    assert torch.allclose(found.mean(dim=1), aim.mean(dim=1), atol=0.02)
    assert torch.allclose(torch.cov(found), torch.cov(aim), atol=0.005)
    assert torch.allclose(recoloured(like, like), like, atol=1e-5)


def test_pictures_without_colours_are_no_reason_for_infinite_ones() -> None:
    grey = torch.linspace(-1, 1, 256).view(1, 1, 16, 16).expand(2, 3, 16, 16)
    assert recoloured(grey, torch.rand(4, 3, 16, 16) * 2 - 1).isfinite().all()


def test_a_face_is_found_though_its_colours_have_changed(base: Model, generator: Generator, stock: Tensor) -> None:
    with torch.no_grad():
        true = drawn(generator, ModelSampler(base).styles(FACES))
    uploads = normalised(np.stack([sepia(picture) for picture in to_pixels(true)]), SIDE)
    shown = likenesses(generator, uploads, stock)
    with torch.no_grad():
        found, anyone = drawn(generator, shown.places), drawn(generator, stock[: len(uploads)])
    assert structure_distance(found, true, 32) < 0.75 * structure_distance(anyone, true, 32)
    assert shown.trust.min() > 0.1


def test_a_style_without_colours_does_not_make_faces_grey(generator: Generator, stock: Tensor) -> None:
    with torch.no_grad():
        true = drawn(generator, stock[:8])
        grey = true.mean(dim=1, keepdim=True).expand_as(true)
    shown = likenesses(generator, grey, stock[8:])
    with torch.no_grad():
        found = drawn(generator, shown.places)
    colours = [(it - it.mean(dim=1, keepdim=True)).abs().mean() for it in (found, true)]
    assert colours[0] > 0.5 * colours[1]


def test_what_is_no_face_is_not_trusted(base: Model, generator: Generator, stock: Tensor) -> None:
    with torch.no_grad():
        faces = drawn(generator, ModelSampler(base).styles(FACES))
    noise = torch.rand(6, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(0)) * 2 - 1
    shown = likenesses(generator, torch.cat([faces, noise]), stock)
    assert shown.trust[-6:].max() < shown.trust[:-6].min()


def test_what_was_found_stays_found(tmp_path: Path) -> None:
    shown = Likenesses(torch.rand(5, 4), torch.rand(5))
    shown.save(tmp_path / "faces.safetensors", "these")
    again = Likenesses.load(tmp_path / "faces.safetensors", "these")
    assert again is not None
    chosen = np.array([3, 3, 0])
    assert torch.equal(again[chosen].places, shown.places[[3, 3, 0]])
    assert torch.equal(again[chosen].trust, shown.trust[[3, 3, 0]])
    assert Likenesses.load(tmp_path / "faces.safetensors", "others") is None
    (tmp_path / "faces.safetensors").write_bytes(b"{}")
    with pytest.raises(CheckpointError, match="Delete it"):
        Likenesses.load(tmp_path / "faces.safetensors", "these")


def test_a_rough_picture_is_what_the_first_blocks_draw(generator: Generator, stock: Tensor) -> None:
    styles = stock[:2, None].expand(-1, generator.layers, -1)
    rough, whole = generator.synthesise(styles, side=16), generator.synthesise(styles)
    assert rough.shape == (2, 3, 16, 16)
    assert torch.equal(generator.synthesise(styles, side=SIDE), whole)
    assert (torch.nn.functional.avg_pool2d(whole, 2) - rough).abs().mean() < (whole[0] - whole[1]).abs().mean()
