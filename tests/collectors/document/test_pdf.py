"""The text of a PDF: paragraphs in reading order, without what nobody reads."""

from __future__ import annotations

import unicodedata

import pytest
from printed import drawn, font, printed, table, text, turn
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Spacer

from collectors.document.contents import Paragraph
from collectors.document.pdf import contents_of

SENTENCE = (
    "Đến ngày 30/6/2023, công an tỉnh đã kích hoạt 321.654 tài khoản định danh điện tử, đạt 101,5% chỉ tiêu; các "
    "huyện miền núi tiếp tục vận động người dân đến làm thủ tục cấp thẻ căn cước công dân gắn chíp."
)


def paragraphs(body: bytes) -> list[str]:
    return [block.text for block in contents_of(body).blocks if isinstance(block, Paragraph)]


def test_the_lines_of_a_paragraph_are_joined_and_paragraphs_are_parted() -> None:
    body = printed(text(SENTENCE, firstLineIndent=20), text("Xã Tam Sơn cấp 12 thẻ."), text(SENTENCE, alignment=4))
    assert paragraphs(body) == [SENTENCE, "Xã Tam Sơn cấp 12 thẻ.", SENTENCE]


def test_a_paragraph_knows_its_page_and_goes_on_over_the_next() -> None:
    first, second = "Toàn tỉnh có 136 xã, phường đã", "kích hoạt 4.500 tài khoản. Phần sau."
    body = printed(text(first), PageBreak(), text(second), PageBreak(), text("Hết."))
    assert contents_of(body).blocks == (Paragraph(f"{first} {second}", 1), Paragraph("Hết.", 3))


def test_points_of_a_list_are_paragraphs_of_their_own() -> None:
    points = ["1. Cấp 585 thẻ.", "2. Kích hoạt 12 tài khoản.", "- Xã Hồ Sơn đạt 85%;", "- Xã Tam Quan đạt 86%."]
    assert paragraphs(printed(*map(text, points))) == points


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["Huyện Lập Thạch đã cấp được", "12.345 thẻ căn cước, còn lại sẽ", "cấp xong trong quý sau."]
    right = ["Huyện Sông Lô mới kích hoạt", "2.345 tài khoản, thấp nhất trong", "toàn tỉnh đến cuối tháng 6."]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(
            60, 760, "Bản tin về Đề án 06, số ra ngày 30/6/2023 của văn phòng Ủy ban nhân dân tỉnh, in hai"
        )
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 700 - 13 * number, one)
            canvas.drawString(320, 696 - 13 * number, other)

    assert paragraphs(drawn(draw))[1:] == [" ".join(left), " ".join(right)]


