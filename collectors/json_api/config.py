"""What a campaign file says of a JSON source."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Self

import jmespath
from jmespath.exceptions import ArityError, JMESPathError, UnknownFunctionError
from pydantic import AfterValidator, BaseModel, Field, field_validator, model_validator

from collectors.figures.figure import PARTS, FigureConfig
from collectors.http import Address
from collectors.source import SourceConfig

LARGEST_PAGE_COUNT = 1000


@lru_cache(maxsize=1000)
def compiled(expression: str) -> Any:
    """A JMESPath expression ready to search. Raises ValueError that says at which character it is wrong."""
    try:
        ready = jmespath.compile(expression)
    except RecursionError:
        raise ValueError("a JMESPath expression that is nested too deeply") from None
    except JMESPathError as error:
        raise ValueError(_one_line(expression, error)) from None
    try:
        ready.search(None)
    except (UnknownFunctionError, ArityError) as error:
        raise ValueError(f"{expression!r} is no JMESPath expression: {error}") from None
    except JMESPathError:
        pass  # about the nothing that was searched, not about the expression
    return ready


def _one_line(expression: str, error: JMESPathError) -> str:
    position = getattr(error, "lex_position", None)
    if position is None:
        return "an empty JMESPath expression"
    reason = getattr(error, "message", "") or "this is not expected here"
    return f"{expression!r} is no JMESPath expression: at character {position + 1}: {reason}"


def _valid_expression(expression: str) -> str:
    compiled(expression)
    return expression


Expression = Annotated[str, AfterValidator(_valid_expression)]


class JsonFigure(FigureConfig):
    """A figure whose parts stand at JMESPath expressions within a record."""

    @field_validator(*PARTS)
    @classmethod
    def _is_an_expression(cls, expression: str | None) -> str | None:
        return None if expression is None else _valid_expression(expression)


class Fields(BaseModel):
    """Where the parts of a record stand, as JMESPath expressions within it."""

    model_config = SourceConfig.model_config

    unit: Expression | None = None
    unit_code: Expression | None = None
    as_of: Expression | None = None
    figures: Annotated[tuple[JsonFigure, ...], Field(strict=False, min_length=1)]

    @model_validator(mode="after")
    def _names_a_unit(self) -> Self:
        if self.unit is None and self.unit_code is None:
            raise ValueError("say where the unit's name (unit) or code (unit_code) stands in a record")
        return self


class Paging(BaseModel):
    """How the pages of a list are asked for.

    `parameter` numbers them from `first` on, and `last` finds in a page how many there are; or `next` finds in each
    page the address of the following one (its value for `parameter`, where that is named), and nothing in the last.
    """

    model_config = SourceConfig.model_config

    parameter: str | None = None
    first: int = 1
    size_parameter: str | None = None
    size: Annotated[int, Field(ge=1)] | None = None
    last: Expression | None = None
    next: Expression | None = None

    @model_validator(mode="after")
    def _knows_its_end(self) -> Self:
        if (self.last is None) == (self.next is None):
            raise ValueError("say either last (where the number of pages stands) or next (where the next page stands)")
        if self.last is not None and self.parameter is None:
            raise ValueError("say by which parameter a page is asked for, such as page")
        if (self.size_parameter is None) != (self.size is None):
            raise ValueError("size_parameter and size belong together")
        return self


class JsonApiConfig(SourceConfig):
    """A JSON source: its address, where its records stand, and what stands in a record.

    The day of a figure stands in each record (`fields.as_of`) or once on the page (`page_as_of`); where neither is
    given it is the day on which the page was fetched. `total` finds how many records the source says there are.
    """

    address: Address
    records: Expression
    fields: Fields
    page_as_of: Expression | None = None
    paging: Paging | None = None
    total: Expression | None = None

    @model_validator(mode="after")
    def _has_one_day(self) -> Self:
        if self.page_as_of is not None and self.fields.as_of is not None:
            raise ValueError("the day stands in each record (fields.as_of) or on the page (page_as_of), not in both")
        return self
