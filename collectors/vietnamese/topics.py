"""Which indicator a number of a sentence speaks of: the subject and action beside it, or those named before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.marks import Mark
from collectors.vietnamese.phrases import Phrases, Wording
from collectors.vietnamese.senses import Sense

# What stands for a subject that no phrase names.
STRANGE = "?"


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
        if percent:
            right = self._with_its_base(right)
        before, after = [*self._subjects(left)], [*self._names(right, Sense.SUBJECT)]
        if any(not self._known(subject) for subject in after):
            return Topic(None)
        own = [*before, *after] if percent else [*after, *before]
        inherited = self._inherited(at)
        done, done_behind = self._done_before(left), [*self._names(right, Sense.ACTION)]
        # Behind a percentage an action may only say of what it is a share: 25 % số hồ sơ đã phê duyệt.
        actions = [*done, *inherited[1], *reversed(done_behind)] if percent else [*done, *done_behind, *inherited[1]]
        wording, blocked = self._match(own, actions)
        if wording or blocked:
            wording = self._held(at, wording, actions)
            return Topic(wording, direct=True, behind=bool(after) and not before)
        return self._carried(own, [*done, *done_behind], actions, inherited[0], percent)

    def _carried(
        self, own: list[str], said: list[str], actions: list[str], subjects: list[str], percent: bool
    ) -> Topic | None:
        """The topic with a subject that was named before, or that the action implies."""
        if own and said:
            return None
        wording, blocked = self._match(subjects, actions)
        if wording:
            return Topic(wording, direct=bool(said))
        implied = next((self.phrases.sole_subjects[a] for a in said if a in self.phrases.sole_subjects), None)
        if implied and not blocked:
            return Topic(self.phrases.wording(implied, said[0]), direct=True)
        return Topic(None, said[0]) if said and not percent else None

    def _with_its_base(self, right: range) -> range:
        """The places behind a percentage, with those behind the number it is of: 45 % trong tổng số 12.300 hồ sơ."""
        base = right.stop
        if not right or base >= len(self.clauses) or not self.clauses.marks[base].number:
            return right
        return range(right.start, self.clauses.right(base).stop) if self.clauses.any(right, Sense.OUT_OF) else right

    def _held(self, at: int, wording: Wording | None, actions: list[str]) -> Wording | None:
        """The wording, or that of the subject which the noun behind the number makes of it."""
        following = self.clauses.marks[at + 1] if at + 1 < len(self.clauses) else None
        noun = following.name if following is not None and following.has(Sense.NOUN) else ""
        held, becomes = self.phrases.held_by.get(noun, ("", ""))
        if wording is None or wording.subject != held:
            return wording
        return self._match([becomes], actions)[0]

    def _match(self, subjects: list[str], actions: list[str]) -> tuple[Wording | None, bool]:
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
        return any(wording.subject == subject for wording in self.phrases.wordings)

    def _done_before(self, left: range) -> list[str]:
        """The actions before a number, nearest first, without those of what it is a share of: A trên tổng số B."""
        base = self.clauses.first(left, Sense.OUT_OF)
        long = base is not None and self.clauses.marks[base].end - self.clauses.marks[base].start > 1
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

    def _inherited(self, at: int) -> tuple[list[str], list[str]]:
        """The subjects and actions named earlier in the sentence, as far as all words since are understood."""
        subjects: list[str] = []
        actions: list[str] = []
        begin = self.clauses.left(at).stop
        if not self.clauses.understood(begin + 1, at):
            return [], []
        for place in reversed(self._cues[: bisect_right(self._cues, begin)]):
            here = self.clauses.marks[place]
            if here.unknown:
                break
            if here.has(Sense.ACTION):
                actions.append(here.name)
                subjects += [self.phrases.sole_subjects[here.name]] if here.name in self.phrases.sole_subjects else []
            else:
                subjects.append(here.name if here.has(Sense.SUBJECT) else STRANGE)
        return subjects, actions

    @cached_property
    def _cues(self) -> Sequence[int]:
        """The places of subjects, actions, a "tỷ lệ" of something strange, and words past which nothing is carried."""
        return [place for place, mark in enumerate(self.clauses.marks) if self._is_cue(place, mark)]

    def _is_cue(self, place: int, mark: Mark) -> bool:
        if mark.unknown:
            return not self._behind_a_figure(place)
        strange = self._opens(place) and not self._followed_by_subject(place)
        return strange or mark.has(Sense.SUBJECT, Sense.ACTION)

    def _behind_a_figure(self, place: int) -> bool:
        """Whether a word that is not understood only adds to a figure said in its own segment, or leads to one."""
        segment = self.clauses.segment(place)
        return any(self.clauses.marks[each].number or self.clauses.marks[each].has(Sense.SUBJECT) for each in segment)
