"""Refusing a document for the personal identity numbers in it: by their places, without their digits."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.faults import PersonalNumbers

_MOST_PLACES = 20


def refuse_places(places: Iterable[str]) -> None:
    """Raises PersonalNumbers where there is any place that holds one; the first twenty are named."""
    found = list(places)
    if found:
        more = [f"{len(found) - _MOST_PLACES} more cells"] if len(found) > _MOST_PLACES else []
        raise PersonalNumbers((*found[:_MOST_PLACES], *more))
