"""The OpenAPI description made complete, and a page to try it that fetches nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, abort, render_template, send_from_directory

from monitor.web.api.writing_shapes import describe_bodies
from monitor.web.headers import DOCS_POLICY
from monitor.web.problems import MEDIA_TYPE

blueprint = Blueprint("docs", __name__, url_prefix="/api/docs")

# The files of Swagger UI that the page needs, as its package ships them.
_SHIPPED = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
_A_DAY = 86_400

_PROBLEM = {
    "type": "object",
    "description": "RFC 9457: why a request is not answered",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                    "suggestion": {"type": "string"},
                },
            },
        },
    },
}


@blueprint.get("")
def page() -> Response:
    """The page to try the API."""
    response = Response(render_template("docs.html"))
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response


@blueprint.get("/<name>")
def shipped(name: str) -> Response:
    """A file of Swagger UI."""
    if name not in _SHIPPED:
        abort(404)
    return send_from_directory(str(files("flask_swagger_ui") / "dist"), name, max_age=_A_DAY)


def polish(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """The description with problem documents, tables, and what each parameter means in its own place."""
    if isinstance(spec, str):
        raise TypeError("the description is written as JSON")
    spec.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    describe_bodies(spec)
    for path in spec["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                _describe(parameter)
            _add_problem(operation)
            _add_tables(operation)
    return spec


def _describe(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    schema.pop("title", None)
    if "description" in schema:
        parameter["description"] = schema.pop("description")


def _add_problem(operation: dict[str, Any]) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation["responses"]["default"] = {"description": "Why the request is not answered", "content": content}


def _add_tables(operation: dict[str, Any]) -> None:
    if not any(parameter["name"] == "format" for parameter in operation.get("parameters", ())):
        return
    content = operation["responses"]["200"]["content"]
    content["text/csv"] = {"schema": {"type": "string"}}
    content["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = {
        "schema": {"type": "string", "format": "binary"}
    }
