"""The table of styles, and the migration that makes room for them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.migrations import FOLDER
from bot.store.rows import Origin, Style, Subject
from gan.recipe import fresh
from gan.wishes.wish import Wish

CAFE, LIBRARY, ADMIN = 1, 2, 710_000_000_000_000_111
MODEL, WEAKER = "a" * 64, "b" * 64
RECIPE = fresh("0" * 64, 7)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(tmp_path / "moegan.sqlite3", durable=False) as opened:
        yield opened


async def adopted(store: Database, name: str, guild_id: int = CAFE) -> int:
    """The id of a new style that was adopted."""
    async with store.write() as rows:
        style_id = await rows.styles.add(guild_id, name, name.lower(), MODEL, 7, now=1)
        await rows.styles.adopt(style_id, ADMIN, now=2)
    return style_id


async def test_a_style_is_offered_at_full_strength_then_adopted(store: Database) -> None:
    async with store.write() as rows:
        style_id = await rows.styles.add(CAFE, "Ink", "ink", MODEL, 7, now=1)
    offered = Style(style_id, CAFE, "Ink", MODEL, 100, 7, "offered", is_default=False, created_at=1, adopted_at=None,
                    adopted_by_user_id=None)  # fmt: skip
    assert await store.read.styles.get(style_id) == offered
    async with store.write() as rows:
        await rows.styles.adopt(style_id, ADMIN, now=2)
    style = await store.read.styles.named(CAFE, "ink")
    assert style is not None
    assert (style.state, style.adopted_at, style.adopted_by_user_id) == ("adopted", 2, ADMIN)


async def test_styles_of_one_server_are_no_other_servers(store: Database) -> None:
    here, there = await adopted(store, "Ink"), await adopted(store, "Ink", LIBRARY)
    async with store.write() as rows:
        await rows.styles.set_default(LIBRARY, there)
    assert [style.id for style in await store.read.styles.of_guild(CAFE, "adopted")] == [here]
    assert await store.read.styles.default(CAFE) is None
    default = await store.read.styles.default(LIBRARY)
    assert default is not None
    assert default.id == there


async def test_a_server_has_one_style_of_a_name_and_one_default(store: Database) -> None:
    ink, paper = await adopted(store, "Ink"), await adopted(store, "Paper")
    with pytest.raises(sqlite3.IntegrityError):
        await adopted(store, "INK")
    for style_id in (ink, paper):
        async with store.write() as rows:
            await rows.styles.set_default(CAFE, style_id)
    default = await store.read.styles.default(CAFE)
    assert default is not None
    assert default.id == paper
    async with store.write() as rows:
        await rows.styles.set_default(CAFE, None)
    assert await store.read.styles.default(CAFE) is None


async def test_a_retired_style_is_no_default_and_in_no_choice(store: Database) -> None:
    style_id = await adopted(store, "Ink")
    async with store.write() as rows:
        await rows.styles.set_default(CAFE, style_id)
        await rows.styles.retire(style_id)
    assert await store.read.styles.default(CAFE) is None
    assert await store.read.styles.of_guild(CAFE, "adopted") == ()
    assert [style.name for style in await store.read.styles.of_guild(CAFE, "adopted", "retired")] == ["Ink"]


async def test_only_an_adopted_style_can_be_the_default(store: Database) -> None:
    async with store.write() as rows:
        style_id = await rows.styles.add(CAFE, "Ink", "ink", MODEL, None, now=1)
    with pytest.raises(sqlite3.IntegrityError):
        async with store.write() as rows:
            await rows.styles.set_default(CAFE, style_id)


async def test_name_strength_and_model_can_change(store: Database) -> None:
    style_id = await adopted(store, "Ink")
    async with store.write() as rows:
        await rows.styles.rename(style_id, "Paper", "paper")
        await rows.styles.set_strength(style_id, 40, WEAKER)
    style = await store.read.styles.named(CAFE, "paper")
    assert style is not None
    assert (style.name, style.strength, style.model_id) == ("Paper", 40, WEAKER)
    assert await store.read.styles.named(CAFE, "ink") is None


async def test_an_admin_who_is_forgotten_leaves_the_servers_style(store: Database) -> None:
    style_id = await adopted(store, "Ink")
    exported = await store.read.personal.export(ADMIN)
    assert [row["name"] for row in exported["styles"]] == ["Ink"]
    async with store.write() as rows:
        await rows.personal.forget(ADMIN)
    style = await store.read.styles.get(style_id)
    assert style is not None
    assert (style.state, style.adopted_by_user_id) == ("adopted", None)


@pytest.mark.parametrize("number", ["0004", "0005"])
async def test_requests_of_before_live_on_and_their_ids_are_never_given_again(tmp_path: Path, number: str) -> None:
    """Two migrations make the table of requests anew."""
    before = tmp_path / "before"
    shutil.copytree(FOLDER, before)
    for migration in before.glob("*.sql"):
        if migration.name >= number:
            migration.unlink()
    path = tmp_path / "old.sqlite3"
    async with Database.open(path, durable=False, migrations=before):
        pass
    first, second = (_old_request(path, interaction_id) for interaction_id in (11, 12))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM draw_subjects WHERE request_id = ?", (second,))
        connection.execute("DELETE FROM draw_requests WHERE id = ?", (second,))
    async with Database.open(path, durable=False) as store:
        draw = await store.read.draws.get(first)
        assert draw is not None
        assert draw.subjects == (Subject("new", RECIPE),)
        assert (draw.kind, draw.size, draw.origin.token) == ("new", 256, "token")
        async with store.write() as rows:
            new = await rows.draws.add(
                Origin(13, 5, "token", ADMIN, CAFE, 2), "export", [Subject("shown", RECIPE)], size=320,
                owner_user_id=ADMIN, partner_user_id=None, parent_avatar_id=None, wish=Wish(), view={}, now=0,
                expires_at=9,
            )  # fmt: skip
        assert new.id > second
        assert await store.read.draws.get(new.id) == new
        async with store.write() as rows:
            await rows.personal.forget(ADMIN)
        assert await store.read.draws.get(first) is None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM draw_subjects").fetchone() == (0,), "they go with their request"


def _old_request(path: Path, interaction_id: int) -> int:
    """A request as the program wrote it before."""
    with closing(sqlite3.connect(path)) as connection, connection:
        request_id = connection.execute(
            "INSERT INTO draw_requests (interaction_id, application_id, token, user_id, owner_user_id, locale, kind,"
            " wish_json, created_at, expires_at)"
            """ VALUES (?, 5, 'token', ?, ?, 'en', 'new', '{"attributes": {}, "view": {}}', 0, 9)""",
            (interaction_id, ADMIN, ADMIN),
        ).lastrowid
        connection.execute(
            "INSERT INTO draw_subjects (request_id, position, role, recipe_json) VALUES (?, 0, 'new', ?)",
            (request_id, RECIPE.to_json()),
        )
    assert request_id is not None
    return request_id
