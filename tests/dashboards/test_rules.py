"""The alerting rules: what promtool says of them, and what they owe to Alertmanager and the runbooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import yaml

from collectors.reading import Measure
from dashboards.config import WITHOUT_WAITING, Config
from dashboards.files import rule_files
from dashboards.rules import groups
from dashboards.words import MEASURES
from monitor.metrics import catalogue

Tool = Callable[..., CompletedProcess[str]]
PROMETHEUS = Path("deploy/prometheus")
# Labels that the expressions of each alert carry, beside the rule's own.
CARRIED = {
    "TargetBehind": {"indicator", "unit", "level", "province", "source"},
    "TargetMissed": {"indicator", "unit", "level", "province", "source"},
    "SourceFailing": {"source"},
    "SourceSilent": {"source"},
    "SourceLate": {"source"},
    "ServiceDown": {"reason", "instance"},
}


def test_the_rules_say_and_do_what_the_hand_written_tests_expect(promtool: Tool, root: Path) -> None:
    tests = sorted((root / PROMETHEUS / "tests").glob("*.yml"))
    result = promtool("test", "rules", *tests)
    assert tests
    assert result.returncode == 0, result.stdout + result.stderr


def test_prometheus_accepts_the_rules_and_the_configuration(promtool: Tool, root: Path) -> None:
    for arguments in (
        ("check", "rules", "--lint=all", "--lint-fatal", *sorted((root / PROMETHEUS / "rules").glob("*.yml"))),
        ("check", "config", root / PROMETHEUS / "prometheus.yml"),
    ):
        result = promtool(*arguments)
        assert result.returncode == 0, result.stdout + result.stderr


def test_the_rules_do_not_reckon_time_for_a_campaign_may_be_judged_for_another_day(root: Path) -> None:
    for alert in (alert for group in groups(Config()) for alert in group.alerts):
        assert "time()" not in alert.expression, alert.name
        assert not re.search(r"_seconds|lead|ratio|pace", alert.expression.replace("observed_timestamp_seconds", ""))


def test_every_metric_in_a_rule_is_in_the_catalogue() -> None:
    known = {metric.name for metric in (*catalogue.CAMPAIGN, *catalogue.SOURCES, *catalogue.SERVICE)}
    for content in rule_files(Config()).values():
        assert set(re.findall(r"\bproject06_\w+", content)) <= known


def test_a_test_stack_can_have_the_same_rules_without_waiting() -> None:
    waits = {alert.name: alert.wait for group in groups(WITHOUT_WAITING) for alert in group.alerts}
    assert set(waits.values()) == {"0s"}
    patient, hasty = rule_files(Config()), rule_files(WITHOUT_WAITING)
    without = re.compile(r"for: \w+")
    assert {p: without.sub("", t) for p, t in patient.items()} == {p: without.sub("", t) for p, t in hasty.items()}


def test_every_alert_has_a_severity_a_runbook_and_words(root: Path) -> None:
    for alert in (alert for group in groups(Config()) for alert in group.alerts):
        assert alert.severity in {"warning", "critical"}
        assert set(alert.annotations) == {"summary", "description", "board", "runbook_url"}
        runbook = root / alert.annotations["runbook_url"]
        assert runbook.is_file(), runbook
    names = {alert.name for group in groups(Config()) for alert in group.alerts}
    assert {path.stem for path in (root / "docs" / "runbooks").glob("*.md")} - {"README"} == names == set(CARRIED)


def test_every_label_that_an_inhibition_compares_stands_on_both_sides(root: Path) -> None:
    configuration = yaml.safe_load((root / "deploy/alertmanager/alertmanager.yml").read_text())
    for rule in configuration["inhibit_rules"]:
        for side in ("source_matchers", "target_matchers"):
            for alert in matched(rule[side]):
                assert set(rule.get("equal", ())) <= CARRIED[alert], (rule, alert)


def matched(matchers: list[str]) -> set[str]:
    """The alerts that the matcher on `alertname` fits."""
    [(operator, value)] = re.findall(r'alertname(=~|!=|=)"(.*?)"', " ".join(matchers))
    if operator == "!=":
        return set(CARRIED) - {value}
    return {alert for alert in CARRIED if re.fullmatch(value, alert)}


def test_what_is_counted_has_a_word_in_the_alerts() -> None:
    assert set(MEASURES) | {"percent", "rank"} == set(Measure)
