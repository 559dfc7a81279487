"""`p06 units load|import|list|events|show`: the registry of units, filled and asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.cli import BadAnswer, UserError
from monitor.cli.handing_in import author_named, refuse_personal_number
from monitor.cli.options import known_units, opened_store, store_options
from monitor.cli.unit_text import event_plain, event_rows, story_lines, story_plain, unit_cells, unit_plain
from monitor.clock import local_day
from monitor.store.units import Recorded, record_units, registry_of
from monitor.units import AmbiguousUnit, Level, Unit, UnitEnded, UnitRegistry, UnknownUnit, levels_below, story_of
from monitor.units.refusal import said_unknown
from monitor.units.tables import EVENT_COLUMNS, UNIT_COLUMNS, HandedIn, TableFault, handed_in

Command = TypeVar("Command", bound=Callable[..., Any])
_LISTED = ("id", "code", "name", "level", "parent", "valid_from", "valid_until")
_FORMATS = click.Choice(["table", "json", "csv"])
_LEVELS = click.Choice([level.value for level in Level])
_MOST_FAULTS = 200
_FILLS = "`p06 units load vietnam` fills the registry"


def _day(_context: click.Context, _parameter: click.Parameter, written: str | None) -> date | None:
    """A day as YYYY-MM-DD. Raises UsageError."""
    try:
        return None if written is None else datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise click.BadParameter(f"{written!r} is no day; a real day as YYYY-MM-DD would be right") from None


def _as_of(command: Command) -> Command:
    """Add --as-of."""
    return click.option("--as-of", "day", callback=_day, help="The day, e.g. 2025-06-30.  [default: today]")(command)


@click.group()
def units() -> None:
    """The registry of administrative units: fill it, list it, ask what became of a unit."""


@units.command()
@click.argument("nation", type=click.Choice(["vietnam"]))
@store_options
@click.option("--author", help="Who loads it.  [default: the user of this machine]")
def load(nation: str, data: Path, database: str | None, campaign_file: Path | None, author: str | None) -> None:
    """Fill the registry with both maps of Vietnam, before and since 1 July 2025, and what went where.

    Loading it again changes nothing; what someone has corrected since stays corrected.
    """
    from monitor.units.vietnam import PublishedMissing, national, read_published

    name = author_named(author)
    try:
        given = national(read_published())
    except PublishedMissing as error:
        raise UserError(str(error)) from None
    store = opened_store(data, database, create=True)
    with store.write() as connection:
        recorded = record_units(
            connection, given.units, given.events, given.maps, given.source, datetime.now(UTC), actor=name
        )
    click.echo(f"{given.source}: {_counts(recorded)}")
    for known in given.maps:
        click.echo(f"{known.level}: {said_unknown([known])}. {known.note}", err=True)


@units.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))
@click.option(
    "--events",
    "events_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True),
    help="A file of events that goes with the units.",
)
@store_options
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--author", help="Who hands it in.  [default: the user of this machine]")
def import_units(
    file: Path,
    events_file: Path | None,
    data: Path,
    database: str | None,
    campaign_file: Path | None,
    dry_run: bool,
    author: str | None,
) -> None:
    """Take in units, or events between them, from FILE: CSV or Excel, columns named as the fields.

    All of it is taken, or nothing. Exit 1: some row is wrong; each is told with what would be right.
    """
    from monitor.cli.unit_files import read_unit_file

    name = author_named(author)
    files = [read_unit_file(path) for path in (file, events_file) if path is not None]
    if len(files) == 2 and [each.is_events for each in files] != [False, True]:
        raise UserError(f"{file.name} is to hold units (a column id) and {events_file} events (a column day)")
    for each in files:
        refuse_personal_number(each.name, "the file's name")
        for note in each.notes:
            click.echo(f"{each.name}: {note}", err=True)
    _refuse_faults((each.name, each.faults) for each in files)
    unit_rows = next((each.rows for each in files if not each.is_events), ())
    rows_of_events = next((each.rows for each in files if each.is_events), ())
    store = opened_store(data, database, create=True)
    with store.read() as connection:
        given = handed_in(unit_rows, rows_of_events, registry_of(connection))
    _refuse_faults([(files[0].name, given.unit_faults), (files[-1].name, given.event_faults)])
    source = f"import of {' and '.join(each.name for each in files)}"
    with store.write() as connection:
        trial = connection.begin_nested()
        recorded = _recorded(connection, given, source, name)
        trial.rollback() if dry_run else trial.commit()
    click.echo(f"{'dry run, nothing written; ' if dry_run else ''}{_counts(recorded)}")


def _recorded(connection: Any, given: HandedIn, source: str, actor: str) -> Recorded:
    now = datetime.now(UTC)
    try:
        return record_units(connection, given.units, given.events, (), source, now, actor=actor, corrects=True)
    except ValueError as error:
        raise BadAnswer(f"nothing is taken: {error}") from None


def _refuse_faults(faults: Iterable[tuple[str, Sequence[TableFault]]]) -> None:
    """Tells the faults, each in a line. Raises BadAnswer where there is one."""
    told = [f"{name}: {fault}" for name, found in faults for fault in found]
    for line in told[:_MOST_FAULTS]:
        click.echo(line, err=True)
    if len(told) > _MOST_FAULTS:
        click.echo(f"and {len(told) - _MOST_FAULTS} more", err=True)
    if told:
        raise BadAnswer(f"nothing is taken: {len(told)} fault{'s' if len(told) > 1 else ''}")


def _counts(recorded: Recorded) -> str:
    return (
        f"{recorded.new_units} units new, {recorded.changed_units} changed; "
        f"{recorded.new_events} events new, {recorded.withdrawn_events} withdrawn"
    )


@units.command("list")
@_as_of
@click.option("--level", "levels", type=_LEVELS, multiple=True, help="May be given several times.")
@click.option("--parent", help="A unit's id, code or name: what is below it.")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@store_options
def list_units(
    day: date | None,
    levels: tuple[str, ...],
    parent: str | None,
    form: str,
    data: Path,
    database: str | None,
    campaign_file: Path | None,
) -> None:
    """The units that exist on a day: with --parent those directly below it, with --level too all of that level."""
    registry = _filled(known_units(data, database, campaign_file))
    on = day or _today()
    wanted = [Level(level) for level in levels]
    above = None if parent is None else _meant(registry, parent, on)
    found = registry.listed(on, None if above is None else above.id, wanted)
    unknown = said_unknown(registry.unknown_map(on, wanted or levels_below(above.level if above else None)))
    if unknown:
        click.echo(unknown, err=True)
    if not found:
        raise BadAnswer(f"no such unit exists on {on}")
    _write(form, [unit_plain(unit) for unit in found], _LISTED, UNIT_COLUMNS, [unit_cells(unit) for unit in found])


@units.command()
@click.option("--unit", help="A unit's id, code or name: what happened to it.")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@store_options
def events(unit: str | None, form: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """What happened to units: a line for each transfer; in CSV the table that `p06 units import` takes."""
    registry = _filled(known_units(data, database, campaign_file))
    known = registry.events if unit is None else registry.events_of(_meant(registry, unit, _today()).id)
    if not known:
        raise BadAnswer("no event is known" + ("" if unit is None else f" of {unit}"))
    rows = list(event_rows(known))
    plain = [event_plain(event, registry) for event in known] if form == "json" else rows
    _write(form, plain, EVENT_COLUMNS[:-1], EVENT_COLUMNS, rows)


@units.command()
@click.argument("unit")
@_as_of
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_options
def show(unit: str, day: date | None, form: str, data: Path, database: str | None, campaign_file: Path | None) -> None:
    """All that is known of UNIT, an id, a code or a name: its place, its names, what came before and after it."""
    registry = _filled(known_units(data, database, campaign_file))
    on = day or _today()
    story = story_of(registry, _meant(registry, unit, on).id, on)
    if form == "json":
        click.echo(json.dumps(story_plain(story), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(story_lines(story)))
    if story.unknown:
        click.echo(said_unknown(story.unknown), err=True)


def _filled(registry: UnitRegistry) -> UnitRegistry:
    if not len(registry):
        raise BadAnswer(f"no unit is known; {_FILLS}")
    return registry


def _meant(registry: UnitRegistry, written: str, on: date) -> Unit:
    """The unit that an id, a code or a name means on a day, also one that is no more. Raises UserError."""
    try:
        return registry.meant(written, on)
    except UnitEnded as error:
        if len(error.ended) == 1:
            return error.ended[0]
        raise UserError(str(error)) from None
    except UnknownUnit as error:
        raise UserError(str(error)) from None
    except AmbiguousUnit as error:
        raise UserError(f"{error}; its id would be right") from None


def _write(
    form: str,
    plain: Sequence[Mapping[str, Any]],
    shown: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Mapping[str, Any]],
) -> None:
    if form == "json":
        click.echo(json.dumps(list(plain), ensure_ascii=False, indent=2))
    elif form == "csv":
        from monitor.web.api.tables import to_csv

        click.echo(to_csv(columns, cells), nl=False)
    else:
        from monitor.cli.progress import table

        lines = [tuple(shown), *(tuple(_cell(row[name]) for name in shown) for row in plain)]
        click.echo("\n".join(table(lines, right_aligned=())))


def _cell(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "" if value is None else str(value)


def _today() -> date:
    return local_day(datetime.now(UTC))
