"""What an avatar is made of: a package for each kind of part, a small file for each part.

A part's file is named after its class and holds a `VALUE` that says what it is called, and the functions that its kind
asks for. A file that is put into a kind's folder is found, labelled and drawn without being named anywhere else.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from gan.corpus.records.values import Value

__all__ = ["KINDS", "parts_of", "values_of"]

# The folder below this one in which the classes of an attribute are found.
KINDS = {
    "hair_texture": "textures",
    "fringe": "fringes",
    "back_hair": "back_hair",
    "side_locks": "side_locks",
    "ahoge": "ahoge",
    "facial_hair": "facial_hair",
    "marks": "marks",
    "eyewear": "eyewear",
    "headwear": "headwear",
    "hair_ornament": "ornaments",
    "ear_wear": "ear_wear",
    "neckwear": "neckwear",
    "outfit": "outfits",
    "backdrop": "backdrops",
}


@cache
def parts_of(kind: str) -> dict[str, ModuleType]:
    """Modules of the parts of a kind (a package below this one), by class, in the order of their classes."""
    package = import_module(f"{__name__}.{kind}")
    names = [name for _, name, _ in pkgutil.iter_modules(package.__path__) if not name.startswith("_")]
    modules = {name: import_module(f"{package.__name__}.{name}") for name in names}
    return dict(sorted(modules.items(), key=lambda item: (_value(item[1]).since, item[0])))


def values_of(kind: str) -> dict[str, Value]:
    """What the parts of a kind are called and how often they occur."""
    return {name: _value(module) for name, module in parts_of(kind).items()}


def _value(module: ModuleType) -> Value:
    value = getattr(module, "VALUE", None)
    if not isinstance(value, Value):
        raise TypeError(f"{module.__name__} needs a VALUE that says what the part is called.")
    return value
