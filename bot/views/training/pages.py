"""The messages about runs: how far one is, what came of it, and what was trained before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import discord
from discord import ui

from bot.locales import text
from bot.services.training.forgetting import WITHDRAWN
from bot.services.training.runs import RunStatus
from bot.services.training.verdicts import Report
from bot.store.training_rows import Run
from bot.views.buttons import ADOPT, DISCARD, LONGER, Button
from bot.views.page import Attachment, Page, Panel, notice_page
from bot.views.training.words import Say, duration, gate_line
from bot.views.words import mention, plain
from gan.engine.training import Progress

__all__ = ["end_page", "history_page", "report_page", "status_page"]

_BAR = 20


def status_page(status: RunStatus, preview: bytes | None, locale: str) -> Page:
    """How far a run is."""
    say: Say = partial(text, locale=locale)
    name = plain(status.run.name)
    if status.progress is None:
        return notice_page(say("ui.train.status.ended", name=name, how=_state(status.run, say)))
    words = _under_way(name, status.progress, say)
    if preview is None:
        return notice_page(words)
    attachment = Attachment("preview.webp", preview, say("ui.train.alt.preview"))
    return Page(lambda: Panel(ui.TextDisplay(words), _gallery(attachment)), (attachment,))


def report_page(report: Report, locale: str) -> Page:
    """What the admins judge a run by, with the buttons to do so until they have."""
    say: Say = partial(text, locale=locale)
    run = report.run
    lines = [say("ui.train.report.heading", name=plain(run.name), pictures=run.pictures)]
    lines += [gate_line(gate, locale) for gate in report.gates]
    if run.verdict is None:
        verdict = say("ui.train.report.passed" if report.passed else "ui.train.report.failed")
    else:
        verdict = say("ui.train.report.adopted" if run.verdict == "adopted" else "ui.train.report.discarded")
    attachments = tuple(
        Attachment(f"{what}.webp", content, say(f"ui.train.alt.{what}"))
        for what, content in (("grid", report.grid), ("strip", report.strip))
        if content is not None
    )

    def build() -> Panel:
        rows: list[list[Button]] = []
        if run.verdict is None:
            adopt = ADOPT.button(
                run.id,
                label=say("ui.button.adopt"),
                style=discord.ButtonStyle.success,
                disabled=not report.passed,
            )
            longer = LONGER.button(run.id, label=say("ui.button.longer"))
            discard = DISCARD.button(run.id, label=say("ui.button.discard"), style=discord.ButtonStyle.danger)
            rows = [[adopt, longer, discard]]
        # A gallery each: two pictures beside each other would be cropped to squares.
        pictures = [_gallery(one) for one in attachments]
        # The verdict in a text of its own: right under a list it would belong to the last item.
        return Panel(ui.TextDisplay("\n".join(lines)), ui.TextDisplay(verdict), *pictures, rows=rows)

    return Page(build, attachments)


def end_page(run: Run, locale: str) -> Page | None:
    """What is said of a run that came to nothing; None where whoever ended it knows."""
    say: Say = partial(text, locale=locale)
    name = plain(run.name)
    who = "" if run.started_by_user_id is None else mention(run.started_by_user_id)
    if run.state == "failed":
        sentence = say("ui.train.failed", member=who, name=name, problem=plain(run.error or ""))
    elif run.error == WITHDRAWN:
        sentence = say("ui.train.withdrawn", member=who, name=name)
    else:
        return None
    # Where whoever started it asked to be forgotten, nobody is addressed.
    page = notice_page(sentence.strip(" ,，"))  # noqa: RUF001  # Chinese has a comma of its own
    return Page(page.build, mention=run.started_by_user_id)


def history_page(runs: Sequence[Run], locale: str) -> Page:
    """What was trained, the last first."""
    say: Say = partial(text, locale=locale)
    lines = [say("ui.train.history")]
    for run in runs:
        line = say(
            "ui.train.history_line",
            name=plain(run.name),
            pictures=run.pictures,
            when=f"<t:{run.created_at}:R>",
            how=_state(run, say),
        )
        lines.append(line)
    return notice_page("\n".join(lines))


def _state(run: Run, say: Say) -> str:
    if run.verdict is not None:
        return say(f"ui.train.state.{run.verdict}")
    if run.error == WITHDRAWN:
        return say("ui.train.state.withdrawn")
    return say(f"ui.train.state.{run.state}")


def _under_way(name: str, progress: Progress, say: Say) -> str:
    if progress.position:
        return say("ui.train.status.queued", name=name, place=progress.position)
    if not progress.begun or not progress.steps:
        return say("ui.train.status.starting", name=name)
    done = round(_BAR * min(1.0, progress.step / progress.steps))
    lines = [
        say("ui.train.status.training", name=name),
        f"`{'█' * done}{'░' * (_BAR - done)}`",
        say("ui.train.status.step", step=progress.step, steps=progress.steps),
    ]
    if progress.rate:
        lines.append(say("ui.train.status.rate", rate=progress.rate))
    if progress.seconds_left is not None:
        lines.append(say("ui.train.status.left", left=duration(progress.seconds_left, say)))
    if progress.kid is not None:
        lines.append(say("ui.train.status.kid", kid=progress.kid))
    return "\n".join(lines)


def _gallery(one: Attachment) -> ui.MediaGallery[Panel]:
    return ui.MediaGallery(discord.MediaGalleryItem(one.url, description=one.description))
