"""The words by which figures are set aside are explained to whoever reads the page on reading, and called by a name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from collectors.reading import Warning as Caution
from monitor.web.rules import RULES

ROOT = Path(__file__).parent.parent
READERS = ("table", "figures", "document", "vietnamese")
CAUTIONS = {each.value for each in Caution}


def words_in_the_page() -> set[str]:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    return set(re.findall(r"`([a-z]+(?:_[a-z]+)+|hidden|negative|picture)`", page.split("## Warnings")[1]))


def words_in_the_code() -> set[str]:
    files = (path for room in READERS for path in (ROOT / "collectors" / room).rglob("*.py"))
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_word_for_what_is_set_aside_in_a_document_stands_on_the_page() -> None:
    missing = (words_in_the_code() & RULES.keys()) - words_in_the_page() - {"unit_unknown"}
    assert missing == set()


def test_every_word_on_the_page_has_a_name_in_both_languages() -> None:
    page = words_in_the_page()
    assert len(page) > 30
    assert page - RULES.keys() - CAUTIONS == {"personal_numbers"} & page
