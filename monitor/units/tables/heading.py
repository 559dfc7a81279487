"""The headings of a table: those that are known, those that must be there, none twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from monitor.units.tables.cells import TableFault


def heading_faults(
    headings: Sequence[str], known: Sequence[str], required: Sequence[str], row: int
) -> Iterator[TableFault]:
    """What is wrong with the headings in this row; no blank ones among them."""
    for heading in dict.fromkeys(headings):
        if heading not in known:
            near = get_close_matches(heading, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            yield TableFault(row, heading, f"is no column of this table; {hint}")
        elif headings.count(heading) > 1:
            yield TableFault(row, heading, "stands more than once; once would be right")
    for heading in required:
        if heading not in headings:
            yield TableFault(row, heading, "is missing; each row needs it")
