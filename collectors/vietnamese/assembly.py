"""Facts made into Readings, with the checks that a figure must pass on its own."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date

from collectors.consistency import Share, agrees, implied_out_of
from collectors.reading import Bound, Evidence, Measure, Of, Precision, Reading, SetAside, said_also
from collectors.reading import Warning as Caution
from collectors.vietnamese.clauses import Clauses
from collectors.vietnamese.days import Days
from collectors.vietnamese.facts import Fact
from collectors.vietnamese.mentions import Mention
from collectors.vietnamese.numbers import Number
from collectors.vietnamese.ranges import LARGEST_FIGURE_OF_SPEECH

# A sentence longer than this is quoted by the part between semicolons that holds the figure.
LONGEST_QUOTE = 400
_TOTALS = {Measure.ACCOUNTS, Measure.CARDS, Measure.APPLICATIONS}


class Refused(Exception):
    """A figure that can't be taken; `set_aside` says why."""

    def __init__(self, set_aside: SetAside) -> None:
        super().__init__(set_aside.message)
        self.set_aside = set_aside


def reading_of(fact: Fact, clauses: Clauses, days: Days, text: str) -> Reading | None:
    """The Reading of a fact; None for what is no result: a day to come, a month's count of a running total.

    Raises Refused for a figure that is due and can't be read: a count with a fraction, a number that may be two.
    """
    day = days.of(fact.at)
    as_of = day.last_day or days.published
    monthly = fact.count is not None and fact.wording.measure in _TOTALS and days.a_month_alone(fact.at, day)
    if as_of > days.published or monthly or days.of_another_time(fact.at):
        return None
    evidence = _evidence(fact, clauses, text)
    _check(fact, evidence)
    said = _said(fact, evidence)
    if said is None:
        return None
    warnings = [*_number_warnings(fact), *([Caution.AMBIGUOUS_DATE] if day.doubtful or not day.last_day else [])]
    return replace(said, as_of=as_of, as_of_precision=_precision(day), warnings=tuple(warnings))


def _precision(day: Mention) -> Precision:
    return day.precision if day.last_day else Precision.PUBLISHED


def _said(fact: Fact, evidence: Evidence) -> Reading | None:
    """The Reading but for its day; None for a count of something of which only a share is wanted."""
    rate = fact.wording.measure is Measure.PERCENT
    if rate and fact.of is not Of.TARGET:
        return _rate(fact, evidence)
    if (rate and fact.count) or _is_a_manner_of_speaking(fact):
        return None
    share = Share(fact.share.value) if fact.share else None
    of = fact.of or (Of.ASSIGNED if fact.wording.subject == "task" else None)
    return replace(
        _plain(fact, evidence),
        value=_whole(fact.count),
        out_of=_whole(fact.out_of),
        ratio=share.ratio if share else None,
        of=of if share or fact.out_of else None,
        bound=fact.count_bound if fact.count else fact.share_bound,
        implied_out_of=_implied(fact),
    )


def _is_a_manner_of_speaking(fact: Fact) -> bool:
    """Whether a share such as "9 trên 10 người" is said of people or things that run to thousands."""
    of_few = fact.out_of is not None and fact.out_of.value <= LARGEST_FIGURE_OF_SPEECH
    return of_few and fact.wording.measure in _TOTALS


def _rate(fact: Fact, evidence: Evidence) -> Reading | None:
    count, out_of = _whole(fact.count), _whole(fact.out_of)
    if fact.share:
        value, bound = Share(fact.share.value).ratio, fact.share_bound
    elif count is not None and out_of and out_of > LARGEST_FIGURE_OF_SPEECH:
        value, bound = count / out_of, fact.count_bound
    else:
        return None
    return replace(_plain(fact, evidence), value=value, ratio=None, bound=bound, count=count, out_of=out_of)


def _plain(fact: Fact, evidence: Evidence) -> Reading:
    return Reading(
        indicator=fact.wording.indicator,
        measure=fact.wording.measure,
        as_of=date.min,
        as_of_precision=Precision.PUBLISHED,
        evidence=evidence,
        unit=unicodedata.normalize("NFC", fact.unit) if fact.unit else None,
        ratio=0.0,
        account_level=fact.account_level,
        assigned_by=fact.assigned_by,
        unit_level=fact.unit_level,
        days_ahead=fact.days_ahead,
        rank=fact.rank,
        rank_at_most=fact.rank_at_most,
    )


