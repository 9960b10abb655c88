"""What a run was asked for: kept in its folder, so that `--out RUN --resume` alone goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from gan.training.failures import RunError, how_to_go_on
from gan.training.learners.schedule import Schedule
from gan.training.presets import PRESETS, Preset, Stage

__all__ = ["Settings", "preset_of", "read_settings", "settle", "unguided"]

_DEFAULT_PRESET = "moe-64"
# What may change while a run goes on: where and how often, what helps one that ran out of memory or diverged, and what
# is met in a later stage.
_CHANGEABLE: Final = frozenset({"tick", "device", "batch", "learning_rate", "discriminator"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run; None is what nobody asked for: the preset then decides.

    Attributes:
        preset: its name.
        data: an absolute path, or `corpus` for one that the run draws itself.
        images: real pictures to see in all.
        seed: of initial weights, data order, noise and of what is held out.
        tick: images between two checkpoints.
        device: `auto`, `cpu` or `cuda`.
        batch: pictures in a step.
        optimizer: see `Schedule`, as for all that follow.
        learning_rate: of every stage.
        lr_schedule: within each stage.
        weight_decay: see `Schedule`.
        dropout: see `Schedule`.
        augment: see `Schedule`; where nobody asked, `ada` for a folder of images and the preset's for a corpus.
        discriminator: name or id of the model whose discriminator the first adversarial stage begins with.
        fingerprint: of the pictures that the run began with; None before it did.
    """

    preset: str = _DEFAULT_PRESET
    data: str = ""
    images: int | None = None
    seed: int = 0
    tick: int = 4_000
    device: str = "auto"
    batch: int | None = None
    optimizer: str | None = None
    learning_rate: float | None = None
    lr_schedule: str | None = None
    weight_decay: float | None = None
    dropout: float | None = None
    augment: str | None = None
    discriminator: str | None = None
    fingerprint: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data for `run.json`."""
        return asdict(self)


def read_settings(file: Path) -> Settings | None:
    """What `run.json` says; None where there is none.

    Raises:
        RunError: it cannot be read.
    """
    if not file.exists():
        return None
    try:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        known = {field.name for field in fields(Settings)}
        return Settings(**{key: value for key, value in document.items() if key in known})
    except (ValueError, TypeError, AttributeError) as error:
        raise RunError(
            f"{file} cannot be read ({error}). Delete it, and go on with all the options that the run began with."
        ) from None


def settle(asked: Mapping[str, Any], kept: Settings | None, out: Path) -> Settings:
    """What a run is to do: what is asked for now, and for the rest what it began with.

    Args:
        asked: options by name, those alone that somebody gave.
        kept: the settings of the run that goes on; None for a new one.
        out: the run's folder.

    Raises:
        RunError: no data, an unknown preset, or something else asked for than the run began with.
    """
    settings = replace(kept or Settings(), **asked)
    if not settings.data:
        raise RunError("Say what to learn from: --data FOLDER, or --data corpus to have pictures drawn.")
    if settings.preset not in PRESETS:
        raise RunError(f"There is no preset {settings.preset!r}. Choose one of: {', '.join(PRESETS)}.")
    if kept is not None:
        _check_same(asked, kept, out)
    return settings


def _check_same(asked: Mapping[str, Any], kept: Settings, out: Path) -> None:
    before = asdict(kept)
    if not Path(kept.data).exists():
        before.pop("data")  # moved: the fingerprint says whether it is the same
    for name in [name for name in asked if name in before and name not in _CHANGEABLE and asked[name] != before[name]]:
        option = "--" + name.replace("_", "-")
        was = "its preset's own choice" if before[name] is None else before[name]
        raise RunError(
            f"The run in {out} began with {option} {was}, not {asked[name]}. Leave the option out "
            f"({how_to_go_on(out)}), or choose another folder for a new run."
        )


def preset_of(settings: Settings, *, finite: bool, guided: bool) -> Preset:
    """The preset with everything that was asked for.

    Args:
        settings: of the run.
        finite: whether the data is a folder of images rather than a corpus, which could be drawn larger.
        guided: whether the data knows the codes of its pictures.

    Raises:
        ValueError: a number that cannot be trained with.
    """
    preset = PRESETS[settings.preset]
    preset = preset if guided else unguided(preset)
    preset = preset if settings.images is None else preset.lasting(settings.images)
    numbers: dict[str, Any] = {
        "batch": settings.batch,
        "optimizer": settings.optimizer,
        "learning_rate": settings.learning_rate,
        "learning_rate_schedule": settings.lr_schedule,
        "weight_decay": settings.weight_decay,
        "dropout": settings.dropout,
        "augment": settings.augment or ("ada" if finite else None),
    }
    asked = {name: value for name, value in numbers.items() if value is not None}
    return preset.with_numbers(seed=settings.seed, **asked)


def unguided(preset: Preset) -> Preset:
    """The preset for data that does not know its pictures' codes: every stage has a discriminator, and none a guide.

    A stage that would only follow the guide takes the numbers of the next one that has a discriminator.
    """
    if not any(stage.schedule.guide for stage in preset.stages):
        return preset
    stages: list[Stage] = []
    against = Schedule()
    for stage in reversed(preset.stages):
        against = stage.schedule if stage.schedule.adversarial else against
        stages.insert(0, replace(stage, schedule=replace(against, guide=0.0)))
    # A mapping that nobody shows which picture belongs to which z must not run ahead.
    shapes = {name: value for name, value in preset.shapes.items() if name not in ("mapping_rate", "direct")}
    return replace(preset, stages=tuple(stages), shapes=shapes)
