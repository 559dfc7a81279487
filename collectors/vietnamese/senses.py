"""What the words around a figure do to it: bound it, plan it, compare it, call it wrong, say whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# The name of a word that is a number in one place and part of a name in another: Ba Vì, Hai Bà Trưng.
NUMERAL = "numeral"
# The name of words behind which a unit is only one of many: trong đó, điển hình là.
EXAMPLE = "example"
# The names of words that change nothing, but tie a number to the one before it, stand before a unit's name, or
# name an agency of the nation.
LINK = "link"
OFFICE = "office"
NATIONAL = "national"


class Sense(StrEnum):
    """What a word or phrase does to the figures beside it."""

    SUBJECT = "subject"  # what is counted, named by an indicator's phrases
    ACTION = "action"  # what is done to it
    NOUN = "noun"  # a thing that a number counts: hồ sơ, thẻ, người
    AT_LEAST = "at_least"  # hơn, more than (named `behind`: trở lên)
    AT_MOST = "at_most"  # dưới, chưa đạt
    ABOUT = "about"  # gần, khoảng
    ABOVE = "above"  # trên: more than, or out of
    TARGET = "target"  # chỉ tiêu, kế hoạch
    ASSIGNED = "assigned"  # what tasks are a share of
    ELIGIBLE = "eligible"  # those due: đủ điều kiện, từ 14 tuổi
    PLAN = "plan"  # phấn đấu, will (`weak`: for its own segment; `target`: a target's number follows)
    IF = "if"  # a condition
    RESULT = "result"  # đã, mới: ends a plan
    CHANGE = "change"  # tăng, giảm, gấp: a difference or a multiple follows
    TO = "to"  # đạt: what is reached follows (`rise`: where a change leads)
    MORE_THAN = "more_than"  # a change, said behind its number
    REMAINING = "remaining"  # còn lại, pending: not done
    NOT_YET = "not_yet"  # chưa, not: not done
    FLOW = "flow"  # a count of one day or month, no running total
    EACH = "each"  # mỗi, per
    WRONG = "wrong"  # the text calls a number wrong (`next`: the one that follows)
    RIGHT = "right"  # số đúng là: ends a mistake
    TOTAL = "total"  # lũy kế
    NOW = "now"  # đến nay: the publishing day
    OUT_OF = "out_of"  # trên tổng số: what it is set against follows
    OF_WHICH = "of_which"  # trong đó: a part follows
    COMPARED = "compared"  # so với: another time's or unit's follows
    RESPECTIVELY = "respectively"  # lần lượt
    ALL = "all"  # đều: said of each of a list
    RANK = "rank"  # xếp thứ
    FIRST = "first"  # dẫn đầu
    TOP = "top"  # top: among the first so many
    AHEAD = "ahead"  # vượt tiến độ
    GIVEN = "given"  # giao: by whom a target is set (`got`: to whom)
    GIVER = "giver"  # who sets tasks
    RATE = "rate"  # tỷ lệ: a new topic
    UNITS = "units"  # xã, huyện: units without a name
    SOME = "some"  # các, nhiều
    HERE = "here"  # toàn tỉnh: a unit named before
    NATION = "nation"  # cả nước
    LEVEL = "level"  # cấp huyện: all units of a level
    ACCOUNT_LEVEL = "account_level"  # mức 2
    DOCUMENT = "document"  # a document's or other thing's number follows
    ORDER = "order"  # thứ (its number follows), đầu tiên: which one of those that follow
    DAYS = "days"  # a length of time
    UNTIL = "until"  # đến: leads to an as-of day
    SINCE = "since"  # từ: leads to where something begins
    BEFORE = "before"  # leads to a deadline or a day of another thing
    AT = "at"  # tại: leads to a unit
    TITLE = "title"  # a person's title
    STILL = "still"  # còn: what is left, or while
    BUT = "but"  # nhưng
    AND = "and"  # và
    PLAIN = "plain"  # changes nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase's sense, and its name where the sense has several."""

    sense: Sense
    name: str = ""
