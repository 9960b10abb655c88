"""Reading a lot in a process of its own: good files come through whatever the others do."""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from gan.uploads import process
from gan.uploads.likeness import likeness
from gan.uploads.process import Handed, Reading, read_lot
from tests.gan.uploads.files import drawing, encoded, huge_png, zipped
from tests.patience import PATIENCE


def handed(folder: Path, **files: bytes) -> list[Handed]:
    """Files as the bot lays them down."""
    found: list[Handed] = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / f"{number}.upload"
        path.write_bytes(content)
        found.append(Handed(name.replace("_", "."), path))
    return found


def names(reading: Reading) -> list[str]:
    return [picture.name for picture in reading.pictures]


async def test_pictures_and_archives_come_out_as_png_under_their_hash_with_a_thumbnail(tmp_path: Path) -> None:
    archive = zipped({"b.png": encoded(drawing(2)), "c.jpg": encoded(drawing(3, (600, 300)), "JPEG")}).content
    files = handed(tmp_path, a_png=encoded(drawing(1)), art_zip=archive)
    reading = await read_lot(tmp_path, files, most=10)
    assert names(reading) == ["a.png", "art.zip: b.png", "art.zip: c.jpg"]
    assert reading.refused == []
    for picture in reading.pictures:
        assert hashlib.sha256((tmp_path / f"{picture.sha256}.png").read_bytes()).hexdigest() == picture.sha256
        with Image.open(tmp_path / f"{picture.sha256}.webp") as small:
            assert max(small.size) <= 256
    last = reading.pictures[-1]
    with Image.open(tmp_path / f"{last.sha256}.png") as kept:
        assert kept.size == (last.width, last.height) == (600, 300)
        assert likeness(kept) == last.likeness


async def test_what_cannot_be_used_is_named_with_a_reason(tmp_path: Path) -> None:
    files = handed(tmp_path, a_png=b"no picture", huge_png=huge_png(60_000, 60_000), b_png=encoded(drawing(1)))
    reading = await read_lot(tmp_path, files, most=10)
    assert names(reading) == ["b.png"]
    assert [one.name for one in reading.refused] == ["a.png", "huge.png"]
    assert all(one.reason.endswith(".") for one in reading.refused)


async def test_doubles_of_what_is_there_and_of_one_another_are_counted_once(tmp_path: Path) -> None:
    files = handed(
        tmp_path, a_png=encoded(drawing(1)), b_png=encoded(drawing(2)), c_jpg=encoded(drawing(2), "JPEG", quality=95)
    )
    reading = await read_lot(tmp_path, files, [("old.png", likeness(drawing(1)))], most=10)
    assert names(reading) == ["b.png"]
    assert ["old.png" in one.reason or "b.png" in one.reason for one in reading.refused] == [True, True]


async def test_no_more_are_taken_than_there_is_room_for(tmp_path: Path) -> None:
    files = handed(tmp_path, **{f"p{seed}_png": encoded(drawing(seed)) for seed in range(4)})
    reading = await read_lot(tmp_path, files, most=2)
    assert names(reading) == ["p0.png", "p1.png"]
    assert len(reading.refused) == 2


