"""A day or period as said, and the small readings that all forms of dates share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collectors.reading import Precision
from collectors.vietnamese.tokens import Token, key

# A day without a year that lies so shortly after the publishing day may be a slip, not last year's.
SHORTLY_AFTER = timedelta(days=45)
YEARS = range(1990, 2100)
# What a word says of the month, quarter or year behind it.
PARTS = {
    key(word): part
    for part, words in {"first": "đầu early", "middle": "giữa mid middle", "last": "cuối hết late end"}.items()
    for word in words.split()
}
_YEAR = key("năm")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day or period of a text: its last day, and how finely it is said.

    `last_day` is None where no such day exists (31/6/2023); `doubtful` where another year would do as well; `whole` for
    a period said as a whole (tháng 6, quý III), not as a point in it (giữa tháng 6, hết tháng 6). `first_day` of a
    period lets a reader see whether it had begun.
    """

    last_day: date | None
    precision: Precision
    first_day: date | None = None
    doubtful: bool = False
    whole: bool = False

    def not_after(self, published: date) -> Mention:
        """The mention with a period that is not over yet ended at the publishing day."""
        if self.whole and self.first_day and self.last_day and self.first_day <= published < self.last_day:
            return replace(self, last_day=published)
        return self


# A mention, and the place behind it.
Found = tuple[Mention, int]


def key_at(tokens: Sequence[Token], at: int) -> str:
    """The key of the token at a place; empty outside the text."""
    return tokens[at].key if 0 <= at < len(tokens) else ""


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The token at a place as written; empty outside the text."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands between a token and the one before it."""
    return tokens[at].start == tokens[at - 1].end


def number_at(tokens: Sequence[Token], at: int) -> int | None:
    """The plain number of up to four digits at a place."""
    text = text_at(tokens, at)
    return int(text) if len(text) <= 4 and text.isdigit() and text.isascii() else None


def year_at(tokens: Sequence[Token], at: int) -> int | None:
    """A year of four digits at `at`."""
    number = number_at(tokens, at)
    return number if number in YEARS and len(text_at(tokens, at)) == 4 else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of this date; None where there is no such day."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def said_day(year: int | None, month: int, day: int, published: date) -> Mention:
    """The mention of one day; without a year, the latest not after the publishing day."""
    if year is not None:
        return Mention(day_of(year, month, day), Precision.DAY)
    this_year, last_year = day_of(published.year, month, day), day_of(published.year - 1, month, day)
    if this_year and this_year <= published:
        return Mention(this_year, Precision.DAY)
    shortly = this_year is not None and this_year - published <= SHORTLY_AFTER
    return Mention(last_year, Precision.DAY, doubtful=shortly)


def year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year that a month or day at `at` is followed by: năm 2023, /2023, -2023, ", 2023", "of 2023"."""
    for width, signs in ((1, {_YEAR, "of", "/", "-", ".", ","}), (0, set())):
        year = year_at(tokens, at + width)
        if year and (not width or key_at(tokens, at) in signs):
            return year, at + width + 1
    if key_at(tokens, at) == "," and key_at(tokens, at + 1) == _YEAR and year_at(tokens, at + 2):
        return year_at(tokens, at + 2), at + 3
    if key_at(tokens, at) == _YEAR and key_at(tokens, at + 1) == key("nay"):
        return None, at + 2
    return None, at


def month_of(year: int | None, month: int, part: str | None, published: date) -> Mention:
    """A month, or its beginning, middle or end."""
    if year is None:
        year = published.year if month <= published.month else published.year - 1
    first = date(year, month, 1)
    if part == "first":
        return Mention(first, Precision.MONTH)
    if part == "middle":
        return Mention(first.replace(day=15), Precision.MID_MONTH)
    return Mention(last_of(year, month), Precision.MONTH, first, whole=part is None)


def months_of(year: int | None, last: int, published: date, first: int = 1, whole: bool = True) -> Mention:
    """The months from `first` to `last` of a year; without a year, of the latest in which they had begun."""
    if year is None:
        year = published.year if first <= published.month else published.year - 1
    precision = {12: Precision.YEAR if first == 1 else Precision.QUARTER}.get(
        last, Precision.QUARTER if last % 3 == 0 else Precision.MONTH
    )
    return Mention(last_of(year, last), precision, date(year, first, 1), whole=whole)


def month_before(published: date) -> tuple[int, int]:
    """The year and month before the publishing day's."""
    before = published.replace(day=1) - timedelta(days=1)
    return before.year, before.month


def quarter_before(published: date) -> Mention:
    """The end of the quarter before the publishing day's."""
    last = (published.month - 1) // 3 * 3 or 12
    return months_of(published.year - (published.month <= 3), last, published, last - 2, whole=False)
