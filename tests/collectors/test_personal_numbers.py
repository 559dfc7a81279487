"""A citizen's number is found however it is grouped; counts, telephones and documents are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.personal_numbers import places_of_personal_numbers

# Made up: no such person is known.
DIGITS = "026099000000"


@pytest.mark.parametrize("sign", ["", " ", ".", "-", "\u00a0"])
@pytest.mark.parametrize("sizes", [(3, 3, 3, 3), (4, 4, 4), (6, 6), (3, 9), (3, 1, 2, 6)])
def test_a_citizen_s_number_is_found_in_any_usual_grouping(sign: str, sizes: tuple[int, ...]) -> None:
    parts, begin = [], 0
    for size in sizes:
        parts.append(DIGITS[begin : begin + size])
        begin += size
    written = sign.join(parts)
    assert places_of_personal_numbers(f"CCCD: {written}, cấp") == ((6, 6 + len(written)),)


@pytest.mark.parametrize(
    "text",
    ["100.000.000.000", "585.673", "0211.3.862.480", "0912 345 678", "097099000000",
     "0260990000001", "2.026.099.000.000", "26099000000"],
)  # fmt: skip
def test_counts_telephones_and_longer_numbers_are_none(text: str) -> None:
    assert not places_of_personal_numbers(text)


@given(st.text(alphabet="0123456789 .-ab"))
def test_only_digits_with_single_signs_between_are_named(text: str) -> None:
    for start, end in places_of_personal_numbers(text):
        assert sum(sign.isdecimal() for sign in text[start:end]) == 12
