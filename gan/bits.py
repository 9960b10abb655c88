"""Numbers written one after another in just as many bits as each needs, and in characters of five bits each."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["BitReader", "BitWriter", "OutOfBits"]


class OutOfBits(ValueError):
    """More is asked for than was written."""


class BitWriter:
    """Writes numbers, each with its highest bit first."""

    def __init__(self) -> None:
        self._number = 0
        self._length = 0

    def put(self, value: int, bits: int) -> None:
        """A number from 0 to 2**bits - 1."""
        self._number = self._number << bits | value
        self._length += bits

    def put_open(self, value: int) -> None:
        """A number from 0 on: four bits at a time, each four after a bit that says whether more follow."""
        groups = max(1, -(-value.bit_length() // 4))
        for left in range(groups - 1, -1, -1):
            self.put(left > 0, 1)
            self.put(value >> 4 * left & 15, 4)

    def characters(self) -> list[int]:
        """All of it as numbers from 0 to 31, with zeros at the end where the last is not full."""
        padding = -self._length % 5
        number, length = self._number << padding, self._length + padding
        return [number >> shift & 31 for shift in range(length - 5, -1, -5)]


class BitReader:
    """Reads what was written, in the same order."""

    def __init__(self, characters: Sequence[int]) -> None:
        self._number = 0
        for character in characters:
            self._number = self._number << 5 | character
        self._left = 5 * len(characters)

    def take(self, bits: int) -> int:
        """The next number of so many bits; raises `OutOfBits`."""
        if bits > self._left:
            raise OutOfBits
        self._left -= bits
        return self._number >> self._left & ((1 << bits) - 1)

    def take_open(self) -> int:
        """The next number that `put_open` wrote; raises `OutOfBits`."""
        value, more = 0, 1
        while more:
            more = self.take(1)
            value = value << 4 | self.take(4)
        return value
