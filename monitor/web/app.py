"""Builds the web application from the answers and the exposition."""

from __future__ import annotations

from importlib.metadata import version

from apiflask import APIFlask

from monitor.answers import Answers
from monitor.intake import Intake
from monitor.metrics.exposition import Exposition
from monitor.web import api, board, faults, service
from monitor.web.headers import harden
from monitor.web.problems import refuse_nul
from monitor.web.serving import Serving, attach

# What a page sends: a token, a reason. Addresses of the API that take more say so themselves.
LARGEST_FORM = 50_000

DESCRIPTION = """Asks what the service has collected and judged. Every list takes `limit`, `cursor` and `format`.

Days are local days of Asia/Ho_Chi_Minh; ranges include both their first and their last day. A target's `deadline` is
the last day that still counts. Shares are numbers: 1.1194 is 111.94 %. Every answer says the day for which it judged.
Two clocks: `as_of` is the day that is judged, `known_at` the instant whose knowledge counts. With `known_at` an answer
is what it was then (figures, corrections, decisions, targets, units), and no later write changes it; with `as_of`
alone it is what we know today of that day; with `known_at` alone it is for the day of that instant.
An unknown parameter is refused, not ignored. Writing needs a token with its scope: `Authorization: Bearer p06_…`."""


def create_app(answers: Answers, exposition: Exposition) -> APIFlask:
    """The application that answers from these; any WSGI server can run it."""
    app = APIFlask(
        "monitor.web",
        title="Project 06 monitor",
        version=version("project06-monitor"),
        openapi_blueprint_url_prefix="/api",
        docs_path=None,
        json_errors=False,
        static_folder="board/static",
        template_folder="board/templates",
    )
    app.config.update(
        DESCRIPTION=DESCRIPTION,
        AUTO_SERVERS=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        # A page changes with every run, its style sheet with every release: ask each time, answered by 304.
        SEND_FILE_MAX_AGE_DEFAULT=0,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        SECURITY_SCHEMES={"token": {"type": "http", "scheme": "bearer", "description": "from `p06 token create`"}},
    )
    attach(app, Serving(answers, exposition, Intake(answers.served)))
    for part in (api, board, service):
        part.register(app)
    faults.register(app)
    app.before_request(refuse_nul)
    app.after_request(harden)
    return app
