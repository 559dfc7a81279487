"""Tables of units and events go in whole, or each faulty row is told with what would be right."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from monitor.units import EventKind, Level, Transfer, Unit, UnitEvent, UnitRegistry
from monitor.units.tables import EVENT_COLUMNS, EVENT_REQUIRED, TableRow, handed_in, heading_faults

END = date(2025, 7, 1)
REGISTRY = UnitRegistry(
    [
        Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, None, "26", None, END, ("VP",)),
        Unit("25-2025", "Tỉnh Phú Thọ", "Phu Tho province", Level.PROVINCE, None, "25", END),
        Unit("00100", "Xã An", "An commune", Level.COMMUNE, "26", "00100", None, END),
        Unit("00101", "Xã Bình", "Binh commune", Level.COMMUNE, "26", "00101", None, END),
        Unit("00100-2025", "Xã An", "An commune", Level.COMMUNE, "25-2025", "00100", END),
        Unit("00101-2025", "Xã Bình", "Binh commune", Level.COMMUNE, "25-2025", "00101", END),
    ],
    [
        UnitEvent(
            day=END,
            kind=EventKind.PARTIAL_TRANSFER,
            units=("00100", "00100-2025"),
            transfers=(Transfer("00100", "00100-2025", 0.5, True),),
            note="equal shares",
        ),
        UnitEvent(
            day=END,
            kind=EventKind.PARTIAL_TRANSFER,
            units=("00100", "00101", "00101-2025"),
            transfers=(Transfer("00100", "00101-2025", 0.5, True), Transfer("00101", "00101-2025")),
            note="equal shares",
        ),
    ],
)


def table(columns: str, *rows: Sequence[object]) -> list[TableRow]:
    names = columns.split()
    return [TableRow(number, dict(zip(names, row, strict=True))) for number, row in enumerate(rows, start=2)]


def faults(units: Sequence[TableRow] = (), events: Sequence[TableRow] = ()) -> list[str]:
    given = handed_in(units, events, REGISTRY)
    return [str(fault) for fault in (*given.unit_faults, *given.event_faults)]


def test_a_new_unit_needs_little_and_gets_the_rest_by_rule() -> None:
    given = handed_in(table("id name level parent", ("00200", "  Xã  Mới ", "commune", "25-2025")), [], REGISTRY)
    (unit,) = given.units
    assert (unit.name, unit.name_en, unit.code, unit.valid_from) == ("Xã Mới", "Moi commune", "00200", None)
    agency = handed_in(table("id name level parent", ("26-so", "Sở Tư pháp", "agency", "26")), [], REGISTRY).units[0]
    assert agency.code is None


def test_a_column_that_is_there_says_all_and_one_that_is_not_says_nothing() -> None:
    kept = handed_in(table("id latitude longitude", ("26", 21.3, "105,6")), [], REGISTRY).units[0]
    assert (kept.name, kept.aliases, kept.latitude, kept.longitude) == ("Tỉnh Vĩnh Phúc", ("VP",), 21.3, 105.6)
    emptied = handed_in(table("id aliases valid_until", ("26", None, "")), [], REGISTRY).units[0]
    assert (emptied.aliases, emptied.valid_until) == ((), None)


def test_every_faulty_row_of_units_is_told_by_row_and_column() -> None:
    rows = table(
        "id name level parent code valid_from valid_until latitude longitude",
        ("00300", "Xã Một", "comune", None, None, None, None, None, None),
        ("00301", "", "commune", None, None, None, None, None, None),
        (26, "Xã Ba", "commune", None, None, None, None, None, None),
        ("00303", "Xã Bốn", "commune", "99", None, None, None, None, None),
        ("00304", "Xã Năm", "commune", None, "00100", "1/7/2025", None, None, None),
        ("00305", "Xã Sáu", "commune", None, None, "2025-07-01", datetime(2025, 7, 1), None, None),  # noqa: DTZ001
        ("00306", "Xã Bảy", "commune", None, "00100", None, None, None, None),
        ("00307", "Xã Tám", "commune", None, None, None, None, 91, 105),
        ("00308", "Xã Chín", "commune", None, None, None, None, 21.1, None),
        ("00303", "Xã Mười", "commune", None, None, None, None, None, None),
    )
    assert faults(rows) == [
        "row 2: level: is 'comune'; one of nation, province, district, commune, agency would be right",
        "row 3: name: is empty; each row needs it",
        "row 4: id: holds 26 as a number or date; a column of texts would be right, 01 keeps its 0",
        "row 5: parent: is '99', which is no unit's id, here or known",
        "row 6: valid_from: is '1/7/2025'; a real day as YYYY-MM-DD would be right, e.g. 2025-07-01",
        "row 7: valid_until: is 2025-07-01; a day after valid_from, 2025-07-01, would be right",
        "row 8: code: is '00100', the code of Xã An (00100) at the same time; codes are unique on a day",
        "row 9: latitude: is 91; a number from -90 to 90 would be right",
        "row 10: latitude: and longitude go together: both or neither would be right",
        "row 11: id: is '00303', which row 5 has; ids are unique",
    ]
    circle = table("id parent", ("26", "00100"))
    assert faults(circle) == [
        "row 2: parent: the parents of unit '26' go round in a circle; another parent, or none, would be right"
    ]


def test_a_rename_told_beside_the_new_name_keeps_the_old_one_for_its_days() -> None:
    units = table("id name", ("25-2025", "Thành phố Phú Thọ"))
    events = table("day kind from to decree", ("2026-05-01", "rename", "25-2025", None, "Nghị quyết 1"))
    given = handed_in(units, events, REGISTRY)
    (unit,) = given.units
    assert (unit.on(date(2026, 4, 30)).name, unit.on(date(2026, 5, 1)).name) == ("Tỉnh Phú Thọ", "Thành phố Phú Thọ")
    assert unit.name_en == "Phu Tho city"
    assert given.events == (
        UnitEvent(day=date(2026, 5, 1), kind=EventKind.RENAME, units=("25-2025",), decree="Nghị quyết 1"),
    )


def test_rows_of_one_event_are_one_event_and_shares_left_out_are_equal() -> None:
    events = table(
        "day kind from to weight decree",
        ("2026-01-01", "split", "00100-2025", "00200", None, "NQ 2"),
        ("2026-01-01", "split", "00100-2025", "00201", None, "NQ 2"),
        ("2026-01-01", "abolish", "00101-2025", None, None, "NQ 2"),
    )
    units = table("id name level", ("00200", "Xã Hai", "commune"), ("00201", "Xã Ba", "commune"))
    split, abolish = handed_in(units, events, REGISTRY).events
    assert split.units == ("00100-2025", "00200", "00201")
    assert [(t.target, t.weight, t.estimated) for t in split.transfers] == [("00200", 0.5, True), ("00201", 0.5, True)]
    assert (abolish.kind, abolish.units, abolish.transfers) == (EventKind.ABOLISH, ("00101-2025",), ())


def test_shares_alone_go_into_the_events_that_are_known() -> None:
    rows = table(
        "day from to weight note",
        ("2025-07-01", "Xã An", "00100-2025", "0,3", "population 2024"),
        ("2025-07-01", "00100", "Xã Bình", 0.7, "population 2024"),
    )
    given = handed_in([], rows, REGISTRY)
    assert given.event_faults == ()
    shares = {(t.source, t.target): (t.weight, t.estimated) for event in given.events for t in event.transfers}
    assert shares == {
        ("00100", "00100-2025"): (0.3, False),
        ("00100", "00101-2025"): (0.7, False),
        ("00101", "00101-2025"): (1.0, False),
    }
    assert {event.note for event in given.events} == {"population 2024"}


def test_every_faulty_row_of_events_is_told_by_row_and_column() -> None:
    rows = table(
        "day kind from to weight",
        (None, "merge", "26", "25-2025", None),
        ("2025-07-01", "joined", "26", "25-2025", None),
        ("2025-07-01", "merge", "26", None, None),
        ("2025-07-01", "abolish", "26", "25-2025", None),
        ("2025-07-01", "merge", "Atlantis", "25-2025", None),
        ("2025-07-01", "merge", "26", "25-2025", 1.5),
        ("2025-07-01", None, "00101", "00100-2025", 1),
        ("2025-07-01", None, "00100", "00100-2025", 0.5),
        ("2025-07-01", None, "00100", "00101-2025", 0.4),
    )
    assert faults(events=rows) == [
        "row 2: day: is empty; the first day on which the change holds would be right",
        "row 3: kind: is 'joined'; one of create, merge, split, partial_transfer, rename, move, abolish would be right",
        "row 4: to: is empty; a unit's id would be right",
        "row 5: to: is '25-2025'; nothing would be right for this kind of event",
        "row 6: from: no unit is called 'Atlantis'; an id would be right",
        "row 7: weight: is 1.5; a number from 0 to 1 would be right",
        "row 8: kind: is empty, and no known event of 2025-07-01 sends 00101 to 00100-2025; one would be right",
        "row 10: weight: of Xã An (00100) adds up to 0.9 on 2025-07-01; 1 would be right",
    ]


@pytest.mark.parametrize(
    ("headings", "fault"),
    [
        (("day", "from", "to", "wieght"), "row 1: wieght: is no column of this table; did you mean weight?"),
        (("day", "from", "to", "to"), "row 1: to: stands more than once; once would be right"),
        (("day", "from"), "row 1: to: is missing; each row needs it"),
    ],
)
def test_headings_are_those_of_the_table(headings: tuple[str, ...], fault: str) -> None:
    assert [str(each) for each in heading_faults(headings, EVENT_COLUMNS, EVENT_REQUIRED, 1)] == [fault]
