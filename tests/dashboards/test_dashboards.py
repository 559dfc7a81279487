"""The dashboards: what a reader and Grafana may rely on, and what each query answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from grafana_foundation_sdk.models.dashboard import Dashboard

from dashboards import one_unit, who_is_behind
from dashboards.boards import encoded
from dashboards.config import Config
from dashboards.queries import panel_queries, panels
from dashboards.words import STATES, STATUSES
from monitor.metrics import catalogue
from monitor.web.board.words import WORDS

Tool = Callable[..., CompletedProcess[str]]
BOARDS = {"who_is_behind": encoded(who_is_behind.board(Config())), "one_unit": encoded(one_unit.board(Config()))}
CAMPAIGN = {metric.name for metric in catalogue.CAMPAIGN} - {catalogue.INDICATOR_INFO.name}
KNOWN = {metric.name for metric in (*catalogue.CAMPAIGN, *catalogue.SOURCES, *catalogue.SERVICE)}
ONE_CELL = {"level": "province", "province": "26", "unit": "26", "indicator": "eid_activated"}


@pytest.fixture(params=sorted(BOARDS))
def board(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each dashboard in turn."""
    return dict(json.loads(BOARDS[request.param]))


def expressions(board: dict[str, Any]) -> Iterator[str]:
    yield from (target["expr"] for panel in panels(board) for target in panel["targets"])
    yield from (annotation["expr"] for annotation in board["annotations"].get("list", ()))
    yield from (v["query"]["query"] for v in board["templating"]["list"] if v["type"] == "query")


def test_days_are_vietnams_whatever_the_browser_thinks(board: dict[str, Any]) -> None:
    assert (board["timezone"], board["weekStart"]) == ("Asia/Ho_Chi_Minh", "monday")
    assert "${__to" not in json.dumps(board)
    assert "${__from" not in json.dumps(board)


def test_every_panel_says_what_it_shows_in_what_unit_from_the_chosen_data_source(board: dict[str, Any]) -> None:
    for panel in panels(board):
        assert panel["title"]
        assert len(panel["description"].split()) > 10, panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        assert panel["fieldConfig"]["defaults"]["thresholds"]["steps"], panel["title"]
        assert panel["fieldConfig"]["defaults"]["noValue"] == "chưa có số liệu"
        for asked in (panel, *panel["targets"]):
            assert asked["datasource"] == {"type": "prometheus", "uid": "${datasource}"}, panel["title"]


def test_ids_and_titles_are_unique_and_panels_do_not_overlap(board: dict[str, Any]) -> None:
    shown = list(panels(board))
    ids = [panel["id"] for panel in shown] + [p["id"] for p in board["panels"] if p["type"] == "row"]
    assert len(set(ids)) == len(ids)
    assert len({panel["title"] for panel in shown}) == len(shown)
    taken = [(x, y) for p in board["panels"] for x, y in squares(p["gridPos"])]
    assert len(set(taken)) == len(taken)
    assert all(panel["gridPos"]["w"] >= 8 for panel in shown), "at most three a row"


def squares(place: dict[str, int]) -> Iterator[tuple[int, int]]:
    yield from (
        (x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])
    )


def test_grafanas_own_types_know_every_field(board: dict[str, Any]) -> None:
    class Again:
        def build(self) -> Dashboard:
            return Dashboard.from_json(json.loads(json.dumps(board)))

    assert json.loads(encoded(Again())) == board  # type: ignore[arg-type]


def test_every_query_asks_for_known_metrics_and_chooses_a_level(board: dict[str, Any]) -> None:
    for expression in expressions(board):
        assert set(re.findall(r"\bproject06_\w+", expression)) <= KNOWN, expression
        for name, matchers in re.findall(r"\b(project06_\w+)(\{[^}]*\})?", expression):
            assert name not in CAMPAIGN or "level=" in matchers, expression


def test_what_is_absent_is_never_drawn_as_nought_or_as_a_line(board: dict[str, Any]) -> None:
    assert not [expression for expression in expressions(board) if "vector(" in expression]
    for panel in panels(board):
        if panel["type"] == "timeseries":
            assert panel["fieldConfig"]["defaults"]["custom"]["spanNulls"] is False


def test_every_state_has_the_word_and_the_colour_of_the_board(root: Path) -> None:
    assert set(STATUSES) == set(catalogue.STATUSES)
    assert set(STATES) == set(catalogue.STATES)
    for state, look in STATES.items():
        assert look.word == WORDS[f"state.{state}"].vi
    css = (root / "monitor/web/board/static/board.css").read_text()
    for status, look in STATUSES.items():
        assert look.word == WORDS[f"status.{status}"].vi
        assert re.search(rf"--{status}: (#\w+);", css)[1] == look.colour  # type: ignore[index]


