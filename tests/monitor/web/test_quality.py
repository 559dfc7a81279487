"""The pages where figures are verified: what they show, who may decide, and that no other site can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import requests
from province_site import Site, serve, world_in
from writers import Person, a_fall, token

from monitor.judgement.checks import Rule
from monitor.store import Store, store_in
from monitor.store.sessions import SESSION_LIFE, begin_session, token_of_session
from monitor.store.tokens import Scope, revoke_token, token_of_secret
from monitor.web.rules import RULES

REASON = "Công an tỉnh đính chính ngày 20/6/2023"


@pytest.fixture
def steward(empty_site: Site) -> Person:
    return Person(empty_site)


def values(site: Site) -> list[float]:
    series = site.get("/api/v1/series?unit=26&indicator=eid_activated").json()["data"]
    return [each["value"] for each in series]


def test_the_page_shows_quote_rule_and_both_numbers_in_both_languages(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    listed = steward.open("/quality")
    assert f'href="/quality/{number}"' in listed
    assert "1 số liệu chờ xác minh" in listed
    page = steward.open(f"/quality/{number}")
    assert "<mark>kích hoạt 585.673 tài khoản</mark>" in page
    assert "Ngày 15/6/2023 là 585.673, ít hơn 4.327 so với 590.000 của ngày 1/6/2023" in page
    assert "&lt;b&gt;chỉ tiêu" in page, "the document's own marks are text"
    english = steward.open(f"/quality/{number}?lang=en")
    assert "585,673 on 15 Jun 2023 is 4,327 less than 590,000 on 1 Jun 2023" in english
    assert 'http-equiv="refresh"' not in english, "a page with a form does not reload under its writer"
    assert not steward.cookies, "who only reads gets no cookie"


def test_a_steward_signs_in_accepts_and_sees_the_correction(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    assert "<form" not in steward.open(f"/quality/{number}")
    assert f"/sign-in?item={number}" in steward.page
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    assert steward.address == f"/quality/{number}#decide"
    steward.send(f"/quality/{number}/accept", {"reason": REASON})
    assert steward.address == "/units/26?indicator=eid_activated&as_of=2023-06-15#opened"
    assert "585.673" in steward.page
    assert values(empty_site) == [590_000, 585_673]
    closed = steward.open(f"/quality/{number}")
    assert REASON in closed
    assert "bởi Lan" in closed
    assert "/accept" not in closed
    assert REASON in steward.open("/explain/eid_activated/26")


def test_a_steward_rejects_and_signs_out(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    steward.send(f"/quality/{number}/reject", {"reason": "gõ nhầm"})
    assert f"Đã từ chối số liệu số {number}" in steward.page
    assert values(empty_site) == [590_000]
    cookie = steward.cookies["p06_session"]
    steward.send("/sign-out", {})
    assert "Đăng xuất" not in steward.page
    with empty_site.world.store.read() as connection:
        assert token_of_session(connection, cookie, datetime.now(UTC)) is None, "a copied cookie is worth nothing"


WRONG_REASONS = {"": "Chưa ghi lý do", "   ": "Chưa ghi lý do", "x" * 1_001: "quá dài", "026085001234": "định danh"}


def test_a_decision_without_a_right_reason_leads_back(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    for reason, said in WRONG_REASONS.items():
        for decision in ("accept", "reject"):
            steward.send(f"/quality/{number}/{decision}", {"reason": reason})
            assert said in steward.page
            assert "026085001234" not in steward.page
    assert values(empty_site) == [590_000]


def test_what_someone_else_has_decided_meanwhile_is_said(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    other = Person(empty_site)
    other.sign_in(token(empty_site, Scope.DECIDE, name="Mai"), number)
    other.send(f"/quality/{number}/reject", {"reason": "sai"})
    steward.send(f"/quality/{number}/accept", {"reason": REASON})
    assert "đã được xử lý trước đó" in steward.page
    assert "bởi Mai" in steward.page


# What another site's form lacks: the session's own key, or a browser that says it came from here.
FOREIGN: list[tuple[dict[str, str], dict[str, str | None]]] = [
    ({"form_key": ""}, {}),
    ({"form_key": "0" * 64}, {}),
    ({}, {"Sec_Fetch_Site": "cross-site"}),
    ({}, {"Sec_Fetch_Site": "same-site"}),
    ({}, {"Sec_Fetch_Site": None, "Origin": "https://elsewhere.example"}),
    ({}, {"Sec_Fetch_Site": None, "Origin": "null"}),
    ({}, {"Sec_Fetch_Site": None, "Origin": None}),
]


def test_a_form_that_another_site_sends_decides_nothing(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    own = steward.page
    for fields, headers in FOREIGN:
        for path in (f"/quality/{number}/accept", f"/quality/{number}/reject", "/sign-out"):
            steward.page = own
            steward.send(path, {"reason": "x"} | fields, **headers)
            assert steward.status == 403, (path, fields, headers)
    assert values(empty_site) == [590_000]
    assert "Đang đăng nhập: Lan" in steward.open(f"/quality/{number}")


def test_nobody_is_signed_in_by_another_site(empty_site: Site, steward: Person) -> None:
    secret = token(empty_site, Scope.DECIDE)
    steward.send("/sign-in", {"token": secret}, Sec_Fetch_Site="cross-site")
    assert steward.status == 403
    assert not steward.cookies


def test_a_session_does_not_open_the_api(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE, Scope.PUSH), number)
    steward.send(f"/api/v1/quarantine/{number}/accept", {"reason": "x"})
    assert steward.status == 401


def test_signing_in_needs_a_token_that_stands_and_may_decide(empty_site: Site, steward: Person) -> None:
    steward.sign_in("p06_nothing-of-ours")
    assert steward.status == 401
    assert "Mã không đúng hoặc đã bị thu hồi" in steward.page
    assert "nothing-of-ours" not in steward.page
    steward.sign_in(token(empty_site, Scope.PUSH))
    assert steward.status == 403
    assert "không có quyền xác minh" in steward.page
    assert not steward.cookies


def test_a_revoked_token_ends_the_sessions_that_it_began(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    with empty_site.world.store.write() as connection:
        revoke_token(connection, "Lan", datetime.now(UTC), "admin")
    steward.send(f"/quality/{number}/accept", {"reason": REASON})
    assert steward.address == f"/sign-in?item={number}"
    assert values(empty_site) == [590_000]


def test_a_session_is_over_after_a_working_day(empty_site: Site) -> None:
    secret, begun = token(empty_site, Scope.DECIDE), datetime.now(UTC)
    with empty_site.world.store.write() as connection:
        found = token_of_secret(connection, secret)
        assert found is not None
        session = begin_session(connection, found, begun)
        assert token_of_session(connection, session, begun + SESSION_LIFE * 0.99) == found
        assert token_of_session(connection, session, begun + SESSION_LIFE) is None


def test_no_script_and_no_site_reads_the_session_and_https_stays_https(pages: Site) -> None:
    secret = token(pages, Scope.DECIDE, name="Hoa")

    def cookie(origin: str) -> str:
        headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        answer = requests.post(
            f"{pages.url}/sign-in", data={"token": secret}, headers=headers, allow_redirects=False, timeout=20
        )
        assert answer.status_code == 303
        assert secret not in str(answer.headers)
        return answer.headers["Set-Cookie"]

    plain, secured = cookie(pages.url), cookie("https://p06.example")
    assert "HttpOnly" in plain
    assert "SameSite=Strict" in plain
    assert "Secure" not in plain
    assert "Secure" in secured


def test_pages_with_forms_are_kept_nowhere_and_forbid_scripts(empty_site: Site) -> None:
    for path in ("/quality", f"/quality/{a_fall(empty_site)}", "/sign-in"):
        answer = empty_site.get(path)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert "<script" not in answer.text
        assert not re.search(r'\son\w+="|style="', answer.text)


def test_signing_in_leads_nowhere_else(pages: Site) -> None:
    secret = token(pages, Scope.DECIDE, name="Mai")
    for item in ("//elsewhere.example", "https://elsewhere.example", "0x1", "-1", "٣", "9" * 30, ""):
        person = Person(pages)
        person.open("/sign-in")
        person.send(f"/sign-in?item={item}", {"token": secret})
        assert person.address == "/quality"


def test_odd_addresses_are_answered_calmly(pages: Site) -> None:
    for path in ("0", "999", "x", "?state=nonsense&rule=%3Cscript%3E", "?rejected=%3Cb%3E"):
        answer = pages.get(f"/quality{'' if path.startswith('?') else '/'}{path}")
        assert answer.status_code in (200, 404)
        assert "<script>" not in answer.text
        assert "<b>" not in answer.text


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store: Store = store_in(tmp_path_factory.mktemp("pages"))
    site, stop = serve(world_in(store))
    yield site
    stop()
    store.close()


def test_the_list_is_narrowed_by_source_and_rule(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    page = steward.open("/quality")
    (link,) = re.findall(r'href="(/quality\?source=bao-cao&amp;rule=stock_fell)"', page)
    narrowed = steward.open(link.replace("&amp;", "&"))
    assert f"/quality/{number}" in narrowed
    assert "Đang xem riêng: Báo cáo cải cách hành chính, Số lũy kế giảm." in narrowed
    assert f"/quality/{number}" not in steward.open("/quality?rule=future_date")
    assert "/quality" in steward.open("/"), "every page leads there"


def test_an_earlier_instant_shows_what_waited_then_and_decides_nothing(empty_site: Site, steward: Person) -> None:
    number = a_fall(empty_site)
    empty_site.world.clock.run(1.0)
    opened = empty_site.get(f"/api/v1/quarantine/{number}").json()["opened_at"].replace("+", "%2B")
    steward.sign_in(token(empty_site, Scope.DECIDE), number)
    steward.send(f"/quality/{number}/reject", {"reason": "sai"})
    assert f'href="/quality/{number}' not in steward.open("/quality")
    assert f'href="/quality/{number}' in steward.open(f"/quality?known_at={opened}")
    then = steward.open(f"/quality/{number}?known_at={opened}")
    assert "Chờ xác minh" in then
    assert "tình trạng tại thời điểm đã chọn" in then
    assert "/reject" not in then
    assert "Đã bị từ chối" in steward.open(f"/quality/{number}")


def test_every_rule_has_its_words() -> None:
    assert {rule.value for rule in Rule} <= set(RULES)
    for names in RULES.values():
        assert names.vi != names.en
