"""Addresses for machines that watch the service: metrics, alive, able to serve."""

from __future__ import annotations

import gzip
from http import HTTPStatus

from flask import Blueprint, Flask, Response, request

from monitor.units import Level
from monitor.web.problems import Fault, Problem, bad_parameters, did_you_mean, nearest
from monitor.web.serving import answers, serving

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Text of this kind shrinks to a tenth at the fastest level; more costs seconds on a large campaign.
_GZIP_LEVEL = 1

blueprint = Blueprint("service", __name__)


def register(app: Flask) -> None:
    """Adds the addresses to an app."""
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics() -> Response:
    """The metrics of the service, its sources and its campaign; `level` widens, `unit` narrows."""
    _refuse_unknown(("level", "unit"))
    levels = frozenset(_level(written) for written in request.args.getlist("level")) or None
    response = Response(serving().exposition.text(levels, _unit()), content_type=METRICS_TYPE)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(response.get_data(), _GZIP_LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return response


def _refuse_unknown(known: tuple[str, ...]) -> None:
    for name in request.args:
        if name not in known:
            near = nearest(name, known)
            raise bad_parameters([Fault(name, f"{name} is not a parameter here{did_you_mean(near)}", near)])


def _level(written: str) -> Level:
    if written in tuple(Level):
        return Level(written)
    near = nearest(written, tuple(Level))
    raise bad_parameters([Fault("level", f"level is {written!r}: one of {', '.join(Level)} would be right", near)])


def _unit() -> str | None:
    given = request.args.getlist("unit")
    if len(given) > 1:
        raise bad_parameters([Fault("unit", "unit is given several times: once would be right")])
    if given and given[0] not in answers().campaign.units:
        raise bad_parameters([Fault("unit", f"unit is {given[0]!r}: the id of a unit of the campaign would be right")])
    return given[0] if given else None


@blueprint.get("/healthz")
def alive() -> Response:
    """200 while the process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/readyz")
def ready() -> Response:
    """200 while the database can be reached and is of the newest schema, else 503."""
    if not answers().store.is_current():
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The database is not of the newest schema.", "not-ready")
    return Response("ready\n", content_type="text/plain; charset=utf-8")
