"""The report: one page that stands alone, says what it could not measure, and leaves its numbers beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from typer.testing import CliRunner

from gan.__main__ import app
from gan.corpus.data.dataset import Corpus
from gan.corpus.data.writer import Request, write_corpus
from gan.evaluation.classifier import Classifier, ClassifierNetwork
from gan.evaluation.drawn import Sampler
from gan.evaluation.embeddings import Embeddings
from gan.evaluation.encoder import RandomConvolutions, standardised
from gan.evaluation.evidence import Counts, Evidence, gather
from gan.evaluation.page import Gallery, Note, Page, Section, Table, Target, number, percent, render
from gan.evaluation.pictures import sheet
from gan.evaluation.plots import Dumbbell, dumbbells, histograms, profile, scatter
from gan.evaluation.report import json_beside, make_report, plain, write_report
from tests.gan.evaluation.samplers import SHADES, SIDE, StripeClassifier, StripeSampler, stripes, tiny_sampler
from tests.tiny import write_tiny_model

COUNTS = Counts(
    pictures=48, flips=2, pairs=2, paths=8, lines=6, line_steps=3, halfway=8, projections=2, projection_steps=2
)

# Among so few pictures no class is frequent enough to be judged.
SHARES = "Share of every class"
HALFWAY = ["Halfway pictures in W that are faces", "Children that are faces"]


def page(*targets: Target, **section: Any) -> Page:
    return Page("How good?", "A test.", [("torch", "2")], [Section("one", "One", "Why.", targets=targets, **section)])


def corpus(count: int, seed: int) -> Corpus:
    """A split of stripes, as far as the report looks at one."""
    labels = np.random.default_rng(seed).integers(0, 3, (count, 3))
    about = {"version": 2, "seed": seed, "count": count, "size": SIDE}
    seeds = np.arange(count, dtype=np.int64)
    fields = {"images": stripes(labels, seed), "labels": labels, "seeds": seeds, "vocabulary": SHADES, "about": about}

    class Split(SimpleNamespace):
        def __len__(self) -> int:
            return count

    return cast("Corpus", Split(**fields))


def evidence(sampler: Sampler, classifier: Classifier | None = None) -> Evidence:
    train, val, test = corpus(64, 1), corpus(40, 2), corpus(60, 3)
    encoder = standardised("ssl", RandomConvolutions(SIDE), cast("Any", train.images))
    judges = Embeddings(classifier, (encoder,))
    shares = {name: [1 / 3] * 3 for name in SHADES}
    return gather(sampler, judges, (train, val, test), shares, COUNTS, None, lambda what, done, total: None)


def test_a_target_is_reached_missed_or_not_measured() -> None:
    below, above = Target("KID", 0.01, 0.02, at_most=True), Target("coverage", 0.5, 0.8, at_most=False)
    assert (below.passed, above.passed) == (True, False)
    assert Target("KID", None, 1, at_most=True).passed is None
    assert Target("KID", float("nan"), 1, at_most=True).passed is None
    shown = render(page(below, above, Target("steps", None, 1, at_most=True)))
    assert "1 of 3 targets reached" in shown
    assert [shown.count(f'<li class="{state}">') for state in ("reached", "missed", "unknown")] == [1, 1, 1]


def test_what_could_not_be_measured_is_said() -> None:
    shown = render(page(problem="There are too few pictures."))
    assert "Not measured." in shown
    assert "There are too few pictures." in shown
    document = plain(page(problem="There are too few pictures."))
    assert document["sections"]["one"] == {"problem": "There are too few pictures."}


def test_words_from_outside_are_no_markup() -> None:
    shown = render(page(blocks=[Note("<script>"), Table(("<b>",), [("<i>", "&")])]))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "&lt;b&gt;" in shown


def test_the_page_needs_no_other_file_and_no_script() -> None:
    pictures = sheet(np.zeros((4, 8, 8, 3), dtype=np.uint8), 2, 8)
    assert (pictures.width, pictures.height) == (16, 16)
    shown = render(page(blocks=[Gallery([(pictures, "four")], "Pictures", folded=True)]))
    assert "data:image/webp;base64," in shown
    assert not re.search(r'(src|href)="(?!data:|#)', shown)
    assert "<script" not in shown
    assert "prefers-color-scheme: dark" in shown


def test_plots_take_their_colours_from_the_page_and_are_the_same_each_time() -> None:
    some = np.random.default_rng(0).random(50)
    plots = [
        dumbbells([Dumbbell("hair", 0.5, float("nan")), Dumbbell("eyes", 1, 0.9)], "drawn", "real", marks=(0.9,)),
        histograms(some, some + 0.1, ("drawn", "real"), 0.2),
        profile(some.reshape(10, 5)),
        scatter(some, np.append(some[:-1], 0), 1.5),
    ]
    for svg in plots:
        assert svg.startswith("<svg")
        assert "var(--drawn)" in svg
        assert not re.search(r"#0[1-5]0[1-5]0[1-5]", svg)
        assert " width=" not in svg[: svg.index(">")]
    assert "hair" in plots[0]
    assert plots[3] == scatter(some, np.append(some[:-1], 0), 1.5)


def test_figures_are_read_as_people_write_them() -> None:
    assert [number(value) for value in (0.012345, 12.3456, 1234.5, 0.0, None)] == ["0.0123", "12.3", "1,234", "0", "—"]
    assert [number(float(value)) for value in ("nan", "inf")] == ["—", "∞"]
    assert percent(0.1234) == "12.3 %"


def test_both_files_appear_and_nothing_else(tmp_path: Path) -> None:
    numbers: Mapping[str, Any] = {"a": float("nan"), "b": [float("inf"), 1.5], "c": {"d": "text"}}
    out = tmp_path / "new" / "report.html"
    write_report(page(Target("KID", 0.5, 1, at_most=True), numbers=numbers), out)
    assert sorted(path.name for path in out.parent.iterdir()) == ["report.html", "report.json"]
    document = json.loads(json_beside(out).read_text(encoding="utf-8"))
    assert document["sections"]["one"] == {"a": None, "b": [None, 1.5], "c": {"d": "text"}}
    assert document["targets"][0]["passed"] is True


def sections_of(found: Page) -> Mapping[str, Section]:
    return {section.key: section for section in found.sections}


def failed(found: Page) -> Sequence[str]:
    return [section.key for section in found.sections if section.problem]


def test_a_generator_with_w_has_every_section() -> None:
    found = make_report(evidence(tiny_sampler(), StripeClassifier()))
    # Stripes have no held-out pairs, and nobody gave Inception's weights.
    assert failed(found) == ["inception", "pairs"]
    assert "None of the corpus's held-out pairs" in sections_of(found)["pairs"].problem
    assert not [target.name for target in found.targets if target.measured is None and target.name != SHARES]
    assert "of 7 targets reached" in render(found)
    json.dumps(plain(found), allow_nan=False)


def test_a_generator_without_w_is_judged_as_far_as_it_goes() -> None:
    found = make_report(evidence(StripeSampler(), StripeClassifier()))
    assert failed(found) == ["inception", "pairs", "paths", "halfway", "projection"]
    assert "without a space W" in sections_of(found)["paths"].problem
    assert [t.name for t in found.targets if t.passed is None] == [SHARES, "Largest step of a blend", *HALFWAY]
    kept = sections_of(found)["attributes"].numbers
    assert [kept[name]["drawn"] for name in SHADES] == [1, 1, 1]


def test_data_without_labels_are_judged_as_far_as_they_go() -> None:
    found = make_report(evidence(StripeSampler()))
    assert "no attribute classifier" in sections_of(found)["shares"].problem
    assert not sections_of(found)["neighbours"].problem


def test_a_painter_of_one_picture_covers_nothing() -> None:
    class Stuck(StripeSampler):
        """Draws its first picture again and again."""

        def draw_seeds(self, seeds, asked=None):  # type: ignore[no-untyped-def]
            drawn = super().draw_seeds(seeds, asked)
            drawn.pictures[:] = drawn.pictures[0]
            return drawn

    both = [
        sections_of(make_report(evidence(sampler, StripeClassifier())))["fidelity"].numbers["ssl"]
        for sampler in (StripeSampler(), Stuck())
    ]
    assert both[0]["drawn"]["coverage"] > 0.8 > 0.3 > both[1]["drawn"]["coverage"]
    assert both[0]["drawn"]["kernel"]["value"] < 0.1 < both[1]["drawn"]["kernel"]["value"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "report.txt"], "end report.txt in .html"),
        (["--model", "a", "--run", "b", "--out", "r.html"], "one generator at a time"),
        (["--out", "r.html"], "is no corpus"),
    ],
)
def test_bad_input_gets_a_message(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--data", str(tmp_path), *arguments])
    assert result.exit_code == 1
    assert said in result.output


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus, as small as one with all three splits can be."""
    out = tmp_path_factory.mktemp("corpus") / "c"
    write_corpus(out, Request(count=32, size=SIDE))
    return out


