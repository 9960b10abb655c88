"""From what a member typed to what it means, and what of it means nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from gan.attributes import Vocabulary
from gan.wishes import synonyms
from gan.wishes.clauses import Link, Sentence
from gan.wishes.lexicon import Lexicon
from gan.wishes.meant import Meant, Reading, Unclear, Unfit
from gan.wishes.negation import Negation
from gan.wishes.scope import within
from gan.wishes.segments import Segmenter
from gan.wishes.senses import Head, Role, Sense
from gan.wishes.wish import Values

__all__ = ["LONGEST", "Reader", "TooLong"]

# Characters that are read; whoever writes more is asked to say it shorter.
LONGEST: Final = 300


class TooLong(ValueError):
    """A text of more than `LONGEST` characters."""


class Reader:
    """Reads texts in the words of a lexicon.

    Attributes:
        lexicon: those words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._segmenter = Segmenter(lexicon)

    def read(self, text: str, scope: Sequence[str] | None = None) -> Reading:
        """What a text means.

        Args:
            scope: the attributes that are spoken of, the likeliest first; all of the vocabulary where absent.

        Raises:
            TooLong
        """
        if len(text) > LONGEST:
            raise TooLong(f"At most {LONGEST} characters are read, and these are {len(text)}. Say it shorter.")
        pieces = self._segmenter.pieces(text)
        sentence = Sentence(pieces if scope is None else [within(piece, scope) for piece in pieces])
        assumed = synonyms.grammar()["assumed"] if scope is None else scope
        negation = Negation(sentence, self.lexicon.vocabulary)
        return _Pass(sentence, text, negation, self.lexicon.vocabulary, assumed).reading()


