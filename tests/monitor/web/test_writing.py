"""Writing over HTTP: who may, what is taken row by row, and what is decided on figures that were set aside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from province_site import Site, serve, world_in
from writers import FIRST, a_fall, post, row, token

from monitor.store import Store, audit, open_store
from monitor.store.audit import Action
from monitor.store.tokens import Scope, revoke_token

PUSH = "/api/v1/observations"


@pytest.fixture
def push(empty_site: Site) -> Any:
    """Sends rows as someone who may."""
    secret = token(empty_site, Scope.PUSH)

    def send(*rows: Any, **more: Any) -> requests.Response:
        return post(empty_site, PUSH, {"rows": list(rows)} | more, secret)

    return send


def values(site: Site, unit: str = "251") -> list[float]:
    series = site.get(f"/api/v1/series?unit={unit}&indicator=eid_activated").json()["data"]
    return [each["value"] for each in series]


# Who may


def test_without_a_token_nothing_is_written(empty_site: Site) -> None:
    for header in ({}, {"Authorization": "Bearer "}, {"Authorization": "Basic cDA2"}, {"Cookie": "p06_session=x"}):
        answer = post(empty_site, PUSH, {"rows": [FIRST]}, headers=header)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert values(empty_site) == []


def test_a_token_that_is_not_known_is_refused_and_shown_nowhere(
    empty_site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    answer = post(empty_site, PUSH, {"rows": [FIRST]}, "p06_not-a-token-of-ours")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert "not-a-token" not in answer.text + caplog.text


def test_a_token_does_what_its_scopes_say_and_a_refusal_names_the_missing_one(empty_site: Site) -> None:
    number = a_fall(empty_site)
    decider, pusher = token(empty_site, Scope.DECIDE, name="Lan"), token(empty_site, Scope.PUSH, name="he-thong-2")
    refused = post(empty_site, PUSH, {"rows": [FIRST]}, decider)
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "This needs a token with the scope push; that of Lan has decide.",
    )
    assert 'scope="push"' in refused.headers["WWW-Authenticate"]
    assert post(empty_site, f"/api/v1/quarantine/{number}/reject", {"reason": "no"}, pusher).status_code == 403


def test_a_revoked_token_stops_at_once_and_both_are_in_the_log(empty_site: Site) -> None:
    secret, store = token(empty_site, Scope.PUSH), empty_site.world.store
    assert post(empty_site, PUSH, {"rows": [FIRST]}, secret).status_code == 200
    with store.write() as connection:
        revoke_token(connection, "Lan", datetime.now(UTC), "admin")
    assert post(empty_site, PUSH, {"rows": [row(value=58_500)]}, secret).status_code == 401
    with store.read() as connection:
        logged = [(each.action, each.actor, each.subject) for each in audit.entries(connection)]
    assert logged[0] == (Action.TOKEN_REVOKE, "admin", "token Lan")
    assert logged[-1] == (Action.TOKEN_CREATE, "admin", "token Lan")


def test_the_secret_of_a_token_is_not_in_the_store(empty_site: Site) -> None:
    secret = token(empty_site, Scope.PUSH)
    with empty_site.world.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT name, digest, scopes FROM tokens").fetchall()
    assert len(secret) == len("p06_") + 43
    assert secret.removeprefix("p06_") not in str(kept)


# Row by row


def test_rows_are_taken_and_kept_with_who_sent_them(empty_site: Site, push: Any) -> None:
    answer = push(row(), row(as_of="2023-10-08", value=58_600))
    assert answer.status_code == 200
    assert answer.json()["counts"] == {"accepted": 2, "unchanged": 0, "quarantined": 0, "refused": 0}
    assert answer.json()["good"] is True
    assert values(empty_site) == [58_000, 58_600]
    link = empty_site.get("/api/v1/series?unit=251&indicator=eid_activated").json()["data"][0]["evidence"][0]
    evidence = empty_site.get(link).json()
    assert (evidence["source"]["id"], evidence["author"], evidence["address"]) == ("push", "Lan", "push:Lan")
    assert json.loads(evidence["quote"]) == FIRST


def test_each_bad_row_is_answered_by_its_number_field_and_rule_and_the_good_ones_are_taken(
    empty_site: Site, push: Any
) -> None:
    answer = push(
        row(),
        row(valeu=1),
        row(value="58000"),
        row(as_of="1/10/2023"),
        row(unit_code="999"),
        row(value=-1),
        row(value=58_000.5),
        row(bound="circa"),
        row(indicator="eid_activate"),
        "251: 58000",
        row(unit_code="243", as_of="2030-01-01"),
        row(unit_code=251),
        row(value=True),
        row(value=None),
    )
    assert answer.status_code == 200
    rows = answer.json()["rows"]
    assert [each["row"] for each in rows] == list(range(1, 15))
    assert [each["column"] for each in rows[1:4]] == ["valeu", "value", "as_of"]
    assert [each["outcome"] for each in rows[:4]] == ["accepted", "refused", "refused", "refused"]
    assert "did you mean value" in rows[1]["message"]
    assert rows[5]["column"] == rows[6]["column"] == rows[12]["column"] == "value"
    assert rows[7]["column"] == "bound"
    assert rows[8]["column"] == "indicator"
    assert (rows[10]["outcome"], rows[10]["rule"]) == ("quarantined", "future_date")
    assert rows[11]["column"] == "unit_code"
    assert {each["outcome"] for each in rows[1:]} <= {"refused", "quarantined"}
    assert values(empty_site) == [58_000]
    assert not answer.json()["good"]


def test_what_is_set_aside_says_where_it_can_be_decided_on(empty_site: Site, push: Any) -> None:
    assert push(row()).status_code == 200
    (said,) = push(row(as_of="2023-10-08", value=57_000)).json()["rows"]
    assert (said["outcome"], said["rule"], said["unit"], said["as_of"]) == (
        "quarantined", "stock_fell", "251", "2023-10-08",
    )  # fmt: skip
    found = empty_site.get(f"/api/v1/quarantine/{said['quarantine']}").json()
    assert (found["state"], found["value"]) == ("open", 57_000)
    assert [(each["as_of"], each["value"]) for each in found["around"]] == [("2023-10-01", 58_000)]


def test_all_or_nothing_writes_nothing_where_one_row_is_bad(empty_site: Site, push: Any) -> None:
    answer = push(row(), row(unit_code="999"), mode="all")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["run"] is None
    assert "1 of 2 rows" in answer.json()["detail"]
    assert answer.json()["rows"][1]["message"]
    assert values(empty_site) == []
    assert push(row(), row(unit_code="243"), mode="all").status_code == 200
    assert values(empty_site) == [58_000]


def test_rows_that_are_all_refused_are_a_problem(push: Any) -> None:
    answer = push(row(value="1"), row(value="2"))
    assert answer.status_code == 422
    assert answer.json()["counts"]["refused"] == 2


def test_a_dry_run_answers_the_same_and_writes_nothing(empty_site: Site, push: Any) -> None:
    tried = push(row(), dry_run=True).json()
    assert (tried["run"], tried["dry_run"], tried["counts"]["accepted"]) == (None, True, 1)
    assert values(empty_site) == []
    assert push(row()).json()["rows"] == tried["rows"]


def test_a_batch_is_taken_once_by_its_key(empty_site: Site, push: Any) -> None:
    first = push(row(), key="morning-1")
    again = push(row(), key="morning-1")
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert again.json()["run"] == first.json()["run"]
    other = push(row(value=58_100), key="morning-1")
    assert other.status_code == 409
    assert "morning-1" in other.json()["detail"]
    assert values(empty_site) == [58_000]


def test_the_key_may_come_as_a_header(empty_site: Site) -> None:
    secret = token(empty_site, Scope.PUSH)
    key = {"Idempotency-Key": "abc"}
    assert post(empty_site, PUSH, {"rows": [FIRST]}, secret, headers=key).json()["key"] == "abc"
    assert post(empty_site, PUSH, {"rows": [FIRST]}, secret, headers=key).json()["repeated"] is True
    differs = post(empty_site, PUSH, {"rows": [FIRST], "key": "abd"}, secret, headers=key)
    assert (differs.status_code, differs.json()["errors"][0]["parameter"]) == (400, "key")


def test_figures_may_be_pushed_for_a_source_of_the_campaign_but_not_as_typed_in(push: Any) -> None:
    assert push(row(), source="bao-cao").json()["source"] == "bao-cao"
    refused = push(row(), source="hand")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "source")
    assert "bao-cao" in push(row(), source="bao-cá").json()["detail"]


DIGITS = "026085001234"


def test_a_personal_number_anywhere_is_refused_without_its_digits_and_not_kept(empty_site: Site, push: Any) -> None:
    bad = [
        row(quote=f"Nguyễn Văn An {DIGITS}"), row(unit=DIGITS), row(note={"who": [DIGITS]}), row(**{DIGITS: 1}),
        row(owner=DIGITS), row(value=26085001234), row(unit_code="026 085 001 234"), row(deep=[[{DIGITS: None}]]),
    ]  # fmt: skip
    for number, each in enumerate(bad):
        answer = push(row(as_of=f"2023-10-0{number + 1}"), each)
        assert [said["outcome"] for said in answer.json()["rows"]] == ["accepted", "refused"], each
        assert answer.json()["rows"][1]["rule"] in ("personal_number", "unknown_field")
        assert "26085001234" not in answer.text.replace(" ", "")
    with empty_site.world.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT body FROM snapshots").scalars().all()
    assert kept == [None] * len(bad)


# Bodies


@pytest.fixture(scope="module")
def pushing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    store: Store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pushing') / 'p06.db'}")
    site, stop = serve(world_in(store))
    yield site, token(site, Scope.PUSH, Scope.DECIDE)
    stop()
    store.close()


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "line 1"),
        (b"[]", 400, "object"),
        (b'{"rows": [{"value": NaN}]}', 400, "NaN"),
        (b'{"rows": [{"value": -Infinity}]}', 400, "Infinity"),
        (b'{"rows": [{"value": 1, "value": 2}]}', 400, "'value' stands twice"),
        (b'{"rows": [], "rows": []}', 400, "'rows' stands twice"),
        (b'{"rows": ' + b"[" * 100_000 + b"}", 400, "nested"),
        (b'{"rows": [{"value": ' + b"9" * 5_000 + b"}]}", 400, "digits"),
        (b'\xff\xfe{"rows"', 400, "UTF-8"),
        (b'{"rows": []}', 400, "empty"),
        (b'{"rows": {}}', 400, "list"),
        (b'{"rwos": []}', 400, "did you mean rows"),
        (b'{"rows": [{}], "mode": "each"}', 400, "mode"),
        (b'{"rows": [{}], "dry_run": "no"}', 400, "dry_run"),
        (b'{"rows": [{}], "key": "a b"}', 400, "key"),
        (b'{"rows": [{}], "key": 5}', 400, "key"),
        (b'{"rows": [{}], "key": "026085001234"}', 400, "key"),
        (b'{"rows": [{}], "reason": "026085001234"}', 400, "reason"),
        (b'{"rows": [{}], "source": ["push"]}', 400, "source"),
        (b'{"rows": [' + b"{}," * 10_000 + b"{}]}", 413, "10000"),
        (b" " * 10_000_001, 413, ""),
    ],
    ids=range(22),
)
def test_a_body_that_is_not_right_is_a_problem_that_says_what_is(
    pushing: tuple[Site, str], body: bytes, status: int, said: str
) -> None:
    site, secret = pushing
    answer = post(site, PUSH, body, secret)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    assert DIGITS not in answer.text


def test_a_body_of_another_kind_is_refused(pushing: tuple[Site, str]) -> None:
    site, secret = pushing
    answer = post(site, PUSH, b"{}", secret, headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.headers["Accept-Post"]) == (415, "application/json")


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
_FIELD = st.sampled_from([*FIRST, "unit", "ratio", "of", "bound", "rank", "quote", "span", "warnings", "measure"])
_ROWS = st.lists(st.dictionaries(_FIELD | st.text(max_size=8), _ANY, max_size=6) | _ANY, max_size=4)
_TOP = st.sampled_from(["rows", "key", "source", "mode", "dry_run", "reason"])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(_TOP, _ANY, max_size=3).flatmap(lambda top: _ROWS.map(lambda rows: {"rows": rows} | top)))
def test_any_body_gets_an_answer_that_says_why(pushing: tuple[Site, str], body: dict[str, Any]) -> None:
    site, secret = pushing
    answer = post(site, PUSH, json.dumps(body).encode(), secret)
    assert answer.status_code in (200, 400, 409, 413, 422), answer.text
    if answer.status_code != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=60) | _ANY.map(lambda any_: json.dumps(any_).encode()))
def test_any_bytes_get_a_problem_at_every_address_that_writes(pushing: tuple[Site, str], body: bytes) -> None:
    site, secret = pushing
    for path in (PUSH, "/api/v1/quarantine/1/accept", "/api/v1/quarantine/1/reject"):
        answer = post(site, path, body, secret)
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"


# Quarantine


def test_one_that_was_set_aside_shows_quote_rule_and_neighbours(empty_site: Site) -> None:
    found = empty_site.get(f"/api/v1/quarantine/{a_fall(empty_site)}").json()
    assert found["rule"] == "stock_fell"
    assert found["rule_name"] == {"vi": "Số lũy kế giảm", "en": "A running total fell"}
    assert "585,673" in found["message"]
    assert "590,000" in found["message"]
    assert found["excerpt"]["quote"] == "kích hoạt 585.673 tài khoản"
    assert found["excerpt"]["before"].endswith("toàn tỉnh đã ")
    assert [each["value"] for each in found["around"]] == [590_000]
    assert found["address"].startswith("https://")


def test_accepting_makes_it_a_figure_with_who_and_why(empty_site: Site) -> None:
    number, secret = a_fall(empty_site), token(empty_site, Scope.DECIDE)
    reason = "Công an tỉnh đính chính ngày 20/6/2023"
    answer = post(empty_site, f"/api/v1/quarantine/{number}/accept", {"reason": reason}, secret).json()
    assert (answer["accepted"], answer["state"], answer["rule"]) == (True, "accepted", None)
    evidence = empty_site.get(answer["links"]["observation"]).json()
    assert (evidence["value"], evidence["author"]) == (585_673, "Lan")
    assert reason in evidence["reason"]
    found = empty_site.get(f"/api/v1/quarantine/{number}").json()
    assert (found["state"], found["author"], found["reason"]) == ("accepted", "Lan", reason)
    assert found["observation"] == answer["observation"]
    again = post(empty_site, f"/api/v1/quarantine/{number}/reject", {"reason": "no"}, secret)
    assert again.status_code == 409
    assert "Lan" in again.json()["detail"]


def test_rejecting_keeps_it_out_and_it_is_listed_as_rejected(empty_site: Site) -> None:
    number, secret = a_fall(empty_site), token(empty_site, Scope.DECIDE)
    answer = post(empty_site, f"/api/v1/quarantine/{number}/reject", {"reason": "gõ nhầm"}, secret).json()
    assert (answer["accepted"], answer["state"]) == (False, "rejected")
    assert values(empty_site, "26") == [590_000]
    assert empty_site.get("/api/v1/quarantine").json()["data"] == []
    (rejected,) = empty_site.get("/api/v1/quarantine?state=rejected").json()["data"]
    assert (rejected["id"], rejected["reason"]) == (number, "gõ nhầm")


def test_a_decision_needs_its_reason(empty_site: Site) -> None:
    number, secret = a_fall(empty_site), token(empty_site, Scope.DECIDE)
    for body in ({}, {"reason": "  "}, {"reason": 5}, {"reason": "x" * 1001}, {"reason": DIGITS}):
        for decision in ("accept", "reject"):
            answer = post(empty_site, f"/api/v1/quarantine/{number}/{decision}", body, secret)
            assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "reason"), body
    assert len(empty_site.get("/api/v1/quarantine").json()["data"]) == 1


def test_a_figure_that_breaks_two_rules_is_decided_on_twice(empty_site: Site, push: Any) -> None:
    secret = token(empty_site, Scope.DECIDE, name="Mai")
    push(row())
    (said,) = push(row(as_of="2023-10-25", value=50_000, warnings=["ambiguous_number"])).json()["rows"]
    path = f"/api/v1/quarantine/{said['quarantine']}"
    rules = []
    for _ in range(5):
        answer = post(empty_site, f"{path}/accept", {"reason": "đã hỏi lại", "backlog": True}, secret)
        assert answer.status_code == 200
        if answer.json()["accepted"]:
            break
        rules.append(answer.json()["rule"])
        assert answer.json()["message"]
    assert answer.json()["accepted"], rules
    assert rules
    assert "stock_fell" in rules
    assert empty_site.get(answer.json()["links"]["observation"]).json()["value"] == 50_000


def test_what_was_set_aside_is_narrowed_paged_and_asked_for_an_earlier_instant(empty_site: Site, push: Any) -> None:
    empty_site.world.clock.run(1.0)
    push(row(), row(unit_code="243"))
    push(row(as_of="2023-10-08", value=50_000), row(unit_code="243", as_of="2023-10-08", value=50_000))
    first = empty_site.get("/api/v1/quarantine?limit=1").json()
    assert (first["count"], first["total"]) == (1, 2)
    second = empty_site.get(first["links"]["next"]).json()
    assert {first["data"][0]["unit"]["id"], second["data"][0]["unit"]["id"]} == {"243", "251"}
    by_unit = empty_site.get("/api/v1/quarantine?unit=251&rule=stock_fell&source=push").json()["data"]
    assert [each["unit"]["id"] for each in by_unit] == ["251"]
    assert empty_site.get("/api/v1/quarantine?rule=future_date").json()["data"] == []
    cursor = first["links"]["next"].partition("cursor=")[2]
    assert empty_site.get(f"/api/v1/quarantine?limit=1&state=all&cursor={cursor}").status_code == 400
    secret, number = token(empty_site, Scope.DECIDE, name="Mai"), by_unit[0]["id"]
    before = by_unit[0]["opened_at"]
    post(empty_site, f"/api/v1/quarantine/{number}/reject", {"reason": "sai"}, secret)
    then = empty_site.get("/api/v1/quarantine", params={"known_at": before, "unit": "251"}).json()["data"]
    assert [(each["id"], each["state"], each["reason"]) for each in then] == [(number, "open", "")]
    one = empty_site.get(f"/api/v1/quarantine/{number}", params={"known_at": before}).json()
    assert one["state"] == "open"
    earlier = (datetime.fromisoformat(before) - timedelta(days=30)).isoformat()
    assert empty_site.get(f"/api/v1/quarantine/{number}", params={"known_at": earlier}).status_code == 404


def test_the_list_of_what_was_set_aside_is_guarded_as_csv(empty_site: Site, push: Any) -> None:
    push(row(unit_code=None, unit="=HYPERLINK(1)", quote="@cmd"))
    table = empty_site.get("/api/v1/quarantine?format=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert ",=HYPERLINK" not in table.text
    assert ",@cmd" not in table.text


def test_what_was_never_set_aside_is_not_found(empty_site: Site) -> None:
    secret = token(empty_site, Scope.DECIDE)
    for number in (0, 7, 2**63 - 1):
        assert empty_site.get(f"/api/v1/quarantine/{number}").status_code == 404
        answer = post(empty_site, f"/api/v1/quarantine/{number}/accept", {"reason": "x"}, secret)
        assert answer.status_code == 404


def test_a_nul_in_a_question_is_a_bad_question_on_either_database(empty_site: Site) -> None:
    for path in ("/quality", "/api/v1/quarantine", "/api/v1/observations", "/api/v1/runs", "/metrics"):
        answer = empty_site.get(f"{path}?source=a%00b")
        assert answer.status_code == 400, path
    assert empty_site.get("/api/v1/runs?source=a%00b").json()["errors"][0]["parameter"] == "source"


def test_a_wrong_method_says_which_is_right(empty_site: Site) -> None:
    answer = empty_site.get("/api/v1/quarantine/1/accept")
    assert (answer.status_code, answer.json()["detail"]) == (405, "This address answers POST only.")
