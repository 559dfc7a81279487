"""A small province whose every kind of write can be made, one hour after the other, and all questions asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from collectors.reading import Evidence, Measure, Precision, Reading, Readings
from collectors.source import Snapshot
from monitor.answers import Answers, Question
from monitor.answers.quarantine import AsideQuestion
from monitor.campaign import Campaign
from monitor.campaign.file import parse_campaign
from monitor.clock import DemoClock
from monitor.intake import Attempt, Intake
from monitor.served import Served
from monitor.store import Store, campaigns, snapshots, sources
from monitor.store.observations import Wanted
from monitor.store.units import record_units
from monitor.units import Level, Unit

START = datetime(2023, 6, 20, 2, tzinfo=UTC)
DAYS = tuple(date(2023, 6, day) for day in (1, 8, 15))
DISTRICTS = ("246", "247")
SOURCES = ("system", "report")
TARGETS = (1_000, 1_500)
HOUR = timedelta(hours=1)

_SOURCE = """
  {name}:
    name: {{vi: Nguồn, en: {name}}}
    kind: json_api
    schedule: {{every: 1 day}}
    indicators: [eid_activated]
    config:
      address: "https://figures.example/{name}"
      records: items
      fields: {{unit: unit, figures: [{{indicator: eid_activated, value: done}}]}}
"""

CAMPAIGN = """\
campaign: small
name: {vi: Chiến dịch nhỏ, en: A small campaign}
units:
  - {id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc province, level: province}
  - {id: "246", name: Huyện Lập Thạch, name_en: Lap Thach district, level: district, parent: "26"}
  - {id: "247", name: Huyện Tam Dương, name_en: Tam Duong district, level: district, parent: "26"}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum}
targets:
  - {indicator: eid_activated, unit: "26", value: TARGET, start: 2023-01-01, deadline: 2023-07-31, basis: decided}
sources:"""


def campaign(target: int) -> Campaign:
    """The campaign with one target or another."""
    sources_given = "".join(_SOURCE.format(name=name) for name in SOURCES)
    return parse_campaign(CAMPAIGN.replace("TARGET", str(target)) + sources_given, "small.yaml")


@dataclass
class History:
    """A store, the process that serves it, and a clock that each write moves on by an hour."""

    store: Store
    clock: DemoClock = field(default_factory=lambda: DemoClock(START))

    def __post_init__(self) -> None:
        self.serve(TARGETS[0])

    def tick(self) -> datetime:
        """The next instant."""
        self.clock.set(self.clock.now() + HOUR)
        return self.clock.now()

    @property
    def answers(self) -> Answers:
        """The room of a process that has just begun: nothing is kept in memory."""
        return Answers(self.served, self.clock)

    def serve(self, target: int) -> None:
        """Serves the campaign, changed or not, as a process that begins anew."""
        self.served = Served(self.store, campaign(target))
        with self.store.write() as connection:
            campaigns.serve_campaign(connection, self.served.file, "small.yaml", self.tick())
        self.served = Served(self.store, campaign(target))

    def say(self, source: str, unit: str, day: date, value: int) -> None:
        """A source says a figure, in a document of its own."""
        now = self.tick()
        text = f"{unit}: {value} on {day}"
        document = Snapshot(f"{now} {text}".encode(), f"https://figures.example/{source}", now, "text/plain")
        with self.store.write() as connection:
            snapshots.keep_snapshot(connection, document)
        reading = Reading(
            indicator="eid_activated",
            measure=Measure.ACCOUNTS,
            as_of=day,
            as_of_precision=Precision.DAY,
            evidence=Evidence(text, (0, len(text))),
            unit_code=unit,
            value=value,
        )
        attempt = Attempt(source, None, now, 0.1, document.sha256)
        Intake(self.served).accept(attempt, Readings((reading,), text=text), now)

    def fail(self, source: str) -> None:
        """A run of a source fails."""
        now = self.tick()
        Intake(self.served).refuse(Attempt(source, None, now, 0.1, None), "no answer", now)

    def withdraw(self, number: int) -> None:
        """Takes a figure back, where there is one."""
        held = self.answers.observations(Wanted())
        if held:
            Intake(self.served).withdraw(held[number % len(held)].id, "typed wrong", "lan", self.tick())

    def decide(self, number: int, accept: bool) -> None:
        """Decides on what waits in quarantine, where something does."""
        waiting = self.answers.quarantine(AsideQuestion())
        if not waiting:
            return
        number, intake = waiting[number % len(waiting)].item.id, Intake(self.served)
        if accept:
            intake.accept_quarantined(number, "checked by telephone", "lan", self.tick())
        else:
            intake.reject_quarantined(number, "typed wrong", "lan", self.tick())

    def load_unit(self, code: str) -> None:
        """The registry learns of the province and of one more district."""
        units = [
            Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, None, "26"),
            Unit(code, f"Huyện {code}", f"District {code}", Level.DISTRICT, "26", code),
        ]
        with self.store.write() as connection:
            record_units(connection, units, (), (), "a list", self.tick(), actor="lan")

    def pause(self, source: str, resume: bool) -> None:
        """Pauses a source, or ends its pause."""
        with self.store.write() as connection:
            (sources.resume if resume else sources.pause)(connection, source, "lan", self.tick())


def all_answers(answers: Answers, known_at: datetime | None, as_of: date | None) -> dict[str, Any]:
    """What every question answers, by the same clocks."""
    question = Question(as_of=as_of, known_at=known_at)
    campaign_then = answers.campaign_at(known_at)
    cells = [("eid_activated", unit) for unit in ("26", DISTRICTS[0])]
    return {
        "progress": list(answers.progress(question)),
        "behind": list(answers.behind(question)),
        "series": list(answers.series(question)),
        "explain": [answers.explain(*cell, question) for cell in cells],
        "sources": list(answers.sources(known_at)),
        "targets": list(answers.targets(Question(known_at=known_at))),
        "observations": list(answers.observations(Wanted(known_at=known_at, superseded=True))),
        "current": list(answers.observations(Wanted(known_at=known_at))),
        "runs": list(answers.runs((), known_at)),
        "audit": list(answers.audit((), known_at)),
        "quarantine": list(answers.quarantine(AsideQuestion(known_at=known_at))),
        "units": [(unit, answers.unit(unit.id, known_at=known_at)) for unit in campaign_then.units],
    }
