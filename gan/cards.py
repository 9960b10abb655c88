"""Writing the cards of models and of styles; importable without torch, so that a bot can change a style's strength."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from gan.files import whole
from gan.models import Model, Registry, style_id

__all__ = ["with_strength", "write_card", "write_style_card"]

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


def write_card(file: Path, card: Mapping[str, Any]) -> None:
    """Writes a model's card for the program, whole or not at all: a bot may be reading the folder."""
    with whole(file) as partial:
        partial.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def write_style_card(
    base: Model, file: Path, weights: str, sha256: str, strength: float, about: Mapping[str, Any]
) -> Model:
    """Writes the card of a style, and returns the style.

    Args:
        base: what it is laid on.
        file: of the card.
        weights: name of the file beside it that holds what the style adds.
        sha256: of that file.
        strength: 0 to 1.
        about: what else the card says.
    """
    card: dict[str, Any] = {
        "id": style_id(base.id, sha256, strength),
        "base": base.id,
        # Left out where both files have one stem, so that they can be renamed together.
        **({} if weights == f"{file.stem}.safetensors" else {"weights": weights}),
        "sha256": sha256,
        "strength": strength,
        "default": False,
        **{key: base.card[key] for key in _INHERITED if key in base.card},
        "about": dict(about),
    }
    write_card(file, card)
    return Registry([base.weights.parent, file.parent]).get(card["id"])


def with_strength(style: Model, strength: float) -> Model:
    """The same style laid on more or less strongly: a model of its own, its card beside that of full strength.

    Args:
        style: at any strength.
        strength: 0 (the base) to 1 (as it was trained); kept to a hundredth.

    Raises:
        ValueError: the strength is not between 0 and 1, or the model is no style.
        ModelMissing: a file is gone, or the style's base.
        ModelCorrupt: a file was changed.
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
    sha256 = str(style.card["sha256"])
    if card.is_file():
        there = Registry([base.weights.parent, card.parent]).get(card.stem)
        if there.id == style_id(base.id, sha256, strength):
            return there
    return write_style_card(base, card, style.weights.name, sha256, strength, style.card.get("about", {}))
