"""Looking things up in a JSON value."""

from __future__ import annotations

from typing import Any

from jmespath.exceptions import JMESPathError

from collectors.figures.cell import Unreadable, Unusable, count_in
from collectors.json_api.config import compiled


def found_at(expression: str, value: Any) -> Any:
    """What stands at an expression, None for nothing; Unusable where the expression can't work on what is there."""
    try:
        return compiled(expression).search(value)
    except (JMESPathError, TypeError, ValueError, AttributeError) as error:
        return Unusable("not_readable", f"{expression} cannot work on what stands there ({type(error).__name__})")


def whole_at(expression: str, value: Any) -> int | None:
    """The whole number at an expression, if there is one."""
    try:
        return count_in(found_at(expression, value))
    except Unreadable:
        return None
