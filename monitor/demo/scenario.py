"""The script of the demo: which district slows and recovers, which file freezes, and when each figure is published.

Everything that happens in the demo's year is dated here; the model turns it into counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from monitor.clock import DAY, VIETNAM

HISTORY_BEGINS = date(2023, 1, 1)
PLAY_BEGINS = date(2023, 5, 15)
TODAY = date(2023, 10, 19)


@dataclass(frozen=True, slots=True)
class District:
    """A district of Vĩnh Phúc: its official code, its names, and a made-up number of citizens from 14 on 1 January.

    `zeal` is its weight where the province's surplus over the e-ID target is shared out, `head_start` the days by
    which it leads (+) or trails (-) the province's ordinary course.
    """

    code: str
    name: str
    name_en: str
    citizens_from_14: int
    zeal: float
    head_start: float


DISTRICTS = (
    District("243", "Thành phố Vĩnh Yên", "Vĩnh Yên City", 92_418, 1.30, 1.5),
    District("244", "Thành phố Phúc Yên", "Phúc Yên City", 83_106, 1.15, 1.0),
    District("246", "Huyện Lập Thạch", "Lập Thạch District", 103_254, 0.35, 0.0),
    District("247", "Huyện Tam Dương", "Tam Dương District", 88_721, 0.95, 0.0),
    District("248", "Huyện Tam Đảo", "Tam Đảo District", 61_537, 0.00, -0.5),
    District("249", "Huyện Bình Xuyên", "Bình Xuyên District", 101_893, 1.10, 0.5),
    District("251", "Huyện Yên Lạc", "Yên Lạc District", 118_342, 1.05, 0.5),
    District("252", "Huyện Vĩnh Tường", "Vĩnh Tường District", 154_675, 1.00, 0.0),
    District("253", "Huyện Sông Lô", "Sông Lô District", 75_819, 0.85, -0.5),
)

# The true figures of the worked example, as the province's page of 19 October 2023 gives them.
EID_TOTAL = 585_673
EID_TARGET = 523_202
TASKS_ASSIGNED = {"government": 133, "province": 71}
TASKS_DONE: Mapping[date, Mapping[str, int]] = {
    date(2023, 3, 31): {"government": 17, "province": 12},
    date(2023, 6, 30): {"government": 39, "province": 28},
    date(2023, 9, 30): {"government": 62, "province": 46},
}
ONLINE_SHARE_PER_MILLE = {
    1: 402, 2: 421, 3: 447, 4: 468, 5: 487, 6: 505, 7: 522, 8: 538, 9: 552, 10: 563, 11: 572, 12: 580,
}  # fmt: skip

# The e-ID drive: a straight path from the baseline on the first day to the whole target on the deadline.
EID_BEGINS = HISTORY_BEGINS
EID_DEADLINE = date(2023, 6, 15)
EID_BASELINE_SHARE = 0.22
MISSING_DISTRICT = "248"
MISSING_DISTRICT_SHARE = 0.95
SLOWING_DISTRICT = "246"


@dataclass(frozen=True, slots=True)
class Knot:
    """On this day the running total stands as many days ahead of (+) or behind (-) its path as `lead` says."""

    day: date
    lead: float


ORDINARY_COURSE = (
    Knot(date(2023, 1, 19), 1.0),
    Knot(date(2023, 1, 27), -4.0),  # Tết
    Knot(date(2023, 2, 28), 0.0),
    Knot(date(2023, 3, 31), 1.5),
    Knot(date(2023, 5, 15), 2.5),
    Knot(date(2023, 5, 31), 5.0),
)
# Slows from 16 May, is more than seven days behind from 22 May, and is back on its path in the first days of June.
SLOWING_COURSE = (
    *ORDINARY_COURSE[:4],
    Knot(date(2023, 5, 15), -1.5),
    Knot(date(2023, 5, 25), -10.0),
    Knot(date(2023, 6, 4), -1.0),
)
MISSING_COURSE = (
    *ORDINARY_COURSE[:4],
    Knot(date(2023, 5, 15), -2.0),
    Knot(date(2023, 5, 31), -5.0),
)
COURSES: Mapping[str, Sequence[Knot]] = {SLOWING_DISTRICT: SLOWING_COURSE, MISSING_DISTRICT: MISSING_COURSE}

# Identity cards: a weekly file on Thursdays; three Thursdays of May and June bring none, the old one stays up.
CARDS_FIRST_WEEK = date(2023, 1, 5)
CARDS_LAST_WEEK = date(2023, 6, 15)
CARDS_DEADLINE = date(2023, 7, 31)
CARDS_BASELINE_SHARE = 0.88
CARDS_MISSING_WEEKS = (date(2023, 5, 18), date(2023, 5, 25), date(2023, 6, 1))
CARDS_DONE_A_WEEK_EARLY = ("243", "244", "249")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant at which a clock in Vietnam shows this hour of this day."""
    return datetime.combine(day, time(hour, minute), VIETNAM)


def _days(first: date, last: date, step: int = 1) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range(0, (last - first).days + 1, step))


EID_DAYS = _days(EID_BEGINS, EID_DEADLINE)
CARDS_WEEKS = _days(CARDS_FIRST_WEEK, CARDS_LAST_WEEK, step=7)
MONTH_ENDS = tuple(date(2023 + month // 12, month % 12 + 1, 1) - DAY for month in range(1, 13))


def _after_month(month_end: date, day: int, hour: int) -> datetime:
    return at((month_end + DAY).replace(day=day), hour)


# What is out, and since when: (instant of publication, as-of day), in order of time.
EID_PUBLISHED = tuple((at(day, 17, 15), day) for day in EID_DAYS)
CARDS_PUBLISHED = tuple((at(day, 16), day) for day in CARDS_WEEKS if day not in CARDS_MISSING_WEEKS)
ONE_STOP_PUBLISHED = tuple((_after_month(day, 3, 7), day) for day in MONTH_ENDS)
TASKS_PUBLISHED = tuple((_after_month(day, 5, 8), day) for day in TASKS_DONE)
PRESS_PUBLISHED = at(TODAY, 17, 30)


def latest_out(published: Sequence[tuple[datetime, date]], instant: datetime) -> date | None:
    """The as-of day of the newest publication that is out at an instant; None before the first."""
    position = bisect_right([out for out, _ in published], instant)
    return published[position - 1][1] if position else None
