"""What each simulated system publishes at an instant: JSON pages, a workbook, a CSV file, an HTML page.

Every function takes the model and the instant, and answers None while nothing is out yet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from math import ceil
from string import Template
from typing import Any

from monitor.clock import VIETNAM
from monitor.demo import scenario
from monitor.demo.model import Model
from monitor.demo.scenario import DISTRICTS

PAGE_SIZE = 5
NOTE = "Số liệu mô phỏng / simulated figures"


@dataclass(frozen=True, slots=True)
class ApiPage:
    """One page of a JSON list: its records, which page it is, and of how many."""

    as_of: date
    records: Sequence[dict[str, Any]]
    page: int
    pages: int
    total: int

    def to_json(self) -> dict[str, Any]:
        """The page as it is sent; `next_page` is left out on the last one."""
        following = {"next_page": self.page + 1} if self.page < self.pages else {}
        return {
            "note": NOTE,
            "as_of": self.as_of.isoformat(),
            "page": self.page,
            "pages": self.pages,
            "total": self.total,
            "records": list(self.records),
        } | following


def _page(as_of: date, records: Sequence[dict[str, Any]], page: int) -> ApiPage | None:
    pages = ceil(len(records) / PAGE_SIZE)
    if not 1 <= page <= pages:
        return None
    return ApiPage(as_of, records[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], page, pages, len(records))


def eid_accounts(model: Model, instant: datetime, page: int) -> ApiPage | None:
    """The e-ID system's daily figures of the nine districts: running totals at 17:00 of the as-of day."""
    as_of = scenario.latest_out(scenario.EID_PUBLISHED, instant)
    if as_of is None:
        return None
    counts = model.eid_activated(as_of)
    records = [
        {"district_code": d.code, "district": d.name, "as_of": as_of.isoformat(), "activated": counts[d.code]}
        for d in DISTRICTS
    ]
    return _page(as_of, records, page)


def one_stop(model: Model, instant: datetime, page: int) -> ApiPage | None:
    """The one-stop system's monthly figures: dossiers since 1 January and those filed on line."""
    as_of = scenario.latest_out(scenario.ONE_STOP_PUBLISHED, instant)
    if as_of is None:
        return None
    dossiers = model.online_applications(as_of)
    records = [
        {
            "district_code": d.code,
            "district": d.name,
            "as_of": as_of.isoformat(),
            "received": dossiers[d.code].whole,
            "filed_online": dossiers[d.code].done,
        }
        for d in DISTRICTS
    ]
    return _page(as_of, records, page)


CARD_COLUMNS = ("STT", "Mã huyện", "Đơn vị", "Thẻ đã cấp (lũy kế)", "Công dân từ đủ 14 tuổi")


def id_cards(model: Model, instant: datetime) -> bytes | None:
    """The weekly workbook of identity cards. The same week gives the same bytes."""
    week = scenario.latest_out(scenario.CARDS_PUBLISHED, instant)
    return None if week is None else _cards_workbook(model, week)


@cache
def _cards_workbook(model: Model, week: date) -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": NOTE, "created": datetime.combine(week, datetime.min.time())})
    sheet, cards = workbook.add_worksheet("CCCD"), model.cards(week)
    sheet.write_string(0, 0, "Kết quả cấp căn cước công dân theo huyện (mô phỏng)")
    sheet.write_string(1, 0, f"Tính đến ngày {week.day}/{week.month}/{week.year}")
    sheet.write_row(3, 0, CARD_COLUMNS)
    for number, district in enumerate(DISTRICTS, start=1):
        part = cards[district.code]
        sheet.write_row(3 + number, 0, (number, district.code, district.name, part.done, part.whole))
    total = (sum(part.done for part in cards.values()), sum(part.whole for part in cards.values()))
    sheet.write_row(4 + len(DISTRICTS), 2, ("Tổng cộng", *total))
    workbook.close()
    return buffer.getvalue()


TASK_COLUMNS = (
    "Mã đơn vị",
    "Đơn vị",
    "Ngày số liệu",
    "Nhiệm vụ Chính phủ giao: hoàn thành",
    "Nhiệm vụ Chính phủ giao: tổng số",
    "Nhiệm vụ UBND tỉnh giao: hoàn thành",
    "Nhiệm vụ UBND tỉnh giao: tổng số",
)


def tasks(instant: datetime) -> bytes | None:
    """The quarterly CSV file (UTF-8): a row for each quarter's end, tasks done of those assigned since 1 January."""
    latest = scenario.latest_out(scenario.TASKS_PUBLISHED, instant)
    if latest is None:
        return None
    text, assigned = io.StringIO(), scenario.TASKS_ASSIGNED
    writer = csv.writer(text)
    writer.writerow(TASK_COLUMNS)
    for as_of, done in scenario.TASKS_DONE.items():
        if as_of <= latest:
            figures = (done["government"], assigned["government"], done["province"], assigned["province"])
            writer.writerow(("26", "Tỉnh Vĩnh Phúc", f"{as_of:%d/%m/%Y}", *figures))
    return text.getvalue().encode()


def press(model: Model, instant: datetime) -> bytes | None:
    """The page of the provincial portal that appears on 19 October 2023; its visit counter runs on."""
    if instant < scenario.PRESS_PUBLISHED:
        return None
    page = Template(files("monitor.demo").joinpath("press.html").read_text(encoding="utf-8"))
    return page.substitute(_press_figures(model) | _counters(instant)).encode()


def _press_figures(model: Model) -> dict[str, object]:
    day = date(2023, 9, 30)
    online = model.online_applications(day).values()
    done, assigned = scenario.TASKS_DONE[day], scenario.TASKS_ASSIGNED
    return {
        "published_iso": scenario.PRESS_PUBLISHED.isoformat(),
        "published_day": f"{scenario.PRESS_PUBLISHED:%d/%m/%Y}",
        "tasks_day": f"{day.day}/{day.month}/{day.year}",
        "government_done": done["government"],
        "government_assigned": assigned["government"],
        "province_done": done["province"],
        "province_assigned": assigned["province"],
        "province_share": percentage(done["province"], assigned["province"], decimals=1),
        "online_share": percentage(sum(p.done for p in online), sum(p.whole for p in online), decimals=1),
        "eid_total": grouped(model.eid_total),
        "eid_share": percentage(model.eid_total, scenario.EID_TARGET, decimals=2),
    }


def _counters(instant: datetime) -> dict[str, str]:
    local = instant.astimezone(VIETNAM)
    minutes = int((local - scenario.PRESS_PUBLISHED).total_seconds() // 60)
    return {"visits": grouped(1_104_206 + 3 * minutes), "visitors": str(20 + local.minute % 17)}


def grouped(count: int) -> str:
    """A count as an office writes it: 585.673."""
    return f"{count:,}".replace(",", ".")


def percentage(part: int, whole: int, decimals: int) -> str:
    """The percentage cut off (not rounded) after `decimals` digits, with a decimal comma: 111,94."""
    cut = part * 100 * 10**decimals // whole
    return f"{cut // 10**decimals},{cut % 10**decimals:0{decimals}d}"
