"""The page for a request that is not answered. Asks nothing: what failed may be what it would ask."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, render_template, url_for

from monitor.web.board.screen import language_asked
from monitor.web.board.words import WORDS, Words


def error_page(status: HTTPStatus, instance: str | None = None) -> Response:
    """The page, in the language of the address."""
    words = Words(language_asked())
    name = f"error.{status.value}" if f"error.{status.value}" in WORDS else "error.other"
    home = url_for("board.home", lang=None if words.language == "vi" else words.language)
    id_ = instance.rpartition(":")[2] if instance else ""
    return Response(render_template("error.html", t=words, title=words(name), home=home, id=id_), status=status.value)
