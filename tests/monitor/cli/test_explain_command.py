"""`p06 explain` and `p06 audit` say what the API says, in words for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collectors.reading import Evidence, Measure, Precision, Reading, Readings
from monitor.campaign.file import read_campaign
from monitor.cli import main
from monitor.intake import Attempt, Intake
from monitor.served import Served
from monitor.store import Store, campaigns

CAMPAIGN = Path(__file__).parents[3] / "campaigns" / "vinh-phuc-2023.yaml"
JUNE = date(2023, 6, 15)
LEARNT = datetime(2023, 6, 16, 2, tzinfo=UTC)
Run = Callable[..., Result]


@pytest.fixture
def run(store: Store, database_url: str) -> Run:
    """Runs the command on a store that has learnt a figure on 16 June and another in its place a day later."""
    campaign = read_campaign(CAMPAIGN)
    with store.write() as connection:
        campaigns.serve_campaign(connection, campaign, str(CAMPAIGN), LEARNT - timedelta(days=30))
    for number, value in enumerate((585_000, 585_673)):
        figure = Reading(
            indicator="eid_activated",
            measure=Measure.ACCOUNTS,
            as_of=JUNE,
            as_of_precision=Precision.DAY,
            evidence=Evidence(f"đã kích hoạt {value}"),
            unit="Vĩnh Phúc",
            value=value,
        )
        at = LEARNT + timedelta(days=number)
        attempt = Attempt("press", None, at, 0.1, None, author="lan")
        Intake(Served(store, campaign)).accept(attempt, Readings((figure,)), at)
    return lambda *words: CliRunner().invoke(main, [*words, "--database", database_url])


CELL = ("explain", "--indicator", "eid_activated", "--unit", "Vĩnh Phúc", "--as-of", "2023-06-17")


def test_a_figure_is_explained_from_the_number_down(run: Run) -> None:
    done = run(*CELL)
    assert done.exit_code == 0, done.output
    lines = [line.strip() for line in done.output.splitlines()]
    assert lines[0].endswith("585.673 tài khoản")
    for line in ("Lần ghi 2: 585.673", "Người ghi: lan", "«đã kích hoạt 585673»", "Lần ghi 1: 585.000"):
        assert line in lines
    assert any(line.startswith("So với tiến độ: 00:00 16/6/2023 − 00:00 15/6/2023 = 1 ngày") for line in lines)


def test_what_was_known_earlier_is_explained_as_it_was(run: Run) -> None:
    done = run(*CELL, "--known-at", "2023-06-16T12:00:00Z", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "585,000" in done.output
    assert "585,673 accounts" not in done.output
    assert "by what was known at 16 Jun 2023 19:00" in done.output
    plain = json.loads(run(*CELL, "--known-at", "2023-06-16T12:00:00Z", "--format", "json").output)
    assert [revision["observation"]["value"] for revision in plain["statements"][0]["revisions"]] == [585_000]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--indicator", "eid_activate", "--unit", "26"), "did you mean eid_activated"),
        (("--indicator", "eid_activated", "--unit", "Atlantis"), "Atlantis"),
        (("--indicator", "eid_activated", "--unit", "26", "--as-of", "15/6/2023"), "as_of"),
    ],
)
def test_what_cannot_be_explained_is_one_line_on_standard_error(run: Run, words: tuple[str, ...], named: str) -> None:
    done = run("explain", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert named in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_log_says_who_did_what(run: Run) -> None:
    done = run("audit")
    assert done.exit_code == 0, done.output
    assert "campaign_serve" in done.output
    assert "lan" in done.output
    (served,) = json.loads(run("audit", "--action", "campaign_serve", "--format", "json").output)["data"]
    assert served["subject"] == "campaign vinh-phuc-2023"
    assert run("audit", "--known-at", "2023-05-01", "--format", "csv").output.count("\n") == 1
