"""Training: the objective's parts, growing without a jump, stopping and going on as if nothing had been."""

from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch.nn import functional

from gan.attributes import Attribute, Vocabulary
from gan.corpus.data.dataset import Folder
from gan.networks import Architecture, Discriminator, Generator
from gan.training import (
    CHECKPOINT,
    CheckpointError,
    Plan,
    RunError,
    Schedule,
    Tick,
    Trainer,
    TrainingDiverged,
    checkpoint,
    train,
)
from gan.training.losses import attribute_loss, relativistic_loss, zero_centred_penalty
from gan.training.trainer import Batch, batches
from tests.tiny import VOCABULARY

CLASSES = VOCABULARY.class_counts()


def architecture(resolution: int) -> Architecture:
    return Architecture(resolution, CLASSES, latent=16, channel_base=64, channel_max=8, channel_min=4, embedding=4)


def pictures(count: int, side: int = 16) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def labels(count: int) -> npt.NDArray[np.int64]:
    return np.stack([np.random.default_rng(1).integers(0, n, count) for n in CLASSES], axis=1)


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


def test_attributes_that_are_not_known_do_not_count() -> None:
    scores = [torch.tensor([[5.0, 0.0]]), torch.tensor([[0.0, 9.0]])]
    right = attribute_loss(scores, torch.tensor([[0, -1]]))
    wrong = attribute_loss(scores, torch.tensor([[1, -1]]))
    assert right < 0.01 < 4 < wrong
    assert attribute_loss(scores, torch.tensor([[-1, -1]])) == 0


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
    assert torch.allclose(large(x, known)[0], small(functional.avg_pool2d(x, 2), known)[0], atol=1e-5)


def test_not_being_told_an_attribute_is_a_condition_of_its_own() -> None:
    torch.manual_seed(0)
    generator = Generator(architecture(16))
    z, known = torch.randn(1, 16), torch.from_numpy(labels(1))
    untold = known.clone()
    untold[0, 3] = -1
    assert not torch.allclose(generator(z, known), generator(z, untold))


def test_batches_come_in_one_order_from_wherever_a_run_goes_on() -> None:
    schedule = Schedule(batch=4, seed=3)
    whole = batches(pictures(10), labels(10), 16, schedule, 0)
    first = [next(whole) for _ in range(6)]
    later = batches(pictures(10), labels(10), 16, schedule, 12)
    assert torch.equal(first[3].pictures, next(later).pictures)
    seen = torch.cat([batch.labels for batch in first])[:10]
    shown = cast("list[list[int]]", seen.tolist())
    assert sorted(shown) == sorted(labels(10).tolist())  # an epoch shows every picture once


def test_batches_are_normalised_and_averaged_down() -> None:
    flat = np.full((4, 32, 32, 3), 255, dtype=np.uint8)
    batch = next(batches(flat, labels(4), 16, Schedule(batch=2), 0))
    assert batch.pictures.shape == (2, 3, 16, 16)
    assert torch.all(batch.pictures == 1.0)


def steps(trainer: Trainer, count: int) -> list[dict[str, float]]:
    stream = batches(pictures(24), labels(24), 16, trainer.schedule, trainer.images_seen)
    return [trainer.step(next(stream)) for _ in range(count)]


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    straight = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    steps(straight, 5)
    expected = steps(straight, 3)

    stopped = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    steps(stopped, 5)
    stopped.save(tmp_path / CHECKPOINT)
    went_on = Trainer.load(tmp_path / CHECKPOINT)
    assert steps(went_on, 3) == expected
    for left, right in zip(straight.average.parameters(), went_on.average.parameters(), strict=True):
        assert torch.equal(left, right)


def test_training_moves_both_networks_and_the_average_follows() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    before = [p.clone() for p in (*trainer.generator.parameters(), *trainer.discriminator.parameters())]
    average = [p.clone() for p in trainer.average.parameters()]
    metrics = steps(trainer, 5)
    after = [*trainer.generator.parameters(), *trainer.discriminator.parameters()]
    assert sum(not torch.equal(a, b) for a, b in zip(before, after, strict=True)) > 0.9 * len(after)
    assert any(not torch.equal(a, b) for a, b in zip(average, trainer.average.parameters(), strict=True))
    assert "r1" in metrics[0]
    assert "r1" not in metrics[1]
    assert "r1" in metrics[4]


