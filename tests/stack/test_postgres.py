"""The service on PostgreSQL as an administrator meets it: two nodes, a killed one, a server that comes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from postgres import PostgresServer
from programs import P06, Program, get, get_json, running, samples, wait_until
from publishing import publishing

CAMPAIGN = """
campaign: served
name: {{vi: Chiến dịch, en: Campaign}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
indicators:
  eid_activated:
    name: {{vi: Tài khoản đã kích hoạt, en: Accounts activated}}
    kind: stock
    freshness_days: 3660
targets:
  - {{indicator: eid_activated, unit: "26", value: 1000, start: 2023-01-01, deadline: 2023-12-31, basis: decided}}
sources:
  often:
    name: {{vi: Thường xuyên, en: Often}}
    kind: json_api
    schedule: {{every: 1 second}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
"""


class Growing:
    """A source whose figure grows each time it is asked."""

    value = 0

    @classmethod
    def answer(cls) -> bytes:
        cls.value += 1
        return json.dumps({"items": [{"unit": "26", "day": "2023-10-01", "value": cls.value}]}).encode()


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Path]:
    with publishing(Growing.answer) as port:
        file = tmp_path / "campaign.yaml"
        file.write_text(CAMPAIGN.format(port=port), encoding="utf-8")
        yield file


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server that the test may stop."""
    server = PostgresServer()
    yield server
    server.remove()


def serving(campaign: Path, url: str) -> AbstractContextManager[Program]:
    """A node that takes its database from the environment, as a container does."""
    words = [*P06, "serve", "--campaign", str(campaign), "--port", "0"]
    return running(*words, env=os.environ | {"P06_DATABASE_URL": url}, cwd=campaign.parent)


def value(address: str) -> float | None:
    labels = 'indicator="eid_activated",unit="26",level="province",province="26"'
    return samples(get(f"{address}metrics")).get(f"project06_value{{{labels}}}")


def test_the_second_node_collects_within_seconds_after_the_first_is_killed(
    campaign: Path, postgres: PostgresServer
) -> None:
    url = postgres.url(postgres.new_database())
    with serving(campaign, url) as first, serving(campaign, url) as second:
        addresses = [node.wait_for("ready ", 30) for node in (first, second)]
        wait_until("the first collects", lambda: value(addresses[0]), 20)
        assert any("another node collects" in line for line in first.lines + second.lines)
        collecting, standing_by = sorted((first, second), key=lambda node: "stands by" in "".join(node.lines))
        collecting.process.send_signal(signal.SIGKILL)
        killed_at, left = time.monotonic(), addresses[(first, second).index(standing_by)]
        known = value(left)
        wait_until("the other goes on", lambda: value(left) != known, 20)
        assert time.monotonic() - killed_at < 10
        assert any("this node collects" in line for line in standing_by.lines)
    assert sorted(path.name for path in campaign.parent.iterdir()) == ["campaign.yaml"], "no data folder is needed"


def test_a_server_that_goes_away_and_comes_back_needs_no_restart_of_the_service(
    campaign: Path, own_postgres: PostgresServer
) -> None:
    def status(path: str) -> int:
        try:
            get(f"{address}{path}")
        except urllib.error.HTTPError as error:
            return error.code
        return 200

    with serving(campaign, own_postgres.url(own_postgres.new_database())) as node:
        address = node.wait_for("ready ", 30)
        known = wait_until("it collects", lambda: value(address), 20)
        own_postgres.stop()
        assert (status("healthz"), status("readyz"), status("api/v1/progress")) == (200, 503, 503)
        text = get(f"{address}metrics")
        assert samples(text)["project06_store_up"] == 0
        assert "project06_value" not in text
        wait_until("the node knows that it has lost its turn", lambda: "lock is lost" in "".join(node.lines), 10)
        own_postgres.start()
        wait_until("it is ready again", lambda: status("readyz") == 200, 10)
        assert samples(get(f"{address}metrics"))["project06_store_up"] == 1
        wait_until("it collects again", lambda: (value(address) or 0) > known, 20)
        assert not any("raised an exception" in line for line in node.lines)


def p06(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*P06, *words], capture_output=True, text=True, check=False, timeout=60, env=os.environ | environment
    )


def test_every_command_takes_the_database_either_way_of_writing_it(campaign: Path, postgres: PostgresServer) -> None:
    url = postgres.url(postgres.new_database())
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    done = p06("collect", "often", "--campaign", str(campaign), "--database", url)
    assert (done.returncode, done.stdout.splitlines()[0][:17]) == (0, "often: ok (run 1)")
    question = ("progress", "--as-of", "2023-10-19", "--format", "json", "--campaign", str(campaign))
    answers = [p06(*question, "--database", url), p06(*question, "--database", plain)]
    answers.append(p06(*question, P06_DATABASE_URL=plain))
    assert {answer.returncode for answer in answers} == {0}
    assert len({answer.stdout for answer in answers}) == 1
    assert json.loads(answers[0].stdout)["data"][0]["unit"]["id"] == "26"
    assert p06("source", "pause", "often", "--campaign", str(campaign), "--database", plain).returncode == 0


def test_a_database_that_cannot_be_reached_is_said_in_one_line_without_its_password() -> None:
    told = p06("progress", "--database", "postgresql://lan:p%40ss@127.0.0.1:1/p06")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("Error: the database cannot be used: postgresql://lan:***@127.0.0.1:1/p06: ")
    assert told.stderr.count("\n") == 1
    assert not any(password in told.stderr for password in ("p%40ss", "p@ss"))


def test_a_database_that_could_not_hold_vietnamese_is_refused(postgres: PostgresServer) -> None:
    with postgres.connect() as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
    told = p06("progress", "--database", postgres.url("latin"))
    assert told.returncode == 2
    assert "keeps texts as LATIN1; make it with CREATE DATABASE" in told.stderr
    postgres.drop("latin")


def test_counts_and_pages_are_the_same_for_many_who_ask_at_once(campaign: Path, postgres: PostgresServer) -> None:
    url = postgres.url(postgres.new_database())
    assert p06("collect", "often", "--campaign", str(campaign), "--database", url).returncode == 0
    with running(
        *P06, "serve", "--no-scheduler", "--port", "0", "--campaign", str(campaign), "--database", url
    ) as node:
        question = f"{node.wait_for('ready ', 30)}api/v1/progress?unit=26&limit=1&as_of=2023-10-19"
        with ThreadPoolExecutor(50) as people:
            bodies = set(people.map(lambda _: json.dumps(get_json(question)), range(500)))
    assert len(bodies) == 1
