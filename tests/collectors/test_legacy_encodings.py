"""Text in an encoding older than Unicode is known by its letters; Unicode text never is taken for one."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.legacy_encodings import is_syllable, is_vietnamese, legacy_encoding_in

TEXT = "Huyện Lập Thạch đã kích hoạt 48.000 tài khoản định danh điện tử, đạt 80% chỉ tiêu của Ủy ban"
OLD = {
    "TCVN3 (ABC)": "HuyÖn LËp Th¹ch ®· kÝch ho¹t 48.000 tµi kho¶n ®Þnh danh ®iÖn tö, ®¹t 80% chØ tiªu",
    "VNI": "Huyeän Laäp Thaïch ñaõ kích hoaït 48.000 taøi khoaûn ñònh danh ñieän töû, ñaït 80% chæ tieâu",
    "VISCII": "Huy®n L§p ThÕch ðã kích hoÕt 48.000 tài khoän ð¸nh danh ði®n tØ, ðÕt 80% chï tiêu",
    "twice coded UTF-8": TEXT.encode().decode("latin-1"),
}
STATEMENTS = Path(__file__).parent / "vietnamese" / "statements.jsonl"


@pytest.mark.parametrize("name", OLD)
def test_each_old_encoding_is_known_by_name(name: str) -> None:
    assert legacy_encoding_in(OLD[name]) == name


def test_capitals_and_a_few_headings_suffice() -> None:
    assert legacy_encoding_in(OLD["VNI"].upper()) == "VNI"
    assert legacy_encoding_in("§¬n vÞ\nSè thÎ\nTû lÖ\nHµ Néi") == "TCVN3 (ABC)"


def test_a_table_in_an_old_font_within_a_text_of_today_is_known() -> None:
    assert legacy_encoding_in(f"{TEXT}\n{OLD['TCVN3 (ABC)']}") == "TCVN3 (ABC)"


@pytest.mark.parametrize(
    "text",
    ["", TEXT, TEXT.upper(), unicodedata.normalize("NFD", TEXT), "Quyết định số 06/QĐ-TTg, hoà giải, thuỷ điện",
     "Où l'élève français prépare l'été, déjà très près, à côté", "48.000; 98,5 %", "größere Änderungen"],
)  # fmt: skip
def test_text_of_today_is_never_taken_for_an_old_one(text: str) -> None:
    assert legacy_encoding_in(text) is None


def test_no_statement_is_taken_for_an_old_one_and_all_their_words_are_syllables() -> None:
    texts = [json.loads(line)["text"] for line in STATEMENTS.read_text(encoding="utf-8").splitlines()]
    assert [text for text in texts if legacy_encoding_in(text)] == []
    assert is_vietnamese(" ".join(texts))


@pytest.mark.parametrize("word", ["nghiêng", "Quỳnh", "gìn", "khuỷu", "Đắk", "hoàn", "yếu", "ướt", "TUYÊN"])
def test_syllables_are_told_from_other_words(word: str) -> None:
    assert is_syllable(word)
    assert not is_syllable(f"{word}é")


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert legacy_encoding_in(text) is None or isinstance(legacy_encoding_in(text), str)
