"""The guides and tables in docs: what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.commands import avatar_commands
from bot.locales import catalogue

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = {"guide.md": "en", "guide.zh-CN.md": "zh-CN"}


def command_names(language: str) -> dict[str, str]:
    """What the commands of `/avatar` are called in a language, by their English names."""
    names = [command.name for command in avatar_commands().commands if isinstance(command, app_commands.Command)]
    return {name: str(catalogue(language).get(f"name.avatar.{name}", name)) for name in names}


@pytest.mark.parametrize(("guide", "language"), GUIDES.items())
def test_a_guide_speaks_of_every_command_by_its_name(guide: str, language: str):
    text = (DOCS / guide).read_text(encoding="utf-8")
    group = catalogue(language).get("name.avatar", "avatar")
    called = command_names(language)
    used = set(re.findall(rf"/{group} ([\w-]+)", text))

    assert used <= set(called.values())
    # Those that stand in a row have the group's name before the first alone.
    rows = set(re.findall(r"`([\w-]+)`", text))
    assert set(called.values()) - used - rows - {called["help"]} == set()


def test_both_guides_show_the_same_pictures():
    shown = [re.findall(r"\]\(([\w/]+\.webp)\)", (DOCS / guide).read_text(encoding="utf-8")) for guide in GUIDES]
    assert shown[0] == shown[1]
    assert len(shown[0]) >= 10


@pytest.mark.parametrize("page", [*sorted(DOCS.glob("*.md")), ROOT / "README.md"], ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_feature_beside_others_names_a_test_that_is_there():
    table = (DOCS / "alternatives.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", table)
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert len(named) >= 20
    assert [name for name in named if not re.search(rf"def {name}\(", source)] == []


def test_the_permissions_in_the_invitation_are_those_that_the_readme_names():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    least, more = (discord.Permissions(int(number)) for number in re.findall(r"permissions=(\d+)", text))

    assert {name for name, given in least if given} == {
        *("read_messages", "send_messages", "send_messages_in_threads", "attach_files")
    }
    assert {name for name, given in more if given} - {name for name, given in least if given} == {"create_expressions"}
