"""The collection: saving, names, pages, wearing, deleting."""

from __future__ import annotations

import pytest

from bot.services.errors import (
    AlreadySaved,
    AvatarGone,
    NameCharacters,
    NameEmpty,
    NameTaken,
    NameTooLong,
    NoSuchName,
    NothingDrawn,
    NotSaved,
    NotYours,
)
from bot.services.names import clean_name, made_up_name, name_key
from tests.bot.services.house import AKI, BEN, House


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Momo ", "Momo"),
        ("Momo   the second", "Momo the second"),
        ("e\u0301clair", "\u00e9clair"),
        ("桜", "桜"),
        ("👩‍🚀", "👩‍🚀"),
        ("No. 1 (blue)!", "No. 1 (blue)!"),
        ("x" * 32, "x" * 32),
    ],
)
def test_names_are_cleaned(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "\u200d"])
def test_names_without_anything_to_see_are_refused(typed: str) -> None:
    with pytest.raises(NameEmpty):
        clean_name(typed)


def test_long_names_are_refused_with_both_lengths() -> None:
    with pytest.raises(NameTooLong, match="at most 32 characters, and this one has 33"):
        clean_name("x" * 33)


@pytest.mark.parametrize(
    "typed",
    [
        "**bold**",
        "`code`",
        "snake_case",
        "~~gone~~",
        "||spoiler||",
        "<@123>",
        "@everyone",
        "# title",
        "- item",
        "[a](b)",
        "a\\b",
        "https://x.example",
        "two\nlines",
        "tab\there",
        "nul\0",
        "right\u202eleft",
        "zero\u200bwidth",
        "\ud800",
    ],
)
def test_names_full_of_markup_or_control_characters_are_refused(typed: str) -> None:
    with pytest.raises(NameCharacters):
        clean_name(typed)


async def test_made_up_names_are_valid_and_numbered_where_taken(house: House) -> None:
    recipe = (await house.avatar(AKI)).recipe
    first = made_up_name(recipe, frozenset[str]())
    assert clean_name(first) == first
    assert made_up_name(recipe, {name_key(first), name_key(f"{first} 2")}) == f"{first} 3"


async def test_the_first_avatar_saved_is_worn(house: House) -> None:
    avatar = await house.avatar(AKI)
    first = await house.services.collection.save(AKI, "Momo", avatar.id)
    assert (first.avatar.name, first.worn, first.already) == ("Momo", True, False)
    assert (await house.services.collection.worn(AKI)).avatar == first.avatar
    second = await house.services.collection.save(AKI, "Hana", (await house.avatar(AKI)).id)
    assert not second.worn
    assert (await house.services.collection.worn(AKI)).avatar == first.avatar


async def test_saving_twice_changes_nothing(house: House) -> None:
    avatar = await house.saved(AKI, "Momo")
    assert (await house.services.collection.save(AKI, None, avatar.id)).already
    assert (await house.services.collection.save(AKI, "MOMO", avatar.id)).avatar.name == "Momo"
    with pytest.raises(AlreadySaved, match="“Momo”"):
        await house.services.collection.save(AKI, "Hana", avatar.id)


async def test_without_an_id_the_avatar_last_drawn_or_picked_is_saved(house: House) -> None:
    with pytest.raises(NothingDrawn):
        await house.services.collection.save(AKI)
    older = await house.avatar(AKI)
    newer = (await house.draw(AKI, 4)).new[0].avatar
    assert newer is not None
    assert (await house.services.collection.save(AKI)).avatar.id == newer.id
    await house.services.drawing.variations(house.origin(AKI), older.id)
    assert (await house.services.collection.save(AKI)).avatar.id == older.id


async def test_only_the_owner_saves_and_only_what_is_there(house: House) -> None:
    avatar = await house.avatar(AKI)
    with pytest.raises(NotYours):
        await house.services.collection.save(BEN, None, avatar.id)
    with pytest.raises(AvatarGone):
        await house.services.collection.save(AKI, None, 10_000)


