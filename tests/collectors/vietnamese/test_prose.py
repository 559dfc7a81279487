"""What is read in prose: what it says, nothing that it doesn't, in any text, in linear time."""

from __future__ import annotations

import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import OWN, differences, readings_of, statements

from collectors.reading import Measure, Of, Precision
from collectors.reading import Warning as Caution
from collectors.vietnamese.grammar import GRAMMAR
from collectors.vietnamese.lexicon import phrases_of, spelled_out
from collectors.vietnamese.phrases import BUILT_IN_PHRASES, Phrases, Wording
from collectors.vietnamese.prose import read_prose

PUBLISHED = date(2023, 10, 19)
SHARED_STATEMENTS = ("data/statements.jsonl", "cases/files/prose-open.jsonl")


@pytest.mark.parametrize("statement", [pytest.param(each, id=each["id"]) for each in statements(OWN)])
def test_a_statement_gives_its_facts_and_no_others(statement: dict[str, Any]) -> None:
    assert not differences(statement["facts"], readings_of(statement["text"], statement["published"]))


@pytest.mark.parametrize("name", SHARED_STATEMENTS)
def test_the_statements_of_others_are_read_as_well(shared: Path, name: str) -> None:
    wrong = {
        each["id"]: found
        for each in statements(shared / name)
        if (found := differences(each["facts"], readings_of(each["text"], each["published"])))
    }
    assert not wrong


def test_a_decomposed_text_says_the_same_and_keeps_its_own_places() -> None:
    for each in statements(OWN):
        text = unicodedata.normalize("NFD", each["text"])
        readings = readings_of(text, each["published"])
        assert not differences(each["facts"], readings), each["id"]
        for reading in readings:
            assert reading.evidence.span is not None
            assert text[slice(*reading.evidence.span)] == reading.evidence.quote
            assert reading.unit is None or unicodedata.is_normalized("NFC", reading.unit)


def test_what_no_rule_can_settle_is_named_or_warned_of() -> None:
    fraction = read_prose("Xã Kim Long kích hoạt 12,5 tài khoản định danh điện tử.", PUBLISHED, BUILT_IN_PHRASES)
    assert [each.rule for each in fraction.set_aside] == ["not_a_count"]
    either = read_prose("Cả nước kích hoạt 1.234 triệu tài khoản định danh điện tử.", PUBLISHED, BUILT_IN_PHRASES)
    assert not either.readings
    assert [each.rule for each in either.set_aside] == ["ambiguous_number"]
    (no_day,) = readings_of("Tính đến 31/6/2023, xã Nhạo Sơn cấp 2.910 thẻ căn cước.", "2023-08-15")
    assert (no_day.as_of, no_day.warnings) == (date(2023, 8, 15), (Caution.AMBIGUOUS_DATE,))
    (slip,) = readings_of("Đến ngày 20/8, xã Nhạo Sơn cấp 2.910 thẻ căn cước.", "2023-08-15")
    assert slip.warnings == (Caution.AMBIGUOUS_DATE,)


def test_a_headline_and_its_article_are_one_reading_with_the_article_s_day() -> None:
    text = (
        "Tam Đảo kích hoạt 41.390 tài khoản định danh điện tử\n\n"
        "Đến 30/6/2023, Tam Đảo kích hoạt 41.390 tài khoản định danh điện tử."
    )
    (reading,) = readings_of(text, "2023-07-03")
    assert reading.as_of == date(2023, 6, 30)


def test_a_heading_dates_the_paragraphs_below_it() -> None:
    text = "(Số liệu tính đến ngày 30/6/2023)\n\nXã Minh Quang cấp 5.210 thẻ căn cước công dân.\n\nTin khác."
    (reading,) = readings_of(text, "2023-07-12")
    assert reading.as_of == date(2023, 6, 30)
    assert reading.as_of_precision is Precision.DAY


def test_a_line_folded_by_an_editor_is_one_sentence() -> None:
    text = (
        "Tính đến hết ngày 30 tháng 6 năm 2023, toàn huyện Yên Lạc kích hoạt được\n70.815 tài khoản định danh điện tử."
    )
    assert [reading.value for reading in readings_of(text, "2023-07-12")] == [70815]


def test_a_campaign_s_own_phrases_are_read_like_those_built_in() -> None:
    phrases = Phrases(
        {"health_book": "sổ sức khỏe điện tử"},
        {"create": "tạo lập; lập"},
        (Wording("health_book_created", Measure.ACCOUNTS, "health_book", ("create",), ("person",)),),
        {},
    )
    found = read_prose(
        "Đến 30/6/2023, huyện Sông Lô tạo lập 80.112 sổ sức khỏe điện tử, đạt 91% chỉ tiêu.", PUBLISHED, phrases
    )
    (reading,) = found.readings
    assert (reading.indicator, reading.unit, reading.value) == ("health_book_created", "huyện Sông Lô", 80112)
    assert (reading.ratio, reading.of, reading.as_of) == (0.91, Of.TARGET, date(2023, 6, 30))


