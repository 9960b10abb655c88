"""Signs that a run goes wrong, taken at every tick from a few drawn and a few real pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from gan.corpus.data.dataset import Pictures
from gan.training.learners.learner import Learner
from gan.training.learners.trainer import Trainer
from gan.training.material import Material

__all__ = ["Reference", "combinations", "distances", "distinct_share", "memorised_share", "reference_of", "signs"]

# Real pictures of each kind that drawn ones are measured against.
_REAL = 64
# Side that pictures are averaged down to before they are compared: poses and colours count, not single lines.
_COMPARED = 16
# A drawn picture is a double where another is nearer than this share of what real neighbours are apart.
_DOUBLE = 0.5
# A discriminator that gives real pictures less than this beyond drawn ones tells them apart by chance at most: the
# drawn one still wins four pairs in ten (the logistic function of -0.5).
_TOLD_APART = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Real pictures, the same at every tick.

    Attributes:
        training: uint8 (n, size, size, 3), some that are trained on.
        held_out: likewise, some that are not; None where there are none.
    """

    training: NDArray[np.uint8]
    held_out: NDArray[np.uint8] | None


def reference_of(material: Material, seed: int) -> Reference:
    """Some pictures of each kind, chosen by the seed."""
    return Reference(
        _some(material.training.images, seed),
        None if material.held_out is None else _some(material.held_out, seed),
    )


def _some(images: Pictures | NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    chosen = np.random.default_rng([seed, len(images)]).permutation(len(images))[:_REAL]
    return np.asarray(images[np.sort(chosen)])


def signs(learner: Learner, drawn: NDArray[np.uint8], reference: Reference) -> dict[str, float]:
    """What there is to see in drawn pictures, `(n, side, side, 3)`, at least two.

    Returns:
        distance: mean distance of drawn pictures to one another (see `distances`).
        distance_share: the same as a share of that of real pictures; 1 is as varied as those.
        distinct: share of drawn pictures that have no double among the others.
        combinations: share of drawn pictures whose attributes, as the discriminator names them, no earlier one has.
        judged_training, judged_held_out, judged_drawn: the discriminator's mean score of each kind.
        memorised: how far held-out pictures are judged as drawn ones are (see `memorised_share`).

        Each is there where it can be known: most need a discriminator that is being trained.
    """
    between_drawn, between_real = distances(drawn), distances(reference.training)
    found = {"distance": float(between_drawn.mean())}
    if len(reference.training) > 1 and between_real.mean() > 0:
        found["distance_share"] = float(between_drawn.mean() / between_real.mean())
        found["distinct"] = distinct_share(drawn, reference.training)
    if not learner.schedule.adversarial:
        return found
    named = combinations(learner, drawn)
    if named is not None:
        found["combinations"] = named
    judged = {"training": reference.training, "drawn": drawn, "held_out": reference.held_out}
    means = {name: float(learner.judge(it).mean()) for name, it in judged.items() if it is not None}
    found |= {f"judged_{name}": mean for name, mean in means.items() if np.isfinite(mean)}
    if "held_out" in means:
        share = memorised_share(means["training"], means["held_out"], means["drawn"])
        found |= {} if share is None else {"memorised": share}
    return found


def distances(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Root mean square distances of all pairs of pictures, 0 to 1 and each pair once, at 16 px a side."""
    return _all_distances(pictures)[np.triu_indices(len(pictures), 1)]


def _all_distances(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    factor = max(1, pictures.shape[1] // _COMPARED)
    side = pictures.shape[1] // factor
    small = pictures[:, : side * factor, : side * factor].reshape(len(pictures), side, factor, side, factor, 3)
    flat = small.mean(axis=(2, 4), dtype=np.float64).reshape(len(pictures), -1) / 255
    squares = np.square(flat).sum(axis=1)
    apart = squares[:, None] + squares[None] - 2 * flat @ flat.T
    np.fill_diagonal(apart, 0)
    return np.sqrt(np.maximum(apart, 0) / flat.shape[1]).astype(np.float32)


def distinct_share(drawn: NDArray[np.uint8], real: NDArray[np.uint8]) -> float:
    """Share of drawn pictures that no other one comes closer to than half of what real neighbours are apart."""
    return float((_to_neighbour(drawn) >= _DOUBLE * np.median(_to_neighbour(real))).mean())


def _to_neighbour(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    apart = _all_distances(pictures)
    np.fill_diagonal(apart, np.inf)
    return apart.min(axis=1)


def combinations(learner: Learner, drawn: NDArray[np.uint8]) -> float | None:
    """How many combinations of attributes the discriminator names in drawn pictures, as a share of the pictures.

    None for learners whose discriminator names nothing.
    """
    if not isinstance(learner, Trainer) or not learner.vocabulary:
        return None
    device = next(learner.discriminator.parameters()).device
    pictures = torch.from_numpy(drawn).to(device).permute(0, 3, 1, 2).float() / 127.5 - 1
    unknown = torch.full((len(drawn), len(learner.vocabulary)), -1, dtype=torch.int64, device=device)
    with torch.inference_mode():
        scores = learner.discriminator(pictures, unknown).classes
    named = torch.stack([score.argmax(dim=1) for score in scores], dim=1)
    return len(np.unique(named.cpu().numpy(), axis=0)) / len(drawn)


def memorised_share(training: float, held_out: float, drawn: float) -> float | None:
    """How far the discriminator judges held-out pictures as it does drawn ones: 0 as those trained on, 1 as drawn.

    StyleGAN2-ADA's r_v (Karras et al. 2020, arXiv:2006.06676, equation 1). Unlike the sign of the scores it stays the
    same where all scores shift, which a relativistic loss leaves them free to do. None where the discriminator does
    not tell drawn pictures from real ones.

    Args:
        training: its mean score of pictures that are trained on.
        held_out: of real pictures that are not.
        drawn: of drawn ones.
    """
    if not np.isfinite([training, held_out, drawn]).all() or training - drawn < _TOLD_APART:
        return None
    return (training - held_out) / (training - drawn)
