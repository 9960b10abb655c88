"""Which of the base's faces an upload shows, as near as the base comes to it: then style is what is left between them.

Uploads come without names and without the faces that they were drawn from. Where the base can draw much the same face,
that face and the upload are a pair, and what a style is can be told from pairs far surer than from a discriminator
that has seen fifty pictures (compare JoJoGAN: Chong and Forsyth 2022, arXiv:2112.11641).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from torch import Tensor
from torch.nn import functional

from gan.finetuning.losses import edges
from gan.networks import Generator
from gan.training import CheckpointError, checkpoint
from gan.training.learners.losses import pyramid_distance

__all__ = ["Likenesses", "likenesses", "recoloured"]

_SIDE: Final = 32
_BATCH: Final = 64
_STEPS: Final = 60
# Of the spread of faces in W, which a step of the search goes at first.
_RATE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Likenesses:
    """The faces that uploads show.

    Attributes:
        places: `(n, latent)` in the base's W.
        trust: `(n,)`, 0 to 1: how much nearer the upload's outlines are to that face's than to any face's.
    """

    places: Tensor
    trust: Tensor

    def __getitem__(self, chosen: NDArray[np.int64]) -> Likenesses:
        """Those of some uploads."""
        return Likenesses(self.places[chosen], self.trust[chosen])

    def save(self, path: Path, of: str) -> None:
        """Writes them to a file; raises `OSError` where the disk is full or cannot be written to.

        Args:
            of: names the uploads and the base.
        """
        tensors = {"places": self.places.cpu(), "trust": self.trust.cpu()}
        checkpoint.write(path, tensors, {"of": of})

    @classmethod
    def load(cls, path: Path, of: str) -> Likenesses | None:
        """Reads what `save` wrote; None where it is of others. Raises `CheckpointError` where the file is damaged."""
        try:
            with safe_open(path, framework="pt") as file:  # type: ignore[no-untyped-call]
                if (cast("dict[str, str] | None", file.metadata()) or {}).get("of") != of:
                    return None
                return cls(cast("Tensor", file.get_tensor("places")), cast("Tensor", file.get_tensor("trust")))
        except (SafetensorError, OSError) as error:
            raise CheckpointError(f"{path} is damaged ({error}). Delete it, and it is made again.") from error

    def to(self, device: str) -> Likenesses:
        """The same on a device."""
        return Likenesses(self.places.to(device), self.trust.to(device))


def likenesses(base: Generator, pictures: Tensor, stock: Tensor) -> Likenesses:
    """Looks for uploads among the base's faces: first the likest of a stock, then by gradient descent in W.

    Colours are compared after `recoloured`, since a style has its own, and outlines as `edges` has them.

    Args:
        base: on the device of all the tensors.
        pictures: `(n, 3, s, s)`, -1 to 1.
        stock: `(k, latent)`, places of faces in W.
    """
    with torch.no_grad():
        faces = torch.cat([_drawn(base, some) for some in _parts(stock)])
        small = functional.adaptive_avg_pool2d(pictures, _SIDE)
        share = (_chroma(small) / _chroma(faces)).clamp(max=1).item()
        wanted = _muted(recoloured(small, faces), share)
        places = stock[_likest(wanted, _muted(faces, share))]
    rate = _RATE * stock.std(dim=0).mean().item()
    parts = zip(_parts(wanted), _parts(places), strict=True)
    found = torch.cat([_search(base, some, start, share, rate) for some, start in parts])
    with torch.no_grad():
        reached = _apart(_drawn(base, found), wanted)
        anyone = torch.stack([_apart(faces[:_BATCH], one.expand(_BATCH, -1, -1, -1)).mean() for one in wanted])
    return Likenesses(found, (1 - reached / anyone).clamp(0, 1))


def recoloured(pictures: Tensor, like: Tensor) -> Tensor:
    """Pictures moved in colour so that all their pixels together have the mean and covariance of `like`'s.

    Of all linear maps that do so, the one that moves colours least (optimal transport between normal distributions:
    Pitié and Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping for example-based colour transfer").

    Args:
        pictures: `(n, 3, s, s)`.
        like: `(k, 3, t, t)`.
    """
    (mean, spread), (aim, wide) = _colours(pictures), _colours(like)
    root = _root(spread)
    inverse = cast("Tensor", torch.linalg.inv(root))  # pyright: ignore[reportUnknownMemberType]
    move = inverse @ _root(root @ wide @ root) @ inverse
    moved = (pictures.double().permute(0, 2, 3, 1) - mean) @ move.T + aim
    return moved.permute(0, 3, 1, 2).to(pictures.dtype).clamp(-1.2, 1.2)


def _colours(pictures: Tensor) -> tuple[Tensor, Tensor]:
    every = pictures.permute(1, 0, 2, 3).flatten(1).double()
    # A style without colours has no spread along some of them; this little is never divided by.
    return every.mean(dim=1), torch.cov(every) + 1e-3 * torch.eye(3, dtype=torch.float64, device=pictures.device)


def _root(matrix: Tensor) -> Tensor:
    values, vectors = cast("tuple[Tensor, Tensor]", torch.linalg.eigh(matrix))  # pyright: ignore[reportUnknownMemberType]
    return vectors @ torch.diag(values.clamp(min=0).sqrt()) @ vectors.T


def _parts(every: Tensor) -> Sequence[Tensor]:
    return cast("Sequence[Tensor]", every.split(_BATCH))  # pyright: ignore[reportUnknownMemberType]


def _muted(pictures: Tensor, share: float) -> Tensor:
    """With so much of their colours: what a style has none of says nothing of whom it shows."""
    grey = pictures.mean(dim=1, keepdim=True)
    return grey + share * (pictures - grey)


def _chroma(pictures: Tensor) -> Tensor:
    """How far pixels are from grey, root mean square."""
    return (pictures - pictures.mean(dim=1, keepdim=True)).square().mean().sqrt()


def _drawn(base: Generator, places: Tensor) -> Tensor:
    return base.synthesise(places[:, None].expand(-1, base.layers, -1), side=_SIDE)


def _likest(wanted: Tensor, faces: Tensor) -> Tensor:
    """The index of the likest face of each picture, by outlines and by colours at 8 px, each as a share of its mean."""
    distances = [torch.cdist(look(wanted), look(faces)) for look in (_outlines, _hues)]
    return torch.stack([distance / distance.mean() for distance in distances]).sum(dim=0).argmin(dim=1)


def _outlines(pictures: Tensor) -> Tensor:
    found = functional.avg_pool2d(edges(pictures, _SIDE)[:, None], 3, 1, 1).flatten(1)
    return functional.normalize(found - found.mean(dim=1, keepdim=True), dim=1)


def _hues(pictures: Tensor) -> Tensor:
    return functional.adaptive_avg_pool2d(pictures, 8).flatten(1)


def _search(base: Generator, wanted: Tensor, start: Tensor, share: float, rate: float) -> Tensor:
    places, every = start.clone().requires_grad_(), torch.ones(len(start), device=start.device)
    optimizer = torch.optim.Adam([places], rate)
    for step in range(_STEPS):
        optimizer.param_groups[0]["lr"] = rate * (1 + math.cos(math.pi * step / _STEPS)) / 2
        drawn = _drawn(base, places)
        loss = pyramid_distance(_muted(drawn, share), wanted, every) + _apart(drawn, wanted).mean()
        optimizer.zero_grad()
        loss.backward()  # pyright: ignore[reportUnknownMemberType]
        optimizer.step()
    return places.detach()


def _apart(drawn: Tensor, wanted: Tensor) -> Tensor:
    return (edges(drawn, _SIDE) - edges(wanted, _SIDE)).abs().mean(dim=(1, 2))
