"""`p06 read` prints a Reading a line, from a file, an address or the standard input, and says when there is none."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from collectors.reading import Reading
from monitor.cli import main
from monitor.cli.named_document import LARGEST_DOCUMENT

TEXT = "Tính đến 30/6, huyện Lập Thạch kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu."


def p06(*words: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *words], input=text)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_a_reading_in_its_public_form(tmp_path: Path) -> None:
    document = tmp_path / "tin.txt"
    document.write_text(TEXT, encoding="utf-8")
    result = p06(str(document), "--published", "2023-07-03")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert line.pop("document") == hashlib.sha256(document.read_bytes()).hexdigest()
    assert Reading.from_json(line).to_json() == line
    assert (line["unit"], line["value"], line["as_of"]) == ("huyện Lập Thạch", 48000, "2023-06-30")
    assert "Lập Thạch" in result.stdout, "names are printed as they are, not as escapes"


def test_the_standard_input_is_read_too() -> None:
    assert lines(p06("-", "--published", "2023-07-03", text=TEXT)) == lines(
        p06("-", "--published", "2023-07-03", text=TEXT.encode())
    )


def test_the_publishing_day_decides_the_year_whatever_day_it_is_today() -> None:
    (line,) = lines(p06("-", "--published", "2021-02-01", text=TEXT))
    assert line["as_of"] == "2020-06-30"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "tin.html").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>", encoding="utf-8")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_read_from_its_address(site: str) -> None:
    (line,) = lines(p06(f"{site}/tin.html", "--published", "2023-07-03"))
    assert line["value"] == 48000
    missing = p06(f"{site}/khong-co.html")
    assert (missing.exit_code, missing.stdout) == (1, "")


def test_a_text_without_figures_is_no_success() -> None:
    result = p06("-", text="Hôm nay trời đẹp.")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == ["Error: no figures found in the standard input"]


def test_a_figure_that_was_due_and_could_not_be_taken_is_named_and_ends_in_1_with_the_others_printed() -> None:
    table = "Đơn vị;Số tài khoản định danh điện tử đã kích hoạt\nHuyện Lập Thạch;48.000\nHuyện Sông Lô;31,5\n"
    result = p06("-", "--published", "2023-07-03", text=table)
    assert [line["value"] for line in lines(result)] == [48000]
    assert result.exit_code == 1
    aside, error = result.stderr.splitlines()
    assert "a count is a whole number" in aside
    assert error == "Error: 1 place of the standard input held a figure that could not be taken; see above"


def test_what_is_left_out_without_a_figure_being_due_is_no_failure() -> None:
    table = "Đơn vị;Số tài khoản định danh điện tử đã kích hoạt\nHuyện Lập Thạch;48.000\nHuyện Sông Lô;chưa báo cáo\n"
    result = p06("-", "--published", "2023-07-03", text=table)
    assert result.exit_code == 0
    assert "not counted as 0" in result.stderr


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_the_document_with_each_figure_marked(language: str) -> None:
    result = p06("-", "--published", "2023-07-03", "--format", "html", "--lang", language, text=TEXT)
    assert result.exit_code == 0
    assert result.stdout.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert ">48.000</mark>" in result.stdout
    assert hashlib.sha256(TEXT.encode()).hexdigest() in result.stdout


def test_personal_numbers_are_refused_without_their_digits() -> None:
    result = p06("-", text=f"{TEXT}\nSố 026099000000 đã nhận thẻ.")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 2" in result.stderr
    assert "0260" not in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere.txt"], "nowhere.txt cannot be read"),
        (["-", "--published", "19/10/2023"], "2023-10-19 would be right"),
        (["http://"], "not an address"),
        (["-", "--campaign", "nowhere.yaml"], "nowhere.yaml"),
        (["/"], "/ is a folder; name one file in it"),
        (["file:///etc/hostname"], "not an address"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(words: list[str], says: str) -> None:
    result = p06(*words, text=TEXT)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("beginning", "says"), [(b"PK\x03\x04", "workbook"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0", "workbook")]
)
def test_a_damaged_document_is_named_for_what_it_is(tmp_path: Path, beginning: bytes, says: str) -> None:
    document = tmp_path / "bao-cao"
    document.write_bytes(beginning + b"\0" * 40)
    result = p06(str(document))
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_document_larger_than_a_fetch_may_bring_is_not_read(tmp_path: Path) -> None:
    document = tmp_path / "bao-cao.txt"
    with document.open("wb") as opened:
        opened.truncate(LARGEST_DOCUMENT + 1)
    result = p06(str(document))
    assert result.exit_code == 1
    assert "at most 50 MB are read" in result.stderr


def test_a_text_is_read_without_the_heavy_libraries_and_soon() -> None:
    code = (
        "import sys; from monitor.cli import main\n"
        "try: main(['read', '-', '--published', '2023-07-03'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'pypdfium2', 'xlrd', 'lxml', 'sqlalchemy', 'numpy'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], input=TEXT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["value"] == 48000
    assert done.stderr.strip() == "[]"
    assert time.monotonic() - began < 5, "well under a second on a machine with nothing else to do"