def test_links_lead_to_dashboards_that_are_there() -> None:
    uids = {json.loads(text)["uid"] for text in BOARDS.values()}
    assert uids == {"p06-who-is-behind", "p06-one-unit"}
    for text in BOARDS.values():
        assert set(re.findall(r"/d/([\w-]+)", text)) <= uids


def test_the_data_source_that_is_provisioned_knows_the_scrape_interval(root: Path) -> None:
    data_source = yaml.safe_load((root / "grafana/provisioning/datasources/prometheus.yaml").read_text())
    prometheus = yaml.safe_load((root / "deploy/prometheus/prometheus.yml").read_text())
    interval = data_source["datasources"][0]["jsonData"]["timeInterval"]
    assert interval == prometheus["global"]["scrape_interval"]


CELL = 'indicator="eid_activated",unit="26",level="province",province="26"'
DISTRICT = 'indicator="eid_activated",unit="246",level="district",province="26"'
NATION = 'indicator="eid_activated",unit="vn",level="nation",province=""'
# A unit's year in 18 samples: figures for five days, silence for eight, a figure again.
SERIES = {
    f"project06_value{{{CELL}}}": "500000x4 500000x7 585673x4",
    f"project06_value{{{DISTRICT}}}": "60000x17",
    f"project06_value{{{NATION}}}": "40000000x17",
    f"project06_target{{{CELL}}}": "523202x17",
    f"project06_ratio{{{CELL}}}": "0.9556x4 0.9556x7 1.1194x4",
    f"project06_expected_ratio{{{CELL}}}": "0.9x17",
    f"project06_lead_seconds{{{CELL}}}": "-3067200x12 4060800x4",
    f"project06_pace_per_day{{{CELL}}}": "860x17",
    f"project06_required_pace_per_day{{{CELL}}}": "1240x17",
    f"project06_observed_timestamp_seconds{{{CELL}}}": "1686762000x17",
    f"project06_deadline_timestamp_seconds{{{CELL}}}": "1690822800x17",
    f'project06_status{{{CELL},status="behind"}}': "1x4 0x7 0x4",
    f'project06_status{{{CELL},status="silent"}}': "0x4 1x7 0x4",
    f'project06_status{{{CELL},status="met"}}': "0x4 0x7 1x4",
    f'project06_status{{{DISTRICT},status="behind"}}': "1x17",
    f'project06_status{{{NATION},status="behind"}}': "1x17",
    f'project06_value_source{{{CELL},source="vneid"}}': "1x17",
    'project06_unit_info{unit="26",code="26",name="Tỉnh Vĩnh Phúc",level="province",parent="vn",parent_name=""}': (
        "1x17"
    ),
    'project06_unit_info{unit="246",code="246",name="Huyện Lập Thạch",level="district",parent="26",parent_name=""}': (
        "1x17"
    ),
    'project06_indicator_info{indicator="eid_activated",name="Tài khoản",measure="accounts"}': "1x17",
    'project06_source_state{source="vneid",state="fresh"}': "1x17",
    'project06_source_state{source="vneid",state="failing"}': "0x17",
    "project06_judged_timestamp_seconds": "1697648400x17",
}


def asked(board: str, panel: str, ref: str) -> str:
    return next(q.expression for q in panel_queries(BOARDS[board], ONE_CELL) if (q.panel, q.ref) == (panel, ref))


def expect(board: str, panel: str, ref: str, day: int, *samples: tuple[str, float]) -> dict[str, Any]:
    """What the panel's query must answer on that day of the series."""
    answer = [{"labels": labels, "value": value} for labels, value in samples]
    return {"expr": asked(board, panel, ref), "eval_time": f"{day}d", "exp_samples": answer}


