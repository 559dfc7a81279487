"""The one seeded model from which every simulated figure comes: counts of the nine districts, day by day.

District figures are made up. Their sums on 15 June and 30 September 2023 are the true ones of the province.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from random import Random

from monitor.clock import DAY
from monitor.demo import scenario
from monitor.demo.scenario import DISTRICTS, District, Knot

SMALLEST_TOTAL, LARGEST_TOTAL = 530_000, 700_000
WEEKDAY_WEIGHT = (1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.75)
DAILY_SPREAD = 0.15
DOSSIERS_A_MONTH_PER_CITIZEN = 0.011
CITIZENS_TURNED_14_BY_JUNE = 0.0012
LARGEST_DISTRICT = "252"

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A count of a whole: cards issued of citizens due, dossiers filed on line of dossiers received."""

    done: int
    whole: int


def share_out(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to the weights that add up to `total` exactly (largest remainders first)."""
    all_weights = sum(weights.values())
    exact = {code: total * weight / all_weights for code, weight in weights.items()}
    shares = {code: int(amount) for code, amount in exact.items()}
    by_remainder = sorted(exact, key=lambda code: (shares[code] - exact[code], code))
    for code in by_remainder[: total - sum(shares.values())]:
        shares[code] += 1
    return shares


def eid_targets() -> dict[str, int]:
    """Each district's share of the province's e-ID target, by its citizens from 14; they add up to the target."""
    return share_out(scenario.EID_TARGET, {d.code: float(d.citizens_from_14) for d in DISTRICTS})


def eid_baselines() -> dict[str, int]:
    """Each district's running total on the eve of the drive, the baseline of its path."""
    return {code: int(target * scenario.EID_BASELINE_SHARE) for code, target in eid_targets().items()}


@dataclass(frozen=True)
class Model:
    """All simulated figures. The same seed and total give the same figures on every machine.

    `eid_total` is the sum of activated accounts on 15 June 2023. Raises ValueError for a total with which the script
    (one district misses, eight do not) could not be played.
    """

    seed: int = 6
    eid_total: int = scenario.EID_TOTAL

    def __post_init__(self) -> None:
        if not SMALLEST_TOTAL <= self.eid_total <= LARGEST_TOTAL:
            raise ValueError(
                f"the e-ID total is {self.eid_total}; from {SMALLEST_TOTAL} to {LARGEST_TOTAL} the script can be played"
            )

    @cached_property
    def eid_finals(self) -> Counts:
        """Activated accounts on 15 June: one district stays below its target, the others share the surplus."""
        targets = eid_targets()
        missing = int(targets[scenario.MISSING_DISTRICT] * scenario.MISSING_DISTRICT_SHARE)
        others = {d.code: d.zeal * targets[d.code] for d in DISTRICTS if d.code != scenario.MISSING_DISTRICT}
        surplus = share_out(self.eid_total - missing - sum(targets[code] for code in others), others)
        return {scenario.MISSING_DISTRICT: missing} | {code: targets[code] + surplus[code] for code in others}

    @cached_property
    def _eid_series(self) -> Mapping[str, Mapping[date, int]]:
        return {district.code: self._eid_of(district) for district in DISTRICTS}

    def eid_activated(self, day: date) -> Counts:
        """Running total of activated e-ID accounts of each district on a day from 1 January to 15 June 2023."""
        return {code: series[day] for code, series in self._eid_series.items()}

    def _eid_of(self, district: District) -> dict[date, int]:
        target, final = eid_targets()[district.code], self.eid_finals[district.code]
        corners = [(scenario.EID_BEGINS - DAY, eid_baselines()[district.code])]
        for knot in scenario.COURSES.get(district.code, scenario.ORDINARY_COURSE):
            corners.append((knot.day, int(target * _path_share(knot, district.head_start))))
        corners.append((scenario.EID_DEADLINE, final))
        return _daily_totals(corners, self._random("eid", district.code))

    def cards(self, week: date) -> Mapping[str, Part]:
        """Cards issued and citizens from 14 of each district on a Thursday from 5 January to 15 June 2023."""
        return {code: series[week] for code, series in self._cards_series.items()}

    @cached_property
    def _cards_series(self) -> Mapping[str, Mapping[date, Part]]:
        return {district.code: self._cards_of(district) for district in DISTRICTS}

    def _cards_of(self, district: District) -> dict[date, Part]:
        random, weeks = self._random("cards", district.code), scenario.CARDS_WEEKS
        done_in = weeks[-2] if district.code in scenario.CARDS_DONE_A_WEEK_EARLY else weeks[-1]
        steps = [random.uniform(0.6, 1.4) for week in weeks if week <= done_in]
        series, share = {}, scenario.CARDS_BASELINE_SHARE
        for number, week in enumerate(weeks):
            citizens = int(district.citizens_from_14 * (1 + CITIZENS_TURNED_14_BY_JUNE * number / (len(weeks) - 1)))
            if week >= done_in:
                series[week] = Part(citizens, citizens)
                continue
            share += (1 - scenario.CARDS_BASELINE_SHARE) * steps[number] / sum(steps)
            series[week] = Part(min(int(citizens * share), citizens - 1), citizens)
        return series

    @cached_property
    def _dossiers(self) -> Mapping[date, Counts]:
        """Dossiers received since 1 January, by month end. The sums are multiples of 125, so that 55.2 % is exact."""
        running = {district.code: 0 for district in DISTRICTS}
        random, received = self._random("dossiers", ""), {}
        for month_end in scenario.MONTH_ENDS:
            for district in DISTRICTS:
                month = district.citizens_from_14 * DOSSIERS_A_MONTH_PER_CITIZEN * random.uniform(0.85, 1.15)
                running[district.code] += int(month)
            running[LARGEST_DISTRICT] += -sum(running.values()) % 125
            received[month_end] = dict(running)
        return received

    def online_applications(self, month_end: date) -> Mapping[str, Part]:
        """Dossiers filed on line of those received from 1 January to a month's end; 55.2 % on 30 September 2023."""
        received = self._dossiers[month_end]
        total = round(sum(received.values()) * scenario.ONLINE_SHARE_PER_MILLE[month_end.month] / 1000)
        random = self._random("online", "")
        inclined = {code: count * random.uniform(0.94, 1.06) for code, count in received.items()}
        done = share_out(total, inclined)
        return {code: Part(done[code], received[code]) for code in received}

    def _random(self, what: str, code: str) -> Random:
        return Random(f"{self.seed} {what} {code}")  # noqa: S311 - figures to look at, not secrets


def _path_share(knot: Knot, head_start: float) -> float:
    """The share of its target at which a district stands whose lead on that day is the knot's."""
    length = (scenario.EID_DEADLINE + DAY - scenario.EID_BEGINS).days
    reached = ((knot.day - scenario.EID_BEGINS).days + knot.lead + head_start) / length
    return scenario.EID_BASELINE_SHARE + (1 - scenario.EID_BASELINE_SHARE) * reached


def _daily_totals(corners: Sequence[tuple[date, int]], random: Random) -> dict[date, int]:
    """Running totals that pass through every corner, growing unevenly between them and never falling."""
    totals = {}
    for (first, low), (last, high) in pairwise(corners):
        days = [first + DAY * (n + 1) for n in range((last - first).days)]
        weights = [WEEKDAY_WEIGHT[day.weekday()] * random.lognormvariate(0, DAILY_SPREAD) for day in days]
        grown = 0.0
        for day, weight in zip(days, weights, strict=True):
            grown += weight
            totals[day] = low + int((high - low) * grown / sum(weights))
        totals[last] = high
    return totals
