"""Adaptive discriminator augmentation (ADA; Karras et al. 2020, arXiv:2006.06676): how often to change pictures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from gan.training.learners.schedule import Augmenting

__all__ = ["Ada"]

# Section 3: how sure the discriminator may be of real pictures, and after how many steps that is looked at.
_TARGET: Final = 0.6
_STEPS: Final = 4
# Section 2.2: where more pictures are changed than these, the generator begins to draw the changes.
_LIMIT: Final = 0.8


@dataclass(frozen=True, slots=True)
class Ada:
    """A probability that follows how sure the discriminator is, so that it never knows the pictures by heart.

    Attributes:
        p: probability of each change of a picture, 0 to 0.8.
        sureness: sum of what the discriminator has shown since `p` was last set.
        steps: how many steps that is the sum of.
    """

    p: float = 0.0
    sureness: float = 0.0
    steps: int = 0

    def after(self, sureness: float, batch: int, images: int) -> Ada:
        """The controller one step later.

        Args:
            sureness: mean sign of the discriminator's output for real pictures (the paper's r_t), -1 to 1; of a
                relativistic one, whose output has no zero, mean sign of what it gives real pictures beyond drawn ones.
            batch: pictures in the step.
            images: over which `p` may rise from 0 to 1 (the paper: 500,000; 100,000 where pictures are few).
        """
        total, steps = self.sureness + sureness, self.steps + 1
        if steps < _STEPS:
            return Ada(self.p, total, steps)
        direction = 1 if total / steps > _TARGET else -1
        return Ada(min(_LIMIT, max(0.0, self.p + direction * steps * batch / images)))

    def probability(self, augment: Augmenting) -> float:
        """How likely each change of a picture is now, in a schedule that augments in this way."""
        return {"none": 0.0, "diffaugment": 1.0, "ada": self.p}[augment]

    def to_json(self) -> dict[str, Any]:
        """Plain data for a checkpoint; `Ada(**document)` reads it."""
        return asdict(self)
