"""PDFs as offices print them: text, ruled and unruled tables, pictures of pages, and files made by hand."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

RULES: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
NUMBERS_RIGHT: list[Any] = [("ALIGN", (1, 0), (-1, -1), "RIGHT")]
Rows = Sequence[Sequence[Any]]


@cache
def font() -> str:
    """The name of a font with Vietnamese letters."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdfmetrics.registerFont(TTFont("Vietnamese", str(folder / "DejaVuSans.ttf")))
    return "Vietnamese"


def style(**more: Any) -> ParagraphStyle:
    return ParagraphStyle("text", fontName=font(), fontSize=10, leading=13, **more)


def text(words: str, **more: Any) -> Paragraph:
    return Paragraph(words, style(**more))


def table(rows: Rows, widths: Sequence[float], *commands: Any, **more: Any) -> Table:
    return Table(rows, widths, style=[("FONTNAME", (0, 0), (-1, -1), font()), *commands], **more)


def printed(*story: Flowable, edge: Callable[[Canvas, Any], None] = lambda canvas, page: None) -> bytes:
    """A document of A4 pages; `edge` draws what stands at the edge of each."""
    into = io.BytesIO()
    SimpleDocTemplate(into, pagesize=A4).build(list(story), onFirstPage=edge, onLaterPages=edge)
    return into.getvalue()


def drawn(*pages: Callable[[Canvas], None], **more: Any) -> bytes:
    """A document whose pages are drawn one by one."""
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, **more)
    for draw in pages:
        canvas.setFont(font(), 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return into.getvalue()


def picture(canvas: Canvas) -> None:
    """A page that was scanned."""
    canvas.drawImage(ImageReader(Image.effect_noise((300, 420), 60)), 0, 0, *A4)


def made_of(*objects: bytes) -> bytes:
    """A PDF of objects numbered from 1, the first of which is its catalogue."""
    out, places = b"%PDF-1.7\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + entries + foot


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 50 700 Td (Vinh Phuc 585.673) Tj ET "


def page(resources: bytes = b"") -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % resources
    )


def packed(content: bytes, description: bytes = b"") -> bytes:
    body = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (description, len(body), body)


def turn(canvas: Canvas, degrees: int) -> None:
    """Turns a page, and what is drawn on it from now on the other way, so that it is seen upright."""
    canvas.setPageRotation(degrees)
    width, height = A4
    canvas.translate(*{0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[degrees])
    canvas.rotate(degrees)
