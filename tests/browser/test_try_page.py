"""`python -m bot try` in a real browser: a newcomer draws, saves, blends and is answered."""

import re
import signal
import sys
import time
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Page, expect

from gan.models import SHIPPED, ModelError, Registry
from tests.browser.tryouts import PATIENCE, Tryout, message, opened, pictures, running, screenshot, send
from tests.tiny import write_tiny_model


@pytest.fixture(scope="module")
def tryout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tryout]:
    """The program as `make try` starts it, with the shipped model; with a small one where none is shipped yet."""
    folder = tmp_path_factory.mktemp("try")
    try:
        Registry((SHIPPED,)).default().verify()
    except ModelError:
        write_tiny_model(folder / "models")
    command = [sys.executable, "-m", "bot", "try", "--port", "0", "--no-open", "--data", str(folder)]
    # One worker is enough for one newcomer, and twice as soon there on a busy machine.
    with running(command, folder, MOEGAN_WORKERS="1") as tryout:
        yield tryout


@pytest.fixture(scope="module")
def page(chromium: str, tryout: Tryout) -> Iterator[Page]:
    """The page, open in a browser."""
    with opened(chromium, tryout) as page:
        yield page


def test_a_newcomer_draws_saves_and_blends(page: Page) -> None:
    expect(message(page, "Welcome!")).to_be_visible()

    send(page, "avatar new")
    drawn = message(page, "4 new faces for @Aoi")
    expect(drawn).to_be_visible()
    pictures(drawn, 4)

    drawn.get_by_role("button", name="Save 2").click()
    expect(message(page, re.compile(r"Saved as \w+, and you wear it now"))).to_be_visible()

    send(page, "avatar blend", member="Hana")
    blended = message(page, "@Aoi and @Hana")
    expect(blended).to_be_visible()
    pictures(blended, 3)
    screenshot(page, "try-page.png")


def test_a_friend_who_wants_to_be_asked_answers_the_question(page: Page) -> None:
    send(page, "avatar blend", member="Yuki")
    question = "@Yuki, @Aoi would like to blend your faces. May they?"
    expect(message(page, question)).to_be_visible()

    page.get_by_label("Viewing as").select_option(label="Yuki")
    message(page, question).get_by_role("button", name="Accept").click()
    blended = message(page, "@Aoi and @Yuki")
    expect(blended).to_be_visible()
    pictures(blended, 3)
    screenshot(page, "try-page-accepted.png")


def test_it_stops_cleanly_and_leaves_no_process_behind(page: Page, tryout: Tryout) -> None:
    children = psutil.Process(tryout.process.pid).children(recursive=True)
    assert children, "nothing draws"
    tryout.process.send_signal(signal.SIGTERM)

    assert tryout.process.wait(PATIENCE) == 0
    deadline = time.monotonic() + PATIENCE
    while (left := [child for child in children if child.is_running()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
