"""The addresses of the API: parse, ask, answer."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from apiflask import APIBlueprint
from flask import Response

from monitor.answers import ProgressAnswer, Question, SeriesAnswer, SeriesPoint
from monitor.campaign import Campaign
from monitor.web.api import rows, schemas
from monitor.web.api.lists import Asked, Written, ask, ask_cells, respond
from monitor.web.api.parameters import CellParameters, InstantParameters, KnownParameters
from monitor.web.problems import Problem
from monitor.web.serving import answers, serving

blueprint = APIBlueprint("api", __name__, url_prefix="/api/v1", tag="Project 06")


@blueprint.get("/campaign")
@blueprint.input(InstantParameters, location="query", arg_name="asked")
@blueprint.output(schemas.CampaignOut)
def campaign(asked: InstantParameters) -> schemas.CampaignOut:
    """The campaign: its names, its size, the judged day"""
    held = answers().campaign_at(asked.known_at)
    return schemas.CampaignOut(
        id=held.id,
        name=held.names.vi,
        name_en=held.names.en,
        notice=rows.text(held.notice),
        judged=answers().clocks(Question(known_at=asked.known_at)).as_of,
        simulated=serving().simulated,
        indicators=len(held.indicators),
        units=sum(1 for _ in held.units),
        targets=len(held.targets),
        sources=len(held.sources),
    )


@blueprint.get("/indicators")
@blueprint.input(KnownParameters, location="query", arg_name="asked")
@blueprint.output(schemas.IndicatorList)
def indicators(asked: KnownParameters) -> Response:
    """The campaign's indicators"""
    now = ask(asked, Question(known_at=asked.known_at))
    found = tuple(answers().campaign_at(now.question.known_at).indicators.values())
    return respond(now, found, Written(schemas.IndicatorList, schemas.IndicatorRow, rows.indicator_row))


def _judged(now: Asked) -> Written[ProgressAnswer]:
    held = answers().campaign_at(now.question.known_at)
    return Written(schemas.ProgressList, schemas.ProgressRow, partial(rows.progress_row, held))


@blueprint.get("/progress")
@blueprint.input(CellParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ProgressList)
def progress(asked: CellParameters) -> Response:
    """Every indicator of every unit, judged against its target

    In the campaign's order of indicators, each unit before its parts. Figures of the day `as_of` itself count.
    """
    now = ask_cells(asked)
    return respond(now, answers().progress(now.question), _judged(now))


@blueprint.get("/behind")
@blueprint.input(CellParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ProgressList)
def behind(asked: CellParameters) -> Response:
    """The rows that are missed, behind, silent or at risk, worst first"""
    now = ask_cells(asked)
    return respond(now, answers().behind(now.question), _judged(now))


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
    held = answers().campaign_at(now.question.known_at)
    written = Written(schemas.SeriesList, schemas.SeriesRow, partial(_series_row, held))
    return respond(now, points, written, period=schemas.Period(start=start, end=now.day))


def _series_row(held: Campaign, found: tuple[SeriesAnswer, SeriesPoint]) -> schemas.SeriesRow:
    return rows.series_row(held, *found)


@blueprint.get("/sources")
@blueprint.input(KnownParameters, location="query", arg_name="asked")
@blueprint.output(schemas.SourceList)
def sources(asked: KnownParameters) -> Response:
    """Every source and how it fares, in order of precedence; with `known_at`, how it fared at that instant"""
    now = ask(asked, Question(known_at=asked.known_at))
    written = Written(schemas.SourceList, schemas.SourceRow, rows.source_row)
    return respond(now, answers().sources(now.question.known_at), written)


@blueprint.get("/observations/<int(max=9223372036854775807):observation_id>")
@blueprint.input(InstantParameters, location="query", arg_name="asked")
@blueprint.output(schemas.ObservationOut)
def observation(observation_id: int, asked: InstantParameters) -> schemas.ObservationOut:
    """An accepted figure with its evidence: quote, place, document, run"""
    found = answers().observation(observation_id, asked.known_at)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no observation {observation_id}.")
    return rows.observation_row(answers().campaign_at(asked.known_at), found)
