"""`python -m gan morph`: the walk from face to face, and the files that it is written to."""

import itertools
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from typer.testing import CliRunner, Result

from gan.__main__ import app
from gan.generator import Painter
from gan.models import Model
from gan.morph import Pace, Walk
from gan.recipe import fresh
from gan.video import write
from gan.way import ease
from tests.patience import PATIENCE

FORMATS = ("gif", "webp", "mp4")


@dataclass
class Drifting:
    """A film of a disc that goes round, resting now and then; or that ends with an exception."""

    fps: int = 25
    size: int = 64
    ticks: list[int] = field(default_factory=lambda: [4, 1, 1, 1, 1, 4, 1, 1, 1, 1])
    ending: BaseException | None = None
    painted: list[int] = field(default_factory=list[int])

    def paint(self, frame: int) -> NDArray[np.uint8]:
        self.painted.append(frame)
        if self.ending is not None and frame == len(self.ticks) // 2:
            raise self.ending
        y, x = np.mgrid[: self.size, : self.size] / self.size
        angle = 2 * np.pi * frame / len(self.ticks)
        disc = np.hypot(x - 0.5 - 0.25 * np.cos(angle), y - 0.5 - 0.25 * np.sin(angle)) < 0.15
        return np.where(disc[..., None], [230, 90, 140], np.stack([x * 99, y * 99, 0 * x + 60], axis=-1)).astype(
            np.uint8
        )


def noisy(size: int) -> Drifting:
    class Noisy(Drifting):
        def paint(self, frame: int) -> NDArray[np.uint8]:
            return np.random.default_rng(frame).integers(0, 256, (self.size, self.size, 3), dtype=np.uint8)

    return Noisy(size=size)


def read(file: Path) -> tuple[list[NDArray[np.uint8]], float]:
    """A file's frames, each as often as it is shown in a 25th of a second, and the seconds that all of them take."""
    shown: list[NDArray[np.uint8]] = []
    if file.suffix == ".mp4":
        with av.open(str(file)) as container:
            shown = [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]
            return shown, float(container.duration or 0) / 1e6
    with Image.open(file) as image:
        assert image.info["loop"] == 0
        seconds = 0.0
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            picture = np.asarray(image.convert("RGB"))
            shown += [picture] * round(image.info["duration"] / 40)
            seconds += image.info["duration"] / 1000
        return shown, seconds


def walk(painter: Painter, model: Model, pace: Pace, size: int | None = None) -> Walk:
    return Walk(painter, [fresh(model.id, seed, {"mouth": "cat"}) for seed in (1, 2, 3)], pace, size)


def gan_morph(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["morph", *map(str, arguments)])


@pytest.mark.parametrize("size", [None, 48])
def test_key_frames_are_exactly_the_pictures_that_draw_gives(painter: Painter, model: Model, size: int | None) -> None:
    pace = Pace(fps=10, seconds=0.4)
    film = walk(painter, model, pace, size)
    for number, seed in enumerate((1, 2, 3)):
        drawn = painter.paint(fresh(model.id, seed, {"mouth": "cat"}), size)
        assert film.paint(number * pace.moving).tobytes() == drawn.tobytes()


def test_easing_goes_only_forward_and_stands_still_at_faces() -> None:
    way = [ease(time / 1000) for time in range(1001)]
    assert (way[0], way[500], way[1000]) == (0, 0.5, 1)
    assert all(before < after for before, after in itertools.pairwise(way))
    for there, here in ((1, 0), (-2, -1)):
        speed = abs(way[there] - way[here]) * 1000
        assert speed < 0.01


def test_a_walk_closes_without_a_seam_or_a_doubled_frame(painter: Painter, model: Model) -> None:
    film = walk(painter, model, Pace(fps=20, seconds=0.5, hold=0))
    frames = [film.paint(frame).astype(float) for frame in range(len(film.ticks))]
    steps = [np.abs(after - before).mean() for before, after in itertools.pairwise([*frames, frames[0]])]
    assert len(steps) == 30
    assert 0 < steps[-1] <= steps[-2] <= steps[-3]
    middle = len(steps) // 6
    assert steps[0] < steps[middle] > steps[9]


