"""The pages that people read: the board, a unit, the sources, the evidence of a figure, the charts."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from monitor.web.board import explaining, pages, quality
from monitor.web.board.failing import error_page

__all__ = ["error_page", "register"]


def register(app: Flask) -> None:
    """Adds the pages to an app. Templates fail at once where a name in them is unknown."""
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(quality.blueprint)
    app.register_blueprint(explaining.blueprint)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
