"""The paragraphs and tables of a Word document (.docx), as they read once all changes in it are accepted."""

from __future__ import annotations

import io
import re
import struct

from xlrd.compdoc import SIGNATURE, CompDoc, CompDocError

from collectors.document.contents import Contents
from collectors.document.dateline import day_of_letter
from collectors.document.story import Story
from collectors.document.word_looks import Looks, LooksHeard
from collectors.document.word_text import WordText
from collectors.document.xml_parts import tell
from collectors.faults import ReadError
from collectors.package import Package, names_in, opened

KIND = "Word document (.docx)"
PART = "word/document.xml"
RTF_MAGIC = b"{\\rtf"
_MAIN_PART = re.compile(rb"""<(?:\w+:)?Relationship\s[^>]*?/officeDocument["'][^>]*>""")
_TARGET = re.compile(rb"""\sTarget=["']/?(word/[^"']{1,200}\.xml)["']""")
_LINKS, _LARGEST_LINKS = "_rels/.rels", 1_000_000


def is_document(body: bytes) -> bool:
    """Whether bytes are a package that holds a Word document, or were one before they were cut off."""
    names = names_in(body)
    if not names:
        return PART.encode() in body
    return PART in names or any(name.startswith("word/") for name in names)


def refuse_old_file(body: bytes) -> None:
    """Raises ReadError for a rich text file, an old .doc (not an .xls with one in it), a file locked by a password."""
    if body.startswith(RTF_MAGIC):
        raise ReadError("a rich text file (.rtf); save it as .docx")
    streams = _streams(body)
    if "WordDocument" in streams:
        raise ReadError("an old Word file (.doc); save it as .docx")
    if "EncryptedPackage" in streams:
        raise ReadError("an office file locked by a password; one without would be right")


def _streams(body: bytes) -> frozenset[str]:
    """The names of the streams at the root of an OLE file; none where it is damaged, or no such file."""
    if not body.startswith(SIGNATURE):
        return frozenset()
    try:
        entries = CompDoc(body, logfile=io.StringIO()).dirlist
    except (CompDocError, struct.error, IndexError, AssertionError):
        return frozenset()
    return frozenset(entries[child].name for child in entries[0].children)


def contents_of(body: bytes) -> Contents:
    """The blocks of a document, its notes at the end. Raises ReadError where it is damaged, locked or too large."""
    with opened(body, KIND) as package:
        main = _main_part(package)
        folder = main.rpartition("/")[0]
        text = WordText(Story(), _looks(package, folder))
        tell(package, main, text, KIND)
        for part in (f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
            if part in package:
                tell(package, part, text, KIND)
        beside = WordText(Story())
        for name in sorted(package.names):
            if re.fullmatch(re.escape(folder.casefold()) + r"/(?:comments|header\d*|footer\d*)\.xml", name):
                tell(package, name, beside, KIND)
    blocks = text.story.blocks()
    return Contents(blocks, published=day_of_letter(blocks), shown="\n".join((*text.passed_over, *beside.all_text())))


def _looks(package: Package, folder: str) -> Looks:
    """What the styles and lists of the document say of its text."""
    heard = LooksHeard()
    for part in (f"{folder}/styles.xml", f"{folder}/numbering.xml"):
        if part in package:
            tell(package, part, heard, KIND)
    return heard.looks()


def _main_part(package: Package) -> str:
    """The part with the text: nearly always the one of the usual name."""
    links = package.text_of(_LINKS, _LARGEST_LINKS) if _LINKS in package else b""
    link = _MAIN_PART.search(links)
    target = _TARGET.search(link[0]) if link else None
    name = target[1].decode("utf-8", "replace") if target else PART
    return name if name in package else PART
