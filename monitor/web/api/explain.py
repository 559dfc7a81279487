"""What a figure stands on, and the lists behind it: versions of targets, observations, runs, the log of writes."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from monitor.answers import Question
from monitor.language import Language
from monitor.store.audit import Action
from monitor.store.observations import Wanted
from monitor.web.api import explain_rows, explain_shapes
from monitor.web.api.lists import Written, ask, respond
from monitor.web.api.parameters import (
    AS_OF,
    KNOWN_AT,
    AsOf,
    CellParameters,
    KnownAt,
    KnownParameters,
    ListParameters,
    Parameters,
)
from monitor.web.api.questions import question
from monitor.web.board.explained_text import as_text
from monitor.web.serving import answers

blueprint = APIBlueprint("explain", __name__, url_prefix="/api/v1", tag="Project 06")


class Form(StrEnum):
    """How an explanation is written."""

    JSON = "json"
    TEXT = "text"


class ExplainParameters(Parameters):
    """Which figure is to be explained, by both clocks."""

    indicator: str = Field(description="an indicator's id", examples=["eid_activated"])
    unit: str = Field(description="a unit's id, code or name", examples=["26"])
    as_of: AsOf = AS_OF
    known_at: KnownAt = KNOWN_AT
    format: Form = Field(Form.JSON, description="json, or text for people: plain text, from the number down")
    lang: Language = Field("vi", description="vi or en: the language of the text")


class Revisions(StrEnum):
    """Which revisions of a figure a list holds."""

    CURRENT = "current"
    ALL = "all"


class TargetParameters(CellParameters):
    """What the list of targets takes."""

    as_of: AsOf = Field(
        None, description="a real day as YYYY-MM-DD, e.g. 2023-06-30: the versions in force on it; all unless given"
    )


class ObservationParameters(ListParameters):
    """What the list of observations takes."""

    unit: list[str] = Field([], description="a unit's id, code or name; may be given several times", examples=[["26"]])
    indicator: list[str] = Field(
        [], description="an indicator's id; may be given several times", examples=[["eid_activated"]]
    )
    source: list[str] = Field([], description="a source's id; may be given several times")
    since: AsOf = Field(None, description="a real day as YYYY-MM-DD, e.g. 2023-06-01: the first as-of day")
    as_of: AsOf = Field(None, description="a real day as YYYY-MM-DD, e.g. 2023-06-30: the last as-of day")
    known_at: KnownAt = KNOWN_AT
    revisions: Revisions = Field(
        Revisions.CURRENT, description="current: the newest of each figure; all: superseded and withdrawn ones too"
    )


class RunParameters(KnownParameters):
    """What the list of runs takes."""

    source: list[str] = Field([], description="a source's id; may be given several times")


class AuditParameters(KnownParameters):
    """What the log of writes takes."""

    action: list[Action] = Field([], description=f"one of {', '.join(Action)}; may be given several times")


@blueprint.get("/explain")
@blueprint.input(ExplainParameters, location="query", arg_name="asked")
@blueprint.output(explain_shapes.ExplainOut)
def explain(asked: ExplainParameters) -> Response | explain_shapes.ExplainOut:
    """Why a figure is what it is

    From the number to its observations with all their revisions, their runs and documents with the quote, the checks,
    the version of the target, and each sum of the judgement with its numbers; as it was known at `known_at`.
    """
    cell = CellParameters(unit=[asked.unit], indicator=[asked.indicator], as_of=asked.as_of, known_at=asked.known_at)
    what = question(answers(), cell)
    found = answers().explain(what.indicators[0], what.units[0], what)
    held = answers().campaign_at(found.known_at)
    if asked.format is Form.TEXT:
        return Response(as_text(held, found, asked.lang), content_type="text/plain; charset=utf-8")
    return explain_rows.explain_out(held, found)


@blueprint.get("/targets")
@blueprint.input(TargetParameters, location="query", arg_name="asked")
@blueprint.output(explain_shapes.TargetList)
def targets(asked: TargetParameters) -> Response:
    """Every version of every target: what, from when, by which decision

    With `as_of`, those in force on that day alone.
    """
    what = question(answers(), asked)
    now = ask(asked, what)
    found = answers().targets(Question(what.indicators, what.units, what.levels, asked.as_of, now.question.known_at))
    written = Written(explain_shapes.TargetList, explain_shapes.TargetRow, explain_rows.target_row)
    return respond(now, found, written)


@blueprint.get("/observations")
@blueprint.input(ObservationParameters, location="query", arg_name="asked")
@blueprint.output(explain_shapes.ObservationList)
def observations(asked: ObservationParameters) -> Response:
    """The accepted figures, in their newest revision or in all of them

    From the as-of day `since` to `as_of`, both included.
    """
    cells = CellParameters(unit=asked.unit, indicator=asked.indicator, as_of=asked.as_of, known_at=asked.known_at)
    what = question(answers(), cells)
    now = ask(asked, what, *asked.source, str(asked.since), str(asked.as_of), asked.revisions)
    held = answers().campaign_at(now.question.known_at)
    wanted = Wanted(
        indicators=what.indicators or tuple(held.indicators),
        units=what.units,
        sources=asked.source,
        first=asked.since,
        last=asked.as_of,
        known_at=now.question.known_at,
        superseded=asked.revisions is Revisions.ALL,
    )
    row = partial(explain_rows.observation_row, held)
    written = Written(explain_shapes.ObservationList, explain_shapes.ObservationRow, row)
    return respond(now, answers().observations(wanted), written)


@blueprint.get("/runs")
@blueprint.input(RunParameters, location="query", arg_name="asked")
@blueprint.output(explain_shapes.RunList)
def runs(asked: RunParameters) -> Response:
    """The runs of the sources, newest first: when, what came, what became of it"""
    now = ask(asked, Question(known_at=asked.known_at), *asked.source)
    held = answers().campaign_at(now.question.known_at)
    written = Written(explain_shapes.RunList, explain_shapes.RunRow, partial(explain_rows.run_row, held))
    return respond(now, answers().runs(asked.source, now.question.known_at), written)


@blueprint.get("/audit")
@blueprint.input(AuditParameters, location="query", arg_name="asked")
@blueprint.output(explain_shapes.AuditList)
def audit(asked: AuditParameters) -> Response:
    """The log of writes, newest first: who did what to what"""
    now = ask(asked, Question(known_at=asked.known_at), *asked.action)
    written = Written(explain_shapes.AuditList, explain_shapes.AuditRow, explain_rows.audit_row)
    return respond(now, answers().audit(asked.action, now.question.known_at), written)
