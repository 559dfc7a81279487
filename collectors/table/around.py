"""What the lines above and below a table say of all its figures: their day, what they are counted in and are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from collectors.figures.cell import folded, is_blank
from collectors.reading import Precision, Reading
from collectors.table.grid import Grid, shown
from collectors.table.labels import is_generic
from collectors.vietnamese.heading_days import LONGEST_LINE, Said, day_said
from collectors.vietnamese.headings import SAYS_RUNNING_TOTAL, figure_named
from collectors.vietnamese.measures import MeasureSaid, measure_said
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose


@dataclass(frozen=True, slots=True)
class TableAround:
    """A table with the lines before and behind it in its document."""

    grid: Grid
    lines: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lines around a table say; `days` are several where they contradict each other, and then `said` is none.

    `named` is the figure that its title names, `in_percent` whether as a percentage, `unit` the one unit that the table
    is about, `of_a_period` whether a title speaks of what was done in a month or the like. `of_sheet` is
    the day that the sheet is named by, `until` the day up to which days without a year are sought.
    """

    said: Said | None = None
    days: tuple[date, ...] = ()
    measure: MeasureSaid | None = None
    named: Reading | None = None
    unit: str | None = None
    in_percent: bool = False
    of_a_period: bool = False
    of_sheet: Said | None = None
    until: date | None = None

    def or_of(self, other: Surroundings) -> Surroundings:
        """The same, with what it does not say taken from the lines of the table above it on the same sheet."""
        said, days = (self.said, self.days) if self.said or self.days else (other.said, other.days)
        measure, unit = self.measure or other.measure, self.unit or other.unit
        return replace(
            self, said=said, days=days, measure=measure, unit=unit, of_sheet=other.of_sheet, until=other.until
        )


# "Số liệu chốt …": only a line that says that it dates figures counts below a table, where plans and letters stand.
_DATES_FIGURES = re.compile(r"số liệu|dữ liệu|tính đến|chốt|cập nhật|as of|data")
_IN_A_PERIOD = re.compile(r"\btrong (từng |mỗi |một )?(ngày|tuần|tháng|quý)\b(?! tới)")
_ABOUT = re.compile(
    r"(?:đơn vị(?: báo cáo)?|địa phương|huyện/thành phố|đơn vị, địa phương)\s*:\s*(?P<unit>[^:;|]{3,60})", re.I
)

_OF_TITLE = re.compile(
    r"(?:^|của |tại |trên địa bàn |^ubnd |^ủy ban nhân dân |^công an )"
    r"(?P<unit>(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu) [^\W\d_][^\d,;:(–-]*?)"
    r"(?=$|[,;:(–-]| (?:đến|tính|năm|tháng|quý|ngày|từ|trong|tuần|giai đoạn)\b)"
)


def surroundings(above: Sequence[str], behind: Sequence[str], published: date, phrases: Phrases) -> Surroundings:
    """What the lines above a table (the nearest last) and behind it say."""
    above = [line for line in above if len(line) <= LONGEST_LINE]
    days = [said for line in above if (said := _day_of_caption(line, published, phrases))]
    below = (line for line in behind if _DATES_FIGURES.search(folded(line[:LONGEST_LINE])))
    days += [said for line in below if (said := _day_of_caption(line, published, phrases))]
    said, several = _agreed(days)
    title, named = next(
        ((line, one) for line in reversed(above) if (one := _named(line, published, phrases))), ("", None)
    )
    unit = _unit(above) or (named.unit if named else None)
    in_percent, of_a_period = "(%)" in title.replace(" ", ""), any(_tells_of_a_period(line) for line in above)
    return Surroundings(said, several, _measure(above, behind), named, unit, in_percent, of_a_period)


def _tells_of_a_period(line: str) -> bool:
    """Whether a title speaks of what was done in a month or the like: "KẾT QUẢ CẤP CCCD TRONG THÁNG 6/2023"."""
    text = folded(line)
    return _IN_A_PERIOD.search(text) is not None and SAYS_RUNNING_TOTAL.search(text) is None


