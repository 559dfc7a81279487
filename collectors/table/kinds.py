"""What kind of file bytes are, by how they begin: a workbook that is read, or something else that can be named."""

from __future__ import annotations

import re

from collectors.package import ZIP_MAGIC

OLE_MAGIC = b"\xd0\xcf\x11\xe0"

# The first record of a workbook that stands in no compound file: versions 2, 3, 4 and 5.
_BARE = tuple(bytes((9, version, length, 0)) for version in (0, 2, 4, 8) for length in (4, 6, 8, 16))
_HEAD = 4096
# A workbook in one XML file: that of 2003, and the flat kind of OpenDocument.
_FLAT = re.compile(rb"<office:document\s")
_XML_KINDS = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|<office:document\s")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE)
# A letter's head, as a browser or an office program writes it over a page with its pictures.
_WEB_ARCHIVE = re.compile(
    rb"MIME-Version:|"
    rb"(?:[A-Za-z][A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,12}?Content-Type:\s*multipart/related"
)
_OTHERS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"Rar!", "an archive (.rar)"),
    (b"7z\xbc\xaf", "an archive (.7z)"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"SQLite format 3", "a database file"),
)


def is_workbook(body: bytes) -> bool:
    """Whether bytes are a workbook, or a package or compound file that may be one."""
    return body.startswith((ZIP_MAGIC, OLE_MAGIC, *_BARE)) or is_xml_workbook(body)


def is_xml_workbook(body: bytes) -> bool:
    """Whether bytes are a workbook in one XML file; a web page made by Excel names the same things and is none."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return head.startswith(b"<") and not _HTML.search(head) and _XML_KINDS.search(head) is not None


def is_flat(body: bytes) -> bool:
    """Whether a workbook in one XML file is an OpenDocument file."""
    return _FLAT.search(body[:_HEAD]) is not None


def other_kind(body: bytes) -> str | None:
    """What a file is that is neither workbook nor text; None where that does not show."""
    if _WEB_ARCHIVE.match(body[:_HEAD]):
        return "a web archive (.mht); save it as .docx, .xlsx or .html"
    return next((words for magic, words in _OTHERS if body.startswith(magic)), None)
