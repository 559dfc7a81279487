"""What a user sees who has run the demo: the true figures, judged, on every face of the service."""

from __future__ import annotations

import re
import subprocess

import pytest
from programs import P06, free_port, get, get_json, needed, running, samples

PROVINCE = 'unit="26",level="province",province="26"'


@pytest.fixture(scope="module")
def metrics(demo: str) -> dict[str, float]:
    return samples(get(demo + "metrics"))


def cell(name: str, indicator: str, more: str = "") -> str:
    return f'{name}{{indicator="{indicator}",{PROVINCE}{more}}}'


def test_the_true_figures_stand_in_the_metrics(metrics: dict[str, float]) -> None:
    assert metrics[cell("project06_value", "eid_activated")] == 585673
    assert metrics[cell("project06_target", "eid_activated")] == 523202
    assert round(metrics[cell("project06_ratio", "eid_activated")], 4) == 1.1194
    assert metrics[cell("project06_lead_seconds", "id_card_issued")] == 4060800
    assert cell("project06_value", "id_card_issued") not in metrics
    assert metrics[cell("project06_ratio", "id_card_issued")] == 1
    assert metrics[cell("project06_deadline_timestamp_seconds", "id_card_issued")] == 1690822800
    for indicator, done, due in (("tasks_done_government", 62, 133), ("tasks_done_province", 46, 71)):
        assert metrics[cell("project06_value", indicator)] == done
        assert metrics[cell("project06_target", indicator)] == due
        assert metrics[cell("project06_status", indicator, ',status="behind"')] == 1
    assert metrics[cell("project06_value", "online_application_rate")] == 0.552
    for level, share in (("province", 0.995), ("district", 0.998), ("commune", 0.991)):
        assert metrics[cell("project06_value", f"digital_signing_rate_{level}")] == share


def test_the_districts_add_up_and_one_of_them_missed(metrics: dict[str, float]) -> None:
    def of_districts(name: str, more: str = "") -> list[float]:
        pattern = re.escape(f'{name}{{indicator="eid_activated",unit="') + r'\d{3}",level="district",province="26"'
        return [value for key, value in metrics.items() if re.fullmatch(pattern + re.escape(f"{more}}}"), key)]

    assert len(of_districts("project06_value")) == 9
    assert sum(of_districts("project06_value")) == 585673
    assert sorted(of_districts("project06_status", ',status="met"')) == [0] + [1] * 8
    assert sorted(of_districts("project06_status", ',status="missed"')) == [0] * 8 + [1]


def test_nothing_is_silent_and_ended_sources_are_paused(metrics: dict[str, float]) -> None:
    assert not [key for key, value in metrics.items() if 'status="silent"' in key and value]
    states = {key: value for key, value in metrics.items() if key.startswith("project06_source_state")}
    now = {re.search('source="([^"]+)",state="([^"]+)"', key).groups() for key, value in states.items() if value}  # type: ignore[union-attr]
    assert {source for source, state in now if state == "paused"} == {"eid", "id-cards"}
    assert {state for source, state in now if source not in ("eid", "id-cards")} == {"fresh"}


def test_prometheus_has_nothing_to_say_of_the_metrics(demo: str) -> None:
    text = get(demo + "metrics")
    checked = subprocess.run(
        [needed("promtool"), "check", "metrics"], input=text, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_metrics_page_and_api_say_the_same(demo: str, metrics: dict[str, float]) -> None:
    rows = get_json(demo + "api/v1/progress?limit=500")["data"]
    for row in rows:
        labels = ",".join(
            f'{name}="{value}"'
            for name, value in (
                ("indicator", row["indicator"]["id"]),
                ("unit", row["unit"]["id"]),
                ("level", row["unit"]["level"]),
                ("province", "26"),
            )
        )
        assert metrics.get(f"project06_value{{{labels}}}") == row.get("value"), labels
        assert metrics.get(f"project06_lead_seconds{{{labels}}}") == row.get("lead_seconds"), labels
        assert metrics[f'project06_status{{{labels},status="{row["status"]}"}}'] == 1, labels
    page = get(demo)
    assert "585.673" in page
    assert "111,94" in page
    assert "47 ngày" in page


def test_the_figures_come_out_of_the_sources() -> None:
    """With another total in the simulator, metrics, page and API say that one."""
    with running(*P06, "demo", "--port", str(free_port()), "--eid-total", "570001") as program:
        demo = program.wait_for("ready ", 60)
        metrics = samples(get(demo + "metrics"))
        assert metrics[cell("project06_value", "eid_activated")] == 570001
        assert "570.001" in get(demo)
        assert "585.673" not in get(demo)
        answer = get_json(demo + "api/v1/progress?unit=26&indicator=eid_activated")
        assert [row["value"] for row in answer["data"]] == [570001]