def test_a_walk_rests_at_faces_and_nowhere_else(painter: Painter, model: Model) -> None:
    assert walk(painter, model, Pace(fps=10, seconds=0.3, hold=0.5)).ticks == [6, 1, 1] * 3
    assert walk(painter, model, Pace(fps=1, seconds=0.1, hold=0)).ticks == [1] * 3


def test_a_walk_needs_two_faces(painter: Painter, model: Model) -> None:
    with pytest.raises(ValueError, match="two faces"):
        Walk(painter, [fresh(model.id, 1)], Pace())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_shows_the_film_for_as_long_as_it_lasts(tmp_path: Path, suffix: str) -> None:
    film, file = Drifting(), tmp_path / f"film.{suffix}"
    told: list[int] = []
    write(film, file, told.append)
    frames, seconds = read(file)
    assert seconds == pytest.approx(16 / 25)
    assert told == list(range(10))
    expected = [film.paint(frame) for frame, ticks in enumerate(film.ticks) for _ in range(ticks)]
    assert len(frames) == len(expected) == 16
    for shown, painted in zip(frames, expected, strict=True):
        assert np.abs(shown.astype(float) - painted).mean() < 4
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("suffix", ["gif", "webp"])
@pytest.mark.parametrize("fps", [7, 30, 50])
def test_durations_that_do_not_fit_the_format_do_not_add_up_to_an_error(tmp_path: Path, suffix: str, fps: int) -> None:
    file = tmp_path / f"film.{suffix}"
    write(Drifting(fps=fps), file)
    assert read(file)[1] == pytest.approx(16 / fps, abs=0.006)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_film_gives_the_same_bytes(painter: Painter, model: Model, tmp_path: Path, suffix: str) -> None:
    film = walk(painter, model, Pace(fps=10, seconds=0.3, hold=0.2))
    for name in ("one", "two"):
        write(film, tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_a_gif_of_few_colours_keeps_each_and_what_stands_still_stands_still(tmp_path: Path) -> None:
    class Still(Drifting):
        def paint(self, frame: int) -> NDArray[np.uint8]:
            colours = np.array([[255, 0, 0], [0, 9, 255], [0, 0, 0], [250, 250, 250]], dtype=np.uint8)
            picture = colours[np.arange(self.size * self.size).reshape(self.size, self.size) // 300 % 4]
            picture[0, 0] = colours[frame // 5]
            return picture

    write(Still(), tmp_path / "film.gif")
    frames, _ = read(tmp_path / "film.gif")
    assert len(frames) == 16
    assert all(np.array_equal(frame, Still().paint(0)) for frame in frames[:8])
    assert all(np.array_equal(frame, Still().paint(5)) for frame in frames[8:])


def test_an_mp4_plays_everywhere_and_begins_to_play_before_it_is_loaded(tmp_path: Path) -> None:
    write(Drifting(), tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.pix_fmt, stream.average_rate) == ("h264", "yuv420p", 25)
        assert (stream.width, stream.height) == (64, 64)
    data = (tmp_path / "film.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "ending", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=["ctrl-c", "full"]
)
def test_what_stops_the_writing_leaves_nothing_and_spares_what_was_there(
    tmp_path: Path, suffix: str, ending: BaseException
) -> None:
    kept = tmp_path / f"kept.{suffix}"
    kept.write_bytes(b"an older film")
    for file in (kept, tmp_path / f"film.{suffix}"):
        with pytest.raises(type(ending)):
            write(Drifting(ending=ending), file)
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]
    assert kept.read_bytes() == b"an older film"


@contextmanager
def largest_file(size: int) -> Generator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_disk_that_takes_no_more_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with largest_file(20_000), pytest.raises(OSError, match="File too large"):
        write(noisy(256), tmp_path / f"film.{suffix}")
    assert not list(tmp_path.iterdir())


def test_ctrl_c_ends_the_command_and_leaves_nothing(model: Model, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gan", "morph", "--seeds", "1", "2", "--seconds", "60", "--size", "512"]
    command += ["--models", str(model.weights.parent), "--model", "tiny", "--out", str(tmp_path / "film.gif")]
    # What runs in the background may have been told to ignore the signal.
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + PATIENCE
    while not (tmp_path / "film.gif.partial").exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert b"Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_seeds_can_be_given_after_one_option_or_each_after_its_own(model: Model, tmp_path: Path) -> None:
    common = ("--models", model.weights.parent, "--model", "tiny", "--fps", "5", "--seconds", "0.4", "--size", "16")
    ways: tuple[tuple[str, ...], ...] = (
        ("--seeds", "1", "2", "3"),
        ("--seed", "1", "--seed", "2", "--seed", "3"),
        ("--seeds=1", "2", "--seed", "3"),
        ("--seeds", "1", "--hold", "0.5", "--seeds", "2", "3"),
    )
    for number, way in enumerate(ways):
        result = gan_morph(*common, "--out", tmp_path / "films" / f"{number}.gif", *way)
        assert result.exit_code == 0, result.output
        assert "6 frames, 2.4 s" in result.output
    films = {(tmp_path / "films" / f"{number}.gif").read_bytes() for number in range(len(ways))}
    assert len(films) == 1


def test_every_face_has_what_was_asked_for(painter: Painter, model: Model, tmp_path: Path) -> None:
    out = tmp_path / "film.gif"
    result = gan_morph(
        "--seeds", "1", "2", "--attr", "mouth=cat", "--attr", "hair_color=pink", "--models", model.weights.parent,
        "--model", "tiny", "--fps", "2", "--seconds", "0.5", "--out", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    with Image.open(out) as image:
        drawn = painter.paint(fresh(model.id, 1, {"mouth": "cat", "hair_color": "pink"}))
        assert np.abs(np.asarray(image.convert("RGB")).astype(float) - drawn).mean() < 8


@pytest.mark.parametrize(
    ("wrong", "code", "advice"),
    [
        (("--seeds", "1", "2", "--out", "film.avi"), 1, "End it in .gif, .webp or .mp4"),
        (("--seeds", "1", "2", "--out", "film"), 1, "End it in .gif, .webp or .mp4"),
        (("--seeds", "1", "--out", "film.gif"), 1, "--seeds 1 2"),
        (("--out", "film.gif"), 2, "--seeds"),
        (("--seeds", "1", "-2", "--out", "film.gif"), 2, "--seeds"),
        (("--seeds", "1", "two", "--out", "film.gif"), 2, "--seeds"),
        (("--seeds", "1", str(2**64), "--out", "film.gif"), 2, "--seeds"),
        (("--seeds", "1", "2", "--out", "film.mp4", "--size", "47"), 1, "Take 48, or GIF or WebP"),
        (("--seeds", "1", "2", "--out", "film.gif", "--attr", "mood=happy"), 1, "Choose among: age"),
        (("--seeds", "1", "2", "--out", "film.gif", "--attr", "mouth=beak"), 1, "Choose one of: smile"),
        (("--seeds", "1", "2", "--out", "film.gif", "--attr", "mouth"), 1, "NAME=VALUE"),
        (("--seeds", "1", "2", "--out", "film.gif", "--model", "nobody"), 1, "python -m gan models"),
        (("--seeds", "1", "2", "--out", "film.gif", "--device", "abacus"), 1, "--device cpu"),
        (("--seeds", "1", "2", "--out", "film.gif", "--device", "meta"), 1, "--device cpu"),
        (("--seeds", "1", "2", "--out", "taken/film.gif"), 1, "taken"),
    ],
)
def test_morph_says_what_to_do_about_bad_input(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...], code: int, advice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("a file, no folder")
    named = () if "--model" in wrong else ("--model", "tiny")
    result = gan_morph("--models", model.weights.parent, *named, *wrong)
    assert result.exit_code == code
    assert advice in " ".join(result.output.split())
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_without_pyav_an_mp4_is_refused_with_how_to_install_it(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent: Any = None
    monkeypatch.setitem(sys.modules, "av", absent)
    common = ("--seeds", "1", "2", "--models", model.weights.parent, "--model", "tiny", "--seconds", "0.1", "--out")
    refused = gan_morph(*common, tmp_path / "film.mp4")
    assert refused.exit_code == 1
    assert "pip install 'moegan[video]'" in " ".join(refused.output.split())
    assert gan_morph(*common, tmp_path / "film.webp").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["film.webp"]
