"""What trained embeddings share: the hash that names them, and the file that keeps them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from gan.corpus.data.dataset import Corpus, Folder
from gan.training import checkpoint
from gan.training.checkpoint import CheckpointError

__all__ = ["fingerprint", "keep", "restore", "weights_sha256"]

# Pictures that are hashed to tell data sets apart; their number and all labels are, too.
_HASHED = 256


def weights_sha256(state: Mapping[str, Tensor]) -> str:
    """SHA-256 of the names, shapes, types and bytes of a state dictionary, in the order of names; hexadecimal."""
    digest = hashlib.sha256()
    for name in sorted(state):
        value = state[name].detach().cpu().contiguous()
        digest.update(f"{name} {tuple(value.shape)} {value.dtype}\n".encode())
        digest.update(value.numpy().tobytes())
    return digest.hexdigest()


def fingerprint(data: Corpus | Folder) -> str:
    """SHA-256 of a data set's shape, vocabulary, labels and of pictures spread evenly over it; hexadecimal."""
    digest = hashlib.sha256()
    digest.update(json.dumps([len(data), data.size, data.vocabulary.to_json()]).encode())
    digest.update(data.labels.tobytes())
    for row in np.unique(np.linspace(0, len(data) - 1, _HASHED).astype(int)):
        digest.update(np.ascontiguousarray(data.images[int(row)]).tobytes())
    return digest.hexdigest()


def keep(path: Path, state: Mapping[str, Tensor], about: Mapping[str, Any]) -> None:
    """Writes weights, what they were trained on (plain data) and their hash; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    checkpoint.save(path, {"weights": state}, {**about, "sha256": weights_sha256(state)})


def restore(path: Path, about: Mapping[str, Any]) -> dict[str, Tensor] | None:
    """The weights that `keep` wrote for the same `about`; None where there are none, others, or damaged ones."""
    if not path.is_file():
        return None
    try:
        parts, found = checkpoint.load(path)
        weights, sha256 = parts["weights"], found.pop("sha256")
    except (CheckpointError, KeyError, TypeError, AttributeError):
        return None
    return weights if found == dict(about) and weights_sha256(weights) == sha256 else None
