"""A document written out as one text: each paragraph and cell stands where its span says, and tables are no prose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.document.contents import Block, Cell, Contents, Paragraph, grid_of, written_out
from collectors.figures.cell import Unusable
from collectors.table.grid import Grid, shown

CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.builds(Unusable, st.just("rule"), st.just("message"), st.text(max_size=5)),
)
ROWS = st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=4).map(tuple)
BLOCKS = st.lists(st.one_of(ROWS, st.text(max_size=20)), max_size=6)


@given(BLOCKS)
def test_each_cell_and_paragraph_stands_where_its_span_says(parts: list[object]) -> None:
    blocks: list[Block] = [
        Paragraph(part) if isinstance(part, str) else Grid(part, f"table {number}")  # type: ignore[arg-type]
        for number, part in enumerate(parts)
    ]
    contents = Contents(tuple(blocks))
    written = written_out(contents)
    for grid in contents.tables:
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                start, end = written.cells[grid.place(row, column)]
                assert written.text[start:end] == shown(cell)
    tables, at = iter(written.tables), 0
    for block in blocks:
        end = at + len(block.text) if isinstance(block, Paragraph) else next(tables)[1]
        if isinstance(block, Paragraph):
            assert written.text[at:end] == written.prose()[at:end] == block.text
        at = end + len("\n\n")
    assert len(written.prose()) == len(written.text)
    assert not any(written.prose()[start:end].strip() for start, end in written.tables)


SPANS = st.integers(1, 4)
TABLES = st.lists(
    st.lists(st.builds(Cell, st.sampled_from(["", "Xã", "5", "2023"]), SPANS, SPANS), max_size=4), max_size=5
)


@given(TABLES)
def test_no_number_stands_in_two_cells_of_a_table_however_cells_reach(rows: list[list[Cell]]) -> None:
    grid = grid_of(rows, "table 1")
    assert len(grid.rows) == len(rows)
    assert len({len(row) for row in grid.rows}) <= 1
    read = sum(cell == "5" for row in grid.rows for cell in row)
    assert read <= sum(cell.text == "5" for row in rows for cell in row)


@given(st.lists(st.lists(st.text("ab1", min_size=1, max_size=3), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_without_spans_is_as_it_is_written(rows: list[list[str]]) -> None:
    assert grid_of([[Cell(text) for text in row] for row in rows], "t").rows == tuple(map(tuple, rows))
