"""Forget-me reaches every row that names a member, in the tables of today and of any later migration."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database, Repositories
from bot.store.migrations import FOLDER
from bot.store.rows import BlendPrivacy, Message, Origin, Parent, Subject
from bot.store.training_rows import NewUpload
from gan.recipe import fresh
from gan.wishes.wish import Wish

GOES = 710_000_000_000_000_111
STAYS = 720_000_000_000_000_222
RECIPE = fresh("0" * 64, 7)

# Tables that hold nobody's data. A table that a migration adds belongs here, or in `seed`.
IMPERSONAL = {
    *("bot_state", "schema_migrations"),
    *("guild_settings", "guild_channels", "guild_train_roles", "quota_rules"),
    *("galleries", "wall_removals"),
}


async def seed(rows: Repositories, member: int, other: int) -> None:
    """At least one row in every table that names the member, in every way it can."""
    parent = await rows.avatars.add(other, RECIPE, "hash", 1, 0)
    avatar = await rows.avatars.add(member, RECIPE, "hash", 1, 0)
    await rows.avatars.name(avatar.id, "Name", "name", 0)
    await rows.avatars.add_parents(
        avatar.id, [Parent(None, member, "mine", RECIPE), Parent(parent.id, other, "theirs", RECIPE)]
    )
    await rows.members.set_worn(member, avatar.id)
    await rows.members.set_privacy(member, BlendPrivacy.ASK)
    await rows.charges.reserve(1, member, await _request(rows, member), 4, 0)
    for step, (user, owner, partner) in enumerate(
        [(member, member, other), (other, member, member), (member, member, None)], start=1
    ):
        await rows.draws.add(
            Origin(member + step, 5, "token", user, 1, 2),
            "blend",
            [Subject("mine", RECIPE, avatar.id), Subject("theirs", RECIPE, parent.id), Subject("child", RECIPE)],
            owner_user_id=owner,
            partner_user_id=partner,
            parent_avatar_id=avatar.id,
            wish=Wish(),
            view={},
            now=0,
            expires_at=9,
        )
    await rows.blends.add(Origin(member + 10, 5, "token", member), other, 50, "mix", 0, 9)
    await rows.messages.add(Message(member + 20, 2, member, 0))
    style_id = await rows.styles.add(1, f"Style {member % 10}", f"style {member % 10}", "0" * 64, None, 0)
    await rows.styles.adopt(style_id, member, 0)
    style = await rows.uploads.add_collection(1, f"style {member % 2}", f"style {member % 2}", member, 0)
    await rows.uploads.add(style.id, member, [NewUpload("a" * 64, "a.png", 64, 64, 7)], 0)
    await rows.uploads.add(style.id, other, [NewUpload("b" * 64, "b.png", 64, 64, 9)], 0)
    learned = [upload.id for upload in await rows.uploads.of_collection(style.id)]
    for user, target in ((member, other), (other, member)):
        await rows.walls.join(1, user, "Name", 0)
        await rows.votes.cast(1, "2026-W48", user, target, parent.id if target == other else avatar.id, 0)
        await rows.audit.add(1, user, target, "picture_removed", {"message": 5}, 0)
    await rows.votes.decide("2026-W49", 0)
    await rows.walls.remove(1, "hash", 0)
    await rows.walls.set_gallery(1, 2, "2026-W48")
    await rows.runs.add(style, learned, user_id=member, locale="en", channel_id=2, steps=None, root_run_id=None, now=0)


async def _request(rows: Repositories, member: int) -> int:
    """A request of the member's own, for a charge to belong to."""
    origin = Origin(member + 30, 5, "token", member, 1, 2)
    subject = Subject("new", RECIPE)
    draw = await rows.draws.add(
        origin,
        "new",
        [subject],
        owner_user_id=member,
        partner_user_id=None,
        parent_avatar_id=None,
        wish=Wish(),
        view={},
        now=0,
        expires_at=9,
    )
    return draw.id


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, by table."""
    connection = sqlite3.connect(path)
    try:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608
    finally:
        connection.close()


def naming(path: Path, member: int) -> dict[str, int]:
    """How many rows of each table hold the member's id, in whatever column, texts included."""
    return {
        table: count
        for table, rows in cells(path).items()
        if (count := sum(any(re.search(rf"\b{member}\b", str(cell)) for cell in row) for row in rows))
    }


def with_a_later_migration(folder: Path) -> Path:
    """The migrations of today and one more, in a folder of their own."""
    shutil.copytree(FOLDER, folder)
    (folder / f"{len(list(folder.iterdir())) + 1:04}_later.sql").write_text(
        "CREATE TABLE badges (id INTEGER PRIMARY KEY, owner_user_id INTEGER NOT NULL) STRICT;\n"
        "CREATE TABLE awards (id INTEGER PRIMARY KEY, given_by_user_id INTEGER) STRICT;\n"
        f"INSERT INTO badges VALUES (1, {GOES}), (2, {STAYS});\n"
        f"INSERT INTO awards VALUES (1, {GOES}), (2, {STAYS});\n"
    )
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "moegan.sqlite3"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Database]:
    async with Database.open(path, durable=False) as opened:
        async with opened.write() as rows:
            await seed(rows, GOES, STAYS)
            await seed(rows, STAYS, GOES)
        yield opened


