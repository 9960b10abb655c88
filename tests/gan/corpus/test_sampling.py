"""From a seed to a record: what is chosen by chance, and what a change of the corpus leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gan.attributes import UnknownAttribute
from gan.corpus.records import held_out, sampling
from gan.corpus.records.parameters import PARAMETERS, Parameter
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import MIX_SHARES, MIXED, sample_record, split_of
from gan.corpus.records.schema import Attribute, attributes, vocabulary
from gan.corpus.records.values import Value
from gan.corpus.records.visibility import HIDES, ONLY

KINDS = list(attributes())
# Attributes that decide whether others are seen.
CAUSES = {name for rule in HIDES for name in rule.causes} | {name for rule in ONLY for name in rule.allowed}


def test_record_is_complete() -> None:
    record = sample_record(3)
    assert list(record.attributes) == list(vocabulary())
    assert list(record.parameters) == list(PARAMETERS)
    assert all(-1 <= value <= 1 for value in record.parameters.values())
    vocabulary().indices(record.attributes)


def test_a_seed_is_always_the_same_avatar() -> None:
    assert sample_record(12) == sample_record(12)
    assert sample_record(12) != sample_record(13)


@pytest.mark.parametrize("name", KINDS)
def test_choice_changes_only_that_attribute_and_what_it_hides(name: str) -> None:
    plain = next(record for record in map(sample_record, range(100)) if record.attributes[name] is not None)
    for value in attributes()[name].values:
        changed = sample_record(plain.seed, {name: value})
        assert changed.attributes[name] == value
        assert changed.parameters == plain.parameters
        assert name not in changed.mixes
        if name not in CAUSES and value not in _needing_others():
            assert changed.attributes == {**plain.attributes, name: value}
            assert changed.mixes == {key: mix for key, mix in plain.mixes.items() if key != name}


def _needing_others() -> set[str]:
    return {value for rule in ONLY for value in attributes()[rule.attribute].values if value != rule.nothing}


def test_parameters_can_be_given() -> None:
    plain, turned = sample_record(4), sample_record(4, None, {"turn": 0.5})
    assert turned == replace(plain, parameters={**plain.parameters, "turn": 0.5})
    with pytest.raises(ValueError, match="no parameter 'twist'"):
        sample_record(4, None, {"twist": 0.5})
    with pytest.raises(ValueError, match="between -1 and 1"):
        sample_record(4, None, {"turn": 1.5})


def test_unknown_choice_is_refused() -> None:
    with pytest.raises(UnknownAttribute):
        sample_record(0, {"hair_color": "plaid"})
    with pytest.raises(UnknownAttribute):
        sample_record(0, {"mood": "merry"})


def _with(monkeypatch: pytest.MonkeyPatch, table: Mapping[str, Attribute]) -> None:
    monkeypatch.setattr(sampling, "attributes", lambda: table)


@pytest.mark.parametrize("name", ["fringe", "outfit", "headwear", "hair_color"])
def test_a_new_part_takes_avatars_and_changes_no_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [sample_record(seed) for seed in range(400)]
    table = attributes()
    grown = replace(table[name], values={**table[name].values, "brand_new": Value("new", "新", share=2)})
    _with(monkeypatch, {**table, name: grown})
    after = [sample_record(seed) for seed in range(400)]
    won = [one.attributes[name] == "brand_new" for one in after]
    assert 0 < sum(won) < 200
    assert [one for one, new in zip(before, won, strict=True) if not new] == [
        one for one, new in zip(after, won, strict=True) if not new
    ]


def test_a_new_attribute_or_parameter_changes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [sample_record(seed) for seed in range(100)]
    table = attributes()
    added = Attribute("weather", "weather", "天气", {"sun": Value("sun", "晴"), "rain": Value("rain", "雨")})
    _with(monkeypatch, {**table, "weather": added})
    monkeypatch.setattr(
        sampling, "PARAMETERS", {**PARAMETERS, "wind": Parameter("wind", "wind", "风", "calm", "strong")}
    )
    for one, other in zip(before, map(sample_record, range(100)), strict=True):
        assert {**other.attributes, "weather": None} == {**one.attributes, "weather": None}
        assert {key: value for key, value in other.parameters.items() if key != "wind"} == one.parameters
        assert other.mixes == one.mixes


def test_mixes_lean_toward_neighbours(records: list[Record]) -> None:
    table = attributes()
    for name, attribute in table.items():
        able = [r for r in records if (own := r.attributes[name]) is not None and attribute.values[own].near]
        if not able:
            assert not any(name in record.mixes for record in records)
            continue
        leaning = [record for record in able if name in record.mixes]
        assert abs(len(leaning) / len(able) - MIXED) < 0.06, name
        for record in leaning:
            mix = record.mixes[name]
            assert mix.other in attribute.values[str(record.attributes[name])].near
            assert MIX_SHARES[0] <= mix.share <= MIX_SHARES[1]


def test_neighbours_exist() -> None:
    for name, attribute in attributes().items():
        for value in attribute.values.values():
            assert set(value.near) <= set(attribute.values), (name, value)


def test_held_out_classes_exist_and_order_does_not_matter() -> None:
    for pair in held_out.PAIRS:
        vocabulary().check(dict([pair.first, pair.second]))
    assert not {pair.first[0] for pair in held_out.PAIRS} & {pair.second[0] for pair in held_out.PAIRS}
    assert len(set(held_out.PAIRS)) == len(held_out.PAIRS) >= 18


def test_held_out_pairs_are_never_in_the_training_split(records: list[Record]) -> None:
    others = [sample_record(seed) for seed in range(5000, 14000) if split_of(seed) != "train"]
    others += [record for record in records if split_of(record.seed) != "train"]
    for pair in held_out.PAIRS:
        ((one, first), (other, second)) = pair.first, pair.second

        def shown(record: Record, one: str = one, first: str = first, other: str = other, second: str = second) -> bool:
            return record.attributes[one] == first and record.attributes[other] == second

        assert any(shown(record) for record in others), pair
        for record in records:
            if split_of(record.seed) == "train":
                assert not shown(record), (pair, record.seed)
                for (name, value), (partner, wanted) in ((pair.first, pair.second), (pair.second, pair.first)):
                    mix = record.mixes.get(name)
                    assert mix is None or mix.other != value or record.attributes[partner] != wanted


def test_choice_is_not_moved_by_held_out_pairs() -> None:
    pair = held_out.PAIRS[0]
    seed = next(seed for seed in range(50) if split_of(seed) == "train")
    record = sample_record(seed, dict([pair.first, pair.second]))
    assert (record.attributes[pair.first[0]], record.attributes[pair.second[0]]) == (pair.first[1], pair.second[1])


def test_split_shares() -> None:
    splits = [split_of(seed) for seed in range(4000)]
    assert abs(splits.count("train") / 4000 - 0.70) < 0.03
    assert abs(splits.count("val") / 4000 - 0.15) < 0.03
    assert set(splits) == {"train", "val", "test"}
