"""Digits that name something and count nothing: 1), (2), 5G, COVID-19, 88A-123.45, 1900.0368, 24/7, $500.

A law's articles, captions and the like are named by the word before them, which the grammar calls a document's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from collectors.vietnamese.tokens import Kind, Token, keys

_CLOSING = {"(": ")", "[": "]"}
_BEHIND_A_LIST_NUMBER = frozenset(")/-]")
_LONGEST_LIST_NUMBER = 2
_CURRENCIES = frozenset("$€£₫")
_ROUND_THE_CLOCK = frozenset((("24", "/", "7"), ("24", "/", "24")))
_SERVICE_LINE = re.compile(r"1[89]00(?:[. ]?[0-9]{2,6})*")
_SHORTEST_SERVICE_LINE = 6
_PHONE_WORDS = keys("thoại hotline đt đtdđ fax tel phone mobile zalo nóng đài")
_PHONE_WORD_WITHIN = 3
_LENGTHS = keys("km m cm mm kg g ha x km² m² m³ gb mb")
_SCALE_LETTERS = frozenset(("K", "M", "TR"))
_JOINTS = frozenset("-./+")


def label_end(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind digits at `at` (or in brackets that open there) that only name something; None for others."""
    if tokens[at].text in _CLOSING:
        return _bracketed(tokens, at)
    if tokens[at].kind is not Kind.NUMBER:
        return None
    if at == 0 and _is_a_list_number(tokens):
        return 2
    if tuple(token.text for token in tokens[at : at + 3]) in _ROUND_THE_CLOCK:
        return at + 3
    if _is_a_phone_s(tokens, at) or _joined_to_letters(tokens, at):
        return _chain_end(tokens, at)
    return at + 1 if at and tokens[at - 1].text in _CURRENCIES else None


def _bracketed(tokens: Sequence[Token], at: int) -> int | None:
    """(1) and [2] are notes or a list's; (12) only where it begins a sentence or stands right behind a word."""
    if at + 2 >= len(tokens) or tokens[at + 2].text != _CLOSING[tokens[at].text]:
        return None
    digits = tokens[at + 1].text
    if _is_an_area_code(tokens, at):
        return _chain_end(tokens, at + 3)
    if not digits.isdigit() or len(digits) > _LONGEST_LIST_NUMBER:
        return None
    sure = len(digits) == 1 or at == 0 or tokens[at].start == tokens[at - 1].end
    return at + 3 if sure else None


def _is_an_area_code(tokens: Sequence[Token], at: int) -> bool:
    """Whether the digits in brackets begin a telephone's number: (0211) 3.862.480."""
    digits, behind = tokens[at + 1].text, tokens[at + 3] if at + 3 < len(tokens) else None
    return digits[0] == "0" and len(digits) > _LONGEST_LIST_NUMBER and behind is not None and bool(behind.gap)


def _is_a_list_number(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with 1), 1/ or 1- and a word behind a space."""
    if len(tokens) < 3 or len(tokens[0].text) > _LONGEST_LIST_NUMBER or tokens[1].text not in _BEHIND_A_LIST_NUMBER:
        return False
    return tokens[1].start == tokens[0].end and tokens[2].start > tokens[1].end and tokens[2].kind is Kind.WORD


def _is_a_phone_s(tokens: Sequence[Token], at: int) -> bool:
    """Whether digits are a telephone's: begun by 0 or by a service line's prefix, or behind a word for one."""
    text = tokens[at].text
    if text[0] == "0" and len(text.partition(".")[0]) > _LONGEST_LIST_NUMBER and text.partition(",")[0] == text:
        return True
    if _SERVICE_LINE.fullmatch(text) and (len(text) >= _SHORTEST_SERVICE_LINE or _digits_follow(tokens, at)):
        return True
    near = tokens[max(at - _PHONE_WORD_WITHIN, 0) : at]
    return any(token.key in _PHONE_WORDS for token in near) and not any(token.kind is Kind.NUMBER for token in near)


def _digits_follow(tokens: Sequence[Token], at: int) -> bool:
    """Whether digits that are no group of three follow behind a space: 1900 0368."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and bool(following.gap) and following.text.isdigit() and len(following.text) != 3


def _joined_to_letters(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters touch the digits so that both are one name: 5G, 88A, COVID-19, II.3, 12+500, a length."""
    behind = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end else None
    if behind is not None and behind.kind is Kind.WORD and (_is_a_sign(behind) or behind.key in _LENGTHS):
        return True
    before = at - 1
    joint = tokens[before].text if at and tokens[before].end == tokens[at].start else ""
    if joint in _JOINTS:
        before -= 1
    if before < 0 or tokens[before].end != tokens[before + 1].start:
        return False
    return _is_a_sign(tokens[before]) or (joint == "+" and tokens[before].kind is Kind.NUMBER)


def _is_a_sign(token: Token) -> bool:
    """Whether letters are capitals as in a sign or an abbreviation, not a word that lacks its space."""
    return (
        token.kind is Kind.WORD and token.text.isupper() and token.text.isascii() and token.text not in _SCALE_LETTERS
    )


def _chain_end(tokens: Sequence[Token], at: int) -> int:
    """The place behind all digits and letters that are joined to those at `at`, or go on in groups: 0912 345 678."""
    behind = at + 1
    while behind < len(tokens):
        here = tokens[behind]
        glued = here.start == tokens[behind - 1].end
        digits = here.kind is Kind.NUMBER and (glued or bool(here.gap))
        letters = glued and here.kind is Kind.WORD
        joint = glued and here.text in _JOINTS and behind + 1 < len(tokens) and _goes_on(tokens, behind + 1)
        if not (digits or letters or joint):
            break
        behind += 1
    return behind


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start == tokens[at - 1].end and tokens[at].kind is not Kind.MARK
