"""Saving and restoring tensors and numbers as one safetensors file, never a pickle."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialise  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from gan.files import whole

__all__ = ["CheckpointError", "about", "kind", "load", "optimizer_state", "restore_optimizer", "save", "write"]


class CheckpointError(Exception):
    """A checkpoint cannot be read; the message says which."""


def save(path: Path, parts: Mapping[str, Mapping[str, Tensor]], about: Mapping[str, Any]) -> None:
    """Writes `parts` (each a state dictionary) and the plain data `about`; the file appears whole or not at all.

    Raises:
        OSError: the disk is full or cannot be written to; what was at `path` before stands.
    """
    tensors = {
        f"{part}/{key}": value.detach().cpu().contiguous()
        for part, state in parts.items()
        for key, value in state.items()
    }
    write(path, tensors, {"about": json.dumps(about)})


def write(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Writes tensors, contiguous and on the CPU, as they are; the file appears whole or not at all.

    Raises:
        OSError: as of `save`.
    """
    # Through bytes rather than a mapped file: a full disk is then an `OSError` like any other.
    with whole(path) as partial:
        partial.write_bytes(serialise(dict(tensors), metadata=dict(metadata)))


def load(path: Path) -> tuple[dict[str, dict[str, Tensor]], dict[str, Any]]:
    """Reads what `save` wrote.

    Raises:
        CheckpointError: the file is missing or damaged.
    """
    with _opened(path) as file:
        parts: dict[str, dict[str, Tensor]] = {}
        for key in cast("list[str]", file.keys()):
            part, _, name = key.partition("/")
            parts.setdefault(part, {})[name] = cast("Tensor", file.get_tensor(key))
        return parts, _about(file)


def about(path: Path) -> dict[str, Any]:
    """The plain data of what `save` wrote, without its tensors.

    Raises:
        CheckpointError: the file is missing or damaged.
    """
    with _opened(path) as file:
        return _about(file)


def kind(path: Path) -> str:
    """Of which kind a checkpoint's networks are; `stylegan2` where it is of a time when there was no other.

    Raises:
        CheckpointError: the file is missing or damaged.
    """
    return str(about(path).get("kind", "stylegan2"))


@contextmanager
def _opened(path: Path) -> Generator[Any]:
    """An open checkpoint; whatever cannot be read of it is a `CheckpointError`."""
    try:
        with safe_open(path, framework="pt") as file:  # type: ignore[no-untyped-call]
            yield file
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise CheckpointError(f"The checkpoint {path} cannot be read: {error}") from error


def _about(file: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(cast("dict[str, str]", file.metadata())["about"]))


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
