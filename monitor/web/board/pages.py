"""The addresses of the pages: ask, arrange, show."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from monitor.web.board import arranging, charts
from monitor.web.board.clocks import asked_clocks
from monitor.web.board.plot import Style
from monitor.web.board.rows import source_line
from monitor.web.board.screen import Screen, language_asked, screen
from monitor.web.headers import CHART_POLICY
from monitor.web.serving import answers, serving

blueprint = Blueprint("board", __name__)


def frame_asked() -> Screen:
    """The frame of a page that takes the two clocks."""
    return screen(answers(), simulated=serving().simulated, playing=serving().playing, asked=asked_clocks())


@blueprint.get("/")
def home() -> str:
    """The board: where the campaign stands, who is behind, one indicator opened, the sources."""
    frame = frame_asked()
    page = arranging.board(frame, answers(), request.args.get("indicator"), everything="all" in request.args)
    return render_template("board.html", s=frame, t=frame.words, page=page)


@blueprint.get("/units/<unit_id>")
def unit_page(unit_id: str) -> str:
    """One unit: all its indicators, and the units below it."""
    frame = frame_asked()
    if unit_id not in frame.campaign.units:
        abort(404)
    page = arranging.unit(frame, answers(), unit_id, request.args.get("indicator"), everything="all" in request.args)
    return render_template("unit.html", s=frame, t=frame.words, page=page)


@blueprint.get("/sources")
def sources() -> str:
    """Every source and how it fares."""
    frame = frame_asked()
    lines = [source_line(frame, answer) for answer in answers().sources(frame.asked.known_at)]
    return render_template("sources.html", s=frame, t=frame.words, sources=lines)


@blueprint.get("/evidence/<int(max=9223372036854775807):observation_id>")
def evidence(observation_id: int) -> str:
    """A figure, its quote within the text it was read from, and its document."""
    frame = frame_asked()
    found = answers().observation(observation_id, frame.asked.known_at)
    if found is None:
        abort(404)
    page = arranging.evidence(frame, found)
    return render_template("evidence.html", s=frame, t=frame.words, page=page, excerpt=found.excerpt)


@blueprint.get("/charts/<indicator_id>/<unit_id>.svg")
def chart(indicator_id: str, unit_id: str) -> Response:
    """The burn-up chart of one indicator of one unit."""
    asked = asked_clocks()
    campaign = answers().campaign_at(asked.known_at)
    if indicator_id not in campaign.indicators or unit_id not in campaign.units:
        abort(404)
    style = Style(dark=request.args.get("theme") == "dark", narrow=request.args.get("size") == "narrow")
    clocks, revision = answers().clocks(asked), answers().store.revision()
    key = charts.Key(indicator_id, unit_id, language_asked(), style, clocks, revision)
    response = Response(mimetype="image/svg+xml")
    response.set_etag(key.tag)
    response.headers["Content-Security-Policy"] = CHART_POLICY
    if not request.if_none_match.contains(key.tag):
        response.set_data(charts.chart(answers(), key))
    response.make_conditional(request)
    return response