@pytest.fixture
def trapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets every picture with `evil` in its name do to the process what a decoder with a hole in it would let it."""

    def trap(end: str) -> None:
        broken = tmp_path / "broken"
        broken.mkdir()
        (broken / "sitecustomize.py").write_text(
            "import gan.uploads.intake as intake, ctypes, os, sys, time\n"
            "read_picture = intake.read_picture\n"
            "def trapped(file, limits):\n"
            "    if 'evil' in file.name:\n"
            f"        {end}\n"
            "    return read_picture(file, limits)\n"
            "intake.read_picture = trapped\n"
        )
        monkeypatch.setattr(sys, "path", [str(broken), *sys.path])

    return trap


ENDS = {
    "crash": "os.abort()",
    "memory": "bytearray(10**10)",
    "time": "time.sleep(600)",
    "silence": "os.close(1); time.sleep(600)",
    "nonsense": "print('PNG warning')",
    "lie": """print('{"picture": {"sha256": "../../x", "name": "", "width": 1, "height": 1, "likeness": "0"}}')""",
    "flood": "print('x' * 10**6)",
    "disk": "open(sys.argv[1] + '/big', 'wb').write(bytes(200_000_000))",
}


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts seconds over what is `evil` alone: on a busy machine another process may take as long to start."""
    counted = process._Lot._patience  # pyright: ignore[reportPrivateUsage]

    def patience(lot: Any) -> float:
        over = {one.name for one in lot._reading.refused}
        return counted(lot) if "evil" in lot._place.name and lot._place.name not in over else PATIENCE

    monkeypatch.setattr(process._Lot, "_patience", patience)  # pyright: ignore[reportPrivateUsage]


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
async def test_a_picture_that_is_too_much_for_the_reader_costs_no_other_of_ten(
    tmp_path: Path, trapped: Callable[[str], None], end: str
) -> None:
    trapped(end)
    lot = tmp_path / "lot"
    lot.mkdir()
    archive = zipped({f"{name}.png": encoded(drawing(n)) for n, name in enumerate(("x", "evil", "y"), 20)}).content
    files = handed(lot, **{f"p{n}_png": encoded(drawing(n)) for n in range(8)}, evil_png=b"?", a_zip=archive)
    reading = await read_lot(lot, files, most=100, picture_limit=3)
    assert names(reading) == [*(f"p{n}.png" for n in range(8)), "a.zip: x.png", "a.zip: y.png"]
    assert [one.name for one in reading.refused] == ["evil.png", "a.zip: evil.png"]
    assert {one.reason for one in reading.refused} == {
        "It takes more memory or time to read than it may. Save it smaller."
    }


async def test_a_file_that_takes_all_its_time_leaves_the_others_theirs(
    tmp_path: Path, trapped: Callable[[str], None]
) -> None:
    trapped("time.sleep(600)")
    lot = tmp_path / "lot"
    lot.mkdir()
    slow = zipped({"first.png": encoded(drawing(1)), **{f"evil{n}.png": b"?" for n in range(500)}}).content
    files = handed(lot, slow_zip=slow, b_png=encoded(drawing(2)), c_png=encoded(drawing(3)))
    reading = await read_lot(lot, files, most=100, lot_limit=45)
    assert names(reading) == ["slow.zip: first.png", "b.png", "c.png"]
    assert [one.name for one in reading.refused] == ["slow.zip"]
    assert "Hand it in in parts" in reading.refused[0].reason


async def test_names_of_files_are_one_line_and_steer_no_text_around_them(tmp_path: Path) -> None:
    (tmp_path / "0").write_bytes(encoded(drawing(1)))
    (tmp_path / "1").write_bytes(b"?")
    files = [Handed("a\n\u202eb.png", tmp_path / "0"), Handed("\ud83d\0", tmp_path / "1")]
    reading = await read_lot(tmp_path, files, most=10)
    assert [names(reading), [one.name for one in reading.refused]] == [["a b.png"], ["?"]]


async def test_endless_names_are_cut(tmp_path: Path) -> None:
    archive = zipped({"x" * 60_000 + ".png": encoded(drawing(1)), "y" * 60_000 + ".png": b"?"}).content
    reading = await read_lot(tmp_path, handed(tmp_path, a_zip=archive), most=10)
    assert [len(one.name) for one in (*reading.pictures, *reading.refused)] == [300, 300]


async def test_a_lot_that_takes_too_long_is_given_back_by_name(tmp_path: Path) -> None:
    reading = await read_lot(tmp_path, handed(tmp_path, a_png=encoded(drawing(1))), most=10, lot_limit=0)
    assert [one.name for one in reading.refused] == ["a.png"]


async def test_the_reader_ends_with_whoever_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def remembered(*arguments: str, **options: object) -> asyncio.subprocess.Process:
        started.append(await start(*arguments, **options))  # type: ignore[arg-type]
        return started[0]

    monkeypatch.setattr(process.asyncio, "create_subprocess_exec", remembered)
    reading = asyncio.ensure_future(read_lot(tmp_path, handed(tmp_path, a_png=encoded(drawing(1))), most=10))
    while not started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert started[0].returncode is not None
