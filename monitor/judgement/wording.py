"""The reasons of a judgement in words, in both languages, with their numbers."""

from __future__ import annotations

from datetime import date, timedelta

from collectors.reading import Measure, Of
from monitor.campaign import Indicator, Names, Target
from monitor.clock import DAY
from monitor.judgement.figures import Figure
from monitor.judgement.progress import Progress, Status
from monitor.language import Language, day, number, share

NO_TARGET = Names("Không có chỉ tiêu để đối chiếu.", "There is no target to judge against.")

MEASURES: dict[Measure, Names] = {
    Measure.ACCOUNTS: Names("tài khoản", "accounts"),
    Measure.CARDS: Names("thẻ", "cards"),
    Measure.APPLICATIONS: Names("hồ sơ", "applications"),
    Measure.PERCENT: Names("điểm phần trăm", "percentage points"),
    Measure.TASKS: Names("nhiệm vụ", "tasks"),
    Measure.DOCUMENTS: Names("văn bản", "documents"),
    Measure.PROCEDURES: Names("thủ tục", "procedures"),
    Measure.DAYS: Names("ngày", "days"),
    Measure.RANK: Names("bậc", "places"),
    Measure.PEOPLE: Names("người", "people"),
}

BASES: dict[Of, Names] = {
    Of.TARGET: Names("chỉ tiêu", "the target"),
    Of.ELIGIBLE: Names("số người thuộc diện", "those eligible"),
    Of.APPROVED: Names("số đã phê duyệt", "those approved"),
    Of.ASSIGNED: Names("số được giao", "those assigned"),
    Of.FILED: Names("số đã tiếp nhận", "those filed"),
}


def whole_days(lead: timedelta) -> int:
    """The whole days of a lead, without its sign: half a day more is not yet a day."""
    return int(abs(lead) / DAY)


def nothing_known(target: Target, *, in_grace: bool, without_base: bool) -> Names:
    """Why a unit that has said nothing comparable is new or silent."""
    if without_base and target.of is not None:
        base = BASES[target.of]
        return Names(
            f"Có số liệu nhưng chưa biết {base.vi} để tính tỷ lệ.", f"The number of {base.en} is not known yet."
        )
    if in_grace:
        return Names(
            "Chưa có số liệu; kỳ báo cáo đầu còn trong hạn.", "No figure yet; the first report is not overdue."
        )
    return Names("Chưa có số liệu nào.", "No figure has come.")


def reason(indicator: Indicator, target: Target, progress: Progress, as_of: date) -> Names:
    """Why the status of a unit with comparable figures holds."""
    return Names(
        _reason("vi", indicator, target, progress, as_of),
        _reason("en", indicator, target, progress, as_of),
    )


def _reason(language: Language, indicator: Indicator, target: Target, progress: Progress, as_of: date) -> str:
    vi = language == "vi"
    of_day, of_deadline = day(as_of, language), day(target.deadline, language)
    reached = share(progress.ratio or 0.0, language)
    match progress.status:
        case Status.MET:
            return _met(language, progress)
        case Status.SILENT:
            limit = indicator.freshness_days
            if vi:
                return f"Chưa có số liệu mới: gần nhất là ngày {of_day}, quá hạn báo cáo {limit} ngày."
            return f"No fresh figure: the latest is of {of_day}, older than {limit} days."
        case Status.MISSED:
            if vi:
                return f"Hết thời hạn {of_deadline}, mới đạt {reached} chỉ tiêu (số liệu ngày {of_day})."
            return f"The deadline of {of_deadline} has passed at {reached} of the target (figure of {of_day})."
        case Status.AT_RISK:
            start = "Chưa chậm, nhưng khó kịp thời hạn" if vi else "Not behind, but at this pace it will miss"
            return f"{start}{_paces(language, indicator, target, progress)}."
        case _:
            start = _ahead_or_behind(language, progress, reached, of_day)
            return f"{start}{_paces(language, indicator, target, progress)}."


def _met(language: Language, progress: Progress) -> str:
    if progress.met_on is None or progress.lead is None:
        raise ValueError("a target is met on a day")
    on, days = day(progress.met_on, language), whole_days(progress.lead)
    ahead = progress.lead >= timedelta()
    if language == "vi":
        return f"Đạt chỉ tiêu ngày {on}, {'vượt tiến độ' if ahead else 'sau thời hạn'} {days} ngày."
    plural = "" if days == 1 else "s"
    return f"Met on {on}, {days} day{plural} {'ahead of' if ahead else 'after'} the deadline."


def _ahead_or_behind(language: Language, progress: Progress, reached: str, of_day: str) -> str:
    lead = progress.lead or timedelta()
    days, late = whole_days(lead), lead < timedelta()
    if language == "vi":
        stands = f"{'Chậm' if late else 'Vượt'} {days} ngày so với tiến độ" if days else "Đúng tiến độ"
        return f"{stands}: đạt {reached} chỉ tiêu (số liệu ngày {of_day})"
    plural = "" if days == 1 else "s"
    stands = f"{days} day{plural} {'behind' if late else 'ahead of'} the path" if days else "On the path"
    return f"{stands}: {reached} of the target (figure of {of_day})"


def _paces(language: Language, indicator: Indicator, target: Target, progress: Progress) -> str:
    """'; cần 1.240 tài khoản/ngày (đang đạt 860)', with what is known of the two."""
    if progress.required_pace_per_day is None:
        return ""
    needed = pace(progress.required_pace_per_day, indicator, target, language, progress.base)
    text = f"; cần {needed}" if language == "vi" else f"; needs {needed}"
    if progress.pace_per_day is None:
        return text
    now = _amount(progress.pace_per_day, language, in_shares=in_shares(target, progress.base))
    return f"{text} (đang đạt {now})" if language == "vi" else f"{text} (now {now})"


def in_shares(target: Target, base: Figure | None) -> bool:
    """Whether paces are shares of the target a day: where it is a share of a base that comes with the figures.

    `base` is the figure of the target's denominator, where it has one.
    """
    return target.amount is None and base is None


def pace(per_day: float, indicator: Indicator, target: Target, language: Language, base: Figure | None = None) -> str:
    """A pace with its measure: '1.240 tài khoản/ngày'; '0,35 % chỉ tiêu/ngày' where it is a share of the target."""
    shares = in_shares(target, base)
    amount = _amount(per_day, language, in_shares=shares)
    if shares:
        return f"{amount} chỉ tiêu/ngày" if language == "vi" else f"{amount} of the target a day"
    measure = MEASURES[indicator.measure]
    return f"{amount} {measure.vi}/ngày" if language == "vi" else f"{amount} {measure.en} a day"


def _amount(per_day: float, language: Language, *, in_shares: bool) -> str:
    if in_shares:
        return share(per_day, language)
    return number(per_day, language, 0 if abs(per_day) >= 10 else 2)
