"""A province with nine districts, its figures taken in by the real door, served on loopback by the real server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests
import waitress

from collectors.reading import BUILT_IN, AssignedBy, Bound, Evidence, Of, Precision, Reading, Readings
from collectors.source import Snapshot, SourceConfig
from monitor.answers import Answers
from monitor.campaign import Adds, Basis, Campaign, Indicator, Kind, Names, Schedule, SourceSetting, Target
from monitor.campaign.schedule import Every
from monitor.clock import VIETNAM, DemoClock, start_of
from monitor.intake import Attempt, Intake
from monitor.metrics.exposition import Exposition
from monitor.served import Served
from monitor.store import Store, snapshots
from monitor.units import Level, Unit, UnitRegistry
from monitor.web import create_app

TODAY = date(2023, 10, 19)
DAILY: Schedule = Every(timedelta(days=1))

DISTRICTS = {
    "243": "Thành phố Vĩnh Yên",
    "244": "Thành phố Phúc Yên",
    "246": "Huyện Lập Thạch",
    "247": "Huyện Tam Dương",
    "248": "Huyện Tam Đảo",
    "249": "Huyện Bình Xuyên",
    "251": "Huyện Yên Lạc",
    "252": "Huyện Vĩnh Tường",
    "253": "Huyện Sông Lô",
}
# Figures of 2 July 2023, made up: only their order and their target matter here.
DISTRICT_FIGURES = {
    "243": 70_100, "244": 60_200, "246": 61_300, "247": 52_400, "248": 41_500,
    "249": 63_600, "251": 71_700, "252": 90_800, "253": 48_900,
}  # fmt: skip

ARTICLE = """Cải cách hành chính chín tháng. Đến giữa tháng 6, toàn tỉnh đã kích hoạt 585.673 tài khoản, đạt 111,94%
<b>chỉ tiêu</b>. Văn bản ký số đạt trên 96%. Nhiệm vụ UBND tỉnh giao: 46/71."""
ADDRESS = "https://vinhphuc.example/cai-cach"


def indicator(id_: str, vi: str, en: str, kind: Kind, **more: Any) -> Indicator:
    reads = more.pop("reads", id_)
    return Indicator(id_, Names(vi, en), reads, kind, BUILT_IN[reads], **more)


INDICATORS = {
    one.id: one
    for one in (
        indicator(
            "eid_activated", "Tài khoản định danh điện tử đã kích hoạt", "e-ID accounts activated", Kind.STOCK,
            adds=Adds.SUM, freshness_days=10,
        ),
        indicator("id_card_issued", "Cấp thẻ căn cước cho công dân từ 14 tuổi", "ID cards issued", Kind.STOCK),
        indicator("digital_signing_rate", "Văn bản ký số", "Signed digitally", Kind.RATIO, freshness_days=120),
        indicator(
            "tasks_done_province", "Nhiệm vụ UBND tỉnh giao", "Tasks set by the province", Kind.STOCK,
            reads="tasks_done", assigned_by=AssignedBy.PROVINCE, freshness_days=30,
        ),
        indicator("online_application_rate", "Hồ sơ trực tuyến", "Applications filed online", Kind.RATIO),
        indicator("par_index_rank", "Chỉ số cải cách hành chính", "PAR index", Kind.RANK, freshness_days=400),
    )
}  # fmt: skip

YEAR = {"start": date(2023, 1, 1), "deadline": date(2023, 12, 31)}
TARGETS = (
    Target("eid_activated", "26", date(2023, 1, 1), date(2023, 7, 31), Basis.IMPLIED, implied=(585_673, "1.1194")),
    Target("id_card_issued", "26", date(2023, 1, 1), date(2023, 7, 31), Basis.DECIDED, share=1.0, of=Of.ELIGIBLE,
           decision="Kế hoạch cấp thẻ năm 2023"),
    Target("digital_signing_rate", "26", **YEAR, basis=Basis.ASSUMED, value=1.0),
    Target("tasks_done_province", "26", **YEAR, basis=Basis.DECIDED, value=71),
    Target("online_application_rate", "26", **YEAR, basis=Basis.DECIDED, value=0.8),
    *(Target("eid_activated", code, date(2023, 1, 1), date(2023, 7, 31), Basis.ASSUMED, value=58_000)
      for code in DISTRICTS),
)  # fmt: skip


def source(name: str, vi: str, en: str, *, simulated: bool = False) -> SourceSetting:
    return SourceSetting(
        name, Names(vi, en), "table", SourceConfig(), DAILY, tuple(INDICATORS), unit="26", simulated=simulated
    )


def the_campaign() -> Campaign:
    units = [
        Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc Province", Level.PROVINCE, code="26"),
        *(
            Unit(code, name, f"District {code}", Level.DISTRICT, parent="26", code=code)
            for code, name in DISTRICTS.items()
        ),
        Unit("08707", "Phường Tích Sơn", "Tich Son Ward", Level.COMMUNE, parent="243", code="08707"),
    ]
    return Campaign(
        id="vinh-phuc-2023",
        names=Names("Đề án 06 tỉnh Vĩnh Phúc 2023", "Project 06 in Vinh Phuc 2023"),
        units=UnitRegistry(units),
        indicators=INDICATORS,
        targets=TARGETS,
        sources={
            one.name: one
            for one in (
                source("bao-cao", "Báo cáo cải cách hành chính", "Report on administrative reform"),
                source("he-thong", "Hệ thống cấp huyện", "Districts' system", simulated=True),
                source("chua-chay", "Nguồn chưa chạy", "A source that has not run"),
            )
        },
        notice=Names("Số liệu cấp huyện là mô phỏng.", "District figures are simulated."),
    )


def reading(indicator_id: str, day: date, quote: str = "", **more: Any) -> Reading:
    at = ARTICLE.find(quote) if quote else -1
    span = (at, at + len(quote)) if at >= 0 else None
    more.setdefault("as_of_precision", Precision.DAY)
    evidence = Evidence(quote, span, None if span else "row 2, column 'Lũy kế'")
    return Reading(indicator=indicator_id, measure=BUILT_IN[indicator_id], as_of=day, evidence=evidence, **more)


@dataclass
class World:
    """The parts behind the server, for tests that need another figure or another day."""

    store: Store
    campaign: Campaign
    clock: DemoClock
    answers: Answers

    def take_in(
        self, source_name: str, *readings: Reading, at: datetime, document: str | None = None, text: str | None = None
    ) -> None:
        attempt = Attempt(source_name, None, at, 0.2, document)
        report = Intake(Served(self.store, self.campaign)).accept(attempt, Readings(readings, text=text), at)
        assert not report.quarantined, report


def world_in(store: Store) -> World:
    campaign = the_campaign()
    clock = DemoClock(datetime(2023, 10, 19, 8, tzinfo=VIETNAM))
    return World(store, campaign, clock, Answers(Served(store, campaign), clock))


def tell_the_story(world: World) -> None:
    """Half a year of the districts, the province's article, and tasks that lag."""
    for week in range(1, 27):
        day = date(2023, 1, 1) + timedelta(days=7 * week)
        share = 0.2 + 0.8 * (day - date(2023, 1, 1)) / (date(2023, 7, 2) - date(2023, 1, 1))
        figures = [
            reading("eid_activated", day, unit_code=code, value=int(final * share))
            for code, final in DISTRICT_FIGURES.items()
            if not (code == "253" and week in (10, 11, 12, 13))
        ]
        world.take_in("he-thong", *figures, at=start_of(day) + timedelta(hours=30))
    for month, done in enumerate((8, 15, 21, 26, 31, 35, 39, 43), start=2):
        world.take_in(
            "bao-cao",
            reading("tasks_done", date(2023, month, 1), value=done, out_of=71, assigned_by=AssignedBy.PROVINCE),
            at=datetime(2023, month, 2, tzinfo=UTC),
        )
    tell_the_article(world)