def test_a_model_that_does_not_fit_is_refused(tmp_path: Path, drawn: Path) -> None:
    write_tiny_model(tmp_path, vocabulary=SHADES)
    asked = ["evaluate", "--data", str(drawn), "--out", str(tmp_path / "r.html"), "--models", str(tmp_path), "--model"]
    result = CliRunner().invoke(app, [*asked, "tiny"])
    assert result.exit_code == 1
    assert "another vocabulary" in result.output
    assert "There is no model 'other'" in CliRunner().invoke(app, [*asked, "other"]).output


def test_the_command_leaves_a_report_of_a_model(tmp_path: Path, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def untrained(data: Corpus, cache: Path, report: object) -> Embeddings:
        classifier = Classifier(ClassifierNetwork(data.vocabulary.class_counts(), SIDE), data.vocabulary)
        return Embeddings(classifier, (standardised("ssl", RandomConvolutions(SIDE), data.images[:]),))

    monkeypatch.setattr("gan.evaluation.command.embeddings", untrained)
    write_tiny_model(tmp_path, vocabulary=Corpus(drawn).vocabulary)
    out = tmp_path / "report.html"
    asked = [
        "evaluate",
        "--data",
        str(drawn),
        "--out",
        str(out),
        "--models",
        str(tmp_path),
        "--model",
        "tiny",
        "--quick",
    ]
    result = CliRunner().invoke(app, [*asked, "--count", "32", "--paths", "8", "--projections", "1"])
    assert result.exit_code == 0, result.output
    assert "Attribute accuracy" in result.output
    document = json.loads(json_beside(out).read_text(encoding="utf-8"))
    assert len(document["sections"]["pairs"]["pairs"]) == 20
    # Of 32 avatars too few are held out for distances; the page says so.
    assert "Draw a larger corpus" in document["sections"]["fidelity"]["problem"]
    assert "Draw a larger corpus" in out.read_text(encoding="utf-8")
