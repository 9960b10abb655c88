"""What every part is drawn from: the record with the proportions and colours that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from gan.corpus.drawing.palettes import Palette, palette
from gan.corpus.drawing.rig import Rig, make_rig
from gan.corpus.records.record import Record, uniform

__all__ = ["Avatar"]


@dataclass(frozen=True, slots=True)
class Avatar:
    """An avatar about to be drawn.

    Attributes:
        record: its classes and parameters.
        rig: its proportions and pose.
        colors: its colours.
    """

    record: Record
    rig: Rig
    colors: Palette

    @classmethod
    def of(cls, record: Record) -> Avatar:
        """The avatar of a record."""
        return cls(record, make_rig(record), palette(record))

    def value(self, attribute: str) -> str | None:
        """Class of an attribute; None where it cannot be seen."""
        return self.record.attributes[attribute]

    def has(self, attribute: str, *values: str) -> bool:
        """Whether an attribute is of one of these classes."""
        return self.record.attributes[attribute] in values

    def p(self, parameter: str) -> float:
        """A continuous parameter, in [-1, 1]."""
        return self.record.parameters[parameter]

    def noise(self, key: str) -> float:
        """Unlabelled detail in [-1, 1): decided by the avatar's seed and this key, and by nothing else."""
        return 2 * uniform(self.record.seed, f"detail.{key}") - 1
