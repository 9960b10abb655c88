"""A fine-tuning from its pictures to a model: it stops at any moment and goes on where it was."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from gan.discriminator import load_discriminator
from gan.evaluation.drawn import GeneratorSampler, ModelSampler
from gan.finetuning.faces import Faces
from gan.finetuning.gates import Gate, Judge
from gan.finetuning.likeness import Likenesses, likenesses
from gan.finetuning.pictures import grid, preview
from gan.finetuning.progress import Progress
from gan.finetuning.tether import STRAY
from gan.finetuning.tiers import Tier, tier_for
from gan.finetuning.tuner import Plan, Tuner
from gan.finetuning.uploads import read_uploads
from gan.loading import load_generator
from gan.models import Model
from gan.networks import Generator
from gan.sheet import write_sheet
from gan.styles import difference, publish_style
from gan.training import CheckpointError, RunError, checkpoint
from gan.training.learners.batches import normalised
from gan.training.lock import locked

__all__ = ["Request", "Stopped", "begun_with", "finetune"]

_CHECKPOINT: Final = "checkpoint.safetensors"
_CHECK_EVERY: Final = 100
_TELL_EVERY: Final = 10
_STRENGTHS: Final = (0.0, 0.5, 1.0)
# A step whose faces strayed farther is taken where there is no other alone; a little more than the tether aims at.
_ASTRAY: Final = 1.2 * STRAY
# It becomes the stem of files, and may be given as --model.
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Stopped(Exception):
    """Somebody asked the run to stop; its checkpoint is written."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        images: folder of the pictures.
        out: the run's folder.
        name: of the style: stem of its files.
        base: the model that it is laid on.
        steps: instead of the plan's own number.
        seed: of order, noise and what is held out.
        device: cpu or cuda.
        resume: go on from the run's checkpoint.
    """

    images: Path
    out: Path
    name: str
    base: Model
    steps: int | None = None
    seed: int = 0
    device: str = "cpu"
    resume: bool = False


def finetune(request: Request, stopping: Callable[[], bool] = lambda: False) -> Model:
    """Teaches the base a style; writes the style's files, pictures and gates into the run's folder.

    Raises:
        RunError: it cannot begin or go on; the message says what to do.
        Stopped: `stopping` said so.
        CheckpointError, CorpusError, ModelError: as their names say.
    """
    if request.base.is_style:
        under = str(request.base.card["base"])[:12]
        raise RunError(f"{request.base.name} is a style itself. Name its base: --base {under}.")
    if not _NAME.fullmatch(request.name):
        raise RunError(f"{request.name!r} cannot name files. Take letters, digits, - and _, at most 64 of them.")
    if request.out.resolve().is_relative_to(request.images.resolve()):
        raise RunError(
            f"{request.out} lies among the pictures, and those that the run draws would be taken for more of them. "
            "Choose another folder (--out)."
        )
    with locked(request.out):
        return _Run(request).go(stopping)


def begun_with(run: Path) -> str | None:
    """Id of the base that the run in a folder is laid on; None where there is none yet, or it does not say.

    Raises:
        CheckpointError: its checkpoint is damaged.
    """
    file = run / _CHECKPOINT
    return checkpoint.about(file).get("base") if file.exists() else None


@dataclass(frozen=True, slots=True, order=True)
class _Best:
    """A step as good as any so far: one that keeps faces before one that does not, then by KID, then the earliest."""

    astray: bool = True
    kid: float = math.inf
    step: int = -1


class _Run:
    def __init__(self, request: Request) -> None:
        self._request = request
        if self._checkpoint.exists() and not request.resume:
            raise RunError(f"{request.out} already holds a run. Go on with it (--resume) or choose another folder.")
        self._uploads = read_uploads(request.images, request.base.resolution, request.seed)
        self._base = ModelSampler(request.base)
        generator, discriminator = load_generator(request.base), load_discriminator(request.base)
        faces = Faces(self._base, device=request.device)
        # These first: what is learned depends on them, and a rate that their minute counts in would be too low.
        self._shown = self._likenesses(generator, faces)
        plan = Plan(tier=self._tier(), seed=request.seed)
        self._plan = plan if request.steps is None else replace(plan, steps=request.steps)
        self._progress = Progress(request.out, self._plan.steps)
        self._tuner = Tuner(generator, discriminator, faces, self._plan, request.device)
        self._best = _Best()

    @property
    def _checkpoint(self) -> Path:
        return self._request.out / _CHECKPOINT

    @property
    def _best_file(self) -> Path:
        return self._request.out / "best.safetensors"

    def go(self, stopping: Callable[[], bool]) -> Model:
        request, tuner = self._request, self._tuner
        if self._checkpoint.exists():
            about = tuner.restore(self._checkpoint)
            # Weights of another base may fit as well; runs of earlier versions do not say what they were begun with.
            if about.get("base", request.base.id) != request.base.id:
                raise CheckpointError(
                    f"The checkpoint {self._checkpoint} is of another base. Name it: --base {about['base'][:12]}."
                )
            self._best = _Best(*about["best"])
        judge = Judge(self._base, self._uploads)
        self._progress.started(tuner.step_number, len(self._uploads), request.device)
        while tuner.step_number < self._plan.steps:
            if stopping():
                self._save()
                raise Stopped
            chosen = self._chosen(tuner.step_number)
            metrics = tuner.step(
                normalised(self._uploads.training[chosen], request.base.resolution), self._shown[chosen]
            )
            done = tuner.step_number
            if done % _CHECK_EVERY == 0 or done == self._plan.steps:
                self._check(judge, metrics)
            elif done % _TELL_EVERY == 0:
                self._progress.stepped(done, metrics, None)
        return self._finish(judge)

    def _tier(self) -> Tier:
        """What the run was begun with, whatever pictures came since; of a new run, what its pictures can teach."""
        if self._checkpoint.exists():
            with suppress(KeyError, ValueError):
                return Tier(checkpoint.about(self._checkpoint)["plan"]["tier"])
        return tier_for(len(self._uploads), self._shown.trust.mean().item())

    def _likenesses(self, generator: Generator, faces: Faces) -> Likenesses:
        """The faces of the pictures that are learned from; looked for once in a run, as long as it has the same."""
        file = self._request.out / "likenesses.safetensors"
        of = f"{hashlib.sha256(self._uploads.training.tobytes()).hexdigest()} {self._request.base.id}"
        if self._request.resume and file.exists() and (known := Likenesses.load(file, of)) is not None:
            return known
        device = self._request.device
        pictures = normalised(self._uploads.training, self._request.base.resolution)
        shown = likenesses(generator.to(device).eval().requires_grad_(False), pictures.to(device), faces.places)
        shown.save(file, of)
        return shown

    def _chosen(self, step: int) -> NDArray[np.int64]:
        return np.random.default_rng([self._request.seed, step]).integers(
            len(self._uploads.training), size=self._plan.batch
        )

    def _check(self, judge: Judge, metrics: dict[str, float]) -> None:
        done = self._tuner.step_number
        styled = self._styled(1.0)
        kid, astray = judge.kid(styled), judge.strayed(styled) > _ASTRAY
        file = f"preview-{done:06d}.webp"
        write_sheet(preview(self._base, styled), self._request.out / file)
        if (now := _Best(astray, kid, done)) < self._best:
            self._best = now
            self._tuner.save_average(self._best_file)
        self._save()
        self._progress.stepped(done, metrics, kid)
        self._progress.preview(done, file)

    def _save(self) -> None:
        self._tuner.save(self._checkpoint, {"best": astuple(self._best), "base": self._request.base.id})

    def _styled(self, strength: float) -> GeneratorSampler:
        return self._base.with_generator(self._tuner.blended(strength))

    def _finish(self, judge: Judge) -> Model:
        request, tuner = self._request, self._tuner
        tuner.load_average(self._best_file)
        styled = self._styled(1.0)
        gates = judge.gates(styled)
        about = {
            "pictures": len(self._uploads),
            "steps": self._best.step,
            "tier": str(self._plan.tier),
            "gates": [gate.to_json() for gate in gates],
        }
        added = difference(tuner.base, tuner.average, tuner.names)
        model = publish_style(request.base, added, request.out, request.name, about=about)
        write_sheet(preview(self._base, styled), request.out / "grid.webp")
        write_sheet(grid([self._styled(strength) for strength in _STRENGTHS]), request.out / "strip.webp")
        self._progress.finished(tuner.step_number, self._report(model, gates))
        return model

    def _report(self, model: Model, gates: list[Gate]) -> dict[str, Any]:
        return {
            "steps": self._plan.steps,
            "best": self._best.step,
            "model": model.id,
            "card": f"{model.name}.json",
            "weights": model.weights.name,
            "grid": "grid.webp",
            "strip": "strip.webp",
            "gates": [gate.to_json() for gate in gates],
        }
