"""What numbers of a table are counted in: "Đơn vị tính: nghìn tài khoản", "(thẻ)", "%"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasureSaid:
    """What a table's numbers are written in: counts by a `factor` (1, 1,000 …), or percentages."""

    factor: int = 1
    percent: bool = False


_THINGS = (
    r"tài khoản|thẻ|hồ sơ|người|công dân|nhiệm vụ|văn bản|thủ tục|trường hợp|tk|hs|lượt|phản ánh|cccd|"
    r"căn cước( công dân)?|tổ chức|doanh nghiệp|tthc|"
    r"accounts?|cards?|people|persons?|applications?|files?|tasks?|documents?"
)
_FACTORS = (
    (1_000_000, r"triệu|millions?|1[.,]?000[.,]?000"),
    (1_000, r"nghìn|ngàn|thousands?|1[.,]?000"),
)
_SAID = re.compile(r"(?:đơn vị(?: tính)?|đvt|đv tính|dvt|unit)\s*(?:\([^)]*\))?\s*[:：]\s*(?P<what>[^;|)\]]+)")
_MEASURE = re.compile(
    rf"(?:đơn vị(?: tính)?:?|đvt:?|in)?\s*(?:(?P<factor>{'|'.join(words for _, words in _FACTORS)})\s*)?(?:{_THINGS})?"
)
_PERCENT = re.compile(r"%|phần trăm|percent|tỷ lệ ?%?")


def measure_said(text: str) -> MeasureSaid | None:
    """What "Đơn vị tính: nghìn tài khoản" says; None where a line says nothing of the kind."""
    found = _SAID.search(_plain(text))
    return None if found is None else measure_in(found["what"])


def measure_in(words: str) -> MeasureSaid | None:
    """What the words of a column "ĐVT" or of brackets say: "nghìn thẻ", "%"; None for other words."""
    plain = _plain(words).strip(" .*")
    if _PERCENT.fullmatch(plain):
        return MeasureSaid(percent=True)
    factor = factor_in(plain)
    return None if factor is None else MeasureSaid(factor)


def is_measure(words: str) -> bool:
    """Whether words say what something is counted in."""
    return measure_in(words) is not None


def factor_in(words: str) -> int | None:
    """The factor in "nghìn thẻ" (1,000) or "thẻ" (1); None where the words are no measure of a count."""
    plain = _plain(words).strip(" .*")
    found = _MEASURE.fullmatch(plain) if plain else None
    if found is None:
        return None
    said = found["factor"] or ""
    return next((factor for factor, pattern in _FACTORS if said and re.fullmatch(pattern, said)), 1)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
