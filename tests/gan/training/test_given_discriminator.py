"""A run may begin against the discriminator of a published model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from gan.discriminator import load_discriminator
from gan.models import Model, ModelCorrupt, ModelMissing
from gan.networks import Architecture, Discriminator, Generator
from gan.publishing import publish
from gan.training import Material, RunError, Trainer, train
from tests.gan.training.tiny_run import PRESET, folder_of, plan
from tests.tiny import VOCABULARY


def published(folder: Path, resolution: int = 8, *, with_discriminator: bool = True) -> Model:
    torch.manual_seed(5)
    architecture = Architecture(resolution, VOCABULARY.class_counts(), **PRESET.shapes)
    return publish(
        Generator(architecture),
        folder,
        "judge",
        family="judge",
        vocabulary=VOCABULARY,
        frequencies={name: [1.0 / len(it.values)] * len(it.values) for name, it in VOCABULARY.items()},
        discriminator=Discriminator(architecture) if with_discriminator else None,
    )


def trained(out: Path, images: int, given: Discriminator | None = None, *, resume: bool = False) -> dict[str, Tensor]:
    """The discriminator's weights after so many images of the first stage, hardly moved."""
    torch.set_num_threads(1)
    first = replace(PRESET.stages[0], images=images)
    preset = replace(PRESET, stages=(first,)).with_numbers(learning_rate=1e-9)
    asked = replace(plan(out, resume=resume), preset=preset, discriminator=given)
    learner = train(asked, Material(folder_of()), ())
    assert isinstance(learner, Trainer)
    return {name: weight.detach().clone() for name, weight in learner.discriminator.state_dict().items()}


def alike(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return all(torch.allclose(weight, other[name], atol=1e-5) for name, weight in one.items())


def test_the_first_stage_with_a_discriminator_begins_with_the_given_one(tmp_path: Path) -> None:
    given = load_discriminator(published(tmp_path / "models"))
    assert alike(trained(tmp_path / "given", 8, given), given.state_dict())
    assert not alike(trained(tmp_path / "own", 8), given.state_dict())


def test_it_is_not_given_again_to_a_run_that_goes_on(tmp_path: Path) -> None:
    own = trained(tmp_path / "run", 8)
    given = load_discriminator(published(tmp_path / "models"))
    assert alike(trained(tmp_path / "run", 16, given, resume=True), own)


def test_one_for_other_pictures_is_refused_with_a_word_on_which_to_take(tmp_path: Path) -> None:
    given = load_discriminator(published(tmp_path / "models", resolution=16))
    with pytest.raises(RunError, match=r"is for 16 px and the run is at 8 px.*same preset"):
        trained(tmp_path / "run", 8, given)


def test_a_discriminator_that_is_not_what_the_card_says_is_not_taken(tmp_path: Path) -> None:
    model = published(tmp_path / "models")
    file = tmp_path / "models" / "judge.discriminator.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelCorrupt, match="damaged"):
        load_discriminator(model)
    file.unlink()
    with pytest.raises(ModelMissing, match="Restore the file"):
        load_discriminator(model)
    with pytest.raises(ModelMissing, match="Choose another model"):
        load_discriminator(published(tmp_path / "others", with_discriminator=False))