def test_the_two_sides_of_a_letterhead_do_not_mix() -> None:
    def draw(canvas: Canvas) -> None:
        sides = (("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("TỈNH A", "Độc lập - Tự do - Hạnh phúc"))
        for number, (one, other) in enumerate((*sides, ("Số: 12/BC-UBND", "Tỉnh A, ngày 15 tháng 6 năm 2023"))):
            canvas.drawCentredString(150, 780 - 18 * number, one)
            canvas.drawCentredString(410, 780 - 18 * number, other)

    found = paragraphs(drawn(draw))
    assert "Tỉnh A, ngày 15 tháng 6 năm 2023" in found
    assert "Số: 12/BC-UBND" in found


def test_titles_and_numbers_of_pages_are_left_out() -> None:
    def edge(canvas: Canvas, document: object) -> None:
        canvas.setFont(font(), 8)
        canvas.drawString(60, 815, "Báo cáo tuần về Đề án 06")
        canvas.drawCentredString(300, 25, f"Trang {canvas.getPageNumber()}/3")

    story = [part for number in range(3) for part in (text(f"Nội dung {number} của xã."), PageBreak())]
    contents = contents_of(printed(*story, edge=edge))
    assert [block.text for block in contents.blocks if isinstance(block, Paragraph)] == [
        f"Nội dung {number} của xã." for number in range(3)
    ]
    assert "Báo cáo tuần về Đề án 06" in contents.shown


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_in_parts_are_composed(form: str) -> None:
    wanted = "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 62,5% chỉ tiêu"
    body = drawn(lambda canvas: canvas.drawString(60, 700, unicodedata.normalize(form, wanted)))  # type: ignore[arg-type]
    assert paragraphs(body) == [wanted]


def test_ligatures_are_read_as_letters() -> None:
    assert paragraphs(drawn(lambda canvas: canvas.drawString(60, 700, "ﬁle oﬀ 12%"))) == ["file off 12%"]


def test_text_that_does_not_show_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Cấp 12 thẻ.")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 600, "Trắng 111")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(700, 500, "Ngoài 222")
        canvas.setFont(font(), 1)
        canvas.drawString(60, 400, "Nhỏ 333")
        canvas.setFont(font(), 10)
        canvas.setFillAlpha(0)
        canvas.drawString(60, 350, "Trong 444")
        canvas.setFillAlpha(1)
        unseen = canvas.beginText(60, 300)
        unseen.setTextRenderMode(3)
        unseen.textOut("Ẩn 555")
        canvas.drawText(unseen)

    contents = contents_of(drawn(draw))
    assert contents.blocks == (Paragraph("Cấp 12 thẻ.", 1),)
    assert "Ẩn" in contents.shown  # a personal number that does not show is a personal number


def test_white_text_on_a_dark_ground_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.2, 0.6)
        canvas.rect(50, 690, 200, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 700, "Cấp 12 thẻ.")

    assert paragraphs(drawn(draw)) == ["Cấp 12 thẻ."]


def test_a_number_that_the_edge_of_the_page_cuts_is_never_a_smaller_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Toàn tỉnh:")
        canvas.drawString(-15, 600, "585.673 thẻ")

    assert paragraphs(drawn(draw)) == ["Toàn tỉnh:", "585.673 thẻ"]


def test_the_mark_of_a_footnote_is_no_digit() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Toàn tỉnh cấp 48.000")
        end = 60 + canvas.stringWidth("Toàn tỉnh cấp 48.000", font(), 10)
        canvas.setFont(font(), 6)
        canvas.drawString(end, 703.5, "1")
        canvas.setFont(font(), 10)
        canvas.drawString(end + 7, 700, "thẻ.")

    assert paragraphs(drawn(draw)) == ["Toàn tỉnh cấp 48.000 thẻ."]


def test_a_letter_drawn_twice_for_a_bold_face_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(60 + shift, 700, "Cấp 1.100.111 thẻ")

    assert paragraphs(drawn(draw)) == ["Cấp 1.100.111 thẻ"]


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_a_page_that_was_turned_reads_as_it_is_seen(turns: int) -> None:
    def draw(canvas: Canvas) -> None:
        turn(canvas, turns)
        canvas.drawString(60, 400, "Dòng đầu có 12 thẻ và")
        canvas.drawString(60, 387, "còn dòng sau có 34 thẻ.")

    assert paragraphs(drawn(draw)) == ["Dòng đầu có 12 thẻ và còn dòng sau có 34 thẻ."]


def test_a_stamp_across_the_page_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Cấp 12 thẻ.")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DỰ THẢO 999")

    assert paragraphs(drawn(draw)) == ["Cấp 12 thẻ."]


def test_the_day_on_which_a_pdf_was_made_is_not_its_publishing_day() -> None:
    assert contents_of(printed(text("Cấp 12 thẻ."))).published is None


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    rows = [["Đơn vị", "Kích hoạt"], ["Xã Hồ Sơn", "1.234"], ["Xã Tam Quan", "2.345"]]
    body = printed(text("Trước bảng."), Spacer(1, 8), table(rows, [100, 80]), Spacer(1, 8), text("Sau bảng."))
    assert [getattr(block, "text", None) or getattr(block, "sheet", None) for block in contents_of(body).blocks] == [
        "Trước bảng.",
        "table 1",
        "Sau bảng.",
    ]
