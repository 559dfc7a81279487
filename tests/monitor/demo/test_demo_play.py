"""The play, stepped through by hand: what the script says happens is what the service judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from monitor.answers import Question, SourceState
from monitor.clock import DAY
from monitor.demo.history import collect_history
from monitor.demo.model import Model
from monitor.demo.performance import HOUR, MINUTE, CannotPlay, Performance, Plan, performance
from monitor.demo.scenario import DISTRICTS, PLAY_BEGINS, at
from monitor.judgement.progress import Status

SLOW, MISSING = "246", "248"


@dataclass
class Seen:
    """What the service judged at the end of each day of the play."""

    status: dict[date, dict[str, Status]] = field(default_factory=dict)
    lead: dict[date, dict[str, timedelta | None]] = field(default_factory=dict)
    sources: dict[date, dict[str, SourceState]] = field(default_factory=dict)

    def days(self, unit: str, status: Status) -> list[date]:
        return [day for day, units in self.status.items() if units[unit] is status]


def look(running: Performance, seen: Seen) -> None:
    answers = running.service.answers
    rows = answers.progress(Question(indicators=("eid_activated",)))
    seen.status[answers.today()] = {row.unit.id: row.progress.status for row in rows}
    seen.lead[answers.today()] = {row.unit.id: row.progress.lead for row in rows}
    seen.sources[answers.today()] = {source.setting.name: source.state for source in answers.sources()}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    seen, plan = Seen(), Plan(date(2023, 6, 20), play=True, port=0, model=Model())
    with performance(plan, tmp_path_factory.mktemp("play")) as running:
        assert running.collected.errors == {}
        day = PLAY_BEGINS
        look(running, seen)
        while day < date(2023, 6, 20):
            until = at(day + DAY, HOUR, MINUTE)
            collect_history(running.service, running.clock, running.simulator, at(day, HOUR, MINUTE), until)
            day += DAY
            look(running, seen)
        yield seen


def test_the_play_begins_on_15_may_with_no_district_behind(seen: Seen) -> None:
    assert min(seen.status) == PLAY_BEGINS
    assert Status.BEHIND not in seen.status[PLAY_BEGINS].values()


def test_a_district_falls_behind_in_the_week_after_and_recovers_before_the_deadline(seen: Seen) -> None:
    behind = seen.days(SLOW, Status.BEHIND)
    assert behind[0] == date(2023, 5, 22)
    assert behind == [behind[0] + DAY * n for n in range(len(behind))]
    assert behind[-1] < date(2023, 6, 2)
    assert all((seen.lead[day][SLOW] or timedelta()) < -7 * DAY for day in behind)
    assert seen.status[date(2023, 6, 7)][SLOW] is Status.ON_TRACK
    assert seen.status[date(2023, 6, 15)][SLOW] is Status.MET


def test_one_district_misses_and_the_others_meet_their_target(seen: Seen) -> None:
    last = seen.status[date(2023, 6, 16)]
    assert last[MISSING] is Status.MISSED
    assert {unit for unit, status in last.items() if status is Status.MET} == {"26"} | {
        d.code for d in DISTRICTS if d.code != MISSING
    }


def test_a_source_falls_silent_while_its_file_is_frozen_and_comes_back(seen: Seen) -> None:
    silent = [day for day, sources in seen.sources.items() if sources["id-cards"] is SourceState.SILENT]
    assert silent == [date(2023, 5, 19) + DAY * n for n in range(20)]
    assert seen.sources[date(2023, 6, 8)]["id-cards"] is SourceState.FRESH


@pytest.mark.parametrize(
    ("today", "play", "why"),
    [
        (date(2022, 12, 31), False, "--today is 2022-12-31"),
        (date(2024, 1, 1), False, "--today is 2024-01-01"),
        (date(2023, 5, 15), True, "--play begins on 2023-05-15"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(today: date, play: bool, why: str) -> None:
    with pytest.raises(CannotPlay, match=why):
        Plan(today, play, 0, Model())


def test_a_folder_goes_on_where_it_stopped_and_never_back() -> None:
    went_on_to = at(date(2023, 7, 1), HOUR)
    assert Plan(None, True, 0, Model()).standing(went_on_to) == went_on_to
    assert Plan(date(2023, 7, 2), False, 0, Model()).standing(went_on_to) == at(date(2023, 7, 2), HOUR, MINUTE)
    with pytest.raises(CannotPlay, match="has gone on to 2023-07-01; --today cannot be earlier"):
        Plan(date(2023, 6, 30), False, 0, Model()).standing(went_on_to)
