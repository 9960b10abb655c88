"""How hard a style is held to the base's faces: as hard as it needs, for some styles pull at them more than others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

__all__ = ["STRAY", "Tether"]

# Distance of edges (`structure_distance`) that a style may bring. Of six styles, those at 0.1 to 0.35 kept nine tenths
# of what outlines tell and more, those at 0.4 to 0.8 did not (docs/styles.md).
STRAY: Final = 0.25
# How much the logarithm of the weight changes in a step, at most.
_PACE: Final = 0.04
_MOST: Final = 20.0


@dataclass(frozen=True, slots=True)
class Tether:
    """The weight of the distance from the base's edges: a controller, as ADA is for augmentation.

    Attributes:
        least: below which the weight never falls.
        weight: now.
    """

    least: float
    weight: float

    def after(self, strayed: float) -> Tether:
        """The controller one step later: tighter where faces stray too far, slacker where they need not be held.

        Args:
            strayed: the distance of edges in the step.
        """
        pull = max(-1.0, min(1.0, strayed / STRAY - 1))
        return Tether(self.least, min(_MOST, max(self.least, self.weight * math.exp(_PACE * pull))))
