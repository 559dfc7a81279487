"""What the fields of a row are called, and which field or indicator a word that is neither was meant for."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from collectors.figures.personal import holds_personal_number

# The fields in the order in which a person would fill them in.
FIELDS = (
    "indicator", "unit", "unit_code", "as_of", "value", "bound", "count", "out_of", "ratio", "of", "rank",
    "rank_at_most", "days_ahead", "measure", "as_of_precision", "account_level", "assigned_by", "unit_level", "quote",
    "warnings",
)  # fmt: skip
# What a field is called elsewhere: in the registry of units, and where a campaign has named the unit already.
OTHER_NAMES = {"code": "unit_code", "unit_id": "unit_code"}
# Fields that may stand there and say nothing of the figure: a remark, and places in some other document.
PASSED_OVER = frozenset({"note", "span", "cell", "implied_out_of"})
# Those that say how much; without any of them a row reports no figure.
AMOUNTS = ("value", "ratio", "rank", "rank_at_most", "count")


def field_named(written: str) -> str | None:
    """The field that a heading or key means, `note` and the like included; None where it means none."""
    name = OTHER_NAMES.get(written, written)
    return name if name in FIELDS or name in PASSED_OVER else None


def unknown_field(written: str) -> str:
    """That there is no such field, and which one was meant where one is near."""
    if holds_personal_number(written):
        return "a field whose name holds a personal identity number; aggregates only"
    near = get_close_matches(written.casefold(), [*FIELDS, *OTHER_NAMES, *sorted(PASSED_OVER)], n=1)
    return f"{written[:60]!r} is not a field of a Reading{f'; did you mean {near[0]}?' if near else ''}"


def unknown_indicator(written: str, known: Collection[str]) -> str:
    """That there is no such indicator, and which one was meant, or which there are."""
    near = get_close_matches(written.casefold(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    return f"no indicator is called {written[:60]!r}; {hint}"
