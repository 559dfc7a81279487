"""A campaign whose figures hang together: parts and wholes, children and parents, a province that was merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from intake_cases import NAMES, NOW, attempt, indicator, said, setting

from collectors.reading import Evidence, Measure, Reading, Readings
from collectors.source import Snapshot
from monitor.campaign import Adds, Basis, Campaign, CheckException, CheckRules, Kind, Severity, Target
from monitor.intake import Batch, Intake, Row, RunReport
from monitor.served import Served
from monitor.store import Store
from monitor.store.observations import current_observations
from monitor.units import EventKind, Level, Transfer, Unit, UnitEvent, UnitRegistry

MERGED = date(2025, 7, 1)

INDICATORS = [
    indicator("population", Kind.STOCK, Measure.PEOPLE, adds=Adds.SUM),
    indicator("eid_received", Kind.STOCK, Measure.APPLICATIONS, adds=Adds.SUM, part_of="population"),
    indicator("eid_approved", Kind.STOCK, Measure.ACCOUNTS, adds=Adds.SUM, part_of="eid_received"),
    indicator("eid_activated", Kind.STOCK, Measure.ACCOUNTS, adds=Adds.SUM, part_of="eid_approved"),
]
UNITS = [
    Unit(
        id="26", name="Tỉnh Vĩnh Phúc", name_en="Vinh Phuc", level=Level.PROVINCE, code="26", valid_until=MERGED
    ),
    Unit(id="25-2025", name="Tỉnh Phú Thọ", name_en="Phu Tho", level=Level.PROVINCE, code="25", valid_from=MERGED),
    Unit(id="251", name="Huyện Yên Lạc", name_en="Yen Lac", level=Level.DISTRICT, parent="26", valid_until=MERGED),
    Unit(id="248", name="Huyện Tam Đảo", name_en="Tam Dao", level=Level.DISTRICT, parent="26", valid_until=MERGED),
]  # fmt: skip
MERGER = UnitEvent(
    day=MERGED, kind=EventKind.MERGE, units=("26", "25-2025"), transfers=(Transfer("26", "25-2025"),), decree="202/2025"
)

CLEANED = CheckException(
    rule="stock_fell",
    first=date(2023, 5, 12),
    last=date(2023, 5, 12),
    why="the register was cleaned on 12 May 2023",
    up_to=0.03,
)


def kin_campaign(
    severities: dict[str, Severity] | None = None, exceptions: Sequence[CheckException] = (), **more: Any
) -> Campaign:
    day = date(2023, 1, 1)
    asked = tuple(each.id for each in INDICATORS)
    campaign = Campaign(
        id="kin",
        names=NAMES,
        units=UnitRegistry(UNITS),
        indicators={each.id: each for each in INDICATORS},
        targets=(Target("eid_activated", "251", day, date(2023, 7, 31), Basis.DECIDED, value=70_000.0),),
        sources={
            name: replace(setting(name, "json_api", unit="26"), indicators=asked) for name in ("portal", "census")
        },
        checks=CheckRules(severities or {}, tuple(exceptions)),
    )
    return replace(campaign, **more)


class Desk:
    """Hands figures in, a minute after the last ones, and tells what stands."""

    def __init__(self, store: Store, campaign: Campaign, now: datetime = NOW) -> None:
        self.store, self.now = store, now
        self.intake = Intake(Served(store, campaign))

    def tick(self) -> datetime:
        """The next minute."""
        self.now += timedelta(minutes=1)
        return self.now

    def take(self, *readings: Reading, source: str = "portal") -> RunReport:
        return self.intake.accept(attempt(source), Readings(readings), self.tick())

    def rules(self, *readings: Reading, source: str = "portal") -> list[str]:
        """The rules by which a run set aside what it read."""
        return [each.rule for each in self.take(*readings, source=source).quarantined]

    def values(self, known_at: datetime | None = None) -> dict[tuple[str, str, str, str], float | None]:
        """The figures that stand, by indicator, unit, day and source."""
        with self.store.read() as connection:
            found = current_observations(connection, known_at=known_at)
        return {(o.indicator, o.unit, o.as_of.isoformat(), o.source): o.value for o in found}


def batch(*readings: Reading | Row | None, source: str = "import", **more: Any) -> Batch:
    """A batch of rows with the numbers of a file, whose headings stand in row 1."""
    rows = tuple(
        each if isinstance(each, Row) else Row(number, _in_row(each, number))
        for number, each in enumerate(readings, start=2)
    )
    body = more.pop("body", repr(rows).encode())
    document = Snapshot(body, "figures.csv", NOW, "text/csv")
    return Batch(source=source, author=more.pop("author", "lan"), rows=rows, document=document, **more)


def _in_row(reading: Reading | None, number: int) -> Reading | None:
    return reading and replace(reading, evidence=Evidence(reading.evidence.quote, cell=f"row {number}"))


def received(value: int, day: str = "2023-06-18", unit: str = "251") -> Reading:
    return said(value, day, unit, indicator="eid_received", measure=Measure.APPLICATIONS)


def approved(value: int, day: str = "2023-06-18", unit: str = "251") -> Reading:
    return said(value, day, unit, indicator="eid_approved")


def people(value: int, day: str = "2023-04-01", unit: str = "251") -> Reading:
    return said(value, day, unit, indicator="population", measure=Measure.PEOPLE)
