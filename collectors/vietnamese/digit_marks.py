"""Digits as marks: a document's number, a time, a day, what only names something, a fraction or a number."""

from __future__ import annotations

from collections.abc import Sequence

from collectors.vietnamese.dates import read_date, read_time, year_of
from collectors.vietnamese.labels import label_end
from collectors.vietnamese.marks import Mark, Sentence
from collectors.vietnamese.mentions import year_after
from collectors.vietnamese.numbers import ReadNumber, read_number, speaks_of_points
from collectors.vietnamese.numeric_dates import ROMAN_MONTHS
from collectors.vietnamese.ranges import is_a_proportion, range_end
from collectors.vietnamese.senses import Sense
from collectors.vietnamese.tokens import Kind, Token, key

_OPEN_YEARS = range(1900, 2101)
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_AGE = frozenset((key("tuổi"), "years"))


def day_mark(sentence: Sentence, at: int) -> Mark | None:
    """The day or period that begins at a token."""
    found = read_date(sentence.tokens, at, sentence.published)
    return Mark(at, found[1], day=found[0]) if found else None


def label_mark(sentence: Sentence, at: int) -> Mark | None:
    """Digits, alone or in brackets, that only name something."""
    behind = label_end(sentence.tokens, at)
    return Mark(at, behind, Sense.PLAIN) if behind else None


def naming_mark(sentence: Sentence, at: int, before: Mark | None) -> Mark | None:
    """Digits that are no number: a document's, a time, a day, a mere name. `before` is the mark before them."""
    tokens = sentence.tokens
    if before and before.has(Sense.DOCUMENT, Sense.ORDER) and not _counted(sentence, at):
        return Mark(at, _code_end(tokens, at) or at + 1, before.sense)
    code = _code_end(tokens, at)
    if code:
        return Mark(at, code, Sense.DOCUMENT)
    time = read_time(tokens, at)
    if time:
        return Mark(at, time, Sense.PLAIN)
    return day_mark(sentence, at) or label_mark(sentence, at)


def number_mark(sentence: Sentence, at: int) -> Mark:
    """Digits as a fraction or a number; those that no rule reads stay a word that is not understood."""
    found = read_number(sentence.tokens, at, sentence.style)
    return _fraction(sentence, at, found) or _plain_number(sentence, at, found) if found else Mark(at, at + 1)


def _counted(sentence: Sentence, at: int) -> bool:
    """Whether digits behind a word such as "số" are a count after all: groups, or a percentage."""
    found = read_number(sentence.tokens, at, sentence.style)
    return found is not None and (found[0].percent or found[0].scaled or found[0].value >= 10_000)


def _code_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a document's number, where one begins: 06/QĐ-TTg, 59/2022/NĐ-CP."""
    behind = at + 1
    while _glued(tokens, behind, "/") and behind + 1 < len(tokens) and tokens[behind + 1].kind is Kind.NUMBER:
        behind += 2
    if not (_glued(tokens, behind, "/") and _is_code(tokens, behind + 1)):
        return None
    behind += 2
    while _glued(tokens, behind, "-") and behind + 1 < len(tokens) and tokens[behind + 1].capital:
        behind += 2
    return behind


def _glued(tokens: Sequence[Token], at: int, sign: str) -> bool:
    return at < len(tokens) and tokens[at].key == sign and tokens[at].start == tokens[at - 1].end


def _is_code(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or (tokens[at].text in ROMAN_MONTHS and year_after(tokens, at + 1)[0]):
        # 30/VI/2023 is a day.
        return False
    return tokens[at].text[:2].isupper() and len(tokens[at].text) > 1


def _fraction(sentence: Sentence, at: int, upper: ReadNumber) -> Mark | None:
    """699.634/637.607: a number and what it is set against."""
    tokens = sentence.tokens
    if upper[1] + 1 >= len(tokens) or tokens[upper[1]].key != "/":
        return None
    lower = read_number(tokens, upper[1] + 1, sentence.style)
    if not lower or upper[0].percent or lower[0].percent or upper[0].in_words:
        return None
    if is_a_proportion(lower[0], tokens, lower[1]):
        return Mark(at, lower[1], Sense.PLAIN)
    return Mark(at, lower[1], number=upper[0], out_of=lower[0])


def _plain_number(sentence: Sentence, at: int, found: ReadNumber) -> Mark:
    tokens = sentence.tokens
    end_of_range = range_end(tokens, at, found, sentence.style)
    if end_of_range:
        return Mark(at, end_of_range, Sense.PLAIN)
    number, behind = found
    if number.percent and speaks_of_points(tokens, behind):
        return Mark(at, behind + 1)
    if sentence.style.english and _begins_an_adjective(tokens, behind):
        return Mark(at, behind + 2, Sense.PLAIN)
    following = tokens[behind] if behind < len(tokens) else None
    if following and following.key in _AGE:
        return Mark(at, behind + 1, Sense.PLAIN)
    if following and following.key in _ORDINAL_ENDS and following.start == tokens[behind - 1].end:
        return Mark(at, behind + 1, ordinal=number.whole, sense=Sense.PLAIN)
    bare_year = tokens[at].text.isdigit() and behind == at + 1 and int(number.value) in _OPEN_YEARS
    if bare_year and sentence.style.english and at and tokens[at - 1].key == "the":
        return Mark(at, behind, day=year_of(int(number.value), sentence.published))
    if bare_year and not (following and following.kind is Kind.WORD and following.text.islower()):
        return Mark(at, behind, Sense.PLAIN)
    return Mark(at, behind, number=number)


def _begins_an_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen makes the number before it a part of a word: 12-digit, a 50-day campaign."""
    return _glued(tokens, at, "-") and at + 1 < len(tokens) and tokens[at + 1].text.islower()
