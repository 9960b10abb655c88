"""`python -m bot try` in a real browser: what its tests share."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Locator, Page, expect, sync_playwright

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


@contextmanager
def running(command: Sequence[str], folder: Path, **settings: str) -> Generator[Tryout]:
    """The program with its page, for as long as the context lasts; `settings` go into its environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MOEGAN_")} | settings
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


@contextmanager
def opened(chromium: str, tryout: Tryout) -> Generator[Page]:
    """The page, open in a browser."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(tryout.address)
        yield page
        browser.close()


def send(page: Page, command: str, *, typed: Mapping[str, str] = MappingProxyType({}), **options: str) -> None:
    """Picks a slash command, chooses its options from the lists that open, types others, and sends it."""
    page.get_by_label("Message", exact=True).fill(f"/{command}")
    choose(page, f"/{command}")
    for name, value in {**typed, **options}.items():
        field = page.get_by_label(re.compile(rf"^{name}\b"))
        entry = page.locator("[role=option]").filter(has_text=re.compile(rf"^{name}\b"))
        more = page.get_by_text(re.compile(r"^\+\d+ (more|options)"))
        field.or_(entry).or_(more).first.wait_for()
        if not field.count():
            # Options that may be left out are on a list of their own, once there is one to choose from.
            if not entry.count():
                more.click()
            entry.first.click()
        field.fill(value)
        if name in options:
            choose(page, value)
    page.get_by_role("button", name="Send").click()


def choose(page: Page, words: str) -> None:
    """Takes an entry of the list that is open above the message box."""
    page.locator("[role=option]").filter(has_text=words).first.click()


def message(page: Page, words: str | re.Pattern[str]) -> Locator:
    """The newest message that says so."""
    return page.locator("#channel-message-list article").filter(has_text=words).last


def pictures(message: Locator, count: int, width: int = 256) -> list[str]:
    """Where a message's pictures come from; every one of them has been loaded and is as wide as it should be."""
    images = message.locator("img[alt]:not([alt=''])")
    expect(images).to_have_count(count)
    images.last.scroll_into_view_if_needed()
    images.last.page.wait_for_function(
        "([images, width]) => images.every(image => image.complete && image.naturalWidth === width)",
        arg=[[image for image in images.element_handles()], width],  # noqa: C416
    )
    sources = [image.get_attribute("src") or "" for image in images.all()]
    assert len(set(sources)) == count
    return sources


def screenshot(page: Page, name: str) -> None:
    """Keeps what the page looks like."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / name)
