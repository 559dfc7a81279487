"""Judges the parts of a campaign file by their schemas; what is wrong with them becomes faults with their place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from collectors.source import SourceConfig
from monitor.campaign.document import Document, Loc, dotted, may_show
from monitor.campaign.fault import Fault
from monitor.campaign.schema import Known
from monitor.campaign.wording import worded

Model = TypeVar("Model", bound=BaseModel)


class Judge:
    """Judges the parts of one document and keeps the faults, those of its form among them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = list(document.faults)

    def fault(self, loc: Loc, message: str, *, at_key: bool = False) -> None:
        """Notes a fault at a place, unless one was already told of it or of what is around it."""
        if self.document.is_spoiled(loc):
            return
        position = self.document.key_at(loc) if at_key else self.document.at(loc)
        self.faults.append(Fault(*position, f"{dotted(loc)}: {message}" if loc else message))

    def part(self, loc: Loc, model: type[Model], known: Known | None = None) -> Model | None:
        """The part at a place as its schema has it; None where it has faults, which are noted."""
        try:
            return model.model_validate(_without_nulls(self.document.value_at(loc)), context=known)
        except ValidationError as error:
            self._note(loc, model, error)
            return None

    def config(self, loc: Loc, model: type[SourceConfig]) -> SourceConfig | None:
        """The configuration of a source as its kind has it; None where it has faults. No value is repeated.

        Judged as JSON: the strict form in which a list may become a tuple, and a word a member of an enumeration.
        """
        plain = json.dumps(self.document.value_at(loc) or {}, default=date.isoformat)
        try:
            return model.model_validate_json(plain)
        except ValidationError as error:
            self._note(loc, model, error)
            return None

    def _note(self, loc: Loc, model: type[BaseModel], error: ValidationError) -> None:
        for details in error.errors(include_input=False, include_url=False):
            self._note_one(loc, model, details)

    def _note_one(self, loc: Loc, model: type[BaseModel], details: ErrorDetails) -> None:
        place = self._place(loc, details["loc"])
        message = worded(details, model, self.document.value_at(place), shown=may_show(place))
        if details["type"] != "missing":
            self.fault(place, message, at_key=details["type"] == "extra_forbidden")
        elif not self.document.is_spoiled(place):
            self.fault(place[:-1], message, at_key=True)

    def _place(self, part: Loc, inside: Loc) -> Loc:
        """A place within a part, without the words that pydantic puts in for the branches of a union."""
        place = part
        for step in inside[:-1]:
            if (*place, step) in self.document.places:
                place = (*place, step)
        return (*place, *inside[-1:])


def _without_nulls(value: Any) -> Any:
    """The value without its empty keys, of which a fault was told."""
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list) else value
