"""Bodies of requests, read strictly: JSON as it was sent, nothing guessed, every fault named."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from flask import request

from collectors.personal_numbers import places_of_personal_numbers
from monitor.web.problems import Fault, Problem, bad_parameters, did_you_mean, nearest

LARGEST_BODY = 10_000_000
# A decision is a reason and a yes or no.
LARGEST_DECISION = 50_000

_JSON = "application/json"
_LONGEST_NAME = 60


class _NotJson(ValueError):
    """A body that JSON's own rules forbid; its message shows nothing of it but a field's name."""


def bytes_sent(largest: int) -> bytes:
    """The body. Raises Problem 413 for a larger one, 415 where it does not say that it is JSON."""
    if request.mimetype != _JSON:
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"The body's Content-Type is {request.mimetype or 'missing'}: {_JSON} would be right.",
            headers={"Accept-Post": _JSON},
        )
    request.max_content_length = largest
    return request.get_data()


def json_object(body: bytes) -> dict[str, Any]:
    """The object that a body holds. Raises Problem 400 for anything else."""
    try:
        found = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse_constant)
    except _NotJson as error:
        raise _bad(str(error)) from None
    except json.JSONDecodeError as error:
        raise _bad(f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except UnicodeDecodeError as error:
        raise _bad(f"the body is not UTF-8: byte {error.start + 1} cannot be read") from None
    except RecursionError:
        raise _bad("the body is nested too deeply: a list of flat objects would be right") from None
    except ValueError:
        raise _bad("the body holds a number with more digits than any figure has") from None
    if not isinstance(found, dict):
        raise _bad("the body is not a JSON object: {…} would be right")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _NotJson(f"{_shown(name)} stands twice in one object: once would be right")
        found[name] = value
    return found


def _shown(name: str) -> str:
    """A field's name, where it is one that can be shown."""
    plain = len(name) <= _LONGEST_NAME and name.isidentifier() and not places_of_personal_numbers(name)
    return f"the field {name!r}" if plain else "a field"


def _refuse_constant(word: str) -> NoReturn:
    raise _NotJson(f"the body holds {word}, which is no number in JSON; leave the field out where it is not known")


def _bad(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail, "bad-body")


def refuse_unknown(given: Mapping[str, Any], known: Collection[str]) -> None:
    """Raises Problem naming every field that is not known here."""
    faults = [_unknown(name, known) for name in given if name not in known]
    if faults:
        raise bad_parameters(faults)


def _unknown(name: str, known: Collection[str]) -> Fault:
    shown = _shown(name)
    near = nearest(name, known) if len(name) <= _LONGEST_NAME else None
    detail = f"the body has {shown}, which is not known here{did_you_mean(near)} (known: {', '.join(known)})"
    return Fault("body" if shown == "a field" else name, detail, near)


def flag(given: Mapping[str, Any], name: str) -> bool:
    """A yes or no; no where it is not said. Raises Problem for anything else."""
    found = given.get(name, False)
    if not isinstance(found, bool):
        raise bad_parameters([Fault(name, f"{name} is not a truth value: true or false would be right")])
    return found


def text(given: Mapping[str, Any], name: str, longest: int) -> str:
    """A text without blanks around it; empty where it is not said. Raises Problem for anything else."""
    found = given.get(name, "")
    if not isinstance(found, str) or len(found) > longest or not _printable(found):
        raise bad_parameters([Fault(name, f"{name} cannot be taken: a text of up to {longest} characters is right")])
    if places_of_personal_numbers(found):
        raise bad_parameters([Fault(name, f"{name} holds a personal identity number; aggregates only")])
    return found.strip()


def _printable(found: str) -> bool:
    return all(sign.isprintable() or sign in "\n\r\t" for sign in found)
