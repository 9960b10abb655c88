"""The report: everything that is measured on a generator, as one HTML file and its numbers as JSON beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch

from gan.evaluation.evidence import Evidence
from gan.evaluation.measures import MEASURES
from gan.evaluation.page import Page, Target, render
from gan.files import whole

__all__ = ["json_beside", "make_report", "plain", "write_report"]


def make_report(evidence: Evidence) -> Page:
    """Measures every section; those that cannot be measured say so."""
    wholes = [measure.section(evidence) for measure in MEASURES]
    return Page(
        title=f"How good is {evidence.sampler.name}?",
        lead=f"{evidence.sampler.about}; {evidence.sampler.resolution} px. "
        f"{len(evidence.drawn):,} drawn pictures against {len(evidence.real):,} held-out ones.",
        facts=_facts(evidence),
        sections=wholes,
    )


def _facts(evidence: Evidence) -> list[tuple[str, str]]:
    data = evidence.training
    about = {key: data.about[key] for key in ("version", "seed", "count", "size") if key in data.about}
    return [
        ("Generator", evidence.sampler.about),
        ("Corpus", ", ".join(f"{key} {value}" for key, value in about.items())),
        ("Training, test pictures", f"{len(data):,}, {len(evidence.test):,}"),
        ("Attributes, classes", f"{len(data.vocabulary)}, {sum(data.vocabulary.class_counts())}"),
        ("First seed drawn", str(evidence.drawn.seeds[0])),
        *((f"Embedding {it.name}, {it.side} px", it.sha256) for it in evidence.judges.every),
        ("torch", torch.__version__),
    ]


def plain(page: Page) -> dict[str, Any]:
    """The page's numbers as plain data; what is no number is null."""
    targets = [_target(target) for target in page.targets]
    sections = {
        section.key: {"problem": section.problem} if section.problem else dict(section.numbers)
        for section in page.sections
    }
    document = {"title": page.title, "facts": dict(page.facts), "targets": targets, "sections": sections}
    return cast("dict[str, Any]", _finite(document))


def _target(target: Target) -> dict[str, Any]:
    return {
        "name": target.name,
        "measured": target.measured,
        "at_most" if target.at_most else "at_least": target.bound,
        "passed": target.passed,
        "detail": target.detail,
    }


def _finite(value: Any) -> Any:
    """The same with null for nan and infinity, which JSON does not know, and with numpy's numbers as plain ones."""
    if isinstance(value, np.generic):
        return _finite(cast("Any", value).item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(item) for key, item in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_finite(item) for item in cast("Sequence[Any]", value)]
    return value


def json_beside(out: Path) -> Path:
    """Where the numbers of a report go."""
    return out.with_suffix(".json")


def write_report(page: Page, out: Path) -> None:
    """Writes the page to `out` and its numbers beside it, each whole or not at all; raises `OSError`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    numbers = json.dumps(plain(page), indent=2, ensure_ascii=False) + "\n"
    for file, content in ((json_beside(out), numbers), (out, render(page))):
        with whole(file) as partial:
            partial.write_text(content, encoding="utf-8")
