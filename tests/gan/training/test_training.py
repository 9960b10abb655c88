"""Training: the objective's parts, the guide, growing without a jump, going on after a stop as if nothing had been."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import nn
from torch.nn import functional

from gan.corpus.data.dataset import Folder
from gan.corpus.data.guidance import Guidance
from gan.networks import Architecture, Discriminator, Generator, Leaning, Mapping
from gan.rules import NO_RULES
from gan.training import checkpoint
from gan.training.checkpoint import CheckpointError
from gan.training.learners import learner as learners
from gan.training.learners.ada import Ada
from gan.training.learners.batches import Batch, batches
from gan.training.learners.losses import (
    TrainingDiverged,
    attribute_loss,
    feature_distance,
    pyramid_distance,
    relativistic_loss,
    zero_centred_penalty,
)
from gan.training.learners.noise import seeded
from gan.training.learners.schedule import Schedule, Span
from gan.training.learners.trainer import Trainer
from gan.training.presets import PRESETS, Preset, Stage
from tests.tiny import VOCABULARY

CLASSES = VOCABULARY.class_counts()
FREQUENCIES = {name: [1 / len(a.values)] * len(a.values) for name, a in VOCABULARY.items()}
SHAPES: dict[str, Any] = {
    "noise": 16,
    "latent": 16,
    "channel_base": 64,
    "channel_max": 8,
    "channel_min": 4,
    "embedding": 4,
}
FOLLOWING = Schedule(batch=8, learning_rate=1e-2, betas=(0.9, 0.99), adversarial=False, guide=1.0)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def architecture(resolution: int) -> Architecture:
    return Architecture(resolution, CLASSES, **SHAPES)


def pictures(count: int, side: int = 16) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def labels(count: int) -> npt.NDArray[np.int64]:
    return np.stack([np.random.default_rng(1).integers(0, n, count) for n in CLASSES], axis=1)


def folder(count: int = 24, side: int = 16) -> Folder:
    return Folder(pictures(count, side), VOCABULARY, labels(count))


def guided_folder(count: int = 16) -> tuple[Folder, Guidance]:
    """Pictures of one colour each, which their first code decides."""
    codes = np.random.default_rng(2).normal(size=(count, 2)).astype(np.float32)
    shade = (np.tanh(codes[:, 0]) * 100 + 128).astype(np.uint8)
    data = Folder(np.broadcast_to(shade[:, None, None, None], (count, 16, 16, 3)).copy(), VOCABULARY, labels(count))
    return data, Guidance(("shade", "nothing"), codes, data.labels, np.zeros(data.labels.shape, dtype=np.float32))


def steps(trainer: Trainer, count: int, data: Folder | None = None, guidance: Guidance | None = None):
    schedule = trainer.schedule
    stream = batches(data or folder(), 16, schedule.batch, schedule.seed, trainer.images_seen, guidance)
    return [trainer.step(next(stream)) for _ in range(count)]


# ---- the objective's parts


def test_the_discriminator_wins_when_the_real_picture_scores_higher() -> None:
    high, low = torch.tensor([3.0]), torch.tensor([-3.0])
    assert relativistic_loss(high, low) < 0.01 < 5 < relativistic_loss(low, high)


def test_the_penalty_is_the_squared_gradient() -> None:
    x = torch.ones(2, 1, 2, 2, requires_grad=True)
    weight = torch.tensor(3.0, requires_grad=True)
    penalty = zero_centred_penalty((weight * x).sum(dim=(1, 2, 3)), x)
    assert penalty.item() == pytest.approx(4 * 9)
    penalty.backward()
    assert weight.grad is not None
    assert weight.grad.item() == pytest.approx(4 * 2 * 3)


def test_a_penalty_that_would_train_nothing_is_refused() -> None:
    x = torch.ones(2, 1, 2, 2, requires_grad=True)
    with pytest.raises(RuntimeError, match="lost its graph"):
        zero_centred_penalty((3.0 * x).sum(dim=(1, 2, 3)), x)


def test_attributes_that_are_not_known_do_not_count() -> None:
    scores = [torch.tensor([[5.0, 0.0]]), torch.tensor([[0.0, 9.0]])]
    right = attribute_loss(scores, torch.tensor([[0, -1]]))
    wrong = attribute_loss(scores, torch.tensor([[1, -1]]))
    assert right < 0.01 < 4 < wrong
    assert attribute_loss(scores, torch.tensor([[-1, -1]])) == 0


def test_pictures_differ_at_every_resolution_from_theirs_down_to_8_px() -> None:
    zeros, flat = torch.zeros(2, 3, 32, 32), torch.full((2, 3, 32, 32), 0.5)
    assert pyramid_distance(flat, zeros, torch.ones(2, dtype=torch.bool)).item() == pytest.approx(3 * 0.5)
    fine = torch.ones(1, 3, 32, 32)
    fine[..., ::2] = -1  # which every smaller picture averages away
    assert pyramid_distance(fine, zeros[:1], torch.ones(1, dtype=torch.bool)).item() == pytest.approx(1.0)


def test_only_the_pairs_that_belong_together_are_compared() -> None:
    real = torch.randn(3, 3, 8, 8)
    drawn = real.clone()
    drawn[2] += 5
    maps = [torch.randn(3, 4, 8, 8), torch.randn(3, 4, 4, 4)]
    others = [feature.clone() for feature in maps]
    others[1][2] += 5
    for counted, near in (([True, True, False], True), ([True, True, True], False), ([False, False, False], True)):
        belonging = torch.tensor(counted)
        assert (pyramid_distance(drawn, real, belonging) == 0) == near
        assert (feature_distance(others, maps, belonging) == 0) == near
    alone = pyramid_distance(drawn, real, torch.tensor([False, False, True])).item()
    assert alone == pytest.approx(5, rel=1e-5)  # a mean over what is counted, not over the batch


def test_feature_distance_is_a_share_of_the_features_size() -> None:
    real, both = [torch.randn(2, 4, 8, 8)], torch.ones(2, dtype=torch.bool)
    drawn = [real[0] * 1.5]
    once = feature_distance(drawn, real, both).item()
    assert once == pytest.approx(0.5, rel=1e-4)
    assert feature_distance([drawn[0] * 100], [real[0] * 100], both).item() == pytest.approx(once, rel=1e-4)


# ---- growing


def test_a_grown_generator_draws_the_same_picture_larger() -> None:
    torch.manual_seed(0)
    small, large = Generator(architecture(16)), Generator(architecture(32))
    large.grow_from(small)
    z, known = torch.randn(3, 16), torch.from_numpy(labels(3))
    larger = functional.interpolate(small(z, known), scale_factor=2, mode="bilinear", align_corners=False)
    assert torch.allclose(large(z, known), larger, atol=1e-5)


def test_a_grown_discriminator_judges_as_before() -> None:
    torch.manual_seed(0)
    small, large = Discriminator(architecture(16)), Discriminator(architecture(32))
    large.grow_from(small)
    x, known = torch.randn(3, 3, 32, 32), torch.from_numpy(labels(3))
    smaller = functional.avg_pool2d(x, 2)
    assert torch.allclose(large(x, known).realness, small(smaller, known).realness, atol=1e-5)


# ---- attributes and leanings


def test_not_being_told_an_attribute_is_a_condition_of_its_own() -> None:
    torch.manual_seed(0)
    generator = Generator(architecture(16))
    z, known = torch.randn(1, 16), torch.from_numpy(labels(1))
    untold = known.clone()
    untold[0, 3] = -1
    assert not torch.allclose(generator(z, known), generator(z, untold))


def test_leaning_by_0_changes_nothing_and_by_1_is_the_other_class() -> None:
    torch.manual_seed(0)
    mapping = Generator(architecture(16)).mapping
    z, own = torch.randn(4, 16), torch.from_numpy(labels(4))
    other = (own + 1) % torch.tensor(CLASSES)
    w, w_other = mapping(z, own), mapping(z, other)
    assert torch.equal(mapping(z, own, Leaning(other, torch.zeros(own.shape))), w)
    assert torch.allclose(mapping(z, own, Leaning(other, torch.ones(own.shape))), w_other, atol=1e-6)
    between = mapping(z, own, Leaning(other, torch.full(own.shape, 0.4)))
    assert not torch.allclose(between, w)
    assert not torch.allclose(between, w_other)


# ---- batches


def test_batches_come_in_one_order_from_wherever_a_run_goes_on() -> None:
    data = folder(10)
    whole = batches(data, 16, 4, 3, 0)
    first = [next(whole) for _ in range(6)]
    later = batches(data, 16, 4, 3, 12)
    assert torch.equal(first[3].pictures, next(later).pictures)
    seen = torch.cat([batch.labels for batch in first])[:10].numpy()
    assert np.array_equal(np.sort(seen, axis=0), np.sort(labels(10), axis=0))  # an epoch shows every picture once


def test_batches_are_normalised_and_averaged_down() -> None:
    checks = np.zeros((4, 32, 32, 3), dtype=np.uint8)
    checks[:, ::2] = 255
    batch = next(batches(Folder(checks), 16, 2, 0, 0))
    assert batch.pictures.shape == (2, 3, 16, 16)
    assert torch.allclose(batch.pictures, torch.zeros(()), atol=1e-6)
    assert next(batches(Folder(checks), 32, 2, 0, 0)).pictures.unique().tolist() == [-1.0, 1.0]


def test_fewer_pictures_than_a_batch_holds_come_several_times_in_it() -> None:
    data = Folder(pictures(3))
    batch = next(batches(data, 16, 8, 0, 0))
    assert batch.labels.shape == (8, 0)
    _, times = np.unique(batch.pictures.flatten(1).numpy(), axis=0, return_counts=True)
    assert sorted(times.tolist()) == [2, 3, 3]


def test_codes_and_leanings_come_with_their_pictures() -> None:
    data, guidance = guided_folder()
    batch = next(batches(data, 16, 8, 0, 0, guidance))
    assert batch.codes is not None
    assert batch.leaning is not None
    shades = batch.pictures[:, 0, 0, 0]
    assert torch.allclose(shades, torch.tanh(batch.codes[:, 0]) * 100 / 127.5, atol=0.02)
    assert torch.equal(batch.leaning.others, batch.labels)


# ---- steps


def test_training_moves_both_networks_and_the_average_follows() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    before = [p.clone() for p in (*trainer.generator.parameters(), *trainer.discriminator.parameters())]
    average = [p.clone() for p in trainer.average.parameters()]
    metrics = steps(trainer, 5)
    after = [*trainer.generator.parameters(), *trainer.discriminator.parameters()]
    assert sum(not torch.equal(a, b) for a, b in zip(before, after, strict=True)) > 0.9 * len(after)
    assert any(not torch.equal(a, b) for a, b in zip(average, trainer.average.parameters(), strict=True))
    assert ["r1" in step for step in metrics] == [True, False, False, False, True]


def test_a_loss_that_is_no_number_stops_the_run() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    broken = torch.full((4, 3, 16, 16), float("nan"))
    with pytest.raises(TrainingDiverged, match="no longer a number after 0 images"):
        trainer.step(Batch(broken, torch.from_numpy(labels(4))))


@pytest.mark.parametrize("direct", [True, False])
def test_a_direct_path_leads_to_w_beside_the_layers(direct: bool) -> None:
    torch.manual_seed(0)
    mapping = Mapping(Architecture(16, CLASSES, **SHAPES, direct=direct))
    for parameter in mapping.layers.parameters():
        nn.init.zeros_(parameter)
    w = mapping(torch.randn(2, SHAPES["noise"]), torch.from_numpy(labels(2)))
    assert (w.abs() > 0).any().item() is direct


@pytest.mark.parametrize("schedule", [Schedule(batch=4), Schedule(batch=4, augment="ada", augment_images=20)])
def test_pictures_without_labels_train(schedule: Schedule) -> None:
    data = Folder(pictures(3))  # fewer than a batch
    trainer = Trainer(Architecture(16, (), **SHAPES), data.vocabulary, schedule)
    metrics = steps(trainer, 6, data)
    assert all(step["naming_real"] == step["naming_drawn"] == 0 for step in metrics)


def test_a_guided_stage_without_discriminator_learns_what_the_codes_say() -> None:
    data, guidance = guided_folder()
    trainer = Trainer(Architecture(16, CLASSES, **SHAPES, mapping_rate=1.0), VOCABULARY, FOLLOWING)
    judges = [p.clone() for p in trainer.discriminator.parameters()]
    metrics = steps(trainer, 60, data, guidance)
    assert set(metrics[0]) == {"guide"}
    assert metrics[-1]["guide"] < 0.5 * metrics[0]["guide"]
    z = torch.randn(len(data), SHAPES["noise"], generator=torch.Generator().manual_seed(0))
    z[:, :2] = torch.from_numpy(guidance.codes)
    shades = trainer.generator(z, torch.from_numpy(data.labels)).detach().mean(dim=(1, 2, 3)).numpy()
    assert np.corrcoef(shades, data.images.mean(axis=(1, 2, 3)))[0, 1] > 0.8
    for before, now in zip(judges, trainer.discriminator.parameters(), strict=True):
        assert torch.equal(before, now)


def test_a_stage_with_neither_discriminator_nor_guide_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a guide"):
        steps(Trainer(architecture(16), VOCABULARY, FOLLOWING), 1)  # the data knows no codes
    data, guidance = guided_folder()
    with pytest.raises(ValueError, match="needs a guide"):
        steps(Trainer(architecture(16), VOCABULARY, replace(FOLLOWING, guide=0.0)), 1, data, guidance)


def test_a_guide_compares_features_of_the_same_change_of_both_pictures() -> None:
    still = Schedule(batch=8, learning_rate=1e-9, guide=1.0, mixing=0.0, augment="diffaugment")
    trainer = Trainer(architecture(16), VOCABULARY, still)
    noise = torch.Generator().manual_seed(0)
    known = torch.from_numpy(labels(8))
    codes = torch.randn(8, SHAPES["noise"], generator=noise)
    with torch.no_grad():
        drawn = trainer.generator(codes, known)
    metrics = trainer.step(Batch(drawn, known, codes))  # what it draws of these codes is what was to be drawn
    assert metrics["guide_features"] == pytest.approx(0.0, abs=0.02)  # in bf16
    assert metrics["gap"] == pytest.approx(0.0, abs=0.02)


def test_both_networks_stand_still_where_the_learning_rate_has_fallen_to_0() -> None:
    falling = Schedule(batch=4, learning_rate_schedule="linear", weight_decay=0.1)
    trainer = Trainer(architecture(16), VOCABULARY, falling)
    trainer.begin(falling, Span(begin=0, images=4))

    def weights() -> list[torch.Tensor]:
        return [p.clone() for p in (*trainer.generator.parameters(), *trainer.discriminator.parameters())]

    at_first = weights()
    steps(trainer, 1)
    before = weights()
    assert not all(torch.equal(a, b) for a, b in zip(at_first, before, strict=True))
    steps(trainer, 1)
    assert all(torch.equal(a, b) for a, b in zip(before, weights(), strict=True))


def test_dropout_is_the_discriminators_choice_of_features_and_off_when_it_judges() -> None:
    plain = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    dropping = Trainer(architecture(16), VOCABULARY, Schedule(batch=4, dropout=0.5))
    shown = pictures(4)
    assert np.array_equal(plain.judge(shown), dropping.judge(shown))
    state = torch.get_rng_state()
    assert steps(plain, 1)[0]["loss_d"] != steps(dropping, 1)[0]["loss_d"]
    assert torch.equal(torch.get_rng_state(), state)


def test_what_dropout_leaves_out_depends_on_the_step_alone() -> None:
    def left_out(images_seen: int) -> torch.Tensor:
        with seeded(Schedule(seed=1), images_seen, "cpu"):
            return functional.dropout(torch.ones(100))

    torch.manual_seed(7)
    first = left_out(4)
    torch.manual_seed(8)
    assert torch.equal(left_out(4), first)
    assert not torch.equal(left_out(8), first)


# ---- what a run needs of any trainer


def test_the_same_seeds_are_drawn_as_they_are_learned() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    first = trainer.sample([0, 1, 2], FREQUENCIES, NO_RULES)
    assert first.shape == (3, 16, 16, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(trainer.sample([2], FREQUENCIES, NO_RULES)[0], first[2])
    steps(trainer, 3)
    assert not np.array_equal(trainer.sample([0, 1, 2], FREQUENCIES, NO_RULES), first)


def test_pictures_are_judged_at_any_multiple_of_the_resolution_once_there_is_a_discriminator() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    small = pictures(6)
    scores = trainer.judge(small)
    assert scores.shape == (6,)
    assert np.allclose(trainer.judge(small.repeat(2, axis=1).repeat(2, axis=2)), scores, atol=1e-5)
    assert np.isnan(Trainer(architecture(16), VOCABULARY, FOLLOWING).judge(small)).all()


def preset(*stages: Stage) -> Preset:
    return Preset("test", "", stages, SHAPES)


def test_a_stage_of_twice_the_resolution_grows_from_the_one_before() -> None:
    two = preset(Stage(16, 8, Schedule(batch=4)), Stage(32, 8, Schedule(batch=4, learning_rate=1e-3)))
    first = learners.enter(two.stages[0], two, learners.create(two, 16, VOCABULARY, two.stages[0].schedule))
    assert isinstance(first, Trainer)
    steps(first, 2)
    second = learners.enter(two.stages[1], two, first)
    assert isinstance(second, Trainer)
    assert (second.resolution, second.images_seen, second.span.begin) == (32, 8, 8)
    assert torch.equal(second.average.constant, first.average.constant)


def test_networks_of_another_preset_do_not_enter_its_stages(tmp_path: Path) -> None:
    stage = Stage(16, 8, Schedule(batch=4))
    trainer = Trainer(Architecture(16, CLASSES), VOCABULARY, stage.schedule)
    with pytest.raises(learners.PresetMismatch, match="preset test"):
        learners.enter(stage, preset(stage), trainer)
    trainer.save(tmp_path / "checkpoint.safetensors")
    with pytest.raises(learners.PresetMismatch, match="preset dcgan-32"):
        learners.load(tmp_path / "checkpoint.safetensors", PRESETS["dcgan-32"])


# ---- stopping and going on


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(batch=4),
        Schedule(batch=4, optimizer="rmsprop", weight_decay=0.1, learning_rate_schedule="cosine", dropout=0.3),
        Schedule(batch=4, augment="ada", augment_images=200),
    ],
    ids=["plain", "options", "ada"],
)
def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(tmp_path: Path, schedule: Schedule) -> None:
    whole = preset(Stage(16, 48, schedule))

    def entered(learner: learners.Learner) -> Trainer:
        learner = learners.enter(whole.stages[0], whole, learner)
        assert isinstance(learner, Trainer)
        return learner

    straight = entered(Trainer(whole.architecture(16, CLASSES), VOCABULARY, schedule))
    straight.ada = Ada(p=0.5)
    steps(straight, 6)
    straight.save(tmp_path / "checkpoint.safetensors")
    expected = steps(straight, 3)
    went_on = entered(learners.load(tmp_path / "checkpoint.safetensors", whole))
    assert steps(went_on, 3) == expected
    for left, right in zip(straight.average.parameters(), went_on.average.parameters(), strict=True):
        assert torch.equal(left, right)


def test_a_guided_stage_that_was_stopped_goes_on_too(tmp_path: Path) -> None:
    data, guidance = guided_folder()
    straight = Trainer(architecture(16), VOCABULARY, FOLLOWING)
    steps(straight, 2, data, guidance)
    straight.save(tmp_path / "checkpoint.safetensors")  # the discriminator's optimiser has not moved yet
    went_on = Trainer.load(tmp_path / "checkpoint.safetensors")
    assert steps(went_on, 2, data, guidance) == steps(straight, 2, data, guidance)


def test_a_checkpoint_of_before_there_were_options_still_loads(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.safetensors"
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    steps(trainer, 1)
    trainer.save(path)
    parts, about = checkpoint.load(path)
    for added in ("kind", "span", "ada"):
        del about[added]
    options = ("optimizer", "learning_rate_schedule", "weight_decay", "dropout", "augment", "augment_images")
    for added in (*options, "label_smoothing"):
        del about["schedule"][added]
    checkpoint.save(path, parts, about)
    loaded = learners.load(path, PRESETS["moe-64"])
    assert loaded.schedule == Schedule(batch=4)
    assert loaded.images_seen == 4


def test_a_checkpoint_without_a_vocabulary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.safetensors"
    Trainer(architecture(16), VOCABULARY, Schedule(batch=4)).save(path)
    parts, about = checkpoint.load(path)
    del about["vocabulary"]
    checkpoint.save(path, parts, about)
    with pytest.raises(CheckpointError, match="vocabulary"):
        Trainer.load(path)


def test_a_truncated_checkpoint_is_named(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.safetensors"
    Trainer(architecture(16), VOCABULARY, Schedule(batch=4)).save(path)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=path.name):
        learners.load(path)
