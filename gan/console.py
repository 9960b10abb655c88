"""What the commands of `python -m gan` share: where they print, how they stop, which models they know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from gan.models import SHIPPED, Model, Registry
from gan.wishes.combining import Conflict, combine
from gan.wishes.lexicon import Lexicon
from gan.wishes.reading import Reader, TooLong
from gan.wishes.saying import sentences
from gan.wishes.settling import possible
from gan.wishes.wish import Wish

__all__ = [
    "Bars",
    "ModelsFolder",
    "console",
    "described",
    "errors",
    "parse_attributes",
    "pick_model",
    "progress",
    "registry",
    "stop",
]

console = Console()
errors = Console(stderr=True)

ModelsFolder = Annotated[
    list[Path] | None, typer.Option("--models", help="More folders with models, beside the shipped ones.")
]


def stop(message: str) -> NoReturn:
    """Ends the command with a message of what is wrong and what to do about it."""
    # No markup: "[train]" in a message is the name of an extra.
    errors.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def progress() -> Progress:
    """Bars with what is done, of how many, and the time left; on the error stream, so that results can be piped."""
    # No markup: a description may be the name of a file.
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors)


class Bars:
    """One bar of a `progress` for each thing that is done."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def tell(self, what: str, done: int, total: int) -> None:
        """Move the bar of `what`."""
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what)
        self._bar.update(self._tasks[what], completed=done, total=total)


def registry(folders: list[Path] | None) -> Registry:
    """The shipped models and those in these folders."""
    return Registry([SHIPPED, *(folders or [])])


def pick_model(folders: list[Path] | None, reference: str | None) -> Model:
    """The model that was named, or the default; raises `ModelError` as `Registry.get` does."""
    models = registry(folders)
    return models.default() if reference is None else models.get(reference)


def described(words: str, attributes: Mapping[str, str], model: Model) -> Wish:
    """What a `--describe` asks for beside the attributes, having said what was understood; stops where it cannot be."""
    exact = Wish.of(attributes)
    if not words.strip():
        return possible(exact, model)
    try:
        reading = Reader(Lexicon(model.vocabulary)).read(words)
        combined = combine([], reading.meant, model, exact)
    except (TooLong, Conflict) as error:
        stop(f"--describe: {error}")
    for sentence in sentences(combined, reading, model.vocabulary):
        console.print(sentence, highlight=False, markup=False, soft_wrap=True)
    return combined.wish


def parse_attributes(pairs: list[str]) -> dict[str, str]:
    """What a repeated `--attr NAME=VALUE` asks for; stops where one is written otherwise."""
    attributes: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            stop(f"--attr takes NAME=VALUE, for example hair_color=pink, not {pair!r}.")
        attributes[name] = value
    return attributes
