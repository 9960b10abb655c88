"""Looking avatars over for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from gan.commands import corpus as cli
from gan.corpus import scene
from gan.corpus.checks import Fault, check, check_record
from gan.corpus.drawing.avatar import Avatar
from gan.corpus.drawing.canvas import Canvas
from gan.corpus.drawing.geometry import ellipse
from gan.corpus.parts import parts_of
from gan.corpus.records.sampling import sample_record

Draw = Callable[[Canvas, Avatar], None]


def test_avatars_are_without_faults() -> None:
    """The first of those that `python -m gan corpus --check 2000` looks at."""
    faults = [str(fault) for found in check(range(60), jobs=2) for fault in found]
    assert not faults


def _ball(x: float, y: float, r: float) -> Draw:
    return lambda canvas, avatar: canvas.fill(ellipse(x, y, r, r), "#20c020")


def _nothing(canvas: Canvas, avatar: Avatar) -> None:
    pass


@pytest.mark.parametrize(
    ("attribute", "draw", "what"),
    [
        ("headwear", _nothing, "is not to be seen"),
        ("headwear", _ball(62, 305, 30), "of an eye"),
        ("headwear", _ball(0, 365, 40), "of the mouth"),
        ("headwear", _ball(-225, 40, 14), "in the air"),
        ("marks", _ball(150, 300, 20), "off the face"),
    ],
)
def test_faults_are_found(attribute: str, draw: Draw, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = attribute  # both are kept in a folder of their own name
    parts: dict[str, object] = dict(parts_of(kind))
    victim = "cat_ears" if attribute == "headwear" else "freckles"
    parts[victim] = SimpleNamespace(draw=draw)

    def changed(asked: str) -> object:
        return parts if asked == kind else parts_of(asked)

    monkeypatch.setattr(scene, "parts_of", changed)
    chosen = {"age": "teen", "lids": "open", "headwear": "none", "marks": "none", attribute: victim}
    record = sample_record(3, chosen, {"turn": 0.0, "nod": 0.0, "tilt": 0.0})
    assert any(what in fault.what for fault in check_record(record))


def test_command_says_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[list[Fault]] = [[], [Fault(8, "headwear=cap", "is not to be seen")]]

    def checked(seeds: range, jobs: int) -> Iterator[list[Fault]]:
        assert len(seeds) == len(found)
        assert jobs == 3
        return iter(found)

    monkeypatch.setattr(cli, "check", checked)
    runner = CliRunner()
    result = runner.invoke(cli.app, ["--check", "2", "--seed", "7", "--jobs", "3"])
    assert result.exit_code == 1
    assert "seed 8: headwear=cap is not to be seen" in result.output
    assert "1 faults in 2 avatars" in result.output
    found[1] = []
    assert runner.invoke(cli.app, ["--check", "2", "--jobs", "3"]).exit_code == 0