def tell_the_article(world: World) -> None:
    published = datetime(2023, 10, 18, 2, tzinfo=UTC)
    kept = Snapshot(ARTICLE.encode(), ADDRESS, published, "text/plain")
    with world.store.write() as connection:
        snapshots.keep_snapshot(connection, kept)
    world.take_in(
        "bao-cao",
        reading("eid_activated", date(2023, 6, 15), "kích hoạt 585.673 tài khoản, đạt 111,94%\n<b>chỉ tiêu</b>",
                as_of_precision=Precision.MID_MONTH, value=585_673, ratio=1.1194, of=Of.TARGET),
        reading("id_card_issued", date(2023, 6, 15), "Đến giữa tháng 6", as_of_precision=Precision.MID_MONTH,
                ratio=1.0, of=Of.ELIGIBLE),
        reading("digital_signing_rate", date(2023, 9, 30), "đạt trên 96%", value=0.96, bound=Bound.AT_LEAST),
        reading("tasks_done", date(2023, 9, 30), "46/71", value=46, out_of=71, assigned_by=AssignedBy.PROVINCE),
        reading("par_index_rank", date(2023, 4, 30), "Cải cách hành chính", rank_at_most=10),
        at=published, document=kept.sha256, text=ARTICLE,
    )  # fmt: skip


@dataclass
class Site:
    """A server on loopback."""

    url: str
    world: World

    def get(self, path: str, **more: Any) -> requests.Response:
        return requests.get(f"{self.url}{path}", timeout=20, **more)


def serve(world: World) -> tuple[Site, Callable[[], None]]:
    app = create_app(world.answers, Exposition(world.answers))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()

    def stop() -> None:
        server.close()
        thread.join(5)

    return Site(f"http://127.0.0.1:{server.effective_port}", world), stop
