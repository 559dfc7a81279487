"""Digits that name something are no figures, and leave the figures beside them as they are."""

from __future__ import annotations

from datetime import date

import pytest

from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose

FIGURE = "Đến 30/6/2023, huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu"
ALONE = "Người dân kích hoạt tài khoản định danh điện tử {}."


@pytest.mark.parametrize(
    "tail",
    [
        "theo Quyết định số 06/QĐ-TTg", "theo Nghị định 59/2022/NĐ-CP", "theo khoản 2 Điều 3 Luật Căn cước",
        "(Điều 19)",
        "tại mục II.3", "(điện thoại: 0211.3.862.480)", "(ĐT: 0211 3862 480)", "(hotline 1900 0368)", "lúc 17h30",
        "cho công dân từ đủ 14 tuổi", "(Biểu 1)", "(Hình 2)", "(1)", "(1) và (2)", "[1]", "phục vụ 24/7", "nhờ mạng 5G",
        "sau dịch COVID-19", "nhờ xe 88A-123.45", "tại Km 12+500", "tăng 2,5 điểm phần trăm", "(+2,5%)", "(-2,5%)",
        "qua ứng dụng phiên bản 2.1.6", "từ địa chỉ 10.0.0.1", "với kinh phí 1.200 tỷ đồng", "tại số 12 Nguyễn Trãi",
        "trong 45 ngày", "theo Luật số 26/2023/QH15", "kỳ họp thứ 10, khóa XV", "từ 7:00-22:00", "tại phòng 305",
    ],
)  # fmt: skip
def test_what_only_names_something_changes_no_figure_before_it(tail: str) -> None:
    found = read_prose(f"{FIGURE} {tail}.", date(2023, 7, 20), BUILT_IN_PHRASES)
    said = [(reading.value, reading.ratio, reading.out_of, reading.warnings) for reading in found.readings]
    assert (said, found.set_aside) == ([(48000, 0.8, None, ())], ())


@pytest.mark.parametrize(
    "head",
    ["1. ", "1) ", "(1) ", "1/ ", "1- ", "a) ", "[1] ", "1.1. ", "I. ", "Biểu 1. ", "Bước 2: ", "17h30, ", "01. "],
)
def test_a_list_s_number_is_no_figure(head: str) -> None:
    found = read_prose(f"{head}{FIGURE}.", date(2023, 7, 20), BUILT_IN_PHRASES)
    assert [(reading.value, reading.ratio) for reading in found.readings] == [(48000, 0.8)]


@pytest.mark.parametrize(
    "said",
    [
        "1900.0368", "19000368", "0912 345 678", "(0211) 3.862.480", "điện thoại: 3.862.480", "hotline: 1900.0368",
        "theo Điều 12", "Hình 2", "Bước 1", "24/7", "qua mạng 5G", "29A-123.45", "COVID-19", "$500", "30.000 đồng",
        "12 km",
        "12km", "gồm 12 chữ số", "ISO 9001:2015", "từ 7h30-11h30", "từ thứ 2 đến thứ 6", "phiên bản 2.1.6",
    ],
)  # fmt: skip
def test_what_only_names_something_is_no_figure_alone(said: str) -> None:
    found = read_prose(ALONE.format(said), date(2023, 7, 20), BUILT_IN_PHRASES)
    assert (found.readings, found.set_aside) == ((), ())
