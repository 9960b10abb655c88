"""A family tree, drawn by a process of its own."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from gan.engine.aside import PicturesFailed
from gan.engine.tree import as_tree
from gan.tree import Kin, place
from gan.tree_sheet import tree_sheet

KIN = [Kin(name="Mei"), Kin(0, name="芽衣"), Kin(0), Kin(0, child=True)]


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    return file.getvalue()


async def test_the_process_draws_what_was_ordered() -> None:
    pictures = [png(colour) for colour in ("red", "green", "blue", "yellow")]
    sheet = Image.open(io.BytesIO(await as_tree(pictures, KIN)))
    tree = place(KIN)
    assert (sheet.format, sheet.size) == ("WEBP", (tree.width, tree.height))
    wanted = tree_sheet([Image.open(io.BytesIO(picture)) for picture in pictures], KIN)
    apart = ImageChops.difference(sheet.convert("RGB"), wanted).convert("L").resize((16, 16), Image.Resampling.BOX)
    assert max(apart.tobytes()) < 12


async def test_an_order_that_is_no_tree_is_an_error_that_says_so() -> None:
    with pytest.raises(PicturesFailed, match="each face comes after the one it is of"):
        await as_tree([png("red")], [Kin(0)])
