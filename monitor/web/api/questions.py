"""From checked parameters to a Question: indicators and units by the ids of the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from monitor.answers import Answers, Question
from monitor.campaign import Campaign
from monitor.units import AmbiguousUnit, Unit, UnknownUnit
from monitor.web.api.parameters import CellParameters
from monitor.web.problems import Fault, bad_parameters, did_you_mean, nearest


def question(answers: Answers, asked: CellParameters) -> Question:
    """The question that the parameters ask. Raises Problem for an unknown indicator or unit."""
    day = answers.clocks(Question(as_of=asked.as_of, known_at=asked.known_at)).as_of
    campaign = answers.campaign_at(asked.known_at)
    faults = list(_unknown_indicators(campaign, asked.indicator))
    units = []
    for written in asked.unit:
        found = find_unit(campaign, "unit", written, day)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            units.append(found.id)
    if faults:
        raise bad_parameters(faults)
    return Question(tuple(asked.indicator), tuple(units), tuple(asked.level), asked.as_of, asked.known_at)


def _unknown_indicators(campaign: Campaign, written: list[str]) -> Iterator[Fault]:
    known = campaign.indicators
    for name in written:
        if name not in known:
            near = nearest(name, known)
            detail = f"indicator is {name!r}, which the campaign does not have{did_you_mean(near)}"
            yield Fault("indicator", detail if near else f"{detail}; it has {', '.join(known)}", near)


def find_unit(campaign: Campaign, parameter: str, written: str, day: date) -> Unit | Fault:
    """The unit that an id, a code or a name means on a day, or what is wrong with it."""
    try:
        return campaign.units.meant(written, day)
    except UnknownUnit as error:
        return Fault(parameter, f"{parameter}: {error}", next(iter(error.suggestions), None))
    except AmbiguousUnit as error:
        return Fault(parameter, f"{parameter}: {error}; its id would be right")
