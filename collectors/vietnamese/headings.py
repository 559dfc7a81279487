"""What a heading of a table says: the figure under it, or what else stands there.

A heading is read as the sentence that it would be with a figure behind it, so that tables and prose share one grammar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from collectors.reading import Measure, Of, Reading
from collectors.vietnamese.heading_days import Said, day_said
from collectors.vietnamese.marking import mark
from collectors.vietnamese.marks import Sentence
from collectors.vietnamese.measures import factor_in, is_measure
from collectors.vietnamese.phrases import Phrases
from collectors.vietnamese.prose import read_prose
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.styles import Style
from collectors.vietnamese.tokens import tokenise
from collectors.vietnamese.words import lexicon


class Role(StrEnum):
    """What stands under a heading: what a row is about, or which part of an indicator's figure.

    `count` is the numerator of a rate, `base` what a figure is set against (a target, those eligible), `period` a
    count of a day, a week or a month, or a change, and no running total.
    """

    ORDINAL = "ordinal"
    UNIT = "unit"
    CODE = "code"
    DAY = "day"
    MEASURE = "measure"
    INDICATOR = "indicator"
    NOTE = "note"
    VALUE = "value"
    COUNT = "count"
    BASE = "base"
    SHARE = "share"
    PERIOD = "period"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says. `example` is a Reading of the figure under it, whose numbers mean nothing.

    `said` is the as-of day that it says, `factor` that in which its counts are written (None where it says none), `of`
    what a base or a share is of; `percent` whether it says that bare numbers are percentages, `total` that it is a
    running total, `of_a_subject` that it speaks of what an indicator is of.
    """

    role: Role
    example: Reading | None = None
    said: Said | None = None
    factor: int | None = None
    of: Of | None = None
    percent: bool = False
    total: bool = False
    of_a_subject: bool = False


# So many headings are remembered: the same ones head sheet after sheet, and week after week.
REMEMBERED = 4096

# A count and a percentage that cannot be taken for a year, a rank or a level.
_COUNT, _PERCENT = "1.234.567", "45,5%"

_UNIT_CORE = (
    r"đơn vị|địa phương|địa bàn|huyện|xã|tỉnh|phường|thị trấn|thành phố|quận|cơ quan|sở|ngành|ubnd|thôn|đặc khu"
)
_UNIT_CORE_ENGLISH = r"units?|districts?|communes?|provinces?|wards?|localit(?:y|ies)|agenc(?:y|ies)|departments?"
_UNIT_MORE = (
    r"tên|các|thị xã|tp|tx|tt|ban|và|hành chính|cấp huyện|cấp xã|cấp tỉnh|công an|thực hiện|báo cáo|trực thuộc|"
    r"tổ dân phố|khu vực|"
    r"name|of|the|and|city|town"
)
_SEPARATED = r"[ ,/;&-]*"
_UNIT = (
    rf"(?!cấp )(?:(?>{_UNIT_MORE}){_SEPARATED})*(?>{_UNIT_CORE}|{_UNIT_CORE_ENGLISH})"
    rf"(?:{_SEPARATED}(?>{_UNIT_MORE}|{_UNIT_CORE}|{_UNIT_CORE_ENGLISH}))*"
)
_ROLES = (
    (Role.ORDINAL, r"s?tt|số tt|số thứ tự|thứ tự|no\.?|#"),
    (Role.CODE, r"(mã|code)( (số|đơn vị|xã|huyện|tỉnh|đvhc|địa phương|địa bàn|unit|hành chính))*|unit code"),
    (Role.MEASURE, r"đvt|đơn vị tính|đơn vị đo|đv tính|unit of measure"),
    (Role.UNIT, _UNIT),
    (Role.DAY, r"(ngày|thời điểm|thời gian|số liệu|tính|as of|date|tháng|kỳ|month|tuần)"
     r"( (số liệu|tính|chốt|báo cáo|đến|cập nhật|ngày|liệu))*"),
    (Role.INDICATOR, r"(tên )?(chỉ tiêu|nội dung|tiêu chí|indicators?|chỉ số|nhiệm vụ)"
     r"( (báo cáo|thực hiện|đánh giá|theo dõi|công việc|chỉ tiêu))?"),
    (Role.NOTE, r"ghi chú|notes?|remarks?|xếp hạng|xếp thứ|hạng|thứ hạng|đánh giá|nhận xét|rank"),
)  # fmt: skip
_MATCHERS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
# Roles that a heading has whatever stands above it.
_PLAIN_ROLES = (Role.ORDINAL, Role.CODE, Role.MEASURE, Role.NOTE, Role.DAY)

