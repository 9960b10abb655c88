"""A base and pictures in a style, made once: they are only read."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from gan.models import Model
from tests.gan.finetuning.small import write_base, write_pictures


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_base(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def pictures(base: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pictures(base, tmp_path_factory.mktemp("pictures"), 24)
