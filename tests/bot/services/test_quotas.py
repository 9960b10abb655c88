"""Quotas: what applies to whom, what counts, and that nobody gets more."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.drawing import DrawingService
from bot.services.drawn import Drawing, Drawn
from bot.services.quota_errors import BadQuota, QuotaReached, QuotaReachedByOther, QuotaTooSmall
from bot.services.quotas import Left, applying, left_of, next_free, parse_number, pictures_of
from bot.store.errors import StoreBusy
from bot.store.rows import BlendPrivacy, Subject
from bot.store.settings_rows import Charge, QuotaRule, Standing, Window
from gan.engine.interface import DrawFailed, QueueFull
from gan.recipe import fresh
from tests.bot.services.house import AKI, BEN, CHI, House, open_house
from tests.bot.services.styles import CAFE, LIBRARY, adopted, open_house_of_styles

GUILD, ADMIN = 1, CHI
HOUR, DAY = 3600, 24 * 3600
REGULAR, PATRON, OTHER = 501, 502, 503

rules = st.lists(
    st.builds(
        QuotaRule,
        st.integers(1, 99),
        st.none() | st.sampled_from([REGULAR, PATRON, OTHER]),
        st.sampled_from(Window),
        st.integers(1, 50),
    ),
    max_size=12,
    unique_by=lambda rule: (rule.role_id, rule.window),
)
charges = st.lists(st.builds(Charge, st.integers(0, 40 * DAY), st.integers(1, 4)), max_size=30).map(
    lambda found: sorted(found, key=lambda one: one.asked_at)
)


@given(rules, st.frozensets(st.sampled_from([REGULAR, PATRON, OTHER])))
def test_in_each_window_the_most_generous_of_ones_roles_wins_over_everyone(
    found: list[QuotaRule], roles: frozenset[int]
) -> None:
    limits = applying(found, roles)
    for window in Window:
        own = [rule.pictures for rule in found if rule.window is window and rule.role_id in roles]
        everyone = [rule.pictures for rule in found if rule.window is window and rule.role_id is None]
        assert limits.get(window) == (max(own) if own else (everyone[0] if everyone else None))
    assert list(limits) == [window for window in Window if window in limits], "the shorter window first"


@given(charges, st.sampled_from(Window), st.integers(1, 20), st.integers(0, 45 * DAY))
def test_the_next_picture_is_free_at_that_second_and_not_before(
    found: list[Charge], window: Window, most: int, now: int
) -> None:
    found = [one for one in found if one.asked_at <= now]
    (left,) = left_of({window: most}, found, now)
    assert 0 <= left.left <= most
    assert left.left == max(0, most - sum(one.pictures for one in found if now - one.asked_at < window.seconds))
    at = next_free(window, most, found, now)
    if left.left == 0:
        assert at > now
        assert left_of({window: most}, found, at)[0].left > 0
        assert left_of({window: most}, found, at - 1)[0].left == 0
    elif left.left < most:
        assert left_of({window: most}, found, at)[0].left > left.left
        assert left_of({window: most}, found, at - 1)[0].left == left.left


@pytest.mark.parametrize(
    ("typed", "number"), [("1", 1), (" 20 ", 20), ("10000", 10_000), ("10,000", 10_000), ("1 000", 1000), ("２０", 20)]
)
def test_numbers_are_read(typed: str, number: int) -> None:
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["0", "-5", "10001", "ten", "", "  ", "1.5", "1e3", "9" * 5000, "1,00", "²", "20 a day"]
)
def test_what_is_no_number_is_refused_with_what_would_be(typed: str) -> None:
    with pytest.raises(BadQuota, match=r"from 1 to 10,000\. Nothing was changed\."):
        parse_number(typed)


@pytest.mark.parametrize(
    ("kind", "roles", "count"),
    [
        ("new", ["new"] * 4, 4),
        ("blend", ["mine", "theirs", "child"], 1),
        ("mix", ["mine", "theirs", "theirs", "child"], 1),
        ("edit", ["new"], 1),
        ("edit", ["shown"], 0),
        ("strip", ["shown"] * 7, 1),
        ("morph", ["shown"] * 25, 1),
        ("gallery", ["shown"] * 8, 0),
        ("show", ["shown"], 0),
        ("preview", ["shown"] * 16, 0),
    ],
)
def test_new_pictures_count_and_known_faces_do_not(kind: str, roles: list[str], count: int) -> None:
    subjects = [Subject(role, fresh("0" * 64, 1)) for role in roles]  # pyright: ignore[reportArgumentType]
    assert pictures_of(kind, subjects) == count  # pyright: ignore[reportArgumentType]


async def limit(house: House, pictures: int, window: Window = Window.DAY, role: int | None = None) -> None:
    await house.services.settings.set_quota(GUILD, ADMIN, role, window, pictures)


async def counted(house: House, user_id: int = AKI) -> int:
    """How many pictures count for a member just now."""
    now = int(house.clock())
    return sum(one.pictures for one in await house.store.read.charges.since(GUILD, user_id, 0, now))


def drawing(house: House) -> DrawingService:
    return house.services.drawing


async def test_a_server_without_quotas_counts_nothing(house: House) -> None:
    drawn = await house.draw(AKI, 4)
    assert drawn.left == ()
    assert (await house.services.forgetting.export(AKI))["quota_charges"] == []


async def test_pictures_are_counted_down_and_the_one_too_many_is_refused(house: House) -> None:
    await limit(house, 6)
    assert (await house.draw(AKI, 4)).left == (Left(Window.DAY, 2, 6),)
    with pytest.raises(QuotaReached) as refused:
        await drawing(house).new(house.origin(AKI), count=4)
    free = int(house.clock()) + DAY
    assert (refused.value.params, refused.value.window) == (
        {"wanted": 4, "left": 2, "of": 6, "at": str(free)},
        Window.DAY,
    )
    sentence = refused.value.say("en")
    assert sentence.startswith("You have 2 of 6 pictures left today, and this would take 4.")
    assert f"<t:{free}:R>" in sentence
    assert "一天内还可以画 2 张" in refused.value.say("zh-CN")
    assert (await house.draw(AKI, 1)).left == (Left(Window.DAY, 1, 6),)
    assert (await house.draw(BEN, 4)).left == (Left(Window.DAY, 2, 6),), "each member has their own"


async def test_windows_slide(house: House) -> None:
    await limit(house, 4, Window.HOUR)
    await house.draw(AKI, 2)
    house.clock.advance(HOUR // 2)
    await house.draw(AKI, 2)
    house.clock.advance(HOUR // 2 - 1)
    with pytest.raises(QuotaReached) as refused:
        await house.draw(AKI, 1)
    assert refused.value.params["at"] == str(int(house.clock()) + 1)
    house.clock.advance(1)
    assert (await house.draw(AKI, 2)).left == (Left(Window.HOUR, 0, 4),)
    with pytest.raises(QuotaReached):
        await house.draw(AKI, 1)
    house.clock.advance(HOUR // 2)
    assert (await house.draw(AKI, 1)).left == (Left(Window.HOUR, 1, 4),)


async def test_of_several_windows_the_one_that_takes_longest_is_named(house: House) -> None:
    await limit(house, 4, Window.HOUR)
    await limit(house, 4, Window.WEEK)
    assert (await house.draw(AKI, 4)).left == (Left(Window.HOUR, 0, 4), Left(Window.WEEK, 0, 4))
    with pytest.raises(QuotaReached) as refused:
        await house.draw(AKI, 1)
    assert (refused.value.window, refused.value.params["at"]) == (Window.WEEK, str(int(house.clock()) + 7 * DAY))


async def test_more_at_once_than_ever_is_said_so(house: House) -> None:
    await limit(house, 3)
    with pytest.raises(QuotaTooSmall, match="This would take 4 pictures at once, and you may have 3 today here"):
        await house.draw(AKI, 4)
    assert (await house.draw(AKI, 3)).left == (Left(Window.DAY, 0, 3),)


async def test_roles_count_as_they_are_when_asking(house: House) -> None:
    await limit(house, 1)
    await limit(house, 2, role=REGULAR)
    await limit(house, 5, role=PATRON)
    patron = Standing(frozenset({REGULAR, PATRON}))
    drawn = await (await drawing(house).new(house.origin(AKI, standing=patron), count=4)).result()
    assert drawn.left == (Left(Window.DAY, 1, 5),)
    with pytest.raises(QuotaReached):
        await drawing(house).new(house.origin(AKI, standing=Standing(frozenset({REGULAR}))), count=1)


async def test_admins_are_exempt_unless_the_server_says_otherwise(house: House) -> None:
    await limit(house, 1)
    admin = Standing(manages=True)
    drawn = await (await drawing(house).new(house.origin(AKI, standing=admin), count=4)).result()
    assert drawn.left == ()
    await house.services.settings.set_admins_exempt(GUILD, ADMIN, False)
    with pytest.raises(QuotaReached):
        await drawing(house).new(house.origin(AKI, standing=admin), count=1)


async def test_a_drawing_that_fails_costs_nothing(house: House) -> None:
    await limit(house, 4)
    house.engine.failure = DrawFailed("no")
    with pytest.raises(Exception, match="could not be drawn"):
        await house.draw(AKI, 4)
    house.engine.failure, house.engine.refusal = None, QueueFull("full")
    with pytest.raises(Exception, match="queue is full"):
        await house.draw(AKI, 4)
    house.engine.refusal = None
    assert await counted(house) == 0
    assert (await house.draw(AKI, 4)).left == (Left(Window.DAY, 0, 4),)


async def test_pictures_that_never_reached_the_member_are_given_back(house: House) -> None:
    await limit(house, 4)
    drawn = await house.draw(AKI, 4)
    await drawing(house).give_back(drawn.request_id)
    assert await counted(house) == 0


async def test_two_requests_at_once_do_not_share_the_last_place(house: House) -> None:
    await limit(house, 6)
    house.engine.hold()

    async def ask(count: int) -> Drawing | QuotaReached:
        try:
            return await drawing(house).new(house.origin(AKI), count=count)
        except QuotaReached as error:
            return error

    outcomes = await asyncio.gather(*(ask(count) for count in (4, 4, 2, 1, 3)))
    assert await counted(house) == 6, "reserved before anything is drawn"
    house.engine.release()
    begun = [one for one in outcomes if isinstance(one, Drawing)]
    assert sum([len((await one.result()).new) for one in begun]) == 6
    assert await counted(house) == 6


async def test_an_interaction_that_comes_twice_counts_once(house: House) -> None:
    await limit(house, 4)
    origin = house.origin(AKI)
    first, second = await asyncio.gather(*(drawing(house).new(origin, count=4) for _ in range(2)))
    await first.result()
    await second.result()
    assert await counted(house) == 4


async def test_counts_outlive_a_restart_and_the_requests_themselves(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        drawn = await house.draw(AKI, 4)
        await house.services.drawing.answered(drawn.request_id)
    house.clock.advance(3 * HOUR)
    async with open_house(tmp_path, clock=house.clock) as house:
        async with house.store.write() as rows:
            assert await rows.draws.delete_finished(int(house.clock())) == 1
        with pytest.raises(QuotaReached):
            await house.draw(AKI, 1)


async def test_what_was_reserved_by_a_dead_process_counts_until_its_request_is_over(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        house.engine.hold()
        await drawing(house).new(house.origin(AKI), count=4)
    async with open_house(tmp_path, clock=house.clock) as house:
        assert await counted(house) == 4
        house.clock.advance(15 * 60)

        async def nothing(*_: object) -> None:
            pass

        assert (await house.services.recovery.recover(nothing, nothing, nothing)).expired == 1
        assert await counted(house) == 0
        await house.draw(AKI, 4)


async def test_what_was_reserved_and_is_drawn_after_a_restart_counts_once(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        house.engine.hold()
        await drawing(house).new(house.origin(AKI), count=3)
    left: list[tuple[Left, ...]] = []

    async def answer(drawn: object) -> None:
        left.append(drawn.left)  # type: ignore[attr-defined]

    async def never(*_: object) -> None:
        raise AssertionError

    async with open_house(tmp_path, clock=house.clock) as house:
        await house.services.recovery.recover(answer, never, never)
        assert left == [(Left(Window.DAY, 1, 4),)], "by the quotas that were in force"
        assert await counted(house) == 3


async def test_a_request_that_nobody_closed_blocks_nobody_for_ever(house: House) -> None:
    await limit(house, 4)
    house.engine.hold()
    await drawing(house).new(house.origin(AKI), count=4)
    house.clock.advance(2 * HOUR)
    assert await counted(house) == 0
    assert (await house.services.housekeeping.tidy(30))["quota_charges"] == 1


async def test_a_blend_counts_for_who_asked_by_their_own_standing(house: House) -> None:
    await limit(house, 1)
    await limit(house, 2, role=PATRON)
    await house.services.privacy.set(BEN, BlendPrivacy.ASK)
    blending = house.services.blending

    async def asked(roles: frozenset[int] = frozenset()) -> int:
        with pytest.raises(Exception, match="wants to be asked") as question:
            await blending.blend(house.origin(AKI, standing=Standing(roles)), BEN)
        return question.value.request.id  # type: ignore[attr-defined]

    async def patron(user_id: int) -> Standing:
        assert user_id == AKI
        return Standing(frozenset({PATRON}))

    async def nobody(user_id: int) -> Standing:
        return Standing()

    request = await asked()
    drawn = await (await blending.accept(house.origin(BEN), request, patron)).result()
    assert (drawn.left, await counted(house), await counted(house, BEN)) == ((Left(Window.DAY, 1, 2),), 1, 0)
    with pytest.raises(QuotaReached):
        await blending.blend(house.origin(AKI), BEN)
    request = await asked(frozenset({PATRON}))
    with pytest.raises(QuotaReachedByOther, match="The question stays open"):
        await blending.accept(house.origin(BEN), request, nobody)
    await (await blending.accept(house.origin(BEN), request, patron)).result()
    assert await counted(house) == 2


async def test_every_way_to_a_new_picture_counts_and_looking_is_free(house: House) -> None:
    await house.services.settings.set_quota(GUILD, ADMIN, None, Window.DAY, 1000)
    services = house.services
    mei = await house.saved(AKI, "Mei")
    await house.saved(BEN, "Bobby")
    first = await counted(house)
    assert first == 1
    first_drawing = await services.drawing.variations(house.origin(AKI), mei.id)
    await first_drawing.result()
    assert await counted(house) - first == 4
    await (await services.drawing.reroll(house.origin(AKI), first_drawing.request_id)).result()
    assert await counted(house) - first == 8
    await (await services.ways.strip(house.origin(AKI), BEN)).result()
    await (await services.ways.morph(house.origin(AKI), BEN)).result()
    assert await counted(house) - first == 10
    await (await services.blending.blend(house.origin(AKI), BEN)).result()
    assert await counted(house) - first == 11
    await (await services.editing.open(house.origin(AKI), "Mei")).result()
    await (await services.drawing.redraw(house.origin(AKI), [], kind="gallery")).result()
    code = await services.codes.code(AKI, "Mei")
    assert await counted(house) - first == 11
    await (await services.codes.redeem(house.origin(AKI), code.code)).result()
    assert await counted(house) - first == 12


async def test_the_same_member_has_a_quota_of_their_own_on_every_server(house: House) -> None:
    await limit(house, 1)
    await house.draw(AKI, 1)
    elsewhere = await drawing(house).new(house.origin(AKI, guild_id=2), count=4)
    assert (await elsewhere.result()).left == ()


async def test_a_member_is_handed_what_counted_and_it_goes_when_they_are_forgotten(house: House) -> None:
    await limit(house, 4)
    await house.draw(AKI, 3)
    await house.draw(BEN, 1)
    (row,) = (await house.services.forgetting.export(AKI))["quota_charges"]
    assert (row["pictures"], row["settled"], row["guild_id"]) == (3, 1, GUILD)
    assert (await house.services.forgetting.forget(AKI)).rows["quota_charges"] == 1
    assert (await counted(house), await counted(house, BEN)) == (0, 1)


async def test_what_no_quota_looks_back_on_is_deleted(house: House) -> None:
    await limit(house, 100, Window.MONTH)
    await house.draw(AKI, 1)
    house.clock.advance(30 * DAY - 1)
    assert (await house.services.housekeeping.tidy(0))["quota_charges"] == 0
    house.clock.advance(2)
    assert (await house.services.housekeeping.tidy(0))["quota_charges"] == 1


@pytest.fixture
async def styled(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house_of_styles(tmp_path) as opened:
        yield opened


async def test_a_restyle_counts_and_the_preview_of_a_style_does_not(styled: House) -> None:
    assert CAFE == GUILD
    assert LIBRARY != GUILD
    await limit(styled, 3)
    await styled.saved(AKI, "Mei")
    await adopted(styled)
    await (await styled.services.restyling.preview(styled.origin(AKI), CAFE, "Ink")).result()
    drawn = await (await styled.services.restyling.restyle(styled.origin(AKI), "Mei", "Ink")).result()
    assert drawn.left == (Left(Window.DAY, 1, 3),)


async def test_a_store_that_is_busy_neither_draws_nor_counts(house: House) -> None:
    await limit(house, 4)
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        await drawing(house).new(house.origin(AKI), count=4)
    other.close()
    assert await counted(house) == 0


async def test_pictures_that_were_drawn_and_came_too_late_are_given_back(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        await house.draw(AKI, 4)
        assert await counted(house) == 4
    house.clock.advance(15 * 60)

    async def nothing(*_: object) -> None:
        pass

    async with open_house(tmp_path, clock=house.clock) as house:
        assert (await house.services.recovery.recover(nothing, nothing, nothing)).expired == 1
        assert await counted(house) == 0


async def test_pictures_that_are_drawn_after_a_restart_and_reach_nobody_are_given_back(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        await house.draw(AKI, 4)

    async def missed(drawn: Drawn) -> None:
        await house.services.missed.note(drawn.request_id)

    async def never(*_: object) -> None:
        raise AssertionError

    async with open_house(tmp_path, clock=house.clock) as house:
        await house.services.recovery.recover(missed, never, never)
        assert await counted(house) == 0
        request_id = await house.services.missed.last(AKI)
        assert request_id is not None
        await (await house.services.missed.again(AKI, request_id)).result()
        assert await counted(house) == 0, "what is shown at last is not counted again"


async def test_pictures_that_cannot_be_drawn_again_after_a_restart_are_given_back(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await limit(house, 4)
        await house.draw(AKI, 4)

    async def told(*_: object) -> None:
        pass

    async def never(*_: object) -> None:
        raise AssertionError

    async with open_house(tmp_path, clock=house.clock) as house:
        house.engine.failure = DrawFailed("died")
        assert (await house.services.recovery.recover(never, told, never)).failed == 1
        assert await counted(house) == 0
