"""The day on which a document says that it was written: its letterhead, its by-line, what is noted for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from collectors.document.contents import Block, Paragraph
from collectors.figures.cell import FIRST_YEAR, LAST_YEAR, VIETNAM, folded
from collectors.table.grid import shown

# The place and day of an official letter stand among its first texts.
_TEXTS_OF_LETTERHEAD = 40
_LONGEST_LINE, _LONGEST_LETTERHEAD = 160, 20_000
# Blanks set the two sides of a letterhead apart where the text has no tables.
_LINES_AND_COLUMNS = re.compile(r"\n|\t| {3,}")

_LETTER = re.compile(
    r"[^\W\d_][\w .’'-]{1,40}, ngày (?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2}) năm (?P<year>[0-9]{4})\.?"
)
_DAY = re.compile(
    r"(?<![0-9/.-])(?:ngày )?(?P<day>[0-9]{1,2})"
    r"(?: ?[/.-] ?(?P<month>[0-9]{1,2}) ?[/.-] ?|,? tháng (?P<named>[0-9]{1,2}),? năm )"
    r"(?P<year>[0-9]{4})(?![0-9/])"
)
_PUBLISHED = re.compile(
    r"(?:ngày|thời gian|giờ)? ?(?:đăng(?: tải| tin| bài| lúc)?|xuất bản|phát hành|đưa tin|tạo)(?![^\W\d_])|"
    r"\b(?:published|posted)\b|^ngày ?:"
)
_CHANGED = re.compile(r"(?:cập nhật|sửa)(?: lần cuối| cuối| mới nhất| lúc| ngày)?|\b(?:last )?updated\b")
# What else may stand before the day in a by-line.
_BESIDE = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|t[2-7]|cn)(?![^\W\d_])|"
    r"[0-9]{1,2} ?(?::|h|giờ) ?[0-9]{2}(?::[0-9]{2})?(?: phút)?(?: ?(?:am|pm|sa|ch))?(?![^\W\d_])|"
    r"\(?(?:gmt|utc) ?[+-]? ?[0-9:]*\)?|(?<![^\W\d_])(?:ngày|lúc|vào|on|at|date)(?![^\W\d_])|[\s|,:;•·()\[\]–-]+"
)
_OF_A_CLOCK = re.compile(r"hôm nay|bây giờ|hiện tại|today|now")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF_OF_DAY = re.compile(r"\b[ap]m\b", re.IGNORECASE)


def day_of_letter(blocks: Sequence[Block]) -> date | None:
    """The day in the head of an official letter ("Vĩnh Yên, ngày 5 tháng 7 năm 2023"); None where there is none."""
    found = (_LETTER.fullmatch(" ".join(text.split())) for text in islice(_texts(blocks), _TEXTS_OF_LETTERHEAD))
    return next((day for match in found if match and (day := _day(match, "month"))), None)


def day_of_byline(line: str) -> tuple[int, date] | None:
    """The day in a line that says when a page was published, with 0 where it says so, 1 where it gives a day alone,
    2 where it says when the page was changed; None for any other line and for a clock.
    """
    text = folded(line)
    match = _DAY.search(text) if len(text) <= _LONGEST_LINE else None
    if match is None or _OF_A_CLOCK.search(text):
        return None
    before = text[: match.start()]
    published, changed = _PUBLISHED.search(before), _CHANGED.search(before)
    left = _BESIDE.sub("", _CHANGED.sub("", _PUBLISHED.sub("", before)))
    day = _day(match, "month" if match["month"] else "named")
    if left or day is None:
        return None
    after = _BESIDE.sub("", text[match.end() :])
    if published:
        return 0, day
    if changed:
        return 2, day
    return None if after else (1, day)


def day_noted(words: str) -> date | None:
    """The local day that a page notes for machines: 2023-06-19T08:30:00+07:00, 19/06/2023 08:30, an e-mail's form.

    A day written month first, as 6/7/2023 8:30:00 AM may be, is not guessed.
    """
    text = words.strip()
    if _ISO.match(text):
        return _iso_day(text)
    match = _DAY.search(text)
    if match:
        return None if _HALF_OF_DAY.search(text) else _day(match, "month" if match["month"] else "named")
    try:
        return _local(parsedate_to_datetime(text[:_LONGEST_LINE]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso_day(text: str) -> date | None:
    try:
        return _local(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    try:
        return _within_reach(date.fromisoformat(text[:10]))
    except ValueError:
        return None


def _local(instant: datetime) -> date | None:
    return _within_reach(instant.astimezone(VIETNAM).date() if instant.tzinfo else instant.date())


def _day(match: re.Match[str], month: str) -> date | None:
    try:
        return _within_reach(date(int(match["year"]), int(match[month]), int(match["day"])))
    except ValueError:
        return None


def _within_reach(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of paragraphs and the cells of tables, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (each for each in _LINES_AND_COLUMNS.split(block.text[:_LONGEST_LETTERHEAD]) if each.strip())
        else:
            yield from (shown(cell) for row in block.rows for cell in row)