_LEFT = re.compile(
    r"(quá|trễ|chậm) (hạn|hẹn)|overdue|còn lại|còn thiếu|\bchưa\b|tồn đọng|không đạt|từ chối|trong đó|"
    r"remaining|not yet|pending"
)
_PERIOD = re.compile(
    r"(trong|theo|mỗi|/) ?(ngày|tuần|tháng|quý|kỳ)\b|phát sinh|\btăng\b|(?<!cắt )\bgiảm (so|thêm)|cùng kỳ|"
    r"(ngày|tuần|tháng|quý|kỳ|năm) (trước|này)|chênh lệch|daily|weekly|monthly|increase|change\b|"
    r"so với(?! (chỉ|kế|mục|tổng|số|dân|kh\b))"
)
_SHARE = re.compile(r"tỷ lệ|tỉ lệ|%|phần trăm|tỷ trọng|\btl\b|\bshare\b|\brate\b|percent")
_RATED = re.compile(r"mức độ hài lòng|mức hài lòng|chỉ số hài lòng")
_BASE = re.compile(
    r"chỉ tiêu|kế hoạch|mục tiêu|target|\bkh\b|phải (thực hiện|cấp|thu nhận|kích hoạt|hoàn thành)|"
    r"được giao|\bgiao\b(?! (đã|hoàn))"
)
_ELIGIBLE = re.compile(r"đủ điều kiện|(từ|trên) (đủ )?1[0-9] tuổi|trong diện|thuộc diện|trong độ tuổi|dân số|eligible")
_FILED = re.compile(
    r"tổng (số )?(hồ sơ|văn bản)(?!.*(đúng hạn|trực tuyến|ký số|số hóa))|hồ sơ (đã )?(tiếp nhận|giải quyết)$"
)
_VALUE = re.compile(
    r"kết quả|thực hiện|lũy kế|luỹ kế|tổng số|số lượng|\bđã |\bđạt\b|hoàn thành|giá trị|số liệu|"
    r"result|done|total|actual|value"
)
_TOTAL = re.compile(r"lũy kế|luỹ kế|cộng dồn|tổng số|tổng cộng|đến nay|cumulative|total")
SAYS_RUNNING_TOTAL = re.compile(r"lũy kế|luỹ kế|cộng dồn|đến nay|từ đầu|cumulative|to date")
_COUNTED = re.compile(r"(tổng )?số |tổng |number of")
_RANK = re.compile(r"(xếp |thứ )?hạng|xếp thứ|\brank(ing)?\b")
_NUMBER_OF = re.compile(r"(?:tổng )?số (?:lượng )?(?=[^\W\d])", re.IGNORECASE)
# So many words behind "số" show what is counted.
MOST_WORDS_COUNTED = 8
# What a share is of, behind what it is a share: "Tỷ lệ kích hoạt/phê duyệt".
_OF_WHAT = re.compile(r"\s*/\s*(?=\D)|\s+so với\s+|\s+trên (?:tổng )?số\s+")
_OF_APPROVED = re.compile(r"(/|so với|trên (tổng )?số).*phê duyệt")
_TASKS = re.compile(r"nhiệm vụ|tasks?\b")
# Words of a block's heading that change nothing of what stands below it.
_TRANSPARENT = re.compile(
    r"(?>kết quả|thực hiện|lũy kế|luỹ kế|số liệu|tính đến|đến|hết|ngày|tháng|năm|quý|nội dung|đề án|06|công tác|nhóm|"
    r"thông tin|về|của|các|và|cải cách hành chính|chuyển đổi số|dịch vụ công|chỉ số|kỳ báo cáo|báo cáo|"
    r"[0-9/.,:;()–-]|\s)++"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBERING = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[ivx]{1,5}[.)]|[a-hđ][.)]|[-+•*])\s*")
_FORMULA = re.compile(r"[0-9\s()=+*/:x×%.,-]*|cột.*")


