"""The alerting rules, on judged states only.

A state holds while its last sample says so, for as long as `Config.memory`; past that, and while a unit that fired is
silent, the alert holds itself by its own ALERTS series. It ends as soon as a fresh state is another one, or when the
service no longer knows the unit or source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboards import alert_texts
from dashboards.alert_texts import Annotations
from dashboards.config import Config
from dashboards.promql import BY_CELL, alert_levels, grouped, latest, one_of, series
from monitor.metrics import catalogue


@dataclass(frozen=True, slots=True)
class Alert:
    """One alerting rule; `wait` is how long its expression must hold before it fires."""

    name: str
    expression: str
    wait: str
    severity: str
    annotations: Annotations


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are evaluated one after the other; `name` is also the name of their file."""

    name: str
    alerts: tuple[Alert, ...]


def groups(config: Config) -> tuple[Group, ...]:
    """All rules."""
    return (
        Group("progress", (_progress(config, "TargetBehind"), _progress(config, "TargetMissed"))),
        Group("sources", _sources(config)),
        Group("service", (_service(config),)),
    )


# Alert -> the status it tells of, its severity, its words.
_PROGRESS: dict[str, tuple[str, str, Callable[[Config], Annotations]]] = {
    "TargetBehind": ("behind", "warning", alert_texts.behind),
    "TargetMissed": ("missed", "critical", alert_texts.missed),
}


def _progress(config: Config, alert: str) -> Alert:
    status, severity, words = _PROGRESS[alert]
    holds = _in_status(config, (status,), status)
    source = (
        f"topk by ({BY_CELL}) (1, max by ({BY_CELL}, source) ({series(catalogue.VALUE_SOURCE, alert_levels(config))}))"
    )
    firing = f'max by ({BY_CELL}, source) (ALERTS{{alertname="{alert}",alertstate="firing"}})'
    parts = (
        f"{grouped(holds)}\n* on ({BY_CELL}) group_left (source)\n{source}",
        grouped(f"{firing}\nand on ({BY_CELL})\n{grouped(_in_status(config, (status, 'silent'), status))}"),
        grouped(f"{firing}\nunless on ()\n{catalogue.STATUS}"),
        grouped(holds),
    )
    return Alert(alert, f"\nor on ({BY_CELL})\n".join(parts), "0s", severity, words(config))


def _in_status(config: Config, statuses: tuple[str, ...], status: str) -> str:
    """Cells whose last known status is one of `statuses`, but for those that now have a fresh other one."""
    levels = alert_levels(config)
    matcher = f'status=~"{one_of(statuses)}"' if len(statuses) > 1 else f'status="{statuses[0]}"'
    known = latest(series(catalogue.STATUS, levels, matcher), config)
    other = series(catalogue.STATUS, levels, f'status!~"{status}|silent"')
    return f"max by ({BY_CELL}) ({known} == 1)\nunless on ({BY_CELL})\n{other} == 1"


def _sources(config: Config) -> tuple[Alert, ...]:
    """Paused sources, new ones and fresh ones alert nobody."""
    return (
        _source(
            config,
            "SourceFailing",
            "failing",
            config.wait_for_source,
            "không lấy được số liệu",
            "Xem lỗi của lần chạy gần nhất trên trang nguồn số liệu.",
        ),
        _source(
            config,
            "SourceSilent",
            "silent",
            config.wait_for_source,
            "không có số liệu mới",
            "Nguồn vẫn trả lời nhưng không có số liệu mới hơn: liên hệ đơn vị công bố số liệu.",
        ),
        _source(
            config,
            "SourceLate",
            "late",
            config.wait_for_late_source,
            "quá giờ mà chưa thu thập được",
            "Kiểm tra tiến trình thu thập của dịch vụ có đang chạy không.",
        ),
    )


def _source(config: Config, alert: str, state: str, wait: str, what: str, advice: str) -> Alert:
    known = latest(series(catalogue.SOURCE_STATE, f'state="{state}"'), config)
    other = series(catalogue.SOURCE_STATE, f'state!="{state}"')
    firing = f'max by (source) (ALERTS{{alertname="{alert}",alertstate="firing"}})'
    holds = grouped(f"max by (source) ({known} == 1)\nunless on (source)\n{other} == 1")
    kept = grouped(f"{firing}\nunless on ()\n{catalogue.SOURCE_STATE}")
    words = alert_texts.source(config, alert, what, advice)
    return Alert(alert, f"{holds}\nor on (source)\n{kept}", wait, "warning", words)


def _service(config: Config) -> Alert:
    """No node gives figures, for the reason in `reason`; or, with reason `node`, one node of several does not."""
    up = f'up{{job="{config.job}"}}'
    store = str(catalogue.STORE_UP)
    empty = f"absent({catalogue.STATUS}) or absent({catalogue.OBSERVED})"
    reasons = {
        "no_answer": f"max({up}) == 0",
        "not_scraped": f"max(absent({up}))",
        "store": f"max({store}) == 0",
        "no_figures": f"max({empty}) and on () (max({up}) == 1) unless on () (max({store}) == 0)",
        "node": f"max by (instance) ({up} == 0 or {store} == 0) and on () ({store} == 1)",
    }
    parts = (f'label_replace({expression}, "reason", "{reason}", "", "")' for reason, expression in reasons.items())
    return Alert("ServiceDown", "\nor\n".join(parts), config.wait_for_service, "critical", alert_texts.service(config))
