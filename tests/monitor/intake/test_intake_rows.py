"""Rows of named fields become rows of a batch: a Reading, or every fault with its column and what would be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_cases import NOW, said, small_campaign

from collectors.reading import (
    BUILT_IN,
    AssignedBy,
    Bound,
    Evidence,
    Measure,
    Of,
    Precision,
    Reading,
    Readings,
    SetAside,
    UnitLevel,
)
from collectors.reading import Warning as Doubt
from collectors.rows import KIND
from collectors.rows.config import HANDED_IN, RowsConfig
from collectors.rows.naming import FIELDS
from collectors.source import Snapshot
from monitor.campaign import IMPORT
from monitor.intake import Batch, Intake, Row, RowFault
from monitor.intake.rows import measures_of, row_of, rows_read
from monitor.served import Served
from monitor.store import Store
from monitor.units import UnitRegistry
from monitor.units.vietnam.nation import national
from monitor.units.vietnam.package import read_published

FIELDS_OF_ONE = {"indicator": "eid_activated", "unit": "Vĩnh Phúc", "as_of": "2023-06-15", "value": 585673}
COUNTS = st.integers(0, 10**9)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    indicator = draw(st.sampled_from(sorted(BUILT_IN)))
    measure = BUILT_IN[indicator]
    is_rate, is_rank = measure is Measure.PERCENT, measure is Measure.RANK
    return Reading(
        indicator=indicator,
        measure=measure,
        as_of=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        as_of_precision=draw(st.sampled_from(Precision)),
        evidence=Evidence(draw(st.sampled_from(("46/71", "đạt 100 %\ndòng hai"))), cell="row 5"),
        unit=draw(maybe(st.sampled_from(("Vĩnh Phúc", "TP.HCM", "=SUM(A1)")))),
        unit_code=draw(maybe(st.sampled_from(("26", "08911")))),
        value=None if is_rank else draw(st.floats(0, 1) if is_rate else COUNTS),
        count=draw(maybe(COUNTS)) if is_rate else None,
        out_of=None if is_rank else draw(maybe(COUNTS)),
        ratio=None if is_rate or is_rank else draw(maybe(st.floats(0, 10))),
        of=draw(maybe(st.sampled_from(Of))),
        bound=draw(st.sampled_from(Bound)),
        account_level=draw(maybe(st.sampled_from((1, 2)))),
        assigned_by=draw(maybe(st.sampled_from(AssignedBy))),
        unit_level=draw(maybe(st.sampled_from(UnitLevel))),
        days_ahead=draw(maybe(st.integers(0, 365))),
        rank=draw(st.integers(1, 63)) if is_rank else None,
        rank_at_most=draw(maybe(st.integers(1, 63))),
        warnings=tuple(draw(st.lists(st.sampled_from(Doubt), unique=True))),
    )


@given(readings())
def test_what_a_reading_says_of_itself_is_a_row_that_gives_it_again(reading: Reading) -> None:
    assert row_of(5, reading.to_json()) == Row(5, reading)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("026 099 000000") | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from((*FIELDS, "code", "note", "valeu")) | st.text(max_size=8), JSON_VALUES))
def test_whatever_stands_in_a_row_it_is_a_reading_or_faults_without_personal_digits(fields: dict[str, object]) -> None:
    row = row_of(7, fields)
    assert row.number == 7
    assert (row.reading is None) == bool(row.faults)
    assert not any("099 000000" in f"{fault.column}{fault.message}" for fault in row.faults)
    assert all(fault.rule and fault.message and "\n" not in fault.message for fault in row.faults)


@pytest.mark.parametrize(
    ("change", "column", "rule", "says"),
    [
        ({"value": "585673"}, "value", "not_a_number", "61120"),
        ({"value": 585673.0}, "value", "not_whole", "without a point"),
        ({"value": True}, "value", "not_a_number", "True"),
        ({"value": float("nan")}, "value", "not_a_number", "nan"),
        ({"value": float("inf")}, "value", "not_a_number", "inf"),
        ({"value": -1}, "value", "negative", "never below 0"),
        ({"value": 10**13}, "value", "too_large", "country"),
        ({"value": None}, "value", "not_reported", "a value, a ratio or a rank"),
        ({"ratio": "95 %"}, "ratio", "not_a_number", "0.552"),
        ({"ratio": 95}, "ratio", "not_a_share", "0.95"),
        ({"as_of": "15/6/2023"}, "as_of", "not_a_day", "2023-06-30"),
        ({"as_of": "2023-06-15T00:00:00Z"}, "as_of", "not_a_day", "2023-06-30"),
        ({"as_of": 20230615}, "as_of", "not_a_day", "2023-06-30"),
        ({"as_of": None}, "as_of", "missing", "2023-06-30"),
        ({"unit": 26}, "unit", "not_a_name", "a text"),
        ({"unit": "Vĩnh\u202ePhúc"}, "unit", "not_a_name", "control"),
        ({"indicator": "eid_active"}, "indicator", "indicator_unknown", "eid_activated"),
        ({"valeu": 1}, "valeu", "unknown_field", "did you mean value?"),
        ({"bound": "Exact"}, "bound", "unknown_word", "at_least"),
        ({"warnings": "ambiguous_date"}, "warnings", "not_a_list", "list"),
        ({"account_level": 3}, "account_level", "out_of_range", "from 1 to 2"),
        ({"code": "26", "unit_code": "25"}, "unit_code", "given_twice", "unit_code"),
        ({"unit": "026099000000"}, "unit", "personal_number", "aggregates only"),
        ({"id": "026099000000"}, "id", "personal_number", "aggregates only"),
        ({"code": "1", "unit_code": "026099000000"}, "unit_code", "personal_number", "aggregates only"),
        ({"026099000000": 1}, None, "personal_number", "aggregates only"),
        ({"note": {"list": [26099000000]}}, "note", "personal_number", "aggregates only"),
        ({"span": [3121, 26099000000]}, "span", "personal_number", "aggregates only"),
    ],
)
def test_each_fault_names_its_column_its_rule_and_what_would_be_right(
    change: dict[str, object], column: str | None, rule: str, says: str
) -> None:
    (fault,) = row_of(1, FIELDS_OF_ONE | change).faults
    assert (fault.column, fault.rule) == (column, rule)
    assert says in fault.message


def test_all_faults_of_a_row_are_told_together() -> None:
    fields = {"indicator": "eid_activated", "unit": 1, "as_of": "x", "value": "y", "ratio": -1, "of": "z", "more": 0}
    assert {fault.column for fault in row_of(1, fields).faults} == set(fields) - {"indicator"}


def test_a_row_is_its_own_evidence_unless_it_brings_a_quote_and_its_places_in_other_documents_are_passed_over() -> None:
    plain = row_of(3, FIELDS_OF_ONE, document_quote='{"value": 585673}').reading
    quoting = row_of(3, FIELDS_OF_ONE | {"quote": "đạt 585.673", "span": [1, 9], "cell": "Sheet1!C5"}).reading
    assert plain is not None
    assert quoting is not None
    assert plain.evidence == Evidence('{"value": 585673}', cell="row 3")
    assert quoting.evidence == Evidence("đạt 585.673", cell="row 3")


def test_what_a_campaign_s_own_indicators_count_is_known_under_both_their_names() -> None:
    measures = measures_of(small_campaign())
    assert measures["tasks_done_province"] is measures["tasks_done"] is Measure.TASKS
    assert set(BUILT_IN) <= set(measures)
    row = row_of(1, FIELDS_OF_ONE | {"indicator": "tasks_done_province", "value": 46}, measures=measures)
    assert row.reading is not None
    assert row.reading.measure is Measure.TASKS


def test_the_rows_of_a_file_stand_in_their_order_and_what_was_passed_over_beside_them() -> None:
    hidden = SetAside("row 4", "hidden", "a hidden row", failing=False)
    found, passed_over = rows_read(
        Readings(
            (said(3, cell="row 5"), said(1, cell="row 2")),
            (
                hidden,
                SetAside("row 3, column value", "negative", "-1"),
                SetAside("row 3", "columns_shifted", "E3"),
            ),
        )
    )
    assert [(row.number, row.reading.value if row.reading else None) for row in found] == [(2, 1), (3, None), (5, 3)]
    assert found[1].faults == (RowFault("value", "negative", "-1"), RowFault(None, "columns_shifted", "E3"))
    assert passed_over == (hidden,)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_names_as_people_write_them_are_the_provinces_of_that_day_and_stay_as_written(store: Store) -> None:
    pytest.importorskip("vietnamadminunits")
    names = ("Đắc Lắc", "Hoà Bình", "Thừa Thiên - Huế", "TP.HCM", "Bà Rịa – Vũng Tàu", "Quảng Nam")
    lines = ["unit,indicator,as_of,value", *(f"{name},eid_activated,2023-06-30,700000" for name in names)]
    document = Snapshot("\n".join(lines).encode(), "file:U04.csv", NOW)
    rows, _ = rows_read(KIND.read(document, RowsConfig(address=HANDED_IN)))
    known = national(read_published())
    campaign = replace(small_campaign(), units=UnitRegistry(known.units, known.events, known.maps), targets=())
    batch = Batch(source=IMPORT, author="an", rows=rows, document=document)
    answer = Intake(Served(store, campaign)).take_batch(batch, NOW, dry_run=True)
    assert [row.unit for row in answer.rows] == ["66", "17", "46", "79", "77", "49"]
    assert [row.unit_written for row in answer.rows] == list(names)
