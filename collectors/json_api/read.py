"""Reading the figures in the pages of a JSON list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from collectors.faults import PersonalNumbers, ReadError
from collectors.figures.cell import VIETNAM, NotReported, Unreadable, day_in, name_in
from collectors.figures.figure import PARTS, Cells, FigureConfig, Line, reading_of
from collectors.figures.personal import refuse_personal_text
from collectors.figures.settle import Found, settled
from collectors.json_api.config import Fields, JsonApiConfig
from collectors.json_api.document import pages_of
from collectors.json_api.records import Record, records_missing, records_of, refuse_personal_numbers
from collectors.json_api.search import found_at
from collectors.reading import Evidence, Precision, Readings, SetAside
from collectors.source import Snapshot

_LONGEST_QUOTE = 300


def read(snapshot: Snapshot, config: JsonApiConfig) -> Readings:
    """The figures of a list, each with its record, and what was set aside, with its reason. Raises ReadError."""
    try:
        return _read(pages_of(snapshot), snapshot, config)
    except RecursionError:
        raise ReadError("JSON that is nested too deeply to be a list of figures") from None
    except PersonalNumbers:
        raise
    except ReadError:
        refuse_personal_text(snapshot.body)
        raise


def _read(pages: list[Any], snapshot: Snapshot, config: JsonApiConfig) -> Readings:
    refuse_personal_numbers(pages, config.records)
    records = records_of(pages, config.records)
    _refuse_missing_fields(records, config.fields)
    outcomes = [one for record in records for one in _figures(record, config, snapshot)]
    found = [one for one in outcomes if isinstance(one, Found)]
    aside = [one for one in outcomes if isinstance(one, SetAside)]
    return settled(found, [*aside, *records_missing(pages, records, config)])


def _figures(record: Record, config: JsonApiConfig, snapshot: Snapshot) -> Iterator[Found | SetAside]:
    """What becomes of each figure of a record; of one without a unit or day nothing can."""
    try:
        line = _line(record, config, snapshot)
    except Unreadable as error:
        named = [config.fields.unit, config.fields.unit_code, config.fields.as_of]
        yield SetAside(record.label(None), error.rule, str(error), _quote(record, named))
        return
    for figure in config.fields.figures:
        yield _figure(record, figure, line, config)


def _line(record: Record, config: JsonApiConfig, snapshot: Snapshot) -> Line:
    fields = config.fields
    unit = name_in(found_at(fields.unit, record.content)) if fields.unit else None
    code = name_in(found_at(fields.unit_code, record.content)) if fields.unit_code else None
    if unit is None and code is None:
        raise Unreadable("no_unit", "no unit stands here; a figure without one cannot be placed")
    if fields.as_of is None and config.page_as_of is None:
        return Line(unit, code, snapshot.fetched_at.astimezone(VIETNAM).date(), Precision.PUBLISHED)
    dated = found_at(fields.as_of, record.content) if fields.as_of else found_at(str(config.page_as_of), record.page)
    return Line(unit, code, day_in(dated), Precision.DAY)


def _figure(record: Record, figure: FigureConfig, line: Line, config: JsonApiConfig) -> Found | SetAside:
    places = {part: place for part in PARTS if (place := figure.place(part)) is not None}
    fields = config.fields
    quote = _quote(record, [fields.unit, fields.unit_code, fields.as_of, *places.values()])
    label = record.label(line.unit_code or line.unit)
    cells = Cells(**{part: found_at(place, record.content) for part, place in places.items()})
    try:
        evidence = Evidence(quote, cell=f"{record.path}.{next(iter(places.values()))}")
        return Found(reading_of(figure.figure, cells, line, evidence), label)
    except Unreadable as error:
        message = f"{figure.indicator}: {error}"
        return SetAside(label, error.rule, message, quote, failing=not isinstance(error, NotReported))


def _quote(record: Record, places: list[str | None]) -> str:
    """The parts of a record that were looked at, as JSON."""
    parts: dict[str, Any] = {place: found_at(place, record.content) for place in places if place is not None}
    text = json.dumps(parts, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


def _refuse_missing_fields(records: list[Record], fields: Fields) -> None:
    """A field that no record has was renamed or mistyped: all of its figures would be lost without a word."""
    places = [fields.unit, fields.unit_code, fields.as_of]
    places += [figure.place(part) for figure in fields.figures for part in PARTS]
    for place in places:
        if place is None or any(found_at(place, record.content) is not None for record in records):
            continue
        if not any(isinstance(record.content, dict) and place in record.content for record in records):
            keys = sorted({key for record in records if isinstance(record.content, dict) for key in record.content})
            raise ReadError(f"nothing at {place!r} in any of {len(records)} records; they hold {', '.join(keys)[:200]}")
