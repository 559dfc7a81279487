"""`p06 serve`: scheduler and web in one process."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

import click

from monitor import settings
from monitor.campaign.changes import CampaignChanges
from monitor.cli import UserError
from monitor.cli.options import opened, store_options


@click.command()
@store_options
@click.option("--host", default=settings.DEFAULT_HOST, show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=settings.DEFAULT_PORT, show_default=True, help="The port to listen on; 0 takes a free one."
)
@click.option("--no-scheduler", is_flag=True, help="Answer only; another process collects.")
def serve(
    data: Path, database: str | None, campaign_file: Path | None, host: str, port: int, no_scheduler: bool
) -> None:
    """Collect on schedule and answer over HTTP."""
    from monitor.clock import SystemClock
    from monitor.scheduling import SchedulerRuns
    from monitor.service import Service, log_to_standard_error

    log_to_standard_error()
    found = opened(data, database, campaign_file, create=True)
    service = Service(found.store, found.campaign, SystemClock())
    end_on_sigterm()
    try:
        address = service.listen(host, port)
        _tell(service.serve_campaign(found.path))
        if not no_scheduler:
            service.start_scheduler()
        click.echo(f"ready {address}")
        service.serve()
    except SchedulerRuns as error:
        raise UserError(str(error)) from None
    except OSError as error:
        raise UserError(f"cannot listen on {host}:{port}: {error.strerror}; choose another --port") from None
    finally:
        service.close()


def _tell(changes: CampaignChanges) -> None:
    """Say what a changed campaign file changes, a line each; of a campaign that is new, all is."""
    for line in () if changes.new else changes.lines():
        click.echo(line)


def end_on_sigterm() -> None:
    """Let a polite request to end be handled as an exit, so that what runs is closed in order."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
