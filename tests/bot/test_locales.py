"""The catalogues: nothing missing, nothing unused, nothing longer than Discord takes, in any language."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from discord import app_commands

from bot import locales
from bot.locales import FALLBACK, Counted, Group, catalogue, closest, in_language, languages, text
from bot.translation import CatalogueTranslator
from tests.bot.cafe import Cafe
from tests.bot.catalogues import blanks, sentences
from tests.discord.command_rules import command_violations

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in languages() if language != FALLBACK]
# A reason that a model gives in English: a sentence may do without it.
UNTRANSLATED = {"problem"}
# As long as what members can put into a blank of a label, such as the number of a picture or the end of a slider.
FILLED = "十二" * 6


def definitions(cafe: Cafe) -> list[Any]:
    return cafe.client.tree.get_commands()


def named(commands: list[Any]) -> Iterator[str]:
    """The keys of what is named differently from language to language."""
    for command in commands:
        if isinstance(command, app_commands.Group):
            yield f"name.{command.qualified_name}"
            yield from named(command.commands)
        elif isinstance(command, app_commands.Command):
            yield f"name.{command.qualified_name.replace(' ', '.')}"
            yield from (f"option.{parameter.display_name}" for parameter in command.parameters)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_what_english_says_and_no_more(cafe: Cafe, language: str):
    wanted = {*catalogue(FALLBACK), *named(definitions(cafe))}
    assert sorted(wanted - set(catalogue(language))) == [], f"missing in {language}.json"
    assert sorted(set(catalogue(language)) - wanted) == [], f"unused in {language}.json"


def test_every_sentence_of_the_interface_is_used_and_every_used_one_exists():
    files = [path for path in (ROOT / "bot").rglob("*.py") if path.parent.name != "locales"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    # Keys that end in something that is known at run time alone.
    built = tuple(found[1] for found in re.finditer(r'f"((?:ui|command|slider)\.[a-z_.]*){', source))
    used = set(re.findall(r'"((?:ui|command|slider|my_data)\.[a-z0-9_.]+)"', source))

    elsewhere = ("error.", "upload.", "why.", *built)
    assert [key for key in catalogue(FALLBACK) if not key.startswith(elsewhere) and key not in used] == []
    assert [key for key in used if key not in catalogue(FALLBACK) and not key.endswith(".")] == []


@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_there_twice(language: str):
    raw = (Path(locales.__file__).parent / f"{language}.json").read_text(encoding="utf-8")
    pairs: list[tuple[str, Any]] = json.loads(raw, object_pairs_hook=list)
    assert [key for key, times in Counter(key for key, _ in pairs).items() if times > 1] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_same_blanks_in_every_language(language: str):
    for key in catalogue(FALLBACK):
        wanted, found = blanks(FALLBACK, key), blanks(language, key)
        assert found <= wanted, key
        assert wanted - found <= UNTRANSLATED, key


@pytest.mark.parametrize("language", languages())
def test_what_is_counted_has_a_form_for_every_kind_of_number(language: str):
    rules = Locale.parse(language, sep="-").plural_form
    for key, sentence in catalogue(language).items():
        if isinstance(sentence, Counted):
            assert set(sentence.forms) == {*rules.tags, "other"}, key
            assert f"{{{sentence.by}}}" in sentence.forms["other"], key


@pytest.mark.parametrize("language", languages())
def test_commands_that_a_sentence_names_exist(cafe: Cafe, language: str):
    keys = {key.removeprefix("name.").replace(".", " ") for key in named(definitions(cafe)) if key.startswith("name.")}
    raw = (Path(locales.__file__).parent / f"{language}.json").read_text(encoding="utf-8")
    groups = "|".join(key for key in keys if " " not in key)
    mentioned = set(re.findall(rf"/({groups})( [a-z-]+)?", raw))
    assert mentioned
    unknown = {group + rest for group, rest in mentioned} - keys
    # A word after a group's name that is no command is fine only where the group alone is meant.
    assert unknown == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_calls_commands_by_its_own_names_everywhere(language: str):
    own = catalogue(language)
    assert text("error.nothing_drawn", language).count(f"/{own['name.avatar']} {own['name.avatar.new']}") == 1
    english = re.compile(r"/(avatar|style|train)\b")
    assert [key for key in own for sentence in sentences(language, key) if english.search(sentence)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_one_thing_in_english_is_one_thing_elsewhere(language: str):
    # Descriptions are found by their English text.
    found: dict[str, set[str]] = defaultdict(set)
    for key, sentence in catalogue(FALLBACK).items():
        if key.startswith("command.") and isinstance(sentence, str):
            found[sentence] |= set(sentences(language, key))
    assert {english: others for english, others in found.items() if len(others) > 1} == {}


async def test_commands_keep_discords_rules_in_every_language(cafe: Cafe):
    translator = CatalogueTranslator()
    payload = [await one.get_translated_payload(cafe.client.tree, translator) for one in definitions(cafe)]

    assert command_violations(payload) == []
    for node in payload:
        assert_translated(node)


def assert_translated(node: Any) -> None:
    """Every text that a member of another language would see in the list of commands."""
    for language in OTHERS:
        assert language in node["name_localizations"], node["name"]
        if "description" in node:
            assert language in node["description_localizations"], node["name"]
    for option in node.get("options", ()):
        assert_translated(option)
    for choice in node.get("choices", ()):
        if choice["name"] != str(choice["value"]):  # others are no words, such as 4 or webp
            assert all(language in choice.get("name_localizations", ()) for language in OTHERS), choice["name"]


LIMITS = {
    r"ui\.button\.": 80,
    r"ui\.form\.(title|name|files|consent)$": 45,
    r"ui\.form\..*_about$": 100,
    r"ui\.form\..*_option$": 100,
    r"ui\.edit\.(change|slide)$": 150,
    r"ui\.removal\.(title|reason)$": 45,
    r"ui\.removal\.reason_about$": 100,
    r"ui\.wall\.(vote|take_off|put_back)$": 150,
    r"ui\.alt\.": 1024,
    r"slider\.": 60,
    r"error\.": 2000,
    r"(ui|my_data)\.": 4000,
}


@pytest.mark.parametrize("language", languages())
def test_nothing_is_longer_than_discord_takes(language: str):
    for key in catalogue(language):
        limit = next((most for pattern, most in LIMITS.items() if re.match(pattern, key)), None)
        for sentence in sentences(language, key):
            assert sentence.strip() or key.startswith("ui.wish."), key
            if limit is not None and not key.startswith("my_data."):
                assert len(re.sub(r"{\w+}", FILLED, sentence)) <= limit, key


def test_numbers_choose_the_form_and_are_written_as_the_language_writes_them():
    assert text("ui.train.hours", count=1) == "about an hour"
    assert text("ui.train.hours", count=3) == "about 3 hours"
    assert text("ui.train.hours", "zh-CN", count=1) == "约 1 小时"
    assert text("ui.train.status.step", step=1200, steps=12000) == "Step 1,200 of 12,000"
    assert "0.0123" in text("ui.train.status.kid", kid=0.0123456)
    assert text("ui.train.status.rate", rate=2.0) == "2 steps a second"
    assert text("ui.train.stopped", names=("Ink", "Sky")).endswith("Ink, Sky.")
    assert text("ui.train.stopped", "zh-CN", names=("Ink", "Sky")).endswith("Ink、Sky。")


def said_by(folder: str) -> set[str]:
    """The sentences in a folder's source that are no documentation, with twelve for each blank."""
    found: set[str] = set()
    for path in (ROOT / folder).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation | parts:
                found.add(node.value)
            if isinstance(node, ast.JoinedStr):
                values = (one.value if isinstance(one, ast.Constant) else "12" for one in node.values)
                found.add("".join(map(str, values)))
    return {sentence for sentence in found if re.fullmatch(r"[A-Z].* .*\.", sentence)}


