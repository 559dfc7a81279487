"""Carries out what someone decides on a Reading in quarantine, or on a figure that was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from collectors.reading import Reading
from monitor.campaign import Campaign
from monitor.clock import local_day
from monitor.intake.decision import Decision, NothingToAccept, NotOpen
from monitor.intake.judging import figure_of, revision_of
from monitor.intake.known import Bench, Kinship
from monitor.intake.placing import Placed, Places, Unplaced, origin_of
from monitor.intake.report import Attempt
from monitor.intake.surroundings import surroundings
from monitor.intake.weighing import weigh
from monitor.intake.writing import write_figures
from monitor.judgement.agreement import says_nothing_new
from monitor.judgement.checks import broken_rules
from monitor.judgement.observation import Observation
from monitor.store import audit, observations, quarantine, runs
from monitor.store.audit import Action
from monitor.store.instants import recorded_at
from monitor.store.quarantine import SetAsideReading
from monitor.store.schema import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What someone says to a decision: why, who, when; and whether what is accepted is a back-log."""

    reason: str
    author: str
    at: datetime
    backlog: bool = False

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a decision needs its reason; say in a few words why")


def accept(connection: Connection, campaign: Campaign, quarantine_id: int, word: Word) -> Decision:
    """Waives the rule that a Reading was set aside by and judges it by all others against what is known now."""
    aside = _open(connection, quarantine_id)
    placed = _placed(campaign, aside)
    at = recorded_at(connection, word.at)
    figure = _figure(connection, aside, placed, word)
    kinship = Kinship(campaign)
    known = surroundings(connection, campaign, kinship, aside.source, [(placed.indicator, placed.unit, figure.as_of)])
    bench = Bench(campaign, kinship, known, ())
    held = bench.held((placed.indicator.id, placed.unit, figure.as_of))
    if held is not None and not held.withdrawn and says_nothing_new(figure, held):
        return _accepted(connection, aside, held, word, at)
    broken = broken_rules(bench.case(placed.indicator, figure, local_day(word.at)))
    weighed = weigh(broken, figure, campaign.checks, waived=(*aside.waived, aside.rule))
    if weighed.refused:
        message = "; ".join(each.message for each in weighed.refused)
        return _set_aside_by(connection, aside, weighed.refused[0].rule.value, message, word, at)
    new = revision_of(figure, held, weighed, "; ".join((word.reason, *weighed.why)))
    new = replace(new, backlog=new.backlog or word.backlog)
    write_figures(connection, [new], aside.run, at)
    return _accepted(connection, aside, observations.newest_revision_of(connection, new), word, at)


def reject(connection: Connection, quarantine_id: int, word: Word) -> None:
    """Closes what was set aside as wrong."""
    aside = _open(connection, quarantine_id)
    at = recorded_at(connection, word.at)
    quarantine.close(connection, aside.id, Resolution.REJECTED, at, word.reason, word.author)
    _log(connection, Action.QUARANTINE_REJECT, quarantine.subject(aside.id), word, at, {"rule": aside.rule})


def withdraw(connection: Connection, observation_id: int, word: Word) -> None:
    """Takes a figure back, with all that its source has said of the cell. Raises LookupError for an unknown one."""
    given = observations.observation(connection, observation_id)
    if given is None:
        raise LookupError(f"there is no observation {observation_id}")
    newest = observations.newest_revision_of(connection, given)
    if newest.withdrawn:
        return
    at = recorded_at(connection, word.at)
    revision = replace(newest, revision=newest.revision + 1, withdrawn=True, reason=word.reason, author=word.author)
    write_figures(connection, [revision], newest.run, at)
    cell = {"indicator": newest.indicator, "unit": newest.unit, "as_of": newest.as_of.isoformat()}
    about = {**cell, "source": newest.source, "revision": revision.revision}
    _log(connection, Action.WITHDRAW, f"observation {newest.id}", word, at, about)


def _open(connection: Connection, quarantine_id: int) -> SetAsideReading:
    """What is open under this id. Raises NotOpen."""
    found = quarantine.set_aside_reading(connection, quarantine_id)
    if found is None:
        raise NotOpen(f"there is no reading {quarantine_id} in quarantine")
    if found.closed_at is not None and found.resolution is not None:
        when = f"{found.closed_at:%Y-%m-%d %H:%M} UTC"
        by = f" by {found.author}" if found.author else ""
        raise NotOpen(f"reading {quarantine_id} was {found.resolution.value} on {when}{by}: {found.reason}")
    return found


def _placed(campaign: Campaign, aside: SetAsideReading) -> Placed:
    """The cell of what was set aside, as it was told then, or as it can be told now. Raises NothingToAccept."""
    if aside.reading is None:
        raise NothingToAccept(f"at {aside.place} there is no figure to accept ({aside.message}); it can be rejected")
    reading = Reading.from_json(aside.reading)
    indicator = campaign.indicators.get(aside.indicator or "")
    if indicator is not None and aside.unit is not None and aside.unit in campaign.units:
        return Placed(reading, indicator, aside.unit)
    found = _place_again(campaign, aside.source, reading)
    if isinstance(found, Placed):
        return found
    why = found.message if found is not None else f"{aside.source} is not asked for it"
    raise NothingToAccept(f"this is no figure of the campaign ({why}); it can be rejected")


def _place_again(campaign: Campaign, source: str, reading: Reading) -> Placed | Unplaced | None:
    try:
        origin = origin_of(campaign, source, answers_each=True)
    except ValueError as error:
        raise NothingToAccept(f"{error} any more; its reading can be rejected") from None
    return Places(campaign, origin).place(reading)


def _figure(connection: Connection, aside: SetAsideReading, placed: Placed, word: Word) -> Observation:
    """The figure as of the run that read it, accepted by who decides now."""
    run = runs.run(connection, aside.run)
    document = run.document if run else None
    attempt = Attempt(aside.source, None, word.at, 0.0, document, author=word.author)
    return figure_of(placed, attempt, word.at)


def _accepted(connection: Connection, aside: SetAsideReading, taken: Observation, word: Word, at: datetime) -> Decision:
    quarantine.close(connection, aside.id, Resolution.ACCEPTED, at, word.reason, word.author)
    about = _before(aside) | {"observation": taken.id, "backlog": taken.backlog}
    _log(connection, Action.QUARANTINE_ACCEPT, quarantine.subject(aside.id), word, at, about)
    return Decision(quarantine=aside.id, observation=taken.id)


def _set_aside_by(
    connection: Connection, aside: SetAsideReading, rule: str, message: str, word: Word, at: datetime
) -> Decision:
    quarantine.set_aside_by(connection, aside.id, rule, message, (*aside.waived, aside.rule))
    about = _before(aside) | {"next_rule": rule, "next_message": message}
    _log(connection, Action.QUARANTINE_ACCEPT, quarantine.subject(aside.id), word, at, about)
    return Decision(quarantine=aside.id, observation=None, rule=rule, message=message)


def _before(aside: SetAsideReading) -> dict[str, object]:
    """How it stood before the decision, from which what was known earlier is told."""
    waived: Sequence[str] = list(aside.waived)
    return {"rule": aside.rule, "message": aside.message, "waived_before": waived}


def _log(
    connection: Connection, action: Action, subject: str, word: Word, at: datetime, about: dict[str, object]
) -> None:
    details = {"reason": word.reason, **about}
    audit.record(connection, audit.Entry(at=at, actor=word.author, action=action, subject=subject, details=details))
