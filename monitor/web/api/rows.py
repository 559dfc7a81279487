"""From answers to the rows of the API."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import urlencode

from flask import url_for

from monitor.answers import ObservationAnswer, Parts, ProgressAnswer, SeriesAnswer, SeriesPoint, SourceAnswer
from monitor.campaign import Campaign, Indicator, Names, Target
from monitor.clock import DAY, start_of
from monitor.judgement.figures import Figure, apart, said_value
from monitor.units import Unit
from monitor.web.api import schemas


def text(names: Names | None) -> schemas.Text | None:
    """A text in both languages, where there is one."""
    return schemas.Text(vi=names.vi, en=names.en) if names else None


def indicator_name(indicator: Indicator) -> schemas.IndicatorName:
    """An indicator as a row names it."""
    return schemas.IndicatorName(
        id=indicator.id, name=indicator.names.vi, name_en=indicator.names.en, measure=indicator.measure
    )


def unit_name(unit: Unit) -> schemas.UnitName:
    """A unit as a row names it."""
    return schemas.UnitName(id=unit.id, code=unit.code, name=unit.name, level=unit.level)


def source_name(campaign: Campaign, name: str) -> schemas.SourceName:
    """A source as a row names it; one no longer configured goes by its id."""
    setting = campaign.sources.get(name)
    simulated = setting is not None and setting.simulated
    return schemas.SourceName(id=name, name=campaign.source_names(name).vi, simulated=simulated)


def progress_row(campaign: Campaign, answer: ProgressAnswer) -> schemas.ProgressRow:
    """A judged row."""
    figure, progress = answer.figure, answer.progress
    lead = progress.lead
    return schemas.ProgressRow(
        indicator=indicator_name(answer.indicator),
        unit=unit_name(answer.unit),
        judged=answer.day,
        value=figure.value if figure else None,
        bound=figure.bound if figure else None,
        count=figure.count if figure else None,
        out_of=figure.out_of if figure else None,
        said_ratio=figure.ratio if figure else None,
        said_ratio_of=figure.of if figure else None,
        ratio=progress.ratio,
        as_of=figure.as_of if figure else None,
        as_of_precision=figure.precision if figure else None,
        observed=start_of(figure.as_of).astimezone(UTC) if figure else None,
        corrected=figure.corrected_at if figure else None,
        source=source_name(campaign, figure.source) if figure else None,
        run=figure.own.run if figure and figure.own else None,
        target=_target(answer.target, progress.amount),
        status=progress.status,
        reason=schemas.Text(vi=progress.reason.vi, en=progress.reason.en),
        lead_seconds=lead.total_seconds() if lead is not None else None,
        lead_days=round(lead / DAY, 2) if lead is not None else None,
        pace_per_day=progress.pace_per_day,
        required_pace_per_day=progress.required_pace_per_day,
        expected_ratio=progress.expected_ratio,
        met_on=progress.met_on,
        inherited=figure.inherited if figure else False,
        estimated=figure.estimated if figure else False,
        complete=figure.complete if figure else None,
        base=_base(campaign, progress.base),
        others=_others(campaign, figure),
        parts=_parts(answer.parts),
        difference=answer.difference,
        links=_links(answer),
    )


def _target(target: Target | None, amount: float | None) -> schemas.TargetOut | None:
    if target is None:
        return None
    return schemas.TargetOut(
        value=amount if amount is not None else target.amount,
        share=target.share,
        of=target.of,
        basis=target.basis,
        start=target.start,
        deadline=target.deadline,
        decision=target.decision,
        note=target.note,
    )


def _base(campaign: Campaign, figure: Figure | None) -> schemas.BaseOut | None:
    if figure is None:
        return None
    return schemas.BaseOut(
        value=figure.value,
        bound=figure.bound,
        as_of=figure.as_of,
        source=source_name(campaign, figure.source),
        is_sum=figure.is_sum,
        inherited=figure.inherited,
        estimated=figure.estimated,
        evidence=_evidence(figure),
    )


def _others(campaign: Campaign, figure: Figure | None) -> list[schemas.OtherOut]:
    if figure is None:
        return []
    return [
        schemas.OtherOut(
            id=other.id,
            source=source_name(campaign, other.source),
            value=said_value(other),
            bound=other.bound,
            said_ratio=other.ratio,
            said_ratio_of=other.of,
            difference=apart(figure, other),
            evidence=url_for("api.observation", observation_id=other.id),
        )
        for other in figure.others
    ]


def _parts(parts: Parts | None) -> schemas.PartsOut | None:
    if parts is None:
        return None
    missing = [unit_name(unit) for unit in parts.missing]
    return schemas.PartsOut(expected=parts.expected, reported=parts.reported, missing=missing)


def _links(answer: ProgressAnswer) -> schemas.Links:
    query = urlencode({"unit": answer.unit.id, "indicator": answer.indicator.id, "as_of": answer.day.isoformat()})
    return schemas.Links(
        self=f"{url_for('api.progress')}?{query}",
        series=f"{url_for('api.series')}?{query}",
        evidence=_evidence(answer.figure),
        board=url_for("board.unit_page", unit_id=answer.unit.id, indicator=answer.indicator.id),
    )


def _evidence(figure: Figure | None) -> list[str]:
    observations = figure.observations if figure else ()
    return [url_for("api.observation", observation_id=observation.id) for observation in observations]


def series_row(campaign: Campaign, answer: SeriesAnswer, point: SeriesPoint) -> schemas.SeriesRow:
    """The figure of one as-of day."""
    figure = point.figure
    return schemas.SeriesRow(
        indicator=indicator_name(answer.indicator),
        unit=unit_name(answer.unit),
        as_of=figure.as_of,
        as_of_precision=figure.precision,
        value=figure.value,
        bound=figure.bound,
        count=figure.count,
        out_of=figure.out_of,
        said_ratio=figure.ratio,
        said_ratio_of=figure.of,
        ratio=point.ratio,
        expected_ratio=point.expected_ratio,
        is_sum=figure.is_sum,
        complete=figure.complete,
        inherited=figure.inherited,
        estimated=figure.estimated,
        backlog=figure.backlog != 0,
        others=_others(campaign, figure),
        corrected=figure.corrected_at,
        source=source_name(campaign, figure.source),
        run=figure.own.run if figure.own else None,
        evidence=_evidence(figure),
    )


def indicator_row(indicator: Indicator) -> schemas.IndicatorRow:
    """An indicator of the campaign."""
    return schemas.IndicatorRow(
        id=indicator.id,
        name=indicator.names.vi,
        name_en=indicator.names.en,
        reads=indicator.reads,
        kind=indicator.kind,
        measure=indicator.measure,
        adds=indicator.adds,
        better=indicator.better,
        freshness_days=indicator.freshness_days,
        tolerance_days=indicator.tolerance_days,
    )


def source_row(answer: SourceAnswer) -> schemas.SourceRow:
    """A source and how it fares."""
    setting = answer.setting
    return schemas.SourceRow(
        id=setting.name,
        name=setting.names.vi,
        name_en=setting.names.en,
        kind=setting.kind,
        simulated=setting.simulated,
        indicators=list(setting.indicators),
        state=answer.state,
        up=answer.up,
        last_attempt=answer.last_attempt,
        last_success=answer.last_success,
        last_run=answer.last_run,
        last_duration_seconds=answer.last_duration_seconds,
        last_error=answer.last_error,
        next_due=answer.next_due,
        interval_seconds=answer.interval_seconds,
        latest_as_of=answer.latest_as_of,
        runs=dict(answer.runs),
        readings=dict(answer.readings),
        quarantined=dict(answer.quarantined),
    )


def observation_row(campaign: Campaign, answer: ObservationAnswer) -> schemas.ObservationOut:
    """An accepted figure with its evidence."""
    observation = answer.observation
    found = answer.excerpt
    return schemas.ObservationOut(
        id=observation.id,
        indicator=indicator_name(answer.indicator),
        unit=unit_name(answer.unit),
        unit_written=observation.unit_written,
        as_of=observation.as_of,
        as_of_precision=observation.precision,
        value=observation.value,
        count=observation.count,
        out_of=observation.out_of,
        ratio=observation.ratio,
        of=observation.of,
        bound=observation.bound,
        rank=observation.rank,
        rank_at_most=observation.rank_at_most,
        days_ahead=observation.days_ahead,
        source=source_name(campaign, observation.source),
        run=observation.run,
        known_at=observation.known_at,
        revision=observation.revision,
        reason=observation.reason,
        author=observation.author,
        quote=observation.quote,
        span=observation.span,
        cell=observation.cell,
        document=observation.document,
        address=answer.address,
        excerpt=schemas.Excerpt(before=found.before, quote=found.quote, after=found.after) if found else None,
        warnings=list(observation.warnings),
        board=url_for("board.evidence", observation_id=observation.id),
    )
