"""A PDF that cannot be read is refused in one clear line, soon, whatever it was made to do."""

from __future__ import annotations

import random
import resource
import zlib
from functools import cache
from time import monotonic

import pytest
from printed import (
    CATALOGUE,
    HELVETICA,
    ONE_PAGE,
    WORDS,
    drawn,
    made_of,
    packed,
    page,
    picture,
    printed,
    text,
)
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from collectors.document.contents import Paragraph
from collectors.document.pdf import contents_of
from collectors.faults import ReadError

# What the reading process may use beside what the tests themselves do, in thousands of bytes as Linux counts them.
MOST_MEMORY = 240_000
LONGEST = 30.0  # seconds, on a busy machine


def words(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "Toàn tỉnh cấp 12 thẻ.")


def hidden_words(canvas: Canvas) -> None:
    picture(canvas)
    unseen = canvas.beginText(60, 700)
    unseen.setTextRenderMode(3)
    unseen.textOut("Toàn tỉnh cấp 12 thẻ.")
    canvas.drawText(unseen)


@pytest.mark.parametrize("draw", [picture, hidden_words])
def test_a_scan_is_refused_as_one(draw: object) -> None:
    with pytest.raises(ReadError, match=r"^a scan: its pages hold pictures and no text"):
        contents_of(drawn(draw, draw))  # type: ignore[arg-type]


def test_pictures_of_pages_among_others_are_named() -> None:
    contents = contents_of(drawn(words, picture, words))
    assert [block.page for block in contents.blocks if isinstance(block, Paragraph)] == [1, 3]
    (note,) = contents.notes
    assert (note.place, note.rule, note.failing) == ("page 2", "picture", True)


def test_letters_that_no_font_explains_are_named_and_not_guessed() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X%b/FontDescriptor 7 0 R/DW 600>>" % system
    about = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>>"
    content = b"BT /F 12 Tf 50 700 Td <002400250026> Tj ET"
    with pytest.raises(ReadError, match="fonts do not say which letters"):
        contents_of(made_of(CATALOGUE, ONE_PAGE, page(), packed(content), font, below, about))


def test_a_password_is_asked_for_by_name_and_a_lock_against_printing_is_none() -> None:
    with pytest.raises(ReadError, match="locked with a password"):
        contents_of(drawn(words, encrypt=StandardEncryption("mở", ownerPassword="x")))
    assert contents_of(drawn(words, encrypt=StandardEncryption("", ownerPassword="x", canPrint=0))).blocks


def one_page(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    return made_of(CATALOGUE, ONE_PAGE, page(resources), content, HELVETICA, *more)


@cache
def much() -> bytes:
    """260 million blanks, packed."""
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1_000_000) for _ in range(260)) + packing.flush()


def bomb(description: bytes, body: bytes) -> bytes:
    return one_page(b"<<%b/Length %d>>stream\n%b\nendstream" % (description, len(body), body), b"/FlateDecode")


def form(content: bytes, calls: int | None) -> bytes:
    called = b"" if calls is None else b"/XObject<</X %d 0 R>>" % calls
    described = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>%b>>" % called
    return packed(content, described)


def forms_in_forms() -> bytes:
    forms = [form(b"/X Do " * 10, 7 + level) for level in range(9)]
    return one_page(packed(b"/X Do " * 10), *forms, form(WORDS, None), resources=b"/XObject<</X 6 0 R>>")


HOSTILE = {
    "a part of 260 MB": lambda: bomb(b"/Filter/FlateDecode", much()),
    "its packing's name written otherwise": lambda: bomb(b"/Filter/Fl#61teDecode", much()),
    "its packing named elsewhere": lambda: bomb(b"/Filter 6 0 R", much()),
    "its page called a picture": lambda: bomb(b"/Subtype/Image/Filter/FlateDecode", much()),
    "a part packed twice": lambda: bomb(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(much(), 9)),
    "a drawing of two million lines": lambda: one_page(packed(b"0 0 m 1 1 l S " * 2_000_000)),
    "two million letters and more": lambda: one_page(
        packed(b"BT /F 12 Tf 50 700 Td " + (b"0 -20 Td (" + b"ab" * 50 + b") Tj ") * 25_000)
    ),
    "drawings in drawings": forms_in_forms,
    "200,000 times one content": lambda: made_of(
        CATALOGUE, ONE_PAGE, page().replace(b"4 0 R", b"[" + b"4 0 R " * 200_000 + b"]"), packed(WORDS * 100), HELVETICA
    ),
    "pages within themselves": lambda: made_of(
        CATALOGUE, b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>", page(), packed(WORDS), HELVETICA
    ),
    "501 pages": lambda: made_of(
        CATALOGUE, b"<</Type/Pages/Kids[" + b"3 0 R " * 501 + b"]/Count 501>>", page(), packed(WORDS), HELVETICA
    ),
    "no page": lambda: made_of(CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"),
    "no text": lambda: one_page(packed(b"q Q")),
    "nothing but the first bytes": lambda: b"%PDF-1.7",
    "rubbish": lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(50_000),
    "cut off": lambda: printed(text("Cấp 12 thẻ."))[:-900],
    "cut off, with its foot": lambda: printed(text("Cấp 12 thẻ."))[:-900] + b"startxref\n9\n%%EOF",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_file_is_refused_in_one_line(kind: str) -> None:
    body, start = HOSTILE[kind](), monotonic()
    with pytest.raises(ReadError) as refused:
        contents_of(body)
    assert "\n" not in str(refused.value)
    assert monotonic() - start < LONGEST
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert child - own < MOST_MEMORY


def test_a_file_with_flipped_bytes_is_refused_or_read_whole() -> None:
    body = printed(text("Toàn tỉnh cấp 123.456 thẻ và kích hoạt 234.567 tài khoản."))
    whole = contents_of(body).blocks
    dice = random.Random(7)
    for _ in range(25):
        damaged = bytearray(body)
        for _ in range(dice.randint(1, 4)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            blocks = contents_of(bytes(damaged)).blocks
        except ReadError:
            continue
        assert blocks == whole
