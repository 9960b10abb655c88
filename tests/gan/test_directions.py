"""Directions in W: what they are, found with labels and without, and what a step along one does."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from gan.deciding import complete
from gan.directions import Direction, LatentSpace, UnknownDirection, likenesses, steer
from gan.latents import latent
from gan.loading import load_generator
from gan.models import Model, Registry
from gan.rules import Hides, Rules
from tests.tiny import VOCABULARY, write_tiny_model


@pytest.fixture(scope="module")
def space(model: Model) -> LatentSpace:
    return LatentSpace.of_model(model, samples=128)


def with_card(model: Model, folder: Path, **changed: object) -> Model:
    """The same weights under another card."""
    weights = folder / model.weights.name
    weights.write_bytes(model.weights.read_bytes())
    weights.with_suffix(".json").write_text(json.dumps({**model.card, **changed}))
    return Registry([folder]).get(model.name)


def places(model: Model, seeds: range) -> tuple[torch.Tensor, torch.Tensor]:
    """W and the classes of some seeds, by a way of the test's own."""
    generator = load_generator(model)
    shares = dict(model.card["frequencies"])
    labels = torch.tensor([VOCABULARY.indices(complete(seed, {}, VOCABULARY, shares)) for seed in seeds])
    z = torch.from_numpy(np.stack([latent(seed, generator.architecture.noise) for seed in seeds]))
    with torch.inference_mode():
        return generator.mapping(z, labels).double(), labels


def test_a_direction_found_from_labels_raises_what_a_linear_probe_reads_there(model: Model, space: LatentSpace) -> None:
    w, labels = places(model, range(1000, 1400))
    column = list(VOCABULARY).index("hair_color")
    inputs = np.hstack([w.numpy(), np.ones((len(w), 1))])
    for direction, value in zip(space.of("hair_color"), range(3), strict=True):
        probe = np.linalg.lstsq(inputs, (labels[:, column] == value).numpy().astype(float))[0][:-1]
        assert direction.name == f"hair_color={VOCABULARY['hair_color'].values[value]}"
        assert float(probe @ direction.vector.numpy()) * direction.step > 0.1


def test_there_is_a_direction_for_every_value_the_training_data_had(model: Model, tmp_path: Path) -> None:
    names = [direction.name for direction in LatentSpace.of_model(model, 8).with_labels()]
    assert names == [f"{name}={value}" for name, attribute in VOCABULARY.items() for value in attribute.values]
    seldom = {**model.card["frequencies"], "mouth": [0.5, 0.5, 0.0], "accessory": [1.0, 0.0]}
    space = LatentSpace.of_model(with_card(model, tmp_path, frequencies=seldom), 8)
    assert [direction.name for direction in space.of("mouth")] == ["mouth=smile", "mouth=open"]
    with pytest.raises(UnknownDirection, match="Choose among: age, hair_color, mouth"):
        space.of("accessory")


def test_a_direction_is_of_unit_length_and_a_step_the_deviation_of_w(model: Model, space: LatentSpace) -> None:
    w, _ = places(model, range(128))
    for direction in [*space.with_labels(), *space.sefa(0, 2), *space.principal(2)]:
        assert float(np.linalg.norm(direction.vector)) == pytest.approx(1, abs=1e-5)
        assert direction.step == pytest.approx(float((w @ direction.vector.double()).std()), rel=1e-4)


def test_sefa_finds_the_eigenvectors_of_a_bands_affines(model: Model, space: LatentSpace) -> None:
    generator = load_generator(model)
    # Up to 8 px is coarse: the convolutions of 4, 8 and 8 px and the two to-RGB layers behind them.
    layers = [*list(generator.convolutions)[:3], *list(generator.to_rgb)[:2]]
    stacked = torch.cat([layer.get_parameter("affine.weight").detach() for layer in layers]).double()
    stacked /= stacked.shape[1] ** 0.5
    found = space.sefa(0, 4)
    assert [direction.name for direction in found] == [f"sefa coarse {number}" for number in (1, 2, 3, 4)]
    answers = [float((stacked @ direction.vector.double()).norm()) for direction in found]
    assert answers == pytest.approx(np.linalg.svd(stacked, compute_uv=False)[:4], rel=1e-4)
    for direction in found:
        vector = direction.vector.double()
        answer = stacked.T @ (stacked @ vector)
        assert torch.allclose(answer, (answer @ vector) * vector, atol=1e-4 * float(answer.norm()))
        assert direction.bands == {0}
    assert 0 < found[1].strength < found[0].strength < 1


def test_principal_components_hold_the_most_variance_and_are_at_right_angles(model: Model, space: LatentSpace) -> None:
    w, _ = places(model, range(128))
    found = space.principal(4)
    vectors = torch.stack([direction.vector for direction in found]).double()
    assert torch.allclose(vectors @ vectors.T, torch.eye(4).double(), atol=1e-5)
    spread = np.linalg.svd(w - w.mean(dim=0), compute_uv=False) / (len(w) - 1) ** 0.5
    assert [direction.step for direction in found] == pytest.approx(spread[:4], rel=1e-4)


