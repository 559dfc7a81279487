"""Numbers in both styles, with scales, in words; and those that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.vietnamese.numbers import Number, read_number
from collectors.vietnamese.tokens import tokenise


def number(text: str, *, english: bool = False) -> Number | None:
    found = read_number(tokenise(text), 0, english)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("585.673", "585673"), ("585,673", "585673"), ("1.497.360", "1497360"), ("812 456 hồ sơ", "812456"),
        ("812\u00a0456 hồ sơ", "812456"), ("111,94%", "111.94"), ("111.94 %", "111.94"), ("99,125%", "99.125"),
        ("92 phần trăm", "92"), ("84,7 triệu", "84700000"), ("61 nghìn", "61000"), ("5 trăm nghìn", "500000"),
        ("1 triệu 200 nghìn", "1200000"), ("2 triệu rưỡi", "2500000"), ("nửa triệu", "500000"), ("5,3 vạn", "53000"),
        ("61.5 million", "61500000"), ("half a million", "500000"), ("hai mươi mốt", "21"), ("mười lăm", "15"),
        ("một trăm linh năm", "105"), ("hai nghìn ba trăm bốn mươi lăm", "2345"), ("chín mươi tư phần trăm", "94"),
        ("two thousand one hundred", "2100"), ("twenty-one", "21"), ("1.234,5%", "1234.5"), ("1,234.5%", "1234.5"),
    ],
)  # fmt: skip
def test_a_number_is_what_it_says_in_either_style(text: str, value: str) -> None:
    found = number(text)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["02113.862.480", "1.1.1.1", "12.34.567", "0912", "٣٤", "１２", "một", "9" * 30, "1,2,3"]
)
def test_what_can_be_no_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "english", "value", "ambiguous"),
    [
        ("12.005", False, "12005", False), ("12,005", False, "12005", True), ("12,005", True, "12005", False),
        ("1.234 triệu", False, "1234000000", True), ("94,037.793", True, "94037.793", True),
    ],
)  # fmt: skip
def test_a_number_that_may_be_two_is_called_ambiguous(text: str, english: bool, value: str, ambiguous: bool) -> None:
    found = number(text, english=english)
    assert found is not None
    assert (found.value, found.ambiguous) == (Decimal(value), ambiguous)


@given(st.integers(1_000, 10**11))
def test_grouped_in_either_style_it_is_the_same_number(value: int) -> None:
    for sign in ",. ":
        found = number(f"{value:,}".replace(",", sign))
        assert found is not None
        assert found.whole == value
