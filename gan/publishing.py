"""Writing a model into a registry's folder: weights in half precision, and the card beside them."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file  # pyright: ignore[reportUnknownVariableType]
from torch import nn

from gan.attributes import Vocabulary
from gan.cards import write_card
from gan.generator import load
from gan.models import Model, Registry, discriminator_file, file_sha256
from gan.networks import Discriminator, Generator
from gan.pixels import pixel_hash
from gan.recipe import fresh
from gan.rules import NO_RULES, Rules

__all__ = ["GOLDEN_THUMBNAIL", "machine", "publish"]

# Side of the golden pictures that a card carries, in pixels.
GOLDEN_THUMBNAIL = 16
_GOLDEN_SEEDS = range(4)


def publish(
    generator: Generator,
    folder: Path,
    name: str,
    *,
    family: str,
    vocabulary: Vocabulary,
    frequencies: Mapping[str, list[float]],
    rules: Rules = NO_RULES,
    codes: Sequence[str] = (),
    discriminator: Discriminator | None = None,
    truncation: float = 0.8,
    bands: tuple[int, int] = (8, 16),
    default: bool = False,
    about: Mapping[str, Any] | None = None,
) -> Model:
    """Writes `NAME.safetensors` (fp16) and its card `NAME.json` into `folder`, and returns the model.

    The discriminator goes into `NAME.discriminator.safetensors`: nothing draws with it, fine-tuning starts from it.

    Args:
        generator: on any device.
        folder: a folder of a `gan.models.Registry`; made where it is missing.
        name: stem of both files.
        family: models of one family share a W space, a vocabulary and rules.
        vocabulary: what the generator was trained with.
        frequencies: for each attribute the share of each value in the training data, before rules apply.
        rules: which attributes hide which in the training data.
        codes: what the first dimensions of z stand for, as standard normal numbers.
        discriminator: what the generator was trained against.
        truncation: how far from the mean face drawings go (StyleGAN's psi).
        bands: side in pixels of the last coarse and of the last middle layers; colours belong above.
        default: whether this is the model that new avatars are drawn with.
        about: what else the card says: data, command, seeds, time, device, figures, known faults.

    Raises:
        ValueError: the vocabulary or the frequencies are not those of the generator, or the rules name what the
            vocabulary does not hold, or there are more codes than dimensions of z.
    """
    classes = generator.architecture.classes
    if vocabulary.class_counts() != classes or [len(frequencies.get(name, ())) for name in vocabulary] != list(classes):
        raise ValueError("A model's vocabulary and its frequencies must be those that its generator was trained with.")
    if len(codes) > generator.architecture.noise:
        raise ValueError(f"{len(codes)} codes do not go into {generator.architecture.noise} dimensions of z.")
    rules.within(vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / f"{name}.safetensors"
    save_file(_half(generator), weights)
    card: dict[str, Any] = {
        "id": file_sha256(weights),
        "family": family,
        "default": default,
        "resolution": generator.architecture.resolution,
        "truncation": truncation,
        "bands": list(bands),
        "architecture": generator.architecture.to_json(),
        "vocabulary": vocabulary.to_json(),
        "frequencies": dict(frequencies),
        "rules": rules.to_json(),
        "codes": list(codes),
        "about": dict(about or {}),
    }
    if discriminator is not None:
        other = discriminator_file(weights)
        save_file(_half(discriminator), other)
        card["discriminator"] = file_sha256(other)
    file = weights.with_suffix(".json")
    write_card(file, card)
    write_card(file, card | {"golden": _golden(Registry([folder]).get(name))})
    return Registry([folder]).get(name)


def _half(network: nn.Module) -> dict[str, torch.Tensor]:
    return {key: value.detach().to("cpu", torch.float16).contiguous() for key, value in network.state_dict().items()}


def machine() -> str:
    """What the last bits of a picture depend on, beside the recipe: processor and torch release."""
    processor = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    return f"{processor}, {torch.backends.cpu.get_cpu_capability()}, torch {torch.__version__}"


def _golden(model: Model) -> dict[str, Any]:
    """What the first seeds look like: their pixel hashes on this machine, and thumbnails that hold on any other."""
    painter = load(model)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # as the engine's workers draw
    recipes = {seed: fresh(model.id, seed) for seed in _GOLDEN_SEEDS}
    golden = {
        "machine": machine(),
        "pixel_hashes": {seed: pixel_hash(painter.paint(recipe)) for seed, recipe in recipes.items()},
        "thumbnails": {seed: painter.paint(it, GOLDEN_THUMBNAIL).tobytes().hex() for seed, it in recipes.items()},
    }
    torch.set_num_threads(threads)
    return golden
