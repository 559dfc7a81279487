"""The simulator's systems as sources of a campaign file, in the order of precedence: systems before the press."""

from __future__ import annotations

from typing import Any

from monitor.demo import scenario

Plain = dict[str, Any]

# While the clock hurries, an hour passes in an eighth of a second.
GRACE = "12 hours"
PRESS_INDICATORS = (
    "eid_activated",
    "id_card_issued",
    "tasks_done_government",
    "tasks_done_province",
    "online_application_rate",
    "on_time_rate_province",
    "on_time_rate_district",
    "digital_signing_rate_province",
    "digital_signing_rate_district",
    "digital_signing_rate_commune",
    "legal_documents_issued",
    "procedures_changed",
    "processing_time_cut",
)


def simulated_sources(address: str, token_file: str) -> Plain:
    """The five sources by name. `address` is the simulator's, `token_file` holds what its two APIs ask for."""
    secret = {"secret": {"file": token_file}}
    common = {"grace": GRACE, "private_hosts": ["127.0.0.1"], "simulated": True}
    return {
        "eid": _eid(address) | common | secret,
        "id-cards": _id_cards(address) | common,
        "one-stop": _one_stop(address) | common | secret,
        "tasks": _tasks(address) | common,
        "press": _press(address) | common,
    }


def _eid(address: str) -> Plain:
    figure = {"indicator": "eid_activated", "value": "activated"}
    return {
        "name": {"vi": "Hệ thống định danh điện tử của Công an (mô phỏng)", "en": "Police e-ID system (simulated)"},
        "kind": "json_api",
        "schedule": {"cron": "0 18 * * *"},
        "until": scenario.EID_DEADLINE,
        "indicators": ["eid_activated"],
        "config": _list_of_districts(f"{address}/eid/v1/accounts", figure),
    }


def _one_stop(address: str) -> Plain:
    figure = {"indicator": "online_application_rate", "count": "filed_online", "out_of": "received"}
    return {
        "name": {"vi": "Hệ thống một cửa điện tử của tỉnh (mô phỏng)", "en": "One-stop system (simulated)"},
        "kind": "json_api",
        "schedule": {"cron": "0 8 3 * *"},
        "starts": scenario.ONE_STOP_PUBLISHED[0][0].date(),
        "indicators": ["online_application_rate"],
        "config": _list_of_districts(f"{address}/one-stop/v1/dossiers", figure),
    }


def _list_of_districts(address: str, figure: Plain) -> Plain:
    return {
        "address": address,
        "records": "records",
        "total": "total",
        "paging": {"parameter": "page", "last": "pages"},
        "fields": {"unit": "district", "unit_code": "district_code", "as_of": "as_of", "figures": [figure]},
    }


def _id_cards(address: str) -> Plain:
    figure = {
        "indicator": "id_card_issued",
        "value": "Thẻ đã cấp (lũy kế)",
        "out_of": "Công dân từ đủ 14 tuổi",
        "of": "eligible",
    }
    return {
        "name": {
            "vi": "Biểu tuần cấp căn cước công dân (mô phỏng)",
            "en": "Weekly table of identity cards (simulated)",
        },
        "kind": "table",
        "schedule": {"cron": "10 18 * * thu"},
        "until": scenario.CARDS_LAST_WEEK,
        "indicators": ["id_card_issued"],
        "config": {
            "address": f"{address}/id-cards/weekly.xlsx",
            "columns": {"unit": "Đơn vị", "unit_code": "Mã huyện", "figures": [figure]},
            "as_of": {"text": "Tính đến ngày"},
        },
    }


def _tasks(address: str) -> Plain:
    figures = [
        {
            "indicator": "tasks_done",
            "assigned_by": assigned_by,
            "value": f"{heading}: hoàn thành",
            "out_of": f"{heading}: tổng số",
            "of": "assigned",
        }
        for assigned_by, heading in (
            ("government", "Nhiệm vụ Chính phủ giao"),
            ("province", "Nhiệm vụ UBND tỉnh giao"),
        )
    ]
    return {
        "name": {"vi": "Biểu quý theo dõi nhiệm vụ (mô phỏng)", "en": "Quarterly table of tasks (simulated)"},
        "kind": "table",
        "schedule": {"cron": "30 8 5 jan,apr,jul,oct *"},
        "starts": scenario.TASKS_PUBLISHED[0][0].date(),
        "indicators": ["tasks_done_government", "tasks_done_province"],
        "config": {
            "address": f"{address}/tasks/quarterly.csv",
            "columns": {"unit": "Đơn vị", "unit_code": "Mã đơn vị", "figures": figures},
            "as_of": {"column": "Ngày số liệu"},
        },
    }


def _press(address: str) -> Plain:
    return {
        "name": {
            "vi": "Cổng thông tin điện tử tỉnh Vĩnh Phúc (mô phỏng)",
            "en": "Web portal of the province (simulated)",
        },
        "kind": "article",
        "schedule": {"cron": "*/15 18-23 * * *"},
        "starts": scenario.TODAY,
        "unit": "26",
        "indicators": list(PRESS_INDICATORS),
        "config": {"address": f"{address}/portal/cai-cach-hanh-chinh.html"},
    }
