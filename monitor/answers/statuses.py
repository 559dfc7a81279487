"""Which rule a status stands for, with the numbers by which it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from monitor.answers.explanation import Step, StepKind
from monitor.answers.writing import both, days
from monitor.campaign import Better, Names
from monitor.clock import DAY
from monitor.judgement.campaign import ProgressAnswer
from monitor.judgement.measuring import Point
from monitor.judgement.progress import Status
from monitor.judgement.wording import pace
from monitor.language import Language, day

# In the order in which they are asked: the first that holds is the status.
_RULES: dict[Status, Names] = {
    Status.NO_TARGET: Names("Không có chỉ tiêu", "There is no target"),
    Status.MET: Names("Đã đạt: có ngày tỷ lệ đạt từ 100 % trở lên", "Met: on some day the share was 100% or more"),
    Status.NEW: Names(
        "Mới: chưa có số liệu để so sánh, {freshness} ngày đầu chưa hết",
        "New: nothing comparable is known yet, and the first {freshness} days are not over",
    ),
    Status.SILENT: Names(
        "Chưa có số liệu mới: chưa có số liệu để so sánh, hoặc số liệu gần nhất đã quá {freshness} ngày",
        "No fresh figure: there is none that can be compared, or the latest is more than {freshness} days old",
    ),
    Status.MISSED: Names("Không đạt: đã hết thời hạn mà chưa đạt", "Missed: the deadline has passed without it"),
    Status.BEHIND: Names(
        "Chậm: chậm hơn tiến độ quá {tolerance} ngày", "Behind: more than {tolerance} days behind the path"
    ),
    Status.AT_RISK: Names(
        "Có nguy cơ: chưa chậm quá {tolerance} ngày nhưng tốc độ đang đạt không kịp thời hạn",
        "At risk: not more than {tolerance} days behind, but at this pace it will miss",
    ),
    Status.ON_TRACK: Names(
        "Đúng tiến độ: không chậm quá {tolerance} ngày và không có nguy cơ lỡ thời hạn",
        "On track: not more than {tolerance} days behind, and nothing says that it will miss",
    ),
}


def status_step(row: ProgressAnswer, points: Sequence[Point]) -> Step:
    """The rule by which a row's status holds; the judgement's own reason where it is not one of numbers."""
    limits = {"tolerance": row.indicator.tolerance_days, "freshness": row.indicator.freshness_days}
    rule = _RULES[row.progress.status]
    words = Names(rule.vi.format_map(limits), rule.en.format_map(limits))
    numbers = _NUMBERS.get(row.progress.status)
    found = numbers(row, points[-1].as_of) if numbers and points else None
    return Step(StepKind.STATUS, words, found or row.progress.reason)


def _age(row: ProgressAnswer, as_of: date) -> Names | None:
    """How old the latest comparable figure is, on the judged day or on the deadline's last day."""
    until = min(row.day, row.target.deadline) if row.target else row.day
    limit = timedelta(days=row.indicator.freshness_days)
    return both(lambda of: f"{day(until, of)} − {day(as_of, of)} = {days(until - as_of, of)} > {days(limit, of)}")


def _after_the_deadline(row: ProgressAnswer, _: date) -> Names | None:
    target = row.target
    return both(lambda of: f"{day(row.day, of)} > {day(target.deadline, of)}") if target else None


def _lead(row: ProgressAnswer, _: date) -> Names | None:
    """The lead against the tolerance."""
    lead, limit = row.progress.lead, -row.indicator.tolerance_days * DAY
    if lead is None:
        return None
    sign = "<" if lead < limit else "≥"
    return both(lambda of: f"{days(lead, of)} {sign} {days(limit, of)}")


def _paces(row: ProgressAnswer, _: date) -> Names | None:
    """Both paces, where it is by them that it will miss."""
    target, now, needed = row.target, row.progress.pace_per_day, row.progress.required_pace_per_day
    if target is None or now is None or needed is None:
        return None
    misses = now < needed if row.indicator.better is Better.HIGHER else now > needed
    sign = "<" if now < needed else ">"

    def text(of: Language) -> str:
        both_paces = (pace(each, row.indicator, target, of, row.progress.base) for each in (now, needed))
        return f" {sign} ".join(both_paces)

    return both(text) if misses else None


_NUMBERS: dict[Status, Callable[[ProgressAnswer, date], Names | None]] = {
    Status.SILENT: _age,
    Status.MISSED: _after_the_deadline,
    Status.BEHIND: _lead,
    Status.AT_RISK: _paces,
    Status.ON_TRACK: _lead,
}
