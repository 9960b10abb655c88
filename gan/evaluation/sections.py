"""The report's sections on what is drawn: what was measured, as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan.attributes import Vocabulary
from gan.evaluation.attributes_kept import Flips, Kept
from gan.evaluation.drawn import Drawn
from gan.evaluation.fidelity import Closeness, Fidelity, NamingScore
from gan.evaluation.held_out_pairs import Together
from gan.evaluation.neighbours import Neighbours
from gan.evaluation.page import Block, Figure, Gallery, Note, Table, Target, number, percent
from gan.evaluation.pictures import Inlined, strip
from gan.evaluation.plots import Dumbbell, dumbbells, histograms, scatter
from gan.evaluation.shares import Joint, Share
from gan.evaluation.targets import SHARE_FACTOR, kernel_bound, reached, unmeasured

__all__ = [
    "closeness_section",
    "flips_section",
    "joint_section",
    "kept_section",
    "naming_section",
    "neighbours_section",
    "pairs_section",
    "shares_section",
]


def _words(vocabulary: Vocabulary, name: str, value: str | None = None) -> str:
    attribute = vocabulary[name]
    if value is None:
        return attribute.labels.get("en", name)
    return attribute.value_labels.get(value, {}).get("en", value)


def closeness_section(found: Sequence[Fidelity]) -> list[Block | Target]:
    """Distances in every embedding, with their targets."""
    parts: list[Block | Target] = []
    for one in found:
        if one.embedding in ("rand", "ssl"):
            floor = one.floor.kernel.value
            detail = f"n = {one.count:,}; 3 x floor {number(floor)} + 0.01"
            parts.append(reached(f"kid-{one.embedding}", one.drawn.kernel.value, detail, kernel_bound(floor)))
    ours = [one for one in found if one.embedding in ("rand", "ssl")]
    if ours:
        low = min(ours, key=lambda one: one.drawn.coverage)
        detail = f"the lower of KID's embeddings ({low.embedding}), n = {low.count:,}"
        parts.append(reached("coverage", low.drawn.coverage, detail))
    head = ("embedding", "pictures", "KID", "FD", "precision", "recall", "density", "coverage")
    rows: list[tuple[str, ...]] = []
    for one in found:
        rows.append((f"{one.embedding} · {one.sha256[:8]}", "drawn", *_cells(one.drawn)))
        rows.append(("", "real", *_cells(one.floor)))
    parts.append(Table(head, rows, "Drawn against real pictures, and other real pictures against the same ones."))
    dots = [
        Dumbbell(f"{one.embedding}: {name}", getattr(one.drawn, name), getattr(one.floor, name))
        for one in found
        for name in ("precision", "recall", "coverage")
    ]
    plot = dumbbells(dots, "drawn", "real", axis="share of pictures")
    return [*parts, Figure(plot, "Drawn pictures are as good as real ones where the two dots meet.")]


def _cells(found: Closeness) -> tuple[str, ...]:
    kernel = f"{found.kernel.value:.4f} ± {found.kernel.error:.4f}"
    shares = (found.precision, found.recall, found.density, found.coverage)
    return (kernel, number(found.frechet, 4), *(f"{share:.3f}" for share in shares))


def naming_section(found: Sequence[NamingScore], vocabulary: Vocabulary) -> list[Block | Target]:
    """Inception Score under the attribute classifier."""
    mean = [float(np.mean([getattr(one, side).value for one in found])) for side in ("drawn", "real")]
    rows = [
        (_words(vocabulary, one.attribute), number(one.drawn.value), number(one.real.value), str(classes))
        for one, classes in zip(found, vocabulary.class_counts(), strict=True)
    ]
    return [
        Note(f"Mean over the attributes: drawn {number(mean[0])}, real {number(mean[1])}."),
        Table(("attribute", "drawn", "real", "classes"), rows, "Every attribute", folded=True),
    ]


def kept_section(found: Sequence[Kept], vocabulary: Vocabulary) -> list[Block | Target]:
    """Attribute accuracy."""
    known = [one for one in found if not np.isnan(one.drawn)]
    mean, least = float(np.mean([one.drawn for one in known])), min(known, key=lambda one: one.drawn)
    real = float(np.nanmean([one.real for one in known]))
    rows = [
        (_words(vocabulary, one.attribute), *map(percent, (one.drawn, one.real, one.chance)), f"{one.count:,}")
        for one in found
    ]
    ordered = sorted(known, key=lambda one: -one.drawn)
    dots = [Dumbbell(_words(vocabulary, one.attribute), one.drawn, one.real) for one in ordered]
    plot = dumbbells(dots, "drawn, named as asked", "real, named as labelled", marks=(0.75, 0.9), axis="share named")
    return [
        reached("accuracy", mean, f"mean of {len(known)}; real pictures {percent(real)}"),
        reached("least-accuracy", least.drawn, _words(vocabulary, least.attribute)),
        Figure(plot, "Dashed: none under 75 %, 90 % on average. Blue is as well as the classifier itself can do."),
        Table(("attribute", "drawn", "real", "chance", "n"), rows, "All figures", folded=True),
    ]


def flips_section(found: Sequence[Flips], shown: Sequence[Drawn], vocabulary: Vocabulary) -> list[Block | Target]:
    """One attribute changed, the others looked at."""
    hit = float(np.nanmean([one.hit for one in found]))
    moved = float(np.nanmean([one.off_target for one in found]))
    ordered = sorted(found, key=lambda one: -np.nan_to_num(one.off_target))
    dots = [Dumbbell(_words(vocabulary, one.attribute), one.off_target, one.hit) for one in ordered]
    pictures: list[tuple[Inlined, str]] = []
    for i, (one, pair) in enumerate(zip(found, shown, strict=True)):
        asked = [int(k) for k in pair.labels[1::2, i]]
        names = vocabulary[one.attribute].values
        words = ", ".join("hidden" if k < 0 else _words(vocabulary, one.attribute, names[k]) for k in asked)
        pictures.append((strip(pair.pictures), f"{_words(vocabulary, one.attribute)}: {words}"))
    return [
        Note(
            f"Of what was asked, {percent(hit)} is seen; of the verdicts on all other attributes, {percent(moved)} "
            f"change along. {found[0].count} pairs of pictures for each attribute, or fewer where it is hidden."
        ),
        Figure(
            dumbbells(dots, "others that changed along", "changed as asked", axis="share of verdicts"),
            "Left is best for the others, right for what was asked.",
        ),
        Gallery(pictures, "Two people each, before and after", folded=True),
    ]


def shares_section(found: Sequence[Share], vocabulary: Vocabulary) -> list[Block | Target]:
    """Drawn share of every class."""
    judged = [one for one in found if one.judged]
    ordered = sorted(judged, key=lambda one: -one.factor)
    parts: list[Block | Target] = []
    if ordered:
        worst = ordered[0]
        name = f"{_words(vocabulary, worst.attribute)}: {_words(vocabulary, worst.attribute, worst.value)}"
        detail = f"worst: {name}; {len(judged)} of {len(found)} classes are frequent enough to judge"
        parts.append(reached("share", float(worst.factor), detail))
        within = float(np.mean([one.factor <= SHARE_FACTOR for one in judged]))
        parts.append(
            Note(
                f"{percent(within)} of {len(judged)} classes are drawn within a factor of {SHARE_FACTOR}. The other "
                f"{len(found) - len(judged)} are too rare among so few pictures."
            )
        )
    else:
        parts.append(unmeasured("share", "too few pictures"))
        parts.append(Note("No class is seen often enough among so few pictures; raise --count."))
    plot = scatter(np.array([one.drawn for one in found]), np.array([one.real for one in found]), SHARE_FACTOR)
    parts.append(Figure(plot, f"A dot for each class; the band is a factor of {SHARE_FACTOR}."))
    rows = [
        (
            f"{_words(vocabulary, one.attribute)}: {_words(vocabulary, one.attribute, one.value)}",
            percent(one.drawn),
            percent(one.real),
            number(one.factor, 3) if one.judged else "too rare",
        )
        for one in [*ordered, *(one for one in found if not one.judged)]
    ]
    parts.append(Table(("class", "drawn", "real", "factor"), rows, "Every class, the worst first", folded=True))
    return parts


def joint_section(found: Joint, vocabulary: Vocabulary) -> list[Block | Target]:
    """Joint attribute distance."""
    rows = [(f"{_words(vocabulary, a)} with {_words(vocabulary, b)}", f"{value:.3f}") for a, b, value in found.worst]
    return [
        Note(
            f"Drawn against real {found.drawn:.3f}; real against other real {found.floor:.3f}, the least that can be "
            f"expected of {found.count:,} pictures on either side."
        ),
        Table(("pair of attributes", "distance"), rows, "Where drawn pictures differ most"),
    ]


def pairs_section(found: Sequence[Together], shown: Sequence[Drawn], vocabulary: Vocabulary) -> list[Block | Target]:
    """Held-out pairs."""

    def name(one: Together) -> str:
        return " + ".join(f"{_words(vocabulary, a, v)} ({_words(vocabulary, a)})" for a, v in (one.first, one.second))

    together = float(np.mean([one.together for one in found]))
    apart = float(np.nanmean([one.apart for one in found])) if any(not np.isnan(o.apart) for o in found) else np.nan
    ordered = sorted(found, key=lambda one: -one.together)
    dots = [Dumbbell(name(one), one.together, one.apart) for one in ordered]
    rows = [
        (name(one), *map(percent, (one.together, one.apart, one.real)), str(one.count), str(one.real_count))
        for one in found
    ]
    return [
        Note(f"Together {percent(together)}, apart {percent(apart)}: the mean over {len(found)} pairs."),
        Figure(
            dumbbells(dots, "asked for together, both seen", "expected from each apart", axis="share of pictures"),
            "A generator that has learned classes, not pictures, draws new pairs as well as old ones.",
        ),
        Table(("pair", "together", "apart", "real", "n", "real n"), rows, "All figures", folded=True),
        Gallery(
            [(strip(pictures.pictures), name(one)) for one, pictures in zip(found, shown, strict=True)],
            "Pairs that training never showed",
            folded=True,
        ),
    ]


def neighbours_section(found: Neighbours, pairs: Sequence[tuple[Inlined, str]]) -> list[Block | Target]:
    """Nearest training pictures."""
    plot = histograms(found.drawn, found.held_out, ("drawn", "held out"), found.threshold)
    return [
        Note(
            f"{percent(found.share)} of drawn pictures are nearer to a training picture than 95 % of held-out ones; "
            f"5 % are to be expected, far more would be copies. {len(found.drawn):,} drawn, "
            f"{len(found.held_out):,} held out, {found.training:,} training pictures."
        ),
        Figure(plot, "Dashed: the distance that one held-out picture in twenty comes below."),
        Gallery(pairs, "The closest: drawn on the left, the nearest training picture on the right"),
    ]
