"""The day of a table's figures where it stands in a text such as "Tính đến ngày 30/6/2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from collectors.faults import ReadError
from collectors.figures.cell import Unreadable, day_in, folded, is_blank
from collectors.table.grid import Grid

# How far behind the words the day may stand: "số liệu chốt lúc 24h00 ngày 30/6/2023".
_REACH = 40
_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9])"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    r"|(?P<d>[0-9]{1,2})\s+tháng\s+(?P<m>[0-9]{1,2})\s+năm\s+(?P<y>[0-9]{4})(?![0-9])"
)


def day_behind(words: str, grid: Grid) -> date:
    """The day that stands behind some words on a sheet. Raises ReadError where there is none or more than one."""
    days: dict[date, str] = {}
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                for day in _days(words, cell, cells[column + 1 :]):
                    days.setdefault(day, grid.place(row, column))
    if not days:
        raise ReadError(f"no day stands behind {words!r}; a text such as '{words} 30/6/2023' would be right")
    if len(days) > 1:
        places = " and ".join(f"{day:%Y-%m-%d} ({place})" for day, place in days.items())
        raise ReadError(f"several days stand behind {words!r}: {places}; one would be right")
    return next(iter(days))


def _days(words: str, cell: str, cells_behind: tuple[object, ...]) -> Iterator[date]:
    text, wanted = folded(cell), folded(words)
    for match in re.finditer(re.escape(wanted), text):
        behind = text[match.end() : match.end() + _REACH]
        if found := _DAY.search(behind):
            yield from _valid(_written(found))
        elif len(text) - match.end() <= len(" ngày:"):
            neighbour = next((other for other in cells_behind if not is_blank(other)), None)
            yield from _valid(neighbour)


def _written(found: re.Match[str]) -> str:
    if found["iso"]:
        return found["iso"]
    day, month, year = (found["day"], found["month"], found["year"]) if found["day"] else found.group("d", "m", "y")
    return f"{day}/{month}/{year}"


def _valid(cell: object) -> Iterator[date]:
    try:
        yield day_in(cell)
    except Unreadable:
        return