NAMED = '{indicator="eid_activated",unit="26",level="province",province="26",status="behind"'
NAMED += ',unit_name="Tỉnh Vĩnh Phúc",indicator_name="Tài khoản"}'
PART = '{indicator="eid_activated",unit="246",level="district",status="behind"'
PART += ',unit_name="Huyện Lập Thạch",indicator_name="Tài khoản"}'
EXPECTED = [
    expect("one_unit", "Kết quả mới nhất", "A", 15, ("{}", 585673)),
    expect("one_unit", "Kết quả mới nhất", "B", 15),
    expect("one_unit", "Kết quả mới nhất", "C", 15, ("{}", 523202)),
    expect("one_unit", "Kết quả mới nhất", "E", 15, ("{}", 1686762000000)),
    expect("one_unit", "Tỷ lệ đạt chỉ tiêu", "A", 15, ("{}", 1.1194)),
    expect("one_unit", "So với tiến độ", "A", 15, ("{}", 47)),
    expect("one_unit", "So với tiến độ", "A", 2, ("{}", -35)),
    expect("one_unit", "Trạng thái", "A", 2, ('{status="behind"}', 1)),
    expect("one_unit", "Trạng thái", "A", 8, ('{status="silent"}', 1)),
    expect("one_unit", "Thời hạn", "A", 2, ("{}", 1690822799000)),
    expect("one_unit", "Tốc độ mỗi ngày", "A", 2, ("{}", 1240)),
    # Silence: no pace; the line has a gap, and the old figure is drawn apart.
    expect("one_unit", "Tốc độ mỗi ngày", "A", 8),
    expect("one_unit", "Tốc độ mỗi ngày", "B", 8),
    expect("one_unit", "Diễn biến so với tiến độ", "A", 2, ("{}", 500000)),
    expect("one_unit", "Diễn biến so với tiến độ", "B", 2),
    expect("one_unit", "Diễn biến so với tiến độ", "A", 8),
    expect("one_unit", "Diễn biến so với tiến độ", "B", 8, ("{}", 500000)),
    expect("one_unit", "Diễn biến so với tiến độ", "C", 8, ("{}", 0.9 * 523202)),
    expect("one_unit", "Diễn biến so với tiến độ", "A", 15, ("{}", 585673)),
    # After the last sample there is nothing, on no panel.
    expect("one_unit", "Diễn biến so với tiến độ", "A", 30),
    expect("one_unit", "Kết quả mới nhất", "A", 30),
    expect("one_unit", "Trạng thái", "A", 30),
    expect("one_unit", "Các đơn vị trực thuộc", "A", 8, (PART, 1)),
    expect("one_unit", "Các đơn vị trực thuộc", "B", 8, ('{indicator="eid_activated",unit="246"}', 60000)),
    expect("one_unit", "Nguồn của số liệu", "A", 8, ('{source="vneid",state="fresh"}', 1)),
    # The province alone is counted and listed: not its district, nor the nation.
    expect("who_is_behind", "Số chỉ tiêu chậm", "A", 2, ("{}", 1)),
    expect("who_is_behind", "Số chỉ tiêu chậm", "A", 8, ("{}", 0)),
    expect("who_is_behind", "Số chỉ tiêu chậm", "A", 30),
    expect("who_is_behind", "Số chỉ tiêu chậm", "B", 2, ("{}", 1697648400000)),
    expect("who_is_behind", "Cần chú ý, chậm nhất trước", "A", 2, (NAMED, 1)),
    expect("who_is_behind", "Cần chú ý, chậm nhất trước", "B", 2, ('{indicator="eid_activated",unit="26"}', 500000)),
    expect("who_is_behind", "Cần chú ý, chậm nhất trước", "F", 2, ('{indicator="eid_activated",unit="26"}', -35)),
    expect("who_is_behind", "Cần chú ý, chậm nhất trước", "A", 15),
    expect("who_is_behind", "Nguồn số liệu", "A", 8, ('{source="vneid",state="fresh"}', 1)),
]


def test_the_panels_show_the_figures_their_days_and_the_gaps(promtool: Tool, tmp_path: Path) -> None:
    series = [{"series": name, "values": values} for name, values in SERIES.items()]
    case = {"interval": "1d", "input_series": series, "promql_expr_test": EXPECTED}
    path = tmp_path / "panels.yml"
    path.write_text(json.dumps({"evaluation_interval": "1d", "tests": [case]}), encoding="utf-8")
    result = promtool("test", "rules", path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_prometheus_can_read_every_query(promtool: Tool, tmp_path: Path) -> None:
    values = ONE_CELL | {"datasource": "x"}
    queries = [query.expression for text in BOARDS.values() for query in panel_queries(text, values)]
    assert not [query for query in queries if "$" in query.replace('"$1"', "")]
    rules = [{"record": f"panel:query:{n}", "expr": query} for n, query in enumerate(queries)]
    path = tmp_path / "queries.yml"
    path.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    result = promtool("check", "rules", path)
    assert result.returncode == 0, result.stdout + result.stderr
