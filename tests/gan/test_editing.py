"""The same person with one thing changed: what is kept, what gives way, what is refused."""

from pathlib import Path

import pytest

from gan.appearance import appearance
from gan.attributes import UnknownAttribute
from gan.editing import change
from gan.models import SHIPPED, Model, Registry
from gan.recipe import blend, fresh
from gan.rules import Contradiction, Hides, Only, Rules
from gan.sliders import MOST_SLIDERS, sliders
from tests.tiny import write_tiny_model

RULES = Rules(
    hides=(Hides({"accessory": frozenset({"glasses"})}, ("hair_color",), "glasses hide the hair, here"),),
    only=(Only("mouth", "smile", {"age": frozenset({"adult"})}, "only adults open their mouths, here"),),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return write_tiny_model(tmp_path_factory.mktemp("models"), rules=RULES)


def test_a_change_keeps_the_parts_and_what_was_changed_before(model: Model) -> None:
    recipe = blend(fresh(model.id, 1, {"age": "adult"}), fresh(model.id, 2), 0.4)
    once = change(recipe, {"hair_color": "pink"}, model)
    twice = change(once.recipe, {"mouth": "cat"}, model)
    assert twice.gave_way == ()
    assert twice.recipe.attributes == {"hair_color": "pink", "mouth": "cat"}
    assert twice.recipe.parts == recipe.parts
    assert change(recipe, {}, model).recipe == recipe


def test_an_earlier_wish_gives_way_to_what_would_hide_it(model: Model) -> None:
    recipe = fresh(model.id, 1, {"hair_color": "brown", "age": "adult"})
    edited = change(recipe, {"accessory": "glasses"}, model)
    assert edited.gave_way == ("hair_color",)
    assert edited.recipe.parts[0].attributes == {"age": "adult"}
    assert edited.recipe.attributes == {"accessory": "glasses"}
    dyed = change(recipe, {"hair_color": "pink"}, model).recipe
    assert change(dyed, {"accessory": "glasses"}, model).gave_way == ("hair_color",)
    assert change(dyed, {"accessory": "glasses"}, model).recipe.attributes == {"accessory": "glasses"}


def test_what_the_seed_decided_gives_way_by_itself(model: Model) -> None:
    for seed in range(20):
        before = appearance(fresh(model.id, seed), model)
        edited = change(fresh(model.id, seed), {"hair_color": "pink"}, model)
        after = appearance(edited.recipe, model)
        assert edited.gave_way == ()
        assert after["hair_color"] == "pink"
        assert {name for name in after if after[name] != before.get(name)} <= {"hair_color", "accessory"}


def test_what_cannot_be_is_refused(model: Model) -> None:
    with pytest.raises(UnknownAttribute, match="beak"):
        change(fresh(model.id, 1), {"mouth": "beak"}, model)
    with pytest.raises(Contradiction, match="only adults"):
        change(fresh(model.id, 1), {"mouth": "cat", "age": "child"}, model)


def test_every_change_of_the_shipped_model_can_be_made_and_seen() -> None:
    shipped = Registry([SHIPPED]).default()
    recipe = fresh(shipped.id, 4, {"back_hair": "twintails", "fringe": "hime", "ahoge": "swirl"})
    for name, attribute in shipped.vocabulary.items():
        for value in attribute.values:
            edited = change(recipe, {name: value}, shipped)
            assert appearance(edited.recipe, shipped)[name] == value


def test_the_appearance_is_that_of_the_weightier_parent(model: Model) -> None:
    one, two = fresh(model.id, 1, {"age": "adult"}), fresh(model.id, 2, {"age": "child"})
    assert appearance(blend(one, two, 0.4), model)["age"] == "adult"
    assert appearance(blend(one, two, 0.6), model)["age"] == "child"


def test_the_shipped_model_offers_what_can_be_seen_and_named() -> None:
    shipped = Registry([SHIPPED]).default()
    offered = sliders(shipped)
    assert len(offered) == len(set(offered)) == MOST_SLIDERS
    assert set(offered) <= set(shipped.card["codes"])
    assert offered[0] == "turn"


def test_a_model_without_codes_offers_what_its_weights_answer_to(tmp_path: Path) -> None:
    offered = sliders(write_tiny_model(tmp_path))
    assert offered[0] == "sefa coarse 1"
    assert len(offered) == 9
