"""The report's sections on the space W between seeds and pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gan.evaluation.page import Block, Figure, Gallery, Note, Target, number, percent
from gan.evaluation.path_length import Halfway, Lines, PathLength
from gan.evaluation.perceptual import Perception
from gan.evaluation.pictures import sheet, strip
from gan.evaluation.plots import profile
from gan.evaluation.projection import Projected
from gan.evaluation.targets import reached

__all__ = ["children_section", "halfway_section", "path_section", "projection_section"]


def path_section(
    length: PathLength, ways: Lines, shown: NDArray[np.uint8], eye: Perception
) -> Sequence[Block | Target]:
    """Perceptual path length, and the steps of straight ways."""
    count, steps = ways.steps.shape
    return [
        reached("jump", ways.mean, f"over its mean step; mean of {count} ways"),
        Note(
            f"Perceptual path length {number(length.mean)} ± {number(length.error)} ({length.count:,} samples, step "
            f"{length.epsilon:g}, embedding {eye.name} {eye.sha256[:8]}), in units of the squared distance between two "
            f"real pictures: a way on which nothing moved forth and back would be about 1."
        ),
        Note(
            f"In {steps} equal steps from one seed to another the largest step is {ways.mean:.2f} times the mean one, "
            f"and one way in twenty has a step of more than {ways.high:.2f} times."
        ),
        Figure(profile(ways.steps), "Even where the line stays near 1: no jump anywhere on the way."),
        Gallery([(strip(list(way)), "") for way in shown], "Ways between pairs of seeds"),
    ]


def halfway_section(found: Halfway, worst: NDArray[np.uint8]) -> Sequence[Block | Target]:
    """Whether pictures half-way in W are faces."""
    own = "" if found.seeds is None else f"; of the seeds' own pictures {percent(found.seeds)}"
    return [
        reached("halfway", found.share, f"{found.count:,} pairs of seeds"),
        Note(
            f"The classifier is at least {percent(found.bar)} as sure as of the average real picture of "
            f"{percent(found.share)} of them{own}; of real pictures themselves {percent(found.real)}. On average it is "
            f"{percent(found.mean)} as sure as of real ones."
        ),
        Gallery([(sheet(worst, len(worst), 96), "")], "Those that it is least sure of"),
    ]


def children_section(found: Halfway, worst: NDArray[np.uint8]) -> Sequence[Block | Target]:
    """Whether children are faces."""
    return [
        reached("children", found.share, f"{found.count:,} pairs of seeds"),
        Note(
            f"Children, who take what one either has or has not from one parent or the other: {percent(found.share)}, "
            f"on average {percent(found.mean)} as sure as of real ones."
        ),
        Gallery([(sheet(worst, len(worst), 96), "")], "Children that it is least sure of"),
    ]


def projection_section(found: Projected, eye: Perception) -> Sequence[Block | Target]:
    """Held-out pictures in the latent space."""
    psnr, start = found.psnr, found.start_psnr
    items = [
        (strip(pair, 112), f"{value:.1f} dB")
        for *pair, value in zip(found.targets, found.found, psnr.tolist(), strict=True)
    ]
    return [
        Note(
            f"MSE {found.mse.mean():.4f} (shades from 0 to 1), PSNR {psnr.mean():.2f} dB on average, from "
            f"{psnr.min():.2f} to {psnr.max():.2f}; the nearest seed, before the search, {start.mean():.2f} dB. "
            f"{len(psnr)} test pictures in W; perceptual distance: {eye.name} {eye.sha256[:8]}."
        ),
        Gallery(items, "Test pictures on the left, what was found on the right"),
    ]
