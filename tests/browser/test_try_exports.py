"""`python -m bot try` in a real browser: avatars are taken away, added to the server, put on a sheet and redeemed."""

import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tryouts import message, opened, pictures, running, screenshot, send
from tests.tiny import write_tiny_model


@pytest.fixture(scope="module")
def page(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page over a small model, with two avatars of Aoi's saved."""
    folder = tmp_path_factory.mktemp("try")
    models, data = folder / "models", folder / "data"
    write_tiny_model(models)
    command = [sys.executable, "-m", "tests.browser.small_try", str(models), str(data), "1"]
    with running(command, folder, MOEGAN_WORKERS="1") as tryout, opened(chromium, tryout) as page:
        for seed, name in (("21", "Mei"), ("22", "小樱")):
            send(page, "avatar new", typed={"seed": seed})
            expect(message(page, re.compile(rf"A new face for @Aoi.*{seed}"))).to_be_visible()
            send(page, "avatar save", typed={"name": name})
            expect(message(page, re.compile(rf"Saved as {name}"))).to_be_visible()
        yield page


def test_an_avatar_becomes_a_large_round_picture(page: Page) -> None:
    send(page, "avatar export", name="小樱", size="1024 pixels", shape="round")
    answer = message(page, "xiaoying-1024-round.png")
    expect(answer).to_contain_text("Only you can see this")
    expect(answer).to_contain_text("its corners are transparent")
    pictures(answer, 1, width=1024)
    screenshot(page, "try-export.png")


@pytest.mark.parametrize(
    ("size", "file", "width"), [("emoji", "mei-emoji.png", 128), ("sticker", "mei-sticker.png", 320)]
)
def test_an_admin_adds_it_to_the_server_with_one_click(page: Page, size: str, file: str, width: int) -> None:
    send(page, "avatar export", name="Mei", size=size)
    answer = message(page, file)
    pictures(answer, 1, width=width)
    answer.get_by_role("button", name="Add to this server").click()
    expect(message(page, f"Added to this server as the {size}")).to_be_visible()
    screenshot(page, f"try-{size}.png")


def test_a_sheet_of_all_of_them(page: Page) -> None:
    send(page, "avatar sheet")
    pictures(message(page, "2 in all."), 1, width=2 * (256 + 21) + 21)
    screenshot(page, "try-sheet.png")


def test_a_friend_redeems_a_code_and_keeps_the_face(page: Page) -> None:
    send(page, "avatar code", name="小樱")
    answer = message(page, "The code of 小樱")
    code = answer.locator("pre").inner_text().strip()
    page.get_by_label("Viewing as").select_option(label="Hana")
    send(page, "avatar redeem", typed={"code": code.lower().replace("-", " ")})
    redeemed = message(page, "The avatar of a code, for @Hana")
    pictures(redeemed, 1)
    expect(redeemed).to_contain_text("seed 22")
    redeemed.get_by_role("button", name="Save").click()
    expect(message(page, re.compile("Saved as"))).to_be_visible()
    screenshot(page, "try-redeem.png")


def test_the_button_under_a_saved_avatar_exports_it(page: Page) -> None:
    page.get_by_label("Viewing as").select_option(label="Aoi")
    send(page, "avatar show", name="Mei")
    shown = message(page, re.compile("Mei.*of @Aoi", re.DOTALL))
    shown.get_by_role("button", name="Export").click()
    pictures(message(page, "mei-512.png"), 1, width=512)
