"""The queries of a dashboard as Prometheus would get them, for trying them on a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PanelQuery:
    """A query of a panel: the panel's title, the expression with its variables filled in, and its letter."""

    panel: str
    expression: str
    ref: str
    instant: bool


def panel_queries(dashboard: str, values: Mapping[str, str]) -> list[PanelQuery]:
    """The queries of a dashboard's JSON in the order of its panels, with `$name` replaced from `values`."""
    return [
        PanelQuery(panel["title"], filled_in(target["expr"], values), target["refId"], bool(target.get("instant")))
        for panel in panels(json.loads(dashboard))
        for target in panel.get("targets", ())
    ]


def panels(dashboard: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All panels, those in collapsed rows too."""
    for panel in dashboard["panels"]:
        if panel["type"] != "row":
            yield panel
        yield from panel.get("panels", ())


def filled_in(expression: str, values: Mapping[str, str]) -> str:
    """The expression with `$name` and `${name}` replaced; longer names first, so that none is taken for another."""
    for name in sorted(values, key=len, reverse=True):
        expression = expression.replace(f"${{{name}}}", values[name]).replace(f"${name}", values[name])
    return expression
