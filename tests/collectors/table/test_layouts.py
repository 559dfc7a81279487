"""A table that a library writes in any layout an office uses reads back, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import Over, csv_text, read, told, workbook

DAY = date(2023, 6, 30)
# What each column's heading says, in its block and in its own words, and the indicator that it is.
COUNTS = {
    "id_card_received": ("Căn cước công dân", "Hồ sơ thu nhận", "Số hồ sơ CCCD đã thu nhận"),
    "id_card_issued": ("Cấp căn cước công dân", "Đã cấp", "Số thẻ CCCD đã cấp"),
    "eid_approved": ("Tài khoản định danh điện tử", "Đã phê duyệt", "Số tài khoản ĐDĐT đã phê duyệt"),
    "eid_activated": ("Kích hoạt tài khoản định danh điện tử", "Thực hiện", "Số tài khoản ĐDĐT đã kích hoạt"),
    "org_eid_issued": ("Tài khoản định danh tổ chức", "Đã cấp", "Số tài khoản định danh tổ chức đã cấp"),
}
RATES = {
    "on_time_rate": "Tỷ lệ hồ sơ giải quyết đúng hạn (%)",
    "digital_signing_rate": "Tỷ lệ văn bản ký số (%)",
    "online_application_rate": "Tỷ lệ hồ sơ nộp trực tuyến (%)",
}
UNITS = ["Thành phố Vĩnh Yên", "Thành phố Phúc Yên", "Huyện Tam Đảo", "Huyện Sông Lô", "Huyện Lập Thạch", "Bình Xuyên"]
NOTES = [[], [None, "(*) chưa gồm 1.250 hồ sơ"], ["Người lập biểu", None, "KT. TRƯỞNG PHÒNG"]]


@dataclass(frozen=True)
class Table:
    """What a table is to say, and how it is laid out."""

    units: list[str]
    counts: dict[str, list[int]]
    rates: dict[str, list[float]]
    thousands: bool
    has_totals: bool
    has_groups: bool
    has_marks: bool
    has_notes: bool

    @property
    def due(self) -> dict[tuple[str, str | None], float]:
        """Each figure that is said, by indicator and unit."""
        said = {(name, unit): row[n] for name, row in self.counts.items() for n, unit in enumerate(self.units)}
        rates = {
            (name, unit): round(row[n] / 100, 6)
            for name, row in self.rates.items()
            for n, unit in enumerate(self.units)
        }
        return said | rates

    def count(self, number: int) -> Any:
        """A count as the table writes it."""
        return number / 1000 if self.thousands else number


@st.composite
def tables(draw: st.DrawFn) -> Table:
    units = draw(st.permutations(UNITS))[: draw(st.integers(2, 6))]
    counts = draw(st.lists(st.sampled_from(sorted(COUNTS)), min_size=1, max_size=4, unique=True))
    rates = draw(st.lists(st.sampled_from(sorted(RATES)), max_size=2, unique=True))
    # In thousands "1,001" could be 1.001 or 1,001 of them, and is set aside.
    thousands = draw(st.booleans())
    whole = st.integers(1, 9000).map(lambda n: n * 100) if thousands else st.integers(1, 900_000)
    numbers = st.lists(whole, min_size=len(units), max_size=len(units))
    shares = st.lists(st.integers(20, 1000).map(lambda n: n / 10), min_size=len(units), max_size=len(units))
    flags = [draw(st.booleans()) for _ in range(4)]
    said = {name: draw(numbers) for name in counts}, {name: draw(shares) for name in rates}
    return Table(units, *said, thousands, *flags)


def above(table: Table) -> list[list[Any]]:
    measure = [["Đơn vị tính: nghìn"]] if table.thousands else []
    return [["KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06"], ["(Số liệu tính đến ngày 30/6/2023)"], *measure]


def below(table: Table) -> list[list[Any]]:
    return [*NOTES, [None, None, "Vĩnh Phúc, ngày 3 tháng 7 năm 2023"]] if table.has_notes else []


def row_of(table: Table, ordinal: Any, name: str, at: slice) -> list[Any]:
    """A row of a unit, or of several added up."""
    counts = [table.count(sum(row[at])) for row in table.counts.values()]
    rates = [row[at][0] if at.stop - at.start == 1 else None for row in table.rates.values()]
    return [ordinal, name, *counts, *rates]


def body(table: Table) -> list[list[Any]]:
    """The rows of the units, with totals and groups."""
    size = len(table.units)
    rows = [row_of(table, n + 1, unit, slice(n, n + 1)) for n, unit in enumerate(table.units)]
    if table.has_groups:
        rows.insert(1, row_of(table, "II", "Khối huyện", slice(1, size)))
        rows.insert(0, row_of(table, "I", "Khối thành phố", slice(0, 1)))
    marks = [[f"({n + 1})" for n in range(len(rows[0]))]] if table.has_marks else []
    totals = [row_of(table, None, "Tổng cộng", slice(0, size))] if table.has_totals else []
    return [*marks, *rows, *totals]


def upright(table: Table) -> list[list[Any]]:
    heads = [*(COUNTS[name][2] for name in table.counts), *(RATES[name] for name in table.rates)]
    return [*above(table), ["STT", "Đơn vị", *heads], *body(table), *below(table)]


def under_blocks(table: Table) -> list[list[Any]]:
    """Headings in two rows: each count in a block of its own with the day's flow before it."""
    first: list[Any] = [Over("STT", rows=2), Over("Tên đơn vị", rows=2)]
    second: list[Any] = [None, None]
    for name in table.counts:
        first += [Over(COUNTS[name][0], columns=2), None]
        second += ["Trong tuần", COUNTS[name][1]]
    first += [Over(RATES[name], rows=2) for name in table.rates]
    counted = len(table.counts)
    rows = [
        [*row[:2], *(each for cell in row[2 : 2 + counted] for each in (7, cell)), *row[2 + counted :]]
        for row in body(table)
        if row[0] != "(1)"
    ]
    return [*above(table), first, second, *rows, *below(table)]


