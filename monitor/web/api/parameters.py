"""The parameters of a request: read whole, checked, and every fault named with what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_origin

from apiflask.schema_adapters.pydantic import PydanticAdapter
from apiflask.schema_adapters.registry import registry
from flask import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from monitor.units import Level
from monitor.web import clocks
from monitor.web.problems import Fault, bad_parameters, did_you_mean, nearest

LARGEST_PAGE = 1_000


class Format(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def _day(written: object) -> object:
    """A date in ISO form only: pydantic would take '1686787200' for one."""
    return clocks.iso_day(written) if isinstance(written, str) else written


def instant(written: object) -> object:
    """An instant as it is written in a query."""
    return clocks.instant(written) if isinstance(written, str) else written


AsOf = Annotated[date | None, BeforeValidator(_day)]
AS_OF = Field(
    None,
    description="a real day as YYYY-MM-DD, e.g. 2023-06-30: the last day that counts; unless given, the day of "
    "known_at, and today without that too",
)
KnownAt = Annotated[datetime | None, BeforeValidator(instant)]
KNOWN_AT = Field(
    None,
    description="an instant as 2023-07-01T08:00:00+07:00, or a day for its end: answers with what was known then; "
    "all that is known unless given",
)


class Parameters(BaseModel):
    """What a request may say. A field's description says what would be right."""

    model_config = ConfigDict(extra="forbid", frozen=True)


P = TypeVar("P", bound=Parameters)


class ListParameters(Parameters):
    """What every list takes."""

    limit: int | None = Field(
        None,
        ge=1,
        le=LARGEST_PAGE,
        description=f"a whole number from 1 to {LARGEST_PAGE}: how many rows; 100 unless given, in CSV and XLSX all",
        examples=[100],
    )
    cursor: str | None = Field(None, description="the cursor in links.next of an earlier answer to the same question")
    format: Format = Field(Format.JSON, description="one of json, csv, xlsx")


class CellParameters(ListParameters):
    """What every list of figures takes. `unit`, `level` and `indicator` may be given several times."""

    unit: list[str] = Field([], description="a unit's id, code or name; may be given several times", examples=[["26"]])
    level: list[Level] = Field([], description=f"one of {', '.join(Level)}; may be given several times")
    indicator: list[str] = Field(
        [], description="an indicator's id; may be given several times", examples=[["eid_activated"]]
    )
    as_of: AsOf = AS_OF
    known_at: KnownAt = KNOWN_AT


class UnitParameters(ListParameters):
    """What the list of units takes."""

    level: list[Level] = Field([], description=f"one of {', '.join(Level)}; may be given several times")
    parent: str | None = Field(
        None, description="a unit's id, code or name: the units directly below it, or with `level` at any depth"
    )
    as_of: AsOf = Field(
        None, description="a real day as YYYY-MM-DD, e.g. 2023-06-30: the units of that day; today unless given"
    )
    known_at: KnownAt = KNOWN_AT


class KnownParameters(ListParameters):
    """What a list takes that only the instant of knowledge changes."""

    known_at: KnownAt = KNOWN_AT


class InstantParameters(Parameters):
    """For addresses of one thing, as it was known at an instant."""

    known_at: KnownAt = KNOWN_AT


class NoParameters(Parameters):
    """For addresses that take none."""


class _QueryAdapter(PydanticAdapter):
    """Reads a query whole, repeated parameters too, where APIFlask would keep the first of them."""

    def validate_input(self, request: Request, location: str, **kwargs: Any) -> BaseModel:
        if not issubclass(self.model_class, Parameters):
            return super().validate_input(request, location, **kwargs)
        return read(self.model_class, request.args)


registry.register("pydantic", _QueryAdapter)


def read(model: type[P], given: MultiDict[str, str]) -> P:
    """The parameters as values. Raises Problem with every fault."""
    fields = model.model_fields
    faults = list(_unknown_or_repeated(fields, given))
    plain = {name: values if _is_list(fields[name]) else values[0] for name, values in given.lists() if name in fields}
    try:
        found = model.model_validate(plain)
    except ValidationError as error:
        faults += _wrong_values(fields, given, error)
    if faults:
        raise bad_parameters(faults)
    return found


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is list


def _unknown_or_repeated(fields: dict[str, FieldInfo], given: MultiDict[str, str]) -> Iterator[Fault]:
    for name, values in given.lists():
        if name not in fields:
            near = nearest(name, fields)
            known = ", ".join(fields) or "none"
            yield Fault(name, f"{name!r} is not a parameter here{did_you_mean(near)} (known: {known})", near)
        elif len(values) > 1 and not _is_list(fields[name]):
            yield Fault(name, f"{name} is given {len(values)} times: once would be right")


def _wrong_values(fields: dict[str, FieldInfo], given: MultiDict[str, str], error: ValidationError) -> Iterator[Fault]:
    for found in error.errors(include_url=False, include_context=False):
        name, *place = found["loc"]
        values = given.getlist(str(name))
        if not values:
            yield Fault(str(name), f"{name} is missing: {fields[str(name)].description} would be right")
            continue
        written = values[place[0]] if place and isinstance(place[0], int) else values[0]
        yield Fault(str(name), f"{name} is {written!r}: {fields[str(name)].description} would be right")
