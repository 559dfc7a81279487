"""The paragraphs and tables of an OpenDocument text (.odt), as they read once all changes in it are accepted."""

from __future__ import annotations

from collections.abc import Callable

from collectors.document.contents import Contents
from collectors.document.dateline import day_of_letter
from collectors.document.story import Story
from collectors.document.xml_parts import ShortNames, tell
from collectors.package import names_in, opened
from collectors.table import ods

KIND = "OpenDocument text (.odt)"
PART = "content.xml"

_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg:",
}


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What is not read: deleted text, remarks, the marks of notes, lists of headings, what stands hidden behind a cell.
_PASSED_OVER = _names(
    """
    text:tracked-changes office:annotation text:note-citation text:ruby-text text:table-of-content
    text:alphabetical-index text:hidden-text table:covered-table-cell svg:title svg:desc
    """
)
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_REPEATED_CELLS, _MOST_REPEATED_ROWS = 200, 10_000


def is_document(body: bytes) -> bool:
    """Whether bytes are a package that holds an OpenDocument text."""
    if PART not in names_in(body):
        return False
    with opened(body, KIND) as package:
        return ods.kind_of(package) == b"text"


def contents_of(body: bytes) -> Contents:
    """The blocks of a document, its notes at the end. Raises ReadError where it is damaged, locked or too large."""
    text = _OpenText()
    with opened(body, KIND) as package:
        ods.refuse_locked(package)
        tell(package, PART, text, KIND)
    text.story.append(text.notes)
    blocks = text.story.blocks()
    return Contents(blocks, published=day_of_letter(blocks), shown="\n".join(text.passed_over))


class _OpenText:
    """Hears the elements of the text and tells its paragraphs and tables to a story, its notes to another."""

    def __init__(self) -> None:
        self.story, self.notes = Story(), Story()
        self.passed_over: list[str] = []
        self._told = [self.story]
        self._names = ShortNames(_SPACES)
        self._skipped = self._paragraphs = 0
        self._style = ""
        self._raised, self._hidden = set[str](), set[str]()
        self._looks: list[str] = []
        self._opened: list[str] = []
        self._begins_item = False
        self._repeats: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.of(tag)
        said = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if self._skipped or name in _PASSED_OVER or (name == "text:section" and said.get("display") == "none"):
            self._skipped += 1
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif (begin := _BEGINNINGS.get(name)) is not None:
            begin(self, said)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = self._names.of(tag)
        if self._skipped:
            self._skipped -= 1
        elif (finish := _ENDINGS.get(name)) is not None:
            finish(self)

    def data(self, text: str) -> None:
        """Letters of the element begun."""
        if self._skipped:
            self.passed_over.append(text)
        elif self._paragraphs:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._hidden.intersection(self._looks):
            self.passed_over.append(text)
        elif self._raised.intersection(self._looks):
            self._told[-1].write_raised(text)
        else:
            self._told[-1].write(text)

    def _begin_style(self, said: dict[str, str]) -> None:
        self._style = said.get("name", "")

    def _begin_properties(self, said: dict[str, str]) -> None:
        if said.get("text-position", "").startswith("super"):
            self._raised.add(self._style)
        if said.get("display") == "none":
            self._hidden.add(self._style)

    def _begin_span(self, said: dict[str, str]) -> None:
        self._looks.append(said.get("style-name", ""))

    def _end_span(self) -> None:
        self._looks.pop()

    def _begin_spaces(self, _: dict[str, str]) -> None:
        self._write(" ")

    def _begin_paragraph(self, said: dict[str, str]) -> None:
        if self._paragraphs:
            self._told[-1].open_body()
        self._paragraphs += 1
        self._begin_span(said)

    def _begin_item(self, _: dict[str, str]) -> None:
        self._begins_item = True

    def _begin_entry(self, said: dict[str, str]) -> None:
        """A paragraph, with a bullet where it begins one of a list's; in a cell it would make a number one below 0."""
        self._begin_paragraph(said)
        if self._begins_item and "cell" not in self._opened:
            self._write("- ")
        self._begins_item = False

    def _end_paragraph(self) -> None:
        self._paragraphs -= 1
        self._end_span()
        if self._paragraphs:
            self._told[-1].close_body()
        else:
            self._told[-1].end_paragraph()

    def _begin_note(self, _: dict[str, str]) -> None:
        self._told.append(self.notes)

    def _end_note(self) -> None:
        self._told.pop()

    def _begin_table(self, _: dict[str, str]) -> None:
        if self._open("table", within=("", "cell")):
            self._told[-1].open_table()

    def _begin_row(self, said: dict[str, str]) -> None:
        self._repeats.append(min(_number(said.get("number-rows-repeated")), _MOST_REPEATED_ROWS))
        if self._open("row", within=("table",)):
            self._told[-1].open_row()

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._repeats.append(min(_number(said.get("number-columns-repeated")), _MOST_REPEATED_CELLS))
        if self._open("cell", within=("row",)):
            rows, columns = _number(said.get("number-rows-spanned")), _number(said.get("number-columns-spanned"))
            self._told[-1].open_cell(rows, columns)

    def _end_table(self) -> None:
        if self._opened.pop() == "table":
            self._told[-1].close_table()

    def _end_row(self) -> None:
        times = self._repeats.pop()
        if self._opened.pop() == "row":
            self._told[-1].repeat_row(times)

    def _end_cell(self) -> None:
        times = self._repeats.pop()
        if self._opened.pop() == "cell":
            self._told[-1].close_cell()
            self._told[-1].repeat_cell(times)

    def _open(self, name: str, within: tuple[str, ...]) -> bool:
        """Whether an element stands where it may; one that does not is passed through."""
        stands_right = (self._opened[-1] if self._opened else "") in within
        self._opened.append(name if stands_right else "?")
        return stands_right


_BEGINNINGS: dict[str, Callable[[_OpenText, dict[str, str]], None]] = {
    "style:style": _OpenText._begin_style,
    "style:text-properties": _OpenText._begin_properties,
    "text:list-item": _OpenText._begin_item,
    "text:p": _OpenText._begin_entry,
    "text:h": _OpenText._begin_paragraph,
    "text:span": _OpenText._begin_span,
    "text:s": _OpenText._begin_spaces,
    "text:note-body": _OpenText._begin_note,
    "table:table": _OpenText._begin_table,
    "table:table-row": _OpenText._begin_row,
    "table:table-cell": _OpenText._begin_cell,
}
_ENDINGS: dict[str, Callable[[_OpenText], None]] = {
    "text:p": _OpenText._end_paragraph,
    "text:h": _OpenText._end_paragraph,
    "text:span": _OpenText._end_span,
    "text:note-body": _OpenText._end_note,
    "table:table": _OpenText._end_table,
    "table:table-row": _OpenText._end_row,
    "table:table-cell": _OpenText._end_cell,
}


def _number(value: str | None) -> int:
    """A count of rows or columns, 1 where none is given."""
    return int(value) if value and value.isdecimal() and 0 < len(value) < 7 else 1
