"""From wishes to the attributes of recipes, seed by seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gan.attributes import UnknownAttribute
from gan.deciding import complete
from gan.models import Model
from gan.wishes.combining import Overruled, TwoWishes, WishesClash, combine
from gan.wishes.options import Option
from gan.wishes.reading import Reader
from gan.wishes.settling import Clash, possible, settle
from gan.wishes.wish import Values, Wish, common

SEEDS = range(300)
Chooser = Callable[[str], Option]


@pytest.fixture
def option(reader: Reader) -> Chooser:
    def choose(name: str) -> Option:
        return Option(name, reader)

    return choose


def wished(text: str, reader: Reader, model: Model) -> Wish:
    return combine([], reader.read(text).meant, model).wish


def own(seed: int, model: Model) -> dict[str, str]:
    """What a seed shows where nothing was asked for."""
    return complete(seed, {}, model.vocabulary, model.frequencies, model.rules)


def shown(seed: int, wish: Wish, model: Model) -> dict[str, str]:
    """What a seed shows of a wish."""
    return complete(seed, settle(wish, seed, model), model.vocabulary, model.frequencies, model.rules)


def test_exact_attributes_are_asked_for_as_they_are(shipped: Model) -> None:
    wish = possible(Wish.of({"mouth": "cat", "age": "teen"}), shipped)
    assert [settle(wish, seed, shipped) for seed in (1, 2)] == [{"age": "teen", "mouth": "cat"}] * 2


def test_a_colour_that_is_not_wanted_changes_only_those_who_have_it(shipped: Model, reader: Reader) -> None:
    wish = wished("not pink hair", reader, shipped)
    others: set[str] = set()
    for seed in SEEDS:
        before, after = own(seed, shipped)["hair_color"], shown(seed, wish, shipped)["hair_color"]
        assert after == settle(wish, seed, shipped)["hair_color"], "a variation keeps what stands in the recipe"
        if before == "pink":
            others.add(after)
        else:
            assert after == before
    assert "pink" not in others
    assert len(others) > 4, "those who had it get different ones"


def test_a_choice_is_made_by_every_seed_for_itself(shipped: Model, reader: Reader) -> None:
    wish = wished("glasses", reader, shipped)
    glasses = {"cat_eye", "half_rim", "round", "square"}
    found = {seed: shown(seed, wish, shipped)["eyewear"] for seed in SEEDS}
    assert set(found.values()) == glasses
    for seed, eyewear in found.items():
        if own(seed, shipped)["eyewear"] in glasses:
            assert own(seed, shipped)["eyewear"] == eyewear


def test_what_is_not_wanted_may_as_well_be_hidden(shipped: Model, reader: Reader) -> None:
    wish = wished("no earrings", reader, shipped)
    hidden = [seed for seed in SEEDS if own(seed, shipped)["headwear"] == "hijab"]
    assert hidden
    for seed in SEEDS:
        avatar = shown(seed, wish, shipped)
        assert avatar.get("ear_wear") in (None, "none")
        assert (avatar["headwear"] == "hijab") == (seed in hidden), "nobody loses a hijab for it"


@pytest.mark.parametrize("text", ["headwear, not a lady", "有头饰, 不是女生"])
def test_a_choice_leaves_out_what_would_need_what_is_not_wanted(text: str, shipped: Model, reader: Reader) -> None:
    wish = wished(text, reader, shipped)
    for seed in SEEDS:
        avatar = shown(seed, wish, shipped)
        assert avatar["headwear"] not in ("none", "hijab"), "only feminine faces wear it"
        assert avatar["presentation"] != "feminine"


def test_what_is_hidden_meanwhile_need_not_be_kept_out_of_sight(shipped: Model, reader: Reader) -> None:
    wish = wished("not hatless, no dangling earrings", reader, shipped)
    hidden = 0
    for seed in SEEDS:
        avatar = shown(seed, wish, shipped)
        assert avatar["headwear"] != "none"
        assert avatar.get("ear_wear") != "drops"
        hidden += "ear_wear" not in avatar
    assert hidden, "a hijab covers ears"


def test_classes_that_hide_another_wish_are_left_out_of_a_choice(shipped: Model, reader: Reader) -> None:
    calm = wished("calm", reader, shipped)
    assert calm.values["lids"].first == {"open", "downcast"}
    with_eyes = wished("calm, blue eyes", reader, shipped)
    assert with_eyes.values["lids"].first == {"open"}
    assert wished("a boy with a moustache", reader, shipped).values["age"].first == {"adult", "elder"}


@pytest.mark.parametrize(
    ("asked", "attributes", "why"),
    [
        ({"headwear": "hijab", "fringe": "blunt"}, {"headwear", "fringe"}, "it covers hair, ears and neck"),
        ({"facial_hair": "beard", "age": "child"}, {"facial_hair", "age"}, "beards grow on grown faces"),
    ],
)
def test_a_clash_names_the_attributes_and_the_reason(
    shipped: Model, asked: dict[str, str], attributes: set[str], why: str
) -> None:
    with pytest.raises(Clash, match=why) as caught:
        possible(Wish.of(asked), shipped)
    assert set(caught.value.attributes) == attributes
    assert why in caught.value.why


def test_what_the_model_does_not_know_is_refused(shipped: Model) -> None:
    with pytest.raises(UnknownAttribute, match="no attribute 'wings'"):
        possible(Wish.of({"wings": "large"}), shipped)
    with pytest.raises(UnknownAttribute, match="hair_color cannot be 'plaid'"):
        possible(Wish.of({"hair_color": "plaid"}), shipped)


def test_wishes_are_plain_data_and_come_back_the_same(shipped: Model, reader: Reader) -> None:
    for text in ("", "pink hair, no glasses, a boy, long hair", "不要粉色头发"):
        wish = wished(text, reader, shipped)
        document = json.loads(json.dumps(wish.to_json()))
        assert Wish.from_json(document) == wish
        assert bool(wish) == bool(text)


@pytest.mark.parametrize(
    "document",
    [
        3,
        ["hat"],
        {"hat": []},
        {"hat": {}},
        {"hat": {"first": []}},
        {"hat": {"first": 3}},
        {"hat": {"first": "cap"}},
        {"hat": {"first": [3]}},
        {"hat": {"first": ["cap"], "also": "beret"}},
    ],
)
def test_what_is_no_wish_is_refused(document: Any) -> None:
    with pytest.raises(ValueError, match=r"[Ww]ish"):
        Wish.from_json(document)


def test_several_wishes_have_in_common_what_most_of_them_meant() -> None:
    long = Values(frozenset({"long"}), frozenset({"tail", "braid"}))
    tail = Values(frozenset({"tail"}))
    assert common([long, tail]) == common([tail, long]) == tail
    assert common([long, Values(frozenset({"bob"}))]) is None
    no_bob = Values(frozenset({"none"}), frozenset({"long", "tail"}), unseen=True)
    assert common([long, no_bob]) == Values(frozenset({"long"}), frozenset({"tail"}))


def test_an_option_wins_over_the_words_and_that_is_told(shipped: Model, reader: Reader, option: Chooser) -> None:
    pink = option("hair_color").read("pink", "en")
    combined = combine(pink, reader.read("blue hair, blue eyes").meant, shipped)
    assert combined.wish == Wish.of({"hair_color": "pink", "eye_color": "blue"})
    assert combined.overruled == (Overruled("blue", "hair_color"),)
    assert [one.said for one in combined.meant] == ["pink", "blue"]
    glasses = combine(option("accessory").read("round glasses", "en"), reader.read("glasses").meant, shipped)
    assert (glasses.wish, glasses.overruled) == (Wish.of({"eyewear": "round"}), ())


def test_an_option_wins_where_the_rules_keep_words_from_being_seen(
    shipped: Model, reader: Reader, option: Chooser
) -> None:
    hijab = option("accessory").read("headwear=hijab", "en")
    combined = combine(hijab, reader.read("pink twintails, blue eyes").meant, shipped)
    assert combined.overruled == (Overruled("twintails", "headwear"),)
    assert set(combined.wish.values) == {"headwear", "hair_color", "eye_color"}


def test_exact_attributes_win_as_options_do(shipped: Model, reader: Reader) -> None:
    combined = combine([], reader.read("blue hair").meant, shipped, Wish.of({"hair_color": "pink"}))
    assert combined.wish == Wish.of({"hair_color": "pink"})
    assert combined.overruled == (Overruled("blue", "hair_color"),)


def test_two_options_may_not_contradict_each_other(shipped: Model, option: Chooser) -> None:
    child, beard = option("age").read("child", "en"), option("hair_style").read("bald", "en")
    assert combine([*child, *beard], [], shipped).wish
    fringe = option("hair_style").read("fringe=blunt", "en")
    with pytest.raises(WishesClash, match=r"'blunt \(fringe\)' and 'bald' do not go together: there is no hair"):
        combine([*beard, *fringe], [], shipped)
    with pytest.raises(TwoWishes, match="'child' and 'elder' are two wishes for one age"):
        combine([*child, *option("age").read("elder", "en")], [], shipped)
