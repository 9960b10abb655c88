"""Optimisers, and how fast they learn where in a stage: functions of a schedule's numbers and of the images seen."""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from gan.training.learners.muon import Muon, hidden_weights
from gan.training.learners.schedule import LearningRates, Schedule, Span

__all__ = ["descend", "kind", "learning_rate", "optimizer"]


def optimizer(network: nn.Module, schedule: Schedule, lazy: float = 1.0) -> torch.optim.Optimizer:
    """A schedule's optimiser.

    Args:
        network: what it is to move.
        schedule: says which, and with which moments.
        lazy: share of the steps that are counted, where others carry a penalty (StyleGAN2, appendix B): its moments
            then remember as many images as if there were no others.
    """
    first, second = (beta**lazy for beta in schedule.betas)
    rate = schedule.learning_rate * lazy
    if schedule.optimizer == "muon":
        return Muon(*hidden_weights(network), rate, (first, second))
    if schedule.optimizer == "rmsprop":
        return torch.optim.RMSprop(network.parameters(), rate, alpha=second, eps=1e-8)
    return torch.optim.Adam(network.parameters(), rate, (first, second), eps=1e-8)


def kind(schedule: Schedule) -> tuple[object, ...]:
    """What two schedules must have in common for an optimiser to keep its moments from one to the other."""
    return (schedule.optimizer, schedule.learning_rate, schedule.betas, schedule.penalty_every)


def learning_rate(schedule: Schedule, span: Span, images_seen: int) -> float:
    """The learning rate in a stage that lies at `span`.

    `constant`; `linear` and `cosine` (half a wave: Loshchilov & Hutter 2017, arXiv:1608.03983, equation 5) fall to 0
    at the stage's end; `step` falls to a tenth at its half, and to a hundredth at three quarters (He et al. 2016,
    arXiv:1512.03385, section 4.2).
    """
    return schedule.learning_rate * _share(schedule.learning_rate_schedule, span.progress(images_seen))


def _share(rates: LearningRates, progress: float) -> float:
    match rates:
        case "constant":
            return 1.0
        case "linear":
            return 1.0 - progress
        case "cosine":
            return (1.0 + math.cos(math.pi * progress)) / 2
        case "step":
            return 1.0 if progress < 0.5 else 0.1 if progress < 0.75 else 0.01


def descend(optimizer: torch.optim.Optimizer, loss: Tensor, rate: float, weight_decay: float = 0.0) -> None:
    """One step down a loss's gradient.

    Weight decay is decoupled from it (Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2), for RMSprop as for
    Adam: weights shrink by a share of `rate * weight_decay`, whatever their gradients have been. Biases and the scales
    of normalisations, which have one dimension or none, stay as they are.
    """
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    for group in optimizer.param_groups:
        group["lr"] = rate
        if weight_decay > 0:
            _shrink(group["params"], rate * weight_decay)
    optimizer.step()


@torch.no_grad()
def _shrink(parameters: Iterable[nn.Parameter], share: float) -> None:
    for parameter in parameters:
        if parameter.ndim > 1:
            parameter.mul_(1 - share)
