"""Styles: what a community's look adds to a base generator, kept apart from it and laid on at any strength.

A style changes weights of the layers that decide how things are drawn and none of those that decide what: the mapping
and the coarse layers are the base's own, so that a recipe means the same face under both (few-shot adaptation with
frozen coarse layers: Mo et al. 2020, arXiv:2002.10964; parameter spaces: Alanov et al. 2022, arXiv:2212.10229). What is
kept is the difference of those weights, in half precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from gan.cards import write_style_card
from gan.models import Model, file_sha256
from gan.networks import Generator

__all__ = ["difference", "publish_style"]


def difference(base: Generator, styled: Generator, names: Iterable[str]) -> dict[str, Tensor]:
    """What the named weights of `styled` add to those of `base`, both of the same shapes: fp16."""
    before, after = base.state_dict(), styled.state_dict()
    return {name: (after[name] - before[name]).detach().cpu().to(torch.float16).contiguous() for name in names}


def publish_style(
    base: Model, added: Mapping[str, Tensor], folder: Path, name: str, *, about: Mapping[str, Any] | None = None
) -> Model:
    """Writes a style at full strength: `NAME.safetensors`, what it adds, and its card `NAME.json`.

    Args:
        base: what it is laid on; a model of its own, not a style.
        added: from `difference`.
        folder: where; the base need not be there.
        name: stem of both files.
        about: what else the card says.

    Raises:
        ValueError: the base is itself a style.
    """
    if base.is_style:
        raise ValueError(f"{base.name} is a style itself. Lay the new one on {base.card['base'][:12]}, its base.")
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / f"{name}.safetensors"
    save_file(dict(added), weights)
    return write_style_card(base, folder / f"{name}.json", weights.name, file_sha256(weights), 1.0, about or {})
