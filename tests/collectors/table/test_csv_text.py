"""A CSV file reads the same whatever it is coded in and cut by; what is no text is named."""

from __future__ import annotations

import unicodedata

import pytest

from collectors.document import plain
from collectors.faults import ReadError
from collectors.table.csv_text import cuttings_of
from collectors.table.grid import Grid

ROWS = [["Mã", "Đơn vị", "Tỷ lệ"], ["08740", "Xã Xuân Hòa, cũ", "98,5%"], ["08746", "Xã Lập Thạch", "1.205,5"]]
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def written(delimiter: str, ends: str = "\r\n") -> str:
    return ends.join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS) + ends


def in_windows_1258(text: str) -> bytes:
    """As Vietnamese Windows writes it: the tone behind its letter."""
    apart = (unicodedata.normalize("NFD", letter) for letter in text)
    letters = (
        unicodedata.normalize("NFC", "".join(c for c in each if c not in _TONES))
        + "".join(c for c in each if c in _TONES)
        for each in apart
    )
    return "".join(letters).encode("cp1258")


def cells_of(grid: Grid) -> list[list[str]]:
    return [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in grid.rows if row]


def cut_by(delimiter: str, body: bytes) -> Grid:
    (grid,) = (grid for grid in cuttings_of(body).grids if grid.delimiter == delimiter)
    return grid


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_of_a_spreadsheet_gives_the_same_cells(encoding: str, delimiter: str) -> None:
    text = written(delimiter)
    body = in_windows_1258(text) if encoding == "windows-1258" else text.encode(encoding)
    assert cells_of(cut_by(delimiter, body)) == ROWS


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n'])
def test_a_first_line_that_names_the_delimiter_decides_and_is_no_row(first: str) -> None:
    (grid,) = cuttings_of((first + written(";")).encode("utf-8-sig")).grids
    assert cells_of(grid) == ROWS
    assert grid.place(2, 1) == "row 3, column 2"
    assert grid.cell(2, 1) == "Xã Xuân Hòa, cũ"


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_rows_end_as_any_system_ends_them_and_a_quoted_cell_may_hold_a_line_break(ends: str) -> None:
    grid = cut_by(";", ('"Đơn vị\nbáo cáo";"Số thẻ"' + ends + "Xã A;5" + ends).encode())
    assert grid.rows == (("Đơn vị\nbáo cáo", "Số thẻ"), ("Xã A", "5"))


def test_a_fault_in_the_quotes_is_named_by_its_line() -> None:
    with pytest.raises(ReadError, match=r"not a CSV file: .* \(line 2\)"):
        cuttings_of(b'a\n"b"c\n')


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "a picture"),
        (b"MIME-Version: 1.0\r\n", r"a web archive \(\.mht\); save it as \.docx"),
        ("HuyÖn LËp Th¹ch;Sè thÎ ®· cÊp\r\nHµ Néi;5".encode("latin-1"), r"the old TCVN3 \(ABC\) encoding"),
        ("Huyeän Laäp Thaïch;Soá theû ñaõ caáp\r\n".encode("cp1252"), "the old VNI encoding"),
        (b"a\xff\xc3(\n", "not UTF-8"),
    ],
)
def test_what_is_no_text_of_today_is_named_as_table_and_as_document(body: bytes, words: str) -> None:
    for opened in (cuttings_of, plain.contents_of):
        with pytest.raises(ReadError, match=words):
            opened(body)
