"""What a value written without quotes means.

YAML 1.1 and 1.2, and programs that read either, differ over some of them: 010 is 8 or 10 or a text, NO is a text or
false, 1:30 is a text or 90. Such a value is refused, so that nobody reads it in another way than its author.
"""

from __future__ import annotations

import re
from datetime import date

Scalar = str | int | float | bool | date | None

_WORDS: dict[str, Scalar] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_ELSEWHERE_TRUE_OR_FALSE = frozenset({"y", "n", "yes", "no", "on", "off"})

_SIGNED = re.compile(r"[-+.0-9]")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Nothing longer is a number, and a pattern may not be tried on megabytes.
_LONGEST_NUMBER = 80
_TRAPS = (
    (re.compile(r"[-+]?0[0-9][0-9_]*"), "a number with a leading 0 loses it, or is read as octal"),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?"), "numbers with colons are read to the base of 60"),
    (re.compile(r"[-+]?0[xob][0-9a-f_]+", re.IGNORECASE), "this is a number to another base than 10"),
    (re.compile(r"[-+]?[0-9]+_[0-9_]*"), "a number is written without underscores"),
    (re.compile(r"[-+]?[0-9]*\.?[0-9]*e[-+]?[0-9]+", re.IGNORECASE), "a number is written without an exponent"),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.)"), "a decimal number has digits on both sides of its point"),
    (re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE), "this is no finite number"),
    (re.compile(r"[-+]?[0-9]{19,}(\.[0-9]+)?"), "a number of so many digits is not held exactly"),
)


class TwoMeanings(ValueError):
    """A plain value that programs read differently; the message says how, and does not show the value."""


def resolve(text: str) -> Scalar:
    """The value of a plain scalar. Raises TwoMeanings."""
    if text in _WORDS:
        return _WORDS[text]
    if text.lower() in _ELSEWHERE_TRUE_OR_FALSE:
        raise TwoMeanings("this word is read as true or false (write true or false if that is meant)")
    if not _SIGNED.match(text):
        return text
    return _number_or_day(text)


def _number_or_day(text: str) -> Scalar:
    if len(text) > _LONGEST_NUMBER:
        return text
    for trap, how in _TRAPS:
        if trap.fullmatch(text):
            raise TwoMeanings(how)
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> Scalar:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
