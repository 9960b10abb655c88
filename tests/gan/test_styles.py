"""Styles: what they add to a base, how strongly, and what happens where the base or the file is not what it was."""

import json
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from gan.cards import with_strength
from gan.generator import load
from gan.loading import load_generator
from gan.models import Model, ModelCorrupt, ModelMissing, Registry
from gan.recipe import fresh
from gan.styles import difference, publish_style
from tests.tiny import write_tiny_model

CHANGED = ("convolutions.8.weight", "to_rgb.4.convolution.bias")


@pytest.fixture
def base(tmp_path: Path) -> Model:
    return write_tiny_model(tmp_path / "base")


@pytest.fixture
def style(base: Model, tmp_path: Path) -> Model:
    before = load_generator(base)
    after = deepcopy(before)
    with torch.no_grad():
        after.get_parameter(CHANGED[0]).mul_(1.1)
        after.get_parameter(CHANGED[1]).add_(torch.tensor([0.5, 0.0, -0.5]))
    return publish_style(base, difference(before, after, CHANGED), tmp_path / "styles", "ink")


def registry(tmp_path: Path) -> Registry:
    return Registry([tmp_path / "base", tmp_path / "styles"])


def painted(model: Model) -> NDArray[np.int64]:
    return load(model).paint(fresh(model.id, 7)).astype(np.int64)


def test_a_style_is_a_small_model_of_its_bases_family(base: Model, style: Model, tmp_path: Path) -> None:
    assert registry(tmp_path).get("ink") == style
    assert style.is_style
    assert not base.is_style
    assert (style.family, style.vocabulary, style.base) == (base.family, base.vocabulary, base)
    assert style.weights.stat().st_size < base.weights.stat().st_size / 4


def test_the_same_recipe_is_drawn_in_another_way(base: Model, style: Model) -> None:
    changed = painted(style) - painted(base)
    assert changed[..., 0].mean() > 10 > -10 > changed[..., 2].mean()


def test_at_strength_0_it_draws_the_base_to_the_byte_and_at_a_half_something_between(base: Model, style: Model) -> None:
    assert (painted(with_strength(style, 0)) == painted(base)).all()
    red = [painted(with_strength(style, strength))[..., 0].mean() for strength in (0, 0.5, 1)]
    assert red[0] < red[1] < red[2]


def test_every_strength_is_a_model_of_its_own_and_the_same_one_again(style: Model, tmp_path: Path) -> None:
    half = with_strength(style, 0.5)
    assert half.id not in (style.id, with_strength(style, 0.25).id)
    assert with_strength(half, 1) == style
    assert with_strength(with_strength(style, 0.25), 0.501) == half == registry(tmp_path).get("ink@50")
    assert half.weights == style.weights
    with pytest.raises(ValueError, match=r"between 0 and 1, not 1\.5"):
        with_strength(style, 1.5)


def test_no_style_of_a_style_and_no_strength_of_a_base(base: Model, style: Model, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a style itself"):
        publish_style(style, {}, tmp_path, "again")
    with pytest.raises(ValueError, match="no strength"):
        with_strength(base, 0.5)


def test_without_its_base_a_style_is_listed_and_says_what_is_missing(style: Model, tmp_path: Path) -> None:
    alone = Registry([tmp_path / "styles"]).get(style.id)
    with pytest.raises(ModelMissing, match="Put that model's files back"):
        load(alone)


def test_a_changed_file_is_noticed_be_it_the_styles_or_the_bases(base: Model, style: Model, tmp_path: Path) -> None:
    for file in (style.weights, base.weights):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(ModelCorrupt, match=file.name):
            load(registry(tmp_path).get(style.id))
        file.write_bytes(whole)
    assert (painted(registry(tmp_path).get(style.id)) == painted(style)).all()


@pytest.mark.parametrize(
    ("key", "value"),
    [("strength", 0.7), ("base", "0" * 64), ("sha256", "0" * 64), ("weights", "../base/tiny.safetensors")],
)
def test_a_card_that_was_changed_is_refused(style: Model, tmp_path: Path, key: str, value: object) -> None:
    card = style.weights.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text()) | {key: value}))
    with pytest.raises(ModelCorrupt, match=r"ink\.json"):
        registry(tmp_path).models()


def test_a_style_that_changes_what_its_base_has_not_is_refused(base: Model, tmp_path: Path) -> None:
    odd = publish_style(base, {"nose": torch.zeros(1)}, tmp_path / "styles", "odd")
    with pytest.raises(ModelCorrupt, match="its base has no nose"):
        load(odd)
