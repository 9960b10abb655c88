"""Runs: started once, watched, stopped, judged; and nothing is lost when the bot goes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import MemberError
from bot.services.training.errors import (
    AlreadyJudged,
    AlreadyTraining,
    GatesFailed,
    NoRuns,
    NotTraining,
    RunGone,
    SeveralRuns,
    StylesUnavailable,
    TooFewPictures,
)
from gan.models import Registry
from tests.bot.services.atelier import GUILD, ended, started, stocked
from tests.bot.services.house import AKI, BEN, House, open_house
from tests.fakes import FakeClock
from tests.gan.engine.processes import until


def models(house: House) -> set[str]:
    """The models that the registry finds, the base aside."""
    return {model.id for model in Registry([house.path.parent / "models"]).models() if model.name != "base"}


async def test_a_plan_counts_the_pictures_and_the_runs_before_it(house: House) -> None:
    ink, wash = await stocked(house), await stocked(house, "Wash")
    first = await house.services.training.runs.plan(GUILD, ink.id)
    assert (first.collection.pictures, first.before, first.seconds) == (10, 0, 1800)
    await started(house, ink)
    assert (await house.services.training.runs.plan(GUILD, wash.id)).before == 1


async def test_the_estimate_goes_by_what_earlier_runs_took(house: House) -> None:
    ink = await stocked(house)
    status, training = await started(house, ink)
    training.tell(step=1, steps=800)
    await until(lambda: house.services.training.runs.status_of(status.run).progress is not None)
    while (run := await house.store.read.runs.get(status.run.id)) is not None and run.state == "queued":
        await until(lambda: True)
    house.clock.advance(240)
    training.finish()
    await ended(house, status.run.id)
    assert (await house.services.training.runs.plan(GUILD, ink.id)).seconds == 240


async def test_too_few_pictures_are_not_trained_on(house: House) -> None:
    few = await stocked(house, count=3)
    with pytest.raises(TooFewPictures, match="has 3 pictures, and at least 10"):
        await house.services.training.runs.plan(GUILD, few.id)
    with pytest.raises(TooFewPictures):
        await house.services.training.runs.start(house.origin(AKI), few.id)


async def test_the_trainer_is_given_the_collections_pictures(house: House) -> None:
    _, training = await started(house, await stocked(house))
    assert len(training.job.pictures) == 10
    assert all(path.is_file() for path in training.job.pictures)


async def test_a_second_press_starts_nothing(house: House) -> None:
    ink = await stocked(house)
    await started(house, ink)
    with pytest.raises(AlreadyTraining):
        await house.services.training.runs.start(house.origin(BEN), ink.id)
    assert len(house.trainer.jobs) == 1


async def test_status_shows_what_is_trained_now_else_what_was_last(house: House) -> None:
    runs = house.services.training.runs
    with pytest.raises(NoRuns):
        await runs.status(GUILD)
    status, training = await started(house, await stocked(house))
    training.tell(step=120, steps=800, rate=1.3, kid=0.03)
    now = (await runs.status(GUILD, "ink")).progress
    assert now is not None
    assert (now.step, now.steps, now.kid) == (120, 800, 0.03)
    training.finish()
    await ended(house, status.run.id)
    assert (await runs.status(GUILD)).run.state == "finished"
    with pytest.raises(NoRuns):
        await runs.status(2)


async def test_a_cancelled_run_ends_cleanly_and_leaves_no_folder(house: House) -> None:
    status, training = await started(house, await stocked(house))
    cancelled = await house.services.training.runs.cancel(GUILD, AKI)
    assert cancelled.id == status.run.id
    assert (await ended(house, status.run.id)).state == "cancelled"
    assert not training.job.folder.exists()
    with pytest.raises(NotTraining):
        await house.services.training.runs.cancel(GUILD, AKI)


async def test_of_several_runs_the_one_that_is_named_is_cancelled(house: House) -> None:
    await started(house, await stocked(house))
    wash, _ = await started(house, await stocked(house, "Wash"))
    with pytest.raises(SeveralRuns, match="Ink, Wash"):
        await house.services.training.runs.cancel(GUILD, AKI)
    assert (await house.services.training.runs.cancel(GUILD, AKI, "wash")).id == wash.run.id


async def test_what_the_trainer_says_of_its_failure_is_kept(house: House) -> None:
    status, training = await started(house, await stocked(house))
    training.fail("The disk is full. Free some space.")
    run = await ended(house, status.run.id)
    assert (run.state, run.error) == ("failed", "The disk is full. Free some space.")


async def test_checkpoints_go_once_nothing_can_go_on_from_them(house: House) -> None:
    failed, training = await started(house, await stocked(house))
    (training.job.folder / "run").mkdir()
    training.fail("The disk is full. Free some space.")
    await ended(house, failed.run.id)
    await until(lambda: not (training.job.folder / "run").exists())
    status, again = await started(house, await stocked(house))
    again.finish()
    await ended(house, status.run.id)
    assert (again.job.folder / "run").exists(), "it may be trained longer"
    await house.services.training.verdicts.adopt(GUILD, AKI, status.run.id)
    assert not (again.job.folder / "run").exists()
    with pytest.raises(AlreadyJudged):
        await house.services.training.runs.longer(house.origin(AKI), status.run.id)


async def test_a_style_that_cannot_be_offered_costs_no_training(house: House) -> None:
    house.styles.refusal = MemberError()
    status, training = await started(house, await stocked(house))
    training.finish()
    run = await ended(house, status.run.id)
    assert (run.state, run.style_id) == ("finished", None)
    with pytest.raises(StylesUnavailable):
        await house.services.training.verdicts.adopt(GUILD, AKI, run.id)


async def test_a_model_that_passes_is_published_and_offered_and_nothing_more(house: House) -> None:
    status, training = await started(house, await stocked(house))
    model_id = training.finish()
    run = await ended(house, status.run.id)
    assert models(house) == {model_id}
    assert house.styles.offered == {1: (GUILD, "Ink", model_id, run.id)}
    assert house.styles.adopted == []
    report = await house.services.training.verdicts.report(run)
    assert report.passed
    assert report.grid is not None
    assert report.strip is not None


async def test_a_model_that_fails_a_gate_cannot_be_adopted(house: House) -> None:
    status, training = await started(house, await stocked(house))
    training.finish(passed=False)
    run = await ended(house, status.run.id)
    assert models(house) == set()
    assert house.styles.offered == {}
    assert [gate.passed for gate in (await house.services.training.verdicts.report(run)).gates] == [True, False]
    with pytest.raises(GatesFailed):
        await house.services.training.verdicts.adopt(GUILD, AKI, run.id)


async def test_a_style_is_adopted_once_and_by_its_own_server(house: House) -> None:
    verdicts = house.services.training.verdicts
    status, training = await started(house, await stocked(house))
    with pytest.raises(RunGone):
        await verdicts.adopt(GUILD, AKI, status.run.id)
    training.finish()
    await ended(house, status.run.id)
    with pytest.raises(RunGone):
        await verdicts.adopt(2, AKI, status.run.id)
    await verdicts.adopt(GUILD, BEN, status.run.id)
    assert house.styles.adopted == [(1, BEN)]
    for judge in (verdicts.adopt, verdicts.discard):
        with pytest.raises(AlreadyJudged):
            await judge(GUILD, AKI, status.run.id)


async def test_an_adoption_that_fails_can_be_tried_again(house: House) -> None:
    status, training = await started(house, await stocked(house))
    training.finish()
    await ended(house, status.run.id)
    house.styles.failure = MemberError()
    with pytest.raises(MemberError):
        await house.services.training.verdicts.adopt(GUILD, AKI, status.run.id)
    house.styles.failure = None
    await house.services.training.verdicts.adopt(GUILD, AKI, status.run.id)
    assert house.styles.adopted == [(1, AKI)]


async def test_a_discarded_style_goes_with_its_model(house: House) -> None:
    status, training = await started(house, await stocked(house))
    training.finish()
    await ended(house, status.run.id)
    await house.services.training.verdicts.discard(GUILD, AKI, status.run.id)
    assert models(house) == set()
    assert house.styles.discarded == [(1, AKI)]
    assert not training.job.folder.exists()


async def test_training_longer_goes_on_in_the_same_folder_and_keeps_the_first_result(house: House) -> None:
    runs = house.services.training.runs
    status, training = await started(house, await stocked(house))
    first = training.finish(step=800)
    await ended(house, status.run.id)
    longer = await runs.longer(house.origin(AKI), status.run.id)
    await until(lambda: len(house.trainer.jobs) == 2)
    again = house.trainer.jobs[1]
    assert (again.job.folder, again.job.steps) == (training.job.folder, 1200)
    assert again.job.name != training.job.name
    left = again.job.folder / "pictures"
    left.mkdir()
    await runs.cancel(GUILD, AKI)
    assert training.job.folder.exists(), "the first result lies there"
    assert not left.exists()
    assert (await ended(house, longer.run.id)).state == "cancelled"
    await house.services.training.verdicts.adopt(GUILD, AKI, status.run.id)
    assert models(house) == {first}


async def test_runs_that_were_open_go_on_when_the_bot_returns_in_their_order(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_house(tmp_path, clock=clock) as house:
        await started(house, await stocked(house))
        await started(house, await stocked(house, "Wash"))
        folders = [job.job.folder for job in house.trainer.jobs]
    async with open_house(tmp_path, clock=clock) as house:
        await until(lambda: len(house.trainer.jobs) == 2)
        assert [job.job.folder for job in house.trainer.jobs] == folders
        house.trainer.jobs[0].finish()
        (open_runs,) = {run.id for run in await house.store.read.runs.open_runs()} - {1}
        assert (await ended(house, 1)).state == "finished"
        assert open_runs == 2


async def test_a_run_that_was_cancelled_does_not_return(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_house(tmp_path, clock=clock) as house:
        await started(house, await stocked(house))
        await house.services.training.runs.cancel(GUILD, AKI)
    async with open_house(tmp_path, clock=clock) as house:
        assert await house.store.read.runs.open_runs() == []
        await started(house, await stocked(house, "Wash"))
        assert len(house.trainer.jobs) == 1
