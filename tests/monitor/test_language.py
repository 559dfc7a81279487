"""Numbers, shares and days as each language writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language import Language, day, number, place, share


@pytest.mark.parametrize(
    ("ratio", "decimals", "vi"),
    [
        (1.1194, 2, "111,94"), (0.99997, 2, "99,99"), (0.9996, 1, "99,9"), (1.0, 2, "100"), (1.00001, 2, "100"),
        (46 / 71, 1, "64,8"), (0.0, 2, "0"), (12.5, 2, "1.250"),
    ],
)  # fmt: skip
def test_a_share_is_never_rounded_up_to_the_whole(ratio: float, decimals: int, vi: str) -> None:
    assert share(ratio, "vi", decimals) == f"{vi}\N{NO-BREAK SPACE}%"


@given(st.floats(0, 1, exclude_max=True), st.sampled_from([0, 1, 2]), st.sampled_from(["vi", "en"]))
def test_less_than_all_never_reads_as_all(ratio: float, decimals: int, language: Language) -> None:
    assert not share(ratio, language, decimals).startswith("100")


@given(st.integers(-(10**12), 10**12))
def test_a_grouped_number_is_the_number(value: int) -> None:
    assert int(number(value, "vi").replace(".", "")) == int(number(value, "en").replace(",", "")) == value


def test_a_day_reads_as_an_office_writes_it() -> None:
    assert (day(date(2023, 10, 9), "vi"), day(date(2023, 10, 9), "en")) == ("9/10/2023", "9 Oct 2023")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("page 3, table 1!C60", "trang 3, bảng 1!C60"),
        ("row 5, column 'Lũy kế'", "dòng 5, cột 'Lũy kế'"),
        ("characters 180–230", "ký tự 180–230"),
        ("Sheet1!C5", "Sheet1!C5"),
        ("table of June!C5", "table of June!C5"),
    ],
)
def test_a_place_is_said_in_vietnamese_and_names_of_sheets_stay(written: str, said: str) -> None:
    assert place(written, "vi") == said
    assert place(written, "en") == written