@lru_cache(REMEMBERED)
def meaning_of(lines: tuple[str, ...], published: date, phrases: Phrases) -> Meaning:
    """What a heading says, whose lines stand one above the other. `published` dates what it says without a year."""
    written = [line for line in lines if _plain(line)]
    texts = [_plain(line) for line in written]
    if not texts:
        return Meaning(Role.OTHER)
    role = role_named(texts[-1])
    if role in _PLAIN_ROLES or (role is not None and len(texts) == 1):
        said = day_said(written[-1], published, phrases)
        return Meaning(role or Role.OTHER, said=said, factor=_factor(texts[-1]))
    example = _example(written, published, phrases)
    if role is Role.UNIT and example is None:
        return Meaning(role)
    meaning = _meaning(texts, example, _last_day(texts, published, phrases))
    return replace(meaning, of_a_subject=example is not None or _names_a_subject(" ".join(texts), phrases))


def _names_a_subject(text: str, phrases: Phrases) -> bool:
    """Whether a text speaks of what an indicator is of, though it may not say what was done to it."""
    subjects = {wording.subject for wording in phrases.wordings}
    marks = mark(Sentence(tokenise(text), text, date.max, Style(english=False)), lexicon(phrases))
    return any(each.has(Sense.SUBJECT) and each.name in subjects for each in marks)


def figure_named(text: str, published: date, phrases: Phrases) -> Reading | None:
    """A Reading of the figure that a heading or title names; None where it names none, or more than one."""
    plain, is_share = _spoken(text), _SHARE.search(_plain(text)) is not None
    if _counts_a_stranger(plain, phrases):
        return None
    for figure in (_PERCENT, _COUNT) if is_share else (_COUNT, _PERCENT):
        found = read_prose(f"{plain}: {figure}", published, phrases).readings
        if len(found) == 1 and _is_said(found[0], figure == _PERCENT, is_share):
            return found[0]
    return _rank_named(plain, published, phrases) if _RANK.search(plain.casefold()) else None


def _counts_a_stranger(plain: str, phrases: Phrases) -> bool:
    """Whether what is counted is a thing that no table names: "Số máy đọc CCCD đã cấp" are no cards."""
    found = _NUMBER_OF.match(plain)
    tokens = tokenise(plain[found.end() :].casefold())[:MOST_WORDS_COUNTED] if found else []
    if not tokens:
        return False
    sentence = Sentence(tokens, plain, date.max, Style(english=False))
    return mark(sentence, lexicon(phrases))[0].unknown and not is_measure(tokens[0].text)


def _is_said(reading: Reading, in_percent: bool, is_share: bool) -> bool:
    """Whether a figure is said as its indicator is: a rate in percent, a count as a number, or its share."""
    if reading.measure is Measure.PERCENT or not in_percent:
        return (reading.measure is Measure.PERCENT) == in_percent
    return is_share and reading.value is None and reading.ratio is not None


def _rank_named(plain: str, published: date, phrases: Phrases) -> Reading | None:
    found = read_prose(f"{_RANK.sub(' ', plain.casefold())} xếp thứ 5", published, phrases).readings
    return found[0] if len(found) == 1 and found[0].measure is Measure.RANK else None


def _meaning(texts: Sequence[str], example: Reading | None, day: Said | None) -> Meaning:
    whole = " ".join(texts)
    part, of = next((found for text in reversed(texts) if (found := _part(text))), (None, None))
    percent = bool(_SHARE.search(whole) or _RATED.search(whole))
    if of is Of.FILED and example is not None:
        # "Hồ sơ đã giải quyết" over "Đúng hạn" are those on time, and no base.
        is_base = example.measure is Measure.PERCENT and _FILED.search(_bare(texts[-1]))
        part, of = (part, of) if is_base else (Role.VALUE, None)
    role = _role_of(texts, example, part, percent)
    if role is Role.BASE and of is Of.TARGET and _TASKS.search(whole) and "giao" in texts[-1]:
        of = Of.ASSIGNED
    factor = next((said for text in reversed(texts) if (said := _factor(text)) is not None), None)
    return Meaning(role, example, day, factor, of, percent, bool(_TOTAL.search(whole)))


def _role_of(texts: Sequence[str], example: Reading | None, part: Role | None, percent: bool) -> Role:
    if part not in (Role.PERIOD, Role.OTHER) and example is not None and example.measure is Measure.PERCENT:
        return _role_of_rate(texts, part, percent)
    return part or (Role.VALUE if example is not None else Role.OTHER)


def _role_of_rate(texts: Sequence[str], part: Role | None, percent: bool) -> Role:
    """Of a rate: its share, or a count that is one of its two parts."""
    if part is Role.BASE:
        return Role.BASE
    if not percent or (part is Role.VALUE and not _SHARE.search(texts[-1]) and _COUNTED.match(texts[-1])):
        return Role.COUNT if _COUNTED.match(texts[-1]) else Role.VALUE
    return Role.VALUE


