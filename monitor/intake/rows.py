"""Rows of named fields, as a file, a person or another system hands them in, as the rows of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from collectors.reading import BUILT_IN, Evidence, Measure, Reading, Readings, SetAside
from collectors.rows.fields import FaultyRow, reading_of
from collectors.rows.forms import JSON_FORM, Form
from collectors.rows.places import Place, place_in
from monitor.campaign import Campaign
from monitor.intake.batch import Row, RowFault


def row_of(
    number: int,
    fields: Mapping[str, object],
    *,
    measures: Mapping[str, Measure] = BUILT_IN,
    document_quote: str = "",
    form: Form = JSON_FORM,
) -> Row:
    """The row that these fields make: a Reading, or every fault that they have, each with its column.

    The fields are those of a Reading's public form, by default as values of JSON. `measures` says what each indicator
    counts (`measures_of`); `document_quote` is the passage of the document that the row is, where it has no `quote`.
    """
    evidence = Evidence(document_quote, cell=str(Place(number)))
    try:
        return Row(number, reading_of(fields, form, evidence, measures))
    except FaultyRow as error:
        return Row(number, None, tuple(RowFault(each.column, each.rule, each.message) for each in error.faults))


def measures_of(campaign: Campaign) -> dict[str, Measure]:
    """What each indicator counts that a row may name: the built-in ones, and the campaign's under both its names."""
    own = campaign.indicators.values()
    return {**BUILT_IN, **{each.id: each.measure for each in own}, **{each.reads: each.measure for each in own}}


def rows_read(read: Readings) -> tuple[tuple[Row, ...], tuple[SetAside, ...]]:
    """The rows that a file held, in their order, and what was passed over: what is hidden, rows without a figure."""
    readings = {place.row: each for each in read.readings if (place := place_in(each.evidence.cell))}
    faults: dict[int, list[RowFault]] = defaultdict(list)
    notes: list[SetAside] = []
    for each in read.set_aside:
        place = place_in(each.place)
        if each.failing and place is not None:
            faults[place.row].append(RowFault(place.column, each.rule, each.message))
        else:
            notes.append(each)
    return tuple(_row(number, readings, faults) for number in sorted({*readings, *faults})), tuple(notes)


def _row(number: int, readings: Mapping[int, Reading], faults: Mapping[int, list[RowFault]]) -> Row:
    if number in faults:
        return Row(number, None, tuple(faults[number]))
    return Row(number, readings[number])
