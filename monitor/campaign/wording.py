"""pydantic's complaints in words that someone who writes a campaign file can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import EnumType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from monitor.campaign.document import Loc
from monitor.campaign.nearness import meant
from monitor.campaign.terms import described

# What is due where the value given is of another type.
_TYPES = {
    "string_type": "text in quotes",
    "int_type": "a whole number without quotes",
    "int_from_float": "a whole number",
    "float_type": "a number without quotes",
    "bool_type": "true or false without quotes",
    "date_type": "a day, e.g. 2023-07-31",
}
_TYPES |= dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "a list, each entry after '- '")
_TYPES |= dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "dataclass_type"), "lines of 'key: value'")


def worded(error: ErrorDetails, model: type[BaseModel], given: Any, *, shown: bool) -> str:
    """What is wrong and what would be right.

    `given` is what stands in the file at that place; it is repeated only where it may be `shown`.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind in _TYPES:
        return f"{described(given, shown=shown)} is not right here; write {_TYPES[kind]}"
    word = _WORDS.get(kind)
    if word is not None:
        return word(error, model, described(given, shown=shown))
    if "error" in context:
        return str(context["error"])
    return f"{described(given, shown=shown)} is not right: {error['msg']}"


def _missing(error: ErrorDetails, model: type[BaseModel], _given: str) -> str:
    key = str(error["loc"][-1])
    holder = model_around(error["loc"], model)
    choices = _choices_in(holder.model_fields[key].annotation) if holder and key in holder.model_fields else []
    advice = f"write one of: {', '.join(choices)}" if choices else "write it here"
    return f"{key} is missing; {advice}"


def _unknown_key(error: ErrorDetails, model: type[BaseModel], _given: str) -> str:
    key = str(error["loc"][-1])
    holder = model_around(error["loc"], model)
    return f'no key here is called "{key}"{meant(key, tuple(holder.model_fields) if holder else ())}'


def _choice(error: ErrorDetails, _model: type[BaseModel], given: str) -> str:
    choices = [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    near = meant(given.strip('"'), choices)
    return f"{given} is not one of the words for this: {', '.join(choices)}{near if 'mean' in near else ''}"


def _pattern(_error: ErrorDetails, _model: type[BaseModel], given: str) -> str:
    return f"{given} cannot be used as a name of this sort; write small letters, digits, '-' and '_'"


def _bound(error: ErrorDetails, _model: type[BaseModel], given: str) -> str:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    limits = [f"{words[sign]} {limit}" for sign, limit in error["ctx"].items() if sign in words]
    return f"{given} is out of bounds; {' and '.join(limits)} would be right"


def _too_short(_error: ErrorDetails, _model: type[BaseModel], _given: str) -> str:
    return "nothing stands in it; write at least one entry"


def _too_long(error: ErrorDetails, _model: type[BaseModel], _given: str) -> str:
    return f"{error['ctx']['actual_length']} entries are too many; at most {error['ctx']['max_length']} would be right"


_WORDS: dict[str, Callable[[ErrorDetails, type[BaseModel], str], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "enum": _choice,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "greater_than": _bound,
    "greater_than_equal": _bound,
    "less_than": _bound,
    "less_than_equal": _bound,
    "too_short": _too_short,
    "too_long": _too_long,
    "string_too_short": _too_short,
}


def model_around(loc: Loc, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model of the mapping in which `loc` stands; None where that cannot be told."""
    for step in loc[:-1]:
        field = model.model_fields.get(str(step))
        if field is None:
            continue
        inner = next(_models_in(field.annotation), None)
        if inner is None:
            return None
        model = inner
    return model


def _choices_in(annotation: Any) -> list[str]:
    """The words of an enumeration."""
    return [str(member) for member in list[object](annotation)] if isinstance(annotation, EnumType) else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation speaks of, whatever is around them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
