"""The registry of models: which generators there are, and whether their files can be trusted.

A model is two files side by side: `NAME.safetensors` (the weights, whose SHA-256 is the model's id) and `NAME.json`
(its card). A style is a model whose file holds only what it adds to another one, its base: its card names that base,
how strongly the style is laid on, and maybe a file of another name, so that several strengths share one. Importable
without torch; `gan.generator` turns a model into a network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from gan.attributes import Vocabulary
from gan.rules import NO_RULES, Rules

__all__ = [
    "SHIPPED",
    "Model",
    "ModelCorrupt",
    "ModelError",
    "ModelMissing",
    "Registry",
    "discriminator_file",
    "file_sha256",
    "style_id",
]

SHIPPED = Path(__file__).parent / "weights"


class ModelError(Exception):
    """A model cannot be used; the message says which and what to do."""


class ModelMissing(ModelError):
    """No model of that id or name is in the registry."""


class ModelCorrupt(ModelError):
    """A model's file is not the one that its card describes."""


def discriminator_file(weights: Path) -> Path:
    """Where the discriminator lies that was published beside a generator's weights."""
    return weights.with_name(f"{weights.stem}.discriminator.safetensors")


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def style_id(base: str, sha256: str, strength: float) -> str:
    """The id of a style: the hash of all that it needs, 64 hexadecimal digits.

    Args:
        base: id of the model that it is laid on.
        sha256: of the file that holds what it adds.
        strength: how strongly it is laid on, 1 as it was trained.
    """
    needed = {"base": base, "sha256": sha256, "strength": float(strength)}
    return hashlib.sha256(json.dumps(needed, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its card describes it.

    Attributes:
        id: SHA-256 of the weights file; of a style, `style_id`.
        name: the files' stem.
        family: models of one family share a W space, a vocabulary and rules, so a recipe can move between them.
        resolution: side of the square picture, in pixels.
        vocabulary: what can be asked of it.
        weights: the weights file.
        card: the whole card (see `gan/weights/README.md`).
        rules: which attributes hide which; none where the card has none.
        base: what a style is laid on; None for a model of its own, and where the registry has no such model.
    """

    id: str
    name: str
    family: str
    resolution: int
    vocabulary: Vocabulary
    weights: Path
    card: Mapping[str, Any]
    rules: Rules = NO_RULES
    base: Model | None = None

    @property
    def is_style(self) -> bool:
        """Whether the weights only add to another model's."""
        return "base" in self.card

    @property
    def strength(self) -> float:
        """How strongly a style is laid on its base: 0 not at all, 1 as it was trained."""
        return float(self.card.get("strength", 1.0))

    @property
    def frequencies(self) -> Mapping[str, Sequence[float]]:
        """For each attribute the share of each of its values in the training data; equal ones where none are known."""
        known = cast("Mapping[str, Sequence[float]]", self.card.get("frequencies", {}))
        return {name: known.get(name) or [1.0] * len(one.values) for name, one in self.vocabulary.items()}

    def needed_base(self) -> Model:
        """What a style is laid on.

        Raises:
            ModelMissing: it is not here, or the model is no style.
        """
        if self.base is None:
            wanted = str(self.card.get("base", "none"))[:12]
            raise ModelMissing(
                f"{self.name} is laid on a model that is not here ({wanted}). Put that model's files back."
            )
        return self.base

    def check(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The same attributes in the vocabulary's order, where the model can draw them together.

        Raises:
            UnknownAttribute: a name or a value that is not in the vocabulary.
            Contradiction: they cannot all be seen on one avatar.
        """
        known = self.vocabulary.check(asked)
        self.rules.check(known, self.vocabulary)
        return known

    def verify(self) -> None:
        """Reads the weights file once, and a style's base's as well, and compares hashes.

        Raises:
            ModelMissing: a file is gone, or a style's base.
            ModelCorrupt: a file was truncated or changed.
        """
        if self.is_style:
            self.needed_base().verify()
        if not self.weights.is_file():
            raise ModelMissing(f"The weights of model {self.name} are missing: {self.weights}. Restore the file.")
        found, wanted = file_sha256(self.weights), str(self.card["sha256"]) if self.is_style else self.id
        if found != wanted:
            raise ModelCorrupt(
                f"The weights of model {self.name} are damaged ({self.weights}: its SHA-256 begins with {found[:12]}, "
                f"the card says {wanted[:12]}). Restore the file from the repository or from a backup."
            )


def _read_card(path: Path) -> Model:
    try:
        card = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
        vocabulary = Vocabulary.from_json(card["vocabulary"])
        if "base" in card and card["id"] != style_id(card["base"], card["sha256"], float(card["strength"])):
            raise ValueError("its id is not that of its base, file and strength")
        return Model(
            id=str(card["id"]),
            name=path.stem,
            family=str(card["family"]),
            resolution=int(card["resolution"]),
            vocabulary=vocabulary,
            weights=path.with_name(str(card.get("weights", f"{path.stem}.safetensors"))),
            card=card,
            rules=Rules.from_json(card.get("rules", [])).within(vocabulary),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelCorrupt(f"The model card {path} cannot be read ({error!r}). Restore it or remove it.") from error


@dataclass(frozen=True, slots=True)
class _Card:
    """A card as it was read, and what its file was then."""

    stamp: tuple[int, int, int]
    read: Model | ModelCorrupt


def _remembered(path: Path, before: _Card | None) -> _Card:
    try:
        status = path.stat()
        stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
        if before is not None and before.stamp == stamp:
            return before
        return _Card(stamp, _read_card(path))
    except OSError as error:
        return _Card((0, 0, 0), ModelCorrupt(f"The model card {path} cannot be read ({error!r}). Restore it."))
    except ModelCorrupt as error:
        return _Card((0, 0, 0), error)


class Registry:
    """The models in a list of folders; the shipped base is the default."""

    def __init__(self, folders: Iterable[Path] = (SHIPPED,)) -> None:
        self._folders = tuple(folders)
        self._known: dict[Path, _Card] = {}

    def models(self) -> list[Model]:
        """Every model, in the order of the folders and then by name; raises `ModelCorrupt` for an unreadable card."""
        found = self._read()
        for one in found:
            if isinstance(one, ModelCorrupt):
                raise one
        return [one for one in found if isinstance(one, Model)]

    def readable(self) -> list[Model]:
        """Every model whose card can be read, in the same order."""
        return [one for one in self._read() if isinstance(one, Model)]

    def default(self) -> Model:
        """The first model whose card says `"default": true`.

        Raises:
            ModelMissing: there is none.
            ModelCorrupt: a card before it cannot be read. One behind it, an operator's style, stops nobody.
        """
        for one in self._read():
            if isinstance(one, ModelCorrupt):
                raise one
            if one.card.get("default"):
                return one
        folders = ", ".join(str(folder) for folder in self._folders)
        raise ModelMissing(f"There is no base model in {folders}. Restore gan/weights from the repository.")

    def get(self, reference: str) -> Model:
        """The model of an id, an unambiguous beginning of one (at least 8 digits), or a name.

        Raises:
            ModelMissing: there is no such model, or more than one.
            ModelCorrupt: none is found, and there is a card that cannot be read.
        """
        read = self._read()
        found = [
            one
            for one in read
            if isinstance(one, Model)
            and (one.name == reference or (len(reference) >= 8 and one.id.startswith(reference)))
        ]
        if len({model.id for model in found}) == 1:
            return found[0]
        for one in read:
            if not found and isinstance(one, ModelCorrupt):
                raise one
        problem = "More than one model begins with" if found else "There is no model"
        raise ModelMissing(f"{problem} {reference!r}. List the models with: python -m gan models")

    def _read(self) -> list[Model | ModelCorrupt]:
        """Every card as its model, or as what is wrong with it, in the order of the folders and then by name."""
        cards = (path for folder in self._folders if folder.is_dir() for path in sorted(folder.glob("*.json")))
        # A bot asks at every drawing, and a community may have many cards: only those that changed are read again.
        self._known = {path: _remembered(path, self._known.get(path)) for path in cards}
        read = [card.read for card in self._known.values()]
        bases = {one.id: one for one in read if isinstance(one, Model) and not one.is_style}
        return [
            replace(one, base=bases.get(one.card.get("base", ""))) if isinstance(one, Model) else one for one in read
        ]
