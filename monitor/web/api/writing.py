"""Writing over HTTP: figures that another system hands in, and decisions on what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import Any

from apiflask import APIBlueprint
from flask import Response, request, url_for

from collectors.source import Snapshot
from monitor.answers.quarantine import Decided
from monitor.intake import Batch, BatchAnswer, Decision, KeyTaken, NothingToAccept, NotOpen, RowAnswer, RowOutcome
from monitor.store.tokens import Scope
from monitor.web.access import require
from monitor.web.api import quarantine_rows, writing_shapes
from monitor.web.api.bodies import LARGEST_BODY, LARGEST_DECISION, bytes_sent, flag, json_object, refuse_unknown, text
from monitor.web.api.lists import Written, ask, respond
from monitor.web.api.parameters import NoParameters
from monitor.web.api.pushed import LONGEST_REASON, Pushed, pushed
from monitor.web.api.quarantine_question import OneParameters, QuarantineParameters, aside_question, question_of
from monitor.web.api.schemas import Text
from monitor.web.problems import Fault, Problem, bad_parameters
from monitor.web.rules import in_words
from monitor.web.serving import answers, serving

blueprint = APIBlueprint("writing", __name__, url_prefix="/api/v1", tag="Project 06")

_NUMBER = "<int(max=9223372036854775807):quarantine_id>"


@blueprint.post("/observations")
@blueprint.input(NoParameters, location="query", arg_name="asked")
@blueprint.output(writing_shapes.PushAnswer)
@blueprint.doc(security="token")
def push(asked: NoParameters) -> writing_shapes.PushAnswer:
    """Hand figures in, row by row

    Needs a token with the scope `push`. Each row is answered by its number, with the field in doubt and the rule. What
    breaks a check is set aside for someone to decide on. With `mode` all, one bad row keeps all out: 422, nothing is
    written. The same `key` with the same body gives the same answer again; with another body it is refused: 409.
    """
    token = require(Scope.PUSH)
    body = bytes_sent(LARGEST_BODY)
    given = pushed(json_object(body), request.headers.get("Idempotency-Key"), answers().campaign)
    now = answers().clock.now()
    batch = Batch(
        source=given.source,
        author=token.name,
        rows=given.rows,
        document=Snapshot(body, f"push:{token.name}", now, "application/json", "utf-8"),
        key=given.key,
        whole=given.whole,
        reason=given.reason,
    )
    try:
        answer = serving().intake.take_batch(batch, now, given.dry_run)
    except KeyTaken as error:
        raise Problem(HTTPStatus.CONFLICT, str(error), "key-taken") from None
    return _answered(given, answer)


def _answered(given: Pushed, answer: BatchAnswer) -> writing_shapes.PushAnswer:
    """The answer. Raises Problem 422 where no row was taken: each is bad, or one is and all were to go together."""
    counts = Counter(row.outcome for row in answer.rows)
    whole = writing_shapes.PushAnswer(
        run=answer.run,
        source=given.source,
        key=given.key,
        dry_run=given.dry_run,
        repeated=answer.repeated,
        good=answer.good,
        counts=writing_shapes.RowCounts(**{outcome.value: counts[outcome] for outcome in RowOutcome}),
        rows=[_row(row) for row in answer.rows],
    )
    bad = len(answer.rows) - counts[RowOutcome.ACCEPTED] - counts[RowOutcome.UNCHANGED]
    if (given.whole and bad) or counts[RowOutcome.REFUSED] == len(answer.rows):
        detail = f"No figure was taken: {bad} of {len(answer.rows)} rows cannot be; see rows for each."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "rows-refused", more=whole.model_dump(mode="json"))
    return whole


def _row(row: RowAnswer) -> writing_shapes.RowOut:
    return writing_shapes.RowOut(**{name: getattr(row, name) for name in writing_shapes.RowOut.model_fields})


@blueprint.get("/quarantine")
@blueprint.input(QuarantineParameters, location="query", arg_name="asked")
@blueprint.output(writing_shapes.QuarantineList)
def quarantine(asked: QuarantineParameters) -> Response:
    """What was set aside and why, newest first"""
    now = ask(asked, question_of(answers(), asked), asked.state, *asked.source, "", *asked.rule)
    found = answers().quarantine(aside_question(asked, now.question))
    written = Written(
        writing_shapes.QuarantineList,
        writing_shapes.QuarantineRow,
        partial(quarantine_rows.quarantine_row, answers().campaign),
    )
    return respond(now, found, written)


@blueprint.get(f"/quarantine/{_NUMBER}")
@blueprint.input(OneParameters, location="query", arg_name="asked")
@blueprint.output(writing_shapes.QuarantineOut)
def quarantined(quarantine_id: int, asked: OneParameters) -> writing_shapes.QuarantineOut:
    """One that was set aside: quote, rule, the figures around it"""
    found = answers().quarantined(quarantine_id, asked.known_at)
    if found is None:
        raise _nothing(quarantine_id)
    return quarantine_rows.quarantine_out(answers().campaign, found)


@blueprint.post(f"/quarantine/{_NUMBER}/accept")
@blueprint.input(NoParameters, location="query", arg_name="asked")
@blueprint.output(writing_shapes.DecisionOut)
@blueprint.doc(security="token")
def accept(quarantine_id: int, asked: NoParameters) -> writing_shapes.DecisionOut:
    """Accept a figure in spite of its rule

    Needs a token with the scope `decide`. All other checks are run: where another rule is broken, `accepted` is false
    and the figure stays set aside by that one, to be decided too. 409 where it was decided already.
    """
    token = require(Scope.DECIDE)
    given = _decision("reason", "backlog")
    reason, backlog = _reason(given), flag(given, "backlog")
    now = answers().clock.now()
    with _refusals(quarantine_id):
        decision = serving().intake.accept_quarantined(quarantine_id, reason, token.name, now, backlog)
    return _decided(decision)


@blueprint.post(f"/quarantine/{_NUMBER}/reject")
@blueprint.input(NoParameters, location="query", arg_name="asked")
@blueprint.output(writing_shapes.DecisionOut)
@blueprint.doc(security="token")
def reject(quarantine_id: int, asked: NoParameters) -> writing_shapes.DecisionOut:
    """Reject a figure as wrong

    Needs a token with the scope `decide`. The source saying the same again does not open it again.
    """
    token = require(Scope.DECIDE)
    reason = _reason(_decision("reason"))
    with _refusals(quarantine_id):
        serving().intake.reject_quarantined(quarantine_id, reason, token.name, answers().clock.now())
    return writing_shapes.DecisionOut(
        id=quarantine_id,
        state=Decided.REJECTED,
        accepted=False,
        observation=None,
        rule=None,
        rule_name=None,
        message="",
        links=_links(quarantine_id, None),
    )


def _decision(*fields: str) -> dict[str, Any]:
    given = json_object(bytes_sent(LARGEST_DECISION))
    refuse_unknown(given, fields)
    return given


def _reason(given: dict[str, Any]) -> str:
    reason = text(given, "reason", LONGEST_REASON)
    if not reason:
        raise bad_parameters([Fault("reason", "reason is missing: why it is decided so would be right")])
    return reason


@contextmanager
def _refusals(quarantine_id: int) -> Iterator[None]:
    """Turns what intake refuses into problems: unknown 404, decided already or nothing to accept 409."""
    if answers().quarantined(quarantine_id) is None:
        raise _nothing(quarantine_id)
    try:
        yield
    except NotOpen as error:
        raise Problem(HTTPStatus.CONFLICT, str(error), "decided-already") from None
    except NothingToAccept as error:
        raise Problem(HTTPStatus.CONFLICT, str(error), "nothing-to-accept") from None


def _nothing(quarantine_id: int) -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, f"Nothing was set aside under the number {quarantine_id}.")


def _decided(decision: Decision) -> writing_shapes.DecisionOut:
    rule = in_words(decision.rule) if decision.rule else None
    return writing_shapes.DecisionOut(
        id=decision.quarantine,
        state=Decided.ACCEPTED if decision.accepted else Decided.OPEN,
        accepted=decision.accepted,
        observation=decision.observation,
        rule=decision.rule,
        rule_name=Text(vi=rule.vi, en=rule.en) if rule else None,
        message=decision.message,
        links=_links(decision.quarantine, decision.observation),
    )


def _links(quarantine_id: int, observation: int | None) -> dict[str, str]:
    links = {"self": url_for("writing.quarantined", quarantine_id=quarantine_id)}
    if observation is not None:
        links["observation"] = url_for("api.observation", observation_id=observation)
    return links
