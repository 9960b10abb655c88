"""Optimisers: which there are, how the learning rate falls over a stage, how weights decay."""

import pytest
import torch
from torch import nn

from gan.training.learners import optimisers
from gan.training.learners.schedule import Schedule, Span
from gan.training.presets import PRESETS

STAGE = Span(begin=1000, images=400)


def rates(schedule: str) -> list[float]:
    """At the stage's beginning, its quarters and its end."""
    numbers = Schedule(learning_rate=0.5, learning_rate_schedule=schedule)  # type: ignore[arg-type]
    return [optimisers.learning_rate(numbers, STAGE, seen) for seen in (1000, 1100, 1200, 1300, 1400)]


def test_the_learning_rate_falls_over_a_stage_as_its_schedule_says() -> None:
    assert rates("constant") == [0.5] * 5
    assert rates("linear") == pytest.approx([0.5, 0.375, 0.25, 0.125, 0.0])
    assert rates("cosine") == pytest.approx([0.5, 0.42678, 0.25, 0.07322, 0.0], abs=1e-4)
    assert rates("step") == pytest.approx([0.5, 0.5, 0.05, 0.005, 0.005])


def test_the_learning_rate_stays_in_its_range_beyond_the_stage() -> None:
    falling = Schedule(learning_rate=0.5, learning_rate_schedule="linear")
    assert optimisers.learning_rate(falling, STAGE, 0) == 0.5
    assert optimisers.learning_rate(falling, STAGE, 9999) == 0.0


def test_each_stage_of_a_preset_begins_at_its_highest_rate_again() -> None:
    preset = PRESETS["moe-128"].with_numbers(learning_rate_schedule="linear")
    second = preset.stages[0].images
    span = preset.span_at(second)
    assert (span.begin, span.images) == (second, preset.stages[1].images)
    highest = preset.stages[1].schedule.learning_rate
    assert optimisers.learning_rate(preset.stages[1].schedule, span, second) == highest


def layer() -> nn.Linear:
    torch.manual_seed(0)
    return nn.Linear(4, 4)


def test_adam_and_rmsprop_can_be_chosen_and_move_weights_differently() -> None:
    moved: list[torch.Tensor] = []
    for schedule, wanted in (
        (Schedule(), torch.optim.Adam),
        (Schedule(optimizer="rmsprop"), torch.optim.RMSprop),
    ):
        one = layer()
        optimizer = optimisers.optimizer(one, schedule)
        assert isinstance(optimizer, wanted)
        for _ in range(2):
            optimisers.descend(optimizer, one(torch.ones(2, 4)).square().sum(), 0.1)
        assert not torch.equal(one.weight, layer().weight)
        moved.append(one.weight.detach())
    assert not torch.allclose(moved[0], moved[1])


@pytest.mark.parametrize("kind", ["adam", "muon", "rmsprop"])
def test_weights_decay_by_a_share_of_the_rate_whatever_their_gradient_and_biases_do_not(kind: str) -> None:
    one = layer()
    weight, bias = one.weight.detach().clone(), one.bias.detach().clone()
    optimizer = optimisers.optimizer(one, Schedule(optimizer=kind))  # type: ignore[arg-type]
    still = (one.weight * 0).sum() + (one.bias * 0).sum()
    optimisers.descend(optimizer, still, 0.5, weight_decay=0.1)
    assert torch.allclose(one.weight, weight * (1 - 0.5 * 0.1))
    assert torch.equal(one.bias, bias)


def test_a_step_goes_at_the_rate_it_is_given() -> None:
    one, before = layer(), layer().weight
    optimizer = optimisers.optimizer(one, Schedule(learning_rate=1.0))
    optimisers.descend(optimizer, one(torch.ones(1, 4)).sum(), 1e-3)
    assert (one.weight - before).abs().max().item() == pytest.approx(1e-3, rel=1e-3)  # Adam's first step is its rate


def test_lazy_penalties_slow_adam_and_shorten_its_memory() -> None:
    lazy = optimisers.optimizer(layer(), Schedule(learning_rate=0.1, betas=(0.5, 0.9)), 0.8)
    assert lazy.param_groups[0]["lr"] == pytest.approx(0.08)
    assert lazy.param_groups[0]["betas"] == pytest.approx((0.5**0.8, 0.9**0.8))


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"optimizer": "sgd"}, "adam, muon, rmsprop"),
        ({"learning_rate_schedule": "sine"}, "constant, linear, cosine, step"),
        ({"augment": "much"}, "none, diffaugment, ada"),
        ({"dropout": 1.0}, "below 1"),
        ({"learning_rate": 0.0}, "above 0"),
    ],
)
def test_numbers_that_cannot_be_trained_with_are_refused(numbers: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        PRESETS["dcgan"].with_numbers(**numbers)
