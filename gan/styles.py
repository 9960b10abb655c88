"""Styles: what a community's look adds to a base generator, kept apart from it and laid on at any strength.

A style changes weights of the layers that decide how things are drawn and none of those that decide what: the mapping
and the coarse layers are the base's own, so that a recipe means the same face under both (few-shot adaptation with
frozen coarse layers: Mo et al. 2020, arXiv:2002.10964; parameter spaces: Alanov et al. 2022, arXiv:2212.10229). What is
kept is the difference of those weights, in half precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import save_file  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from gan.models import Model, Registry, file_sha256, style_id
from gan.networks import Generator
from gan.publishing import golden, write_card

__all__ = ["difference", "publish_style", "with_strength"]

# What a style's card says as its base's does: styles of one base draw alike but for their weights.
_INHERITED: Final = (
    "family",
    "resolution",
    "truncation",
    "bands",
    "architecture",
    "vocabulary",
    "frequencies",
    "rules",
    "codes",
)
_FINEST: Final = 2


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
    return _write(base, folder / f"{name}.json", weights.name, file_sha256(weights), 1.0, about or {})


def with_strength(style: Model, strength: float) -> Model:
    """The same style laid on more or less strongly: a model of its own, its card beside that of full strength.

    Args:
        style: at any strength.
        strength: 0 (the base) to 1 (as it was trained); kept to a hundredth.

    Raises:
        ValueError: the strength is not between 0 and 1, or the model is no style.
        ModelMissing: the style's base is not here.
    """
    if not style.is_style:
        raise ValueError(f"{style.name} is no style: it has no strength.")
    if not 0.0 <= strength <= 1.0:
        raise ValueError(f"The strength of a style is between 0 and 1, not {strength}.")
    style.verify()
    base = style.needed_base()
    strength = round(float(strength), _FINEST)
    percent = "" if strength == 1.0 else f"@{round(100 * strength)}"
    card = style.weights.with_name(f"{style.weights.stem}{percent}.json")
    wanted = style_id(base.id, style.card["sha256"], strength)
    if card.is_file():
        there = Registry([base.weights.parent, card.parent]).get(card.stem)
        if there.id == wanted:
            return there
    about = style.card.get("about", {})
    return _write(base, card, style.weights.name, style.card["sha256"], strength, about)


def _write(base: Model, file: Path, weights: str, sha256: str, strength: float, about: Mapping[str, Any]) -> Model:
    card: dict[str, Any] = {
        "id": style_id(base.id, sha256, strength),
        "base": base.id,
        "weights": weights,
        "sha256": sha256,
        "strength": strength,
        "default": False,
        **{key: base.card[key] for key in _INHERITED if key in base.card},
        "about": dict(about),
    }
    write_card(file, card)
    registry = Registry([base.weights.parent, file.parent])
    write_card(file, card | {"golden": golden(registry.get(card["id"]))})
    return registry.get(card["id"])
