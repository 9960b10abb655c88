"""What hides what."""

from __future__ import annotations

import itertools

import pytest

from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes
from gan.corpus.records.visibility import HIDES, ONLY, Contradiction, Hides


def test_rules_name_what_there_is() -> None:
    table = attributes()
    for rule in HIDES:
        for name, values in rule.causes.items():
            assert values <= set(table[name].values), rule
        assert set(rule.hidden) <= set(table), rule
    for rule in ONLY:
        assert rule.of | {rule.nothing} <= set(table[rule.attribute].values)
        for name, values in rule.allowed.items():
            assert values <= set(table[name].values), rule


def test_what_is_hidden_is_none_and_nothing_else_is(records: list[Record]) -> None:
    hide_themselves = {name for rule in HIDES for name in rule.hidden if name in rule.causes}
    for record in records:
        hidden = {name for rule in HIDES if rule.holds(record.attributes) for name in rule.hidden}
        unseen = {name for name, value in record.attributes.items() if value is None}
        assert hidden <= unseen <= hidden | hide_themselves


def test_what_is_for_some_only_is_on_nobody_else(records: list[Record]) -> None:
    for record in records:
        for rule in ONLY:
            assert not rule.forbids(record.attributes[rule.attribute], record.attributes)
            if not rule.of and any(record.attributes[name] not in values for name, values in rule.allowed.items()):
                assert record.attributes[rule.attribute] == rule.nothing


@pytest.mark.parametrize("rule", HIDES, ids=lambda rule: "-".join(rule.causes))
def test_each_rule_hides(rule: Hides) -> None:
    for classes in _choices(rule):
        # A cause that is hidden itself cannot be chosen together with the others: it is met by chance.
        chosen = {name: value for name, value in classes.items() if name not in rule.hidden}
        met = (sample_record(seed, chosen) for seed in range(2000))
        record = next(record for record in met if all(record.attributes[name] is None for name in rule.hidden))
        assert not set(record.mixes) & set(rule.hidden)


def _choices(rule: Hides) -> list[dict[str, str]]:
    return [dict(zip(rule.causes, values, strict=True)) for values in itertools.product(*rule.causes.values())]


def test_what_is_chosen_is_seen() -> None:
    """Whatever hid it gives way."""
    table = attributes()
    for rule in HIDES:
        for name in rule.hidden:
            value = next(iter(table[name].values))
            for seed in range(40):
                assert sample_record(seed, {name: value}).attributes[name] == value
    for rule in ONLY:
        value = next(v for v in table[rule.attribute].values if (v in rule.of if rule.of else v != rule.nothing))
        for seed in range(40):
            record = sample_record(seed, {rule.attribute: value})
            assert record.attributes[rule.attribute] == value
            assert all(record.attributes[name] in values for name, values in rule.allowed.items())


def test_choices_that_contradict_each_other_are_refused() -> None:
    table = attributes()
    for rule in HIDES:
        for causes in _choices(rule):
            for name in rule.hidden:
                with pytest.raises(Contradiction, match=f" and {name}="):
                    sample_record(2, {name: next(iter(table[name].values)), **causes})
    with pytest.raises(Contradiction, match="age=child and facial_hair="):
        sample_record(2, {"age": "child", "facial_hair": list(table["facial_hair"].values)[1]})
    assert sample_record(2, {"age": "child", "facial_hair": "none"}).attributes["facial_hair"] == "none"
