"""Where within its quote a figure's own numbers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from collectors.reading import Measure, Reading

Span = tuple[int, int]

_LITERAL = re.compile(r"[0-9]+(?:[.,\u00a0\u202f ][0-9]+)*")
_PERCENT = re.compile(r"\s*(?:%|phần trăm|percent)", re.IGNORECASE)
_SCALE = re.compile(r"\s*(nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)\b", re.IGNORECASE)
_SIZES = {
    "nghìn": 10**3, "ngàn": 10**3, "thousand": 10**3, "triệu": 10**6, "million": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "billion": 10**9,
}  # fmt: skip
_SEPARATORS = re.compile(r"[.,\u00a0\u202f ]")


def places_of_numbers(reading: Reading, quote: str) -> Iterator[tuple[str, Span]]:
    """The parts of a figure (value, ratio, …) that stand in its quote as digits, each with every place of it."""
    wanted = dict(_parts(reading))
    for literal in _LITERAL.finditer(quote):
        for span, meanings in _meanings(quote, literal):
            for part in [part for part, number in wanted.items() if number in meanings]:
                yield part, span


def _parts(reading: Reading) -> Iterator[tuple[str, Decimal]]:
    """Each number that a Reading says, a share as the percentage that is printed."""
    is_share = {"value": reading.measure is Measure.PERCENT, "ratio": True}
    for part in ("value", "count", "out_of", "ratio", "rank", "rank_at_most", "days_ahead"):
        number = getattr(reading, part)
        if number is not None:
            exact = Decimal(repr(number))
            yield part, exact.scaleb(2) if is_share.get(part, False) else exact


def _meanings(quote: str, literal: re.Match[str]) -> Iterator[tuple[Span, set[Decimal]]]:
    """What a literal may mean: with the percent sign or scale behind it, else the number itself."""
    start, end = literal.span()
    numbers = set(_as_numbers(literal[0]))
    if percent := _PERCENT.match(quote, end):
        yield (start, percent.end()), numbers
    elif scale := _SCALE.match(quote, end):
        size = _SIZES[scale[1].lower()]
        yield (start, scale.end()), {number * size for number in numbers}
    else:
        yield (start, end), numbers
    if " " in literal[0]:
        for piece in re.finditer(r"[0-9.,]+", literal[0]):
            yield (start + piece.start(), start + piece.end()), set(_as_numbers(piece[0]))


def _as_numbers(literal: str) -> Iterator[Decimal]:
    yield Decimal(_SEPARATORS.sub("", literal))
    head, _, tail = literal.replace(",", ".").rpartition(".")
    if head:
        try:
            yield Decimal(f"{_SEPARATORS.sub('', head)}.{tail}")
        except InvalidOperation:
            return
