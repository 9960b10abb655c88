"""What changes in a fine-tuning, what it practises on, and what holds faces together."""

from __future__ import annotations

import pytest
import torch

from gan.evaluation.drawn import ModelSampler
from gan.finetuning.faces import Faces
from gan.finetuning.losses import edges, structure_distance
from gan.finetuning.tether import STRAY, Tether
from gan.finetuning.tiers import Tier, changeable, tier_for
from gan.loading import load_generator
from gan.models import Model


def test_a_style_never_changes_who_somebody_is(base: Model) -> None:
    generator = load_generator(base)
    for tier in Tier:
        names = changeable(generator, tier)
        assert names
        assert not [name for name in names if name.startswith(("mapping", "constant"))]
        numbers = {int(name.split(".")[1]) for name in names if name.startswith("convolutions")}
        assert {generator.layer_resolutions[number] for number in numbers} == {32}


def test_few_pictures_change_little(base: Model) -> None:
    generator = load_generator(base)
    few, many = (set(changeable(generator, tier)) for tier in (Tier.TINTS, Tier.STROKES))
    assert few < many
    size = {name: parameter.numel() for name, parameter in generator.named_parameters()}
    assert sum(size[name] for name in few) < sum(size[name] for name in many) / 5
    assert (tier_for(25, 0.5), tier_for(50, 0.5)) == (Tier.TINTS, Tier.STROKES)
    assert tier_for(200, 0.4) is Tier.TINTS


def test_half_of_the_faces_that_are_practised_on_lie_between_two(base: Model) -> None:
    faces = Faces(ModelSampler(base), range(20))
    stock = ModelSampler(base).styles(range(20))
    found = faces.batch(400, torch.Generator().manual_seed(0))
    own = (found[:, None] == stock[None]).all(dim=2).any(dim=1)
    assert 0.4 < own.float().mean() < 0.6
    assert torch.equal(found, faces.batch(400, torch.Generator().manual_seed(0)))


def disc(x: float, light: float, dark: float) -> torch.Tensor:
    """A disc at `x` across, `(1, 3, 64, 64)`."""
    at = (torch.arange(64) + 0.5) / 64
    inside = (at[None] - x).square() + (at[:, None] - 0.5).square() < 0.06
    return torch.where(inside, light, dark).expand(1, 3, 64, 64)


def test_edges_see_where_things_are_and_neither_their_colours_nor_their_contrast() -> None:
    plain = disc(0.5, 0.8, -0.2)
    assert structure_distance(plain, plain, 32) == 0
    for other in (disc(0.5, -0.2, 0.8), disc(0.5, 0.3, 0.1), disc(0.5, 1.0, -1.0)):
        assert structure_distance(other, plain, 32).item() == pytest.approx(0, abs=0.15)
    near, far = (
        structure_distance(disc(0.53, 0.8, -0.2), plain, 32),
        structure_distance(disc(0.7, 0.8, -0.2), plain, 32),
    )
    assert 0.2 < near < far


def test_edges_of_a_plain_picture_are_no_reason_for_infinite_gradients() -> None:
    plain = torch.zeros(1, 3, 64, 64, requires_grad=True)
    edges(plain, 32).square().sum().backward()
    assert plain.grad is not None
    assert plain.grad.isfinite().all()


def test_a_style_that_pulls_faces_apart_is_held_harder_and_one_that_does_not_as_before() -> None:
    held = Tether(2.0, 2.0)
    for _ in range(30):
        held = held.after(3 * STRAY)
    assert 5 < held.weight < 10
    for _ in range(1000):
        held = held.after(3 * STRAY)
    assert held.weight == 20, "there is an end to it"
    for _ in range(1000):
        held = held.after(0.5 * STRAY)
    assert held.weight == 2


def test_the_tether_settles_where_faces_stray_as_far_as_they_may() -> None:
    held = Tether(2.0, 2.0)
    for _ in range(400):
        held = held.after(1.5 / held.weight)
    assert 1.5 / held.weight == pytest.approx(STRAY, rel=0.05)
