"""From a wish and a seed to the attributes of a recipe.

A recipe says what an avatar is, never what it is not. So "not pink" is settled for every seed alone: it keeps what it
would have decided with nothing asked, unless that is pink; then it picks among the other colours, as often as each was
drawn in the training data. The same goes for "glasses", which are any of several. Whatever a seed settled on stands in
the recipe, so that variations and other styles of the avatar keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, count
from typing import Final

from gan.attributes import Attribute
from gan.deciding import complete, decide
from gan.models import Model
from gan.rules import Contradiction
from gan.wishes.wish import Values, Wish

__all__ = ["Clash", "possible", "settle"]

# Combinations tried for one seed. Pairs that cannot be were ruled out before, so that the first few will do.
_MOST_TRIES: Final = 2000


class Clash(Contradiction):
    """Wishes for several attributes that no avatar can fulfil together.

    Attributes:
        attributes: the two that clash; all that were wished for, where no two of them do.
        why: the reason, in the words of the model's rules; empty where there is no single one.
    """

    def __init__(self, attributes: Sequence[str], why: str = "") -> None:
        names = " and ".join(attributes)
        super().__init__(
            f"What is asked of {names} does not go together{f': {why}' if why else ''}. Ask for less.", why
        )
        self.attributes = tuple(attributes)


def possible(wish: Wish, model: Model) -> Wish:
    """The wish without the classes that the model's rules keep from being seen beside the rest of it.

    Raises:
        UnknownAttribute: it names what is not in the model's vocabulary.
        Clash: nothing is left of it.
    """
    for name, values in wish.values.items():
        for value in sorted(values.all):
            model.vocabulary.indices({name: value})
    left = {name: wish.values[name] for name in model.vocabulary if name in wish.values}
    ruled = [name for name, values in left.items() if name in model.rules.attributes() and not values.unseen]
    changed = True
    while changed:
        changed = False
        for pair in combinations(ruled, 2):
            for name, other in (pair, pair[::-1]):
                kept = _beside(left, name, other, model)
                changed |= kept != left[name]
                left[name] = kept
    return Wish(left)


def settle(wish: Wish, seed: int, model: Model) -> dict[str, str]:
    """The attributes to ask of the model, so that the avatar of this seed is as wished for; in the vocabulary's order.

    Args:
        wish: one that `possible` gave back for this model.

    Raises:
        Clash: it cannot be.
    """
    wanted = [name for name, values in wish.values.items() if not values.unseen]
    # What leaves no choice goes first, so that what follows makes way for it at once.
    wanted.sort(key=lambda name: len(wish.values[name].all) > 1)
    always = _always_seen(wish, model)
    chosen = _chosen({}, wanted, wish, always, seed, model, count())
    if chosen is None:
        raise Clash([*wanted, *always])
    return _without_unwanted(chosen, wish, seed, model)


def _beside(left: Mapping[str, Values], name: str, other: str, model: Model) -> Values:
    """The classes of an attribute that can be seen beside some class of another one."""
    seen = {
        value: any(_seen_together({name: value, other: beside}, model) for beside in left[other].all)
        for value in left[name].all
    }
    kept = left[name].within(frozenset(value for value, can_be in seen.items() if can_be))
    if kept is None:
        first = {one: min(left[one].first) for one in (name, other)}
        raise Clash((name, other), _reason(first, model))
    return kept


def _reason(asked: Mapping[str, str], model: Model) -> str:
    try:
        model.rules.check(asked, model.vocabulary)
    except Contradiction as error:
        return error.why
    return ""


def _seen_together(asked: Mapping[str, str], model: Model) -> bool:
    try:
        model.rules.check(asked, model.vocabulary)
    except Contradiction:
        return False
    return True


def _always_seen(wish: Wish, model: Model) -> dict[str, Values]:
    """Those of the wishes that nothing seen would fulfil as well, whose attributes nothing hides: "not a girl"."""
    hidden = {name for rule in model.rules.hides for name in rule.hidden}
    ruled = model.rules.attributes() - hidden
    return {name: values for name, values in wish.values.items() if values.unseen and name in ruled}


def _chosen(
    so_far: dict[str, str],
    left: Sequence[str],
    wish: Wish,
    always: Mapping[str, Values],
    seed: int,
    model: Model,
    tries: Iterator[int],
) -> dict[str, str] | None:
    """A class for each of the attributes that are left, the seed's own choices first; None where there is none.

    Beside them each of `always` can be seen as one of its classes.
    """
    if not left:
        return so_far
    name, *others = left
    for value in _in_order(wish.values[name], seed, model.vocabulary[name], model.frequencies[name]):
        if next(tries) > _MOST_TRIES:
            return None
        asked = {**so_far, name: value}
        if _seen_together(asked, model) and _leave_room(asked, always, model):
            chosen = _chosen(asked, others, wish, always, seed, model, tries)
            if chosen is not None:
                return chosen
    return None


def _leave_room(asked: Mapping[str, str], always: Mapping[str, Values], model: Model) -> bool:
    return all(
        any(_seen_together({**asked, name: value}, model) for value in values.all) for name, values in always.items()
    )


def _without_unwanted(chosen: dict[str, str], wish: Wish, seed: int, model: Model) -> dict[str, str]:
    """Adds what keeps out of sight whatever was not wanted; asks for nothing where it cannot be seen anyway."""
    unwanted = [name for name, values in wish.values.items() if values.unseen]
    for _ in unwanted:
        avatar = complete(seed, chosen, model.vocabulary, model.frequencies, model.rules)
        # What is asked for now may bring to light what was hidden before: hence a round for each of these wishes.
        settled = {name: avatar[name] for name in unwanted if avatar.get(name) in wish.values[name].first}
        open_ones = [name for name in unwanted if name in avatar and name not in settled]
        chosen = {**chosen, **settled}
        if not open_ones:
            break
        for name in open_ones:
            order = _in_order(wish.values[name], seed, model.vocabulary[name], model.frequencies[name])
            value = next((one for one in order if _seen_together({**chosen, name: one}, model)), None)
            if value is not None:
                chosen[name] = value
            elif name in complete(seed, chosen, model.vocabulary, model.frequencies, model.rules):
                raise Clash([*chosen, name])
    return model.vocabulary.check(chosen)


def _in_order(values: Values, seed: int, attribute: Attribute, shares: Sequence[float]) -> Iterator[str]:
    """The classes in the order in which a seed would take them: what it decides by itself, then by their shares."""
    share = dict(zip(attribute.values, shares, strict=True))
    own = attribute.values[decide(seed, attribute.name, shares)]
    for group in (values.first, values.also):
        if own in group:
            yield own
        left = [value for value in attribute.values if value in group and value != own]
        while left:
            known = [share[value] for value in left]
            # Classes that the training data never drew are all alike.
            yield left.pop(decide(seed, f"{attribute.name} again", known if any(known) else [1.0] * len(left)))
