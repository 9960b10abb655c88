"""The article's network: its shapes, that it learns, and that it can be stopped and gone on with."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import Tensor, nn

from gan.corpus.data.dataset import Folder
from gan.rules import NO_RULES
from gan.training.checkpoint import CheckpointError
from gan.training.learners import learner as learners
from gan.training.learners.batches import batches
from gan.training.learners.dcgan import DcganDiscriminator, DcganGenerator, DcganShape
from gan.training.learners.dcgan_trainer import DcganTrainer, luminance
from gan.training.learners.schedule import Schedule
from gan.training.learners.trainer import Trainer
from gan.training.presets import PRESETS, Preset
from tests.tiny import VOCABULARY

LIGHT, DARK = (240, 230, 220), (20, 30, 60)
QUICK = Schedule(batch=8, learning_rate=1e-3, betas=(0.5, 0.999), dropout=0.3)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def two_colours(count: int = 24, side: int = 32) -> Folder:
    images = np.empty((count, side, side, 3), dtype=np.uint8)
    images[::2], images[1::2] = LIGHT, DARK
    return Folder(images)


def trainer(schedule: Schedule = QUICK, channels: int = 1) -> DcganTrainer:
    return DcganTrainer(DcganShape(32, channels), VOCABULARY, schedule)


def steps(learner: learners.Learner, count: int, data: Folder | None = None) -> list[dict[str, float]]:
    schedule = learner.schedule
    stream = batches(data or two_colours(), learner.resolution, schedule.batch, schedule.seed, learner.images_seen)
    return [learner.step(next(stream)) for _ in range(count)]


def drawn(learner: learners.Learner, count: int = 32) -> npt.NDArray[np.uint8]:
    return learner.sample(range(count), {}, NO_RULES)


def shapes_of(network: nn.Sequential, x: Tensor) -> list[tuple[int, ...]]:
    """Of what each layer with weights gives, less the batch."""
    shapes: list[tuple[int, ...]] = []
    for layer in network:
        x = layer(x)
        if isinstance(layer, (nn.Unflatten, nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
            shapes.append(tuple(x.shape[1:]))
    return shapes


def parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


# ---- shapes


def test_at_32_px_the_generator_is_the_articles_layer_by_layer() -> None:
    generator = DcganGenerator(DcganShape(32, 1))
    found = shapes_of(generator, torch.randn(2, 100))
    assert found == [(16384,), (256, 8, 8), (128, 8, 8), (64, 16, 16), (1, 32, 32)]
    normalised = 2 * (16384 + 128 + 64)
    assert parameters(generator) == 100 * 16384 + 25 * (256 * 128 + 128 * 64 + 64 * 1) + normalised


def test_at_64_px_every_transposed_convolution_doubles_the_side() -> None:
    generator = DcganGenerator(DcganShape(64, 3))
    found = shapes_of(generator, torch.randn(2, 100))
    assert found == [(16384,), (256, 8, 8), (128, 16, 16), (64, 32, 32), (3, 64, 64)]
    assert parameters(generator) == 100 * 16384 + 25 * (256 * 128 + 128 * 64 + 64 * 3) + 2 * (16384 + 128 + 64)


@pytest.mark.parametrize(("side", "channels"), [(32, 1), (64, 3)])
def test_the_discriminator_halves_the_side_twice_and_says_one_number(side: int, channels: int) -> None:
    discriminator = DcganDiscriminator(DcganShape(side, channels))
    found = shapes_of(discriminator, torch.randn(2, channels, side, side))
    assert found == [(64, side // 2, side // 2), (128, side // 4, side // 4), (1,)]
    flat = 128 * (side // 4) ** 2
    assert parameters(discriminator) == 25 * channels * 64 + 64 + 25 * 64 * 128 + 128 + flat + 1


def test_batch_norm_leaky_relu_and_dropout_stand_where_the_article_has_them() -> None:
    generator, discriminator = DcganGenerator(DcganShape(32, 1)), DcganDiscriminator(DcganShape(32, 1))
    normalised = [type(b) for a, b in pairwise(generator) if isinstance(a, (nn.BatchNorm1d, nn.BatchNorm2d))]
    assert normalised == [nn.LeakyReLU] * 3
    assert isinstance(generator[-1], nn.Tanh)
    dropped = [layer.p for layer in discriminator if isinstance(layer, nn.Dropout)]
    assert dropped == [0.3, 0.3]


def test_other_sizes_are_refused() -> None:
    for resolution, channels in ((128, 3), (32, 4)):
        with pytest.raises(ValueError, match="32 or 64 px in 1 or 3 channels"):
            DcganShape(resolution, channels)


# ---- presets


def test_the_presets_are_greyscale_at_32_px_and_colour_at_64_px() -> None:
    found: dict[str, tuple[int, int]] = {}
    for name in ("dcgan-32", "dcgan-64", "dcgan"):
        preset = PRESETS[name]
        stage = preset.stages[0]
        learner = learners.create(preset, stage.resolution, VOCABULARY, stage.schedule)
        assert isinstance(learner, DcganTrainer)
        found[preset.name] = (learner.shape.resolution, learner.shape.channels)
        assert learner.vocabulary == VOCABULARY
        assert (stage.schedule.learning_rate, stage.schedule.betas) == (1e-4, (0.5, 0.999))
    assert found == {"dcgan-32": (32, 1), "dcgan-64": (64, 3)}


# ---- learning


def test_thirty_steps_on_two_colours_bring_drawings_near_them() -> None:
    data = two_colours()
    learner = trainer(channels=3)
    wanted = np.array([LIGHT, DARK], dtype=np.float64)

    def distance() -> float:
        """Mean distance of a drawn pixel from the nearer of the two colours."""
        pixels = drawn(learner)[:, ::4, ::4].reshape(-1, 1, 3)
        return float(np.abs(pixels - wanted).mean(axis=2).min(axis=1).mean())

    before = distance()
    steps(learner, 30, data)
    assert distance() < 0.6 * before


def test_the_discriminator_learns_which_pictures_are_real() -> None:
    learner, data = trainer(), two_colours()
    noise = np.random.default_rng(0).integers(0, 256, (8, 32, 32, 3), dtype=np.uint8)
    steps(learner, 12, data)
    assert learner.judge(data.images[:8]).mean() > learner.judge(noise).mean()


def test_greyscale_sees_luminance_and_draws_equal_channels() -> None:
    primaries = torch.eye(3)[:, :, None, None].expand(3, 3, 2, 2)
    assert luminance(primaries)[:, 0, 0, 0].tolist() == pytest.approx([0.299, 0.587, 0.114])
    pictures = drawn(trainer(), 3)
    assert pictures.shape == (3, 32, 32, 3)
    assert (pictures == pictures[..., :1]).all()
    learner = trainer()
    grey = np.full((1, 32, 32, 3), 76, dtype=np.uint8)
    red = np.zeros((1, 32, 32, 3), dtype=np.uint8)
    red[..., 0] = 254  # as bright as that grey
    assert np.allclose(learner.judge(red), learner.judge(grey), atol=1e-3)


def test_a_seed_is_drawn_the_same_alone_and_among_others() -> None:
    learner = trainer()
    steps(learner, 2)
    among = drawn(learner, 8)
    alone = learner.sample([5], {}, NO_RULES)
    assert np.abs(among[5].astype(int) - alone[0]).max() <= 1


def test_drawings_that_are_all_alike_show_as_no_spread() -> None:
    learner = trainer()
    assert steps(learner, 1)[0]["spread"] > 0.05
    with torch.no_grad():
        for parameter in learner.generator.parameters():
            parameter.zero_()
    assert steps(learner, 1)[0]["spread"] == 0


def test_fewer_pictures_than_a_batch_train() -> None:
    metrics = steps(trainer(), 2, two_colours(3))
    assert set(metrics[0]) == {"gap", "sign", "loss_d", "loss_g", "spread"}


def test_a_batch_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="2 pictures or more"):
        trainer(Schedule(batch=1))


def test_label_smoothing_keeps_the_discriminator_from_being_certain() -> None:
    plain, smooth = trainer(), trainer(replace(QUICK, label_smoothing=0.3))
    steps(plain, 10)
    steps(smooth, 10)
    real = two_colours().images[:8]
    assert smooth.judge(real).mean() < plain.judge(real).mean()


# ---- stopping and going on


@pytest.mark.parametrize(
    "numbers",
    [{}, {"augment": "ada", "augment_images": 100, "optimizer": "rmsprop", "learning_rate_schedule": "linear"}],
    ids=["plain", "options"],
)
def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(tmp_path: Path, numbers: dict[str, object]) -> None:
    preset: Preset = PRESETS["dcgan-32"].with_numbers(batch=4, **numbers).lasting(40)
    stage = preset.stages[0]
    straight = learners.create(preset, 32, VOCABULARY, stage.schedule)
    straight = learners.enter(stage, preset, straight)
    steps(straight, 4)
    straight.save(tmp_path / "checkpoint.safetensors")
    expected = steps(straight, 2)
    went_on = learners.enter(stage, preset, learners.load(tmp_path / "checkpoint.safetensors", preset))
    assert steps(went_on, 2) == expected
    assert np.array_equal(drawn(went_on, 4), drawn(straight, 4))


def test_looking_at_it_does_not_change_what_it_learns() -> None:
    straight, watched = trainer(), trainer()
    steps(straight, 1)
    steps(watched, 1)
    drawn(watched, 4)
    watched.judge(two_colours().images)
    assert steps(straight, 1) == steps(watched, 1)


def test_a_run_of_one_kind_is_not_taken_for_the_other(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.safetensors"
    trainer().save(path)
    assert isinstance(learners.load(path), DcganTrainer)
    with pytest.raises(learners.PresetMismatch, match="preset moe-64"):
        learners.load(path, PRESETS["moe-64"])
    with pytest.raises(CheckpointError, match="dcgan"):
        Trainer.load(path)
    with pytest.raises(learners.PresetMismatch, match="preset dcgan-64"):
        learners.enter(PRESETS["dcgan-64"].stages[0], PRESETS["dcgan-64"], trainer())
