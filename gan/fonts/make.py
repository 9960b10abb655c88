"""Makes `names.ttf` anew: `python gan/fonts/make.py NotoSans[wght].ttf NotoSansSC[wght].ttf`.

Needs fonttools (extra `train`). Where both fonts have a character, the first one's is taken.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from fontTools import merge, subset, ttLib
from fontTools.varLib import instancer

_NAME: Final = "MoeGAN Names"
_TARGET: Final = Path(__file__).with_name("names.ttf")
# Medium: what is light beside faces is hard to read.
_WEIGHT: Final = 500
# Latin, Vietnamese among it, Greek, Cyrillic, and punctuation.
_LETTERS: Final = (
    *(range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x500), range(0x1E00, 0x2000)),
    range(0x2010, 0x2040),
)
# Punctuation and kana, the wide forms of what ASCII holds, and signs that names are adorned with.
_MARKS: Final = (range(0x3000, 0x3020), range(0x3040, 0x3100), range(0xFF01, 0xFF5F), range(0x2190, 0x2194))
_SIGNS: Final = "★☆♥♡♪♫♬♀♂◆◇○●◎□■△▲▽▼※"
_SECOND_BYTES: Final = range(0x40, 0xFF)


def _two_bytes(encoding: str, first: Iterable[int]) -> set[int]:
    """The characters that an encoding has under these first bytes."""
    found: set[int] = set()
    for pair in (bytes([one, two]) for one in first for two in _SECOND_BYTES):
        found |= {ord(character) for character in pair.decode(encoding, errors="ignore") if ord(character) > 0x7F}
    return found


def _chinese() -> set[int]:
    """The characters of GB 2312, and the usual ones of Big5 and JIS X 0208."""
    return (
        _two_bytes("gb2312", range(0xB0, 0xF8))
        | _two_bytes("big5", range(0xA4, 0xC7))
        | _two_bytes("euc_jp", range(0xB0, 0xD0))
    )


def _part(source: Path, characters: set[int], target: Path) -> set[int]:
    """Writes what a variable font has of some characters; which ones these are."""
    variable: Any = ttLib.TTFont(source)
    axes = {axis.axisTag: _WEIGHT if axis.axisTag == "wght" else axis.defaultValue for axis in variable["fvar"].axes}
    makes: Any = instancer
    font: Any = makes.instantiateVariableFont(variable, axes)
    options: Any = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT", "gasp", "prep"]
    subsetter: Any = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(target)
    return set(font.getBestCmap())


def make(letters: Path, chinese: Path) -> None:
    """Writes the font, from the variable fonts of Noto Sans and of Noto Sans SC."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "letters.ttf", Path(folder) / "chinese.ttf"]
        there = _part(letters, set[int]().union(*_LETTERS), files[0])
        wanted = _chinese() | {ord(sign) for sign in _SIGNS}.union(*_MARKS, *_LETTERS)
        _part(chinese, wanted - there, files[1])
        font: Any = merge.Merger().merge([str(file) for file in files])
    names: Any = font["name"]
    rights = "; ".join(str(ttLib.TTFont(source)["name"].getDebugName(0)) for source in (letters, chinese))
    for number, words in {0: rights, 1: _NAME, 3: _NAME, 4: _NAME, 6: _NAME.replace(" ", "")}.items():
        names.setName(words, number, 3, 1, 0x409)
    font.save(_TARGET)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
