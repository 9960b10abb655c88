"""Muon: steps of equal size in all of a matrix's directions, Adam for the rest."""

from pathlib import Path
from typing import Any, cast

import pytest
import torch
from torch import Tensor, nn

from gan.networks import Architecture, Discriminator, Generator
from gan.training import checkpoint
from gan.training.learners import optimisers
from gan.training.learners.muon import Muon, hidden_weights, orthogonal
from gan.training.learners.schedule import Schedule

MUON = Schedule(optimizer="muon", learning_rate=0.1, betas=(0.9, 0.99))


@pytest.mark.parametrize("shape", [(16, 40), (40, 16), (24, 24)])
def test_an_orthogonal_matrix_keeps_directions_and_evens_out_their_lengths(shape: tuple[int, int]) -> None:
    torch.manual_seed(0)
    found = cast("Any", torch.linalg).svd(torch.randn(shape), full_matrices=False)
    u, _, v = cast("tuple[Tensor, Tensor, Tensor]", found)
    lengths = torch.logspace(0, -1.5, min(shape))
    evened = orthogonal(u @ torch.diag(lengths) @ v)
    among_directions = u.T @ evened @ v.T
    assert ((among_directions.diag() > 0.6) & (among_directions.diag() < 1.3)).all()
    assert (among_directions - torch.diag(among_directions.diag())).abs().max() < 0.05


def test_embeddings_colours_biases_and_the_constant_are_no_hidden_weights() -> None:
    architecture = Architecture(32, (20, 30), noise=16, latent=32, mapping_layers=2)
    for network in (Generator(architecture), Discriminator(architecture)):
        hidden, others = hidden_weights(network)
        assert {id(one) for one in (*hidden, *others)} == {id(one) for one in network.parameters()}
        assert len(hidden) + len(others) == len(list(network.parameters()))
        names = {name for name, one in network.named_parameters() if any(one is other for other in hidden)}
        assert names
        for name in names:
            assert name.endswith("weight")
            assert not any(part in name for part in ("embeddings", "to_rgb.0.convolution", "from_rgb", "output"))


class Mixed(nn.Module):
    """A matrix and a bias."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Linear(64, 32)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x)


def descend(network: Mixed, optimizer: torch.optim.Optimizer, steps: int, rate: float = 0.01) -> float:
    generator = torch.Generator().manual_seed(1)
    wanted = torch.randn(64, 32, generator=generator) / 8
    loss = torch.zeros(())
    for _ in range(steps):
        x = torch.randn(128, 64, generator=generator)
        loss = (network(x) - x @ wanted - 1).square().mean()
        optimisers.descend(optimizer, loss, rate)
    return loss.item()


def test_it_learns_matrices_and_all_else() -> None:
    network = Mixed()
    optimizer = optimisers.optimizer(network, MUON)
    assert isinstance(optimizer, Muon)
    begun = descend(network, optimizer, 1)
    assert descend(network, optimizer, 300) < 0.01 * begun
    assert network.layer.bias.detach() == pytest.approx(torch.ones(32), abs=0.05)


def test_a_step_has_half_the_rate_in_every_entry_on_average() -> None:
    network = Mixed()
    before = network.layer.weight.detach().clone()
    descend(network, optimisers.optimizer(network, MUON), 1, rate=0.01)
    step = (network.layer.weight.detach() - before).square().mean().sqrt().item()
    assert step == pytest.approx(0.5 * 0.01, rel=0.25)


def test_it_goes_on_from_a_checkpoint_as_if_it_had_not_stopped(tmp_path: Path) -> None:
    through, stopped = Mixed(), Mixed()
    one, other = optimisers.optimizer(through, MUON), optimisers.optimizer(stopped, MUON)
    descend(through, one, 3)
    descend(stopped, other, 3)
    checkpoint.save(tmp_path / "it.safetensors", {"optimizer": checkpoint.optimizer_state(other)}, {})
    parts, _ = checkpoint.load(tmp_path / "it.safetensors")
    other = optimisers.optimizer(stopped, MUON)
    checkpoint.restore_optimizer(other, parts["optimizer"])
    descend(through, one, 3)
    descend(stopped, other, 3)
    assert torch.equal(through.layer.weight, stopped.layer.weight)
    assert torch.equal(through.layer.bias, stopped.layer.bias)
