"""A folder hands over one whole file after another, the oldest first, and loses none."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.document.config import DocumentConfig
from collectors.document.kind import KIND, fetch, put_away, read
from collectors.faults import FetchError, NothingNew
from collectors.source import Access, FetchLimits, Snapshot, kinds

NOW = datetime(2023, 7, 3, tzinfo=UTC)
TEXT = "Đến 30/6/2023, huyện {} đã kích hoạt {} tài khoản định danh điện tử."


def dropped(folder: Path, name: str, body: str | bytes, hours_ago: float = 1) -> Path:
    """A file that was put there so long ago."""
    file = folder / name
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    then = time.time() - 3600 * hours_ago
    os.utime(file, (then, then))
    return file


def config(folder: Path) -> DocumentConfig:
    return DocumentConfig(folder=str(folder))


def oldest(folder: Path, access: Access = Access()) -> Snapshot:  # noqa: B008 - a frozen value
    return fetch(config(folder), access, NOW)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_files_come_one_by_one_the_oldest_first_and_are_kept_under_names_of_their_own(tmp_path: Path) -> None:
    dropped(tmp_path, "b.txt", TEXT.format("Lập Thạch", "48.000"), hours_ago=2)
    dropped(tmp_path, "a.txt", TEXT.format("Sông Lô", "31.000"), hours_ago=1)
    values = []
    more = True
    while more:
        snapshot = oldest(tmp_path)
        values += [reading.value for reading in read(snapshot, config(tmp_path)).readings]
        more = put_away(snapshot, config(tmp_path), None)
    assert values == [48000, 31000]
    assert [name[0] + name[-4:] for name in names(tmp_path / "read")] == ["a.txt", "b.txt"]
    with pytest.raises(NothingNew):
        oldest(tmp_path)
    again = dropped(tmp_path, "a.txt", TEXT.format("Sông Lô", "32.000"))
    put_away(oldest(tmp_path), config(tmp_path), None)
    assert not again.exists()
    assert len(names(tmp_path / "read")) == 3, "next week's file of the same name takes the place of none"


def test_a_file_stays_until_its_run_is_recorded(tmp_path: Path) -> None:
    dropped(tmp_path, "a.txt", "x")
    assert oldest(tmp_path).sha256 == oldest(tmp_path).sha256
    assert names(tmp_path) == ["a.txt"]


def test_a_refused_file_is_kept_with_the_reason_beside_it(tmp_path: Path) -> None:
    dropped(tmp_path, "hỏng.xlsx", b"PK\x03\x04")
    assert not put_away(oldest(tmp_path), config(tmp_path), "a damaged workbook")
    kept, reason = names(tmp_path / "refused")
    assert (kept[:5], kept[-5:]) == ("hỏng.", ".xlsx")
    assert (tmp_path / "refused" / reason).read_text(encoding="utf-8") == "a damaged workbook\n"


def test_what_is_being_written_and_what_programs_leave_behind_is_left_alone(tmp_path: Path) -> None:
    for name in (
        "~$bao-cao.docx", ".bao-cao.xlsx.swp", "a.xlsx.part", "b.tmp", "c.docx.crdownload", "d.filepart",
        ".~lock.e.odt#", "Thumbs.db", "g.docx~",
    ):  # fmt: skip
        dropped(tmp_path, name, "x")
    (tmp_path / "lưu trữ").mkdir()
    dropped(tmp_path, "now.txt", "half of a re", hours_ago=0)
    before = names(tmp_path)
    with pytest.raises(NothingNew, match=str(tmp_path)):
        oldest(tmp_path)
    assert names(tmp_path) == before


def test_a_file_that_was_replaced_while_it_was_read_is_read_too(tmp_path: Path) -> None:
    dropped(tmp_path, "a.txt", "first")
    first = oldest(tmp_path)
    dropped(tmp_path, "a.txt", "second")
    assert put_away(first, config(tmp_path), None)
    assert oldest(tmp_path).body == b"second"


@pytest.mark.parametrize("kind", ["link", "pipe", "large", "name", "closed"])
def test_what_cannot_be_read_is_named_and_holds_up_no_other(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    if kind == "link":
        (folder / "a.txt").symlink_to(dropped(tmp_path, "secret", "x"))
    elif kind == "pipe":
        os.mkfifo(folder / "a.txt")
    elif kind == "closed":
        if os.geteuid() == 0:
            pytest.skip("root may read every file")
        dropped(folder, "a.txt", "x").chmod(0)
    else:
        dropped(folder, "a.txt" if kind == "large" else "a\n.txt", "x" * 101, hours_ago=9)
    access = Access(limits=FetchLimits(largest_body=100 if kind == "large" else 1000))
    dropped(folder, "b.txt", "read me")
    snapshot = oldest(folder, access)
    assert snapshot.body == b"read me"
    put_away(snapshot, config(folder), None)
    with pytest.raises(FetchError, match="take it out of the folder") as refused:
        oldest(folder, access)
    assert len(str(refused.value).splitlines()) == 1


def test_a_folder_that_is_not_there_or_may_not_be_written_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="No such file"):
        oldest(tmp_path / "nowhere")
    dropped(tmp_path, "a.txt", "x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "read").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FetchError, match="cannot be moved"):
        put_away(oldest(tmp_path), config(tmp_path), None)
    assert names(tmp_path / "elsewhere") == []
    assert (tmp_path / "a.txt").exists()


@pytest.mark.parametrize(
    "given",
    [{}, {"folder": "drop"}, {"folder": ""}, {"folder": "/a", "address": "http://a.example/"}, {"address": "/a"}],
)
def test_a_place_is_named_once_and_whole(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"say either|from the root|not an address"):
        DocumentConfig(**given)  # type: ignore[arg-type]


def test_the_kind_is_found_by_its_name() -> None:
    assert kinds()["document"] is KIND
