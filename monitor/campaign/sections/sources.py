"""Sources: one way of saying when, a configuration as the kind has it, and one indicator for each figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from collectors.source import SourceConfig, SourceKind
from collectors.vietnamese.own_phrases import OwnPhrases
from collectors.vietnamese.prose_config import ProseConfig
from monitor.campaign.document import Loc
from monitor.campaign.judge import Judge
from monitor.campaign.model import ENTRANCES, Indicator, Names, SourceSetting, own_phrases
from monitor.campaign.schedule import Schedule
from monitor.campaign.schema import Known, ScheduleEntry, SourceEntry

# What a Reading and an indicator have in common: the Reading's id and its qualifiers.
Selection = tuple[str, str | None, int | None, str | None]
_KEY = re.compile("[a-z][a-z0-9_-]*")


def read_sources(
    judge: Judge, known: Known, indicators: Mapping[str, Indicator], kinds: Mapping[str, SourceKind]
) -> dict[str, SourceSetting]:
    """All sources that are right, in the order of the file; the faults of the others are the judge's."""
    found: dict[str, SourceSetting] = {}
    phrases = own_phrases(indicators.values())
    for loc, key, raw in judge.document.keyed("sources"):
        if not _KEY.fullmatch(key):
            judge.fault(loc, "a source is named in small letters, digits, - and _, a letter first", at_key=True)
        if key in ENTRANCES:
            judge.fault(loc, f"{key} is the name of what people hand in; call the source otherwise", at_key=True)
        entry = judge.part(loc, SourceEntry, known)
        timed = _judge_schedule(judge, loc, raw)
        config = _config(judge, loc, raw, kinds, phrases)
        if entry is not None:
            _judge_selections(judge, loc, entry, indicators)
            _judge_hold(judge, loc, entry)
        if entry is not None and config is not None:
            _judge_figures(judge, loc, entry, indicators)
        if entry is not None and timed and config is not None:
            found[key] = _setting(key, entry, config)
    return found


def _judge_schedule(judge: Judge, loc: Loc, raw: Mapping[str, Any]) -> bool:
    schedule = raw.get("schedule")
    if not isinstance(schedule, dict):
        return False
    said = [word for word in ("cron", "every") if word in schedule]
    if len(said) != 1:
        advice = "write one: {cron: '0 7 * * mon-fri'} or {every: 15 minutes}"
        problem = "cron and every say when at once" if said else "neither cron nor every says when"
        judge.fault((*loc, "schedule"), f"{problem}; {advice}", at_key=True)
    return len(said) == 1


def _config(
    judge: Judge, loc: Loc, raw: Mapping[str, Any], kinds: Mapping[str, SourceKind], phrases: tuple[OwnPhrases, ...]
) -> SourceConfig | None:
    """The configuration; that of a kind that reads prose holds the phrases of all of the campaign's indicators."""
    kind = kinds.get(str(raw.get("kind")))
    given = raw.get("config")
    if kind is None or not isinstance(given, dict | None):
        return None
    if not issubclass(kind.config, ProseConfig):
        return judge.config((*loc, "config"), kind.config)
    if given and "phrases" in given:
        message = "phrases stand with the indicator that they speak of, under indicators; take them out here"
        judge.fault((*loc, "config", "phrases"), message, at_key=True)
        return None
    config = judge.config((*loc, "config"), kind.config)
    return config.model_copy(update={"phrases": phrases}) if config is not None else None


def _judge_selections(judge: Judge, loc: Loc, entry: SourceEntry, indicators: Mapping[str, Indicator]) -> None:
    """One figure of a source must not be taken for two indicators."""
    taken: dict[Selection, str] = {}
    for place, key in enumerate(entry.indicators):
        indicator = indicators.get(key)
        if indicator is None:
            continue
        other = taken.setdefault(_selection(indicator), key)
        if place != entry.indicators.index(key):
            judge.fault((*loc, "indicators", place), f"{key} stands here twice; once is enough")
        elif other != key:
            message = f"{key} reads the same figures as {other}; a source feeds one of them"
            judge.fault((*loc, "indicators", place), message)


def _judge_hold(judge: Judge, loc: Loc, entry: SourceEntry) -> None:
    for place, word in enumerate(entry.hold):
        if place != entry.hold.index(word):
            judge.fault((*loc, "hold", place), f"{word} stands here twice; once is enough")


def _judge_figures(judge: Judge, loc: Loc, entry: SourceEntry, indicators: Mapping[str, Indicator]) -> None:
    """Where a configuration names its figures, they and the source's indicators must be the same."""
    wanted = {_selection(indicators[key]): key for key in entry.indicators if key in indicators}
    figures = list(_figures((*loc, "config"), judge.document.value_at((*loc, "config"))))
    for place, figure in figures:
        if figure not in wanted and len(wanted) == len(entry.indicators):
            message = "none of this source's indicators reads this figure; check its id, its qualifiers and the list"
            judge.fault((*place, "indicator"), message)
    for selection, key in wanted.items():
        if figures and selection not in {figure for _, figure in figures}:
            place = (*loc, "indicators", entry.indicators.index(key))
            judge.fault(place, f"no figure under config is one that {key} reads; add it there, or take {key} out")


def _selection(indicator: Indicator) -> Selection:
    return indicator.reads, indicator.assigned_by, indicator.account_level, indicator.unit_level


def _figures(loc: Loc, config: Any) -> Iterator[tuple[Loc, Selection]]:
    """Every figure that a configuration describes, whatever its kind: the mappings that name an indicator."""
    if isinstance(config, dict):
        if isinstance(config.get("indicator"), str):
            named = config.get("assigned_by"), config.get("account_level"), config.get("unit_level")
            yield loc, (config["indicator"], *named)
        for key, inner in config.items():
            yield from _figures((*loc, key), inner)
    for index, inner in enumerate(config if isinstance(config, list) else ()):
        yield from _figures((*loc, index), inner)


def _setting(key: str, entry: SourceEntry, config: SourceConfig) -> SourceSetting:
    return SourceSetting(
        name=key,
        names=Names(entry.name.vi, entry.name.en),
        kind=entry.kind,
        config=config,
        schedule=_schedule(entry.schedule),
        indicators=tuple(entry.indicators),
        unit=entry.unit,
        starts=entry.starts,
        until=entry.until,
        grace=entry.grace,
        secret=entry.secret,
        private_hosts=frozenset(entry.private_hosts),
        simulated=entry.simulated,
        hold=frozenset(entry.hold),
    )


def _schedule(entry: ScheduleEntry) -> Schedule:
    schedule = entry.cron or entry.every
    if schedule is None:
        raise ValueError("a schedule says when")
    return schedule
