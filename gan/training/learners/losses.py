"""What generator and discriminator are trained against: pure functions of scores and pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

__all__ = [
    "TrainingDiverged",
    "attribute_loss",
    "check_finite",
    "cross_entropy",
    "feature_distance",
    "pyramid_distance",
    "relativistic_loss",
    "spread",
    "zero_centred_penalty",
]


class TrainingDiverged(Exception):
    """A loss is no longer a number; the last good checkpoint stands."""


def check_finite(metrics: Mapping[str, float], images_seen: int) -> None:
    """Raises `TrainingDiverged` where a step's numbers are not all finite."""
    if not all(math.isfinite(value) for value in metrics.values()):
        raise TrainingDiverged(f"A loss is no longer a number after {images_seen} images: {dict(metrics)}")


def cross_entropy(logits: Tensor, real: float) -> Tensor:
    """Mean binary cross-entropy of the sigmoid of logits, shape `(n,)`, with pictures that are `real` (0 to 1).

    The generator minimises it with `real=1` for what it drew (the non-saturating loss: Goodfellow et al. 2014,
    arXiv:1406.2661, section 3). A little below 1 for real pictures is one-sided label smoothing (Salimans et al. 2016,
    arXiv:1606.03498, section 3.4).
    """
    return functional.binary_cross_entropy_with_logits(logits, torch.full_like(logits, real))


def spread(drawn: Tensor, real: Tensor) -> float:
    """How much pictures of a batch differ from one another, drawn ones as a share of real ones; 0: mode collapse.

    Mean over pixels of the standard deviation over the batch; `(n, channels, side, side)` each, n above 1.
    """
    return (drawn.std(dim=0).mean() / real.std(dim=0).mean().clamp(min=1e-8)).item()


def relativistic_loss(winning: Tensor, losing: Tensor) -> Tensor:
    """Mean of softplus(losing - winning) over pairs of scores, shape `(n,)` each.

    The relativistic pairing loss (Jolicoeur-Martineau 2018, arXiv:1807.00734; Huang et al. 2025, arXiv:2501.05441,
    equation 2): the discriminator wants the real picture to win, the generator the drawn one.
    """
    return functional.softplus(losing - winning).mean()


def zero_centred_penalty(scores: Tensor, pictures: Tensor) -> Tensor:
    """Mean over the batch of the squared gradient of the scores in the pictures: R1 on real pictures, R2 on drawn ones.

    (Mescheder et al. 2018, arXiv:1801.04406, section 4.1.) `pictures` must require gradients.
    """
    (gradient,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)
    penalty = gradient.square().sum(dim=(1, 2, 3)).mean()
    # A penalty without a graph would train nothing and say nothing.
    if not penalty.requires_grad:
        raise RuntimeError("The gradient penalty has lost its graph.")
    return penalty


def attribute_loss(scores: Sequence[Tensor], labels: Tensor) -> Tensor:
    """Mean cross-entropy of the class scores over the attributes that are known.

    Args:
        scores: for each attribute, shape `(n, values)`.
        labels: class indices, shape `(n, attributes)`; -1 is not counted. Without attributes the loss is 0.
    """
    if not scores:
        return torch.zeros((), device=labels.device)
    losses = [
        functional.cross_entropy(score, labels[:, i], ignore_index=-1, reduction="sum")
        for i, score in enumerate(scores)
    ]
    return torch.stack(losses).sum() / (labels >= 0).sum().clamp(min=1)


def pyramid_distance(drawn: Tensor, real: Tensor, counted: Tensor) -> Tensor:
    """Mean absolute difference of pictures, summed over resolutions from theirs down to 8 px.

    Pixels alone would reward a blur wherever a line is a pixel off; the smaller pictures still say that it is there.

    Args:
        drawn: `(n, 3, side, side)`.
        real: what was to be drawn, of the same shape.
        counted: shape `(n,)`, bool: the pairs that belong together, or how far, 0 to 1; none of them gives 0.
    """
    distance = torch.zeros(len(drawn), device=drawn.device)
    while True:
        distance = distance + (drawn - real).abs().mean(dim=(1, 2, 3))
        if drawn.shape[-1] <= 8:
            return _mean(distance, counted)
        drawn, real = functional.avg_pool2d(drawn, 2), functional.avg_pool2d(real, 2)


def feature_distance(drawn: Sequence[Tensor], real: Sequence[Tensor], counted: Tensor) -> Tensor:
    """How far the discriminator's features of drawn pictures are from those of the real ones, as a share of their size.

    (Feature matching: Salimans et al. 2016, arXiv:1606.03498, section 3.1; pair by pair as in pix2pixHD, Wang et al.
    2018, arXiv:1711.11585, section 3.2.)

    Args:
        drawn: feature maps, shape `(n, channels, side, side)` each.
        real: those of the pictures that were to be drawn.
        counted: shape `(n,)`, bool: the pairs that belong together; none of them gives 0.
    """
    distances = [
        (one.float() - other.float()).abs().mean(dim=(1, 2, 3)) / (other.float().abs().mean() + 1e-8)
        for one, other in zip(drawn, real, strict=True)
    ]
    return _mean(torch.stack(distances).mean(dim=0), counted)


def _mean(values: Tensor, counted: Tensor) -> Tensor:
    return (values * counted).sum() / counted.sum().clamp(min=1)
