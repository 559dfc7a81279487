"""The addresses of the API: parse, ask, answer."""

from __future__ import annotations

from datetime import date
from functools import partial
from http import HTTPStatus

from apiflask import APIBlueprint
from flask import Response

from monitor.answers import ProgressAnswer, Question, SeriesAnswer, SeriesPoint
from monitor.units import Unit
from monitor.web.api import rows, schemas
from monitor.web.api.lists import Written, ask, ask_cells, respond
from monitor.web.api.parameters import CellParameters, ListParameters, NoParameters, UnitParameters
from monitor.web.api.questions import find_unit
from monitor.web.problems import Fault, Problem, bad_parameters
from monitor.web.serving import answers, serving

blueprint = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="Project 06")


@blueprint.get("/campaign")
@blueprint.input(NoParameters, location="query", arg_name="asked")
@blueprint.output(schemas.CampaignOut)
def campaign(asked: NoParameters) -> schemas.CampaignOut:
    """The campaign: its names, its size, the judged day"""
    held = answers().campaign
    return schemas.CampaignOut(
        id=held.id,
        name=held.names.vi,
        name_en=held.names.en,
        notice=rows.text(held.notice),
        judged=answers().today(),
        simulated=serving().simulated,
        indicators=len(held.indicators),
        units=sum(1 for _ in held.units),
        targets=len(held.targets),
        sources=len(held.sources),
    )


@blueprint.get("/indicators")
@blueprint.input(ListParameters, location="query", arg_name="asked")
@blueprint.output(schemas.IndicatorList)
def indicators(asked: ListParameters) -> Response:
    """The campaign's indicators"""
    found = tuple(answers().campaign.indicators.values())
    written = Written(schemas.IndicatorList, schemas.IndicatorRow, rows.indicator_row)
    return respond(ask(asked, Question()), found, written)


@blueprint.get("/units")
@blueprint.input(UnitParameters, location="query", arg_name="asked")
@blueprint.output(schemas.UnitList)
def units(asked: UnitParameters) -> Response:
    """The units that exist on a day; with `parent`, those directly below it"""
    day = asked.as_of or answers().today()
    parent = find_unit(answers(), "parent", asked.parent, day) if asked.parent is not None else None
    if isinstance(parent, Fault):
        raise bad_parameters([parent])
    above = () if parent is None else (parent.id,)
    now = ask(asked, Question(units=above, levels=tuple(asked.level), as_of=asked.as_of))
    found = [unit for unit in answers().campaign.units if _fits(unit, now.question, now.day)]
    return respond(now, found, Written(schemas.UnitList, schemas.UnitRow, rows.unit_row))


def _fits(unit: Unit, what: Question, day: date) -> bool:
    return (
        unit.valid_on(day)
        and (not what.units or unit.parent in what.units)
        and (not what.levels or unit.level in what.levels)
    )


def _judged() -> Written[ProgressAnswer]:
    return Written(schemas.ProgressList, schemas.ProgressRow, partial(rows.progress_row, answers().campaign))


@blueprint.get("/progress")
@blueprint.input(CellParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ProgressList)
def progress(asked: CellParameters) -> Response:
    """Every indicator of every unit, judged against its target

    In the campaign's order of indicators, each unit before its parts. Figures of the day `as_of` itself count.
    """
    now = ask_cells(asked)
    return respond(now, answers().progress(now.question), _judged())


@blueprint.get("/behind")
@blueprint.input(CellParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ProgressList)
def behind(asked: CellParameters) -> Response:
    """The rows that are missed, behind, silent or at risk, worst first"""
    now = ask_cells(asked)
    return respond(now, answers().behind(now.question), _judged())


@blueprint.get("/series")
@blueprint.input(CellParameters, location="query", arg_name="asked")
@blueprint.output(schemas.SeriesList)
def series(asked: CellParameters) -> Response:
    """The history of every indicator and unit, a row an as-of day

    Up to `as_of`; the figure of that day is in it.
    """
    now = ask_cells(asked)
    points = [(line, point) for line in answers().series(now.question) for point in line.points]
    start = min((point.figure.as_of for _, point in points), default=None)
    written = Written(schemas.SeriesList, schemas.SeriesRow, _series_row)
    return respond(now, points, written, period=schemas.Period(start=start, end=now.day))


def _series_row(found: tuple[SeriesAnswer, SeriesPoint]) -> schemas.SeriesRow:
    return rows.series_row(answers().campaign, *found)


@blueprint.get("/sources")
@blueprint.input(ListParameters, location="query", arg_name="asked")
@blueprint.output(schemas.SourceList)
def sources(asked: ListParameters) -> Response:
    """Every source and how it fares, in order of precedence"""
    written = Written(schemas.SourceList, schemas.SourceRow, rows.source_row)
    return respond(ask(asked, Question()), answers().sources(), written)


@blueprint.get("/observations/<int(max=9223372036854775807):observation_id>")
@blueprint.input(NoParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ObservationOut)
def observation(observation_id: int, asked: NoParameters) -> schemas.ObservationOut:
    """An accepted figure with its evidence: quote, place, document, run"""
    found = answers().observation(observation_id)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no observation {observation_id}.")
    return rows.observation_row(answers().campaign, found)
