"""A steward's day in a real browser: a fall that was set aside is read, accepted with a reason, and corrected."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, browser
from programs import P06, running

ROOT = Path(__file__).parent.parent.parent
FIGURES = """unit,indicator,as_of,value
252,eid_activated,2023-06-18,61120
252,eid_activated,2023-06-19,60980
"""
REASON = "Đơn vị đã rà soát, loại 140 tài khoản trùng"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a service where a fall was set aside, and a steward's token."""
    folder = tmp_path_factory.mktemp("steward")
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    campaign = ROOT / "campaigns" / "vinh-phuc-2023.yaml"
    env = os.environ | {"P06_DATA": str(folder / "data")}
    words = [*P06, "serve", "--campaign", str(campaign), "--port", "0", "--no-scheduler"]
    with running(*words, env=env, cwd=folder) as service:
        address = service.wait_for("ready ", 30)
        taken = subprocess.run([*P06, "import", "figures.csv"], env=env, cwd=folder, capture_output=True, text=True)
        assert taken.returncode == 1, taken.stderr
        made = subprocess.run(
            [*P06, "token", "create", "lan", "--scope", "decide"], env=env, cwd=folder, capture_output=True, text=True
        )
        yield address, made.stdout.split()[0]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as page:
        yield page


def text(page: Browser) -> str:
    return str(page.says("document.body.innerText"))


def link(page: Browser, beginning: str) -> str:
    found = page.says(f"[...document.querySelectorAll('main a')].find(a => a.href.includes('{beginning}'))?.href")
    assert found, f"no link to {beginning} on {page.says('location.href')}"
    return str(found)


def send(page: Browser, field: str, words: str) -> None:
    page.says(f"document.querySelector('{field}').value = {words!r}")
    page.follow(f"document.querySelector('{field}').form.querySelector('button').click()")


def test_a_fall_is_read_accepted_and_seen(chromium: Browser, served: tuple[str, str]) -> None:
    address, token = served
    chromium.open(f"{address}quality", 1280)
    assert "Số lũy kế giảm" in text(chromium)
    chromium.open(link(chromium, "/quality/1"), 1280)
    assert "60980" in chromium.says("document.querySelector('mark').innerText")
    shown = text(chromium)
    assert "61.120" in shown
    assert "60.980" in shown
    assert chromium.says("document.querySelector('textarea')") is None, "nobody decides without signing in"

    chromium.open(link(chromium, "/sign-in"), 1280)
    send(chromium, "#token", token)
    assert chromium.says("document.cookie") == "", "no script reads the session"
    send(chromium, "#why-accept", REASON)
    assert "/units/252" in chromium.says("location.pathname")

    assert "60.980" in text(chromium), "one is led to where the correction shows"
    chromium.open(f"{address}explain/eid_activated/252?as_of=2023-06-20", 1280)
    explained = text(chromium)
    assert REASON in explained
    assert "lan" in explained
    assert "60.980" in explained
    chromium.open(f"{address}quality/1", 1280)
    assert REASON in text(chromium)
    chromium.open(f"{address}quality?state=accepted", 1280)
    assert "/quality/1" in link(chromium, "/quality/1")


@pytest.mark.parametrize("path", ["quality", "quality/1", "sign-in", "quality?lang=en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_a_steward_is_wider_than_its_screen(
    chromium: Browser, served: tuple[str, str], path: str, width: int
) -> None:
    chromium.open(served[0] + path, width)
    assert chromium.says("document.documentElement.scrollWidth") <= width
