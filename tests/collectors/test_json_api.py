"""A JSON list is taken at its word: what it doesn't say clearly is set aside with its record."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import NOW, Answering, Asked, Source, answer, loopback_access

from collectors.faults import FetchError, PersonalNumbers, ReadError
from collectors.json_api import KIND
from collectors.json_api.config import JsonApiConfig
from collectors.reading import Of, Precision, Readings
from collectors.source import Access, Snapshot

Serve = Callable[[Answering], Source]
FIELDS = {"unit_code": "unit", "figures": [{"indicator": "eid_activated", "value": "value"}]}


def config(**changes: Any) -> JsonApiConfig:
    return JsonApiConfig.model_validate({"address": "http://x/", "records": "data", "fields": FIELDS} | changes)


def read(body: bytes | str | dict[str, Any], **changes: Any) -> Readings:
    text = json.dumps(body) if isinstance(body, dict) else body
    encoded = text.encode() if isinstance(text, str) else text
    readings: Readings = KIND.read(Snapshot(encoded, "http://x/", NOW), config(**changes))
    return readings


def records(*values: str) -> str:
    rows = ", ".join(f'{{"unit": "{200 + n}", "value": {v}}}' for n, v in enumerate(values))
    return f'{{"data": [{rows}]}}'


def test_the_case_of_numbers_in_every_wrong_form(case_file: Callable[[str], Path]) -> None:
    found = read(case_file("C02.json").read_bytes())
    assert {one.unit_code: one.value for one in found.readings} == {"243": 77000, "244": 45000}
    assert {one.as_of_precision for one in found.readings} == {Precision.PUBLISHED}
    rules = {re.search(r"unit (\d+)", one.place)[1]: one.rule for one in found.set_aside}  # type: ignore[index]
    assert rules == {
        "246": "not_whole",
        "247": "not_reported",
        "248": "given_twice",
        "249": "not_a_number",
        "251": "not_a_number",
        "252": "not_a_number",
    }
    (twice,) = [one for one in found.set_aside if "248" in one.place]
    assert twice.place == "record 5 (unit 248)"
    assert "41390 and 1" in twice.message


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "1e400", "-1", "true", "[]", "{}", '"-5"', "77.000", "1" * 500, "10000000000000"],
)
def test_a_value_that_is_no_count_spoils_its_own_record_alone(value: str) -> None:
    found = read(records("1", value, "3"))
    assert [one.value for one in found.readings] == [1, 3]
    assert [(one.place, one.failing) for one in found.set_aside] == [("record 2 (unit 201)", True)]


def test_a_null_is_not_reported_and_no_fault() -> None:
    found = read(records("1", "null"))
    assert [(one.rule, one.failing) for one in found.set_aside] == [("not_reported", False)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!DOCTYPE html><p>503", "^HTML where JSON was expected$"),
        ("", "nothing where JSON"),
        ("{", "^not JSON: .* at line 1, column 2"),
        ('{"data": [1]} x', "Extra data at line 1"),
        (b'{"data": "\xff\xfe"}', "byte 11 is not text"),
        ("[" * 100_000, "nested too deeply"),
        ('{"data": []}', "^no records at 'data'"),
        ('{"daten": [1]}', "the page holds daten"),
        ('{"data": [], "data": [{"unit": "1"}]}', "stands 2 times"),
        ('{"data": [{"unit": "\\ud800", "value": 1}]}', "half a character"),
        ('{"data": [{"unit": "1", "wert": 1}]}', "nothing at 'value' in any of 1 records; they hold unit, wert"),
        ('{"error": {"message": "Phiên đã hết hạn"}}', "the source says 'Phiên đã hết hạn'"),
    ],
)
def test_what_is_not_the_document_that_was_due_is_named_in_one_line(body: str | bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(body)
    assert "\n" not in str(caught.value)


def test_a_maintenance_page_is_a_failure_quoting_it(case_file: Callable[[str], Path]) -> None:
    with pytest.raises(ReadError, match=r"^HTML where JSON was expected$"):
        read(case_file("C04.html").read_bytes())
    with pytest.raises(ReadError, match="the source says 'Hệ thống đang bảo trì'"):
        read(case_file("C04.json").read_bytes())


def test_a_cell_given_twice_with_two_values_is_believed_in_neither() -> None:
    body = {"data": [{"unit": "1", "value": 5}, {"unit": "2", "value": 6}, {"unit": "1", "value": 7}]}
    found = read(body)
    assert [one.unit_code for one in found.readings] == ["2"]
    assert [one.place for one in found.set_aside] == ["record 1 (unit 1)", "record 3 (unit 1)"]
    assert all("5 (record 1 (unit 1)) and 7 (record 3 (unit 1))" in one.message for one in found.set_aside)


def test_shares_days_and_denominators_are_read_where_they_stand() -> None:
    figures = [
        {"indicator": "eid_activated", "value": "n.done", "out_of": "n.goal", "ratio": "rate", "of": "target"},
        {"indicator": "on_time_rate", "count": "n.done", "out_of": "n.goal"},
        {"indicator": "online_application_rate", "value": "share", "scale": "share"},
    ]
    body = {
        "meta": {"day": "30/6/2023"},
        "rows": [{"name": "Huyện  Sông Lô", "n": {"done": 90, "goal": 100}, "rate": "90%", "share": 1}],
    }
    found = read(body, records="rows", fields={"unit": "name", "figures": figures}, page_as_of="meta.day")
    first, second, third = found.readings
    assert (first.unit, first.value, first.out_of, first.ratio, first.of) == ("Huyện Sông Lô", 90, 100, 0.9, Of.TARGET)
    assert (second.value, second.count, second.out_of, third.value) == (0.9, 90, 100, 1.0)
    assert {(one.as_of, one.as_of_precision) for one in found.readings} == {(date(2023, 6, 30), Precision.DAY)}
    assert first.evidence.cell == "rows[0].n.done"
    assert json.loads(first.evidence.quote) == {"name": "Huyện  Sông Lô", "n.done": 90, "n.goal": 100, "rate": "90%"}


def test_a_record_without_a_unit_or_day_is_set_aside() -> None:
    fields = FIELDS | {"as_of": "day"}
    rows = [
        {"unit": None, "value": 1, "day": "2023-06-30"},
        {"unit": "2", "value": 1, "day": "6/30/2023"},
        {"unit": "3", "value": 1, "day": "2023-06-30"},
    ]
    found = read({"data": rows}, fields=fields)
    assert [one.unit_code for one in found.readings] == ["3"]
    assert [(one.place, one.rule) for one in found.set_aside] == [("record 1", "no_unit"), ("record 2", "not_a_day")]


@pytest.mark.parametrize(
    "record",
    [
        {"unit": "1", "value": 1, "note": "026099001234"},
        {"unit": "1", "value": 1, "note": {"deep": ["số 026 099 001 234."]}},
        {"unit": "1", "value": 26099001234},
        {"unit": "1", "value": 126099001234.0},
        {"unit": "1", "value": 1, "026099001234": "Nguyễn"},
    ],
)
def test_personal_numbers_are_named_by_record_and_never_shown(record: dict[str, Any]) -> None:
    with pytest.raises(PersonalNumbers) as caught:
        read({"data": [{"unit": "9", "value": 2}, record]})
    assert caught.value.places == ("record 2",)
    assert "99001234" not in str(caught.value)


@pytest.mark.parametrize("body", ['{"data": [], "error": "026099001234"}', "<p>026099001234", '{"cccd": "026099001234'])
def test_a_document_that_fails_is_not_kept_either_when_it_holds_personal_numbers(body: str) -> None:
    with pytest.raises(PersonalNumbers):
        read(body)


def test_fewer_records_than_the_source_says_are_a_fault() -> None:
    body = {"total": 3, "data": [{"unit": "1", "value": 5}, {"unit": "2", "value": 6}, {"unit": "2", "value": 6}]}
    rules = [(one.rule, one.failing) for one in read(body, total="total").set_aside]
    assert ("records_missing", True) in rules
    assert read({"total": 2, "data": body["data"][:2]}, total="total").set_aside == ()  # type: ignore[index]
    (unknown,) = read({"data": [{"unit": "1", "value": 5}]}, total="total").set_aside
    assert (unknown.rule, unknown.failing) == ("records_missing", True)


PAGED = {"parameter": "page", "last": "pages", "size_parameter": "per", "size": 2}


def paged(asked: Asked, count: int = 5, size: int = 2) -> list[bytes]:
    number = int(parse_qs(urlsplit(asked.path).query)["page"][0])
    rows = [{"unit": str(n), "value": n} for n in range((number - 1) * size, min(number * size, count))]
    return [answer(json.dumps({"pages": -(-count // size), "total": count, "data": rows}).encode())]


def test_all_pages_are_kept_as_one_snapshot_and_read(serve: Serve) -> None:
    source = serve(paged)
    configured = config(address=source.address + "/list?k=v", paging=PAGED, total="total")
    snapshot = KIND.fetch(configured, loopback_access(secret="key"), NOW)
    assert [asked.path for asked in source.asked] == [f"/list?k=v&per=2&page={n}" for n in (1, 2, 3)]
    assert {asked.headers["authorization"] for asked in source.asked} == {"Bearer key"}
    assert snapshot.media_type == "application/json-seq"
    assert [json.loads(part)["total"] for part in snapshot.body.split(b"\x1e")[1:]] == [5, 5, 5]
    found = KIND.read(snapshot, configured)
    assert [one.value for one in found.readings] == [0, 1, 2, 3, 4]
    assert found.set_aside == ()
    assert found.readings[2].evidence.cell == "page 2: data[0].value"
    first = KIND.read(Snapshot(b"\x1e" + snapshot.body.split(b"\x1e")[1], "file", NOW), configured)
    assert len([one for one in first.set_aside if one.rule == "records_missing"]) == 2


@pytest.mark.parametrize("parameter", ["page", None])
def test_pages_are_followed_by_what_each_says_of_the_next(serve: Serve, parameter: str | None) -> None:
    def answering(asked: Asked) -> list[bytes]:
        number = int(parse_qs(urlsplit(asked.path).query).get("page", ["1"])[0])
        following = None if number == 3 else (number + 1 if parameter else f"?page={number + 1}")
        return [answer(json.dumps({"next": following, "data": [{"unit": str(number), "value": 1}]}).encode())]

    source = serve(answering)
    configured = config(address=source.address + "/a", paging={"next": "next", "parameter": parameter})
    found = KIND.read(KIND.fetch(configured, loopback_access(), NOW), configured)
    assert [one.unit_code for one in found.readings] == ["1", "2", "3"]
    assert found.set_aside == ()


@pytest.mark.parametrize(
    ("content", "paging", "words"),
    [
        ({"next": "http://localhost:1/"}, {"next": "next"}, "another host"),
        ({"next": "?page=1"}, {"next": "next"}, "an earlier page again"),
        ({"next": ["x"]}, {"next": "next"}, "neither an address"),
        ({"pages": 5000}, PAGED, "says 5000 pages; at most 1000"),
        ({"pages": 3}, PAGED, "page 2 is an earlier page again"),
    ],
)
def test_paging_ends_in_words_when_it_leads_astray(serve: Serve, content: Any, paging: Any, words: str) -> None:
    source = serve(lambda _: [answer(json.dumps(content | {"data": [{"unit": "1", "value": 1}]}).encode())])
    with pytest.raises(FetchError, match=words):
        KIND.fetch(config(address=source.address, paging=paging), loopback_access(), NOW)


def test_a_page_that_is_html_is_kept_and_named(serve: Serve) -> None:
    source = serve(lambda asked: paged(asked) if "page=1" in asked.path else [answer(b"<html>\x1ebusy</html>")])
    configured = config(address=source.address, paging=PAGED)
    snapshot = KIND.fetch(configured, loopback_access(), NOW)
    with pytest.raises(ReadError, match=r"^page 2 of 2: HTML where JSON was expected$"):
        KIND.read(snapshot, configured)


def test_packed_and_marked_json_is_read(serve: Serve, access: Access) -> None:
    body = "\ufeff" + records("12")
    source = serve(lambda _: [answer(gzip.compress(body.encode()), Content_Encoding="gzip")])
    configured = config(address=source.address)
    assert [one.value for one in KIND.read(KIND.fetch(configured, access, NOW), configured).readings] == [12]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"records": "data[?a=1]"}, r"at character \d+"),
        ({"records": "data["}, "at character"),
        ({"records": ""}, "empty"),
        ({"records": "nosuch(@)"}, "nosuch"),
        ({"records": "[" * 5000}, "JMESPath"),
        ({"address": "file:///etc/passwd"}, "http://host/path"),
        ({"paging": {"parameter": "page"}}, "either last"),
        ({"paging": {"last": "n"}}, "by which parameter"),
        ({"fields": {"figures": FIELDS["figures"]}}, "unit_code"),
        ({"page_as_of": "a", "fields": FIELDS | {"as_of": "b"}}, "not in both"),
    ],
)
def test_a_wrong_configuration_is_refused_before_any_run(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        config(**changes)


def test_a_configuration_survives_its_way_to_the_child_process() -> None:
    whole = config(paging=PAGED, total="total", fields=FIELDS | {"as_of": "day"})
    assert JsonApiConfig.model_validate_json(whole.model_dump_json()) == whole


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["unit", "value", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=timedelta(seconds=2))
@given(st.lists(JSON_VALUES, max_size=4))
def test_any_json_is_read_or_refused(rows: list[Any]) -> None:
    try:
        found = read({"data": rows})
    except ReadError:
        return
    assert all(isinstance(one.value, int) for one in found.readings)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with pytest.raises(ReadError):
        read(b'{"data": [' + body)
