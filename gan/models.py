"""The registry of models: which generators there are, and whether their files can be trusted.

A model is two files side by side: `NAME.safetensors` (the weights, whose SHA-256 is the model's id) and `NAME.json`
(its card). Importable without torch; `gan.generator` turns a model into a network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its card describes it.

    Attributes:
        id: SHA-256 of the weights file.
        name: the files' stem.
        family: models of one family share a W space, a vocabulary and rules, so a recipe can move between them.
        resolution: side of the square picture, in pixels.
        vocabulary: what can be asked of it.
        weights: the weights file.
        card: the whole card (see `gan/weights/README.md`).
        rules: which attributes hide which; none where the card has none.
    """

    id: str
    name: str
    family: str
    resolution: int
    vocabulary: Vocabulary
    weights: Path
    card: Mapping[str, Any]
    rules: Rules = NO_RULES

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
        """Reads the weights file once and compares its hash.

        Raises:
            ModelMissing: the file is gone.
            ModelCorrupt: the file was truncated or changed.
        """
        if not self.weights.is_file():
            raise ModelMissing(f"The weights of model {self.name} are missing: {self.weights}. Restore the file.")
        found = file_sha256(self.weights)
        if found != self.id:
            raise ModelCorrupt(
                f"The weights of model {self.name} are damaged ({self.weights}: its SHA-256 begins with {found[:12]}, "
                f"the card says {self.id[:12]}). Restore the file from the repository or from a backup."
            )


def _read_card(path: Path) -> Model:
    try:
        card = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
        vocabulary = Vocabulary.from_json(card["vocabulary"])
        return Model(
            id=str(card["id"]),
            name=path.stem,
            family=str(card["family"]),
            resolution=int(card["resolution"]),
            vocabulary=vocabulary,
            weights=path.with_suffix(".safetensors"),
            card=card,
            rules=Rules.from_json(card.get("rules", [])).within(vocabulary),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelCorrupt(f"The model card {path} cannot be read ({error!r}). Restore it or remove it.") from error


class Registry:
    """The models in a list of folders; the shipped base is the default."""

    def __init__(self, folders: Iterable[Path] = (SHIPPED,)) -> None:
        self._folders = tuple(folders)

    def models(self) -> list[Model]:
        """Every model, in the order of the folders and then by name; raises `ModelCorrupt` for an unreadable card."""
        cards = (path for folder in self._folders if folder.is_dir() for path in sorted(folder.glob("*.json")))
        return [_read_card(path) for path in cards]

    def default(self) -> Model:
        """The first model whose card says `"default": true`; raises `ModelMissing` where there is none."""
        for model in self.models():
            if model.card.get("default"):
                return model
        folders = ", ".join(str(folder) for folder in self._folders)
        raise ModelMissing(f"There is no base model in {folders}. Restore gan/weights from the repository.")

    def get(self, reference: str) -> Model:
        """The model of an id, an unambiguous beginning of one (at least 8 digits), or a name.

        Raises:
            ModelMissing: there is no such model, or more than one.
        """
        found = [
            model
            for model in self.models()
            if model.name == reference or (len(reference) >= 8 and model.id.startswith(reference))
        ]
        if len({model.id for model in found}) == 1:
            return found[0]
        problem = "More than one model begins with" if found else "There is no model"
        raise ModelMissing(f"{problem} {reference!r}. List the models with: python -m gan models")
