"""From an explanation, and the lists behind it, to the rows of the API."""

from __future__ import annotations

from flask import url_for

from monitor.answers import (
    CheckAnswer,
    Excerpt,
    Explanation,
    Revision,
    Statement,
    Step,
    TargetVersion,
)
from monitor.campaign import Campaign, Names, Straight, Target
from monitor.campaign.path import Milestones
from monitor.judgement.observation import Observation
from monitor.store.audit import Entry
from monitor.store.quarantine import SetAsideReading
from monitor.store.runs import RunRecord
from monitor.store.snapshots import Document
from monitor.web.api import explain_shapes as shapes
from monitor.web.api import schemas
from monitor.web.api.rows import indicator_name, progress_row, source_name, unit_name
from monitor.web.rules import in_words


def explain_out(campaign: Campaign, found: Explanation) -> shapes.ExplainOut:
    """The whole explanation."""
    row = found.row
    return shapes.ExplainOut(
        progress=progress_row(campaign, row),
        known_at=found.known_at,
        exists=row.unit.valid_on(row.day),
        origin=found.origin,
        judged_by=found.judged.as_of if found.judged else None,
        stands_on=found.stands_on,
        statements=[_statement(campaign, each) for each in found.statements],
        withdrawn=[_statement(campaign, each) for each in found.later],
        checks=[_check(each) for each in found.checks],
        target=target_row(found.target) if found.target else None,
        denominator=[_statement(campaign, each) for each in found.denominator],
        steps=[_step(each) for each in found.steps],
        set_aside=[_aside(campaign, each) for each in found.set_aside],
        set_aside_total=found.set_aside_total,
        board=url_for("explaining.page", indicator_id=row.indicator.id, unit_id=row.unit.id),
    )


def _text(names: Names) -> schemas.Text:
    return schemas.Text(vi=names.vi, en=names.en)


def _statement(campaign: Campaign, given: Statement) -> shapes.StatementOut:
    return shapes.StatementOut(
        unit=unit_name(given.unit),
        source=source_name(campaign, given.holds.source),
        as_of=given.holds.as_of,
        used=given.used,
        weight=given.weight,
        difference=given.difference,
        revisions=[_revision(campaign, each) for each in given.revisions],
    )


def _revision(campaign: Campaign, given: Revision) -> shapes.RevisionOut:
    return shapes.RevisionOut(
        observation=observation_row(campaign, given.observation),
        run=run_row(campaign, given.run) if given.run else None,
        document=_document(given.document) if given.document else None,
        excerpt=_excerpt(given.excerpt) if given.excerpt else None,
    )


def _document(given: Document) -> shapes.DocumentOut:
    return shapes.DocumentOut(**{name: getattr(given, name) for name in shapes.DocumentOut.model_fields})


def _excerpt(given: Excerpt) -> schemas.Excerpt:
    return schemas.Excerpt(before=given.before, quote=given.quote, after=given.after)


def _check(given: CheckAnswer) -> shapes.CheckOut:
    exception = given.exception
    listed = shapes.ExceptionOut(
        first=exception.first, last=exception.last, up_to=exception.up_to, why=exception.why
    ) if exception else None  # fmt: skip
    return shapes.CheckOut(
        rule=given.rule.value,
        rule_name=_text(in_words(given.rule)),
        outcome=given.outcome,
        author=given.author,
        reason=given.reason,
        exception=listed,
    )


def _step(given: Step) -> shapes.StepOut:
    return shapes.StepOut(kind=given.kind, words=_text(given.words), formula=_text(given.formula), value=given.value)


def _aside(campaign: Campaign, given: SetAsideReading) -> shapes.AsideOut:
    return shapes.AsideOut(
        id=given.id,
        as_of=given.as_of,
        rule=given.rule,
        rule_name=_text(in_words(given.rule)),
        message=given.message,
        quote=given.quote,
        place=given.place,
        source=source_name(campaign, given.source),
        run=given.run,
        opened_at=given.opened_at,
        closed_at=given.closed_at,
        resolution=given.resolution,
        reason=given.reason,
        author=given.author,
    )


def observation_row(campaign: Campaign, given: Observation) -> shapes.ObservationRow:
    """A figure in one revision."""
    plain = {name: getattr(given, name) for name in shapes.ObservationRow.model_fields if hasattr(given, name)}
    return shapes.ObservationRow(
        **plain
        | {
            "indicator": indicator_name(campaign.indicators[given.indicator]),
            "unit": _unit(campaign, given.unit),
            "as_of_precision": given.precision,
            "source": source_name(campaign, given.source),
            "warnings": list(given.warnings),
            "waived": list(given.waived),
            "evidence": url_for("api.observation", observation_id=given.id),
        }
    )


def _unit(campaign: Campaign, unit_id: str) -> shapes.UnitReference:
    if unit_id not in campaign.units:
        return shapes.UnitReference(id=unit_id, code=None, name=None, level=None)
    unit = campaign.units[unit_id]
    return shapes.UnitReference(id=unit.id, code=unit.code, name=unit.name, level=unit.level)


def run_row(campaign: Campaign, given: RunRecord) -> shapes.RunRow:
    """One attempt of a source."""
    plain = {name: getattr(given, name) for name in shapes.RunRow.model_fields}
    return shapes.RunRow(**plain | {"source": source_name(campaign, given.source)})


def target_row(given: TargetVersion) -> shapes.TargetRow:
    """One version of a target."""
    target = given.target
    plain = {name: getattr(target, name) for name in shapes.TargetRow.model_fields if hasattr(target, name)}
    return shapes.TargetRow(
        **plain
        | {
            "indicator": indicator_name(given.indicator),
            "unit": unit_name(given.unit),
            "in_force": given.ever,
            "in_force_from": given.first,
            "until": given.until,
            "value": target.amount,
            "path": path_name(target),
            "recorded_at": given.recorded_at,
        }
    )


def path_name(target: Target) -> str:
    """What kind of path a target has."""
    if isinstance(target.path, Straight):
        return "straight"
    return "milestones" if isinstance(target.path, Milestones) else "working_days"


def audit_row(given: Entry) -> shapes.AuditRow:
    """One write."""
    return shapes.AuditRow(
        id=given.id,
        at=given.at,
        actor=given.actor,
        action=given.action,
        subject=given.subject,
        details=dict(given.details),
    )
