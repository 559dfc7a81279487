"""Places and judges what one origin says, against what the store holds. Reads the store and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from collectors.reading import Reading
from monitor.campaign import Campaign
from monitor.clock import local_day
from monitor.intake.batch import RowOutcome
from monitor.intake.judging import Judged, cells_of, judge, unplaced_verdict
from monitor.intake.known import Kinship
from monitor.intake.placing import Origin, Placed, Places, Unplaced
from monitor.intake.report import Attempt
from monitor.intake.surroundings import surroundings


def judged(
    connection: Connection,
    campaign: Campaign,
    origin: Origin,
    attempt: Attempt,
    readings: Iterable[tuple[int, Reading]],
    now: datetime,
) -> Judged:
    """What becomes of Readings with their numbers; one that nobody asked for has no verdict.

    `now` is the instant by whose local day they are judged.
    """
    places = Places(campaign, origin)
    found = [(number, places.place(reading)) for number, reading in readings]
    kinship = Kinship(campaign)
    placed = [(number, each) for number, each in found if isinstance(each, Placed)]
    cells = cells_of(placed, kinship, attempt, now)
    asked = [(cell.indicator, cell.unit, cell.as_of) for cell in cells]
    known = surroundings(connection, campaign, kinship, origin.source, asked)
    made = judge(cells, known, campaign, kinship, attempt, local_day(now))
    outcome = RowOutcome.REFUSED if origin.answers_each else RowOutcome.QUARANTINED
    unplaced = {n: unplaced_verdict(each, outcome) for n, each in found if isinstance(each, Unplaced)}
    verdicts = dict(sorted((made.verdicts | unplaced).items()))
    return Judged(made.observations, verdicts, made.notes)
