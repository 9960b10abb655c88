"""Other vocabularies than the shipped one, and words that look like others."""

from __future__ import annotations

import pytest

from gan.attributes import Attribute, Vocabulary
from gan.models import Registry
from gan.wishes.combining import combine
from gan.wishes.lexicon import Lexicon
from gan.wishes.reading import LONGEST, Reader, TooLong
from gan.wishes.spelling import Spelling
from gan.wishes.telling import Told, tell
from tests.tiny import VOCABULARY

# What somebody may train a model with who never saw this project's words.
ROBOTS = Vocabulary(
    (
        Attribute(
            "hull_color",
            ("steel", "copper", "pitch_black"),
            {"en": "hull colour", "zh": "外壳颜色"},
            {"steel": {"en": "steel", "zh": "钢色"}, "copper": {"en": "copper", "zh": "铜色"}},
        ),
        Attribute(
            "lamp", ("none", "siren", "halo"), {"en": "lamp"}, {"none": {"en": "none"}, "siren": {"en": "siren"}}
        ),
        Attribute("wheels", ("two", "four")),
    )
)


def understood(text: str, vocabulary: Vocabulary) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    reading = Reader(Lexicon(vocabulary)).read(text)
    found = {name: set(values.first) for one in reading.meant for name, values in one.sense.values.items()}
    return found, reading.unknown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("copper hull, siren", {"hull_color": {"copper"}, "lamp": {"siren"}}),
        ("铜外壳", {"hull_color": {"copper"}}),
        ("hull colour: pitch black", {"hull_color": {"pitch_black"}}),
        ("pitch-black", {"hull_color": {"pitch_black"}}),
        ("no lamp", {"lamp": {"none"}}),
        ("lamp: none", {"lamp": {"none"}}),
        ("no siren", {"lamp": {"none"}}),
        ("a lamp", {"lamp": {"siren", "halo"}}),
        ("wheels: four", {"wheels": {"four"}}),
        ("not steel", {"hull_color": {"copper", "pitch_black"}}),
    ],
)
def test_labels_alone_are_understood(text: str, expected: dict[str, set[str]]) -> None:
    assert understood(text, ROBOTS) == (expected, ())


def test_words_for_what_a_vocabulary_lacks_mean_nothing() -> None:
    assert understood("pink twintails, glasses, smile", VOCABULARY) == (
        {"hair_color": {"pink"}, "accessory": {"glasses"}, "mouth": {"smile"}},
        ("twintails",),
    )
    assert understood("copper hull with pigtails and specs", ROBOTS)[1] == ("pigtails", "specs")
    assert understood("a grey beard", VOCABULARY) == ({}, ("grey beard",))


def test_nothing_is_understood_where_nothing_can_be_said() -> None:
    assert understood("pink hair", Vocabulary()) == ({}, ("pink hair",))


def test_the_first_model_of_the_project_is_understood_too() -> None:
    model = Registry().get("moe-128")
    reading = Reader(Lexicon(model.vocabulary)).read("pink hair, cat ears, blue eyes, a girl, smiling")
    wish = combine([], reading.meant, model).wish
    assert {"hair_color", "eye_color", "presentation", "mouth"} <= wish.values.keys()


def test_too_long_a_text_is_refused_with_how_long_it_may_be(reader: Reader) -> None:
    assert reader.read("a" * LONGEST)
    with pytest.raises(TooLong, match="At most 300 characters are read, and these are 301"):
        reader.read("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("glases", "glasses"),
        ("galsses", "glasses"),
        ("glassses", "glasses"),
        ("gkasses", "glasses"),
        ("balck", "black"),
        ("blacck", "black"),
        ("bluck", None),  # another letter in a short word is another word
        ("blak", None),
        ("classes", None),
        ("flasses", None),
        ("glxxses", None),
        ("moustaccche", "moustache"),
        ("moustxxxe", None),
        ("g" * 200, None),
    ],
)
def test_misspelt_words_are_put_right_where_there_is_no_doubt(typed: str, meant: str | None) -> None:
    known = {word: word for word in ("glasses", "black", "moustache", "blue")}
    assert Spelling(known, ["classes"]).meant(typed) == meant


def test_a_misspelling_of_two_words_is_one_of_neither() -> None:
    assert Spelling({"scarf": "scarf", "scars": "scars"}, []).meant("scar" + "x") is None
    assert Spelling({"beanie": "beanie", "beanies": "beanies"}, []).meant("beaniee") == "beanie"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("pink hair", "en", Told("hair colour", "pink")),
        ("pink hair", "zh", Told("发色", "粉色")),
        ("粉色头发", "en", Told("hair colour", "pink")),
        ("glasses", "en", Told("eyewear", "glasses")),
        ("glasses", "zh", Told("", "眼镜")),
        ("no hat", "en", Told("headwear", "hat", negated=True, missing=True)),
        ("no accessories", "en", Told("", "no accessories")),
        ("eyewear: none", "en", Told("eyewear", "none")),
        ("not pink hair", "zh", Told("发色", "粉色", negated=True)),
        ("black eyes", "en", Told("eye colour", "brown", near_to="black")),
        ("girl", "zh", Told("", "女孩")),
        ("pink or blue hair", "zh", Told("发色", "粉色 / 蓝色")),
        ("no hair", "en", Told("hairstyle", "bald")),
        ("pink hair", "tlh", Told("hair colour", "pink")),
    ],
)
def test_what_was_understood_is_said_back(text: str, language: str, told: Told, reader: Reader) -> None:
    (meant,) = reader.read(text).meant
    assert tell(meant, Registry().default().vocabulary, language) == told