def turned(table: Table) -> list[list[Any]]:
    """A row an indicator, a column a unit, with what each row is counted in."""
    measure = "nghìn" if table.thousands else "trường hợp"
    heads = ["STT", "Chỉ tiêu", "ĐVT", *table.units, *(["Tổng cộng"] if table.has_totals else [])]
    rows: list[list[Any]] = [
        [COUNTS[name][2], measure, *map(table.count, row), *([table.count(sum(row))] if table.has_totals else [])]
        for name, row in table.counts.items()
    ]
    rows += [[RATES[name], "%", *row] for name, row in table.rates.items()]
    return [*above(table)[:2], heads, *([n + 1, *row] for n, row in enumerate(rows)), *below(table)]


def one_a_row(table: Table) -> list[list[Any]]:
    """A row a figure: unit, indicator, value."""
    rows: list[list[Any]] = []
    for n, unit in enumerate(table.units):
        rows += [[unit, COUNTS[name][2], table.count(row[n])] for name, row in table.counts.items()]
        rows += [[unit, RATES[name], row[n]] for name, row in table.rates.items()]
    return [*above(table), ["Đơn vị", "Chỉ tiêu", "Giá trị"], *rows, *below(table)]


LAYOUTS = (upright, under_blocks, turned, one_a_row)


@given(tables(), st.sampled_from(LAYOUTS), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_table_in_any_layout_reads_back(table: Table, layout: Any, as_csv: bool) -> None:
    rows = layout(table)
    width = max(len(row) for row in rows)
    if as_csv and layout is not under_blocks:
        body = csv_text([[*row, *[None] * (width - len(row))] for row in rows])
    else:
        body = workbook(rows)
    found = read(body)
    assert told(found) == table.due
    assert {one.as_of for one in found.readings} == {DAY}
    assert not [one for one in found.set_aside if one.failing or one.rule == "sum_differs"]
