"""Which indicator a number of a sentence speaks of: the subject and action beside it, or those named before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.phrases import Phrases, Wording
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import key

# What stands for a subject that no phrase names.
STRANGE = "?"
_OF = key("của")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a number speaks of: its wording, or the action alone, where the subject is still to come.

    Without either it speaks of something strange. `direct` where the number's own segment names the subject or the
    action; `behind` where it is named only behind the number, so that it may be meant for numbers before this one too.
    """

    wording: Wording | None
    action: str | None = None
    direct: bool = False
    behind: bool = False


class _Named(NamedTuple):
    """The subjects and actions that a sentence has named so far, each once, the last named first."""

    subjects: Sequence[str] = ()
    actions: Sequence[str] = ()

    def with_subject(self, name: str) -> _Named:
        return self._replace(subjects=tuple(dict.fromkeys((name, *self.subjects))))

    def with_action(self, name: str) -> _Named:
        return self._replace(actions=tuple(dict.fromkeys((name, *self.actions))))


_NOTHING_NAMED = _Named()


@dataclass(frozen=True)
class Topics:
    """Finds the topic of each number of a sentence."""

    clauses: Clauses
    phrases: Phrases

    def of(self, at: int) -> Topic | None:
        """The topic of the number at a place; None where nothing is said that could be one."""
        marks, left, right = self.clauses.marks, self.clauses.left(at), self.clauses.right(at)
        number = marks[at].number
        percent = number is not None and number.percent
        right = self._with_its_base(right, percent)
        before, after = [*self._subjects(left)], [*self._names(right, Sense.SUBJECT)]
        if any(not self._known(subject) for subject in after):
            return Topic(None)
        own = [*before, *after] if percent else [*after, *before]
        inherited = self._inherited(at)
        of = next((place for place in right if self.clauses.key(place) == _OF), right.stop)
        done, done_behind = self._done_before(left), [*self._names(range(right.start, of), Sense.ACTION)]
        # "60.000 thẻ của công dân thu nhận năm 2021": what is behind "của" says whose they are.
        of_those = [*self._names(range(of, right.stop), Sense.ACTION)]
        # Behind a percentage an action may only say of what it is a share: 25 % số hồ sơ đã phê duyệt.
        actions = [*done, *done_behind, *inherited.actions, *of_those]
        if percent:
            actions = [*done, *inherited.actions, *reversed([*done_behind, *of_those])]
        wording, blocked = self._match(own, actions)
        if wording or blocked:
            wording = self._held(at, wording, actions)
            return Topic(wording, direct=True, behind=bool(after) and not before)
        return self._carried(own, [*done, *done_behind], actions, inherited.subjects, percent)

    def _carried(
        self, own: Sequence[str], said: Sequence[str], actions: Sequence[str], subjects: Sequence[str], percent: bool
    ) -> Topic | None:
        """The topic with a subject that was named before, or that the action implies."""
        if own and said:
            return None
        wording, blocked = self._match(subjects, actions)
        if wording:
            return Topic(wording, direct=bool(said))
        implies = next((action for action in said if action in self.phrases.sole_subjects), None)
        if implies and not blocked:
            return Topic(self.phrases.wording(self.phrases.sole_subjects[implies], implies), direct=True)
        return Topic(None, said[0]) if said and not percent else None

    def _with_its_base(self, right: range, percent: bool) -> range:
        """The places behind a number, with those behind what it is set against: 45 % trong tổng số 12.300 hồ sơ.

        Those of a count are only the latter: what leads to the base ("out of the registered 812 cards") is the base's.
        """
        base = right.stop
        if not right or base >= len(self.clauses) or not self.clauses.marks[base].number:
            return right
        if percent and self.clauses.any(right, Sense.OUT_OF):
            return range(right.start, self.clauses.right(base).stop)
        leads = self.clauses.marks[right.start].has(Sense.OUT_OF) and right.start + 1 < right.stop
        led = leads and self.clauses.marks[right.stop - 1].has(Sense.ACTION)
        return self.clauses.right(base) if led and not percent else right

    def _held(self, at: int, wording: Wording | None, actions: Sequence[str]) -> Wording | None:
        """The wording, or that of the subject which the noun behind the number makes of it."""
        following = self.clauses.marks[at + 1] if at + 1 < len(self.clauses) else None
        noun = following.name if following is not None and following.has(Sense.NOUN) else ""
        held, becomes = self.phrases.held_by.get(noun, ("", ""))
        if wording is None or wording.subject != held:
            return wording
        return self._match([becomes], actions)[0]

    def _match(self, subjects: Sequence[str], actions: Sequence[str]) -> tuple[Wording | None, bool]:
        """The first indicator that the subjects and actions make, nearest first; whether a strange subject bars it."""
        for subject in subjects:
            if not self._known(subject):
                return None, True
            for action in [*actions, None]:
                wording = self.phrases.wording(subject, action)
                if wording:
                    return wording, False
        return None, False

    def _known(self, subject: str) -> bool:
        return subject in self.phrases.known_subjects

    def _done_before(self, left: range) -> list[str]:
        """The actions before a number, nearest first, without those of what it is a share of: A trên tổng số B."""
        base = self.clauses.first(left, Sense.OUT_OF)
        long = base is not None and self.clauses.is_long(base)
        further = [*self._names(range(base - 1, left.stop, -1), Sense.ACTION)] if base is not None and long else []
        return further or [*self._names(left, Sense.ACTION)]

    def _names(self, places: range, sense: Sense) -> Iterator[str]:
        return (self.clauses.marks[place].name for place in places if self.clauses.marks[place].has(sense))

    def _subjects(self, places: range) -> Iterator[str]:
        """The subjects before a number, nearest first, down to a "tỷ lệ" that opens a new topic."""
        for place in places:
            here = self.clauses.marks[place]
            if here.has(Sense.SUBJECT):
                yield here.name
            if self._opens(place):
                yield from ([] if self._followed_by_subject(place) else [STRANGE])
                return

    def _opens(self, place: int) -> bool:
        """Whether "tỷ lệ" speaks of something, rather than only leading to its number."""
        if not self.clauses.marks[place].has(Sense.RATE):
            return False
        following = self.clauses.beside(
            place, 1, (Sense.PLAIN, Sense.ABOVE, Sense.ABOUT, Sense.AT_LEAST, Sense.AT_MOST)
        )
        return following is not None and not following.number and not following.has(Sense.TO)

    def _followed_by_subject(self, place: int) -> bool:
        end = self.clauses.segment(place).stop
        return self.clauses.any(range(place, end), Sense.SUBJECT, Sense.ACTION)

    def _inherited(self, at: int) -> _Named:
        """The subjects and actions named earlier in the sentence, as far as all words since are understood."""
        begin = self.clauses.left(at).stop
        cues = bisect_right(self._cues, begin)
        return self._named_up_to[cues] if self.clauses.understood(begin + 1, at) else _NOTHING_NAMED

    @cached_property
    def _named_up_to(self) -> Sequence[_Named]:
        """For each number of cues, what the first so many of them name."""
        return list(accumulate(self._cues, self._with_cue, initial=_NOTHING_NAMED))

    def _with_cue(self, named: _Named, place: int) -> _Named:
        here = self.clauses.marks[place]
        if here.unknown:
            return _NOTHING_NAMED
        if not here.has(Sense.ACTION):
            return named.with_subject(here.name if here.has(Sense.SUBJECT) else STRANGE)
        if self._is_of_a_base(place):
            return named
        sole = self.phrases.sole_subjects.get(here.name)
        return named.with_action(here.name) if sole is None else named.with_action(here.name).with_subject(sole)

    def _is_of_a_base(self, place: int) -> bool:
        """Whether an action is that of what a share is of: đạt 90 % so với tổng số hồ sơ đã thu nhận."""
        begin = self.clauses.segment(place).start
        base = self.clauses.first(range(place - 1, begin - 1, -1), Sense.OUT_OF, Sense.COMPARED)
        return base is not None and self.clauses.counts(range(begin, base)) and self.clauses.is_long(base)

    @cached_property
    def _cues(self) -> Sequence[int]:
        """The places of subjects, actions, a "tỷ lệ" of something strange, and words past which nothing is carried."""
        rates = (place for place in self.clauses.places(Sense.RATE) if self._is_strange(place))
        unknown = (place for place in self.clauses.unknown if not self._behind_a_figure(place))
        return sorted([*self.clauses.places(Sense.SUBJECT, Sense.ACTION), *rates, *unknown])

    def _is_strange(self, rate: int) -> bool:
        return self._opens(rate) and not self._followed_by_subject(rate)

    def _behind_a_figure(self, place: int) -> bool:
        """Whether a word that is not understood only adds to a figure said in its own segment, or leads to one."""
        segment = self.clauses.segment(place)
        return self.clauses.counts(segment) or self.clauses.any(segment, Sense.SUBJECT)
