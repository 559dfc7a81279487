"""Why a figure was set aside, as a sentence with the numbers of both sides."""

from __future__ import annotations

from collections.abc import Callable

from collectors.reading import Bound, Measure
from monitor.answers.quarantine import AsideDetail
from monitor.clock import local_day
from monitor.judgement.checks import uncertainties
from monitor.judgement.observation import Observation
from monitor.language import number, share
from monitor.web.board.formatting import amount
from monitor.web.board.screen import Screen


def sentence(screen: Screen, detail: AsideDetail) -> str | None:
    """The sentence; None where the rule has none of its own, or the figures that it speaks of are gone."""
    said, tell = detail.answer.said, _SENTENCES.get(detail.answer.item.rule)
    return tell(screen, detail, said) if said is not None and tell is not None else None


def _stock_fell(screen: Screen, detail: AsideDetail, said: Observation) -> str | None:
    own = _exact(detail, said)
    before = [each for each in own if each.as_of < said.as_of]
    after = [each for each in own if each.as_of > said.as_of]
    if before and _value(before[-1]) > _value(said):
        return _both(screen, detail, "why.stock_fell", said, before[-1])
    if after and _value(after[0]) < _value(said):
        return _both(screen, detail, "why.stock_above_later", said, after[0])
    return None


def _tenfold_jump(screen: Screen, detail: AsideDetail, said: Observation) -> str | None:
    before = [each for each in _exact(detail, said) if each.as_of < said.as_of]
    if not before or not _value(before[-1]):
        return None
    return _both(screen, detail, "why.tenfold_jump", said, before[-1])


def _both(screen: Screen, detail: AsideDetail, name: str, said: Observation, other: Observation) -> str:
    new, old, language = _value(said), _value(other), screen.language
    return screen.words(
        name,
        new=_amount(screen, detail, new),
        old=_amount(screen, detail, old),
        fall=_amount(screen, detail, abs(new - old)),
        times=number(new / old, language, 1) if old else "",
        day=screen.day(said.as_of),
        old_day=screen.day(other.as_of),
    )


def _above_denominator(screen: Screen, detail: AsideDetail, said: Observation) -> str | None:
    part = said.value if said.count is None else said.count
    if part is None or said.out_of is None:
        return None
    language = screen.language
    return screen.words("why.above_denominator", new=number(part, language), whole=number(said.out_of, language))


def _share_above_one(screen: Screen, _detail: AsideDetail, said: Observation) -> str | None:
    if said.value is None:
        return None
    return screen.words("why.share_above_one", new=share(said.value, screen.language))


def _ratio_disagrees(screen: Screen, detail: AsideDetail, said: Observation) -> str | None:
    percent = detail.answer.indicator is not None and detail.answer.indicator.measure is Measure.PERCENT
    part, printed = (said.count, said.value) if percent else (said.value, said.ratio)
    if part is None or printed is None or not said.out_of:
        return None
    language = screen.language
    return screen.words(
        "why.ratio_disagrees",
        new=number(part, language),
        whole=number(said.out_of, language),
        worked=share(part / said.out_of, language),
        said=share(printed, language),
    )


def _future_date(screen: Screen, detail: AsideDetail, said: Observation) -> str:
    received = screen.day(local_day(detail.answer.item.opened_at))
    return screen.words("why.future_date", day=screen.day(said.as_of), received=received)


def _uncertain(screen: Screen, _detail: AsideDetail, said: Observation) -> str | None:
    source = screen.campaign.sources.get(said.source)
    ways = uncertainties(said, source.hold) if source else ()
    named = [screen.words(f"uncertain.{way}") for way in ways]
    return screen.words("why.uncertain", ways=", ".join(named)) if named else None


def _exact(detail: AsideDetail, said: Observation) -> list[Observation]:
    """The exact figures around it of its own source, against which it was judged."""
    return [each for each in detail.around if each.source == said.source and _is_exact(each)] if _is_exact(said) else []


def _is_exact(each: Observation) -> bool:
    return each.value is not None and each.bound is Bound.EXACT


def _value(each: Observation) -> float:
    return each.value or 0.0


def _amount(screen: Screen, detail: AsideDetail, value: float) -> str:
    indicator = detail.answer.indicator
    return amount(indicator, value, screen.words) if indicator else number(value, screen.language)


_SENTENCES: dict[str, Callable[[Screen, AsideDetail, Observation], str | None]] = {
    "stock_fell": _stock_fell,
    "tenfold_jump": _tenfold_jump,
    "above_denominator": _above_denominator,
    "share_above_one": _share_above_one,
    "ratio_disagrees": _ratio_disagrees,
    "future_date": _future_date,
    "uncertain": _uncertain,
}
