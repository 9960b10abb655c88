"""What hides what."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from gan.corpus.data import writer
from gan.corpus.data.dataset import Corpus, CorpusError, Folder
from gan.corpus.data.writer import write_corpus
from gan.corpus.records.record import Record
from gan.corpus.records.sampling import sample_record
from gan.corpus.records.schema import attributes
from gan.corpus.records.visibility import HIDES, ONLY, RULES
from gan.rules import NO_RULES, Contradiction, Hides
from tests.gan.corpus.conftest import SMALL, SMALL_SHARD


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


def test_what_needs_different_people_is_refused() -> None:
    """A beard is for no woman, a hijab for women alone: no presentation has both."""
    with pytest.raises(Contradiction, match="facial_hair=beard and headwear=hijab do not go together"):
        sample_record(2, {"facial_hair": "beard", "headwear": "hijab"})


def test_a_corpus_says_by_which_rules_it_was_drawn(
    drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Corpus(drawn, "all").rules == RULES
    copy = Path(shutil.copytree(drawn, tmp_path / "copy"))
    schema = copy / "schema.json"
    document = json.loads(schema.read_text(encoding="utf-8"))
    del document["rules"]
    schema.write_text(json.dumps(document), encoding="utf-8")
    assert Corpus(copy, "all").rules == NO_RULES, "the first version of the corpus had none"
    for harm in ("{", "[]", '{"rules": 3}', '{"rules": [{"if": {"hat": ["cap"]}, "hidden": ["fringe"], "why": ""}]}'):
        schema.write_text(harm, encoding="utf-8")
        with pytest.raises(CorpusError, match=r"schema\.json cannot be used .* Run the same corpus command again"):
            Corpus(copy, "all")
    schema.unlink()
    with pytest.raises(CorpusError, match=r"no schema\.json"):
        Corpus(copy, "all")
    monkeypatch.setattr(writer, "SHARD", SMALL_SHARD)
    write_corpus(copy, SMALL)
    assert Corpus(copy, "all").rules == RULES


def test_a_folder_of_images_has_no_rules() -> None:
    assert Folder(np.zeros((2, 8, 8, 3), dtype=np.uint8)).rules == NO_RULES
