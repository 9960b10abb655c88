"""Which words of a text belong to which: clauses, and in them the things that words are said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from gan.wishes.segments import Piece
from gan.wishes.senses import Role, Sense

__all__ = ["Clause", "Link", "Sentence", "Thing"]


class Link(Enum):
    """How a clause goes on from the one before it.

    Attributes:
        APART: with something else.
        AND, LIST, OR: with more of the same, maybe.
    """

    APART = "apart"
    AND = "and"
    LIST = "list"
    OR = "or"


_LINKS = {
    Role.AND: Link.AND,
    Role.LIST: Link.LIST,
    Role.OR: Link.OR,
    Role.START: Link.APART,
    Role.WORN: Link.APART,
    Role.BUT: Link.APART,
    Role.WITHOUT: Link.APART,
}
# What a colour is of that somebody wears.
_CLOTHES = ("outfit_color", "outfit")
_MARKS = {",": Link.APART, "?": Link.APART, "/": Link.AND, "&": Link.AND, "、": Link.LIST}


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that stand together, as places in the text's pieces.

    Attributes:
        joint: the place of the word or mark that begins it; -1 where there is none.
    """

    link: Link
    places: tuple[int, ...]
    joint: int = -1


@dataclass(frozen=True, slots=True)
class Thing:
    """What a word may be said of.

    Attributes:
        place: of the thing among the pieces.
        sure: it can be said of nothing else: it stands right before the thing, or after it and "is".
    """

    place: int
    sure: bool


