"""Styles of a server: offered, adopted, used, renamed, weakened, retired; and what they leave alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.errors import NameEmpty
from bot.services.style_errors import (
    BadStyleStrength,
    NoSuchStyle,
    StrengthFixed,
    StyleGone,
    StyleInUse,
    StyleNameTaken,
    StyleNotAdopted,
    StyleReserved,
    StyleRetired,
    StyleUnavailable,
)
from gan.models import ModelMissing
from tests.bot.services.house import AKI, House, open_house
from tests.bot.services.styles import (
    ADMIN,
    CAFE,
    LIBRARY,
    FakeStrengths,
    adopted,
    lost,
    model_of,
    open_house_of_styles,
)


@pytest.fixture
def strengths() -> FakeStrengths:
    return FakeStrengths()


@pytest.fixture
async def house(tmp_path: Path, strengths: FakeStrengths) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path, strengths) as opened:
        yield opened


async def model_drawn(house: House, style: str | None = None, *, guild_id: int = CAFE) -> str:
    """The model that a new avatar of a member is drawn with."""
    drawing = await house.services.drawing.new(house.origin(AKI, guild_id=guild_id), count=1, style=style)
    (face,) = (await drawing.result()).new
    return face.recipe.model_id


async def test_an_offered_style_is_in_nobodys_choice(house: House) -> None:
    await house.services.styles.offer(CAFE, "Ink", model_of("ink"), 7, 1)
    assert await house.services.palette.names(CAFE) == ["original"]
    assert await house.services.palette.names(CAFE, states=("offered",), original=False) == ["Ink"]
    with pytest.raises(StyleNotAdopted):
        await model_drawn(house, "ink")
    assert await model_drawn(house) == model_of("base")


async def test_an_adopted_style_can_be_picked_and_changes_nothing_by_itself(house: House) -> None:
    await adopted(house)
    assert await house.services.palette.names(CAFE) == ["original", "Ink"]
    assert await model_drawn(house, "INK") == model_of("ink")
    assert await model_drawn(house) == model_of("base")


async def test_adopting_twice_adopts_once(house: House) -> None:
    style = await adopted(house)
    house.clock.advance(60)
    again = await house.services.styles.adopt(style.id, AKI)
    assert again == style
    assert again.adopted_by_user_id == ADMIN


async def test_the_default_style_is_for_new_avatars_and_one_step_takes_it_back(house: House) -> None:
    before = await house.saved(AKI, "Mei")
    style = await adopted(house)
    used = await house.services.styles.use(CAFE, "ink", ADMIN)
    assert used is not None
    assert (used.id, used.is_default) == (style.id, True)
    assert await model_drawn(house) == model_of("ink")
    assert await model_drawn(house, "original") == model_of("base")
    assert await house.services.styles.use(CAFE, "Original", ADMIN) is None
    assert await model_drawn(house) == model_of("base")
    assert await house.services.collection.find(AKI, "Mei") == before


async def test_a_servers_style_is_that_servers_alone(house: House) -> None:
    await adopted(house, default=True)
    assert await house.services.palette.names(LIBRARY) == ["original"]
    assert await model_drawn(house, guild_id=LIBRARY) == model_of("base")
    with pytest.raises(NoSuchStyle):
        await model_drawn(house, "Ink", guild_id=LIBRARY)
    for act in (
        house.services.styles.use(LIBRARY, "Ink", ADMIN),
        house.services.styles.retire(LIBRARY, "Ink", ADMIN),
        house.services.styles.rename(LIBRARY, "Ink", "Mine", ADMIN),
        house.services.styles.set_strength(LIBRARY, "Ink", 50, ADMIN),
    ):
        with pytest.raises(NoSuchStyle):
            await act


async def test_a_retired_style_leaves_the_choice_and_its_avatars_alone(house: House) -> None:
    await adopted(house, default=True)
    drawn = await house.saved(AKI, "Mei")
    await house.services.styles.retire(CAFE, "Ink", ADMIN)
    assert await house.services.palette.names(CAFE) == ["original"]
    with pytest.raises(StyleRetired, match=r"/style use"):
        await model_drawn(house, "Ink")
    assert await model_drawn(house) == model_of("base")
    face = await house.services.collection.face(AKI, "Mei")
    (shown,) = (await (await house.services.drawing.redraw(house.origin(AKI), [face])).result()).faces
    assert (shown.recipe.model_id, shown.pixel_hash, shown.changed) == (model_of("ink"), drawn.pixel_hash, False)


async def test_a_retired_style_comes_back_once_it_is_used(house: House) -> None:
    await adopted(house)
    await house.services.styles.retire(CAFE, "Ink", ADMIN)
    await house.services.styles.use(CAFE, "Ink", ADMIN)
    assert await house.services.palette.names(CAFE) == ["original", "Ink"]


async def test_a_discarded_style_is_gone_but_never_an_adopted_one(house: House) -> None:
    styles = house.services.styles
    style_id = await styles.offer(CAFE, "Ink", model_of("ink"), 7, 1)
    assert (await styles.discard(style_id, ADMIN)).name == "Ink"
    for act in (styles.discard(style_id, ADMIN), styles.adopt(style_id, ADMIN)):
        with pytest.raises(StyleGone):
            await act
    kept = await adopted(house)
    with pytest.raises(StyleInUse):
        await styles.discard(kept.id, ADMIN)


@pytest.mark.parametrize(
    ("name", "names"),
    [("Ink", ["Ink", "Ink 2"]), ("Original", ["Original 2", "Original 3"]), ("x" * 32, ["x" * 30 + " 2", "x" * 32])],
)
async def test_a_name_that_is_taken_gets_a_number_and_a_training_offers_one_style(
    house: House, name: str, names: list[str]
) -> None:
    for run_id in (7, 8):
        for _ in range(2):
            await house.services.styles.offer(CAFE, name, model_of("ink"), run_id, 1)
    assert await house.services.palette.names(CAFE, states=("offered",), original=False) == names


async def test_renaming_keeps_names_apart(house: House) -> None:
    styles = house.services.styles
    await adopted(house)
    await adopted(house, "Paper", "paper")
    assert (await styles.rename(CAFE, "Ink", "  Tusche ", ADMIN)).name == "Tusche"
    assert await model_drawn(house, "tusche") == model_of("ink")
    with pytest.raises(StyleNameTaken, match="Paper"):
        await styles.rename(CAFE, "Tusche", "PAPER", ADMIN)
    with pytest.raises(StyleReserved):
        await styles.rename(CAFE, "Tusche", "Original", ADMIN)
    with pytest.raises(NameEmpty):
        await styles.rename(CAFE, "Tusche", " ", ADMIN)
    assert (await styles.rename(CAFE, "Tusche", "TUSCHE", ADMIN)).name == "TUSCHE"


async def test_another_strength_is_another_model_for_what_is_drawn_from_now_on(
    house: House, strengths: FakeStrengths
) -> None:
    await adopted(house, default=True)
    before = await house.saved(AKI, "Mei")
    style = await house.services.styles.set_strength(CAFE, "Ink", 40, ADMIN)
    assert strengths.asked == [(model_of("ink"), 0.4)]
    assert (style.strength, style.model_id, style.is_default) == (40, model_of("weaker"), True)
    assert await model_drawn(house) == model_of("weaker")
    assert await house.services.collection.find(AKI, "Mei") == before
    await house.services.styles.set_strength(CAFE, "Ink", 40, ADMIN)
    assert len(strengths.asked) == 1, "it has that strength"


async def test_strengths_that_cannot_be_are_refused(house: House, strengths: FakeStrengths, tmp_path: Path) -> None:
    await adopted(house)
    for strength in (-1, 101):
        with pytest.raises(BadStyleStrength):
            await house.services.styles.set_strength(CAFE, "Ink", strength, ADMIN)
    strengths.failure = ModelMissing("gone")
    with pytest.raises(StyleUnavailable):
        await house.services.styles.set_strength(CAFE, "Ink", 50, ADMIN)
    strengths.failure = None
    lost(house, "weaker")
    with pytest.raises(StyleUnavailable):
        await house.services.styles.set_strength(CAFE, "Ink", 50, ADMIN)
    assert await model_drawn(house, "Ink") == model_of("ink")
    async with open_house(tmp_path / "other") as other:
        with pytest.raises(StrengthFixed):
            await other.services.styles.set_strength(CAFE, "Ink", 50, ADMIN)


async def test_where_a_styles_file_is_missing_the_member_is_told_and_the_original_draws(house: House) -> None:
    style = await adopted(house, default=True)
    lost(house, "ink")
    with pytest.raises(StyleUnavailable, match=r"“Ink” cannot be drawn.*“original”.*reference: \w{8}"):
        await model_drawn(house, "Ink")
    drawn = await (await house.services.drawing.new(house.origin(AKI), count=1)).result()
    assert drawn.new[0].recipe.model_id == model_of("base")
    assert dict(drawn.view) == {"style_missing": "Ink"}
    assert (await house.services.styles.book(CAFE)).missing == {style.id}
    with pytest.raises(StyleUnavailable):
        await house.services.styles.use(CAFE, "Ink", ADMIN)


async def test_a_style_of_a_model_that_is_unknown_cannot_be_adopted(house: House) -> None:
    style_id = await house.services.styles.offer(CAFE, "Ink", "f" * 64, 7, 1)
    with pytest.raises(StyleUnavailable):
        await house.services.styles.adopt(style_id, ADMIN)


async def test_a_reroll_stays_in_its_style_while_that_can_be_picked(house: House) -> None:
    await adopted(house)
    await adopted(house, "Paper", "paper", default=True)

    async def rerolled(style: str | None) -> tuple[str, str]:
        drawing = await house.services.drawing.new(house.origin(AKI), count=1, style=style)
        await drawing.result()
        await house.services.styles.use(CAFE, "original", ADMIN)
        again = await house.services.drawing.reroll(house.origin(AKI), drawing.request_id)
        stays = (await again.result()).new[0].recipe.model_id
        await house.services.styles.use(CAFE, "Paper", ADMIN)
        await house.services.styles.retire(CAFE, "Ink", ADMIN)
        late = await house.services.drawing.reroll(house.origin(AKI), drawing.request_id)
        return stays, (await late.result()).new[0].recipe.model_id

    assert await rerolled("original") == (model_of("base"), model_of("base"))
    await house.services.styles.use(CAFE, "Ink", ADMIN)
    await house.services.styles.use(CAFE, "Paper", ADMIN)
    assert await rerolled("Ink") == (model_of("ink"), model_of("paper"))
    assert await rerolled(None) == (model_of("paper"), model_of("paper"))


async def test_a_server_without_styles_keeps_no_word_of_them(house: House) -> None:
    drawn = await house.draw(AKI)
    assert dict(drawn.view) == {}


async def test_the_book_says_what_is_what(house: House) -> None:
    await adopted(house, "Paper", "paper", default=True)
    await adopted(house)
    await adopted(house, "Weak", "weaker")
    await house.services.styles.retire(CAFE, "Weak", ADMIN)
    await house.services.styles.offer(CAFE, "Offered", model_of("old"), 8, 1)
    book = await house.services.styles.book(CAFE)
    assert book.default is not None
    assert book.default.name == "Paper"
    assert [style.name for style in book.adopted] == ["Ink", "Paper"]
    assert [style.name for style in book.retired] == ["Weak"]
    assert book.missing == frozenset()
