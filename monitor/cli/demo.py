"""`p06 demo`: a full service on simulated sources, with history since 1 January 2023."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from monitor import settings
from monitor.cli import UserError
from monitor.cli.serve import end_on_sigterm

if TYPE_CHECKING:
    from monitor.demo.performance import Performance, Plan

DAY_FORMAT = "%Y-%m-%d"


@click.command()
@click.option(
    "--today",
    type=click.DateTime([DAY_FORMAT]),
    help="The day on which the demo stands.  [default: 2023-10-19]",
)
@click.option("--play", is_flag=True, help="Start on 2023-05-15 and play a day every three seconds up to --today.")
@click.option(
    "--port", default=settings.DEFAULT_PORT, show_default=True, help="The port to listen on; 0 takes a free one."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the demo's database here, and go on with it next time.  [default: a temporary folder, removed]",
)
@click.option("--eid-total", type=int, hidden=True, help="Other simulated figures: the sum of 15 June 2023.")
def demo(today: datetime | None, play: bool, port: int, data: Path | None, eid_total: int | None) -> None:
    """Show the service at work on simulated sources, with history since 1 January 2023."""
    from monitor.campaign.file import CampaignError
    from monitor.demo.performance import CannotPlay
    from monitor.demo.process import SimulatorFailed
    from monitor.scheduling import SchedulerRuns
    from monitor.store import StoreError

    end_on_sigterm()
    try:
        with _folder(data) as folder:
            _show(_plan(today.date() if today else None, play, port, eid_total), folder)
    except (CannotPlay, SchedulerRuns, SimulatorFailed, StoreError, CampaignError) as error:
        raise UserError(str(error)) from None
    except OSError as error:
        raise UserError(f"port {port} or the data folder cannot be used: {error.strerror or error}") from None


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data.absolute()
        return
    with TemporaryDirectory(prefix="p06-demo-") as temporary:
        yield Path(temporary)


def _plan(today: date | None, play: bool, port: int, eid_total: int | None) -> Plan:
    from monitor.demo.model import Model
    from monitor.demo.performance import Plan

    try:
        model = Model() if eid_total is None else Model(eid_total=eid_total)
    except ValueError as error:
        raise UserError(str(error)) from None
    return Plan(today, play, port, model)


def _show(plan: Plan, folder: Path) -> None:
    import logging

    from monitor.demo.performance import performance
    from monitor.service import log_to_standard_error

    log_to_standard_error(logging.WARNING)
    # While the clock hurries, a few milliseconds look like minutes.
    logging.getLogger("monitor.scheduling").setLevel(logging.ERROR if plan.play else logging.WARNING)
    click.echo("collecting the history since 2023-01-01 from simulated sources …")
    try:
        with performance(plan, folder) as running:
            _say(running)
            running.go_on()
            click.echo(f"ready {running.address}")
            running.service.serve()
    except KeyboardInterrupt:
        click.echo("ended", err=True)


def _say(running: Performance) -> None:
    click.echo(f"{running.collected.runs} runs; the demo's clock shows {running.service.answers.today()}")
    for source, error in running.collected.errors.items():
        click.echo(f"{source} failed on {error}", err=True)
    click.echo(f"board    {running.address}")
    click.echo(f"metrics  {running.address}metrics")
    click.echo(f"API      {running.address}api/docs")
    click.echo(f"sources  {running.simulator.address} (simulated)")
    click.echo(f"data     {running.folder}")
