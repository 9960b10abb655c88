"""What generator and discriminator are trained against: pure functions of scores and pictures."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

__all__ = ["attribute_loss", "relativistic_loss", "zero_centred_penalty"]


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