def test_a_loss_that_is_no_number_stops_the_run() -> None:
    trainer = Trainer(architecture(16), VOCABULARY, Schedule(batch=4))
    broken = torch.full((4, 3, 16, 16), float("nan"))
    with pytest.raises(TrainingDiverged, match="no longer a number"):
        trainer.step(Batch(broken, torch.from_numpy(labels(4))))


def folder_of(count: int = 24, side: int = 16) -> Folder:
    folder = Folder(pictures(count, side))
    folder.vocabulary, folder.labels = VOCABULARY, labels(count)
    return folder


def plan(out: Path, images: int, **changes: object) -> Plan:
    return Plan(out, 16, images, Schedule(batch=4), tick=8, channel_base=64, **changes)  # type: ignore[arg-type]


def test_a_run_leaves_checkpoint_metrics_and_sheets_and_can_be_gone_on_with(tmp_path: Path) -> None:
    ticks: list[Tick] = []
    train(plan(tmp_path, 8), folder_of(), ticks.append)
    with pytest.raises(RunError, match="--resume"):
        train(plan(tmp_path, 16), folder_of(), ticks.append)
    trainer = train(plan(tmp_path, 16, resume=True), folder_of(), ticks.append)
    assert [tick.images_seen for tick in ticks] == [8, 16]
    assert trainer.images_seen == 16
    assert len((tmp_path / "metrics.jsonl").read_text().splitlines()) == 2
    assert sorted(path.name for path in (tmp_path / "sheets").iterdir()) == ["000000008.png", "000000016.png"]


def test_a_run_grows_from_one_of_half_its_resolution_only(tmp_path: Path) -> None:
    train(plan(tmp_path / "small", 8), folder_of(), lambda _: None)
    grown = Plan(tmp_path / "large", 32, 4, Schedule(batch=4), grow_from=tmp_path / "small", tick=4, channel_base=64)
    with pytest.raises(RunError, match="another vocabulary"):
        train(grown, Folder(pictures(8, 32)), lambda _: None)
    trainer = train(grown, folder_of(8, 32), lambda _: None)
    assert trainer.grown_from == 8
    with pytest.raises(RunError, match="half its resolution"):
        train(plan(tmp_path / "same", 8, grow_from=tmp_path / "small"), folder_of(), lambda _: None)


def test_a_run_does_not_go_on_with_data_of_another_vocabulary(tmp_path: Path) -> None:
    train(plan(tmp_path, 8), folder_of(), lambda _: None)
    other = folder_of()
    other.vocabulary = Vocabulary([*list(VOCABULARY.values())[:-1], Attribute("accessory", ("none", "beret"))])
    with pytest.raises(RunError, match="another vocabulary than the data's; they differ in accessory"):
        train(plan(tmp_path, 16, resume=True), other, lambda _: None)


def test_pictures_without_labels_train_a_step_and_go_on(tmp_path: Path) -> None:
    ticks: list[Tick] = []
    train(plan(tmp_path, 8), Folder(pictures(24)), ticks.append)
    trainer = train(plan(tmp_path, 16, resume=True), Folder(pictures(24)), ticks.append)
    assert trainer.vocabulary == Vocabulary()
    assert all(tick.metrics["naming_real"] == tick.metrics["naming_drawn"] == 0 for tick in ticks)


def test_a_checkpoint_without_a_vocabulary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / CHECKPOINT
    Trainer(architecture(16), VOCABULARY, Schedule(batch=4)).save(path)
    parts, about = checkpoint.load(path)
    del about["vocabulary"]
    checkpoint.save(path, parts, about)
    with pytest.raises(CheckpointError, match="vocabulary"):
        Trainer.load(path)


def test_pictures_too_small_for_the_resolution_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="8 px wide"):
        train(plan(tmp_path, 8), Folder(pictures(8, 8)), lambda _: None)


def test_a_truncated_checkpoint_is_named(tmp_path: Path) -> None:
    path = tmp_path / CHECKPOINT
    Trainer(architecture(16), VOCABULARY, Schedule(batch=4)).save(path)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(CheckpointError, match=CHECKPOINT):
        Trainer.load(path)
