"""Teaching a style in the page of `try`, with the real trainer and a base of 32 pixels."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tryouts import message, opened, running, screenshot, send
from tests.gan.finetuning.small import write_base

STEPS = 30


@pytest.fixture
def page(chromium: str, tmp_path: Path) -> Iterator[Page]:
    """The page over a base that a few steps teach nothing, but soon."""
    write_base(tmp_path / "models")
    program = [sys.executable, "-m", "tests.browser.small_try"]
    arguments = [str(tmp_path / "models"), str(tmp_path / "data"), str(STEPS)]
    # So small a network is learned no sooner by threads that wait for one another.
    with running([*program, *arguments], tmp_path, OMP_NUM_THREADS="1") as tryout, opened(chromium, tryout) as page:
        yield page


def test_an_admin_teaches_the_sample_style_and_is_told_that_it_did_not_pass(page: Page) -> None:
    message(page, "A style of your own").get_by_role("button", name="Add 24 sample pictures").click()
    question = message(page, "Added 24 pictures to Sample")
    expect(question).to_contain_text("Train Sample on 24 pictures? It takes")
    question.get_by_role("button", name="Train", exact=True).click()

    # From here on nobody touches the page: it shows by itself what the bot says.
    card = message(page, "Sample has learned from 24 pictures")
    expect(card).to_contain_text("It comes nearer to your pictures: fail")
    expect(card).to_contain_text("It did not pass its checks, so it cannot be adopted.")
    expect(message(page, "Training Sample")).to_contain_text("It has ended: finished")
    expect(card.get_by_role("button", name="Adopt")).to_be_disabled()
    screenshot(page, "try-training.png")

    send(page, "style list")
    expect(message(page, "This server has no styles of its own yet")).to_be_visible()


def test_the_button_is_for_admins(page: Page) -> None:
    page.get_by_label("Viewing as").select_option(label="Hana")
    message(page, "A style of your own").get_by_role("button", name="Add 24 sample pictures").click()
    expect(message(page, "That is for the admins of this server")).to_be_visible()
