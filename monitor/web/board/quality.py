"""The pages where figures that were set aside are verified: the list, one of them, the decision, signing in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from collectors.personal_numbers import places_of_personal_numbers
from monitor.answers.quarantine import AsideDetail, AsideQuestion, Decided
from monitor.intake import Decision, NothingToAccept, NotOpen
from monitor.store.sessions import SESSION_LIFE
from monitor.store.tokens import Scope, Token
from monitor.web import access
from monitor.web.board import verifying
from monitor.web.board.pages import frame_asked
from monitor.web.board.rows import source_name
from monitor.web.board.screen import Screen, screen
from monitor.web.rules import in_words
from monitor.web.serving import answers, serving

LONGEST_REASON = 1_000
# An answer that holds a form, or who is signed in, is kept by no cache.
_PRIVATE = "private, no-store"
_ITEM = "/quality/<int(max=9223372036854775807):quarantine_id>"

blueprint = Blueprint("quality", __name__)


@blueprint.get("/quality")
def home() -> Response:
    """What was set aside, that which waits first."""
    frame, state = frame_asked(), _state()
    source, rule = request.args.get("source", ""), request.args.get("rule", "")
    then = frame.asked.known_at
    waiting = answers().quarantine(AsideQuestion(known_at=then))
    states = () if state == "all" else (Decided(state),)
    narrowed = AsideQuestion(states=states, sources=_only(source), rules=_only(rule), known_at=then)
    found = answers().quarantine(narrowed)
    only = [source_name(frame, source)] if source else []
    only += [frame.words.of(in_words(rule))] if rule else []
    page = verifying.quality(frame, waiting, found, state, only, everything="all" in request.args)
    rejected = request.args.get("rejected", "")
    return _page("quality.html", frame, page=page, rejected=rejected if rejected.isdecimal() else "")


def _state() -> str:
    asked = request.args.get("state", Decided.OPEN.value)
    return asked if asked in (*Decided, "all") else Decided.OPEN.value


def _only(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


@blueprint.get(_ITEM)
def quarantined(quarantine_id: int) -> Response:
    """One that was set aside: quote, rule, the figures around it, and the forms to decide."""
    frame = frame_asked()
    page = verifying.quarantined(frame, _detail(quarantine_id, frame.asked.known_at))
    fault, done = request.args.get("fault", ""), request.args.get("done", "")
    return _page("quarantined.html", frame, page=page, fault=_FAULTS.get(fault), done=_DONE.get(done))


# What the address of a page may say of the decision before it, and the words for it.
_FAULTS = {word: f"fault.{word}" for word in ("reason", "long", "personal", "decided", "nothing")}
_DONE = {"next_rule": "done.next_rule"}


@blueprint.post(f"{_ITEM}/accept")
def accept(quarantine_id: int) -> Redirect:
    """Accepts a figure, and leads to where it shows; or back, where it breaks another rule."""
    detail = _detail(quarantine_id)

    def decide(reason: str, token: Token) -> Decision:
        backlog = request.form.get("backlog") == "yes"
        return serving().intake.accept_quarantined(quarantine_id, reason, token.name, answers().clock.now(), backlog)

    return _decided(quarantine_id, decide, lambda frame: verifying.unit_link(frame, detail.answer))


@blueprint.post(f"{_ITEM}/reject")
def reject(quarantine_id: int) -> Redirect:
    """Rejects a figure, and leads back to the list."""

    def decide(reason: str, token: Token) -> None:
        serving().intake.reject_quarantined(quarantine_id, reason, token.name, answers().clock.now())

    return _decided(quarantine_id, decide, lambda frame: frame.link("quality.home", rejected=quarantine_id))


def _decided(
    quarantine_id: int,
    decide: Callable[[str, Token], Decision | None],
    where: Callable[[Screen], str | None],
) -> Redirect:
    """Takes a decision from a form, and leads to `where` it shows or back to the page with what is wrong."""
    frame, token = _frame(), access.signed_in()
    if token is None or Scope.DECIDE not in token.scopes:
        return _to(frame.link("quality.sign_in", item=quarantine_id))
    access.require_own_form()
    reason = request.form.get("reason", "").strip()
    if fault := _wrong(reason):
        return _back(frame, quarantine_id, fault=fault)
    try:
        decision = decide(reason, token)
    except NotOpen:
        return _back(frame, quarantine_id, fault="decided")
    except NothingToAccept:
        return _back(frame, quarantine_id, fault="nothing")
    if decision is not None and not decision.accepted:
        return _back(frame, quarantine_id, done="next_rule")
    return _to(where(frame) or frame.link("quality.home"))


def _wrong(reason: str) -> str | None:
    if not reason:
        return "reason"
    if len(reason) > LONGEST_REASON:
        return "long"
    return "personal" if places_of_personal_numbers(reason) else None


def _back(frame: Screen, quarantine_id: int, **said: str) -> Redirect:
    return _to(frame.link("quality.quarantined", quarantine_id=quarantine_id, **said))


def _to(address: str) -> Redirect:
    return redirect(address, HTTPStatus.SEE_OTHER)


@blueprint.get("/sign-in")
def sign_in() -> Response:
    """The form that takes a token."""
    return _sign_in_page()


@blueprint.post("/sign-in")
def sign_in_with_token() -> Response | Redirect:
    """Begins a session with the token that was given, and leads back to where one came from."""
    access.require_own_page()
    found = access.token_of(request.form.get("token", ""))
    if found is None:
        return _sign_in_page("sign_in.wrong", HTTPStatus.UNAUTHORIZED)
    if Scope.DECIDE not in found.scopes:
        return _sign_in_page("sign_in.scope", HTTPStatus.FORBIDDEN)
    frame, item = _frame(), _item_asked()
    decide = frame.link("quality.quarantined", quarantine_id=item, _anchor="decide") if item is not None else None
    response = _to(decide or frame.link("quality.home"))
    access.sign_in(found, response)
    return response


def _sign_in_page(fault: str | None = None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    frame = _frame()
    item = _item_asked()
    action = frame.link("quality.sign_in_with_token", **({} if item is None else {"item": item}))
    response = _page("sign_in.html", frame, fault=fault, action=action)
    response.status_code = status
    return response


def _item_asked() -> int | None:
    written = request.args.get("item", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 19 else None


@blueprint.post("/sign-out")
def sign_out() -> Redirect:
    """Ends the session."""
    access.require_own_form()
    response = _to(_frame().link("quality.home"))
    access.sign_out(response)
    return response


def _detail(quarantine_id: int, known_at: datetime | None = None) -> AsideDetail:
    found = answers().quarantined(quarantine_id, known_at)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _frame() -> Screen:
    return screen(answers(), simulated=serving().simulated, playing=serving().playing)


def _page(template: str, frame: Screen, **parts: object) -> Response:
    who = {"token": access.signed_in(), "key": access.form_key(), "hours": SESSION_LIFE // timedelta(hours=1)}
    response = make_response(render_template(template, s=frame, t=frame.words, **who, **parts))
    response.headers["Cache-Control"] = _PRIVATE
    return response
