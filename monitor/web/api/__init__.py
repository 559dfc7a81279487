"""The API: questions over HTTP, answered as JSON, CSV or XLSX."""

from __future__ import annotations

from apiflask import APIFlask

from monitor.web.api import docs, endpoints, explain, units, writing


def register(app: APIFlask) -> None:
    """Adds the API, its description and the page to try it."""
    app.register_blueprint(endpoints.blueprint)
    app.register_blueprint(explain.blueprint)
    app.register_blueprint(units.blueprint)
    app.register_blueprint(writing.blueprint)
    app.register_blueprint(docs.blueprint)
    app.spec_processor(docs.polish)
