"""What a source's setting holds back is verified on the page: its quote, why it waits, and the figure afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from province_site import ADDRESS, ARTICLE, Site, World, reading, serve, world_in
from writers import Person, post, token

from collectors.reading import Bound, Precision, Readings, SetAside
from collectors.source import Snapshot
from monitor.answers import Answers
from monitor.campaign import Uncertainty
from monitor.intake import Attempt, Intake
from monitor.served import Served
from monitor.store import Store, snapshots
from monitor.store.tokens import Scope

REASON = "Đã đối chiếu với Công an tỉnh ngày 20/10/2023"
QUOTE = "kích hoạt 585.673 tài khoản"
AT = datetime(2023, 10, 18, 2, tzinfo=UTC)


@pytest.fixture
def held(store: Store) -> Iterator[Site]:
    """The province, whose report is not taken unseen where it says only about, or only the middle of a month."""
    world = world_in(store)
    report = replace(world.campaign.sources["bao-cao"], hold=frozenset((Uncertainty.ABOUT, Uncertainty.MID_MONTH)))
    campaign = replace(world.campaign, sources={**world.campaign.sources, "bao-cao": report})
    answers = Answers(Served(store, campaign), world.clock)
    site, stop = serve(World(store, campaign, world.clock, answers))
    yield site
    stop()


def take(site: Site, readings: Readings) -> None:
    """Takes in what the article said, with its text."""
    world, kept = site.world, Snapshot(ARTICLE.encode(), ADDRESS, AT, "text/plain")
    with world.store.write() as connection:
        snapshots.keep_snapshot(connection, kept)
    attempt = Attempt("bao-cao", None, AT, 0.1, kept.sha256)
    Intake(Served(world.store, world.campaign)).accept(attempt, replace(readings, text=ARTICLE), AT)


def about_mid_june(site: Site) -> int:
    """A figure that is uncertain in two ways; its number in quarantine."""
    figure = reading("eid_activated", date(2023, 6, 15), QUOTE, value=585_673, bound=Bound.ABOUT)
    take(site, Readings((replace(figure, as_of_precision=Precision.MID_MONTH),)))
    (waiting,) = site.get("/api/v1/quarantine").json()["data"]
    assert (waiting["rule"], waiting["quote"]) == ("uncertain", QUOTE)
    return int(waiting["id"])


def test_the_page_says_why_it_waits_in_both_languages_and_marks_the_quote(held: Site) -> None:
    number, steward = about_mid_june(held), Person(held)
    assert "Số liệu chưa chắc chắn" in steward.open("/quality")
    page = steward.open(f"/quality/{number}")
    assert f"<mark>{QUOTE}</mark>" in page
    assert "xem trước các số liệu như vậy: số ước khoảng, chỉ ghi giữa tháng." in page
    english = steward.open(f"/quality/{number}?lang=en")
    assert "looks at such figures first: a number said as about, only the middle of a month is said." in english


def test_accepted_on_the_page_it_counts_and_its_explanation_shows_the_quote(held: Site) -> None:
    number, steward = about_mid_june(held), Person(held)
    assert held.get("/api/v1/series?unit=26&indicator=eid_activated").json()["data"] == []
    steward.sign_in(token(held, Scope.DECIDE), number)
    steward.send(f"/quality/{number}/accept", {"reason": REASON})
    (figure,) = held.get("/api/v1/series?unit=26&indicator=eid_activated").json()["data"]
    assert (figure["value"], figure["bound"]) == (585_673, "about")
    explained = steward.open("/explain/eid_activated/26")
    assert f"<mark>{QUOTE}</mark>" in explained
    assert REASON in explained
    assert "được người xác minh chấp nhận" in explained


def test_over_http_it_is_rejected_with_a_reason_and_counts_nowhere(held: Site) -> None:
    number, secret = about_mid_june(held), token(held, Scope.DECIDE)
    answer = post(held, f"/api/v1/quarantine/{number}/reject", {"reason": REASON}, secret)
    assert answer.status_code == 200
    assert held.get("/api/v1/series?unit=26&indicator=eid_activated").json()["data"] == []
    assert held.get("/api/v1/quarantine").json()["data"] == []


def test_a_place_where_no_figure_could_be_read_waits_with_its_quote_too(held: Site) -> None:
    quote = "1.234 triệu tài khoản"
    take(held, Readings((), (SetAside("characters 3–24", "not_a_count", "1.234 triệu is no whole number", quote),)))
    (waiting,) = held.get("/api/v1/quarantine").json()["data"]
    page = Person(held).open(f"/quality/{waiting['id']}")
    assert quote in page
    assert "Không phải là số lượng" in page
    assert "ký tự 3–24" in page
