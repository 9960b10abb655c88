"""NVIDIA's StyleGAN2-ADA on a corpus, by its own networks, loss and augmentation, on the CPU.

    git clone https://github.com/NVlabs/stylegan2-ada-pytorch && pip install requests scipy
    python -m benchmarks.peers.stylegan2_ada --source stylegan2-ada-pytorch --data corpus --out drawn/stylegan2-ada

Its training loop asks for CUDA, so the order of phases, lazy regularisation, the average and ADA's steps are written
here after `training/training_loop.py`; its numbers are those of `--cfg=auto` at this size, but for the channels, which
are chosen for about as many parameters as ours. Its custom operations fall back to its own reference code.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer

from benchmarks.peers.common import Pace, draw, millions, modules, real_pictures

# `--cfg=auto` for one GPU, and the defaults of `train.py`.
_RATE, _BETAS, _EMA_RAMP, _MAPPING_LAYERS = 0.0025, (0.0, 0.99), 0.05, 2
_INTERVALS = {"G": 4, "D": 16}
_ADA_TARGET, _ADA_EVERY, _ADA_IMAGES = 0.6, 4, 500_000
_GEOMETRY_AND_COLOUR = ("xflip", "rotate90", "xint", "scale", "rotate", "aniso", "xfrac")
_COLOUR = ("brightness", "contrast", "lumaflip", "hue", "saturation")


def main(
    source: Annotated[Path, typer.Option(help="Where NVlabs/stylegan2-ada-pytorch was cloned.")],
    data: Annotated[Path, typer.Option(help="A corpus that `python -m gan corpus` drew.")],
    out: Annotated[Path, typer.Option(help="Where its pictures go.")],
    images: Annotated[int, typer.Option(help="Real pictures that it is shown.")] = 20_000,
    side: Annotated[int, typer.Option(help="Pixels a side.")] = 64,
    batch: Annotated[int, typer.Option(help="Pictures in a step.")] = 16,
    channels: Annotated[int, typer.Option(help="Channels at resolution r are this over r, at most 128.")] = 4096,
    latent: Annotated[int, typer.Option(help="Dimensions of z and of W.")] = 384,
    count: Annotated[int, typer.Option(help="Pictures to draw at the end.")] = 2_000,
) -> None:
    """Train and draw."""
    networks, losses, augment = modules(source, "training.networks", "training.loss", "training.augment")
    torch.manual_seed(0)
    shape = {"channel_base": channels, "channel_max": 128}
    generator = networks.Generator(
        z_dim=latent, c_dim=0, w_dim=latent, img_resolution=side, img_channels=3,
        mapping_kwargs={"num_layers": _MAPPING_LAYERS}, synthesis_kwargs=shape,
    )  # fmt: skip
    discriminator = networks.Discriminator(
        c_dim=0, img_resolution=side, img_channels=3, epilogue_kwargs={"mbstd_group_size": 4}, **shape
    )
    average = deepcopy(generator).eval().requires_grad_(False)
    print(f"generator {millions(generator)}, discriminator {millions(discriminator)} parameters")
    pipe = augment.AugmentPipe(**dict.fromkeys((*_GEOMETRY_AND_COLOUR, *_COLOUR), 1))
    pipe.p.zero_()
    gamma = 0.0002 * side**2 / batch
    loss = losses.StyleGAN2Loss(
        "cpu", generator.mapping, generator.synthesis, discriminator, augment_pipe=pipe, r1_gamma=gamma
    )
    signs = _Signs()
    losses.training_stats.report = signs.hear
    phases = _phases(generator, discriminator)
    pace, seen, nothing = Pace(images), 0, torch.zeros(batch, 0)
    for step, real in enumerate(real_pictures(data, side, batch)):
        for name, module, optimizer, interval in phases:
            if step % interval:
                continue
            optimizer.zero_grad(set_to_none=True)
            module.requires_grad_(True)
            z = torch.randn(batch, latent)
            loss.accumulate_gradients(
                phase=name, real_img=real, real_c=nothing, gen_z=z, gen_c=nothing, sync=True, gain=interval
            )
            module.requires_grad_(False)
            optimizer.step()
        _follow(average, generator, batch, seen)
        seen += batch
        if step % _ADA_EVERY == 0:
            pipe.p.copy_((pipe.p + signs.direction() * batch * _ADA_EVERY / _ADA_IMAGES).clamp(min=0))
        pace.at(seen)
        if seen >= images:
            break
    print(f"augmentation at the end: {pipe.p.item():.3f}")
    stream = torch.Generator().manual_seed(1)
    draw(
        lambda n: average(torch.randn(n, latent, generator=stream), torch.zeros(n, 0), noise_mode="const"),
        count, out, side,
    )  # fmt: skip


class _Signs:
    """What its loss reports of real pictures' scores, which ADA goes by; the rest of its reports nobody reads."""

    def __init__(self) -> None:
        self._heard: list[float] = []

    def hear(self, name: str, value: torch.Tensor) -> torch.Tensor:
        """In place of its `training_stats.report`."""
        if name == "Loss/signs/real":
            self._heard.append(value.mean().item())
        return value

    def direction(self) -> float:
        """Whether there is to be more augmentation (1) or less (-1), by what was heard since the last call."""
        heard, self._heard = self._heard, []
        return float(np.sign(np.mean(heard) - _ADA_TARGET))


def _phases(generator: Any, discriminator: Any) -> list[tuple[str, Any, torch.optim.Optimizer, int]]:
    """Main and regularising phases of both networks, which share an optimiser (StyleGAN2, appendix B)."""
    phases: list[tuple[str, Any, torch.optim.Optimizer, int]] = []
    for name, module in (("G", generator), ("D", discriminator)):
        interval = _INTERVALS[name]
        share = interval / (interval + 1)
        first, second = (beta**share for beta in _BETAS)
        optimizer = torch.optim.Adam(module.parameters(), _RATE * share, (first, second), eps=1e-8)
        module.requires_grad_(False)
        phases += [(f"{name}main", module, optimizer, 1), (f"{name}reg", module, optimizer, interval)]
    return phases


@torch.no_grad()
def _follow(average: Any, generator: Any, batch: int, seen: int) -> None:
    half_life = min(batch * 10 / 32 * 1000, seen * _EMA_RAMP)
    decay = 0.5 ** (batch / max(half_life, 1e-8))
    for slow, fast in zip(average.parameters(), generator.parameters(), strict=True):
        slow.copy_(fast.lerp(slow, decay))
    for slow, fast in zip(average.buffers(), generator.buffers(), strict=True):
        slow.copy_(fast)


if __name__ == "__main__":
    typer.run(main)
