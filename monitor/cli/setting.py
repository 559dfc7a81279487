"""`p06 set`: one figure typed in, with its reason; it is believed before every source."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors.reading import Bound, Measure, Reading
from monitor.campaign import HAND, Campaign, Indicator
from monitor.campaign.nearness import meant
from monitor.cli import BadAnswer, UserError
from monitor.cli.handing_in import author_named, cell_of, refuse_personal_number, refuse_unknown_source
from monitor.cli.options import opened, store_options
from monitor.language import number, share

if TYPE_CHECKING:
    from monitor.answers import Answers, Figure
    from monitor.intake import Batch, RowAnswer
    from monitor.units import Unit


_BOUNDS = [each.value for each in Bound]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word by word; it is kept as the figure's document."""

    indicator: str
    unit: str
    as_of: str
    value: str
    bound: str
    why: str
    author: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell that is meant."""

    indicator: Indicator
    unit: Unit
    day: date


@click.command(name="set")
@click.argument("indicator")
@click.argument("unit")
@click.argument("day", metavar="DATE")
@click.argument("value")
@store_options
@click.option("--why", required=True, help="The reason; it is kept with the figure.")
@click.option("--author", help="Who says so.  [default: the user of this machine]")
@click.option("--source", default=HAND, show_default=True, help="Take the figure as one of this source.")
@click.option("--dry-run", is_flag=True, help="Say what would become of it; write nothing.")
@click.option("--bound", type=click.Choice(_BOUNDS), default=Bound.EXACT.value, show_default=True)
def set_figure(
    indicator: str,
    unit: str,
    day: str,
    value: str,
    data: Path,
    database: str | None,
    campaign_file: Path | None,
    why: str,
    author: str | None,
    source: str,
    dry_run: bool,
    bound: str,
) -> None:
    """Type in one figure: INDICATOR of UNIT (a code or a name) was VALUE on DATE, such as 2023-06-30.

    VALUE is 585.673 or 585673 for a count, "95 %" or 0.95 for a rate, 3 for a rank. Exit 1: it was set aside.
    """
    from monitor.answers import Answers
    from monitor.clock import SystemClock
    from monitor.intake import Intake

    typed = Typed(indicator, unit, day, value, bound, _reason(why), author_named(author))
    found = opened(data, database, campaign_file, create=campaign_file is not None)
    campaign = found.served.campaign
    refuse_unknown_source(source, HAND, campaign)
    cell, reading = _meant(typed, campaign)
    answers = Answers(found.served, SystemClock())
    before = _figure_of(cell, answers)
    batch = _batch(typed, reading, source)
    (row,) = Intake(found.served).take_batch(batch, datetime.now(UTC), dry_run=dry_run).rows
    _refuse_not_taken(row, dry_run=dry_run)
    head = f"dry run, nothing written: would be {row.outcome.value}" if dry_run else row.outcome.value
    click.echo(f"{head}: {cell_of(campaign, row)}: {_understood(reading)}")
    click.echo(f"before: {_shown(before, cell, campaign)}")
    if not dry_run:
        click.echo(f"shown now: {_shown(_latest_of(cell, answers), cell, campaign)}")


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if not reason:
        raise UserError("--why is empty; say what the figure rests on, such as a report's number and day")
    refuse_personal_number(reason, "--why")
    return reason


def _meant(typed: Typed, campaign: Campaign) -> tuple[Cell, Reading]:
    """The cell and the figure that were meant. Raises UserError for what is none of the campaign."""
    indicator = _indicator(typed.indicator, campaign)
    reading = _reading(typed, indicator)
    return Cell(indicator, _unit(typed.unit, reading.as_of, campaign), reading.as_of), reading


def _reading(typed: Typed, indicator: Indicator) -> Reading:
    from collectors.rows.forms import cells_form
    from monitor.intake.rows import row_of

    amount = "rank" if indicator.measure is Measure.RANK else "value"
    fields = {"indicator": indicator.reads, "unit": typed.unit, "as_of": typed.as_of, amount: typed.value}
    quote = " | ".join((typed.indicator, typed.unit, typed.as_of, typed.value))
    measures = {indicator.reads: indicator.measure}
    row = row_of(1, fields | {"bound": typed.bound}, measures=measures, document_quote=quote, form=cells_form())
    if row.reading is None:
        raise UserError("; ".join(f"{fault.column}: {fault.message}" for fault in row.faults))
    return replace(
        row.reading,
        assigned_by=indicator.assigned_by,
        account_level=indicator.account_level,
        unit_level=indicator.unit_level,
    )


def _batch(typed: Typed, reading: Reading, source: str) -> Batch:
    from collectors.source import Snapshot
    from monitor.intake import Batch, Row

    body = json.dumps(asdict(typed), ensure_ascii=False, indent=1).encode()
    document = Snapshot(body, f"hand:{typed.author}", datetime.now(UTC), "application/json", "utf-8")
    return Batch(source=source, author=typed.author, rows=(Row(1, reading),), document=document, reason=typed.why)


def _indicator(written: str, campaign: Campaign) -> Indicator:
    if written not in campaign.indicators:
        raise UserError(f"no indicator is called {written!r}{meant(written, list(campaign.indicators))}")
    return campaign.indicators[written]


def _unit(written: str, day: date, campaign: Campaign) -> Unit:
    from monitor.units import AmbiguousUnit, UnitEnded, UnknownUnit

    try:
        return campaign.units.find(written, day)
    except UnitEnded as error:
        raise UserError(str(error)) from None
    except (UnknownUnit, AmbiguousUnit) as error:
        raise UserError(f"{error} (on {day})") from None


def _refuse_not_taken(row: RowAnswer, *, dry_run: bool) -> None:
    from monitor.intake import RowOutcome

    if row.outcome is RowOutcome.REFUSED:
        raise BadAnswer(f"refused: {row.rule}: {row.message}")
    if row.outcome is RowOutcome.QUARANTINED:
        would = "would be set aside" if dry_run else "set aside"
        id_ = "ID" if row.quarantine is None else row.quarantine
        advice = f"if it is right all the same: p06 quarantine accept {id_} --reason …"
        raise BadAnswer(f"{would}: {row.rule}: {row.message}; {advice}")


def _figure_of(cell: Cell, answers: Answers) -> Figure | None:
    """The figure that is shown for the cell's own day."""
    figures = _figures(cell, answers, cell.day)
    return figures[-1] if figures and figures[-1].as_of == cell.day else None


