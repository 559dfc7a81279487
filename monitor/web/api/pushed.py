"""What another system hands in: a list of rows, each a Reading in its public form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from collectors.figures.personal import holds_personal_number
from collectors.reading import Measure
from monitor.campaign import Campaign
from monitor.campaign.model import PUSH
from monitor.intake import Row, RowFault
from monitor.intake.rows import measures_of, row_of
from monitor.store.types import storable
from monitor.web.api.bodies import flag, refuse_unknown, text
from monitor.web.problems import Fault, Problem, bad_parameters, did_you_mean, nearest

MOST_ROWS = 10_000
FIELDS = ("key", "source", "mode", "dry_run", "reason", "rows")
ROWS, ALL = "rows", "all"
LONGEST_REASON = 1_000
# Of a row without a quote of its own, this much of its text stands as one.
_LONGEST_QUOTE = 1_000
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Pushed:
    """A batch as it was sent. `whole` takes all rows or none."""

    source: str
    key: str | None
    whole: bool
    dry_run: bool
    reason: str
    rows: tuple[Row, ...]


def pushed(body: Mapping[str, Any], header_key: str | None, campaign: Campaign) -> Pushed:
    """The batch that a body holds. Raises Problem for what is wrong with it as a whole; rows carry their own faults."""
    refuse_unknown(body, FIELDS)
    return Pushed(
        source=_source(body, campaign),
        key=_key(body, header_key),
        whole=_mode(body) == ALL,
        dry_run=flag(body, "dry_run"),
        reason=text(body, "reason", LONGEST_REASON),
        rows=_rows(body, measures_of(campaign)),
    )


def _source(body: Mapping[str, Any], campaign: Campaign) -> str:
    written, known = body.get("source", PUSH), (PUSH, *campaign.sources)
    if isinstance(written, str) and written in known:
        return written
    near = nearest(written, known) if isinstance(written, str) and len(written) <= 100 else None
    detail = f"source is not one that figures can be pushed for{did_you_mean(near)} (there are: {', '.join(known)})"
    raise bad_parameters([Fault("source", detail, near)])


def _key(body: Mapping[str, Any], header_key: str | None) -> str | None:
    written = body.get("key")
    if written is not None and header_key is not None and written != header_key:
        raise bad_parameters([Fault("key", "key and the header Idempotency-Key differ: one of them would be right")])
    key = header_key if written is None else written
    if key is None:
        return None
    if not isinstance(key, str) or not _KEY.fullmatch(key) or holds_personal_number(key):
        right = "a text of 1 to 200 letters, digits and signs without blanks would be right, such as a UUID"
        raise bad_parameters([Fault("key", f"key cannot be taken: {right}")])
    return key


def _mode(body: Mapping[str, Any]) -> str:
    mode = body.get("mode", ROWS)
    if mode not in (ROWS, ALL):
        right = f"{ROWS} (each good row is taken) or {ALL} (all rows or none) would be right"
        raise bad_parameters([Fault("mode", f"mode is not known: {right}")])
    return str(mode)


def _rows(body: Mapping[str, Any], measures: Mapping[str, Measure]) -> tuple[Row, ...]:
    given = body.get("rows")
    if not isinstance(given, list) or not given:
        right = "a list of at least one object would be right, each with the fields of a Reading"
        raise bad_parameters([Fault("rows", f"rows is {'empty' if given == [] else 'missing or no list'}: {right}")])
    if len(given) > MOST_ROWS:
        detail = f"There are {len(given)} rows; up to {MOST_ROWS} can be sent at once."
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, "too-many-rows")
    try:
        return tuple(_row(number, fields, measures) for number, fields in enumerate(given, start=1))
    except RecursionError:
        raise bad_parameters([Fault("rows", "a row is nested too deeply: a flat object would be right")]) from None


def _row(number: int, given: object, measures: Mapping[str, Measure]) -> Row:
    if not isinstance(given, dict):
        return Row(number, None, (RowFault(None, "not_a_figure", "a row that is no object: {…} would be right"),))
    if _holds(given, _is_unstorable):
        message = "a text with a character that no text holds (NUL, or half of a pair)"
        return Row(number, None, (RowFault(None, "not_readable", message),))
    if _holds(given, holds_personal_number):
        return _with_personal_number(row_of(number, given, measures=measures))
    return row_of(number, given, measures=measures, document_quote=_quote(given))


def _with_personal_number(row: Row) -> Row:
    """A row that holds a personal number somewhere, also in a field that no Reading has."""
    if any(fault.rule == "personal_number" for fault in row.faults):
        return row
    fault = RowFault(None, "personal_number", "a personal identity number stands in this row; aggregates only")
    return Row(row.number, None, (*row.faults, fault))


def _holds(value: object, test: Callable[[object], bool]) -> bool:
    return any(test(each) for each in _within(value))


def _within(value: object) -> Iterator[object]:
    """Every key and every value, however deep."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _within(part)
    elif isinstance(value, list):
        for part in value:
            yield from _within(part)
    else:
        yield value


def _is_unstorable(value: object) -> bool:
    return isinstance(value, str) and storable(value) != value


def _quote(given: Mapping[str, Any]) -> str:
    whole = json.dumps(given, ensure_ascii=False)
    return whole if len(whole) <= _LONGEST_QUOTE else f"{whole[:_LONGEST_QUOTE]}…"
