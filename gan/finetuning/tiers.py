"""Which of a generator's weights a style may change: more of them, the more its pictures have to say."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from gan.networks import Generator

__all__ = ["Tier", "changeable", "tier_for"]

# Layers up to this side decide pose, face and the outline of the hair: who somebody is. They stay the base's own.
_COARSE: Final = 16
# With fewer pictures than these, whole convolutions would learn them by heart.
_FEW: Final = 40
# Pictures whose faces the base finds less surely than this, on average (`Likenesses.trust`), are of people of another
# kind. Strokes would learn to draw those: with their shapes held, what comes of it is contours in glaring colours.
_KINDRED: Final = 0.46


class Tier(StrEnum):
    """How much of a generator is fine-tuned."""

    TINTS = "tints"
    """Biases, the offsets of styles, and how features become colours: a few thousand numbers."""
    STROKES = "strokes"
    """Convolutions and what modulates them as well, above the coarse layers."""


def tier_for(pictures: int, trust: float) -> Tier:
    """What so many pictures can teach whose faces were found with so much trust, 0 to 1, on average."""
    return Tier.STROKES if pictures >= _FEW and trust >= _KINDRED else Tier.TINTS


def changeable(generator: Generator, tier: Tier) -> tuple[str, ...]:
    """Names of the parameters that a tier changes, in the network's own order.

    Colours are made at every resolution, so that all of `to_rgb` belongs to both tiers; of the convolutions those above
    16 px alone (offsets in the space of styles: Alanov et al. 2022, arXiv:2212.10229, section 3).
    """
    fine = {f"convolutions.{i}" for i, side in enumerate(generator.layer_resolutions) if side > _COARSE}

    def belongs(name: str) -> bool:
        part, number, rest = [*name.split(".", 2), "", ""][:3]
        if part == "to_rgb":
            return tier is Tier.STROKES or not rest.endswith("affine.weight")
        if f"{part}.{number}" not in fine:
            return False
        return tier is Tier.STROKES or rest in ("bias", "affine.bias")

    return tuple(name for name, _ in generator.named_parameters() if belongs(name))
