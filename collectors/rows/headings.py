"""The headings of a table of rows: which column holds which field of a Reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from collectors.faults import ReadError
from collectors.figures.cell import is_blank
from collectors.reading import SetAside
from collectors.rows.naming import AMOUNTS, FIELDS, field_named, unknown_field
from collectors.table.grid import Document, Grid, column_letters, shown


@dataclass(frozen=True, slots=True)
class Fields:
    """A grid whose headings stand in row `head` (from 0); `columns` holds each column by its field.

    `headed` are the columns that have a heading; `notes` tell which other sheets were left out.
    """

    grid: Grid
    head: int
    columns: Mapping[str, int]
    headed: frozenset[int]
    notes: tuple[SetAside, ...] = field(default=())


def fields_in(document: Document) -> Fields:
    """The one table whose headings are fields. Raises ReadError that names every heading in doubt."""
    heads = [head for grid in document.grids if grid.visible and (head := _head_of(grid)) is not None]
    if not heads:
        raise ReadError("no cell is filled on any sheet that is shown")
    best = max(heads, key=lambda head: (head.known, len(head.headings)))
    rivals = [head for head in heads if head.known and head.grid.sheet is not None]
    if len(rivals) > 1:
        names = " and ".join(str(head.grid.sheet) for head in rivals)
        raise ReadError(f"headings stand on the sheets {names}; one sheet in a file would be right")
    _refuse_faulty(best)
    left_out = (head.grid.sheet for head in heads if head is not best and head.grid.sheet is not None)
    notes = tuple(SetAside(f"sheet {name}", "left_out", "a sheet without headings", failing=False) for name in left_out)
    return Fields(best.grid, best.row, best.columns, frozenset(best.headings), notes)


@dataclass(frozen=True, slots=True)
class _Head:
    """The first filled row of a grid: its headings by column."""

    grid: Grid
    row: int
    headings: Mapping[int, str]

    @property
    def columns(self) -> dict[str, int]:
        named = {column: field_named(heading.casefold()) for column, heading in self.headings.items()}
        return {name: column for column, name in named.items() if name is not None}

    @property
    def known(self) -> int:
        return len(self.columns)

    def place(self, column: int) -> str:
        return f"column {column_letters(column)}"


def _head_of(grid: Grid) -> _Head | None:
    for row, cells in enumerate(grid.rows):
        headings = {column: shown(cell) for column, cell in enumerate(cells) if not is_blank(cell)}
        if headings:
            return _Head(grid, row, headings)
    return None


def _refuse_faulty(head: _Head) -> None:
    faults = [*_unknown(head), *_twice(head), *_missing(head)]
    if faults:
        known = f"the fields are: {', '.join(FIELDS)}"
        raise ReadError(f"row {head.row + 1}, the headings: {'; '.join([*faults, known])}")


def _unknown(head: _Head) -> Iterator[str]:
    for column, heading in head.headings.items():
        if field_named(heading.casefold()) is None:
            yield f"{head.place(column)}: {unknown_field(heading)}"


def _twice(head: _Head) -> Iterator[str]:
    taken: dict[str, int] = {}
    for column, heading in head.headings.items():
        name = field_named(heading.casefold())
        if name is not None and taken.setdefault(name, column) != column:
            yield f"{name} stands over {head.place(taken[name])} and {head.place(column)}; once would be right"


def _missing(head: _Head) -> Iterator[str]:
    needed = (("indicator",), ("as_of",), ("unit", "unit_code"), AMOUNTS)
    for names in needed:
        if not head.columns.keys() & set(names):
            yield f"no column {' or '.join(names)}"
