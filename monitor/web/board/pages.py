"""The addresses of the pages: ask, arrange, show."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from monitor.web.board import arranging, charts
from monitor.web.board.drawing import Style
from monitor.web.board.rows import source_line
from monitor.web.board.screen import Screen, language_asked, screen
from monitor.web.excerpts import around
from monitor.web.headers import CHART_POLICY
from monitor.web.serving import answers, serving

blueprint = Blueprint("board", __name__)


def _screen() -> Screen:
    return screen(answers(), simulated=serving().simulated, playing=serving().playing)


@blueprint.get("/")
def home() -> str:
    """The board: where the campaign stands, who is behind, one indicator opened, the sources."""
    frame = _screen()
    page = arranging.board(frame, answers(), request.args.get("indicator"), everything="all" in request.args)
    return render_template("board.html", s=frame, t=frame.words, page=page)


@blueprint.get("/units/<unit_id>")
def unit_page(unit_id: str) -> str:
    """One unit: all its indicators, and the units below it."""
    if unit_id not in answers().campaign.units:
        abort(404)
    frame = _screen()
    page = arranging.unit(frame, answers(), unit_id, request.args.get("indicator"), everything="all" in request.args)
    return render_template("unit.html", s=frame, t=frame.words, page=page)


@blueprint.get("/sources")
def sources() -> str:
    """Every source and how it fares."""
    frame = _screen()
    lines = [source_line(frame, answer) for answer in answers().sources()]
    return render_template("sources.html", s=frame, t=frame.words, sources=lines)


@blueprint.get("/evidence/<int(max=9223372036854775807):observation_id>")
def evidence(observation_id: int) -> str:
    """A figure, its quote within the text it was read from, and its document."""
    found = answers().observation(observation_id)
    if found is None:
        abort(404)
    frame = _screen()
    page = arranging.evidence(frame, found)
    return render_template(
        "evidence.html", s=frame, t=frame.words, page=page, excerpt=around(found.observation, found.text)
    )


@blueprint.get("/charts/<indicator_id>/<unit_id>.svg")
def chart(indicator_id: str, unit_id: str) -> Response:
    """The burn-up chart of one indicator of one unit."""
    campaign = answers().campaign
    if indicator_id not in campaign.indicators or unit_id not in campaign.units:
        abort(404)
    style = Style(dark=request.args.get("theme") == "dark", narrow=request.args.get("size") == "narrow")
    key = charts.Key(indicator_id, unit_id, language_asked(), style, answers().today(), answers().store.revision())
    response = Response(mimetype="image/svg+xml")
    response.set_etag(key.tag)
    response.headers["Content-Security-Policy"] = CHART_POLICY
    if not request.if_none_match.contains(key.tag):
        response.set_data(charts.chart(answers(), key))
    response.make_conditional(request)
    return response