def test_what_is_wrong_with_an_upload_is_said_in_every_language():
    sentences = said_by("gan/uploads")
    assert len(sentences) > 15
    for language in OTHERS:
        same = {sentence for sentence in sentences if in_language(sentence, language, "upload") == sentence}
        assert same == set()
    known_ones = [key for key in catalogue(FALLBACK) if key.startswith("upload.")]
    assert len(known_ones) <= len(sentences) + 1, "the one that Discord causes is said elsewhere"


def test_why_wishes_clash_is_said_in_every_language():
    model = json.loads((ROOT / "gan/weights/moe-128-4.json").read_text(encoding="utf-8"))
    reasons = set(re.findall(r'"why": "(.+?)"', json.dumps(model)))
    assert len(reasons) > 10
    for language in OTHERS:
        assert {why for why in reasons if in_language(why, language, "why") == why} == set()


def test_groups_of_commands_are_called_as_the_reader_calls_them():
    assert "/train." in text("error.not_admin", command=Group("train"))
    assert "/训练 " in text("error.not_admin", "zh-CN", command=Group("train"))


@pytest.mark.parametrize(
    ("wanted", "answered"),
    [
        (("zh-CN", "en-US"), "zh-CN"),
        (("en-GB", "zh-CN"), "en"),
        (("de", "zh-CN"), "zh-CN"),
        (("zh-TW",), "zh-CN"),
        (("de", "fr"), "en"),
        (("de", ""), "en"),
    ],
)
def test_the_members_language_goes_first_then_the_servers_then_english(wanted: tuple[str, ...], answered: str):
    assert closest(*wanted) == answered


def test_a_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for one in Path(locales.__file__).parent.glob("*.json"):
        (tmp_path / one.name).write_bytes(one.read_bytes())
    (tmp_path / "ru.json").write_text(
        json.dumps(
            {
                "name.avatar": "аватар",
                "error.nothing_drawn": "Сначала /avatar.",
                "ui.train.hours": {
                    "count": {
                        "one": "{count} час",
                        "few": "{count} часа",
                        "many": "{count} часов",
                        "other": "{count} часа",
                    }
                },
            }
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(locales, "_FOLDER", tmp_path)
    for cached in (languages, catalogue, closest):
        cached.cache_clear()
    try:
        assert closest("ru") == "ru"
        hours = [text("ui.train.hours", "ru", count=count) for count in (1, 3, 5, 21)]
        assert hours == ["1 час", "3 часа", "5 часов", "21 час"]
        assert text("error.nothing_drawn", "ru") == "Сначала /аватар."
        assert text("ui.queue", "ru", place=3) == "You are in the queue: **3** before you."
    finally:
        monkeypatch.undo()
        for cached in (languages, catalogue, closest):
            cached.cache_clear()