def last_day_of(lines: Sequence[str], published: date, phrases: Phrases) -> date:
    """Up to which day those without a year are sought: the end of the year that titles say, else the publishing day."""
    said = [one for line in lines if (one := day_said(line, published, phrases))]
    years = [one.day.year for one in said if one.firm or one.precision is Precision.YEAR]
    return min(published, date(max(years), 12, 31)) if years else published


def texts_in(grid: Grid, first: int, end: int) -> Iterator[str]:
    """The texts in some rows; a day in a cell of its own belongs to the words before it."""
    for row in grid.rows[first:end]:
        words = ""
        for cell in row:
            if isinstance(cell, date) and words:
                yield f"{words} {cell.day}/{cell.month}/{cell.year}"
            elif isinstance(cell, str) and cell.strip() and cell.strip() != words:
                yield f"{words} {cell.strip()}" if words.endswith(":") else cell.strip()
                words = cell.strip()
            elif not is_blank(cell):
                words = shown(cell)


def texts_below(grid: Grid, first: int, end: int) -> Iterator[str]:
    """The texts of the rows without a number among some rows: notes, signatures."""
    for row in range(first, end):
        if not any(isinstance(cell, int | float) for cell in grid.rows[row]):
            yield from texts_in(grid, row, row + 1)


def _day_of_caption(line: str, published: date, phrases: Phrases) -> Said | None:
    """The day that a line says of a table; a sentence with figures of its own dates those alone."""
    said = day_said(line, published, phrases)
    if (
        said is not None
        and len(line) > len("Số liệu tính đến ngày 30/6/2023")
        and read_prose(line, published, phrases).readings
    ):
        return None
    return said


def _agreed(days: Iterable[Said]) -> tuple[Said | None, tuple[date, ...]]:
    """The one day that the surest of the lines say, or the several that they say."""
    ranked = sorted(set(days), key=_rank)
    surest = [said for said in ranked if _rank(said) == _rank(ranked[0])]
    if len({said.day for said in surest}) > 1:
        return None, tuple(sorted({said.day for said in surest}))
    if surest and not surest[0].firm and (outside := [said for said in ranked if _is_before(said, surest[0])]):
        return None, (outside[0].day, surest[0].day)
    return (surest[0] if surest else None), ()


def _is_before(period: Said, day: Said) -> bool:
    """Whether a day stands behind the month or quarter that another line names: that of the paper, then."""
    return period.precision in (Precision.MONTH, Precision.QUARTER) and period.day < day.day


def _rank(said: Said) -> tuple[bool, bool, bool]:
    return said.precision is not Precision.DAY, not said.firm, said.precision is Precision.YEAR


def _named(line: str, published: date, phrases: Phrases) -> Reading | None:
    if len(line) > LONGEST_LINE // 2 or read_prose(line, published, phrases).readings:
        return None
    return figure_named(line.casefold() if line.isupper() else line, published, phrases)


def _measure(above: Sequence[str], behind: Sequence[str]) -> MeasureSaid | None:
    """What the nearest line says that says it."""
    said = (measure for line in (*reversed(above), *behind) if (measure := measure_said(line)))
    return next(said, None)


def _unit(above: Sequence[str]) -> str | None:
    """The unit of "Đơn vị báo cáo: Huyện Tam Đảo", of a letter's head or of a title; None where there are several."""
    said = {
        found["unit"].strip(" .") for line in above if (found := _ABOUT.search(line)) and measure_said(line) is None
    }
    said = said or {unit for line in above if (unit := _unit_of_title(line))}
    return said.pop() if len(said) == 1 else None


def _unit_of_title(line: str) -> str | None:
    """The unit that a title or a letter's head in capitals names: "CÔNG AN HUYỆN TAM ĐẢO"."""
    found = _OF_TITLE.search(" ".join(line.casefold().split())) if line.isupper() else None
    if found is None or is_generic(found["unit"]):
        return None
    return found["unit"].title()
