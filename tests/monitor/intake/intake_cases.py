"""A small campaign, and short ways to say what a source read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from collectors.reading import AssignedBy, Evidence, Measure, Precision, Reading
from collectors.source import SourceConfig
from monitor.campaign import Basis, Campaign, Every, Indicator, Kind, Names, SourceSetting, Target
from monitor.intake import Attempt
from monitor.store import Store, store_in
from monitor.store.database import FILE_NAME
from monitor.units import Level, Unit, UnitRegistry

NOW = datetime(2023, 7, 1, 2, tzinfo=UTC)
NAMES = Names("tên", "name")


def indicator(name: str, kind: Kind, measure: Measure, **more: Any) -> Indicator:
    return Indicator(id=name, names=NAMES, reads=more.pop("reads", name), kind=kind, measure=measure, **more)


INDICATORS = [
    indicator("eid_activated", Kind.STOCK, Measure.ACCOUNTS),
    indicator("online_application_rate", Kind.RATIO, Measure.PERCENT),
    indicator("tasks_done_province", Kind.STOCK, Measure.TASKS, reads="tasks_done", assigned_by=AssignedBy.PROVINCE),
    indicator("par_index_rank", Kind.RANK, Measure.RANK),
]
UNITS = [
    Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE, code="26"),
    Unit("25", "Tỉnh Phú Thọ", "Phu Tho", Level.PROVINCE, code="25"),
    Unit("251", "Huyện Yên Lạc", "Yen Lac", Level.DISTRICT, "26", "251"),
    Unit("248", "Huyện Tam Đảo", "Tam Dao", Level.DISTRICT, "26", "248"),
    Unit("08911", "Thị trấn Tam Đảo", "Tam Dao town", Level.COMMUNE, "248", "08911"),
    Unit("238", "Huyện Yên Lập", "Yen Lap", Level.DISTRICT, "25", "238"),
    Unit("08900", "Xã Tân Phong", "Tan Phong", Level.COMMUNE, "251", "08900"),
    Unit("08500", "Xã Tân Phong", "Tan Phong", Level.COMMUNE, "238", "08500"),
]


def setting(name: str, kind: str, unit: str | None = "26", asked: int = 4) -> SourceSetting:
    asked_for = tuple(each.id for each in INDICATORS[:asked])
    return SourceSetting(name, NAMES, kind, SourceConfig(), Every(timedelta(hours=1)), asked_for, unit)


def small_campaign() -> Campaign:
    day = date(2023, 1, 1)
    return Campaign(
        id="small",
        names=NAMES,
        units=UnitRegistry(UNITS),
        indicators={each.id: each for each in INDICATORS},
        targets=(Target("eid_activated", "251", day, date(2023, 7, 31), Basis.DECIDED, value=70_000.0),),
        sources={
            each.name: each
            for each in (
                setting("portal", "json_api"),
                setting("few", "json_api", asked=1),
                setting("nobody", "table", unit=None),
                setting("press", "article"),
            )
        },
        text="small",
    )


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        store_in(Path(folder)).close()
        return (Path(folder) / FILE_NAME).read_bytes()


def new_store(folder: Path) -> Store:
    """An empty store; migrated once for all of them."""
    (folder / FILE_NAME).write_bytes(_empty_database())
    return store_in(folder)


def said(value: int | float | None, day: str = "2023-06-18", unit: str | None = "251", **more: Any) -> Reading:
    """A Reading of activated accounts, unless `more` says otherwise."""
    quote = more.pop("quote", f"{unit}: {value}")
    return Reading(
        indicator=more.pop("indicator", "eid_activated"),
        measure=more.pop("measure", Measure.ACCOUNTS),
        as_of=date.fromisoformat(day),
        as_of_precision=Precision.DAY,
        evidence=Evidence(quote, more.pop("span", None), more.pop("cell", None)),
        unit=unit,
        value=value,
        **more,
    )


def attempt(source: str = "portal", slot: datetime | None = None, **more: Any) -> Attempt:
    return Attempt(source, slot, NOW, 0.25, more.pop("document", None), **more)
