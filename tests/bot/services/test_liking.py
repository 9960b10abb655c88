"""The face that is nearest to a picture: searches, their line, and that nothing of a picture is kept."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from PIL import Image
from structlog.testing import capture_logs

from bot.errors import MemberError
from bot.services.drawn import Drawn
from bot.services.errors import DrawingFailed, DrawTookTooLong, DrawWithdrawn, QueueIsFull
from bot.services.like_errors import LikeLost, LikeNotHanded, LikeTooLarge, LikeUnderWay, UnusablePicture
from bot.services.liking import LARGEST, Likening, SearchProgress
from gan.engine.seeking import SeekingFailed, SeekingTimeout
from tests.bot.services.house import AKI, BEN, House, open_house
from tests.fakes import FakeClock
from tests.patience import PATIENCE


@dataclass
class Handed:
    """A file that a member hands in."""

    content: bytes | None
    said: int | None = None
    reads: int = 0

    @property
    def size(self) -> int:
        return len(self.content or b"") if self.said is None else self.said

    async def read(self) -> bytes | None:
        self.reads += 1
        return self.content


def drawing(shade: int = 200) -> bytes:
    """A small drawing."""
    picture = Image.linear_gradient("L").resize((70, 70)).convert("RGB")
    picture.putpixel((3, 3), (shade, 1, 2))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


async def found(house: House, user_id: int = AKI, content: bytes | None = None) -> Drawn:
    """What is found for a picture."""
    search = await house.services.liking.begin(house.origin(user_id), Handed(content or drawing()))
    return await (await search.result()).result()


async def searching(house: House, search: Likening) -> None:
    """Returns once the search has begun."""
    async with asyncio.timeout(PATIENCE):
        while not search.progress.total:  # noqa: ASYNC110  # the search tells nobody but those who look
            await asyncio.sleep(0.01)


async def test_the_nearest_face_is_an_avatar_like_any_other(house: House) -> None:
    drawn = await found(house)
    (face,) = drawn.new
    assert face.avatar is not None
    assert (drawn.kind, drawn.view["nearness"]) == ("like", 83)
    saved = await house.services.collection.save(AKI, "Mirror", face.avatar.id)
    assert saved.avatar.recipe.parts[0].moves == {"pca 1": 1.5}
    varied = await (await house.services.drawing.variations(house.origin(AKI), face.avatar.id)).result()
    assert len(varied.new) == 4


async def test_the_search_sees_the_picture_decoded_and_upright(house: House) -> None:
    await found(house)
    (seen,) = house.seeker.pictures
    with Image.open(io.BytesIO(seen)) as picture:
        assert (picture.format, picture.mode, picture.size, picture.info) == ("PNG", "RGB", (70, 70), {})


def traces(folder: Path, *contents: bytes) -> list[Path]:
    """The files below a folder that hold any of these, or that are pictures."""
    files = [path for path in folder.rglob("*") if path.is_file() and "models" not in path.parts]
    held = [path for path in files if any(content[40:80] in path.read_bytes() for content in contents)]
    return held + [path for path in files if path.suffix in (".png", ".webp", ".upload")]


async def test_nothing_of_the_picture_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    content = drawing()
    async with open_house(tmp_path / "data") as house:
        house.seeker.hold()
        search = await house.services.liking.begin(house.origin(AKI), Handed(content))
        await searching(house, search)
        # In the middle of it, which is what a crash would leave.
        assert traces(tmp_path, content, house.seeker.pictures[0]) == []
        house.seeker.release()
        await (await search.result()).result()
        assert traces(tmp_path, content, house.seeker.pictures[0]) == []
    assert traces(tmp_path, content) == []
    assert list(temporary.iterdir()) == []


async def test_a_file_that_is_too_large_is_never_fetched(house: House) -> None:
    file = Handed(drawing(), said=LARGEST + 1)
    with pytest.raises(LikeTooLarge, match="at most 10 MB"):
        await house.services.liking.begin(house.origin(AKI), file)
    assert file.reads == 0


async def failure(house: House, file: Handed) -> MemberError:
    search = await house.services.liking.begin(house.origin(AKI), file)
    with pytest.raises(MemberError) as caught:
        await search.result()
    assert await house.store.read.draws.open_requests() == []
    return caught.value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"GIF? no", "not a picture"),
        (drawing()[:90], "not a picture|damaged"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
async def test_what_is_no_picture_is_refused_in_plain_words(house: House, content: bytes, words: str) -> None:
    error = await failure(house, Handed(content, said=100))
    assert isinstance(error, UnusablePicture | LikeTooLarge)
    assert any(word in error.say() for word in words.split("|"))
    assert error.say("zh-CN") != error.say()


async def test_what_discord_does_not_hand_over_is_said(house: House) -> None:
    assert isinstance(await failure(house, Handed(None)), LikeNotHanded)


async def test_a_search_that_fails_is_said_and_the_next_one_works(house: House) -> None:
    house.seeker.failure = SeekingFailed("the model is gone")
    assert isinstance(await failure(house, Handed(drawing())), DrawingFailed)
    house.seeker.failure = SeekingTimeout("too long")
    assert isinstance(await failure(house, Handed(drawing())), DrawTookTooLong)
    house.seeker.failure = None
    assert (await found(house)).new


async def test_what_nobody_foresaw_is_in_the_log_under_the_reference_that_is_given(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Handed) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(Handed, "read", fail)
    structlog.configure(cache_logger_on_first_use=False)
    with capture_logs() as logs:
        error = await failure(house, Handed(drawing()))
    assert isinstance(error, DrawingFailed)
    assert [log["reference"] for log in logs if log["log_level"] == "error"] == [error.params["reference"]]


async def test_one_search_at_a_time_each_member_one(house: House) -> None:
    house.seeker.hold()
    liking = house.services.liking
    first = await liking.begin(house.origin(AKI), Handed(drawing()))
    second = await liking.begin(house.origin(BEN), Handed(drawing(100)))
    await searching(house, first)
    with pytest.raises(LikeUnderWay):
        await liking.begin(house.origin(AKI), Handed(drawing()))
    assert first.progress == SearchProgress(0, 12, 30)
    assert second.progress == SearchProgress(before=1)
    assert len(house.seeker.pictures) == 1
    # Others draw meanwhile.
    await house.draw(BEN)
    house.seeker.release()
    for search in (first, second):
        assert (await (await search.result()).result()).new
    assert (await found(house)).new


async def test_the_line_has_an_end(house: House) -> None:
    house.seeker.hold()
    for user_id in range(8):
        await house.services.liking.begin(house.origin(user_id + 1), Handed(drawing()))
    with pytest.raises(QueueIsFull):
        await house.services.liking.begin(house.origin(99), Handed(drawing()))


async def test_an_interaction_that_comes_twice_is_searched_for_once(house: House) -> None:
    house.seeker.hold()
    origin = house.origin(AKI)
    search = await house.services.liking.begin(origin, Handed(drawing()))
    assert (await house.services.liking.begin(origin, Handed(drawing()))).repeated
    house.seeker.release()
    await (await search.result()).result()
    assert (await house.services.liking.begin(origin, Handed(drawing()))).repeated
    assert len(house.seeker.pictures) == 1


async def test_forget_me_ends_the_search(house: House) -> None:
    house.seeker.hold()
    search = await house.services.liking.begin(house.origin(AKI), Handed(drawing()))
    await searching(house, search)
    await house.services.forgetting.forget(AKI)
    with pytest.raises(DrawWithdrawn):
        await search.result()
    assert await house.store.read.draws.open_requests() == []
    house.seeker.release()
    assert (await found(house, BEN)).new


async def test_a_bot_that_goes_down_in_mid_search_asks_for_the_picture_again(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_house(tmp_path, clock=clock) as house:
        house.seeker.hold()
        search = await house.services.liking.begin(house.origin(AKI), Handed(drawing()))
        await searching(house, search)
    with pytest.raises(asyncio.CancelledError):
        await search.result()
    told: list[MemberError] = []

    async def nobody(_: object) -> None:
        raise AssertionError

    async def on_failed(draw: object, error: MemberError) -> None:
        told.append(error)

    async with open_house(tmp_path, clock=clock) as house:
        recovered = await house.services.recovery.recover(nobody, on_failed, nobody)
        assert recovered.failed == 1
        assert [type(error) for error in told] == [LikeLost]
        assert await house.store.read.draws.open_requests() == []


async def test_recovery_leaves_a_search_that_goes_on_alone(house: House) -> None:
    house.seeker.hold()
    search = await house.services.liking.begin(house.origin(AKI), Handed(drawing()))

    async def nobody(*_: object) -> None:
        raise AssertionError

    assert (await house.services.recovery.recover(nobody, nobody, nobody)).failed == 0
    house.seeker.release()
    assert (await (await search.result()).result()).new


async def test_what_is_kept_is_in_a_members_data_and_names_no_file(house: House) -> None:
    await found(house)
    exported = await house.services.forgetting.export(AKI)
    assert [row["kind"] for row in exported["draw_requests"]] == ["like"]
    await house.services.forgetting.forget(AKI)
    assert not any((await house.services.forgetting.export(AKI)).values())
