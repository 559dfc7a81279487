"""What a printed percentage says of the two numbers it stands between."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.consistency import Share, agrees, implied_out_of, implied_value
from collectors.reading import Warning as Caution
from collectors.vietnamese.phrases import BUILT_IN_PHRASES
from collectors.vietnamese.prose import read_prose


def share(percent: str) -> Share:
    return Share(Decimal(percent))


def test_the_worked_example_implies_its_target_within_seventy() -> None:
    assert implied_out_of(585_673, share("111.94")) == (523_156, 523_225)
    assert share("111.94").ratio == 1.1194


@pytest.mark.parametrize(
    ("value", "out_of", "percent", "agreed"),
    [
        (46, 71, "64.7", True), (46, 71, "64.8", True), (46, 71, "64.6", False), (46, 71, "64.9", False),
        (70_122, 75_000, "99.5", False), (55_201, 56_000, "98.57", True), (55_201, 56_000, "98.58", False),
        (1, 1, "100", True), (0, 9, "0", True), (5, 0, "100", False), (186_568, 738_291, "24.37", False),
    ],
)  # fmt: skip
def test_rounding_and_cutting_off_are_no_contradiction(value: int, out_of: int, percent: str, agreed: bool) -> None:
    assert agrees(value, out_of, share(percent)) is agreed


PARTS = st.integers(1, 2_000_000), st.integers(1, 2_000_000), st.integers(0, 2)


@given(*PARTS)
def test_a_share_that_someone_prints_agrees_and_implies_what_it_was_made_of(
    value: int, out_of: int, decimals: int
) -> None:
    exact = Fraction(value * 100, out_of)
    wide = Decimal(exact.numerator) / Decimal(exact.denominator)
    for rounding in (ROUND_DOWN, ROUND_HALF_UP):
        printed = Share(wide.quantize(Decimal(1).scaleb(-decimals), rounding))
        assert agrees(value, out_of, printed)
        denominators, values = implied_out_of(value, printed), implied_value(out_of, printed)
        assert denominators is None or denominators[0] <= out_of <= denominators[1]
        assert values is not None
        assert values[0] <= value <= values[1]


@given(*PARTS)
def test_an_implied_denominator_is_every_whole_one_that_agrees(value: int, percent: int, decimals: int) -> None:
    printed = Share(Decimal(percent).scaleb(-decimals))
    found = implied_out_of(value, printed)
    if found is None:
        return
    first, last = found
    assert agrees(value, first, printed)
    assert agrees(value, last, printed)
    assert not agrees(value, first - 1, printed)
    assert not agrees(value, last + 1, printed)


def test_nothing_is_implied_by_nought() -> None:
    assert implied_out_of(0, share("50")) is None
    assert implied_out_of(5, share("0")) is None
    assert implied_value(0, share("50")) is None


@given(*PARTS, st.integers(-3, 4))
def test_a_share_agrees_only_where_it_is_the_exact_one_cut_off_or_rounded(
    value: int, out_of: int, decimals: int, away: int
) -> None:
    step = Decimal(1).scaleb(-decimals)
    cut = Decimal(value * 100 * 10**decimals // out_of).scaleb(-decimals)
    rounded_up = Fraction(value * 100, out_of) - Fraction(cut) >= Fraction(step) / 2
    printed = cut + away * step
    if printed >= 0:
        assert agrees(value, out_of, Share(printed)) is (away == 0 or (away == 1 and rounded_up))


@settings(max_examples=60)
@given(st.integers(100, 900_000), st.integers(100, 900_000), st.integers(0, 2), st.sampled_from([0, 2, -2, 7]))
def test_a_text_is_said_to_disagree_with_itself_only_where_no_rounding_explains_it(
    value: int, out_of: int, decimals: int, away: int
) -> None:
    cut = Decimal(value * 100 * 10**decimals // out_of).scaleb(-decimals) + away * Decimal(1).scaleb(-decimals)
    if cut <= 0:
        return
    count, base = f"{value:,}".replace(",", "."), f"{out_of:,}".replace(",", ".")
    text = f"Huyện Lập Thạch kích hoạt {count}/{base} tài khoản định danh điện tử, đạt {cut:f}% chỉ tiêu."
    (reading,) = read_prose(text, date(2023, 7, 20), BUILT_IN_PHRASES).readings
    assert (reading.value, reading.out_of) == (value, out_of)
    assert (Caution.RATIO_DISAGREES in reading.warnings) is (away != 0)
