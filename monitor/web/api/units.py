"""The registry of units over HTTP: the units of a day, all that is known of one, and what happened between them."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from monitor.answers import Question
from monitor.units import levels_below, story_of
from monitor.web.api import schemas, unit_rows, unit_shapes
from monitor.web.api.lists import Written, ask, respond
from monitor.web.api.parameters import KNOWN_AT, AsOf, KnownAt, KnownParameters, Parameters, UnitParameters
from monitor.web.api.questions import find_unit
from monitor.web.problems import Fault, Problem, bad_parameters
from monitor.web.serving import answers

blueprint = APIBlueprint("units", __name__, url_prefix="/api/v1", tag="Project 06")


class OneUnitParameters(Parameters):
    """What the address of one unit takes."""

    as_of: AsOf = Field(
        None, description="a real day as YYYY-MM-DD, e.g. 2023-06-30: the unit as of that day; today unless given"
    )
    known_at: KnownAt = KNOWN_AT


class EventParameters(KnownParameters):
    """What the list of events takes."""

    unit: str | None = Field(None, description="a unit's id, code or name: what happened to it", examples=["26"])


@blueprint.get("/units")
@blueprint.input(UnitParameters, location="query", arg_name="asked")
@blueprint.output(schemas.UnitList)
def units(asked: UnitParameters) -> Response:
    """The units that exist on a day, each before those below it

    With `parent` those directly below it; with `level` too, all of that level below it at any depth. Where the map of
    that day is not known, `notice` says so.
    """
    day = answers().clocks(Question(as_of=asked.as_of, known_at=asked.known_at)).as_of
    held = answers().campaign_at(asked.known_at)
    parent = find_unit(held, "parent", asked.parent, day) if asked.parent is not None else None
    if isinstance(parent, Fault):
        raise bad_parameters([parent])
    above, levels = None if parent is None else parent.id, tuple(asked.level)
    what = Question(units=(above,) if above else (), levels=levels, as_of=asked.as_of, known_at=asked.known_at)
    now = ask(asked, what)
    held = answers().campaign_at(now.question.known_at)
    unknown = held.units.unknown_map(now.day, levels or levels_below(parent.level if parent else None))
    return respond(
        now,
        held.units.listed(now.day, above, levels),
        Written(schemas.UnitList, schemas.UnitRow, unit_rows.unit_row),
        notice=unit_rows.with_unknown_map(held.notice, unknown),
    )


@blueprint.get("/units/<unit_id>")
@blueprint.input(OneUnitParameters, location="query", arg_name="asked")
@blueprint.output(unit_shapes.UnitOut)
def unit(unit_id: str, asked: OneUnitParameters) -> unit_shapes.UnitOut:
    """All that is known of a unit: its place, its names, what came before and after it, who bore its code

    By its id; what a code or a name means on a day, `/units?parent=` and `/progress?unit=` tell.
    """
    registry = answers().campaign_at(asked.known_at).units
    if unit_id not in registry:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no unit with the id {unit_id!r}.")
    day = answers().clocks(Question(as_of=asked.as_of, known_at=asked.known_at)).as_of
    return unit_rows.unit_out(story_of(registry, unit_id, day))


@blueprint.get("/unit-events")
@blueprint.input(EventParameters, location="query", arg_name="asked")
@blueprint.output(unit_shapes.UnitEventList)
def unit_events(asked: EventParameters) -> Response:
    """What happened to units: merged, split, renamed, moved, abolished; a row a transfer"""
    held = answers().campaign_at(asked.known_at)
    day = answers().clocks(Question(known_at=asked.known_at)).as_of
    of = find_unit(held, "unit", asked.unit, day) if asked.unit is not None else None
    if isinstance(of, Fault):
        raise bad_parameters([of])
    now = ask(asked, Question(units=(of.id,) if of else (), known_at=asked.known_at))
    registry = answers().campaign_at(now.question.known_at).units
    lines = tuple(unit_rows.event_lines(registry.events if of is None else registry.events_of(of.id)))
    written = Written(unit_shapes.UnitEventList, unit_shapes.UnitEventRow, partial(unit_rows.event_row, registry))
    return respond(now, lines, written)