async def test_the_seeds_cover_every_table(store: Database, path: Path) -> None:
    empty = {table for table, rows in cells(path).items() if not rows}
    assert empty <= IMPERSONAL, (
        f"Tables without a row in `seed`: {empty - IMPERSONAL}. Add one, or say it is impersonal."
    )


async def test_nothing_names_the_member_afterwards(store: Database, path: Path) -> None:
    assert {"members", "avatars", "lineage", "draw_requests", "blend_requests", "messages", "uploads"} <= set(
        naming(path, GOES)
    )
    async with store.write() as rows:
        await rows.personal.forget(GOES)
    assert naming(path, GOES) == {}


async def test_what_is_somebody_elses_stays(store: Database, path: Path) -> None:
    async with store.write() as rows:
        await rows.personal.forget(GOES)
    left = cells(path)
    assert len(left["members"]) == 1
    assert len(left["avatars"]) == 2, "the other member's own avatar, and the one that was a parent"
    assert len(left["messages"]) == 1
    assert [row.user_id for row in await store.read.messages.of_member(STAYS)] == [STAYS]
    mentioning = [draw for draw in await store.read.draws.open_requests() if draw.kind == "blend"]
    assert [draw.owner_user_id for draw in mentioning] == [STAYS, STAYS]
    assert all(draw.partner_user_id in (None, STAYS) for draw in mentioning)


async def test_a_failure_halfway_forgets_nothing(store: Database, path: Path) -> None:
    before = cells(path)

    async def fail_halfway() -> None:
        async with store.write() as rows:
            await rows.personal.forget(GOES)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_halfway()
    assert cells(path) == before


async def test_ids_of_members_are_found_by_the_names_of_their_columns(store: Database, path: Path) -> None:
    """A column for a member's id that is called otherwise would escape forget-me."""
    known = {(column.table, column.name) for column in await store.read.personal.columns()}
    connection = sqlite3.connect(path)
    suspicious = {
        (table, name)
        for table, name in connection.execute(
            "SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c"
            " WHERE t.schema = 'main' AND t.type = 'table'"
        )
        if re.search(r"user|member|author|owner|asker|creator|uploader", name)
    }
    connection.close()
    assert suspicious <= known, f"Name these columns user_id or ..._user_id: {suspicious - known}"


async def test_a_table_of_a_later_migration_is_covered(tmp_path: Path) -> None:
    folder = with_a_later_migration(tmp_path / "migrations")
    path = tmp_path / "later.sqlite3"
    async with Database.open(path, durable=False, migrations=folder) as store, store.write() as rows:
        changed = await rows.personal.forget(GOES)
    assert naming(path, GOES) == {}
    assert (changed["badges"], changed["awards"]) == (1, 1)
    assert cells(path)["badges"] == [(2, STAYS)]
    assert cells(path)["awards"] == [(1, None), (2, STAYS)]


async def test_an_export_holds_the_members_rows_and_no_secret(store: Database) -> None:
    export = await store.read.personal.export(GOES)
    assert [row["name"] for row in export["avatars"] if row["name"]] == ["Name"]
    assert len(export["draw_requests"]) == 6, "four of the member's, two that mention them"
    assert all("token" not in row for row in export["draw_requests"])
    assert {row["sha256"] for row in export["uploads"]} == {"a" * 64, "b" * 64}, "the pictures that they handed in"
    assert [row["pictures"] for row in export["quota_charges"]] == [4]
    assert "bot_state" not in export


async def test_what_was_done_to_or_for_somebody_forgotten_stays_without_them(store: Database, path: Path) -> None:
    before = len(cells(path)["audit_entries"])
    async with store.write() as rows:
        await rows.personal.forget(GOES)
    entries = await store.read.audit.of_guild(1, 0, 100)
    assert len(entries) == before, "the log keeps what was done"
    assert {(entry.actor_user_id, entry.target_user_id) for entry in entries} == {(None, STAYS), (STAYS, None)}
    assert cells(path)["wall_votes"] == [], "a vote is of one member for another, and goes with either"
    assert [winner[2] for winner in cells(path)["wall_winners"]] in ([None], [STAYS])


async def test_an_export_says_neither_who_voted_for_the_member_nor_who_moderated_them(store: Database) -> None:
    export = await store.read.personal.export(GOES)
    votes = {(row["user_id"], row["candidate_user_id"]) for row in export["wall_votes"]}
    assert votes == {(GOES, STAYS), (None, GOES)}
    acts = {(row["actor_user_id"], row["target_user_id"]) for row in export["audit_entries"]}
    assert acts == {(GOES, STAYS), (None, GOES)}
