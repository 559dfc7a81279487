"""Files put into a folder of the server are taken in one after another, and an empty folder is no run."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collectors.faults import NothingNew
from collectors.sandbox import Sandbox
from collectors.source import Access, kinds
from monitor.campaign.file import parse_campaign
from monitor.clock import DemoClock
from monitor.collection import Collection
from monitor.intake import Attempt
from monitor.scheduling import Scheduler
from monitor.served import Served
from monitor.store import Store, observations, runs

CAMPAIGN = """
campaign: small
name: {{vi: a, en: a}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
  - {{id: "246", name: Huyện Lập Thạch, name_en: Lap Thach, level: district, parent: "26"}}
indicators:
  eid_activated: {{name: {{vi: a, en: a}}, kind: stock}}
sources:
  drop:
    name: {{vi: a, en: a}}
    kind: document
    schedule: {{cron: "0 7 * * mon"}}
    grace: 2 days
    indicators: [eid_activated]
    config: {{folder: {folder}}}
"""
NOW = datetime(2023, 7, 3, 2, 30, tzinfo=UTC)


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    then = time.time() - 3600
    os.utime(folder / name, (then, then))


def report(day: int, value: str) -> str:
    return f"Đến {day}/6/2023, huyện Lập Thạch đã kích hoạt {value} tài khoản định danh điện tử."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def collection(store: Store, folder: Path) -> Iterator[Collection]:
    with Sandbox() as sandbox:
        campaign = parse_campaign(CAMPAIGN.format(folder=folder), "small.yaml")
        yield Collection(Served(store, campaign), DemoClock(NOW), sandbox)


def outcomes(collection: Collection) -> dict[str, int]:
    with collection.store.read() as connection:
        return {outcome.value: count for outcome, count in runs.run_counts(connection).get("drop", {}).items()}


def values(collection: Collection) -> list[float | None]:
    with collection.store.read() as connection:
        found = observations.current_observations(connection)
    return [each.value for each in sorted(found, key=lambda each: each.as_of)]


def test_all_files_that_wait_are_taken_in_for_one_slot_and_then_the_folder_is_quiet(
    collection: Collection, folder: Path
) -> None:
    put(folder, "1.txt", report(20, "47.000"))
    put(folder, "2.txt", "Hôm nay trời đẹp.")
    put(folder, "3.txt", report(30, "48.000"))
    scheduler = Scheduler(collection)
    scheduler.run_due("drop")
    assert outcomes(collection) == {"ok": 2, "failed": 1}
    assert values(collection) == [47000, 48000]
    assert len(list((folder / "read").iterdir())) == 2
    (reason,) = (folder / "refused").glob("*.txt.txt")
    assert "no figures found in 2.txt" in reason.read_text(encoding="utf-8")
    scheduler.run_due("drop")
    assert outcomes(collection) == {"ok": 2, "failed": 1}


def test_an_empty_folder_is_no_run_so_that_silence_is_seen(collection: Collection) -> None:
    with pytest.raises(NothingNew):
        collection.run("drop")
    with pytest.raises(NothingNew):
        collection.preview("drop")
    assert outcomes(collection) == {}
    scheduler = Scheduler(collection)
    scheduler.run_due("drop")
    assert scheduler.due_slot("drop") is not None, "its slot is not answered"


def test_a_file_whose_run_was_recorded_just_before_the_end_changes_nothing_the_second_time(
    collection: Collection, folder: Path
) -> None:
    put(folder, "1.txt", report(30, "48.000"))
    config, kind = collection.campaign.sources["drop"].config, kinds()["document"]
    snapshot = kind.fetch(config, Access(), NOW)
    attempt = Attempt("drop", None, NOW, 0.1, None)
    collection.intake.accept(attempt, kind.read(snapshot, config), NOW)
    assert (folder / "1.txt").exists()
    again = collection.run("drop")
    assert (again.accepted, again.unchanged) == (0, 1)
    assert not (folder / "1.txt").exists()


def test_a_file_that_another_node_s_run_answered_for_is_not_moved_away_unread(
    collection: Collection, folder: Path
) -> None:
    slot = NOW - timedelta(hours=2, minutes=30)
    put(folder, "1.txt", report(20, "47.000"))
    collection.run("drop", slot)
    put(folder, "2.txt", report(30, "48.000"))
    collection.run("drop", slot)
    assert (folder / "2.txt").exists()


def test_a_file_with_personal_numbers_is_refused_and_not_kept_in_the_store(
    collection: Collection, folder: Path
) -> None:
    put(folder, "1.txt", f"{report(30, '48.000')} Số 026099000000 đã nhận thẻ.")
    failed = collection.run("drop")
    assert "026099" not in (failed.error or "")
    assert len(list((folder / "refused").iterdir())) == 2


def test_a_folder_that_cannot_be_cleared_fails_the_source_and_is_not_read_over_and_over(
    collection: Collection, folder: Path
) -> None:
    put(folder, "1.txt", report(30, "48.000"))
    (folder / "read").write_text("not a folder", encoding="utf-8")
    Scheduler(collection).run_due("drop")
    assert outcomes(collection) == {"ok": 1, "failed": 1}
    assert values(collection) == [48000]
