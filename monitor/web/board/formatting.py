"""Figures as the pages write them: never more digits than the source gave, each with its bound."""

from __future__ import annotations

from datetime import datetime, timedelta

from collectors.reading import Bound, Measure
from monitor.campaign import Basis, Indicator, Target
from monitor.clock import VIETNAM
from monitor.judgement.figures import Figure
from monitor.judgement.progress import Progress, Status
from monitor.judgement.wording import BASES, pace, whole_days
from monitor.language import Language, day, number, share
from monitor.web.board.words import Words


def reached(progress: Progress, figure: Figure | None, words: Words) -> str | None:
    """The share of the target with the figure's bound."""
    if progress.ratio is None:
        return None
    return _bounded(share(progress.ratio, words.language), figure, words)


def plain_figure(indicator: Indicator, figure: Figure, words: Words, beside: Target | None = None) -> str:
    """A figure without its bound: a count, a percentage, a place; a share of a base where nothing else was said.

    The base is left to the target that stands beside it, where that names the same one.
    """
    own = figure.own
    if figure.value is not None:
        return amount(indicator, figure.value, words)
    if figure.ratio is not None:
        said = share(figure.ratio, words.language)
        named = beside is not None and beside.amount is None and beside.of is figure.of
        return said if figure.of is None or named else words("of_base", share=said, base=words.of(BASES[figure.of]))
    if own is not None and own.rank_at_most is not None:
        return words("rank_at_most", rank=own.rank_at_most)
    return words("no_figure")


def amount(indicator: Indicator, value: float, words: Words) -> str:
    """A number in the indicator's measure."""
    if indicator.measure is Measure.PERCENT:
        return share(value, words.language)
    if indicator.measure is Measure.RANK:
        return words("rank", rank=number(value, words.language))
    return number(value, words.language, 0 if value == int(value) else 1)


def within(name: str) -> str:
    """A name within a sentence: its first letter is small unless it begins an abbreviation."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def signed(indicator: Indicator, value: float, words: Words) -> str:
    """A difference in the indicator's measure, with its sign."""
    return f"{'+' if value > 0 else '−'}{amount(indicator, abs(value), words)}"


def signed_share(value: float, words: Words) -> str:
    """A difference of two shares, with its sign."""
    return f"{'+' if value > 0 else '−'}{share(abs(value), words.language)}"


def figure_text(indicator: Indicator, figure: Figure | None, words: Words, beside: Target | None = None) -> str:
    """A figure with its bound: 'trên 96 %'. Where there is none it says so; that is never 0."""
    if figure is None:
        return words("no_figure")
    return _bounded(plain_figure(indicator, figure, words, beside), figure, words)


def _bounded(plain: str, figure: Figure | None, words: Words) -> str:
    match figure.bound if figure else Bound.EXACT:
        case Bound.EXACT:
            return plain
        case Bound.ABOUT:
            return words("bound.nearly" if _said_nearly(figure) else "bound.about", figure=plain)
        case bound:
            return words(f"bound.{bound}", figure=plain)


def _said_nearly(figure: Figure | None) -> bool:
    """Whether the source's word was 'gần': just under, which 'khoảng' does not say."""
    quote = figure.own.quote.lower() if figure and figure.own else ""
    return any(word in quote for word in ("gần", "nearly", "almost")) and "khoảng" not in quote


def target_text(indicator: Indicator, target: Target | None, progress: Progress, words: Words) -> str:
    """What is to be reached: a number, or a share of its base."""
    if target is None:
        return ""
    if target.amount is not None:
        return amount(indicator, target.amount, words)
    if target.share is None:
        return ""
    said = share(target.share, words.language)
    named = said if target.of is None else words("of_base", share=said, base=words.of(BASES[target.of]))
    return named if progress.amount is None else f"{amount(indicator, progress.amount, words)} ({named})"


def basis_mark(target: Target | None, words: Words) -> str:
    """A word beside a target that nobody decided; empty for a decided one."""
    return "" if target is None or target.basis is Basis.DECIDED else words(f"mark.{target.basis}")


def lead_text(progress: Progress, words: Words) -> str:
    """Days ahead or behind, in whole days; empty where it is not known."""
    if progress.lead is None:
        return ""
    days, late = whole_days(progress.lead), progress.lead < timedelta()
    if not days:
        return words("lead.even")
    if late and progress.met_on is not None:
        return words("lead.after", days=_days(days, words))
    return words("lead.behind" if late else "lead.ahead", days=_days(days, words))


def _days(n: int, words: Words) -> str:
    """The number alone in Vietnamese, whose sentence holds the word."""
    return number(n, "vi") if words.language == "vi" else words.days(n)


def pace_text(indicator: Indicator, target: Target | None, progress: Progress, words: Words) -> str:
    """What is needed a day, beside what is reached, where it is too little; empty otherwise."""
    required, now = progress.required_pace_per_day, progress.pace_per_day
    if target is None or required is None or progress.status not in (Status.BEHIND, Status.AT_RISK):
        return ""
    needed = pace(required, indicator, target, words.language, progress.base)
    if now is None:
        return words("pace.needed", needed=needed)
    return words("pace.both", needed=needed, now=pace(now, indicator, target, words.language, progress.base))


def moment(instant: datetime, language: Language) -> str:
    """An instant as a local day and time: 19/10/2023 07:05."""
    local = instant.astimezone(VIETNAM)
    return f"{day(local.date(), language)} {local:%H:%M}"
