"""Pictures at other sizes: the stored ones to the byte, the large ones sharp and without halos."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from gan.enlarging import resized
from gan.generator import load
from gan.models import Registry
from gan.recipe import fresh


def noise(side: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(side).integers(0, 256, (side, side, 3), dtype=np.uint8)


def lanczos(pixels: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.LANCZOS))


def edge(side: int = 32) -> npt.NDArray[np.uint8]:
    """Dark on the left, light on the right."""
    pixels = np.full((side, side, 3), 60, np.uint8)
    pixels[:, side // 2 :] = 200
    return pixels


@pytest.mark.parametrize(("side", "size"), [(64, 256), (128, 256), (128, 64), (256, 128), (512, 256), (1024, 512)])
def test_up_to_256_pixels_and_where_it_shrinks_all_is_as_ever(side: int, size: int) -> None:
    assert np.array_equal(resized(noise(side), size), lanczos(noise(side), size))


def test_a_picture_of_the_right_size_stays_as_it_is() -> None:
    assert np.array_equal(resized(noise(512), 512), noise(512))


def test_the_stored_picture_of_an_avatar_is_the_same_to_the_byte() -> None:
    """The pixel hash of every avatar in every database is that of this picture."""
    model = Registry().default()
    painter = load(model)
    small, stored = (painter.paint(fresh(model.id, 7), size) for size in (None, 256))
    assert small.shape == (128, 128, 3)
    assert np.array_equal(stored, lanczos(small, 256))


@pytest.mark.parametrize("size", [320, 512, 1024])
def test_a_flat_picture_stays_flat(size: int) -> None:
    flat = np.full((128, 128, 3), 77, np.uint8)
    assert np.array_equal(resized(flat, size), np.full((size, size, 3), 77, np.uint8))


@pytest.mark.parametrize("size", [320, 512, 1024])
def test_large_pictures_show_what_the_small_one_shows(size: int) -> None:
    smooth = lanczos(noise(16), 128)
    back = Image.fromarray(resized(smooth, size)).resize((128, 128), Image.Resampling.BOX)
    assert np.abs(np.asarray(back).astype(int) - smooth).mean() < 3


def test_an_edge_gets_no_halo_beside_it() -> None:
    beyond = {name: (60 - int(one.min()), int(one.max()) - 200) for name, one in {
        "ours": resized(edge(), 512), "lanczos": lanczos(edge(), 512),
    }.items()}  # fmt: skip
    assert max(beyond["ours"]) <= 6
    assert min(beyond["lanczos"]) >= 9, "what it is compared with has the fault"


def test_an_edge_is_as_sharp_as_lanczos_makes_it() -> None:
    def between(pixels: npt.NDArray[np.uint8]) -> int:
        """Pixels of a row that are neither as dark nor as light as the two sides."""
        return int(((pixels[256, :, 0] > 74) & (pixels[256, :, 0] < 186)).sum())

    assert between(resized(edge(), 512)) <= between(lanczos(edge(), 512))


def test_no_side_is_preferred() -> None:
    pixels, large = noise(128), resized(noise(128), 512)
    assert np.abs(resized(pixels[:, ::-1], 512).astype(int) - large[:, ::-1]).max() <= 2
    assert np.abs(resized(pixels[::-1], 512).astype(int) - large[::-1]).max() <= 2
    assert np.abs(resized(pixels.swapaxes(0, 1), 512).astype(int) - large.swapaxes(0, 1)).max() <= 2