def _whole(number: Number | None) -> int | None:
    return number.whole if number else None


def _implied(fact: Fact) -> tuple[int, int] | None:
    """What an exact count and its exact share say of the number it is a share of."""
    exact = fact.count_bound is Bound.EXACT and fact.share_bound is Bound.EXACT
    if not (fact.count and fact.share and exact) or fact.out_of or fact.count.scaled:
        return None
    return implied_out_of(int(fact.count.value), Share(fact.share.value))


def _number_warnings(fact: Fact) -> Sequence[Caution]:
    numbers = [number for number in (fact.count, fact.share, fact.out_of) if number]
    warnings = [Caution.AMBIGUOUS_NUMBER] if any(number.ambiguous for number in numbers) else []
    if fact.count and fact.out_of and fact.share and _comparable(fact):
        share = Share(fact.share.value)
        if not agrees(int(fact.count.value), int(fact.out_of.value), share):
            warnings.append(Caution.RATIO_DISAGREES)
    return warnings


def _comparable(fact: Fact) -> bool:
    """Whether count, base and share are all said exactly, so that one may contradict the others."""
    rounded = (fact.count and fact.count.scaled) or (fact.out_of and fact.out_of.scaled)
    return not rounded and fact.count_bound is Bound.EXACT and fact.share_bound is Bound.EXACT


def _check(fact: Fact, evidence: Evidence) -> None:
    for number in (fact.count, fact.out_of):
        if number and number.whole is None:
            raise Refused(_aside(evidence, "not_a_count", f"{number.value} has a fraction; a count is a whole number"))
        if number and number.ambiguous and number.scaled:
            raise Refused(
                _aside(evidence, "ambiguous_number", f"{number.value:,f} may be a thousand times less or more")
            )


def _aside(evidence: Evidence, rule: str, message: str) -> SetAside:
    start, end = evidence.span or (0, 0)
    return SetAside(f"characters {start} to {end}", rule, message, evidence.quote)


def _evidence(fact: Fact, clauses: Clauses, text: str) -> Evidence:
    """The sentence that holds a fact, or the part of it between semicolons where it is long."""
    first, last = 0, len(clauses) - 1
    start, end = clauses.place_in_text(fact.at)
    if clauses.place_in_text(last)[1] - clauses.place_in_text(first)[0] > LONGEST_QUOTE:
        behind = bisect_left(clauses.semicolons, fact.at)
        first = clauses.semicolons[behind - 1] + 1 if behind else first
        last = clauses.semicolons[behind] - 1 if behind < len(clauses.semicolons) else last
    start, end = clauses.place_in_text(first)[0], clauses.place_in_text(last)[1]
    return Evidence(text[start:end], (start, end))


def without_repetitions(readings: Sequence[Reading]) -> list[Reading]:
    """The Readings of a text, each once, with every place that says it: a headline repeats its article.

    A day said once holds for both.
    """
    kept: list[Reading] = []
    elsewhere: list[list[Evidence]] = []
    said: dict[Hashable, list[int]] = defaultdict(list)
    for reading in readings:
        places = said[_said_of(reading)]
        same = next((place for place in places if _repeats(reading, kept[place])), None)
        if same is None:
            places.append(len(kept))
            kept.append(reading)
            elsewhere.append([])
            continue
        again = reading
        if kept[same].as_of_precision is Precision.PUBLISHED:
            again, kept[same] = kept[same], reading
        elsewhere[same].append(again.evidence)
    return [said_also(reading, others) for reading, others in zip(kept, elsewhere, strict=True)]


def _repeats(one: Reading, other: Reading) -> bool:
    """Whether of two Readings that say the same one has no day of its own, or both have the same."""
    undated = Precision.PUBLISHED in (one.as_of_precision, other.as_of_precision)
    return undated or one.as_of == other.as_of


def _said_of(reading: Reading) -> Hashable:
    return (
        reading.indicator, reading.unit, reading.unit_level, reading.account_level, reading.assigned_by, reading.of,
        reading.value, reading.ratio, reading.rank,
    )  # fmt: skip
