"""Cells of prose: what is told under a heading of results is read, what stands under one of tasks or plans never."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from collectors.document.contents import Cell, Contents, Paragraph, grid_of
from collectors.document.figures import figures_in
from collectors.reading import Readings
from collectors.vietnamese.phrases import BUILT_IN_PHRASES

PLAN = "Kích hoạt đủ 650.000 tài khoản định danh điện tử trong năm"
DONE = "Toàn tỉnh đã kích hoạt 585.673 tài khoản định danh điện tử."


def read(*rows: Sequence[str], before: Sequence[str] = ("Tỉnh Vĩnh Phúc báo cáo:",)) -> Readings:
    grid = grid_of([[Cell(text) for text in row] for row in rows], "table 1")
    blocks = (*map(Paragraph, before), grid)
    return figures_in(Contents(blocks), date(2023, 7, 3), BUILT_IN_PHRASES)


@pytest.mark.parametrize(
    "heading", ["Kết quả", "Kết quả thực hiện nhiệm vụ", "Tình hình thực hiện", "Tiến độ thực hiện"]
)
@pytest.mark.parametrize("before", [("Tỉnh Vĩnh Phúc báo cáo:",), ()])
def test_a_cell_that_tells_results_is_read_with_its_cell_and_the_day_of_its_heading(
    heading: str, before: Sequence[str]
) -> None:
    head = ["STT", "Nhiệm vụ", "Giải pháp", f"{heading} đến 30/6/2023"]
    found = read(head, ["1", PLAN, PLAN, DONE], before=before)
    (reading,) = found.readings
    assert (reading.value, reading.as_of, reading.evidence.cell) == (585673, date(2023, 6, 30), "table 1!D2")
    assert found.text is not None
    assert reading.evidence.span is not None
    assert found.text[slice(*reading.evidence.span)] == DONE


@pytest.mark.parametrize(
    "heading", ["Nhiệm vụ", "Mục tiêu", "Kết quả dự kiến", "Kết quả cần đạt", "Giải pháp", "Kết quả cùng kỳ năm trước"]
)
def test_a_cell_under_a_heading_of_what_is_to_be_done_is_not_read(heading: str) -> None:
    assert not read(["STT", "Lĩnh vực", heading], ["1", "VNeID", DONE]).readings


def test_of_a_heading_that_is_parted_only_the_part_of_results_is_read() -> None:
    head = ["STT", "Lĩnh vực", "Kết quả", "Kết quả"], ["", "", "Mục tiêu", "Đạt được"]
    (reading,) = read(*head, ["1", "VNeID", DONE, "Đã kích hoạt 500.001 tài khoản định danh điện tử."]).readings
    assert reading.value == 500001


def test_a_figure_told_in_a_units_row_is_that_units_and_no_others() -> None:
    found = read(
        ["STT", "Đơn vị", "Kết quả"],
        ["1", "Lập Thạch", "Đã kích hoạt 66.871 tài khoản định danh điện tử."],
        ["2", "Huyện Tam Dương", "Toàn huyện đã cấp 80.432 thẻ căn cước công dân."],
        ["3", "Tam Đảo", "Trong khi huyện Sông Lô đã kích hoạt 45.500 tài khoản định danh điện tử."],
        ["", "Toàn tỉnh", DONE],
    )
    assert {reading.value: reading.unit for reading in found.readings} == {
        66871: "Lập Thạch", 80432: "Huyện Tam Dương", 45500: "huyện Sông Lô", 585673: "Tỉnh Vĩnh Phúc"
    }  # fmt: skip


def test_who_sees_to_a_task_does_not_own_its_result() -> None:
    head = ["STT", "Nhiệm vụ", "Đơn vị thực hiện", "Kết quả"]
    (reading,) = read(head, ["1", PLAN, "Sở Thông tin và Truyền thông", DONE]).readings
    assert reading.unit == "Tỉnh Vĩnh Phúc"
