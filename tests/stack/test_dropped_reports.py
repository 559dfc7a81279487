"""Reports put into a folder of a running service: a Word file, a workbook and a broken one, as everybody sees them."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import docx
import xlsxwriter
from programs import P06, get, get_json, running, samples, wait_until

CAMPAIGN = """
campaign: dropped
name: {{vi: Chiến dịch, en: Campaign}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
  - {{id: "246", name: Huyện Lập Thạch, name_en: Lap Thach, level: district, parent: "26"}}
  - {{id: "248", name: Huyện Tam Đảo, name_en: Tam Dao, level: district, parent: "26"}}
indicators:
  eid_activated: {{name: {{vi: Tài khoản đã kích hoạt, en: Accounts activated}}, kind: stock, freshness_days: 3660}}
sources:
  reports:
    name: {{vi: Báo cáo của các huyện, en: Reports of the districts}}
    kind: document
    schedule: {{every: 1 second}}
    grace: 8 days
    indicators: [eid_activated]
    hold: [about]
    config: {{folder: {folder}}}
"""
TOLD = "Đến ngày 15/6/2023, huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử"
HEADINGS = ["TT", "Đơn vị", "Số tài khoản định danh điện tử đã kích hoạt"]
RUNS = 'project06_source_runs_total{{source="reports",outcome="{}"}}'
VALUE = 'project06_value{{indicator="eid_activated",unit="{}",level="district",province="26"}}'


def put_in(folder: Path, made: Path) -> None:
    """Moves a file in as one that was written an hour ago."""
    os.utime(made, (time.time() - 3600, time.time() - 3600))
    made.rename(folder / made.name)


def letter(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(f"{TOLD}. Huyện Tam Đảo kích hoạt khoảng 30 nghìn tài khoản định danh điện tử.")
    document.save(str(path))
    return path


def sheet(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Tháng 6")
        page.write(0, 0, "Kết quả kích hoạt tài khoản định danh điện tử đến ngày 20/6/2023")
        page.write_row(2, 0, HEADINGS)
        page.write_row(3, 0, [1, "Huyện Lập Thạch", 49000])
        page.write_row(4, 0, [2, "Huyện Tam Đảo", "88,5"])
    return path


def test_what_districts_put_into_the_folder_is_seen_by_everybody(tmp_path: Path) -> None:
    folder, file = tmp_path / "drop", tmp_path / "campaign.yaml"
    folder.mkdir()
    file.write_text(CAMPAIGN.format(folder=folder), encoding="utf-8")
    put_in(folder, letter(tmp_path / "bao-cao.docx"))
    put_in(folder, sheet(tmp_path / "bang.xlsx"))
    where = ("--data", str(tmp_path / "data"))
    with running(*P06, "serve", "--campaign", str(file), *where, "--port", "0") as service:
        address = service.wait_for("ready ", 30)

        def seen() -> dict[str, float]:
            return samples(get(address + "metrics"))

        wait_until("both are in", lambda: seen()[RUNS.format("partial")] == 2, 30)
        assert seen()[VALUE.format("246")] == 49000
        assert VALUE.format("248") not in seen(), "one figure waits, the other is none"
        broken = tmp_path / "hong.docx"
        broken.write_bytes(next((folder / "read").glob("*.docx")).read_bytes()[:3000])
        put_in(folder, broken)
        wait_until("the broken one is refused", lambda: seen()[RUNS.format("failed")] == 1, 30)
        (source,) = get_json(address + "api/v1/sources")["data"]
        assert source["state"] == "failing"
        assert {each["rule"] for each in get_json(address + "api/v1/quarantine")["data"]} == {"not_whole", "uncertain"}
        page = get(address + "sources?lang=vi")
        assert "hong.docx: not a whole Word document (.docx)" in page
        assert "Số lượng có phần lẻ: 1; Số liệu chưa chắc chắn: 1" in page
        assert "Tháng 6!C5" in get(address + "quality")
        assert subprocess.run([*P06, "source", "pause", "reports", *where], check=False).returncode == 0
        assert get_json(address + "api/v1/sources")["data"][0]["state"] == "paused"
    assert [each.name.split(".")[0] for each in (folder / "refused").glob("*.docx")] == ["hong"]
