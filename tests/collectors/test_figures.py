"""A cell says one number or none: what could be two is refused, whichever way it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.figures.cell import (
    NotReported,
    Scale,
    Unreadable,
    WrittenFloat,
    count_in,
    day_in,
    name_in,
    share_in,
)
from collectors.figures.figure import FigureConfig
from collectors.reading import LARGEST_COUNT

COUNTS: list[tuple[object, int]] = [
    (0, 0), ("0", 0), (45000, 45000), (45000.0, 45000), ("45000", 45000), ("45.000", 45000), ("45,000", 45000),
    ("45 000", 45000), ("1\u00a0234\u00a0567", 1234567), ("12.345.678", 12345678), (" 7 ", 7), ("9.015,00", 9015),
    ("9015.00", 9015), ("15,0", 15), ("12,005", 12005), (WrittenFloat("1e3"), 1000), (WrittenFloat("77.0"), 77),
]  # fmt: skip
NO_COUNTS: list[tuple[object, str]] = [
    (48.2, "not_whole"), ("48.2", "not_whole"), ("0.123", "not_whole"), ("585.673,5,1", "not_a_number"),
    ("1.234,567.8", "not_a_number"), ("45.00.000", "not_a_number"), ("1,234.567", "not_whole"), (-5, "negative"),
    ("-5", "negative"), ("−5", "negative"), (True, "not_a_number"), (float("nan"), "not_a_number"),
    (float("inf"), "not_a_number"), ("NaN", "not_a_number"), ("1e5", "not_a_number"), ("８８４５０", "not_a_number"),
    ("٤٥", "not_a_number"), ("007", "not_a_number"), ("12 thẻ", "not_a_number"), ([], "not_a_number"),
    (date(2023, 7, 5), "not_a_number"), (10**13, "too_large"), ("9" * 400, "not_a_number"),
    ("5/7/2023", "not_a_number"),
    (WrittenFloat("77.000"), "ambiguous_number"), (WrittenFloat("45.120"), "ambiguous_number"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "count"), COUNTS, ids=repr)
def test_a_count_is_read_in_every_clear_form(cell: object, count: int) -> None:
    assert count_in(cell) == count


@pytest.mark.parametrize(("cell", "rule"), NO_COUNTS, ids=lambda value: repr(value)[:30])
def test_what_is_no_count_is_refused_by_rule(cell: object, rule: str) -> None:
    with pytest.raises(Unreadable) as caught:
        count_in(cell)
    assert caught.value.rule == rule


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "x", "X", "N/A", "chưa báo cáo", "Chưa có", "…"])
def test_not_reported_is_neither_nought_nor_a_fault(cell: object) -> None:
    for read in (count_in, lambda cell: share_in(cell, None)):
        with pytest.raises(NotReported):
            read(cell)


@given(st.integers(0, LARGEST_COUNT), st.sampled_from([".", ",", " ", "\u00a0"]))
def test_grouped_counts_come_back_as_they_were_written(number: int, separator: str) -> None:
    assert count_in(f"{number:,}".replace(",", separator)) == number


@given(st.one_of(st.text(max_size=12), st.text("0123456789., -%", max_size=12), st.floats(), st.integers()))
def test_any_cell_is_a_plain_number_or_is_refused(cell: object) -> None:
    for read in (count_in, lambda cell: share_in(cell, None), lambda cell: share_in(cell, Scale.PERCENT)):
        try:
            number = read(cell)
        except Unreadable:
            continue
        assert 0 <= number <= LARGEST_COUNT


@pytest.mark.parametrize(
    ("cell", "scale", "heading", "share"),
    [
        ("97,2%", None, False, 0.972), ("97.2 %", None, False, 0.972), ("1%", None, True, 0.01),
        ("25.00%", None, False, 0.25), ("97,125%", None, False, 0.97125), (97.2, None, False, 0.972),
        (97.2, None, True, 0.972), (1.5, None, True, 0.015), ("98,50", None, True, 0.985), (0, None, True, 0),
        (0.972, Scale.SHARE, False, 0.972), (1, Scale.SHARE, False, 1), (0.9, Scale.PERCENT, True, 0.009),
        (1.1194, Scale.SHARE, False, 1.1194), (WrittenFloat("0.985"), Scale.SHARE, False, 0.985),
    ],
)  # fmt: skip
def test_a_share_is_read_on_the_scale_that_is_said(
    cell: object, scale: Scale | None, heading: bool, share: float
) -> None:
    assert share_in(cell, scale, heading) == share


@pytest.mark.parametrize(
    ("cell", "heading", "rule"),
    [
        (1, True, "ambiguous_number"), (0.9, True, "ambiguous_number"), ("0,9", True, "ambiguous_number"),
        (0.972, False, "ambiguous_number"), (9.5, False, "ambiguous_number"), (-3, True, "negative"),
        (5000, True, "not_a_share"), ("1.119,4%", False, "not_a_share"), (True, True, "not_a_number"),
    ],
)  # fmt: skip
def test_a_share_that_could_be_two_is_refused(cell: object, heading: bool, rule: str) -> None:
    with pytest.raises(Unreadable) as caught:
        share_in(cell, None, heading)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("30/6/2023", date(2023, 6, 30)), ("7/6/2023", date(2023, 6, 7)), ("30.06.2023", date(2023, 6, 30)),
        ("2023-06-30", date(2023, 6, 30)), (date(2023, 6, 30), date(2023, 6, 30)),
        (datetime(2023, 6, 30, 23), date(2023, 6, 30)),  # noqa: DTZ001 - as a workbook gives it
        ("2023-06-29T17:00:00Z", date(2023, 6, 30)), ("2023-06-30T23:59:59+07:00", date(2023, 6, 30)),
        (datetime(2023, 6, 29, 17, tzinfo=UTC), date(2023, 6, 30)),
    ],
)  # fmt: skip
def test_a_day_is_day_first_and_local(cell: object, day: date) -> None:
    assert day_in(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "6/30/2023",
        "31/6/2023",
        "30/6/23",
        45107.0,
        45107,
        "",
        None,
        "30/06-2023",
        "2023-13-01",
        "1/1/0023",
        "３0/6/2023",
    ],
)
def test_what_is_no_day_is_refused(cell: object) -> None:
    with pytest.raises(Unreadable):
        day_in(cell)


def test_names_keep_their_prefix_and_lose_a_notes_star() -> None:
    assert [name_in(cell) for cell in ("Huyện  Sông Lô (*)", "TP. Vĩnh Yên**", "08740", 243.0, " ", None)] == [
        "Huyện Sông Lô", "TP. Vĩnh Yên", "08740", "243", None, None
    ]  # fmt: skip
    for cell in (True, ["a"], "a\0b", 1.5):
        with pytest.raises(Unreadable):
            name_in(cell)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"indicator": "own", "value": "x"}, "say its measure"),
        ({"indicator": "eid_activated"}, "say where the value"),
        ({"indicator": "eid_activated", "ratio": "x"}, "share of"),
        ({"indicator": "eid_activated", "count": "x", "value": "y"}, "numerator"),
        ({"indicator": "on_time_rate", "ratio": "x", "of": "target"}, "its value"),
        ({"indicator": "on_time_rate", "count": "x"}, "count and out_of"),
        ({"indicator": "eid_activated", "value": "x", "measure": "cards"}, "leave measure out"),
        ({"indicator": "eid_activated", "value": "x", "colour": "red"}, "colour"),
    ],
)
def test_a_figure_that_cannot_be_read_is_refused_in_the_campaign_file(figure: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        FigureConfig.model_validate(figure)