def _words() -> list[str]:
    tables = [*GRAMMAR.values(), *BUILT_IN_PHRASES.subjects.values(), *BUILT_IN_PHRASES.actions.values()]
    return [each for table in tables for phrase, _ in phrases_of({0: table}) for each in spelled_out(phrase)]


FIGURES = (
    "5.000", "95%", "62/133", "1,5 triệu", "30/6/2023", "ngày 31/2", "tháng 13", "0", "2023", "năm", "9.9.9", "12,5%",
    "hai mươi", "Vĩnh Yên", "huyện Tam Đảo", "Sở Y tế", "xyz", "\n", "\n\n- ", "|", "7h30", "06/QĐ-TTg", "9" * 20,
    "1.000.000 tỷ", "June 31, 2023", "May", ",", ";", ":", "(", ")", ".",
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from([*_words(), *FIGURES]), max_size=40).map(" ".join)))
def test_any_text_is_read_without_an_error_and_quoted_where_it_stands(text: str) -> None:
    found = read_prose(text, PUBLISHED, BUILT_IN_PHRASES)
    for reading in found.readings:
        assert reading.evidence.span is not None
        assert text[slice(*reading.evidence.span)] == reading.evidence.quote
        assert reading.as_of <= PUBLISHED


ORDINARY = (
    "Đến hết ngày 30/9/2023, huyện Tam Đảo kích hoạt 41.250 tài khoản định danh điện tử, đạt 92,5% chỉ tiêu. "
    "Cán bộ các xã hướng dẫn người dân nộp hồ sơ tại nhà và trả lời mọi câu hỏi của bà con. "
)
PIECES = (
    "1", "1.1.1.1", "5 ", "5|", "1/", ",", "()", "A-", "😀", "\n", "a\u0301\u0323", "mục ", "tỉnh ", "Vĩnh Yên, ",
    "kích hoạt tài khoản ", "kích hoạt 5 ", "kích hoạt 5 tài khoản định danh, ", "cấp 5.000 thẻ căn cước ",
    "đúng hạn 5%, cấp xã ",
)  # fmt: skip


def _seconds(piece: str, length: int) -> float:
    text = piece * (length // len(piece))
    began = time.process_time()
    read_prose(text, PUBLISHED, BUILT_IN_PHRASES)
    return time.process_time() - began


@pytest.mark.parametrize("piece", PIECES)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    _seconds(piece, 1_000)
    assert _seconds(piece, 20_000) < 25 * _seconds(piece, 2_000) + 0.2


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_many_times_as_long_as_an_ordinary_one_of_its_length(piece: str) -> None:
    _seconds(ORDINARY, 1_000)
    assert _seconds(piece, 12_000) < 15 * _seconds(ORDINARY, 12_000) + 0.1


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            "Toàn tỉnh cấp 612.000 thẻ căn cước công dân. Trong đó huyện Sông Lô cấp 48.000 thẻ.\n\n"
            "Tỷ lệ hài lòng đạt 92%.",
            None,
        ),
        ("Điển hình là xã Tề Lỗ với tỷ lệ hồ sơ đúng hạn 99,8%. Tỷ lệ hài lòng đạt 92%.", None),
        ("Huyện Sông Lô cấp 48.000 thẻ căn cước công dân.\n\nTỷ lệ hài lòng đạt 92%.", "Huyện Sông Lô"),
        ("Huyện Sông Lô cấp 48.000 thẻ căn cước.\n\nXã Tề Lỗ cấp 900 thẻ căn cước.\n\nTỷ lệ hài lòng đạt 92%.", None),
        ("Xã Tề Lỗ cấp 900 thẻ căn cước.\n\n2. Huyện Sông Lô\n\nTỷ lệ hài lòng đạt 92%.", "Huyện Sông Lô"),
    ],
)
def test_a_unit_that_is_only_an_example_owns_nothing_of_what_follows_but_a_heading_s_does(
    text: str, unit: str | None
) -> None:
    assert readings_of(text, "2023-08-20")[-1].unit == unit


def test_a_limit_is_no_certain_day() -> None:
    (reading,) = readings_of("Trước ngày 30/6, xã Tề Lỗ cấp 2.910 thẻ căn cước.", "2023-08-15")
    assert (reading.as_of, reading.warnings) == (date(2023, 6, 30), (Caution.AMBIGUOUS_DATE,))
