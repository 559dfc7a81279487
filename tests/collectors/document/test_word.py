"""A Word or OpenDocument text reads as it shows once its changes are accepted; other files are refused by name."""

from __future__ import annotations

import io
import resource
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import A, ChangedRegion, Deletion, LineBreak, Note, NoteBody, NoteCitation, P, Span, Tab, TrackedChanges

from collectors.document import word
from collectors.document.contents import Contents, Paragraph
from collectors.document.opening import contents_of
from collectors.faults import ReadError
from collectors.figures.cell import Unusable

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SUP = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def package(body: str, space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A Word file with this XML for its body, and other parts by their names ("footnotes")."""
    spaces = (
        f'xmlns:w="{space}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            made.writestr(f"word/{name}.xml", f"<w:{name} {spaces}>{xml}</w:{name}>")
    return file.getvalue()


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def texts(found: Contents) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def line(body: str) -> str:
    (text,) = texts(word.contents_of(package(body)))
    return text


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{r(result)}{marks[2]}"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (p(r("585"), r(".67"), r("3 thẻ")), "585.673 thẻ"),
        (p(r("585.673"), r("1", SUP), r(" thẻ"), r("(2)", SUP)), "585.673 thẻ"),
        (p(r("10"), r("3", SUP), r(" thẻ")), "10^3 thẻ"),
        (
            p(
                r("585.673"),
                r("1", '<w:rPr><w:rPrChange><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:rPrChange></w:rPr>'),
            ),
            "585.6731",
        ),
        (
            p("<w:ins>" + r("Cấp 48") + "</w:ins><w:del><w:r><w:delText>47</w:delText></w:r></w:del>", r(".000")),
            "Cấp 48.000",
        ),
        (p("<w:moveFrom>" + r("cũ 1") + "</w:moveFrom><w:moveTo>" + r("mới 2") + "</w:moveTo>"), "mới 2"),
        (p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("Cấp 585.")) + p(r("673 thẻ")), "Cấp 585.673 thẻ"),
        (p(r("Cấp "), r("999", "<w:rPr><w:vanish/></w:rPr>"), r("5", '<w:rPr><w:vanish w:val="0"/></w:rPr>')), "Cấp 5"),
        (p(r("Cấp "), r("999", "<w:rPr><w:strike/></w:rPr>"), r("5 thẻ")), "Cấp 5 thẻ"),
        (p("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", r("Cấp 5")), "Cấp 5"),
        (p(r("Đạt "), field(" =B2/B3 ", "97,2%")), "Đạt 97,2%"),
        (p(r("Đạt "), f'<w:fldSimple w:instr="DATE">{r("5")}</w:fldSimple>'), "Đạt 5"),
        (p(field(' TOC \\o "1-3" ', "1. Kết quả cấp thẻ 12"), r("Mục")), "Mục"),
        (p("<w:hyperlink>" + r("Cấp") + "</w:hyperlink><w:smartTag>" + r(" 5") + "</w:smartTag>"), "Cấp 5"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p(r("Cấp 5")) + "</w:sdtContent></w:sdt>", "Cấp 5"),
        (
            p("<w:r><w:t>Vĩnh</w:t><w:tab/><w:t>48</w:t><w:br/><w:t>Phúc</w:t><w:noBreakHyphen/><w:t>Yên</w:t></w:r>"),
            "Vĩnh\t48\nPhúc-Yên",
        ),
        (p(r("tỷ lệ "), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', r(" 90%")), "tỷ lệ ≥ 90%"),
        (p(r("48"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', r("000")), "48□000"),
        (p(r("48\u00ad.0\u200b00\u00a0thẻ")), "48.000 thẻ"),
        (
            p(
                "<m:oMath><m:f><m:num><m:r><m:t>62</m:t></m:r></m:num><m:den><m:r><m:t>133</m:t></m:r></m:den></m:f></m:oMath>"
            ),
            "62/133",
        ),
        (p(r("Ðã cấp e\u0302\u0301")), "Ðã cấp ế"),
    ],
)
def test_a_paragraph_reads_as_it_shows_in_however_many_pieces_it_is_kept(body: str, says: str) -> None:
    assert line(body) == says
    strict = word.contents_of(package(body, STRICT))
    assert texts(strict) == [says]


def test_a_text_box_is_read_once_and_apart_from_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(r('Cấp 5 thẻ'))}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    found = word.contents_of(package(p(r("Trước "), f"<w:r>{drawn}</w:r>", r("sau"))))
    assert texts(found) == ["Cấp 5 thẻ", "Trước sau"]


def test_notes_stand_at_the_end_and_their_marks_nowhere() -> None:
    notes = (
        '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>'
        + p("<w:r><w:footnoteRef/></w:r>", r("Kể cả 5 thẻ"))
        + "</w:footnote>"
    )
    body = p(r("Cấp 48.000"), '<w:r><w:footnoteReference w:id="1"/></w:r>', r(" thẻ"))
    found = word.contents_of(package(body, footnotes=notes, endnotes="<w:endnote>" + p(r("Hết")) + "</w:endnote>"))
    assert texts(found) == ["Cấp 48.000 thẻ", "Kể cả 5 thẻ", "Hết"]


def test_comments_headers_and_hidden_letters_are_not_read_but_looked_at_for_personal_numbers() -> None:
    comments = "<w:comment>" + p(r("sai, phải là 9")) + "</w:comment>"
    body = p(r("Cấp 5"), r("026099000000", "<w:rPr><w:vanish/></w:rPr>"))
    found = word.contents_of(package(body, comments=comments, header1=p(r("Mật"))))
    assert texts(found) == ["Cấp 5"]
    assert all(words in found.shown for words in ("sai, phải là 9", "Mật", "026099000000"))
    with pytest.raises(ReadError, match="personal identity numbers"):
        contents_of(package(body))


def test_merged_cells_stand_in_each_of_their_places() -> None:
    rows = (
        tc("Xã", '<w:vMerge w:val="restart"/>') + tc("Thẻ", '<w:gridSpan w:val="2"/>'),
        tc("", "<w:vMerge/>") + tc("Giao") + tc("Đã cấp"),
        tc("Kim Long") + tc("9.000") + tc("8.455", '<w:vMerge w:val="restart"/>'),
        tc("Hoàng Đan") + tc("7.000") + tc("", "<w:vMerge/>"),
    )
    (grid,) = word.contents_of(package(tbl(*rows))).tables
    assert [row[:2] for row in grid.rows] == [
        ("Xã", "Thẻ"),
        ("Xã", "Giao"),
        ("Kim Long", "9.000"),
        ("Hoàng Đan", "7.000"),
    ]
    assert grid.rows[1][2] == "Đã cấp"
    assert all(isinstance(grid.rows[row][2], Unusable) for row in (2, 3)), "a number over two rows is of neither"


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("5") + tc("6")
    (grid,) = word.contents_of(package(tbl(tc("Xã") + tc("Giao") + tc("Cấp"), late))).tables
    assert grid.rows == (("Xã", "Giao", "Cấp"), ("", "5", "6"))


def test_a_deleted_row_is_gone() -> None:
    gone = "<w:trPr><w:del/></w:trPr>" + tc("B") + tc("2")
    (grid,) = word.contents_of(package(tbl(tc("Xã") + tc("Cấp"), gone, tc("A") + tc("1")))).tables
    assert grid.rows == (("Xã", "Cấp"), ("A", "1"))


def test_a_table_within_a_cell_is_one_of_its_own_and_keeps_the_rows_of_the_outer_one() -> None:
    document = docx.Document()
    outer = document.add_table(3, 2)
    for row, cells in enumerate([("Xã", "Số thẻ"), ("Kim Long", "8.455"), ("Hoàng Đan", "6.120")]):
        for column, text in enumerate(cells):
            outer.cell(row, column).text = text
    inner = outer.cell(1, 0).add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = "Tổ", "12"
    found = word.contents_of(saved(document))
    assert [grid.rows for grid in found.tables] == [
        (("Xã", "Số thẻ"), ("Kim Long", "8.455"), ("Hoàng Đan", "6.120")),
        (("Tổ", ""), ("", "12")),
    ]


def test_a_letterhead_and_a_frame_are_prose_and_say_the_day_of_the_letter() -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND HUYỆN", "Tam Dương, ngày 05 tháng 7 năm 2023"
    document.add_table(1, 1).cell(0, 0).text = "Huyện đã cấp 5 thẻ."
    found = word.contents_of(saved(document))
    assert texts(found) == ["UBND HUYỆN", "Tam Dương, ngày 05 tháng 7 năm 2023", "Huyện đã cấp 5 thẻ."]
    assert found.published == date(2023, 7, 5)
    assert found.tables == ()


def test_paragraphs_and_tables_of_a_library_s_document_keep_their_order() -> None:
    document = docx.Document()
    document.add_heading("Biểu 1")
    grid = document.add_table(2, 2)
    grid.cell(0, 0).text, grid.cell(0, 1).text, grid.cell(1, 0).text, grid.cell(1, 1).text = "Xã", "Thẻ", "A", "5"
    paragraph = document.add_paragraph("Ghi chú ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>thêm</w:t></w:r></w:ins>"))
    kinds = [
        block.text if isinstance(block, Paragraph) else block.rows for block in contents_of(saved(document)).blocks
    ]
    assert kinds == ["Biểu 1", (("Xã", "Thẻ"), ("A", "5")), "Ghi chú thêm"]


@pytest.mark.parametrize("place", ["word/document2.xml", "word/document.xml"])
def test_the_main_part_is_the_one_that_the_package_names(place: str) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as made:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        made.writestr(
            "_rels/.rels", f'<Relationships><Relationship Id="1" Type="{kind}" Target="/{place}"/></Relationships>'
        )
        made.writestr(place, f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{p(r("Cấp 5"))}</w:body></w:document>')
    assert word.is_document(file.getvalue())
    assert texts(contents_of(file.getvalue())) == ["Cấp 5"]


def test_an_opendocument_text_reads_as_it_shows() -> None:
    document = OpenDocumentText()
    raised, hidden = Style(name="up", family="text"), Style(name="gone", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    hidden.addElement(TextProperties(display="none"))
    changes = TrackedChanges()
    deletion = Deletion()
    deletion.addElement(P(text="Đã xóa 9 thẻ"))
    region = ChangedRegion(check_grammar=False)
    region.addElement(deletion)
    changes.addElement(region)
    document.automaticstyles.addElement(raised)
    document.automaticstyles.addElement(hidden)
    document.text.addElement(changes)
    line = P(text="Cấp 585")
    for part in (
        Span(text=".673"),
        Span(stylename=raised, text="1"),
        Span(stylename=hidden, text="999"),
        A(href="x", text=" thẻ"),
    ):
        line.addElement(part)
    note, inner = Note(noteclass="footnote"), NoteBody()
    inner.addElement(P(text="Kể cả cấp lại"))
    note.addElement(NoteCitation(text="7"))
    note.addElement(inner)
    for part in (note, Tab(), Span(text="x"), LineBreak(), Span(text="y")):
        line.addElement(part)
    document.text.addElement(line)
    document.text.addElement(_open_table())
    found = contents_of(saved(document))
    assert texts(found) == ["Cấp 585.673 thẻ\tx\ny", "Kể cả cấp lại"]
    assert found.tables[0].rows == (("Xã", "Thẻ", "Thẻ"), ("Xã", "Giao", "Cấp"), ("A", "5", "5"))
    assert "999" in found.shown


def _open_table() -> Table:
    table = Table(name="x")
    rows: list[list[tuple[str | None, dict[str, int]]]] = [
        [("Xã", {"numberrowsspanned": 2}), ("Thẻ", {"numbercolumnsspanned": 2}), (None, {})],
        [(None, {}), ("Giao", {}), ("Cấp", {})],
        [("A", {}), ("5", {"numbercolumnsrepeated": 2})],
    ]
    for cells in rows:
        row = TableRow()
        for text, said in cells:
            cell = CoveredTableCell() if text is None else TableCell(**said)
            if text is not None:
                cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    return table


def _zipped(xml: str, claimed: int | None = None) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", xml)
    body = file.getvalue()
    if claimed is None:
        return body
    return body.replace(len(xml.encode()).to_bytes(4, "little"), claimed.to_bytes(4, "little"))


W = f'xmlns:w="{TRANSITIONAL}"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks to much": (lambda: _zipped(f"<w:document {W}><w:body>" + " " * 101_000_000), "unpacks to 101 MB"),
    "lies": (
        lambda: _zipped(f"<w:document {W}><w:body>" + "<w:p/>" * 3_100_000, 1000),
        "not a whole Word document|of more than",
    ),
    "laughs": (lambda: _zipped(f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><w:document {W}><w:body>&l11;'), "DOCTYPE"),
    "outer entity": (
        lambda: _zipped(f'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;'),
        "DOCTYPE",
    ),
    "nested": (lambda: _zipped(f"<w:document {W}><w:body>" + "<w:sdt>" * 100_000), "nested too deep"),
    "cells": (lambda: package("<w:tbl><w:tr>" + "<w:tc/>" * 310_000 + "</w:tr></w:tbl>"), "tables with more than"),
    "wide": (lambda: package(tbl(*[tc("a", '<w:gridSpan w:val="500"/>') + tc("1")] * 6_000)), "a table of more than"),
    "letters": (lambda: package(p(r("ế" * 10_100_000))), "letters"),
    "cut off": (lambda: package(p(r("Cấp 5")) * 999)[:-300], "not a whole"),
    "no end": (lambda: _zipped(f"<w:document {W}><w:body>{p(r('a'))}"), "damaged or cut off"),
}


def test_what_a_style_hides_is_not_read_also_where_it_rests_on_one_that_does() -> None:
    styles = (
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="A"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    )
    runs = [r(name, f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>') for name in "ABC"]
    hidden = '<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>hidden</w:t></w:r></w:p>'
    contents = contents_of(package(p(*runs, r("shown")) + hidden, styles=styles))
    assert [block.text for block in contents.blocks if isinstance(block, Paragraph)] == ["Cshown"]
    assert "hidden" in contents.shown


def test_a_paragraph_of_a_list_begins_with_its_bullet_but_none_in_a_cell() -> None:
    document = docx.Document()
    document.add_paragraph("Vĩnh Yên: 71.230 tài khoản", style="List Bullet")
    document.add_paragraph("Mục một", style="List Number")
    table = document.add_table(1, 2)
    for cell, said in zip(table.rows[0].cells, ("1.234", "2.345"), strict=True):
        cell.paragraphs[0].text, cell.paragraphs[0].style = said, "List Bullet"
    into = io.BytesIO()
    document.save(into)
    contents = contents_of(into.getvalue())
    assert [block.text for block in contents.blocks if isinstance(block, Paragraph)] == [
        "- Vĩnh Yên: 71.230 tài khoản", "Mục một"
    ]  # fmt: skip
    assert contents.tables[0].rows == (("1.234", "2.345"),)


def test_cells_joined_in_the_old_way_are_one() -> None:
    restart, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    head = tc("Đơn vị") + tc("Định danh", restart) + tc("", goes_on)
    grid = contents_of(package(tbl(head, tc("") + tc("Thu nhận") + tc("Kích hoạt")))).tables[0]
    assert grid.rows == (("Đơn vị", "Định danh", "Định danh"), ("", "Thu nhận", "Kích hoạt"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_in_one_line_and_little_memory(name: str) -> None:
    make, says = HOSTILE[name]
    body = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ReadError, match=says) as refused:
        contents_of(body)
    assert "\n" not in str(refused.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{\\rtf1\\ansi Cap 5 the}", r"\.rtf"),
        (b"From: <Saved>\r\nSubject: Cap\r\n 5 the\r\nContent-Type: multipart/related;\r\n\r\n", r"\.mht"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "."),
    ],
)
def test_other_files_of_word_are_refused_by_name(body: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        contents_of(body)


@pytest.mark.parametrize(
    ("stream", "says"), [("WordDocument", r"old Word file \(\.doc\)"), ("EncryptedPackage", "password")]
)
def test_an_ole_file_is_told_by_its_streams(stream: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        contents_of(_ole(stream))


def _ole(stream: str) -> bytes:
    """The smallest OLE file with one stream of this name: a header, one sector of allocations, one of entries."""

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        links = b"\xff" * 8 + child.to_bytes(4, "little", signed=True)
        return (
            written.ljust(64, b"\0")
            + len(written).to_bytes(2, "little")
            + bytes([kind, 1])
            + links
            + bytes(36)
            + start.to_bytes(4, "little", signed=True)
            + size.to_bytes(8, "little")
        )

    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + bytes([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]) + bytes(10)
    )
    header += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
    header += b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4) + bytes(4) + b"\xff" * (4 * 108)
    table = (
        b"\xfd\xff\xff\xff\xfe\xff\xff\xff"
        + b"".join((n + 3).to_bytes(4, "little") for n in range(7))
        + b"\xfe\xff\xff\xff"
    )
    entries = entry("Root Entry", 5, 1, -2, 0) + entry(stream, 2, -1, 2, 4096) + bytes(256)
    return header + table.ljust(512, b"\xff") + entries + bytes(4096)
