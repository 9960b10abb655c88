"""From a seed to the record of an avatar.

Nothing is drawn from a stream of numbers: every class, every parameter and every mix has random numbers of its own, by
the seed and its own name. So a part that is added takes avatars from the other parts of its kind and changes no other
avatar; an attribute or a parameter that is added changes nothing else at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from gan.corpus.records import held_out
from gan.corpus.records.parameters import PARAMETERS
from gan.corpus.records.record import Mix, Record, uniform
from gan.corpus.records.schema import attributes, vocabulary
from gan.corpus.records.values import Value
from gan.corpus.records.visibility import RULES

__all__ = ["MIXED", "MIX_SHARES", "sample_record", "split_of"]

# Share of avatars in which an attribute whose class has neighbours leans toward one, and how far it then leans.
MIXED = 0.3
MIX_SHARES = (0.08, 0.45)


def split_of(seed: int) -> str:
    """Part of the corpus that an avatar belongs to, decided by its seed: train 70 %, val 15 %, test 15 %."""
    u = uniform(seed, "split")
    return "train" if u < 0.70 else "val" if u < 0.85 else "test"


def sample_record(
    seed: int,
    chosen: Mapping[str, str] | None = None,
    parameters: Mapping[str, float] | None = None,
) -> Record:
    """The avatar of a seed; `chosen` and `parameters` override and leave everything else unchanged.

    What is chosen is seen: whatever would hide it gives way, and a chosen shape leans toward no other. Held-out pairs
    are kept apart among what is drawn by chance only.

    Raises:
        UnknownAttribute: `chosen` names an attribute or a class that there is not.
        Contradiction: two chosen classes cannot both be seen.
        ValueError: `parameters` names one that there is not, or a value beyond [-1, 1].
    """
    chosen = vocabulary().check(chosen or {}) if chosen else {}
    table = attributes()

    def best(name: str, fits: Callable[[str], bool]) -> str:
        return _winner(seed, f"attribute.{name}", {n: v for n, v in table[name].values.items() if fits(n)})

    classes = {name: _winner(seed, f"attribute.{name}", attribute.values) for name, attribute in table.items()}
    training = split_of(seed) == "train"
    if training:
        _keep_apart(classes, best)
    classes = RULES.hide(RULES.reconcile(classes, chosen, best))
    values = {key: round(2 * uniform(seed, f"parameter.{key}") - 1, 5) for key in PARAMETERS}
    values.update(_checked(parameters or {}))
    return Record(seed, classes, _mixes(seed, classes, chosen, training=training), values)


def _winner(seed: int, key: str, values: Mapping[str, Value]) -> str:
    """The value that wins an exponential race: a new value takes some from the others and moves none between them."""
    return min(values, key=lambda name: -math.log(1 - uniform(seed, f"{key}.{name}")) / values[name].share)


def _keep_apart(classes: dict[str, str], best: Callable[[str, Callable[[str], bool]], str]) -> None:
    for name in dict.fromkeys(pair.second[0] for pair in held_out.PAIRS):
        barred = held_out.barred(name, classes)
        if classes.get(name) in barred:
            classes[name] = best(name, lambda value, barred=barred: value not in barred)


def _mixes(
    seed: int, classes: Mapping[str, str | None], chosen: Mapping[str, str], *, training: bool
) -> dict[str, Mix]:
    mixes: dict[str, Mix] = {}
    low, high = MIX_SHARES
    for name, attribute in attributes().items():
        own = classes[name]
        if own is None or name in chosen or not attribute.values[own].near:
            continue
        if uniform(seed, f"mix.{name}") >= MIXED:
            continue
        # A held-out class is not to be shown in part either.
        barred = held_out.barred(name, classes) if training else frozenset[str]()
        near = {n: attribute.values[n] for n in attribute.values[own].near if n in attribute.values and n not in barred}
        if near:
            other = _winner(seed, f"mix.{name}", near)
            mixes[name] = Mix(other, round(low + (high - low) * uniform(seed, f"mix.{name}.share"), 5))
    return mixes


def _checked(parameters: Mapping[str, float]) -> Mapping[str, float]:
    for name, value in parameters.items():
        if name not in PARAMETERS:
            raise ValueError(f"There is no parameter {name!r}. Choose among: {', '.join(PARAMETERS)}.")
        if not -1 <= value <= 1:
            raise ValueError(f"The parameter {name} is between -1 and 1, not {value}.")
    return parameters
