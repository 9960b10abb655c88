"""FastGAN on a corpus, by its own networks and augmentation, on the CPU.

    git clone https://github.com/terrestrialassemblages/FastGAN-pytorch
    python -m benchmarks.peers.fastgan --source FastGAN-pytorch --data corpus --out drawn/fastgan

Its smallest size is 256 px, to which the pictures are enlarged; what it draws is brought to the common size. Its
training loop asks for CUDA and for VGG's weights, so the step is written here after `train.py`, and the discriminator's
reconstructions are compared by their pixels (L1) where FastGAN compares VGG's features. Channels are chosen for about
as many parameters as ours.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor
from torch.nn import functional

from benchmarks.peers.common import Pace, draw, millions, modules, real_pictures

# Those of `train.py`.
_RATE, _BETAS, _NOISE, _POLICY, _AVERAGE = 2e-4, (0.5, 0.999), 256, "color,translation", 0.999
_SIDE = 256


def main(
    source: Annotated[Path, typer.Option(help="Where terrestrialassemblages/FastGAN-pytorch was cloned.")],
    data: Annotated[Path, typer.Option(help="A corpus that `python -m gan corpus` drew.")],
    out: Annotated[Path, typer.Option(help="Where its pictures go.")],
    images: Annotated[int, typer.Option(help="Real pictures that it is shown.")] = 20_000,
    side: Annotated[int, typer.Option(help="Pixels a side of what it sees and of what is kept.")] = 64,
    batch: Annotated[int, typer.Option(help="Pictures in a step.")] = 8,
    channels: Annotated[int, typer.Option(help="FastGAN's ngf and ndf; 64 there.")] = 12,
    count: Annotated[int, typer.Option(help="Pictures to draw at the end.")] = 2_000,
) -> None:
    """Train and draw."""
    models, changes = modules(source, "models", "diffaug")
    torch.manual_seed(0)
    random.seed(0)
    generator = models.Generator(ngf=channels, nz=_NOISE, im_size=_SIDE)
    discriminator = models.Discriminator(ndf=channels, im_size=_SIDE)
    for network in (generator, discriminator):
        network.apply(models.weights_init)
    average = [parameter.detach().clone() for parameter in generator.parameters()]
    print(f"generator {millions(generator)}, discriminator {millions(discriminator)} parameters")
    optimizer_g = torch.optim.Adam(generator.parameters(), _RATE, _BETAS)
    optimizer_d = torch.optim.Adam(discriminator.parameters(), _RATE, _BETAS)
    pace, seen = Pace(images), 0
    for small in real_pictures(data, side, batch):
        real = changes.DiffAugment(functional.interpolate(small, size=_SIDE, mode="bilinear"), policy=_POLICY)
        drawn = [changes.DiffAugment(one, policy=_POLICY) for one in generator(torch.randn(batch, _NOISE))]
        discriminator.zero_grad()
        part = random.randrange(4)
        scores, (whole, shrunk, corner) = discriminator(real, "real", part=part)
        halves = [real[..., y : y + _SIDE // 2, x : x + _SIDE // 2] for y in (0, _SIDE // 2) for x in (0, _SIDE // 2)]
        loss = _hinge(-scores) + _unlike(whole, real) + _unlike(shrunk, real) + _unlike(corner, halves[part])
        loss.backward()
        _hinge(discriminator([one.detach() for one in drawn], "fake")).backward()
        optimizer_d.step()
        generator.zero_grad()
        (-discriminator(drawn, "fake").mean()).backward()
        optimizer_g.step()
        with torch.no_grad():
            for slow, fast in zip(average, generator.parameters(), strict=True):
                slow.mul_(_AVERAGE).add_(fast, alpha=1 - _AVERAGE)
        seen += batch
        pace.at(seen)
        if seen >= images:
            break
    with torch.no_grad():
        for parameter, slow in zip(generator.parameters(), average, strict=True):
            parameter.copy_(slow)
    stream = torch.Generator().manual_seed(1)
    draw(lambda n: generator(torch.randn(n, _NOISE, generator=stream))[0], count, out, side)


def _hinge(scores: Tensor) -> Tensor:
    """The hinge loss with a margin drawn from 0.8 to 1, of scores that should be low."""
    return functional.relu(torch.rand_like(scores) * 0.2 + 0.8 + scores).mean()


def _unlike(made: Tensor, real: Tensor) -> Tensor:
    return (made - functional.interpolate(real, made.shape[2])).abs().mean()


if __name__ == "__main__":
    typer.run(main)
