"""The letters of a page with their places, but those that nobody sees."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from collectors.document.pdf.places import Box, Frame

UNKNOWN = "\ufffd"
_SMALLEST = 2.0  # points; smaller letters are there to be found, not read
_WHITE = 0xF5
_STROKED = 1
_UNSEEN_MODES = frozenset({3, 7})  # text that is neither filled nor stroked
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
# A soft hyphen, marks of no width, the place of an object; pdfium's sign for a soft hyphen at a line's end.
_NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC, 0x0D, 0x0A), "")
_HYPHEN = {0x02: "-"}
_READ_AS = {**_LIGATURES, **_NOTHING, **_HYPHEN}
_NO_LETTER = frozenset({0, *range(0xD800, 0xE000), 0xFFFD, 0xFFFE, 0xFFFF})
_FIRST_MARK = 0x300
_STRAIGHT = math.radians(4)


@dataclass(slots=True)
class Letter:
    """A letter as the reader of its direction sees it; `base` is the line it stands on, `run` numbers what was drawn
    in one go."""

    text: str
    left: float
    right: float
    base: float
    size: float
    run: int


@dataclass(slots=True)
class Letters:
    """The letters of a page by their direction in quarter turns; how many are of unknown meaning; what is unseen."""

    turned: tuple[list[Letter], list[Letter], list[Letter], list[Letter]] = field(
        default_factory=lambda: ([], [], [], [])
    )
    unknown: int = 0
    unseen: list[str] = field(default_factory=list)

    @property
    def quarters(self) -> int:
        """The direction of most letters."""
        return max(range(4), key=lambda quarters: len(self.turned[quarters]))


@dataclass(frozen=True, slots=True)
class _Run:
    """What all letters share that were drawn in one go, and where they go."""

    number: int
    quarters: int
    base: float
    size: float
    is_white: bool
    letters: list[Letter]


class _Reader:
    """Asks pdfium for the letters of one page, with the variables that it answers in."""

    def __init__(self, text_page: object, frame: Frame, dark: Sequence[Box]) -> None:
        self._page, self._frame = text_page, frame
        self._frames = tuple(frame.turned(quarters) for quarters in range(4))
        self._dark = dark
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._address, self._runs = 0, 0
        self._run: _Run | None = None
        self.found = Letters()

    def read(self, index: int) -> None:
        """Takes one letter in. What pdfium adds to a text of its own (blanks, line ends) was never drawn."""
        drawn = pdfium.FPDFText_GetTextObject(self._page, index)
        if not drawn:
            return
        address = ctypes.addressof(drawn.contents)
        if address != self._address:
            self._address, self._run = address, self._new_run(index, drawn)
        text = self._text(index)
        if not text:
            return
        if self._run is None:
            self.found.unseen.append(text)
        elif ord(text[0]) >= _FIRST_MARK and unicodedata.combining(text[0]) and self._run.letters:
            self._run.letters[-1].text += text
        else:
            self._place(index, self._run, text)

    def _text(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._page, index)
        if code in _READ_AS:
            return _READ_AS[code]
        is_unknown = pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1 or code in _NO_LETTER
        return UNKNOWN if is_unknown or code > sys.maxunicode else chr(code)

    def _place(self, index: int, run: _Run, text: str) -> None:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, index, box)
        if run.is_white and not self._is_on_dark(box):
            self.found.unseen.append(text)
            return
        if text == UNKNOWN:
            self.found.unknown += 1
        left, right = self._frames[run.quarters].ends(box.left, box.bottom, box.right, box.top)
        run.letters.append(Letter(text, left, right, run.base, run.size, run.number))

    def _is_on_dark(self, box: pdfium.FS_RECTF) -> bool:
        across, down = self._frame.box(box.left, box.bottom, box.right, box.top).middle
        return any(each.holds(across, down) for each in self._dark)

    def _new_run(self, index: int, drawn: object) -> _Run | None:
        """What is drawn next in one go; None for what nobody sees, or sees slanted: a stamp or a watermark."""
        page, matrix = self._page, self._matrix
        self._runs += 1
        pdfium.FPDFText_GetMatrix(page, index, matrix)
        quarters = _quarters(math.atan2(matrix.b, matrix.a))
        size = pdfium.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
        pdfium.FPDFText_GetFillColor(page, index, *self._colour)
        red, green, blue, opacity = (part.value for part in self._colour)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if quarters is None or mode in _UNSEEN_MODES or size < _SMALLEST or (opacity == 0 and mode != _STROKED):
            return None
        pdfium.FPDFText_GetCharOrigin(page, index, self._x, self._y)
        base = self._frames[quarters].seen(self._x.value, self._y.value)[1]
        is_white = min(red, green, blue) >= _WHITE and mode != _STROKED
        return _Run(self._runs, quarters, base, size, is_white, self.found.turned[quarters])


def _quarters(angle: float) -> int | None:
    """The quarter turns of a direction; None for a slanted one."""
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) < _STRAIGHT else None


def letters_of(text_page: object, frame: Frame, dark: Sequence[Box]) -> Letters:
    """The letters of a page. White ones are seen on what is `dark` alone (boxes of the upright page)."""
    reader = _Reader(text_page, frame, dark)
    for index in range(max(pdfium.FPDFText_CountChars(text_page), 0)):
        reader.read(index)
    return reader.found
