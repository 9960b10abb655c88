"""Saving and restoring tensors and numbers as one safetensors file, never a pickle."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

__all__ = ["CheckpointError", "load", "optimizer_state", "restore_optimizer", "save"]


class CheckpointError(Exception):
    """A checkpoint cannot be read; the message says which."""


def save(path: Path, parts: Mapping[str, Mapping[str, Tensor]], about: Mapping[str, Any]) -> None:
    """Writes `parts` (each a state dictionary) and the plain data `about`; the file appears whole or not at all."""
    tensors = {
        f"{part}/{key}": value.detach().cpu().contiguous()
        for part, state in parts.items()
        for key, value in state.items()
    }
    temporary = path.with_suffix(".partial")
    save_file(tensors, temporary, metadata={"about": json.dumps(about)})
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def load(path: Path) -> tuple[dict[str, dict[str, Tensor]], dict[str, Any]]:
    """Reads what `save` wrote.

    Raises:
        CheckpointError: the file is missing or damaged.
    """
    try:
        with safe_open(path, framework="pt") as file:  # type: ignore[no-untyped-call]
            parts: dict[str, dict[str, Tensor]] = {}
            keys = cast("list[str]", file.keys())
            for key in keys:
                part, _, name = key.partition("/")
                parts.setdefault(part, {})[name] = cast("Tensor", file.get_tensor(key))
            return parts, cast("dict[str, Any]", json.loads(cast("dict[str, str]", file.metadata())["about"]))
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise CheckpointError(f"The checkpoint {path} cannot be read: {error}") from error


def optimizer_state(optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    """An optimiser's moments as a flat dictionary."""
    state = optimizer.state_dict()["state"]
    return {
        f"{index}.{name}": torch.as_tensor(value) for index, moments in state.items() for name, value in moments.items()
    }


def restore_optimizer(optimizer: torch.optim.Optimizer, flat: Mapping[str, Tensor]) -> None:
    """Gives an optimiser of the same parameters the moments that `optimizer_state` took."""
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in flat.items():
        index, _, name = key.partition(".")
        state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
