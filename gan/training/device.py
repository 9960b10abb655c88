"""Where networks are trained."""

from __future__ import annotations

import torch

from gan.training.failures import RunError

__all__ = ["device_of"]


def device_of(asked: str) -> str:
    """`cuda` or `cpu`, as asked; `auto` is cuda where there is one. Raises `RunError` where there is none."""
    if asked == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if asked == "cuda" and not torch.cuda.is_available():
        raise RunError("torch finds no CUDA device here. Take --device cpu, or install torch for CUDA and its driver.")
    return asked
