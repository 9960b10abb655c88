"""One measurement for each section of the report, all from the same evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from PIL import Image

from gan.corpus.records.held_out import PAIRS
from gan.evaluation import sections, sections_of_w
from gan.evaluation.attributes_kept import flips, kept
from gan.evaluation.distances import frechet_distance, inception_score
from gan.evaluation.drawn import FIRST_SEED, BlendSampler, in_chunks
from gan.evaluation.evidence import Evidence
from gan.evaluation.fidelity import fidelity, naming_scores
from gan.evaluation.held_out_pairs import held_out_pairs, known_pairs
from gan.evaluation.judged import CannotMeasure, judge, of_corpus
from gan.evaluation.neighbours import neighbours
from gan.evaluation.page import Block, Gallery, Note, Section, Target, number
from gan.evaluation.path_length import halfway, lines, path_length
from gan.evaluation.pictures import sheet, strip
from gan.evaluation.projection import Effort, project
from gan.evaluation.shares import joint_distance, shares
from gan.evaluation.targets import unmeasured

__all__ = ["MEASURES", "Measure"]

# What a section shows and decides, and the same as plain data.
Found = tuple[Sequence[Block | Target], dict[str, Any]]

# Seeds of one measurement never meet those of another.
_FLIPS, _PAIRS, _PATHS, _LINES, _HALFWAY = (FIRST_SEED + k * 1_000_000 for k in range(1, 6))
_CLOSEST = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """A section that is still to be measured.

    Attributes:
        key: its short name.
        title: its heading.
        meaning: what it tells, for a newcomer.
        measure: raises `CannotMeasure`, or `ValueError` where the figures cannot be computed.
        targets: keys of what it decides (`gan.evaluation.targets`).
    """

    key: str
    title: str
    meaning: str
    measure: Callable[[Evidence], Found]
    targets: tuple[str, ...] = ()

    def section(self, evidence: Evidence) -> Section:
        """The section; one that cannot be measured says why."""
        try:
            parts, numbers = self.measure(evidence)
        except (CannotMeasure, ValueError) as error:
            missing = [unmeasured(key) for key in self.targets]
            return Section(self.key, self.title, self.meaning, targets=missing, problem=str(error))
        blocks = [part for part in parts if not isinstance(part, Target)]
        targets = [part for part in parts if isinstance(part, Target)]
        return Section(self.key, self.title, self.meaning, blocks, numbers, targets)


def _seeds(evidence: Evidence) -> Found:
    drawn = evidence.sampler.draw(100, 0)
    return [Gallery([(sheet(drawn.pictures, 10, 104), "")], "")], {"seeds": [0, 99]}


def _closeness(evidence: Evidence) -> Found:
    found = [fidelity(evidence.drawn, evidence.real, it.name, it.sha256) for it in evidence.judges.every]
    return sections.closeness_section(found), {one.embedding: asdict(one) for one in found}


def _naming(evidence: Evidence) -> Found:
    found = naming_scores(evidence.drawn, evidence.real, evidence.sampler.vocabulary)
    plain = {one.attribute: asdict(one) for one in found}
    return sections.naming_section(found, evidence.sampler.vocabulary), plain


def _inception(evidence: Evidence) -> Found:
    network = evidence.inception
    if network is None:
        raise CannotMeasure("It needs Inception's weights, which this project does not ship: name them by --inception.")
    count = min(evidence.counts.pictures, len(evidence.test))
    real = judge(of_corpus(evidence.test, count), [network], None, evidence.progress("Inception, real", count))
    told = evidence.progress("Inception, drawn", count)
    drawn = judge(in_chunks(evidence.sampler, count, FIRST_SEED), [network], None, told)
    named = [network.probabilities(part.pictures) for part in in_chunks(evidence.sampler, count, FIRST_SEED)]
    fid = frechet_distance(real.features[network.name], drawn.features[network.name])
    score = inception_score(np.concatenate(named), max(1, min(10, count // 100)))
    said = f"FID {number(fid, 4)}, Inception Score {number(score.value)} ± {number(score.error)}, n = {count:,}."
    return [Note(said)], {"fid": fid, "inception_score": asdict(score), "count": count, "sha256": network.sha256}


def _kept(evidence: Evidence) -> Found:
    found = kept(evidence.drawn, evidence.real, evidence.sampler.vocabulary)
    return sections.kept_section(found, evidence.sampler.vocabulary), {one.attribute: asdict(one) for one in found}


def _flips(evidence: Evidence) -> Found:
    vocabulary, count = evidence.sampler.vocabulary, evidence.counts.flips
    found, shown = flips(
        evidence.sampler,
        evidence.classifier(),
        evidence.frequencies,
        range(_FLIPS, _FLIPS + count),
        evidence.progress("Flips", count * len(vocabulary)),
    )
    return sections.flips_section(found, shown, vocabulary), {one.attribute: asdict(one) for one in found}


def _shares(evidence: Evidence) -> Found:
    found = shares(evidence.drawn, evidence.real, evidence.sampler.vocabulary)
    plain = {f"{one.attribute}={one.value}": asdict(one) | {"factor": one.factor} for one in found}
    return sections.shares_section(found, evidence.sampler.vocabulary), plain


def _joint(evidence: Evidence) -> Found:
    found = joint_distance(evidence.drawn, evidence.real, evidence.sampler.vocabulary)
    return sections.joint_section(found, evidence.sampler.vocabulary), asdict(found)


def _pairs(evidence: Evidence) -> Found:
    vocabulary, count = evidence.sampler.vocabulary, evidence.counts.pairs
    found, shown = held_out_pairs(
        evidence.sampler,
        evidence.classifier(),
        PAIRS,
        evidence.drawn,
        evidence.real,
        range(_PAIRS, _PAIRS + count),
        evidence.progress("Held-out pairs", count * len(known_pairs(PAIRS, vocabulary))),
    )
    return sections.pairs_section(found, shown, vocabulary), {"pairs": [asdict(one) for one in found]}


def _neighbours(evidence: Evidence) -> Found:
    encoder, count = evidence.encoder, evidence.counts.training
    total = len(evidence.training) if count is None else min(count, len(evidence.training))
    told = evidence.progress("Neighbours", total)
    training = judge(of_corpus(evidence.training, total), [encoder], None, told).features[encoder.name]
    found = neighbours(evidence.drawn.features[encoder.name], evidence.real.features[encoder.name], training)
    closest = found.closest(_CLOSEST)
    seeds = evidence.drawn.seeds[closest].tolist()
    pictures = evidence.sampler.draw_seeds(seeds).pictures
    theirs = evidence.training.images[found.nearest[closest]]
    side = pictures.shape[1]
    resized = [np.asarray(Image.fromarray(one).resize((side, side), Image.Resampling.LANCZOS)) for one in theirs]
    pairs = [
        (strip([ours, other]), f"distance {distance:.2f}, seed {seed}")
        for ours, other, distance, seed in zip(pictures, resized, found.drawn[closest].tolist(), seeds, strict=True)
    ]
    plain = {"share": found.share, "threshold": found.threshold, "training": total, "drawn": len(found.drawn)}
    return sections.neighbours_section(found, pairs), plain | {
        "held_out": len(found.held_out),
        "sha256": encoder.sha256,
    }


def _paths(evidence: Evidence) -> Found:
    sampler, eye, counts = evidence.styles(), evidence.eye, evidence.counts
    length = path_length(sampler, eye, counts.paths, _PATHS, evidence.progress("Path length", counts.paths))
    told = evidence.progress("Ways between seeds", counts.lines)
    ways, shown = lines(sampler, eye, counts.lines, counts.line_steps, _LINES, told)
    plain = {"path_length": asdict(length), "jump": ways.mean, "jump_95": ways.high, "ways": counts.lines}
    plain |= {"steps": counts.line_steps, "embedding": eye.sha256}
    return sections_of_w.path_section(length, ways, shown, eye), plain


def _halfway(evidence: Evidence) -> Found:
    sampler, count = evidence.styles(), evidence.counts.halfway
    judged = (sampler, evidence.classifier(), evidence.real, evidence.drawn, count, _HALFWAY)
    found, worst = halfway(*judged, tell=evidence.progress("Halfway pictures", count))
    blocks = list(sections_of_w.halfway_section(found, worst))
    plain = {"straight": asdict(found)}
    if isinstance(sampler, BlendSampler):
        blended, worst = halfway(*judged, meet=sampler.children, tell=evidence.progress("Children", count))
        blocks += sections_of_w.children_section(blended, worst)
        plain["children"] = asdict(blended)
    return blocks, plain


def _projection(evidence: Evidence) -> Found:
    sampler, eye, counts = evidence.styles(), evidence.eye, evidence.counts
    count = min(counts.projections, len(evidence.test))
    told = evidence.progress("Projection", count)
    found = project(sampler, eye, evidence.test.images[:count], Effort(counts.projection_steps), told)
    plain = {"mse": float(found.mse.mean()), "psnr": float(found.psnr.mean()), "count": count}
    plain |= {"start_psnr": float(found.start_psnr.mean()), "psnr_each": found.psnr.tolist()}
    return sections_of_w.projection_section(found, eye), plain


MEASURES: tuple[Measure, ...] = (
    Measure("seeds", "Seeds 0 to 99", "What it draws, unchosen: the first hundred seeds.", _seeds),
    Measure(
        "fidelity",
        "Close to the corpus",
        "Every picture becomes a point in a space of features, and two clouds of points are compared. KID and FD are "
        "their distance; 0 is best. Precision: drawn pictures look real. Recall, coverage: nothing real is missing. "
        "Two sets of real pictures differ too, by chance; that is the floor. The spaces are the project's own, so the "
        "figures cannot be compared with published ones.",
        _closeness,
        ("kid-rand", "kid-ssl", "coverage"),
    ),
    Measure(
        "naming",
        "Inception Score under the attribute classifier",
        "High where every picture can be named for sure and all classes occur; real pictures show what can be had.",
        _naming,
    ),
    Measure("inception", "FID and Inception Score", "The published figures, from Inception's own weights.", _inception),
    Measure(
        "attributes",
        "Drawn as asked",
        "A classifier that the generator has never met names what it sees. Does it see what was asked for?",
        _kept,
        ("accuracy", "least-accuracy"),
    ),
    Measure(
        "flips",
        "One change changes one thing",
        "The same seed twice, with one attribute changed: does that one change, and does the rest stay?",
        _flips,
    ),
    Measure(
        "shares",
        "Every class as often as in the corpus",
        "A generator that forgets what is rare draws it less often than the corpus does.",
        _shares,
        ("share",),
    ),
    Measure(
        "joint",
        "Classes seen together",
        "For every two attributes, how differently their classes are put together (mean total variation, 0 to 1).",
        _joint,
    ),
    Measure(
        "pairs",
        "Pairs that training never showed",
        "Some pairs of classes never meet in the training pictures. Can the generator put them together when asked to?",
        _pairs,
    ),
    Measure(
        "neighbours",
        "Nearest training pictures",
        "Are drawn pictures new, or copies? A copy lies nearer to its original than new pictures do to any.",
        _neighbours,
    ),
    Measure(
        "paths",
        "Ways between faces",
        "Blends lie on straight ways through the space W. On an even way the picture changes as fast everywhere.",
        _paths,
        ("jump",),
    ),
    Measure(
        "halfway",
        "Halfway between two faces",
        "Is the picture in the middle still a face, or a double exposure? The classifier is unsure of those. First "
        "half-way through W, then as /avatar blend draws a child of both.",
        _halfway,
        ("halfway", "children"),
    ),
    Measure(
        "projection",
        "Faces it has never seen",
        "Test pictures looked for in W. What comes close (PSNR high, MSE low) is within what the generator can draw.",
        _projection,
    ),
)