def test_the_same_model_gives_the_same_directions_and_their_signs(model: Model, space: LatentSpace) -> None:
    again = LatentSpace.of_model(model, samples=128)
    for one, other in zip(
        [*space.with_labels(), *space.sefa(1, 3), *space.principal(3)],
        [*again.with_labels(), *again.sefa(1, 3), *again.principal(3)],
        strict=True,
    ):
        assert torch.equal(one.vector, other.vector)
    for direction in [*space.sefa(2, 5), *space.principal(5)]:
        assert float(direction.vector[direction.vector.abs().argmax()]) > 0


def test_a_step_moves_the_layers_of_its_bands_alone(space: LatentSpace) -> None:
    styles, bands = torch.randn(5, 32), [0, 0, 1, 2, 2]
    direction = space.principal(1)[0]
    assert torch.equal(steer(styles, direction, 0.0, bands), styles)
    moved = steer(styles, direction.within([1]), -2.0, bands) - styles
    assert not moved[[0, 1, 3, 4]].any()
    assert torch.allclose(moved[2], -2 * direction.step * direction.vector, atol=1e-5)


def test_likenesses_name_what_else_a_step_does_but_not_what_it_is_about() -> None:
    def towards(name: str, about: str, *entries: float) -> Direction:
        return Direction(name, about, torch.tensor(entries).float(), 1.0, frozenset({0}), 1.0)

    pink, black = towards("hair=pink", "hair", 1, 0, 0), towards("hair=black", "hair", -1, 0, 0)
    old, hat = towards("age=old", "age", 0.6, 0.8, 0), towards("hat=none", "hat", -0.8, 0, 0.6)
    found = likenesses(pink, [pink, black, old, hat])
    assert [(other.name, round(cosine, 3)) for other, cosine in found] == [("hat=none", -0.8), ("age=old", 0.6)]
    found_without_labels = replace(pink, about="")
    assert {other.name for other, _ in likenesses(found_without_labels, [pink, black])} == {"hair=pink", "hair=black"}


def test_people_on_whom_an_attribute_cannot_be_seen_do_not_speak_about_it(tmp_path: Path) -> None:
    bald = Hides({"age": frozenset({"child"})}, ("hair_color",), "children are bald here")
    model = write_tiny_model(tmp_path, rules=Rules((bald,)))
    people = [complete(seed, {}, VOCABULARY, dict(model.card["frequencies"])) for seed in range(64)]
    grown = [seed for seed, person in enumerate(people) if person["age"] != "child"]
    assert 0 < len(grown) < 64

    def mean(value: str) -> torch.Tensor:
        generator = load_generator(model)
        labels = torch.tensor([VOCABULARY.indices({**people[seed], "hair_color": value}) for seed in grown])
        z = torch.from_numpy(np.stack([latent(seed, generator.architecture.noise) for seed in grown]))
        with torch.inference_mode():
            return generator.mapping(z, labels).double().mean(dim=0)

    difference = mean("black") - (mean("brown") + mean("pink")) / 2
    found = LatentSpace.of_model(model, 64).of("hair_color")[0]
    length = float(np.linalg.norm(difference))
    assert torch.allclose(found.vector.double(), difference / length, atol=1e-4)
    assert found.strength == pytest.approx(length / found.step, rel=1e-4)


def test_codes_on_the_card_are_directions_too(model: Model, tmp_path: Path) -> None:
    space = LatentSpace.of_model(with_card(model, tmp_path, codes=["turn", "nod"]), 64)
    assert [direction.name for direction in space.with_labels()][-2:] == ["turn", "nod"]
    assert space.code("nod", 7) == float(latent(7, 2)[1])
    generator = load_generator(model)
    z = torch.from_numpy(latent(7, generator.architecture.noise))[None]
    moved = z.clone()
    moved[0, 1] = 2.0
    labels = torch.tensor([VOCABULARY.indices(complete(7, {}, VOCABULARY, dict(model.card["frequencies"])))])
    with torch.inference_mode():
        shift = model.card["truncation"] * (generator.mapping(moved, labels) - generator.mapping(z, labels))[0]
    assert torch.allclose(space.code_shift("nod", 7, 2.0), shift, atol=1e-5)
    assert not space.code_shift("nod", 7, space.code("nod", 7)).any()
    with pytest.raises(UnknownDirection, match="Choose among: turn, nod"):
        space.code_shift("wink", 7, 0.0)
    with pytest.raises(UnknownDirection, match="its card names none"):
        LatentSpace.of_model(model, 8).code("turn", 7)


def test_a_name_that_means_nothing_costs_no_search_for_all_that_mean_something(
    space: LatentSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(space: LatentSpace) -> list[Direction]:
        pytest.fail("it looked for every direction there is")

    monkeypatch.setattr(LatentSpace, "with_labels", everything)
    for name in ("wings", "wings=large", "sefa coarse 0"):
        with pytest.raises(UnknownDirection, match="no direction"):
            space.named(name)


def test_directions_are_found_by_their_names(model: Model, space: LatentSpace) -> None:
    for direction in [*space.of("mouth"), *space.sefa(1, 3), *space.principal(2)]:
        named = space.named(direction.name)
        assert named.name == direction.name
        assert torch.equal(named.vector, direction.vector)
        assert named.bands == direction.bands
        assert space.named(direction.name) is named
    for unknown in ("wings", "mouth", "mouth=beak", "sefa coarse 0", "sefa coarse 33", "sefa 1", "pca 33", ""):
        with pytest.raises(UnknownDirection):
            space.named(unknown)
