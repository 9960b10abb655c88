"""What is handed in: good pictures are kept, everything else is named in a sentence, and nothing breaks."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from gan.uploads.archives import File, Refused
from gan.uploads.intake import Intake
from gan.uploads.limits import Limits
from gan.uploads.pictures import Picture
from tests.gan.uploads.files import drawing, encoded, huge_png, png_of, zipped


@dataclass(frozen=True)
class Taken:
    """What came of a lot of files."""

    pictures: tuple[Picture, ...]
    refused: tuple[Refused, ...]


def take_in(files: Iterable[File], known: Iterable[tuple[str, int]] = (), limits: Limits | None = None) -> Taken:
    intake = Intake(known, limits)
    found = [one for file in files for one in intake.take(file)]
    return Taken(
        tuple(one for one in found if isinstance(one, Picture)),
        tuple(one for one in found if isinstance(one, Refused)),
    )


GOOD = File("good.png", encoded(drawing(99)))


def kept(file: File, limits: Limits | None = None) -> Picture:
    intake = take_in([file], limits=limits)
    assert intake.refused == ()
    (picture,) = intake.pictures
    return picture


def refused(file: File, limits: Limits | None = None) -> str:
    """Why a file is refused; a good one beside it is kept all the same."""
    intake = take_in([file, GOOD], limits=limits)
    assert [picture.name for picture in intake.pictures] == ["good.png"]
    (found,) = intake.refused
    assert found.name.startswith(file.name)
    return found.reason


def pixels(picture: Picture) -> np.ndarray:
    with Image.open(BytesIO(picture.png)) as opened:
        assert (opened.mode, opened.size) == ("RGB", picture.size)
        assert not opened.info
        return np.asarray(opened)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_picture_is_what_it_decodes_to_whatever_it_is_called(kind: str) -> None:
    picture = kept(File("holiday.exe", encoded(drawing(), kind)))
    assert np.abs(pixels(picture).astype(int) - np.asarray(drawing())).mean() < 12
    assert picture.sha256 == hashlib.sha256(picture.png).hexdigest()


def test_a_photograph_stands_upright_and_loses_what_it_knew_of_its_owner() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera"  # turned by a quarter
    sideways = encoded(drawing(size=(120, 80)), exif=exif)
    picture = kept(File("photo.png", sideways))
    assert picture.size == (80, 120)
    assert b"a camera" in sideways
    assert b"a camera" not in picture.png
    assert np.array_equal(pixels(picture), np.rot90(np.asarray(drawing(size=(120, 80))), -1))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_that_lies_beside_the_picture_is_kept(kind: str) -> None:
    """Among it a colour profile so large that no PNG with it could be read again."""
    profile = bytes(range(256)) * 8_000 if kind == "JPEG" else b"somebody's screen"
    pixels(kept(File("photo", encoded(drawing(), kind, icc_profile=profile))))


def test_what_is_transparent_lies_on_white() -> None:
    clear = drawing().convert("RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    half = drawing().convert("RGBA")
    half.paste((0, 0, 0, 0), (0, 0, 48, 96))
    assert "blank" in refused(File("clear.png", encoded(clear)))
    left = pixels(kept(File("half.png", encoded(half))))[:, :48]
    assert (left == 255).all()


@pytest.mark.parametrize("side", [96, 1500])
def test_grey_of_16_bits_is_as_light_as_grey_of_8(side: int) -> None:
    grey = np.asarray(drawing(size=(side, side)).convert("L"))
    deep = Image.fromarray(grey.astype(np.uint16) * 257)
    found = pixels(kept(File("scan.png", encoded(deep)))).astype(int)
    expected = pixels(kept(File("scan.png", encoded(Image.fromarray(grey))))).astype(int)
    assert np.abs(found - expected).max() <= 2


def test_a_large_picture_of_few_colours_is_scaled_down_smoothly() -> None:
    stripes = np.zeros((2048, 2048), np.uint8)
    stripes[:, ::2] = 255
    stripes[:1024, :1024] = 0
    seen = pixels(kept(File("stripes.gif", encoded(Image.fromarray(stripes).convert("P"), "GIF"))))
    assert np.abs(seen[:, 600:1000].astype(int) - 128).max() < 10


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_wrong_beside_the_picture_costs_no_picture(kind: str) -> None:
    for exif in (b"garbage", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0"):
        kept(File("photo", encoded(drawing(), kind, exif=exif)))


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [drawing(seed) for seed in (1, 2, 3)]
    for kind in ("GIF", "WEBP", "PNG"):
        content = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
        seen = pixels(kept(File("moving", content)))
        near = [np.abs(seen.astype(int) - np.asarray(frame)).mean() for frame in frames]
        assert near.index(min(near)) == 0


def test_a_large_picture_is_kept_smaller() -> None:
    for kind in ("PNG", "JPEG"):
        assert kept(File("wall", encoded(drawing(size=(2000, 1000)), kind))).size == (1024, 512)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.png", b"", "no picture"),
        ("notes.txt", b"dear diary", "no picture"),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        ("cut.png", encoded(drawing())[:900], "cut short"),
        ("cut.jpg", encoded(drawing(), "JPEG")[:700], "cut short"),
        ("cut.webp", encoded(drawing(), "WEBP")[:300], "no picture|cut short"),
        ("blank.png", encoded(Image.new("RGB", (90, 90), (9, 9, 9))), "blank"),
        ("icon.png", encoded(drawing(size=(200, 63))), "200 x 63 pixels; at least 64"),
        ("bomb.png", huge_png(30_000, 30_000), "40 million pixels"),
        ("giant.png", huge_png(2_000_000_000, 2_000_000_000), "40 million pixels"),
        ("no-palette.png", png_of(96, 96, bytes(96 * 97), 3), "damaged"),
        ("layers.tif", encoded(drawing(), "TIFF"), "no picture"),
    ],
)
def test_what_cannot_be_learned_from_is_named_with_its_reason(name: str, content: bytes, reason: str) -> None:
    said = refused(File(name, content))
    assert any(part in said for part in reason.split("|")), said


def test_a_picture_is_counted_once_however_it_is_saved() -> None:
    again = drawing().resize((70, 70), Image.Resampling.LANCZOS)
    files = [
        File("one.png", encoded(drawing())),
        File("two.jpg", encoded(again, "JPEG", quality=60)),
        zipped({"three.webp": encoded(drawing(), "WEBP")}),
        File("other.png", encoded(drawing(5))),
    ]
    intake = take_in(files)
    assert [picture.name for picture in intake.pictures] == ["one.png", "other.png"]
    assert [(it.name, "same picture as one.png" in it.reason) for it in intake.refused] == [
        ("two.jpg", True),
        ("art.zip: three.webp", True),
    ]
    before = [(picture.name, picture.likeness) for picture in intake.pictures]
    assert take_in(files, before).pictures == ()


def test_pictures_of_one_name_are_told_apart_by_what_they_show() -> None:
    """Phones call every picture `image.png`."""
    files = [File("image.png", encoded(drawing(seed))) for seed in (1, 2, 1)]
    assert len(take_in(files).pictures) == 2
    before = [("image.png", picture.likeness) for picture in take_in(files).pictures]
    assert take_in(files, before).pictures == ()


def test_an_archive_gives_its_pictures_and_no_path_of_its_own_choosing() -> None:
    intake = take_in(
        [
            zipped(
                {
                    "a/b/first.png": encoded(drawing(1)),
                    "../../../etc/passwd": b"root",
                    "C:\\windows\\second.png": encoded(drawing(2)),
                    "__MACOSX/._first.png": b"chaff",
                    "a/.DS_Store": b"chaff",
                    "inner.zip": zipped({"x.png": encoded(drawing(3))}).content,
                }
            )
        ]
    )
    assert [picture.name for picture in intake.pictures] == ["art.zip: first.png", "art.zip: second.png"]
    assert [it.name for it in intake.refused] == ["art.zip: passwd", "art.zip: inner.zip"]
    assert "archive within an archive" in intake.refused[1].reason


def test_an_archive_that_unfolds_without_end_is_left_where_the_limit_is() -> None:
    limits = Limits(archive_bytes=300_000, file_bytes=200_000)
    bomb = {f"{i}.png": bytes(190_000) for i in range(5)}
    intake = take_in([zipped({"first.png": encoded(drawing(1)), **bomb})], limits=limits)
    assert [picture.name for picture in intake.pictures] == ["art.zip: first.png"]
    assert "unfolds to more than 300 kB" in intake.refused[-1].reason
    assert len(intake.refused) < 5


def test_one_member_that_is_too_large_costs_no_other() -> None:
    limits = Limits(file_bytes=100_000)
    archive = zipped({"large.png": bytes(150_000), "small.png": encoded(drawing(1))})
    intake = take_in([archive], limits=limits)
    assert [picture.name for picture in intake.pictures] == ["art.zip: small.png"]
    assert "larger than 100 kB" in intake.refused[0].reason
    assert "Save it smaller" in refused(File("large.png", bytes(150_000)), limits)


def test_names_in_an_archive_are_one_line_and_steer_no_text_around_them() -> None:
    hostile = {"a\n# b\r\t\x1b[31m.png": b"?", "\u202egnp.exe\u2066": b"?", "\u200b\ufeff": b"?", "x" * 60_000: b"?"}
    intake = take_in([zipped(hostile, name="z")])
    assert [it.name for it in intake.refused] == ["z: a # b [31m.png", "z: gnp.exe", "z: ?", "z: " + "x" * 300]


def test_damaged_and_locked_archives_are_named() -> None:
    whole = zipped({f"{i}.png": encoded(drawing(i)) for i in range(3)}).content
    assert "archive is damaged" in refused(File("cut.zip", whole[: len(whole) // 2]))
    assert "holds no files" in refused(zipped({}))
    locked = bytearray(zipped({"one.png": encoded(drawing(1))}).content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + flags] |= 1
    assert "encrypted" in refused(File("locked.zip", bytes(locked)))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_named_however_it_is_packed(method: int) -> None:
    content = bytearray(zipped({"one.png": encoded(drawing(1))}, method=method).content)
    for at in range(60, 400):
        content[at] ^= 0x5A
    assert "damaged" in refused(File("art.zip", bytes(content)))


def test_a_member_that_wants_more_memory_than_there_is_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(stream: zipfile.ZipExtFile, most: int) -> bytes:
        raise MemoryError

    monkeypatch.setattr(zipfile.ZipExtFile, "read", greedy)
    assert "too much memory to unpack" in refused(zipped({"one.png": b""}))


def test_what_is_refused_counts_against_what_an_archive_may_unfold_to() -> None:
    limits = Limits(archive_bytes=1_000_000, file_bytes=100_000)
    bomb = {f"{i}.png": bytes(300_000) for i in range(50)}
    intake = take_in([zipped(bomb)], limits=limits)
    assert len(intake.refused) == 10
    assert "unfolds to more than 1 MB" in intake.refused[-1].reason


def test_no_more_than_the_limits_say() -> None:
    files = [File(f"{seed}.png", encoded(drawing(seed))) for seed in range(5)]
    intake = take_in(files, limits=Limits(pictures=3))
    assert len(intake.pictures) == 3
    assert [it.name for it in intake.refused] == ["3.png", "4.png"]
    assert "no room left" in intake.refused[0].reason
    many = take_in([zipped({f.name: f.content for f in files})], limits=Limits(archive_files=2))
    assert len(many.pictures) == 2
    assert "last 3 were left out" in many.refused[0].reason


def test_a_thousand_hostile_files_are_named_one_by_one_and_a_good_one_among_them_is_kept() -> None:
    stream = np.random.default_rng(0)
    originals = [encoded(drawing(1), kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP")]
    originals.append(zipped({"a.png": encoded(drawing(2)), "b.jpg": encoded(drawing(3), "JPEG")}).content)
    files: list[File] = []
    for number in range(1_000):
        content = bytearray(originals[number % len(originals)])
        for at in stream.integers(0, len(content), 1 + number % 40):
            content[at] = stream.integers(0, 256)
        cut = int(stream.integers(1, len(content))) if number % 3 == 0 else len(content)
        files.append(File(f"{number}", bytes(content[:cut])))
    intake = take_in([*files[:500], GOOD, *files[500:]])
    assert "good.png" in [picture.name for picture in intake.pictures]
    named = {it.name.partition(":")[0] for it in (*intake.pictures, *intake.refused)}
    assert named == {"good.png", *(file.name for file in files)}
    assert all(it.reason.endswith(".") and "Traceback" not in it.reason for it in intake.refused)
