"""What hides what: the same rules in a corpus, on a model's card and in what is drawn."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from typer.testing import CliRunner

from gan.__main__ import app
from gan.attributes import Attribute, Vocabulary
from gan.corpus.records.visibility import RULES
from gan.deciding import complete
from gan.engine import worker
from gan.generator import load
from gan.models import Model, ModelCorrupt, Registry
from gan.pixels import pixel_hash
from gan.recipe import fresh
from gan.rules import NO_RULES, Contradiction, Hides, Only, Rules
from tests.tiny import write_tiny_model

VOCABULARY = Vocabulary(
    (
        Attribute("age", ("child", "adult")),
        Attribute("hat", ("none", "cap", "hood")),
        Attribute("hair", ("bald", "short", "long")),
        Attribute("fringe", ("blunt", "swept")),
        Attribute("beard", ("none", "full", "goatee")),
        Attribute("pacifier", ("none", "red")),
        Attribute("mole", ("none", "cheek", "chin")),
    )
)
WORN = Rules(
    hides=(
        Hides({"hat": frozenset({"hood"})}, ("hair", "fringe"), "it covers the hair"),
        Hides({"hair": frozenset({"bald"})}, ("fringe",), "there is no hair"),
        Hides({"beard": frozenset({"full"}), "mole": frozenset({"chin"})}, ("mole",), "it may lie beneath the beard"),
    ),
    only=(
        Only("beard", "none", {"age": frozenset({"adult"})}, "beards grow on grown faces"),
        Only("pacifier", "none", {"age": frozenset({"child"})}, "only children have one", of=frozenset({"red"})),
    ),
)
EVEN = {name: [1 / len(attribute.values)] * len(attribute.values) for name, attribute in VOCABULARY.items()}
SEEDS = range(300)


def avatar(seed: int, rules: Rules = WORN, asked: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    return complete(seed, asked, VOCABULARY, EVEN, rules)


def test_what_is_hidden_is_left_out_and_what_is_for_some_only_is_on_nobody_else() -> None:
    for seed in SEEDS:
        free, seen = avatar(seed, NO_RULES), avatar(seed)
        assert ("hair" in seen) == (free["hat"] != "hood")
        assert ("fringe" in seen) == (free["hat"] != "hood" and free["hair"] != "bald")
        assert seen["beard"] == ("none" if free["age"] == "child" else free["beard"])
        assert ("mole" in seen) == (free["mole"] != "chin" or seen["beard"] != "full")
        assert free == {**free, **{name: seen[name] for name in seen if name not in ("beard", "pacifier")}}
        assert ("fringe" in seen) == (VOCABULARY.indices(seen)[3] >= 0)


def test_what_is_hidden_hides_nothing_itself() -> None:
    """A bald head under a hood is no reason: the hood comes first, and hides both."""
    hooded = {"hat": "hood", "hair": "bald", "fringe": "blunt"}
    assert WORN.hide(hooded) == {"hat": "hood", "hair": None, "fringe": None}
    backwards = Rules(WORN.hides[1::-1])
    assert backwards.hide({"hat": "cap", "hair": "short", "fringe": "blunt"})["fringe"] == "blunt"


@pytest.mark.parametrize("name", VOCABULARY)
def test_what_is_asked_for_is_seen_whatever_the_seed(name: str) -> None:
    for value in VOCABULARY[name].values:
        for seed in SEEDS:
            assert avatar(seed, asked={name: value})[name] == value


def test_what_would_hide_it_gives_way_and_nothing_else_changes() -> None:
    instead: Counter[str] = Counter()
    for seed in SEEDS:
        free, asked = avatar(seed, NO_RULES), avatar(seed, asked={"fringe": "swept"})
        assert asked["age"] == free["age"]
        for name, hiding in (("hat", "hood"), ("hair", "bald")):
            assert asked[name] != hiding
            assert free[name] in (hiding, asked[name])
        instead[asked["hat"]] += free["hat"] == "hood"
    assert min(instead["none"], instead["cap"]) > 30, "which class comes instead follows the shares"


def test_what_was_never_named_gives_way_all_the_same() -> None:
    shares = EVEN | {"age": [0.0, 0.0]}
    assert "age" not in complete(1, {}, VOCABULARY, shares, WORN)
    assert complete(1, {"beard": "full"}, VOCABULARY, shares, WORN)["age"] == "adult"


CONTRADICTIONS = [
    ({"hat": "hood", "fringe": "blunt"}, "hat=hood and fringe=blunt do not go together: it covers the hair"),
    ({"age": "child", "beard": "full"}, "age=child and beard=full do not go together: beards grow on grown faces"),
    ({"beard": "full", "mole": "chin"}, "beard=full and mole=chin do not go together"),
    ({"beard": "full", "pacifier": "red"}, "beard=full and pacifier=red do not go together: .*; only children"),
]


@pytest.mark.parametrize(("asked", "message"), CONTRADICTIONS)
def test_wishes_that_contradict_each_other_are_refused_with_what_to_change(asked: dict[str, str], message: str) -> None:
    with pytest.raises(Contradiction, match=f"{message}.*Change one of them"):
        WORN.check(asked, VOCABULARY)
    for seed in range(20):
        with pytest.raises(Contradiction, match=message):
            avatar(seed, asked=asked)


def test_wishes_that_go_together_are_not_refused() -> None:
    for asked in ({"hat": "hood", "beard": "full"}, {"age": "child", "beard": "none"}, {"mole": "chin"}, {}):
        WORN.check(asked, VOCABULARY)
    with pytest.raises(Contradiction, match="No hat lets all of hair=long be seen"):
        Rules((Hides({"hat": frozenset(VOCABULARY["hat"].values)}, ("hair",), "all hats do"),)).reconcile(
            {"hat": "cap"}, {"hair": "long"}, lambda _, fits: next(filter(fits, VOCABULARY["hat"].values), None)
        )


@pytest.mark.parametrize("rules", [NO_RULES, WORN, RULES], ids=["none", "few", "the corpus's"])
def test_rules_are_plain_data_and_come_back_the_same(rules: Rules) -> None:
    document = json.loads(json.dumps(rules.to_json()))
    assert Rules.from_json(document) == rules == pickle.loads(pickle.dumps(rules))  # noqa: S301
    assert Rules.from_json(document).to_json() == document
    assert (rules == WORN) == (rules is WORN)


HIDING: dict[str, Any] = {"if": {"hat": ["hood"]}, "hidden": ["hair"], "why": "it covers it"}
ALLOWING: dict[str, Any] = {"unless": {"age": ["adult"]}, "is": {"beard": "none"}, "of": [], "why": "they grow late"}


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        ["hat"],
        [{}],
        [{**HIDING, "more": 1}],
        [{"if": {"hat": ["hood"]}, "hidden": ["hair"]}],
        [{**HIDING, "if": ["hat"]}],
        [{**HIDING, "if": {}}],
        [{**HIDING, "if": {"hat": "hood"}}],
        [{**HIDING, "if": {"hat": []}}],
        [{**HIDING, "if": {"hair": ["long"]}}],
        [{**HIDING, "hidden": "hair"}],
        [{**HIDING, "hidden": []}],
        [{**HIDING, "hidden": [1]}],
        [{**ALLOWING, "unless": {}}],
        [{**ALLOWING, "unless": {"beard": ["full"]}}],
        [{**ALLOWING, "is": {}}],
        [{**ALLOWING, "is": {"beard": None}}],
        [{**ALLOWING, "is": {"beard": "none", "hat": "none"}}],
        [{**ALLOWING, "of": ["none"]}],
        [{**ALLOWING, "why": 3}],
    ],
)
def test_what_are_no_rules_is_refused(document: Any) -> None:
    assert Rules.from_json([HIDING, ALLOWING])
    with pytest.raises(ValueError, match=r"[Rr]ule"):
        Rules.from_json(document)


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_tiny_model(tmp_path_factory.mktemp("ruled"), vocabulary=VOCABULARY, rules=WORN)


def test_a_model_keeps_its_rules_on_its_card(ruled: Model, tmp_path: Path) -> None:
    assert ruled.rules == Registry([ruled.weights.parent]).default().rules == WORN
    assert ruled.check({"mole": "chin", "age": "adult"}) == {"age": "adult", "mole": "chin"}
    with pytest.raises(Contradiction):
        ruled.check({"hat": "hood", "hair": "long"})
    plain = write_tiny_model(tmp_path)
    card = plain.weights.with_suffix(".json")
    document = json.loads(card.read_text())
    del document["rules"]
    card.write_text(json.dumps(document))
    assert Registry([tmp_path]).default().rules == NO_RULES


@pytest.mark.parametrize("rules", [3, [{}], [HIDING], [ALLOWING | {"of": ["stubble"]}]])
def test_a_card_whose_rules_do_not_fit_it_is_refused(tmp_path: Path, rules: Any) -> None:
    card = write_tiny_model(tmp_path).weights.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text()) | {"rules": rules}))
    with pytest.raises(ModelCorrupt, match=r"tiny\.json"):
        Registry([tmp_path]).models()


def test_a_model_is_published_with_rules_of_its_own_vocabulary_alone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no attribute 'hair'"):
        write_tiny_model(tmp_path, rules=WORN)
    assert not list(tmp_path.iterdir())


def test_a_painter_follows_the_rules_of_its_model(ruled: Model, tmp_path: Path) -> None:
    free = write_tiny_model(tmp_path, vocabulary=VOCABULARY)
    assert free.id == ruled.id, "the weights are the same"
    painters = [load(ruled), load(free)]
    for seed in range(12):
        drawn = {pixel_hash(painter.paint(fresh(ruled.id, seed))) for painter in painters}
        assert len(drawn) == (1 if avatar(seed) == avatar(seed, NO_RULES) else 2)
    with pytest.raises(Contradiction, match="Change one of them"):
        painters[0].paint(fresh(ruled.id, 1, {"hat": "hood", "hair": "long"}))


def test_a_worker_refuses_a_contradiction_and_draws_on(ruled: Model) -> None:
    settings = worker.WorkerSettings((ruled.weights.parent,), worker.TorchPainters(), 0)
    refused = worker.draw(settings, fresh(ruled.id, 1, {"hat": "hood", "hair": "long"}), None)
    assert isinstance(refused, worker.Refused)
    assert "hat=hood and hair=long do not go together: it covers the hair. Change one of them." in refused.reason
    assert isinstance(worker.draw(settings, fresh(ruled.id, 1, {"hat": "hood"}), None), worker.Drawn)


@pytest.mark.parametrize("command", [("draw", "--seed", "7"), ("morph", "--seeds", "7", "8")])
def test_commands_say_what_to_change(ruled: Model, tmp_path: Path, command: tuple[str, ...]) -> None:
    out = tmp_path / "out.gif"
    wish = ("--attr", "beard=full", "--attr", "age=child")
    folder = str(ruled.weights.parent)
    result = CliRunner().invoke(app, [*command, *wish, "--model", "tiny", "--models", folder, "--out", str(out)])
    assert result.exit_code == 1
    assert "age=child and beard=full do not go together: beards grow on grown faces. Change one of" in result.output
    assert not out.exists()
