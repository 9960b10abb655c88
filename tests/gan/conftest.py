"""What tests of drawing share: a model of random weights, and a painter of it."""

from __future__ import annotations

import pytest
import torch

from gan.generator import Painter, load
from gan.models import Model
from tests.tiny import write_tiny_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_tiny_model(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def painter(model: Model) -> Painter:
    torch.set_num_threads(1)
    return load(model)
