"""What a report is made of, and the one HTML file that shows it.

The file needs nothing beside itself: pictures and plots are written into it, and no script is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from gan.evaluation.pictures import Inlined

__all__ = ["Block", "Figure", "Gallery", "Note", "Page", "Section", "Table", "Target", "number", "percent", "render"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a generator is to reach, and whether it does.

    Attributes:
        name: what is measured.
        measured: the figure; None where it could not be had.
        bound: what it is compared with.
        at_most: whether the figure may not be above the bound, rather than below it.
        detail: of what and how many.
        share: whether the figures are shares, shown as percentages.
    """

    name: str
    measured: float | None
    bound: float
    at_most: bool
    detail: str = ""
    share: bool = False

    @property
    def passed(self) -> bool | None:
        """None where it was not measured."""
        if self.measured is None or math.isnan(self.measured):
            return None
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of each names it, the others are figures.

    Attributes:
        head: of the columns.
        rows: cells as they are shown.
        caption: what it is, if the section does not say so.
        folded: whether the reader opens it first.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot: SVG that takes its colours from the page."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures with a line below each.

    Attributes:
        items: pictures and their lines.
        caption: what they are.
        folded: whether the reader opens it first.
    """

    items: Sequence[tuple[Inlined, str]]
    caption: str
    folded: bool = False


Block = Note | Table | Figure | Gallery


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Attributes:
        key: short name, of the anchor and in the JSON.
        title: heading.
        meaning: what it tells, for a newcomer.
        blocks: what is shown.
        numbers: the same as plain data.
        targets: what it decides.
        problem: why it could not be measured; empty where it was.
    """

    key: str
    title: str
    meaning: str
    blocks: Sequence[Block] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    targets: Sequence[Target] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report.

    Attributes:
        title: heading.
        lead: what was judged, in a sentence.
        facts: names and values of everything needed to do it again.
        sections: in the order of reading.
    """

    title: str
    lead: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]

    @property
    def targets(self) -> list[Target]:
        """Those of all sections."""
        return [target for section in self.sections for target in section.targets]


def number(value: float | None, digits: int = 3) -> str:
    """A figure in so many significant digits, as it is read; a dash where there is none."""
    if value is None or math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞"
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(decimals, 6)}f}"


def percent(share: float | None) -> str:
    """A share as a percentage."""
    return "—" if share is None or math.isnan(share) else f"{100 * share:.1f} %"


def render(page: Page) -> str:
    """The page as HTML."""
    template = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
    reached = sum(target.passed is True for target in page.targets)
    return template.substitute(
        title=escape(page.title),
        lead=escape(page.lead),
        reached=f"{reached} of {len(page.targets)} targets reached" if page.targets else "No targets",
        cards="\n".join(_card(target) for target in page.targets),
        facts="\n".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in page.facts),
        contents="\n".join(f'<a href="#{escape(s.key)}">{escape(s.title)}</a>' for s in page.sections),
        sections="\n".join(_section(section) for section in page.sections),
    )


def _card(target: Target) -> str:
    show = percent if target.share else number
    state, word = {True: ("reached", "reached"), False: ("missed", "missed"), None: ("unknown", "not measured")}[
        target.passed
    ]
    sign = "≤" if target.at_most else "≥"
    return (
        f'<li class="{state}"><span class="name">{escape(target.name)}</span>'
        f'<span class="figure">{show(target.measured)}</span>'
        f'<span class="bound"><b>{word}</b> · <span>wanted {sign} {show(target.bound)}</span></span>'
        f'<span class="detail">{escape(target.detail)}</span></li>'
    )


def _section(section: Section) -> str:
    inside = [_block(block) for block in section.blocks]
    if section.problem:
        inside.insert(0, f'<p class="problem"><b>Not measured.</b> {escape(section.problem)}</p>')
    return (
        f'<section id="{escape(section.key)}"><h2>{escape(section.title)}</h2>'
        f'<p class="meaning">{escape(section.meaning)}</p>\n' + "\n".join(inside) + "</section>"
    )


def _block(block: Block) -> str:
    match block:
        case Note(text):
            return f"<p>{escape(text)}</p>"
        case Figure(svg, caption):
            below = f"<figcaption>{escape(caption)}</figcaption>"
            return f'<figure class="plot"><div class="scroll">{svg}</div>{below}</figure>'
        case Table(_, _, caption, folded):
            return _fold(_table(block), caption, folded)
        case Gallery(items, caption, folded):
            pictures = "\n".join(_picture(picture, line) for picture, line in items)
            return _fold(f'<div class="gallery">{pictures}</div>', caption, folded)


def _fold(content: str, caption: str, folded: bool) -> str:
    if folded:
        return f"<details><summary>{escape(caption)}</summary>{content}</details>"
    return f'<p class="caption">{escape(caption)}</p>{content}' if caption else content


def _picture(picture: Inlined, line: str) -> str:
    below = f"<figcaption>{escape(line)}</figcaption>" if line else ""
    return (
        f'<figure style="flex-basis:{picture.width}px"><img src="{picture.address}" width="{picture.width}" '
        f'height="{picture.height}" alt="{escape(line or "drawn pictures")}" loading="lazy">{below}</figure>'
    )


def _table(table: Table) -> str:
    head = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in table.head)
    rows = "\n".join(
        f"<tr><th scope=row>{escape(row[0])}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in table.rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
