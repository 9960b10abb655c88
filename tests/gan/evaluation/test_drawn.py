"""Drawing what is judged: the same pictures as the bot draws, several at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from gan.attributes import UnknownAttribute
from gan.deciding import complete
from gan.evaluation.drawn import Drawn, ModelSampler, Sampler, StyleSampler, in_chunks, of_run
from gan.family import child
from gan.generator import load
from gan.models import Model
from gan.networks import Architecture, Generator
from gan.recipe import fresh
from gan.training import CHECKPOINT, CheckpointError, checkpoint
from tests.gan.evaluation.samplers import SHADES, StripeSampler, tiny_sampler


def test_a_model_is_judged_by_the_pictures_that_the_bot_draws(model: Model) -> None:
    drawn = ModelSampler(model).draw(3, 40)
    painter = load(model)
    for picture, labels, seed in zip(drawn.pictures, drawn.labels, (40, 41, 42), strict=True):
        difference = np.abs(picture.astype(int) - painter.paint(fresh(model.id, seed)))
        assert difference.max() <= 2
        avatar = complete(seed, {}, model.vocabulary, model.card["frequencies"])
        assert labels.tolist() == model.vocabulary.indices(avatar)


def test_what_is_asked_for_is_drawn_and_labelled(model: Model) -> None:
    sampler = ModelSampler(model)
    plain, asked = sampler.draw_seeds([7]), sampler.draw_seeds([7], [{"hair_color": "pink"}])
    assert asked.labels[0].tolist() == [*plain.labels[0, :1], 2, *plain.labels[0, 2:]]
    picture = load(model).paint(fresh(model.id, 7, {"hair_color": "pink"}))
    assert np.abs(asked.pictures[0].astype(int) - picture).max() <= 2
    with pytest.raises(UnknownAttribute, match="hair_color cannot be 'plaid'"):
        sampler.draw_seeds([7], [{"hair_color": "plaid"}])


def test_children_are_those_that_the_bot_draws(model: Model) -> None:
    places = ModelSampler(model).children(40, 3)
    painter = load(model)
    for k, place in enumerate(places):
        recipe = child(fresh(model.id, 40 + 2 * k), fresh(model.id, 41 + 2 * k), 0.5, "mix", model)
        assert torch.allclose(painter.styles(recipe), place.expand_as(painter.styles(recipe)), atol=1e-4)


def test_a_picture_does_not_depend_on_how_many_are_drawn_at_once() -> None:
    sampler = tiny_sampler()
    whole, parts = sampler.draw(20, 5), list(in_chunks(sampler, 20, 5, chunk=7))
    assert [len(part) for part in parts] == [7, 7, 6]
    joined = Drawn(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("pictures", "labels", "seeds")))
    assert np.array_equal(joined.seeds, whole.seeds)
    assert np.array_equal(joined.labels, whole.labels)
    assert np.abs(joined.pictures.astype(int) - whole.pictures).max() <= 1


def test_a_run_is_judged_by_its_averaged_generator(tmp_path: Path) -> None:
    torch.manual_seed(3)
    architecture = Architecture(32, SHADES.class_counts(), noise=8, latent=8, channel_base=64, channel_max=8)
    fast, average = Generator(architecture), Generator(architecture)
    about = {"architecture": architecture.to_json(), "vocabulary": SHADES.to_json(), "images_seen": 1234}
    parts = {"generator": fast.state_dict(), "average": average.state_dict()}
    checkpoint.save(tmp_path / CHECKPOINT, parts, about)
    sampler = of_run(tmp_path, {name: [0.2, 0.3, 0.5] for name in SHADES})
    assert "1,234 images" in sampler.about
    w = sampler.styles([9])
    with torch.no_grad():
        expected = average.synthesise(w[:, None].expand(-1, average.layers, -1))
        assert torch.allclose(sampler.synthesise(w), expected, atol=1e-5)
        unlike = fast.synthesise(w[:, None].expand(-1, fast.layers, -1))
        assert not torch.allclose(sampler.synthesise(w), unlike, atol=1e-2)


def test_a_checkpoint_of_something_else_is_refused(tmp_path: Path) -> None:
    checkpoint.save(tmp_path / CHECKPOINT, {"average": {"x": torch.zeros(1)}}, {"images_seen": 1})
    with pytest.raises(CheckpointError, match="not one that"):
        of_run(tmp_path, {})


def test_only_what_has_a_w_can_be_walked_in() -> None:
    with_w: Sampler = tiny_sampler()
    without: Sampler = StripeSampler()
    assert isinstance(with_w, StyleSampler)
    assert not isinstance(without, StyleSampler)
