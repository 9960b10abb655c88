"""What `python -m gan train` does once its options are read: settings, pictures, and the run itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from gan.console import console, errors
from gan.corpus.data.dataset import Corpus
from gan.discriminator import load_discriminator
from gan.models import ModelError, Registry
from gan.networks import Discriminator
from gan.training.device import device_of
from gan.training.display import Display
from gan.training.failures import RunError, explain_disk
from gan.training.folder import RunFolder
from gan.training.learners.learner import Learner
from gan.training.lock import locked
from gan.training.material import OWN_CORPUS, Material, corpus_size, draw_corpus, fingerprint, open_material
from gan.training.run import Plan, train
from gan.training.settings import Settings, preset_of, read_settings, settle
from gan.training.watch import HOW_TO_GET_IT, tensorboard_of

__all__ = ["carry_out"]


def carry_out(out: Path, asked: Mapping[str, Any], *, resume: bool) -> Learner:
    """Begins a run or goes on with one, and shows it on the terminal and in TensorBoard.

    Args:
        out: the run's folder.
        asked: options by the names of `Settings`, those alone that somebody gave.
        resume: go on from the last checkpoint, with what `run.json` says for all that is not asked.

    Raises:
        RunError: something does not go together, or the run cannot go on.
        CheckpointError: the last checkpoint is damaged.
        CorpusError: the pictures cannot be used.
        ImportError: the extra `train` is not installed, which drawing a corpus needs.
        ValueError: a number that cannot be trained with.
        OSError: the pictures or the folder cannot be read or written.
    """
    folder = RunFolder(out)
    settings = settle(_from_the_root(asked), _kept(folder, resume=resume), out)
    device = device_of(settings.device)
    with locked(out):
        try:
            material = _material(folder, settings)
            settings = _remember(folder, settings, fingerprint(material))
        except OSError as error:
            raise RunError(explain_disk(error, out)) from error
    preset = preset_of(settings, finite=material.finite, guided=isinstance(material.training, Corpus))
    discriminator = _discriminator(settings.discriminator)
    board = tensorboard_of(folder.tensorboard)
    if board is None:
        errors.print(HOW_TO_GET_IT, markup=False, highlight=False, soft_wrap=True)
    with Display(console, preset) as display, board or nullcontext():
        plan = Plan(out, preset, resume, settings.tick, device, discriminator)
        return train(plan, material, [display] if board is None else [display, board])


def _kept(folder: RunFolder, *, resume: bool) -> Settings | None:
    begun = folder.checkpoint.exists()
    if not resume:
        if begun:
            raise RunError(f"{folder.path} already holds a run. Go on with it (--resume) or choose another folder.")
        return None
    kept = read_settings(folder.settings)
    if kept is None and not begun:
        raise RunError(f"{folder.path} holds no run to go on with. Leave --resume out to begin one.")
    return kept


def _from_the_root(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The options with an absolute path to the data, so that a run goes on from wherever that is asked for."""
    data = asked.get("data")
    # Who has drawn a corpus into the folder ./corpus means that one.
    if data is None or (data == OWN_CORPUS and not Path(data, "corpus.json").is_file()):
        return dict(asked)
    return {**asked, "data": str(Path(data).resolve())}


def _discriminator(model: str | None) -> Discriminator | None:
    try:
        return None if model is None else load_discriminator(Registry().get(model))
    except ModelError as error:
        raise RunError(str(error)) from None


def _material(folder: RunFolder, settings: Settings) -> Material:
    preset = preset_of(settings, finite=False, guided=True)
    size, path = preset.stages[-1].resolution, Path(settings.data)
    if settings.data == OWN_CORPUS:
        path = folder.corpus
        # Once the run has begun with it, it is whole, though a later version would draw another.
        if settings.fingerprint is None:
            folder.write_settings(settings.to_json())  # so that --resume goes on with the drawing too
            draw_corpus(path, corpus_size(preset.images), size)
    return open_material(path, size, settings.seed)


def _remember(folder: RunFolder, settings: Settings, found: str) -> Settings:
    """Writes down what the run goes on with, once it is known that these are the pictures it began with."""
    if settings.fingerprint not in (None, found):
        raise RunError(
            f"The pictures in {settings.data} are not those that the run in {folder.path} began with: some were added, "
            "removed or changed. Give it those (--data), or choose another folder for a new run."
        )
    settings = replace(settings, fingerprint=found)
    folder.write_settings(settings.to_json())
    return settings
