"""Inception weights from a user's disk; a tiny TorchScript stands in for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from gan.evaluation.inception import InceptionError, load_inception
from gan.models import file_sha256

# TorchScript is what the users' file is written in.
pytestmark = pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")


class StandIn(nn.Module):
    """Takes and gives what the real network does: its features are the mean colour, over and over."""

    def __init__(self, width: int = 2048) -> None:
        super().__init__()
        self.width = width
        self.output = nn.Linear(3, 5)
        with torch.no_grad():
            self.output.weight.copy_(torch.eye(5, 3) / 10)
            self.output.bias.fill_(1.0)

    def forward(self, img: Tensor, return_features: bool = False, no_output_bias: bool = False) -> Tensor:
        assert img.dtype == torch.uint8
        colors = img.float().mean(dim=[2, 3])
        if return_features:
            return colors.repeat(1, self.width // 3 + 1)[:, : self.width]
        scores = nn.functional.linear(colors, self.output.weight) if no_output_bias else self.output(colors)
        return scores.softmax(dim=1)


class Classifying(nn.Module):
    """Another network: it takes pictures alone."""

    def forward(self, img: Tensor) -> Tensor:
        return img.float().mean(dim=[2, 3])


def script(module: nn.Module, path: Path) -> Path:
    torch.jit.save(torch.jit.script(module), str(path))  # pyright: ignore[reportPrivateImportUsage]
    return path


def test_features_and_probabilities_come_from_the_users_file(tmp_path: Path) -> None:
    path = script(StandIn(), tmp_path / "inception-2015-12-05.pt")
    inception = load_inception(path)
    assert (inception.name, inception.side, inception.sha256) == ("inception", 299, file_sha256(path))
    pictures = np.zeros((40, 16, 16, 3), dtype=np.uint8)
    pictures[:, :, :, 0] = np.arange(40)[:, None, None]
    features = inception(pictures)
    assert features.shape == (40, 2048)
    # Pictures arrive unscaled, channels first, from 0 to 255, in their order.
    assert features[:, 0].tolist() == list(range(40))
    assert not features[:, 1:3].any()
    probabilities = inception.probabilities(pictures)
    assert probabilities.shape == (40, 5)
    assert np.allclose(probabilities[30], np.exp([3, 0, 0, 0, 0]) / (np.exp(3) + 4))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InceptionError, match=r"no file .*nowhere\.pt.*inception-2015-12-05\.pt"):
        load_inception(tmp_path / "nowhere.pt")


def test_a_state_dictionary_is_no_torchscript(tmp_path: Path) -> None:
    path = tmp_path / "pt_inception-2015-12-05-6726825d.pth"
    torch.save(StandIn().state_dict(), path)
    with pytest.raises(InceptionError, match="is no TorchScript"):
        load_inception(path)
    path.write_bytes(b"not a network")
    with pytest.raises(InceptionError, match="is no TorchScript"):
        load_inception(path)


def test_another_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InceptionError, match="return_features"):
        load_inception(script(Classifying(), tmp_path / "other.pt"))
    with pytest.raises(InceptionError, match=r"\(1, 64\), not \(1, 2048\)"):
        load_inception(script(StandIn(64), tmp_path / "narrow.pt"))
