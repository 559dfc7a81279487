"""Pieces of PromQL that rules and panels are put together from."""

from __future__ import annotations

from dashboards.config import Config
from monitor.metrics.catalogue import CELL, Metric

BY_CELL = ", ".join(CELL)


def one_of(values: tuple[str, ...] | list[str]) -> str:
    """A regular expression that fits exactly these label values."""
    return "|".join(values)


def series(metric: Metric, *matchers: str) -> str:
    """The metric with label matchers: `project06_value{level="province"}`."""
    return f"{metric}{{{','.join(matchers)}}}" if matchers else metric.name


def alert_levels(config: Config) -> str:
    """The matcher for the levels of unit that alert."""
    return f'level=~"{one_of(config.alert_levels)}"'


def latest(selector: str, config: Config) -> str:
    """The last sample of each series within the memory of the rules."""
    return f"last_over_time({selector}[{config.memory}])"


def indented(expression: str) -> str:
    """The expression, one step further to the right."""
    return "\n".join(f"  {line}" for line in expression.splitlines())


def grouped(expression: str) -> str:
    """The expression in parentheses, on lines of its own."""
    return f"(\n{indented(expression)}\n)"
