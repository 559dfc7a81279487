"""The page that says what one figure stands on."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from monitor.web.board.explained import explained
from monitor.web.board.pages import frame_asked
from monitor.web.serving import answers

blueprint = Blueprint("explaining", __name__)


@blueprint.get("/explain/<indicator_id>/<unit_id>")
def page(indicator_id: str, unit_id: str) -> str:
    """From the number to the passage of the document that says it."""
    frame = frame_asked()
    if indicator_id not in frame.campaign.indicators or unit_id not in frame.campaign.units:
        abort(404)
    found = answers().explain(indicator_id, unit_id, frame.asked)
    told = explained(frame.campaign, found, frame.words)
    return render_template("explain.html", s=frame, t=frame.words, page=told, row=found.row)
