"""What "no", "not" and "without" take back: the next thing with what is said of it, and maybe the ones after."""

from __future__ import annotations

from gan.attributes import Vocabulary
from gan.wishes.clauses import Link, Sentence
from gan.wishes.senses import NONE, Role

__all__ = ["Negation"]


class Negation:
    """What a text takes back.

    Attributes:
        of: the places of what is taken back.
        idle: the places of words for "not" that take nothing back.
    """

    def __init__(self, sentence: Sentence, vocabulary: Vocabulary) -> None:
        self._sentence = sentence
        self._vocabulary = vocabulary
        of: set[int] = set()
        idle: set[int] = set()
        for number, clause in enumerate(sentence.clauses):
            if sentence.excepts(number):
                of.update(self._group(number, after=-1))
            for place in clause.places:
                if sentence.takes_back(place):
                    where, found = number, self._group(number, after=place)
                    if not found and self._does_not(number, place):
                        where, found = number + 1, self._group(number + 1, after=-1)
                    found = found or self._thing_before(number, place)
                    of.update(found)
                    if found:
                        of.update(self._going_on(where, place))
                    elif not self._said_again(place):
                        idle.add(place)
        self.of = frozenset(of)
        self.idle = frozenset(idle)

    def _group(self, number: int, after: int) -> list[int]:
        """The words after a place in a clause, up to the first thing, or to one that is said of nothing after it."""
        sentence = self._sentence
        found: list[int] = []
        strange = False
        for place in (one for one in sentence.clauses[number].places if one > after):
            if sentence.takes_back(place):
                break
            if not sentence.means(place):
                strange |= sentence.is_strange(place)
                continue
            # "Not a scary boy" is about "scary": what everybody has is left alone then.
            if strange and not self._can_be_missing(place):
                break
            found.append(place)
            things = sentence.things(place)
            if sentence.is_thing(place) or sentence.is_person(place) or not things or things[0].place < place:
                break
        return found

    def _does_not(self, number: int, place: int) -> bool:
        """Whether a verb follows that begins the next clause: "does not wear", "isn't wearing"."""
        later = self._sentence.clauses[number + 1 :]
        if not later or later[0].joint < 0:
            return False
        between = range(place + 1, later[0].joint)
        fillers = all(self._sentence.pieces[other].role is Role.FILLER for other in between)
        return fillers and self._sentence.pieces[later[0].joint].role in (Role.START, Role.WORN)

    def _thing_before(self, number: int, place: int) -> list[int]:
        """The thing that "no" follows: "glasses: none", "a hat? no"."""
        clause = self._sentence.clauses[number]
        if any(self._sentence.is_strange(other) for other in clause.places if other > place):
            return []
        before = [other for other in clause.places if other < place]
        if not before and clause.joint >= 0 and self._sentence.pieces[clause.joint].mark == "?":
            before = list(self._sentence.clauses[number - 1].places)
        for other in reversed(before):
            if self._sentence.is_thing(other) and not self._sentence.is_person(other):
                return [other]
            if self._sentence.means(other) or self._sentence.is_strange(other):
                break
        return []

    def _said_again(self, place: int) -> bool:
        """Whether another word for "not" follows: "no no no"."""
        after = self._sentence.next_of_all(place)
        return after is not None and self._sentence.takes_back(after)

    def _going_on(self, number: int, place: int) -> list[int]:
        """What else is taken back: "no glasses or hat", "without a hat and a scarf", 没有胡子和眼镜."""
        all_of_it = self._sentence.pieces[place].role is Role.WITHOUT
        found: list[int] = []
        for later in range(number + 1, len(self._sentence.clauses)):
            clause = self._sentence.clauses[later]
            more = self._group(later, after=-1)
            goes_on = clause.link is Link.LIST or (clause.link is Link.AND and all_of_it)
            if not more or not (clause.link is Link.OR or (goes_on and self._can_be_missing(more[0]))):
                break
            found += more
        return found

    def _can_be_missing(self, place: int) -> bool:
        """Whether there are avatars without a thing."""
        entry = self._sentence.pieces[place].entry
        if entry is None:
            return False
        if entry.head is not None and entry.head.absent:
            return True
        names = [sense.attribute for sense in entry.senses if not sense.adjective]
        return any(name is not None and NONE in self._vocabulary[name].values for name in names)
