"""Files to take away: round ones are smooth, and none is larger than it may be."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from PIL import Image

from gan.exports import FileFormat, TooLarge, encoded, in_a_circle

EMOJI = (128, 256 * 1024)
STICKER = (320, 512 * 1024)


def noise(side: int) -> Image.Image:
    """The worst there is: nothing in it can be foretold."""
    return Image.fromarray(np.random.default_rng(side).integers(0, 256, (side, side, 3), dtype=np.uint8))


def smooth(side: int) -> Image.Image:
    small = Image.fromarray(np.random.default_rng(5).integers(0, 256, (8, 8, 3), dtype=np.uint8))
    return small.resize((side, side), Image.Resampling.BICUBIC)


def opened(file: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(file))
    picture.load()
    return picture


def distance(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(np.asarray(one.convert("RGB")).astype(int) - np.asarray(other.convert("RGB"))).mean())


@pytest.mark.parametrize("shape", ["square", "round"])
@pytest.mark.parametrize(
    ("side", "file_format", "most"),
    [(*EMOJI[:1], "png", EMOJI[1]), (*STICKER[:1], "png", STICKER[1]), (1024, "png", 8 << 20), (1024, "webp", 8 << 20)],
    ids=["emoji", "sticker", "largest PNG", "largest WebP"],
)
def test_the_worst_picture_fits(side: int, file_format: FileFormat, most: int, shape: str) -> None:
    picture = noise(side) if shape == "square" else in_a_circle(noise(side))
    file = encoded(picture, file_format, most)
    assert len(file) <= most
    assert opened(file).size == (side, side)
    assert opened(file).format == file_format.upper()


@pytest.mark.parametrize("most", [75_000, 50_000, 40_000])
@pytest.mark.parametrize("shape", ["square", "round"])
@pytest.mark.parametrize("file_format", ["png", "webp"])
def test_where_the_limit_is_tight_the_picture_gets_worse_rather_than_the_file_too_large(
    file_format: FileFormat, shape: str, most: int
) -> None:
    picture = noise(320) if shape == "square" else in_a_circle(noise(320))
    assert len(encoded(picture, file_format, 10**9)) > most
    file = encoded(picture, file_format, most)
    assert len(file) <= most
    assert opened(file).size == (320, 320)
    if shape == "round":
        alpha = np.asarray(opened(file).convert("RGBA"))[..., 3]
        assert np.array_equal(alpha, np.asarray(picture)[..., 3]), "however small: the edge stays smooth"


def test_no_more_is_given_up_than_has_to_be() -> None:
    picture = smooth(320)
    errors = [distance(opened(encoded(picture, "png", most)), picture) for most in (10**6, 40_000, 20_000, 10_000)]
    assert errors[0] == 0
    assert errors == sorted(errors)


def test_what_fits_into_no_file_is_said() -> None:
    for file_format in ("png", "webp"):
        with pytest.raises(TooLarge, match="320 x 320 pixels does not fit into 50 bytes"):
            encoded(noise(320), file_format, 50)


@pytest.mark.parametrize("side", [1, 2, 127, 128, 320, 1024])
def test_a_circle_covers_what_a_circle_covers(side: int) -> None:
    cut = in_a_circle(Image.new("RGB", (side, side), (200, 100, 50)))
    alpha = np.asarray(cut)[..., 3] / 255
    assert cut.mode == "RGBA"
    assert alpha.sum() == pytest.approx(math.pi * side * side / 4, rel=0.002 if side > 100 else 0.3)
    assert np.array_equal(alpha, alpha[::-1])
    assert np.array_equal(alpha, alpha.T)


def test_the_edge_of_a_circle_is_smooth_and_its_corners_are_empty() -> None:
    pixels = np.asarray(in_a_circle(Image.new("RGB", (128, 128), (200, 100, 50))))
    edge = pixels[..., 3][(pixels[..., 3] > 0) & (pixels[..., 3] < 255)]
    assert len(edge) > 200
    assert len(np.unique(edge)) > 20
    assert pixels[0, 0].tolist() == [0, 0, 0, 0]
    assert pixels[64, 64].tolist() == [200, 100, 50, 255]
    assert pixels[0, 64, 3] > 200, "it touches the sides"


def test_the_middle_of_a_round_png_is_the_picture_itself() -> None:
    picture = smooth(512)
    cut = opened(encoded(in_a_circle(picture), "png", 8 << 20)).convert("RGB").crop((128, 128, 384, 384))
    assert np.array_equal(np.asarray(cut), np.asarray(picture.crop((128, 128, 384, 384))))
