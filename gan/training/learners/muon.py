"""The optimiser Muon, for weights that are matrices, with Adam for the rest of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, cast

import torch
from torch import Tensor, nn

__all__ = ["Muon", "hidden_weights", "orthogonal"]

# Of the quintic that brings singular values toward 1 (Jordan et al. 2024, "Muon: An optimizer for hidden layers in
# neural networks"): five rounds leave them between about 0.7 and 1.2.
_QUINTIC: Final = (3.4445, -4.7750, 2.0315)
_ROUNDS: Final = 5
# A gradient still counts 1/e after twenty steps.
_MOMENTUM: Final = 0.95
# Root mean square of a step, as a share of the rate. Adam's own steps have one of 0.2 to 0.4 (Liu et al. 2025,
# arXiv:2502.16982, section 2.2, whose choice is 0.2); at a guided generator's rate 0.5 was best of 0.2, 0.5 and 1.2.
_STEP: Final = 0.5
# With fewer rows or columns a matrix is all but a vector.
_NARROWEST: Final = 16


class Muon(torch.optim.Optimizer):
    """Steps of equal size in every direction that a weight matrix knows, rather than in every entry.

    Convolutions count as matrices with a row per output channel. Both networks' biases, embeddings and colours go by
    Adam, at the same rate.

    Args:
        hidden: the matrices, with at least two dimensions each.
        others: all other parameters.
        rate: the learning rate.
        betas: Adam's, for the others.
    """

    def __init__(
        self, hidden: Iterable[nn.Parameter], others: Iterable[nn.Parameter], rate: float, betas: tuple[float, float]
    ) -> None:
        groups: list[dict[str, Any]] = [
            {"params": list(hidden), "hidden": True},
            {"params": list(others), "hidden": False},
        ]
        super().__init__([group for group in groups if group["params"]], {"lr": rate, "betas": betas})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Moves every parameter that has a gradient; a closure is not called."""
        for group in self.param_groups:
            for parameter in cast("list[nn.Parameter]", group["params"]):
                if (gradient := parameter.grad) is not None:
                    state = self.state[parameter]
                    hidden = group["hidden"]
                    step = _orthogonal_step(gradient, state) if hidden else _adam_step(gradient, state, group["betas"])
                    parameter.add_(step, alpha=-group["lr"])


def hidden_weights(network: nn.Module) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """A network's weights that are matrices between hidden layers, and all its other parameters."""
    hidden = [
        parameter
        for module in network.modules()
        if not isinstance(module, nn.Embedding)
        for parameter in module.parameters(recurse=False)
        if parameter.ndim > 1 and min(len(parameter), parameter[0].numel()) >= _NARROWEST
    ]
    chosen = {id(parameter) for parameter in hidden}
    return hidden, [parameter for parameter in network.parameters() if id(parameter) not in chosen]


def orthogonal(matrix: Tensor) -> Tensor:
    """About the nearest matrix with orthonormal rows or columns, by Newton-Schulz iteration in bf16; `(rows, columns)`.

    Singular values end between about 0.7 and 1.2, which is as good as 1 for a step's direction.
    """
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = wide.bfloat16()
    x = x / (x.square().sum().sqrt() + 1e-7)
    a, b, c = _QUINTIC
    for _ in range(_ROUNDS):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    x = x.to(matrix.dtype)
    return x if wide is matrix else x.T


def _orthogonal_step(gradient: Tensor, state: dict[str, Tensor]) -> Tensor:
    if not state:
        state["mean"] = torch.zeros_like(gradient)
    state["mean"].lerp_(gradient, 1 - _MOMENTUM)
    ahead = gradient.lerp(state["mean"], _MOMENTUM).reshape(len(gradient), -1)
    return (_STEP * max(ahead.shape) ** 0.5 * orthogonal(ahead)).reshape(gradient.shape)


def _adam_step(gradient: Tensor, state: dict[str, Tensor], betas: tuple[float, float]) -> Tensor:
    """(Kingma & Ba 2015, arXiv:1412.6980, algorithm 1.)"""
    if not state:
        state |= {"steps": torch.zeros(()), "mean": torch.zeros_like(gradient), "square": torch.zeros_like(gradient)}
    state["steps"] += 1
    state["mean"].lerp_(gradient, 1 - betas[0])
    state["square"].lerp_(gradient.square(), 1 - betas[1])
    mean, square = (
        state[name] / (1 - beta ** state["steps"].item()) for name, beta in zip(("mean", "square"), betas, strict=True)
    )
    return mean / (square.sqrt() + 1e-8)