class Sentence:
    """A text in pieces, and how they hang together."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.clauses = tuple(_clauses(self.pieces))
        self._clause_of = {place: number for number, one in enumerate(self.clauses) for place in one.places}

    def clause_of(self, place: int) -> int:
        """The number of the clause that a piece is in."""
        return self._clause_of[place]

    def things(self, place: int) -> list[Thing]:
        """What a word may be said of, the likeliest first; nothing where nothing of the kind is near."""
        number = self._clause_of[place]
        left, said_of_it = self._left(place)
        right = self._right(place)
        if left is not None and said_of_it and (right is None or not self.is_person(left)):
            return [Thing(left, sure=True), *_thing(right, sure=True)]
        if left is not None and self._before(left, right, number):
            return [Thing(left, sure=False), *_thing(right, sure=True)]
        if right is not None and not (self.is_person(right) and self._worn(number)):
            return [Thing(right, sure=True)]
        # Nobody is called "girl blue".
        if left is not None and not self.is_person(left):
            return [Thing(left, sure=False)]
        return self._things_beyond(number)

    def said_of(self, place: int, thing: int) -> list[Sense]:
        """What a word may mean where it is said of a thing, the likeliest first."""
        entry, beside = self.pieces[place].entry, self._beside(thing)
        senses = [sense for sense in (entry.senses if entry else ()) if sense.attribute in beside]
        return sorted(senses, key=lambda sense: beside.index(sense.main))

    def is_thing(self, place: int) -> bool:
        """Whether other words may be said of a piece."""
        return bool(self._beside(place))

    def is_person(self, place: int) -> bool:
        """Whether a piece is somebody."""
        entry = self.pieces[place].entry
        return entry is not None and entry.person

    def is_head(self, place: int) -> bool:
        """Whether a piece is the name of something that has attributes."""
        entry = self.pieces[place].entry
        return entry is not None and entry.head is not None

    def means(self, place: int) -> bool:
        """Whether a piece is anything that can be wished for, or has attributes that are."""
        entry = self.pieces[place].entry
        return entry is not None and entry.means

    def next_of_all(self, place: int) -> int | None:
        """The next piece of the clause that is no filler."""
        after = (other for other in self.clauses[self._clause_of[place]].places if other > place)
        return next((other for other in after if self.pieces[other].role is not Role.FILLER), None)

    def is_strange(self, place: int) -> bool:
        """Whether a piece is not understood."""
        piece = self.pieces[place]
        return piece.role is Role.STRANGE or (piece.entry is None and not piece.mark)

    def excepts(self, number: int) -> bool:
        """Whether a clause begins with "but" after the mere name of something."""
        joint = self.clauses[number].joint
        if number == 0 or joint < 0 or self.pieces[joint].role is not Role.BUT:
            return False
        *before, last = self.clauses[number - 1].places
        entry = self.pieces[last].entry
        return entry is not None and entry.head is not None and not any(self.means(place) for place in before)

    def says(self, place: int) -> bool:
        """Whether a piece says that what follows is said of what went before."""
        return self.pieces[place].role is Role.IS or self.pieces[place].mark == ":"

    def takes_back(self, place: int) -> bool:
        """Whether a piece takes back what follows it."""
        return self.pieces[place].role in (Role.NOT, Role.WITHOUT)

    def _beside(self, place: int) -> tuple[str, ...]:
        piece = self.pieces[place]
        if piece.role is Role.WORN:
            return _CLOTHES
        return piece.entry.beside if piece.entry is not None and piece.entry.means else ()

    def _left(self, place: int) -> tuple[int | None, bool]:
        """The thing before a word in its clause, and whether the word "is" or a colon stands between."""
        said = False
        for other in reversed([one for one in self._clause(place) if one < place]):
            said |= self.says(other)
            if self.is_thing(other) or self.is_person(other):
                return other, said
        return None, False

    def _right(self, place: int) -> int | None:
        """The thing after a word in its clause."""
        for other in (one for one in self._clause(place) if one > place):
            if self.says(other) or self.takes_back(other) or self.pieces[other].role is Role.STRANGE:
                return None
            if self.is_thing(other) or self.is_person(other):
                return other
        return None

    def _before(self, left: int, right: int | None, number: int) -> bool:
        """Whether a word belongs to the thing before it although another one follows, or may follow."""
        entry = self.pieces[left].entry
        if entry is None or entry.head is None:
            return False
        if entry.head.exact or (right is not None and self.is_person(right)):
            return True
        # "hair pink eyes blue": it begins with a thing and ends with what is said of one.
        places = self.clauses[number].places
        meaning = [place for place in places if self.means(place) and not self.is_person(place)]
        # Of people alone ("a character, a girl") nothing is said so.
        return bool(meaning) and meaning[0] <= left and self.is_head(meaning[0]) and not self.is_thing(meaning[-1])

    def _things_beyond(self, number: int) -> list[Thing]:
        """What a clause of mere adjectives is said of: "blue and pink hair", "the hair is long and pink"."""
        places = self.clauses[number].places
        if self._worn(number):
            return [Thing(self._wearing(number), sure=False)]
        if self.excepts(number):
            return [Thing(self.clauses[number - 1].places[-1], sure=False)]
        if not all(self.means(place) or self.pieces[place].role is Role.FILLER for place in places):
            return []
        for other in self.clauses[number + 1 : number + 2]:
            first = next((place for place in other.places if self.means(place)), None)
            if other.link is not Link.APART and first is not None and not self.is_thing(first):
                return list(_thing(self._right(first), sure=True))
        if number > 0 and self.clauses[number].link is not Link.APART:
            earlier = self.clauses[number - 1].places
            things = [place for place in earlier if self.is_thing(place) and not self.is_person(place)]
            return [Thing(things[-1], sure=False)] if things else []
        return []

    def _worn(self, number: int) -> bool:
        """Whether a clause begins with "in" or "wearing"."""
        joint = self.clauses[number].joint
        return joint >= 0 and self.pieces[joint].role is Role.WORN

    def _wearing(self, number: int) -> int:
        """What a colour alone is of that is worn: clothes; but "hair in pink" is no garment."""
        before = [place for place in self.clauses[number - 1].places if self.means(place)] if number else []
        in_hair = bool(before) and self.is_head(before[-1]) and not self.is_person(before[-1])
        return before[-1] if in_hair else self.clauses[number].joint

    def _clause(self, place: int) -> tuple[int, ...]:
        return self.clauses[self._clause_of[place]].places


def _thing(place: int | None, *, sure: bool) -> Iterator[Thing]:
    if place is not None:
        yield Thing(place, sure)


def _clauses(pieces: Sequence[Piece]) -> Iterator[Clause]:
    """The pieces, parted where another thing begins."""
    places: list[int] = []
    link, joint = Link.APART, -1
    for place, piece in enumerate(pieces):
        next_link = _MARKS.get(piece.mark) if piece.mark else None if piece.role is None else _LINKS.get(piece.role)
        if next_link is None:
            places.append(place)
            continue
        if places:
            yield Clause(link, tuple(places), joint)
            link, joint, places = next_link, place, []
        else:
            # ", or" goes on as "or" does; ", and" begins something else.
            link = next_link if next_link is Link.OR or link is not Link.APART else link
            joint = place
        if piece.role is Role.WITHOUT:
            places.append(place)
    if places:
        yield Clause(link, tuple(places), joint)