def _latest_of(cell: Cell, answers: Answers) -> Figure | None:
    figures = _figures(cell, answers, None)
    return figures[-1] if figures else None


def _figures(cell: Cell, answers: Answers, until: date | None) -> list[Figure]:
    from monitor.answers import Question

    asked = answers.series(Question(indicators=(cell.indicator.id,), units=(cell.unit.id,), as_of=until))
    return [point.figure for series in asked for point in series.points]


def _shown(figure: Figure | None, cell: Cell, campaign: Campaign) -> str:
    if figure is None:
        return "no figure of that day"
    is_share = cell.indicator.measure is Measure.PERCENT or figure.value is None
    said = _written(figure.value if figure.value is not None else figure.ratio, figure.bound, is_share=is_share)
    source = "the sum of its parts" if figure.is_sum else campaign.source_names(figure.source).en
    return f"{said} on {figure.as_of} ({source})"


def _understood(reading: Reading) -> str:
    """The figure as it was understood, for whoever typed it."""
    amount = reading.rank if reading.measure is Measure.RANK else reading.value
    return _written(amount, reading.bound, is_share=reading.measure is Measure.PERCENT)


def _written(amount: float | None, bound: Bound, *, is_share: bool) -> str:
    if amount is None:
        return "no number"
    figure = share(amount, "en") if is_share else number(amount, "en")
    return figure if bound is Bound.EXACT else f"{bound.value.replace('_', ' ')} {figure}"
