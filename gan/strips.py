"""Strips of pictures: one person in every column, and one thing about them that changes from left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gan.attributes import Attribute
from gan.directions import BANDS, Direction, LatentSpace, UnknownDirection, likenesses, steer
from gan.generator import Painter
from gan.recipe import Recipe, fresh
from gan.rules import Contradiction
from gan.sheet import Strip

__all__ = ["Method", "attribute_strip", "choose", "code_strip", "direction_strip", "explain", "steps_across"]

Method = Literal["labels", "sefa", "pca"]


def steps_across(columns: int, reach: float) -> list[float]:
    """From `-reach` to `reach` in equal steps, exactly 0 in the middle; raises `ValueError` unless `columns` is odd."""
    if columns < 3 or columns % 2 == 0:
        raise ValueError(f"A strip has 3, 5, 7 ... pictures, so that the middle one is plain, not {columns}.")
    half = columns // 2
    return [reach * (column - half) / half for column in range(columns)]


def attribute_strip(painter: Painter, recipe: Recipe, attribute: Attribute, size: int | None = None) -> Strip:
    """The same person with every value of an attribute; what the seed itself decided is the plain picture.

    A value that cannot be seen together with what the recipe asks for stays white.

    Raises:
        UnknownAttribute: the recipe asks for what the model does not know.
        Contradiction: it asks for what cannot be seen on one avatar.
    """
    plain, side = painter.styles(recipe), size or painter.resolution
    pictures: list[NDArray[np.uint8]] = []
    own: int | None = None
    for column, value in enumerate(attribute.values):
        try:
            styles = painter.styles(recipe.edited({attribute.name: value}))
        except Contradiction:
            pictures.append(np.full((side, side, 3), 255, dtype=np.uint8))
            continue
        own = column if styles.equal(plain) else own
        pictures.append(painter.paint_styles(styles, size))
    return Strip(f"seed {recipe.seed}", (), pictures, own)


def direction_strip(
    painter: Painter,
    recipe: Recipe,
    direction: Direction,
    steps: Sequence[float],
    notes: tuple[str, ...] = (),
    size: int | None = None,
) -> Strip:
    """The same person moved along a direction; where the step is 0 stands exactly the picture that `paint` gives."""
    styles = painter.styles(recipe)
    pictures = [painter.paint_styles(steer(styles, direction, step, painter.bands), size) for step in steps]
    plain = steps.index(0) if 0 in steps else None
    return Strip(direction.name, (*notes, f"seed {recipe.seed}"), pictures, plain)


def code_strip(
    painter: Painter,
    model_id: str,
    space: LatentSpace,
    code: str,
    seed: int,
    values: Sequence[float],
    attributes: Mapping[str, str] | None = None,
    size: int | None = None,
) -> Strip:
    """The same person with one of the noise's continuous codes set to these standard normal scores.

    Raises:
        UnknownDirection: the model has no such code.
        UnknownAttribute: an attribute or value that the model does not know.
        Contradiction: attributes that cannot all be seen on one avatar.
    """
    styles = painter.styles(fresh(model_id, seed, attributes))
    shifts = [space.code_shift(code, seed, value, attributes) for value in values]
    pictures = [painter.paint_styles(styles + shift.to(styles.device), size) for shift in shifts]
    return Strip(code, (f"seed {seed}, itself {space.code(code, seed):+.2f}",), pictures)


def choose(space: LatentSpace, method: Method, count: int) -> list[Direction]:
    """The directions worth looking at first.

    `labels`: of each attribute and each code the strongest direction, the `count` strongest of these. `sefa`: the first
    `count` of each band. `pca`: the first `count`.

    Raises:
        UnknownDirection: the model knows no labels.
    """
    match method:
        case "labels":
            groups = groupby(space.with_labels(), lambda it: it.about)
            best = [max(group, key=lambda it: it.strength) for _, group in groups]
            if not best:
                raise UnknownDirection("This model knows no labels. Take --by sefa or pca.")
            return sorted(best, key=lambda it: -it.strength)[:count]
        case "sefa":
            return [direction for band in range(len(BANDS)) for direction in space.sefa(band, count)]
        case "pca":
            return space.principal(count)


def explain(direction: Direction, labelled: Sequence[Direction]) -> tuple[str, ...]:
    """A line on what a direction found without labels resembles, or what one found with them does besides."""
    near = likenesses(direction, labelled)
    if not near:
        return ()
    other, cosine = near[0]
    return (f"{'also' if direction.about else 'like'} {other.name} {cosine:+.2f}",)
