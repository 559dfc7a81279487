"""From what was set aside to the rows of the API."""

from __future__ import annotations

from flask import url_for

from monitor.answers.excerpts import around
from monitor.answers.quarantine import AsideAnswer, AsideDetail
from monitor.campaign import Campaign
from monitor.judgement.observation import Observation
from monitor.web.api import schemas
from monitor.web.api.rows import indicator_name, source_name, unit_name
from monitor.web.api.writing_shapes import KnownFigure, QuarantineOut, QuarantineRow
from monitor.web.rules import in_words


def quarantine_row(campaign: Campaign, answer: AsideAnswer) -> QuarantineRow:
    """One that was set aside, as a row of the list."""
    item, reading, rule = answer.item, answer.reading, in_words(answer.item.rule)
    return QuarantineRow(
        id=item.id,
        state=answer.state,
        source=source_name(campaign, item.source),
        rule=item.rule,
        rule_name=schemas.Text(vi=rule.vi, en=rule.en),
        message=item.message,
        indicator=indicator_name(answer.indicator) if answer.indicator else None,
        unit=unit_name(answer.unit) if answer.unit else None,
        unit_written=item.unit_written,
        as_of=item.as_of,
        value=reading.value if reading else None,
        ratio=reading.ratio if reading else None,
        bound=reading.bound if reading else None,
        place=item.place,
        quote=item.quote,
        opened_at=item.opened_at,
        waived=list(item.waived),
        closed_at=item.closed_at,
        reason=item.reason,
        author=item.author,
        run=item.run,
        self=url_for("writing.quarantined", quarantine_id=item.id),
        board=url_for("quality.quarantined", quarantine_id=item.id),
    )


def quarantine_out(campaign: Campaign, detail: AsideDetail) -> QuarantineOut:
    """One that was set aside, with all that a decision needs."""
    answer = detail.answer
    reading = answer.reading
    excerpt = around(reading.evidence, detail.text) if reading else None
    return QuarantineOut(
        **quarantine_row(campaign, answer).model_dump(),
        reading=dict(answer.item.reading) if answer.item.reading is not None else None,
        document=detail.document,
        address=detail.address,
        excerpt=schemas.Excerpt(before=excerpt.before, quote=excerpt.quote, after=excerpt.after) if excerpt else None,
        around=[_known(campaign, each) for each in detail.around],
        observation=detail.made.id if detail.made else None,
    )


def _known(campaign: Campaign, observation: Observation) -> KnownFigure:
    return KnownFigure(
        as_of=observation.as_of,
        as_of_precision=observation.precision,
        source=source_name(campaign, observation.source),
        value=observation.value,
        count=observation.count,
        out_of=observation.out_of,
        ratio=observation.ratio,
        of=observation.of,
        bound=observation.bound,
        revision=observation.revision,
        known_at=observation.known_at,
        evidence=url_for("api.observation", observation_id=observation.id),
    )
