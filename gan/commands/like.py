"""`python -m gan like`: the faces of a generator that are nearest to pictures."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gan.codes import encode
from gan.console import Bars, ModelsFolder, console, pick_model, progress, stop
from gan.models import ModelError
from gan.recipe import RecipeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["like"]

_SIDE = 128


def like(
    images: Annotated[list[Path], typer.Argument(help="Pictures or drawings.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the faces found, as PNG files.")] = None,
    sheet: Annotated[
        Path | None, typer.Option(help="A picture of all: above what was looked for, below what was found.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Name or id of a model; the shipped base by default.")] = None,
    models: ModelsFolder = None,
) -> None:
    """Look for the face that is nearest to a picture; print how near it came, and its code.

    1 is the very picture, 0.5 no nearer than any other face. The same picture always gives the same face.
    """
    from gan.sheet import SheetError, check_sheet, contact_sheet, write_sheet

    stems = [path.stem for path in images]
    if out is not None and (twice := sorted({stem for stem in stems if stems.count(stem) > 1})):
        stop(f"Two pictures are called {twice[0]}, and so would their faces be in --out. Give them one at a time.")
    try:
        if sheet is not None:
            check_sheet(sheet)
        chosen = pick_model(models, model)
        pictures = [_read(path) for path in images]
    except (ModelError, SheetError) as error:
        stop(str(error))
    import torch
    from PIL import Image

    from gan.generator import load
    from gan.resemblance.search import Seeker

    torch.set_num_threads(1)  # as the bot's search does: the last bits depend on it
    above: list[NDArray[np.uint8]] = []
    below: list[NDArray[np.uint8]] = []
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
        seeker, painter = Seeker(chosen), load(chosen)
        for path, picture in zip(images, pictures, strict=True):
            begun = time.monotonic()
            with progress() as bar:
                found = seeker.find(picture, partial(Bars(bar).tell, path.name))
            face = painter.paint(found.recipe)
            code = encode(found.recipe, chosen.vocabulary)
            seconds = time.monotonic() - begun
            line = f"{path}  nearness {found.nearness:.2f}  {seconds:.0f} s  {code}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
            if out is not None:
                Image.fromarray(face).save(out / f"{path.stem}-like.png")
            above.append(_square(picture))
            below.append(_square(face))
        if sheet is not None:
            write_sheet(contact_sheet([*above, *below], len(images)), sheet)
    except (ModelError, RecipeError, SheetError, OSError) as error:
        stop(str(error))


def _read(path: Path) -> NDArray[np.uint8]:
    """A picture as the bot would read it; stops where it would refuse it."""
    import io

    import numpy as np
    from PIL import Image

    from gan.uploads.archives import File, Refused
    from gan.uploads.limits import Limits
    from gan.uploads.pictures import read_picture

    try:
        read = read_picture(File(path.name, path.read_bytes()), Limits())
    except OSError as error:
        stop(f"{path} cannot be read: {error.strerror or error}.")
    if isinstance(read, Refused):
        stop(f"{path}: {read.reason}")
    return np.asarray(Image.open(io.BytesIO(read.png)).convert("RGB"))


def _square(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut to a square in the middle, at the side of the sheet's cells."""
    import numpy as np
    from PIL import Image, ImageOps

    return np.asarray(ImageOps.fit(Image.fromarray(picture), (_SIDE, _SIDE), Image.Resampling.LANCZOS))