def _part(text: str) -> tuple[Role, Of | None] | None:
    """Which part of a figure one line of a heading says."""
    if _LEFT.search(text):
        return Role.OTHER, None
    if _PERIOD.search(text):
        return Role.PERIOD, None
    if _done_of_due(text) is not None:
        return Role.VALUE, None
    if _SHARE.search(text):
        return Role.SHARE, _of(text) or (Of.APPROVED if _OF_APPROVED.search(text) else None)
    if _FILED.search(_bare(text)):
        return Role.BASE, Of.FILED
    of = _of(text)
    if of is not None and not re.search(r"\bđã |kết quả|đạt\b", text):
        return Role.BASE, of
    return (Role.VALUE, None) if _VALUE.search(text) else None


def _done_of_due(text: str) -> str | None:
    """What is done, of a heading over "18/20": "Số nhiệm vụ hoàn thành/được giao"; None for another heading."""
    done, sign, due = text.partition("/")
    is_pair = sign and not _SHARE.search(text) and not _of(done) and _of(due) and _VALUE.search(done)
    return done.strip() if is_pair else None


def _of(text: str) -> Of | None:
    if _BASE.search(text):
        return Of.TARGET
    return Of.ELIGIBLE if _ELIGIBLE.search(text) else None


def _example(texts: Sequence[str], published: date, phrases: Phrases) -> Reading | None:
    """The figure that the lines name together, or those of them that say more than a part of it."""
    written = [text.casefold() if text.isupper() else text for text in texts]
    written = [text if _done_of_due(_plain(text)) is None else text.partition("/")[0] for text in written]
    named = [text for text in written if not _says_a_part_alone(_plain(text))] or written
    whole = " ".join(named)
    if _SHARE.search(_plain(whole)):
        whole = _OF_WHAT.split(whole)[0]
    example = figure_named(whole, published, phrases)
    if example is None and len(named) > 1 and all(_TRANSPARENT.fullmatch(_plain(text)) for text in named[:-1]):
        example = figure_named(named[-1], published, phrases)
    # A unit in a heading narrows the figure down to a part that no phrase names.
    return None if example is not None and example.unit else example


_PART_WORDS = re.compile(
    r"(?>chỉ tiêu|kế hoạch|mục tiêu|được giao|giao|tỷ lệ|tỉ lệ|%|phần trăm|kết quả|thực hiện|lũy kế|luỹ kế|"
    r"tổng số|tổng|số lượng|đạt được|đạt|số|được|năm|tháng|ngày|đến|so với|kh|tl|hoàn thành kế hoạch|"
    r"target|result|total|actual|rate|trong|tuần|kỳ|quý|[0-9/.,:;()–-]|\s)++"
)


def _says_a_part_alone(text: str) -> bool:
    return _PART_WORDS.fullmatch(_BRACKETS.sub(" ", text)) is not None


def _last_day(texts: Sequence[str], published: date, phrases: Phrases) -> Said | None:
    return next((said for text in reversed(texts) if (said := day_said(text, published, phrases))), None)


def role_named(text: str) -> Role | None:
    """What a heading says that is the word for units, ordinals, days or the like; None for any other."""
    bare = _bare(_plain(text))
    return next((role for role, matcher in _MATCHERS if matcher.fullmatch(bare)), None)


def _plain(heading: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", heading).split()).casefold()
    return _NUMBERING.sub("", text).strip()


def _bare(text: str) -> str:
    return " ".join(_BRACKETS.sub(" ", text).strip(" .:,;*").split())


def _spoken(text: str) -> str:
    """A heading without what it says of its numbers alone: "(%)", "(nghìn thẻ)", "(4)=(3)/(2)"."""
    plain = _NUMBERING.sub("", " ".join(text.split()))
    plain = _BRACKETS.sub(lambda found: " " if _is_technical(found[1]) else found[0], plain)
    return " ".join(plain.split()).rstrip(" :.*=")


def _is_technical(words: str) -> bool:
    return _FORMULA.fullmatch(words.casefold()) is not None or is_measure(words)


def _factor(text: str) -> int | None:
    """The factor that a heading's brackets say."""
    return next((factor for found in _BRACKETS.finditer(text) if (factor := factor_in(found[1])) is not None), None)
