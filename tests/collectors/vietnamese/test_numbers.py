"""Numbers in both styles, with scales, in words; those that are none; and every style read back from a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Reading
from collectors.reading import Warning as Caution
from collectors.vietnamese.numbers import Number, read_number
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose
from collectors.vietnamese.styles import Style, style_of
from collectors.vietnamese.tokens import tokenise

PUBLISHED = date(2023, 7, 20)
COUNT = "Đến 30/6/2023, huyện Lập Thạch kích hoạt {} tài khoản định danh điện tử."
SHARE = "Đến 30/6/2023, huyện Lập Thạch kích hoạt tài khoản định danh điện tử đạt {} chỉ tiêu."
ENGLISH = "By June 30, 2023, Lap Thach district had activated {} electronic identification accounts."


def number(text: str, *, english: bool = False) -> Number | None:
    found = read_number(tokenise(text), 0, Style(english))
    return found[0] if found else None


def read(text: str) -> tuple[Reading, ...]:
    return read_prose(text, PUBLISHED, BUILT_IN_PHRASES).readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("585.673", "585673"), ("585,673", "585673"), ("1.497.360", "1497360"), ("812 456 hồ sơ", "812456"),
        ("812\u00a0456 hồ sơ", "812456"), ("1\u202f234\u2009567", "1234567"), ("1'234'567", "1234567"),
        ("585’673", "585673"), ("12 345,67", "12345.67"), ("５８５．６７３", "585673"), ("585\u200b.673", "585673"),
        ("111,94%", "111.94"), ("111.94 %", "111.94"), ("99,125%", "99.125"), ("９５％", "95"), ("950‰", "95.0"),
        ("950 phần nghìn", "95"), ("92 phần trăm", "92"), ("84,7 triệu", "84700000"), ("61 nghìn", "61000"),
        ("5 trăm nghìn", "500000"), ("1,052 triệu", "1052000"), ("2.250 nghìn", "2250000"), ("1,2tr", "1200000"),
        ("48k", "48000"), ("1 triệu 200 nghìn", "1200000"), ("1 triệu 052 nghìn", "1052000"),
        ("2 triệu 350 nghìn 500", "2350500"), ("48 nghìn năm trăm", "48500"), ("1 triệu 2", "1200000"),
        ("2 triệu rưỡi", "2500000"), ("nửa triệu", "500000"), ("5,3 vạn", "53000"), ("2 chục", "20"), ("05", "5"),
        ("61.5 million", "61500000"), ("half a million", "500000"), ("hai mươi mốt", "21"), ("mười lăm", "15"),
        ("hăm lăm", "25"), ("hai lăm", "25"), ("một trăm linh năm", "105"), ("một nghìn không trăm linh ba", "1003"),
        ("hai nghìn ba trăm bốn mươi lăm", "2345"), ("một triệu hai", "1200000"), ("một trăm hai", "120"),
        ("hai triệu rưỡi", "2500000"), ("một nghìn rưởi", "1500"), ("chín mươi tư phần trăm", "94"),
        ("chín mươi lăm phẩy không năm phần trăm", "95.05"), ("một phẩy hai triệu", "1200000"),
        ("two thousand three hundred and forty-five", "2345"), ("two and a half million", "2500000"),
        ("a hundred", "100"), ("two dozen", "24"), ("twenty-one", "21"), ("1.234,5%", "1234.5"), ("1,234.5%", "1234.5"),
    ],
)  # fmt: skip
def test_a_number_is_what_it_says_in_either_style(text: str, value: str) -> None:
    found = number(text)
    assert found is not None
    assert found.value == Decimal(value)


def test_a_million_may_be_one_letter_in_english() -> None:
    assert number("1.2m", english=True) == Number(Decimal(1_200_000), scaled=True)


@pytest.mark.parametrize(
    "text",
    [
        "02113.862.480", "1.1.1.1", "12.34.567", "0912", "٣٤", "một", "9" * 30, "1,2,3", "hai ba", "bốn tám nghìn",
        "chục", "dozens", "half", "hai phần",
    ],
)  # fmt: skip
def test_what_can_be_no_number_is_none(text: str) -> None:
    assert number(text) is None or number(text) == Number(Decimal(2), in_words=True)


def test_the_second_of_two_figures_in_words_is_no_number_of_its_own() -> None:
    assert read_number(tokenise("bốn tám nghìn"), 1, Style(english=False)) is None


@pytest.mark.parametrize(
    ("text", "english", "value", "ambiguous"),
    [
        ("12.005", False, "12005", False), ("12,005", False, "12005", True), ("12,005", True, "12005", False),
        ("1.234 triệu", False, "1234000000", True), ("94,037.793", True, "94037.793", True),
        ("2,250 nghìn", False, "2250", True), ("1,052 thousand", True, "1052000", False), ("1.119%", False, "1.119", 1),
    ],
)  # fmt: skip
def test_a_number_that_may_be_two_is_called_ambiguous(text: str, english: bool, value: str, ambiguous: bool) -> None:
    found = number(text, english=english)
    assert found is not None
    assert (found.value, found.ambiguous) == (Decimal(value), ambiguous)


@pytest.mark.parametrize(
    ("evidence", "figure", "value", "ambiguous"),
    [
        ("Toàn tỉnh có 1,497,360 dân. ", "12,005", 12005, False),
        ("Toàn tỉnh có 48,000 nhà. ", "12,005", 12005, False),
        ("Tỷ lệ nghèo là 95.5%. ", "12.005", 12005, False),
        ("Tỷ lệ nghèo là 95.5%. ", "1.052 triệu", 1_052_000, False),
        ("Toàn tỉnh có 1,497,360 dân, 95.5% nói tiếng Anh. ", "12.005", 12005, True),
        ("Có 1,497,360 dân, 95,5% nói tiếng Anh. ", "12,005", 12005, True),
        ("Toàn tỉnh có 1.497.360 dân. ", "812 456", 812_456, True),
    ],
)
def test_the_document_s_own_figures_decide_what_its_signs_mean(
    evidence: str, figure: str, value: int, ambiguous: bool
) -> None:
    (reading,) = read(evidence + COUNT.format(figure))
    assert (reading.value, Caution.AMBIGUOUS_NUMBER in reading.warnings) == (value, ambiguous)


def _grouped(sign: str) -> Callable[[int], str]:
    return lambda value: f"{value:,}".replace(",", sign)


GROUPINGS = [_grouped(sign) for sign in (".", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "")]


@given(st.integers(0, 10**11), st.sampled_from(GROUPINGS))
def test_every_count_reads_back_from_a_vietnamese_sentence(value: int, style: Callable[[int], str]) -> None:
    (reading,) = read(COUNT.format(style(value)))
    assert (reading.value, reading.warnings) == (value, ())


@given(st.integers(0, 10**11))
def test_a_count_in_the_other_language_s_style_reads_back_and_may_be_warned_of(value: int) -> None:
    (vietnamese,), (english,) = read(COUNT.format(f"{value:,}")), read(ENGLISH.format(f"{value:,}"))
    assert vietnamese.value == english.value == value
    assert not english.warnings


@given(
    st.integers(0, 99_999), st.integers(1, 4), st.sampled_from([",", "."]), st.sampled_from(["%", " %", " phần trăm"])
)
def test_every_share_reads_back_with_comma_and_point(digits: int, decimals: int, sign: str, percent: str) -> None:
    share = Decimal(digits).scaleb(-decimals)
    (reading,) = read(SHARE.format(f"{share:f}".replace(".", sign) + percent))
    assert reading.ratio == pytest.approx(float(share / 100), abs=1e-12)


@given(st.integers(1, 999), st.integers(0, 2), st.sampled_from([("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9)]))
def test_every_scaled_number_reads_back(digits: int, decimals: int, scale: tuple[str, int]) -> None:
    said = Decimal(digits).scaleb(-decimals)
    (reading,) = read(COUNT.format(f"{said:f} {scale[0]}".replace(".", ",")))
    assert reading.value == int(said.scaleb(scale[1]))


_FIGURES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_vietnamese(value: int) -> str:
    """A number below a thousand million in words, as a speaker from the North says it."""
    parts = []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = value // scale % 1000
        if group:
            parts.append(f"{_section(group, bool(parts))} {name}".strip())
    return " ".join(parts)


def _section(group: int, inside: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [_FIGURES[hundreds], "trăm"] if hundreds or inside else []
    if tens > 1:
        said += [_FIGURES[tens], "mươi"]
    elif tens == 1:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones:
        said.append({1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}.get(ones, _FIGURES[ones]))
    return " ".join(said)


@given(st.integers(2, 10**9 - 1))
def test_every_number_in_vietnamese_words_reads_back(value: int) -> None:
    found = number(in_vietnamese(value))
    assert found is not None
    assert found.whole == value


@pytest.mark.parametrize(
    "said",
    [
        "48.000-50.000", "48.000 – 50.000", "48.000 đến 50.000", "từ 48.000 đến 50.000", "48.000 hoặc 50.000",
        "1-2 triệu", "giữa 48.000 và 50.000", "mười đến mười hai nghìn", "+48.000", "1/3", "1/3 số", "9 trên 10",
        "hàng nghìn",
        "bốn tám nghìn", "12,5",
    ],
)  # fmt: skip
def test_a_range_a_change_and_a_manner_of_speaking_are_no_figures(said: str) -> None:
    assert not read(COUNT.format(said))


@pytest.mark.parametrize("said", ["90-95%", "90%-95%", "90–95 %", "từ 20% đến 30%", "20% đến 30%", "(-5%)", "(+5,2%)"])
def test_a_range_of_shares_and_a_signed_change_are_no_figures(said: str) -> None:
    assert not read(SHARE.format(said))


@pytest.mark.parametrize(
    ("said", "value"), [("-48.000", 48000), ("48. 000", 48000), ("48 .000", 48000), ("48, 000", 48000)]
)
def test_a_number_torn_by_a_space_or_behind_a_dash_is_warned_of(said: str, value: int) -> None:
    (reading,) = read(COUNT.format(said))
    assert (reading.value, reading.warnings) == (value, (Caution.AMBIGUOUS_NUMBER,))


@pytest.mark.parametrize("between", ["\t", "\n", "  "])
def test_columns_of_a_table_are_never_joined_to_one_number(between: str) -> None:
    found = read_number(tokenise(f"812{between}456"), 0, Style(english=False))
    assert found is not None
    assert found[0].value == 812


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("trên 48.000", "at_least"), ("hơn 48.000", "at_least"), ("ít nhất 48.000", "at_least"),
        ("≥48.000", "at_least"),
        ("tối thiểu 48.000", "at_least"), ("48.000 trở lên", "at_least"), ("> 48.000", "at_least"),
        (">= 48.000", "at_least"), ("48.000+", "at_least"), ("vượt mốc 48.000", "at_least"), ("quá 48.000", "at_least"),
        ("dưới 48.000", "at_most"), ("không quá 48.000", "at_most"), ("chưa đến 48.000", "at_most"),
        ("< 48.000", "at_most"), ("≤ 48.000", "at_most"), ("tối đa 48.000", "at_most"),
        ("gần 48.000", "about"), ("khoảng 48.000", "about"), ("xấp xỉ 48.000", "about"), ("~48.000", "about"),
        ("trên dưới 48.000", "about"), ("ngót nghét 48.000", "about"), ("≈ 48.000", "about"),
        ("tròn 48.000", "exact"), ("đúng 48.000", "exact"), ("48.000", "exact"),
    ],
)  # fmt: skip
def test_the_words_and_signs_before_a_number_bound_it(said: str, bound: str) -> None:
    (reading,) = read(COUNT.format(said))
    assert (reading.value, reading.bound.value) == (48000, bound)


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("nearly 48,000", "about"), ("almost 48,000", "about"), ("about 48,000", "about"), ("some 48,000", "about"),
        ("over 48,000", "at_least"), ("at least 48,000", "at_least"), ("more than 48,000", "at_least"),
        ("48,000 or more", "at_least"), ("up to 48,000", "at_most"), ("fewer than 48,000", "at_most"),
        ("no more than 48,000", "at_most"), ("exactly 48,000", "exact"), ("48,000+", "at_least"),
    ],
)  # fmt: skip
def test_english_words_bound_a_number_too(said: str, bound: str) -> None:
    (reading,) = read(ENGLISH.format(said))
    assert (reading.value, reading.bound.value) == (48000, bound)


@given(st.text("0123456789.,'’ \u00a0-–/%triệunghìn:()+", max_size=60))
def test_no_run_of_digits_and_signs_is_an_error(text: str) -> None:
    assert style_of(text).english is False
    for reading in read(COUNT.format(text)):
        assert reading.value is None or reading.value >= 0
