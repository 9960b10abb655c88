"""`python -m bot try` in a real browser: a newcomer draws, saves, blends and is answered."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from gan.models import SHIPPED, ModelError, Registry
from tests.tiny import write_tiny_model

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
# Seconds that any one step may take; a machine that trains meanwhile is slow.
PATIENCE = 180
BROWSER = [
    "--no-sandbox",  # for root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Tryout:
    """The running program.

    Attributes:
        address: of the page.
    """

    process: subprocess.Popen[str]
    address: str


@pytest.fixture(scope="module")
def chromium() -> str:
    """The path of the browser."""
    path = shutil.which("chromium")
    if path is None:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return path


@pytest.fixture(scope="module")
def tryout(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tryout]:
    """The program as `make try` starts it, with the shipped model; with a small one where none is shipped yet."""
    folder = tmp_path_factory.mktemp("try")
    try:
        Registry((SHIPPED,)).default().verify()
    except ModelError:
        write_tiny_model(folder / "models")
    command = [sys.executable, "-m", "bot", "try", "--port", "0", "--no-open", "--data", str(folder)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MOEGAN_")}
    environment["MOEGAN_WORKERS"] = "1"  # which is enough for one newcomer, and twice as soon there on a busy machine
    with (folder / "stderr").open("w+") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, bufsize=1
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), (folder / "stderr").read_text()
            yield Tryout(process, address)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def page(chromium: str, tryout: Tryout) -> Iterator[Page]:
    """The page, open in a browser."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(tryout.address)
        yield page
        browser.close()


def send(page: Page, command: str, **options: str) -> None:
    """Picks a slash command, chooses its options from the lists that open, and sends it."""
    page.get_by_label("Message", exact=True).fill(f"/{command}")
    choose(page, f"/{command}")
    for name, value in options.items():
        page.get_by_label(re.compile(rf"^{name}\b")).fill(value)
        choose(page, value)
    page.get_by_role("button", name="Send").click()


def choose(page: Page, words: str) -> None:
    """Takes an entry of the list that is open above the message box."""
    page.locator("[role=option]").filter(has_text=words).first.click()


def message(page: Page, words: str | re.Pattern[str]) -> Locator:
    """The newest message that says so."""
    return page.locator("#channel-message-list article").filter(has_text=words).last


def pictures(message: Locator, count: int) -> list[str]:
    """Where a message's pictures come from; every one of them has been loaded and is as large as it should be."""
    images = message.locator("img[alt]:not([alt=''])")
    expect(images).to_have_count(count)
    images.last.scroll_into_view_if_needed()
    images.last.page.wait_for_function(
        "images => images.every(image => image.complete && image.naturalWidth === 256)",
        arg=[image for image in images.element_handles()],  # noqa: C416
    )
    sources = [image.get_attribute("src") or "" for image in images.all()]
    assert len(set(sources)) == count
    return sources


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


def screenshot(page: Page, name: str) -> None:
    """Keeps what the page looks like."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / name)
