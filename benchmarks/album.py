"""The pictures of the members' guide, as the bot hands them out: `python -m benchmarks.album docs/guide`.

Members type commands over the loopback Discord; what the shipped model draws for them is laid side by side and written
as WebP. The same seeds give the same pictures, so that a new model needs nothing but another run.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.frame import command_line
from benchmarks.loopback import BotProcess, connected_bot
from benchmarks.models import open_bench
from tests.discord.driver import Person
from tests.discord.exchange import Exchange
from tests.discord.rules import walk

__all__ = ["main"]

_PATIENCE: Final = 180.0
_SIDE: Final = 160
_GAP: Final = 6
# Members, what they call their face, and the seed that draws it.
_FACES: Final = {"mika": ("Momo", 15), "rin": ("Sora", 61), "nao": ("Yuzu", 7), "kai": ("Kai", 10)}
_NEIGHBOURS: Final = {"lin": 33, "tove": 70, "ada": 96, "noor": 63, "ravi": 55, "bo": 29, "ines": 4, "yun": 20}
_WISH: Final = "pink twin tails, round glasses, smiling"
_WISHED_FROM: Final = 4


async def _album(folder: Path) -> None:
    with open_bench(quick=False) as bench:
        async with connected_bot(bench) as bot:
            members = {name: await _with_a_face(bot, name) for name in _FACES}
            await _faces(folder, members["mika"])
            await _changes(folder, members["mika"])
            await _families(folder, members)
            await _keeping(folder, members["mika"])
            await _community(folder, bot, members)


async def _with_a_face(bot: BotProcess, name: str) -> Person:
    """A member who wears a saved avatar."""
    person = bot.discord.user(name)
    called, seed = _FACES.get(name) or (name.title(), _NEIGHBOURS[name])
    await _asked(person, "avatar new", 1, seed=str(seed), count=1)
    await (await person.slash("avatar save", {"name": called})).finished(timeout=_PATIENCE)
    return person


async def _faces(folder: Path, mika: Person) -> None:
    new = await _asked(mika, "avatar new", 4, describe=_WISH, seed=str(_WISHED_FROM), count=4)
    _write(folder / "new.webp", _side_by_side(_pictures(new)))


async def _changes(folder: Path, mika: Person) -> None:
    called, _ = _FACES["mika"]
    shown = await _asked(mika, "avatar edit", 1, name=called)
    steps = _pictures(shown)
    for attribute, value in (("hair colour", "blue"), ("eyewear", "round glasses"), ("headwear", "cat ears")):
        shown = await _changed(mika, shown, attribute, value)
        steps += _pictures(shown)
    _write(folder / "edit.webp", _side_by_side(steps))
    siblings = await _asked(mika, "avatar vary", 4, name=called, how="close")
    _write(folder / "vary.webp", _side_by_side(_pictures(siblings)))


async def _changed(person: Person, shown: Exchange, attribute: str, value: str) -> Exchange:
    """One attribute chosen from the lists under an edit, which is shown with all its lists again."""
    assert shown.message is not None
    lists = [part for part in walk(shown.message.components) if part["type"] == 3]
    about = next(one for one in lists if any(option["label"] == attribute for option in one["options"]))
    chosen = await person.select(shown, about["custom_id"], [attribute])
    await chosen.finished(lambda e: "what should it be?" in e.text, _PATIENCE)
    changed = await person.select(chosen, lambda part: part["custom_id"].startswith("moe:editvalue"), [value])
    before = list(shown.files.values())
    await changed.finished(lambda e: len(e.files) == 1 and list(e.files.values()) != before, _PATIENCE)
    back = await person.click(changed, "Back")
    return await back.finished(lambda e: len(e.files) == 1 and "what should it be?" not in e.text, _PATIENCE)


async def _families(folder: Path, members: dict[str, Person]) -> None:
    mika, rin, nao = members["mika"], members["rin"], members["nao"]
    blend = await _asked(mika, "avatar blend", 3, member=rin)
    _write(folder / "blend.webp", _side_by_side(_pictures(blend)))
    await (await mika.click(blend, "Save")).finished(timeout=_PATIENCE)
    mix = await _asked(mika, "avatar mix", 4, member=rin, second=nao)
    _write(folder / "mix.webp", _side_by_side(_pictures(mix)))
    strip = await _asked(mika, "avatar strip", 1, member=rin)
    _write(folder / "strip.webp", _pictures(strip)[0])
    morph = await _asked(mika, "avatar morph", 1, member=rin)
    (film,) = morph.files.values()
    _write_film(folder / "morph.webp", film)
    await (await mika.slash("avatar wear", {"name": await _newest(mika)})).finished(timeout=_PATIENCE)
    grandchild = await _asked(mika, "avatar blend", 3, member=nao)
    await (await mika.click(grandchild, "Save")).finished(timeout=_PATIENCE)
    tree = await _asked(mika, "avatar lineage", 1, name=await _newest(mika))
    _write(folder / "lineage.webp", _pictures(tree)[0])
    await (await mika.slash("avatar wear", {"name": _FACES["mika"][0]})).finished(timeout=_PATIENCE)


async def _newest(person: Person) -> str:
    """What the member's newest saved avatar is called."""
    gallery = await (await person.slash("avatar gallery")).finished(lambda e: len(e.files) > 0, _PATIENCE)
    return next(line.split("**")[1] for line in gallery.text.splitlines() if line.startswith("1."))