async def test_a_name_is_unique_to_its_owner_capitals_aside(house: House) -> None:
    await house.saved(AKI, "Momo")
    other = await house.saved(AKI, "Hana")
    with pytest.raises(NameTaken, match="“Momo”"):
        await house.services.collection.save(AKI, "MOMO", (await house.avatar(AKI)).id)
    with pytest.raises(NameTaken):
        await house.services.collection.rename(AKI, "Hana", "momo")
    assert (await house.services.collection.find(AKI, "hana")).id == other.id
    assert (await house.saved(BEN, "Momo")).name == "Momo"


async def test_renaming(house: House) -> None:
    avatar = await house.saved(AKI, "Momo")
    assert (await house.services.collection.rename(AKI, "momo", "MoMo")).name == "MoMo"
    assert (await house.services.collection.find(AKI, "momo")).id == avatar.id
    with pytest.raises(NoSuchName, match="“bold”"):
        await house.services.collection.rename(AKI, "**bold**", "Hana")
    with pytest.raises(NameEmpty):
        await house.services.collection.rename(AKI, "MoMo", " ")


async def test_wearing_and_taking_off(house: House) -> None:
    await house.saved(AKI, "Momo")
    hana = await house.saved(AKI, "Hana")
    assert (await house.services.collection.wear(AKI, "hana")).id == hana.id
    assert (await house.services.collection.worn(AKI)).avatar == hana
    assert (await house.services.collection.take_off(AKI)).avatar is None
    assert (await house.services.collection.wear_avatar(AKI, hana.id)) == hana
    with pytest.raises(NotSaved):
        await house.services.collection.wear_avatar(AKI, (await house.avatar(AKI)).id)
    with pytest.raises(NotYours):
        await house.services.collection.wear_avatar(BEN, hana.id)


async def test_a_deleted_avatar_is_gone_and_no_longer_worn(house: House) -> None:
    avatar = await house.saved(AKI, "Momo")
    with pytest.raises(NotYours):
        await house.services.collection.delete(BEN, avatar.id)
    assert (await house.services.collection.delete(AKI, avatar.id)).name == "Momo"
    with pytest.raises(AvatarGone):
        await house.services.collection.delete(AKI, avatar.id)
    with pytest.raises(NoSuchName):
        await house.services.collection.face(AKI, "Momo")
    assert (await house.services.collection.worn(AKI)).avatar is None
    newer = await house.avatar(AKI)
    assert newer.id > avatar.id, "an old button must not reach a newer avatar"


async def test_showing_by_name_or_what_is_worn(house: House) -> None:
    await house.saved(AKI, "Momo")
    hana = await house.saved(AKI, "Hana")
    assert (await house.services.collection.face(AKI, "HANA")).avatar == hana
    worn = (await house.services.collection.face(AKI)).avatar
    assert worn is not None
    assert worn.name == "Momo"


async def test_pages_of_the_gallery(house: House) -> None:
    empty = await house.services.collection.gallery(AKI)
    assert (empty.avatars, empty.page, empty.pages, empty.total) == ((), 1, 1, 0)
    for number in range(5):
        house.clock.advance(1)
        await house.saved(AKI, f"Nr {number}")
    await house.avatar(AKI)
    await house.saved(BEN, "Not hers")
    first = await house.services.collection.gallery(AKI, 1, page_size=2)
    assert [avatar.name for avatar in first.avatars] == ["Nr 4", "Nr 3"]
    assert (first.pages, first.total) == (3, 5)
    last = await house.services.collection.gallery(AKI, 99, page_size=2)
    assert ([avatar.name for avatar in last.avatars], last.page) == (["Nr 0"], 3)
    assert last.worn_avatar_id == last.avatars[0].id
    assert (await house.services.collection.gallery(AKI, -3, page_size=2)).page == 1


async def test_names_for_autocomplete(house: House) -> None:
    for name in ("Hanami", "Ohana", "Momo"):
        await house.saved(AKI, name)
    names = house.services.collection.names
    assert await names(AKI) == ["Hanami", "Momo", "Ohana"]
    assert await names(AKI, "HANA") == ["Hanami", "Ohana"]
    assert await names(AKI, limit=1) == ["Hanami"]
    assert await names(BEN) == []
