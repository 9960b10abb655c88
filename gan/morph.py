"""A walk through W from face to face and back to the first: what a morphing film shows, frame by frame.

Each face is a key frame, exactly the picture that `gan draw` gives. Between two of them the walk follows the straight
line between their places in W, slowing down towards each face. What was not asked for, seeds decide face by face; W is
where the mapping has already turned attributes into shape and colour, so the hair passes from one seed's colour to the
next's along with everything else, and nothing has to be said about it. What was asked for, every face has, and so, as
far as the model keeps W straight, does what lies between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from gan.generator import Painter
from gan.recipe import Recipe
from gan.way import ease

__all__ = ["Pace", "Walk"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a walk takes.

    Attributes:
        fps: frames a second.
        seconds: from one face to the next.
        hold: seconds of rest at each face. Both are rounded to whole frames, `seconds` to at least one.
    """

    fps: int = 25
    seconds: float = 1.5
    hold: float = 0.5

    @property
    def moving(self) -> int:
        """Frames of a step, its first face among them and its second not."""
        return max(1, round(self.seconds * self.fps))

    @property
    def resting(self) -> int:
        """How many frames longer than any other a face is shown."""
        return round(self.hold * self.fps)


class Walk:
    """The frames of a closed walk, painted when they are asked for, so that a long film needs no more memory.

    The last frame is one before the first, not the first again: played in a loop, the walk never stops or jumps.
    """

    def __init__(self, painter: Painter, recipes: Sequence[Recipe], pace: Pace, size: int | None = None) -> None:
        """Asks the painter where the recipes are; raises as its `styles` does, and `ValueError` for fewer than two."""
        if len(recipes) < 2:
            raise ValueError("A walk needs at least two faces.")
        self._painter = painter
        self._faces = [painter.styles(recipe) for recipe in recipes]
        self._pace = pace
        self.fps = pace.fps
        self.size = size or painter.resolution

    @property
    def ticks(self) -> list[int]:
        """How long each frame is shown, in units of 1 / fps seconds: 1, or longer where the walk rests."""
        step = [1 + self._pace.resting] + [1] * (self._pace.moving - 1)
        return step * len(self._faces)

    def paint(self, frame: int) -> NDArray[np.uint8]:
        """The picture of a frame: RGB, shape `(size, size, 3)`."""
        step, moved = divmod(frame, self._pace.moving)
        here, there = self._faces[step], self._faces[(step + 1) % len(self._faces)]
        # At a face `lerp` adds 0 times the difference: its place in W stays exactly that of the recipe.
        place = torch.lerp(here, there, ease(moved / self._pace.moving))
        return self._painter.paint_styles(place, self.size)
