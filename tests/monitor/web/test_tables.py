"""Cells that a spreadsheet must show and not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from monitor.web.api.tables import flat, guarded, to_csv, to_xlsx


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\N{NO-BREAK SPACE}"])
def test_text_that_a_spreadsheet_would_run_is_guarded(sign: str, before: str) -> None:
    written = f"{before}{sign}HYPERLINK('x')"
    assert guarded(written) == f"'{written}"


def test_numbers_and_harmless_text_stay_as_they_are() -> None:
    for cell in (-35.5, 0, None, "08707", "Huyện Yên Lạc", "đạt 5-6%"):
        assert guarded(cell) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4))
def test_csv_gives_back_every_text(texts: list[str]) -> None:
    columns = [f"c{i}" for i in range(len(texts))]
    table = to_csv(columns, [dict(zip(columns, texts, strict=True))])
    (line,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert list(line.values()) == [guarded(text) for text in texts]


def test_xlsx_cells_are_text_whatever_they_begin_with() -> None:
    table = to_xlsx(["name", "value"], [{"name": "=1+1", "value": -35.5}])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(table)).get_sheet_by_index(0)
    assert sheet.to_python()[1] == ["=1+1", -35.5]


def test_a_nested_row_is_one_line() -> None:
    row = {"unit": {"id": "26"}, "parts": {"missing": [{"id": "251"}, {"id": "252"}]}, "up": True, "value": None}
    assert flat(row) == {"unit.id": "26", "parts.missing": "251 252", "up": "true", "value": None}


def test_what_has_a_column_of_its_own_is_one_cell() -> None:
    row = {"id": 7, "details": {"rule": "stock_fell", "waived": []}}
    assert flat(row, ["id", "details"]) == {"id": 7, "details": '{"rule": "stock_fell", "waived": []}'}