class _Pass:
    """One text being read."""

    def __init__(
        self, sentence: Sentence, text: str, negation: Negation, vocabulary: Vocabulary, assumed: Sequence[str]
    ) -> None:
        self._sentence = sentence
        self._text = text
        self._negation = negation
        self._vocabulary = vocabulary
        self._assumed = assumed
        self._senses: dict[int, Sense] = {}
        self._of: dict[int, int] = {}
        self._lost: set[int] = set(negation.idle)
        self._unclear: list[Unclear] = []
        self._unfit: list[Unfit] = []

    def reading(self) -> Reading:
        pieces = self._sentence.pieces
        for place, piece in enumerate(pieces):
            if piece.entry is not None and piece.entry.senses:
                self._choose(place)
            elif self._sentence.is_strange(place) or piece.role is Role.SHADE:
                self._lost.add(place)
        for place in list(self._senses):
            # One after the other, so that of two that say the same one stays.
            if self._gives_way(place):
                del self._senses[place]
        for place in self._negation.of & self._senses.keys():
            self._take_back(place)
        heads = {place: piece.entry.head for place, piece in enumerate(pieces) if piece.entry and piece.entry.head}
        names = [(place, head) for place, head in heads.items() if place not in self._senses]
        silent = [(place, head) for place, head in names if not self._asks_for_itself(place, head)]
        for place, head in silent:
            self._look_at(place, head)
        self._drop_weak()
        meant = self._joined()
        return Reading(tuple(meant), tuple(self._fragments()), tuple(self._unclear), tuple(self._unfit))

    def _said(self, place: int) -> str:
        piece = self._sentence.pieces[place]
        return self._text[piece.start : piece.end]

    def _choose(self, place: int) -> None:
        """Settles what a word means, by the thing that it is said of or else by itself."""
        entry = self._sentence.pieces[place].entry
        senses = entry.senses if entry else ()
        for thing in self._sentence.things(place):
            fitting = self._sentence.said_of(place, thing.place)
            if fitting:
                self._senses[place] = fitting[0]
                self._of[place] = thing.place
                return
            if thing.sure and _needs_another(senses) and not self._sentence.is_person(thing.place):
                self._unfit.append(Unfit(self._said(place), self._said(thing.place)))
                return
        following = self._sentence.next_of_all(place)
        if _needs_another(senses) and following is not None and self._sentence.is_strange(following):
            self._lost.add(place)
            return
        alone = _alone(senses, self._assumed)
        if alone is not None:
            self._senses[place] = alone
        elif entry is None or entry.head is None:
            names = dict.fromkeys(sense.main for sense in senses if not sense.bound or sense.is_label)
            if names:
                self._unclear.append(Unclear(self._said(place), tuple(names)))
            else:
                self._lost.add(place)

    def _gives_way(self, place: int) -> bool:
        """Whether a word that leaves a choice ("glasses") has another beside it that is more exact ("round")."""
        entry = self._sentence.pieces[place].entry
        sense = self._senses[place]
        if entry is None or not (sense.group or entry.head is not None):
            return False
        saying = [other for other, thing in self._of.items() if thing == place and other in self._senses]
        return any(self._senses[other].main == sense.main and self._alike(other, place) for other in saying)

    def _alike(self, place: int, other: int) -> bool:
        """Whether both are taken back, or neither."""
        return (place in self._negation.of) == (other in self._negation.of)

    def _take_back(self, place: int) -> None:
        sense = self._senses.pop(place)
        left = sense.taken_back(self._vocabulary[sense.main])
        if left is None:
            self._lost.add(place)
        else:
            self._senses[place] = left

    def _asks_for_itself(self, place: int, head: Head) -> bool:
        """Whether the mere name of something asks for any of it ("bangs"), or for none ("no hair")."""
        said = [other for other, thing in self._of.items() if thing == place]
        if place in self._negation.of:
            if head.absent and not any(other in self._negation.of for other in said):
                self._senses[place] = head.absent[0]
                return True
            return False
        present = head.present
        if present is None or any(present.main in sense.values for sense in self._senses.values()):
            return False
        self._senses[place] = present
        return True

    def _look_at(self, place: int, head: Head) -> None:
        """Notes a name that nothing is said of."""
        if head.silent or any(thing == place for thing in self._of.values()):
            return
        touched = {name for sense in self._senses.values() for name in sense.values}
        idle = not touched & set(head.takes) and (self._is_beside_something_strange(place) or not self._senses)
        if idle or place in self._negation.of:
            self._lost.add(place)

    def _drop_weak(self) -> None:
        strong = {name for sense in self._senses.values() if not sense.weak for name in sense.values}
        for place in [place for place, sense in self._senses.items() if sense.weak and sense.main in strong]:
            del self._senses[place]

    def _is_beside_something_strange(self, place: int) -> bool:
        """Whether a word next to it was not understood: so in "beautiful eyes", not in "a scar over the eye"."""
        places = self._sentence.clauses[self._sentence.clause_of(place)].places
        said = [one for one in places if self._sentence.pieces[one].role is not Role.FILLER]
        where = said.index(place)
        return bool(self._lost & {*said[max(where - 1, 0) : where], *said[where + 1 : where + 2]})

    def _joined(self) -> Iterator[Meant]:
        """What was understood, in order; "pink or blue" as one thing that leaves the choice."""
        found: list[Meant] = []
        begun: set[int] = set()
        for place in sorted(self._senses):
            meant = Meant(self._said(place), self._senses[place])
            number = self._sentence.clause_of(place)
            clause = self._sentence.clauses[number]
            if clause.link is Link.OR and number not in begun and found and place not in self._negation.of:
                either = _either(found[-1], meant)
                if either is None:
                    self._lost.add(clause.joint)
                else:
                    meant = either
                    found.pop()
            begun.add(number)
            found.append(meant)
        return iter(found)

    def _fragments(self) -> Iterator[str]:
        """The words that were not understood, those that follow one another together."""
        runs: list[list[int]] = []
        for place in sorted(self._lost):
            if runs and self._only_fillers(runs[-1][-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        pieces = self._sentence.pieces
        said = (self._text[pieces[run[0]].start : pieces[run[-1]].end] for run in runs)
        return iter({words.casefold(): " ".join(words.split()) for words in said}.values())

    def _only_fillers(self, place: int, other: int) -> bool:
        return all(self._sentence.pieces[one].role is Role.FILLER for one in range(place + 1, other))


def _needs_another(senses: Sequence[Sense]) -> bool:
    """Whether a word says something of something else, and leaves open of what."""
    if any(not sense.adjective for sense in senses):
        return all(sense.bound for sense in senses)
    return len({sense.main for sense in senses}) > 1 or all(sense.bound for sense in senses)


def _alone(senses: Sequence[Sense], assumed: Sequence[str]) -> Sense | None:
    """What a word means where nothing stands beside it; None where that is not clear."""
    free = [sense for sense in senses if not sense.bound]
    several = [sense for sense in free if sense.attribute is None]
    if several:
        return several[0]
    exact = [sense for sense in free if not sense.near] or free
    things = [sense for sense in exact if not sense.adjective] or exact
    if len({sense.main for sense in things}) == 1:
        return things[0]
    likely = sorted((sense for sense in things if sense.main in assumed), key=lambda one: assumed.index(one.main))
    return likely[0] if likely else None


def _either(one: Meant, other: Meant) -> Meant | None:
    """One of two wishes for the same attribute; None where they are about different things."""
    name = one.sense.attribute
    if name is None or name != other.sense.attribute or one.sense.negated or other.sense.negated:
        return None
    both = (one.sense, other.sense)
    first = frozenset[str].union(*(sense.values[name].first for sense in both))
    also = frozenset[str].union(*(sense.values[name].also for sense in both))
    languages = dict.fromkeys([*one.sense.labels, *other.sense.labels])
    labels = {language: " / ".join(sense.labels.get(language, "?") for sense in both) for language in languages}
    sense = replace(one.sense, values={name: Values(first, also)}, labels=labels, ruled_out=first, near=False)
    return Meant(f"{one.said} / {other.said}", sense)
