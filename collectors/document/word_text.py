"""The text of one part of a Word document, heard element by element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from collectors.document.contents import Paragraph
from collectors.document.story import Story
from collectors.document.word_looks import NO_LOOKS, Looks
from collectors.document.xml_parts import ShortNames
from collectors.table.grid import shown

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
# What is not read: text that was deleted or moved away, how things looked before a change, the reading of a sign.
_PASSED_OVER = frozenset(["w:del", "w:moveFrom", "w:rt", "w:delText"])
_TEXTS = frozenset(["w:t", "m:t", "w:delText", "w:instrText"])
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "m:den": "/",
    "m:sup": "^",
}
# Signs of the font Symbol by their code, and what stands for any other, lest the numbers around it become one.
_SYMBOLS = {"B3": "≥", "A3": "≤", "B1": "±", "BB": "≈", "B4": "×"} | {f"{ord(sign):02X}": sign for sign in "%/.,-+()"}
_UNKNOWN_SIGN = "□"
# Looks of letters that say that they are not to be read: hidden, struck out.
_UNREAD = frozenset(["w:vanish", "w:strike", "w:dstrike"])
_OFF = frozenset(["0", "false", "off", "none"])
# Fields that repeat the headings and page numbers of the document.
_LISTS = ("TOC", "INDEX", "TOA")
_NOTE_BREAKS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_FORMER = "Change"
_ROW_OUT = "a row that was deleted"
_PROPERTIES = frozenset(
    ["w:rPr", "w:pPr", "w:tcPr", "w:trPr", "w:tblPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "m:ctrlPr"]
)


@dataclass(slots=True)
class _Run:
    """Letters of one look: hidden, or raised above the line."""

    hidden: bool = False
    raised: bool = False


@dataclass(slots=True)
class _Field:
    """A field begun: its code, and whether what follows is its result and to be read."""

    code: list[str] = field(default_factory=list)
    shows: bool = False


class WordText:
    """Hears the elements of a part and tells its paragraphs and tables to a story."""

    def __init__(self, story: Story, looks: Looks = NO_LOOKS) -> None:
        self.story = story
        self._looks = looks
        self._list, self._level, self._is_led, self._is_hidden = "", "0", False, False
        self.passed_over: list[str] = []
        self._names = ShortNames(_SPACES)
        self._skipped = 0
        self._letters: list[str] | None = None
        self._runs = [_Run()]
        self._fields: list[_Field] = []
        self._opened: list[str] = []
        self._choices: list[bool] = []
        self._properties: list[str] = []
        self._joins = self._in_list = False

    def all_text(self) -> list[str]:
        """All letters heard, for a look at what is not part of the text."""
        texts = (
            [block.text] if isinstance(block, Paragraph) else [shown(cell) for row in block.rows for cell in row]
            for block in self.story.blocks()
        )
        return [*self.passed_over, *(text for group in texts for text in group)]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.of(tag)
        if name in _TEXTS:
            self._letters = []
        if self._skipped or self._is_passed_over(name, attributes):
            self._skipped += 1
            return
        if self._properties:
            self._properties.append(name)
            self._property(name, attributes)
        elif name in _PROPERTIES:
            self._properties.append(name)
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif (begin := _BEGINNINGS.get(name)) is not None:
            begin(self, _plain(attributes))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = self._names.of(tag)
        if name in _TEXTS:
            self._take_letters(name)
        if self._skipped:
            self._skipped -= 1
        elif self._properties:
            self._properties.pop()
        elif (finish := _ENDINGS.get(name)) is not None:
            finish(self)

    def data(self, text: str) -> None:
        """Letters of the element begun."""
        if self._letters is not None:
            self._letters.append(text)

    def _is_passed_over(self, name: str, attributes: dict[str, str]) -> bool:
        if name in ("mc:Choice", "mc:Fallback") and self._choices:
            taken, self._choices[-1] = self._choices[-1], True
            return taken
        if self._properties:
            # Within properties a deletion is one of a row or of a paragraph's end.
            return name.endswith(_FORMER)
        is_break = name in ("w:footnote", "w:endnote") and _plain(attributes).get("type") in _NOTE_BREAKS
        return name in _PASSED_OVER or is_break

    def _take_letters(self, name: str) -> None:
        text, self._letters = "".join(self._letters or ()), None
        if name == "w:instrText":
            if self._fields:
                self._fields[-1].code.append(text)
        elif self._skipped:
            self.passed_over.append(text)
        elif not self._properties:
            self._write(text)

    def _write(self, text: str) -> None:
        run = self._runs[-1]
        if run.hidden or self._in_list or not all(each.shows for each in self._fields):
            self.passed_over.append(text)
        elif run.raised:
            self.story.write_raised(text)
        else:
            self._lead(text)
            self.story.write(text)

    def _lead(self, text: str) -> None:
        """Begin a paragraph of a list with the bullet that it shows; in a cell it would make a number one below 0."""
        if self._is_led or not text.strip():
            return
        self._is_led = True
        if (self._list, self._level) in self._looks.bullets and "w:tc" not in self._opened:
            self.story.write("- ")

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        value = _plain(attributes).get("val", "")
        is_on = value not in _OFF
        of_run = self._properties[0] == "w:rPr" and len(self._runs) > 1
        if of_run and name in _UNREAD:
            self._runs[-1].hidden = self._runs[-1].hidden or is_on
        elif of_run and name == "w:rStyle":
            hides = value == "PlaceholderText" or value in self._looks.hidden
            self._runs[-1].hidden = self._runs[-1].hidden or hides
        elif of_run and (name == "w:vertAlign" or name == "w:position"):
            self._runs[-1].raised = value == "superscript" or (name == "w:position" and value.isdecimal() and is_on)
        elif name == "w:del" or name == "w:moveFrom" or (name == "w:hidden" and self._properties[0] == "w:trPr"):
            self._deletion()
        elif name == "w:pStyle":
            self._in_list = value.startswith("TOC")
            self._is_hidden = value in self._looks.hidden
            self._list = self._list or self._looks.lists.get(value, "")
        elif name == "w:numId" and self._properties[0] == "w:pPr":
            self._list = value
        elif name == "w:ilvl" and self._properties[0] == "w:pPr":
            self._level = value
        else:
            self._of_table(name, value)

    def _deletion(self) -> None:
        if self._properties[0] == "w:trPr" and self._opened[-1:] == ["w:tr"]:
            self._opened[-1] = _ROW_OUT
        elif self._properties[0] == "w:pPr":
            self._joins = True

    def _of_table(self, name: str, value: str) -> None:
        place = self._properties[0], self._opened[-1] if self._opened else ""
        if name == "w:gridSpan" and place == ("w:tcPr", "w:tc"):
            self.story.reach(columns=_number(value))
        elif name == "w:vMerge" and place == ("w:tcPr", "w:tc"):
            self.story.reach(goes_on=value != "restart")
        elif name == "w:hMerge" and place == ("w:tcPr", "w:tc"):
            self.story.reach(goes_on_beside=value != "restart")
        elif name == "w:gridBefore" and place == ("w:trPr", "w:tr") and _number(value):
            self.story.open_cell(columns=_number(value))
            self.story.close_cell()

    def _begin_run(self, _: dict[str, str]) -> None:
        self._runs.append(_Run(hidden=self._is_hidden))

    def _end_run(self) -> None:
        if len(self._runs) > 1:
            self._runs.pop()

    def _end_paragraph(self) -> None:
        self._fields = [each for each in self._fields if each.shows or each.code]
        for each in self._fields:
            each.shows = each.shows or not _is_list(each)
        self._in_list = self._is_led = self._is_hidden = False
        self._list, self._level = "", "0"
        if self._joins:
            self._joins = False
        else:
            self.story.end_paragraph()

    def _begin_field(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = not _is_list(self._fields[-1])
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _begin_simple_field(self, attributes: dict[str, str]) -> None:
        field = _Field([attributes.get("instr", "")])
        field.shows = not _is_list(field)
        self._fields.append(field)

    def _end_simple_field(self) -> None:
        if self._fields:
            self._fields.pop()

    def _begin_symbol(self, attributes: dict[str, str]) -> None:
        code = attributes.get("char", "")[-2:].upper()
        known = _SYMBOLS.get(code) if attributes.get("font", "").startswith("Symbol") else None
        digit = chr(int(code, 16)) if code[:1] == "3" and code[1:].isdecimal() else None
        self._write(known or digit or _UNKNOWN_SIGN)

    def _begin_choices(self, _: dict[str, str]) -> None:
        self._choices.append(False)

    def _end_choices(self) -> None:
        self._choices.pop()

    def _begin_frame(self, _: dict[str, str]) -> None:
        self._opened.append("w:txbxContent")
        self.story.open_body()

    def _begin_table(self, _: dict[str, str]) -> None:
        if self._open("w:tbl", within=("", "w:tc", "w:txbxContent")):
            self.story.open_table()

    def _begin_row(self, _: dict[str, str]) -> None:
        if self._open("w:tr", within=("w:tbl",)):
            self.story.open_row()

    def _begin_cell(self, _: dict[str, str]) -> None:
        if self._open("w:tc", within=("w:tr", _ROW_OUT)):
            self.story.open_cell()

    def _open(self, name: str, within: tuple[str, ...]) -> bool:
        """Whether an element stands where it may; one that does not is passed through."""
        stands_right = (self._opened[-1] if self._opened else "") in within
        self._opened.append(name if stands_right else "?")
        return stands_right

    def _close(self) -> None:
        closed = self._opened.pop()
        if closed == "w:tbl":
            self.story.close_table()
        elif closed == "w:tc":
            self.story.close_cell()
        elif closed == "w:txbxContent":
            self.story.close_body()
        elif closed == _ROW_OUT:
            self.story.drop_row()


_BEGINNINGS: dict[str, Callable[[WordText, dict[str, str]], None]] = {
    "w:r": WordText._begin_run,
    "m:r": WordText._begin_run,
    "w:fldChar": WordText._begin_field,
    "w:fldSimple": WordText._begin_simple_field,
    "w:sym": WordText._begin_symbol,
    "mc:AlternateContent": WordText._begin_choices,
    "w:txbxContent": WordText._begin_frame,
    "w:tbl": WordText._begin_table,
    "w:tr": WordText._begin_row,
    "w:tc": WordText._begin_cell,
}
_ENDINGS: dict[str, Callable[[WordText], None]] = {
    "w:r": WordText._end_run,
    "m:r": WordText._end_run,
    "w:p": WordText._end_paragraph,
    "w:fldSimple": WordText._end_simple_field,
    "mc:AlternateContent": WordText._end_choices,
    "w:txbxContent": WordText._close,
    "w:tbl": WordText._close,
    "w:tr": WordText._close,
    "w:tc": WordText._close,
}


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without their space."""
    return {name.rpartition("}")[2]: value for name, value in attributes.items()}


def _number(value: str) -> int:
    return min(int(value), 1000) if value.isdecimal() and len(value) < 10 else 0


def _is_list(field: _Field) -> bool:
    return "".join(field.code).strip().upper().startswith(_LISTS)
