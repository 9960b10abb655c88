"""A style trained over real sockets: handed in, trained by a process of its own, seen, and adopted after a restart."""

import asyncio
from pathlib import Path

import psutil
import pytest

from tests.discord.exchange import Exchange
from tests.discord.messages import Message, Upload
from tests.discord.stage import PATIENCE, Stage, eventually
from tests.gan.uploads.files import drawing, encoded, zipped

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def handed_in(stage: Stage, count: int = 12) -> Exchange:
    """Pictures in an archive and beside it, with consent."""
    opened = await stage.form(await stage.admin.slash("train start"))
    archive = zipped({f"{number}.png": encoded(drawing(number)) for number in range(count - 1)})
    uploads = [Upload("ink.zip", archive.content), Upload("last.png", encoded(drawing(count)))]
    submitted = await stage.admin.submit_modal(opened, {"name": "Ink", "files": uploads, "consent": ["yes"]})
    return await submitted.finished(timeout=PATIENCE)


def folder(stage: Stage) -> Path:
    return stage.settings.data / "training" / "runs" / "1"


def started(stage: Stage) -> list[str]:
    path = folder(stage) / "run" / "progress.jsonl"
    return [line for line in path.read_text().splitlines() if '"started"' in line] if path.exists() else []


def trainers(stage: Stage) -> list[psutil.Process]:
    return [
        one
        for one in psutil.process_iter(["cmdline", "status"])
        if str(folder(stage) / "run") in (one.info["cmdline"] or []) and one.info["status"] != psutil.STATUS_ZOMBIE
    ]


async def said(stage: Stage, words: str) -> Message:
    """The message of the channel that says this, once there is one."""

    def look() -> Message | None:
        return next((one for one in stage.discord.messages if words in one.text()), None)

    return await eventually(look)


async def test_a_style_is_trained_watched_through_a_restart_and_adopted(stage: Stage):
    folder(stage).mkdir(parents=True)
    (folder(stage) / "hold").touch()
    async with stage.bot():
        asked = await handed_in(stage)
        assert asked.ephemeral
        assert "Added **12** pictures to **Ink**" in asked.text
        assert "Train **Ink** on 12 pictures?" in asked.text
        clicked = await stage.admin.click(asked, "Train")
        await clicked.finished(lambda e: e.followups, PATIENCE)
        status = clicked.followups[0]
        assert "Training Ink" in status.text()
        await eventually(lambda: started(stage))
        drawn = await stage.drawn(stage.mika)
        assert len(drawn.files) == 4, "members draw as usual meanwhile"
    assert await asyncio.to_thread(trainers, stage) == [], "the trainer ends with the bot, its checkpoint written"
    assert (folder(stage) / "run" / "checkpoint").is_file()
    assert stage.rows("SELECT state FROM runs") == ["running"]
    (folder(stage) / "hold").unlink()
    async with stage.bot():
        card = await said(stage, "has learned from 12 pictures")
        assert "It copies none of your pictures: **pass**" in card.text()
        assert set(card.pictures()) == {"grid.webp", "strip.webp"}
        await eventually(lambda: "It has ended" in status.text())
        assert len(started(stage)) == 2
        assert stage.styles.adopted == []
    async with stage.bot():
        adopted = await stage.admin.click(card, "Adopt")
        await adopted.finished(timeout=PATIENCE)
        await eventually(lambda: "**Adopted.**" in card.text())
    assert stage.styles.adopted == [(1, stage.admin.id)]
    assert len(list((stage.settings.data / "models").glob("style-1-*.safetensors"))) == 1


async def test_a_killed_trainer_is_begun_again_and_the_pictures_go_when_they_are_taken_back(stage: Stage):
    folder(stage).mkdir(parents=True)
    (folder(stage) / "die").write_text("25")
    async with stage.bot():
        asked = await handed_in(stage)
        await (await stage.admin.click(asked, "Train")).finished(lambda e: e.followups, PATIENCE)
        await said(stage, "has learned from 12 pictures")
        assert len(started(stage)) == 2
        forgetting = await (await stage.admin.slash("avatar forget-me")).finished(timeout=PATIENCE)
        done = await stage.admin.click(forgetting, "Forget me")
        await done.finished(lambda e: "keep what they learned: Ink." in e.text, PATIENCE)
    assert stage.rows("SELECT id FROM uploads") == []
    assert list((stage.settings.data / "training" / "pictures").glob("*/*")) == []


async def test_where_the_bot_may_not_see_the_channel_the_message_is_kept_through_its_token(stage: Stage):
    folder(stage).mkdir(parents=True)
    (folder(stage) / "hold").touch()
    stage.discord.fail_next("PATCH /channels/*/messages/*", status=403, times=10_000)
    async with stage.bot():
        asked = await handed_in(stage)
        clicked = await stage.admin.click(asked, "Train")
        await clicked.finished(lambda e: e.followups, PATIENCE)
        await eventually(lambda: "Step 0 of 40" in clicked.followups[0].text())
