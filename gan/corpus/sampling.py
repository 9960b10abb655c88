"""From a seed to the record of an avatar."""

from __future__ import annotations

import math
from collections.abc import Mapping

from gan.corpus.parameters import PARAMETERS
from gan.corpus.record import Mix, Record, uniform
from gan.corpus.schema import attributes
from gan.corpus.values import Value

__all__ = ["sample_record"]


def _choose(seed: int, key: str, values: Mapping[str, Value]) -> str:
    """The value that wins an exponential race: a new value takes avatars from the others and moves none between them."""
    return min(values, key=lambda name: -math.log(1 - uniform(seed, f"{key}.{name}")) / values[name].share)


def sample_record(
    seed: int,
    chosen: Mapping[str, str] | None = None,
    parameters: Mapping[str, float] | None = None,
) -> Record:
    """The avatar of a seed; `chosen` and `parameters` override and leave everything else unchanged."""
    table = attributes()
    classes: dict[str, str | None] = {name: _choose(seed, f"attribute.{name}", a.values) for name, a in table.items()}
    classes.update(chosen or {})
    mixes: dict[str, Mix] = {}
    values = {key: round(2 * uniform(seed, f"parameter.{key}") - 1, 5) for key in PARAMETERS}
    values.update(parameters or {})
    return Record(seed, classes, mixes, values)