async def _keeping(folder: Path, mika: Person) -> None:
    files = [await _asked(mika, "avatar export", 1, size=size, shape=shape) for size, shape in _EXPORTS]
    _write(folder / "export.webp", _side_by_side([_on_grey(one) for file in files for one in _pictures(file)]))
    for seed in (33, 70, 96, 10, 29, 88):
        await _asked(mika, "avatar new", 1, seed=str(seed), count=1)
        await (await mika.slash("avatar save")).finished(timeout=_PATIENCE)
    sheet = await _asked(mika, "avatar sheet", 1)
    _write(folder / "sheet.webp", _pictures(sheet)[0])


async def _community(folder: Path, bot: BotProcess, members: dict[str, Person]) -> None:
    neighbours = [await _with_a_face(bot, name) for name in _NEIGHBOURS]
    for person in (*members.values(), *neighbours):
        await (await person.slash("avatar privacy", {"wall": "shown"})).finished(timeout=_PATIENCE)
    wall = await _asked(members["mika"], "avatar wall", 1)
    _write(folder / "wall.webp", _pictures(wall)[0])


_EXPORTS: Final = (("512", "square"), ("512", "round"), ("emoji", "round"), ("sticker", "round"))


async def _asked(person: Person, command: str, pictures: int, **options: object) -> Exchange:
    exchange = await person.slash(command, options)
    return await exchange.finished(lambda e: len(e.files) == pictures, _PATIENCE)


def _pictures(exchange: Exchange) -> list[Image.Image]:
    return [Image.open(io.BytesIO(data)) for data in exchange.files.values()]


def _on_grey(picture: Image.Image) -> Image.Image:
    """On a ground that shows which corners are transparent."""
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, (49, 51, 56, 255)), layer)


def _side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    width = len(pictures) * (_SIDE + _GAP) - _GAP
    row = Image.new("RGB", (width, _SIDE), "white")
    for place, picture in enumerate(pictures):
        small = picture.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
        row.paste(small, (place * (_SIDE + _GAP), 0))
    return row


def _write(path: Path, picture: Image.Image) -> None:
    seen = picture.convert("RGB")
    seen.thumbnail((900, 900), Image.Resampling.LANCZOS)
    seen.save(path, "WEBP", quality=86, method=6)


def _write_film(path: Path, film: bytes) -> None:
    """The film at the size of the other pictures, every second frame."""
    frames: list[Image.Image] = []
    with Image.open(io.BytesIO(film)) as opened:
        for number in range(0, getattr(opened, "n_frames", 1), 2):
            opened.seek(number)
            frames.append(opened.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS))
    frames[0].save(path, "WEBP", save_all=True, append_images=frames[1:], duration=120, loop=0, quality=70, method=6)


def main() -> None:
    """Draws the album into a folder."""
    parser = command_line(__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go; those of the same names are replaced")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_album(folder))
    sys.stdout.writelines(f"{path.name}: {path.stat().st_size // 1024} KiB\n" for path in sorted(folder.glob("*.webp")))


if __name__ == "__main__":
    main()
