"""Changes of pictures before the discriminator sees them, and how often they are made."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from gan.training.learners.ada import Ada
from gan.training.learners.diffaugment import Changes


def drawn(count: int, p: float, seed: int = 0) -> Changes:
    return Changes.draw(count, p, torch.Generator().manual_seed(seed))


def pictures(count: int, channels: int = 3, side: int = 16) -> Tensor:
    return torch.rand(count, channels, side, side, generator=torch.Generator().manual_seed(9)) * 2 - 1


def only(*kinds: str) -> Changes:
    """One picture's change of these kinds alone."""
    nothing = replace(drawn(1, 0.0), offset=torch.tensor([[0.125, -0.0625]]), centre=torch.tensor([[0.25, 0.5]]))
    return replace(nothing, **{kind: torch.tensor([True]) for kind in kinds})


def test_pictures_that_nothing_happens_to_are_the_same_bit_for_bit() -> None:
    x = pictures(8)
    assert torch.equal(drawn(8, 0.0).apply(x), x)


def test_with_probability_1_every_picture_is_changed() -> None:
    x = pictures(32)
    assert (drawn(32, 1.0).apply(x) != x).flatten(1).any(dim=1).all()


def test_with_probability_a_half_about_half_the_changes_are_made() -> None:
    changes = drawn(4000, 0.5)
    for made, expected in ((changes.coloured, 0.5), (changes.moved, 0.5), (changes.cut, 0.5), (changes.mirrored, 0.25)):
        assert made.float().mean().item() == pytest.approx(expected, abs=0.04)
    both = (changes.coloured & changes.cut).float().mean().item()
    assert both == pytest.approx(0.25, abs=0.04)  # one does not depend on the other


def test_the_same_numbers_give_the_same_changes() -> None:
    x = pictures(8)
    assert torch.equal(drawn(8, 1.0, seed=3).apply(x), drawn(8, 1.0, seed=3).apply(x))
    assert not torch.equal(drawn(8, 1.0, seed=3).apply(x), drawn(8, 1.0, seed=4).apply(x))


def test_a_real_and_a_drawn_picture_are_changed_alike() -> None:
    x = pictures(8)
    changes = drawn(8, 1.0)
    difference = changes.apply(x + 0.1) - changes.apply(x)  # a brighter picture is brighter where it is not cut
    assert torch.allclose(difference[difference.abs() > 1e-6], torch.tensor(0.1), atol=1e-5)


def test_mirroring_turns_left_and_right() -> None:
    x = pictures(1)
    assert torch.equal(only("mirrored").apply(x), x.flip(3))


def test_moving_takes_the_picture_along_and_leaves_grey() -> None:
    x = pictures(1)
    moved = only("moved").apply(x)  # 2 px down, 1 px to the left
    assert torch.equal(moved[:, :, 2:, :-1], x[:, :, :-2, 1:])
    assert (moved[:, :, :2] == 0).all()
    assert (moved[:, :, :, -1] == 0).all()


def test_cutting_out_leaves_a_square_of_half_the_side_grey() -> None:
    x = pictures(1)
    cut = only("cut").apply(x)
    assert (cut[:, :, :8, 4:12] == 0).all()
    kept = torch.ones(16, 16, dtype=torch.bool)
    kept[:8, 4:12] = False
    assert torch.equal(cut[..., kept], x[..., kept])


def test_colours_change_by_brightness_saturation_and_contrast() -> None:
    x = pictures(1)
    neutral = replace(only("coloured"), brightness=torch.zeros(1), saturation=torch.ones(1), contrast=torch.ones(1))
    assert torch.allclose(neutral.apply(x), x, atol=1e-6)
    brighter = replace(neutral, brightness=torch.tensor([0.3])).apply(x)
    assert torch.allclose(brighter, x + 0.3, atol=1e-6)
    grey = replace(neutral, saturation=torch.zeros(1)).apply(x)
    assert torch.allclose(grey, x.mean(dim=1, keepdim=True).expand_as(x), atol=1e-6)
    flat = replace(neutral, contrast=torch.zeros(1)).apply(x)
    assert torch.allclose(flat, x.mean().expand_as(x), atol=1e-6)


@pytest.mark.parametrize("channels", [1, 3])
def test_gradients_flow_through_once_and_twice(channels: int) -> None:
    x = pictures(8, channels).requires_grad_()
    weight = torch.ones((), requires_grad=True)
    seen = drawn(8, 1.0).apply(x)
    (gradient,) = torch.autograd.grad((seen.square() * weight).sum(), x, create_graph=True)
    assert (gradient.flatten(1).abs().sum(dim=1) > 0).all()
    gradient.square().sum().backward()  # what R1 and R2 need
    assert weight.grad is not None
    assert weight.grad > 0


def after(ada: Ada, sureness: float, steps: int) -> Ada:
    for _ in range(steps):
        ada = ada.after(sureness, batch=10, images=1000)
    return ada


def test_ada_changes_more_where_the_discriminator_is_too_sure_and_less_where_it_is_not() -> None:
    raised = after(Ada(), 0.9, 20)
    assert raised.p == pytest.approx(0.2)  # 200 of the 1000 images from 0 to 1
    lowered = after(raised, 0.3, 8)
    assert lowered.p == pytest.approx(0.12)


def test_ada_looks_at_four_steps_together() -> None:
    ada = after(Ada(p=0.5), 1.0, 3)
    assert ada.p == 0.5
    assert ada.after(-1.0, 10, 1000).p < 0.5  # a mean of 0.5, below 0.6


def test_ada_keeps_its_probability_where_changes_do_not_leak_into_drawings() -> None:
    assert after(Ada(), 1.0, 400).p == 0.8
    assert after(Ada(), -1.0, 400).p == 0.0


def test_ada_is_kept_as_plain_data() -> None:
    ada = after(Ada(), 0.9, 6)
    assert Ada(**ada.to_json()) == ada


def test_how_often_pictures_change_depends_on_the_kind_of_augmentation() -> None:
    ada = Ada(p=0.3)
    assert [ada.probability(kind) for kind in ("none", "ada", "diffaugment")] == [0.0, 0.3, 1.0]
