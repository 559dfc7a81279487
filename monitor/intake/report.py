"""What a run hands in, and what is reported of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from collectors.reading import Reading, SetAside
from monitor.store.schema import Outcome

# Of what was set aside, a stored report shows the first; all of it stands in quarantine.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a source. `slot` is the due instant it answers, None for a run by hand.

    `started_at` is an aware instant; `document` the hash of the snapshot that came, already kept; `author` who typed
    or imported the figures, where someone did, and `reason` why.
    """

    source: str
    slot: datetime | None
    started_at: datetime
    duration_seconds: float
    document: str | None
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A Reading that was set aside, or a place that gave none (`reading` None), with the rule it broke.

    `place` is its row, cell or span; `message` holds the numbers of both sides; `unit_written` is what the source
    wrote, `indicator` and `unit` the campaign's ids where they are known.
    """

    place: str
    rule: str
    message: str
    quote: str = ""
    unit_written: str | None = None
    indicator: str | None = None
    unit: str | None = None
    as_of: date | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What became of an attempt: `read` = `accepted` + `unchanged` + `quarantined` + `left_out` + `refused`.

    `left_out` counts Readings of indicators that the source is not asked for, `refused` rows of a batch that are no
    figures of the campaign. `notes` tell of places where no figure was due, such as hidden rows, of figures that were
    accepted though they break a rule, and of what a parent counts beyond its parts. `run` is None for a preview.
    `error` says why a run failed. `more_waits` says whether the source has another document to hand over now; it is not
    kept with the run.
    """

    run: int | None
    source: str
    outcome: Outcome
    error: str | None = None
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: int = 0
    quarantined: tuple[Quarantined, ...] = ()
    notes: tuple[SetAside, ...] = ()
    more_waits: bool = False

    def to_json(self) -> dict[str, Any]:
        """The report as it is kept with its run: numbers, error, notes, and the first hundred places set aside."""
        return {
            "error": self.error,
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "left_out": self.left_out,
            "refused": self.refused,
            "quarantined": [_plain(each) for each in self.quarantined[:_SHOWN]],
            "notes": [asdict(each) for each in self.notes[:_SHOWN]],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any], run: int, source: str, outcome: Outcome) -> RunReport:
        """The report of a run as it was kept."""
        return cls(
            run=run,
            source=source,
            outcome=outcome,
            quarantined=tuple(_from_plain(each) for each in plain["quarantined"]),
            notes=tuple(SetAside(**each) for each in plain["notes"]),
            # Reports of earlier releases do not count them: there were none.
            refused=plain.get("refused", 0),
            **{name: plain[name] for name in ("error", "read", "accepted", "unchanged", "left_out")},
        )


def place_of(reading: Reading) -> str:
    """Where a Reading stands in its document, as a person would look it up."""
    if reading.evidence.cell is not None:
        return reading.evidence.cell
    if reading.evidence.span is not None:
        return f"characters {reading.evidence.span[0]}–{reading.evidence.span[1]}"
    return ""


def set_aside_as(
    reading: Reading, rule: str, message: str, indicator: str | None = None, unit: str | None = None
) -> Quarantined:
    """A Reading as set aside under a rule."""
    return Quarantined(
        place=place_of(reading),
        rule=rule,
        message=message,
        quote=reading.evidence.quote,
        unit_written=reading.unit or reading.unit_code,
        indicator=indicator or reading.indicator,
        unit=unit,
        as_of=reading.as_of,
        reading=reading,
    )


def failing_places(set_aside: Iterable[SetAside]) -> tuple[Quarantined, ...]:
    """The places of a document where a figure was due and none could be taken."""
    return tuple(
        Quarantined(place=each.place, rule=each.rule, message=each.message, quote=each.quote)
        for each in set_aside
        if each.failing
    )


def _plain(given: Quarantined) -> dict[str, Any]:
    return {
        **{
            name: getattr(given, name)
            for name in ("place", "rule", "message", "quote", "unit_written", "indicator", "unit")
        },
        "as_of": given.as_of.isoformat() if given.as_of else None,
        "reading": given.reading.to_json() if given.reading else None,
    }


def _from_plain(plain: Mapping[str, Any]) -> Quarantined:
    day, reading = plain["as_of"], plain["reading"]
    return Quarantined(
        **{name: plain[name] for name in ("place", "rule", "message", "quote", "unit_written", "indicator", "unit")},
        as_of=date.fromisoformat(day) if day else None,
        reading=Reading.from_json(reading) if reading else None,
    )
