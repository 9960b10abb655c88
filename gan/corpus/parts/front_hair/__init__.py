"""The hair that lies on the head: the cap over the skull, side locks, fringe and loose hairs."""

from gan.corpus.parts.front_hair.cap import crown_point
from gan.corpus.parts.front_hair.paint import draw_front_hair
from gan.corpus.parts.front_hair.shapes import FrontHair, make_front_hair

__all__ = ["FrontHair", "crown_point", "draw_front_hair", "make_front_hair"]
