"""`p06 init`: a campaign to start from."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from shlex import quote
from string import Template

import click

from monitor.cli import UserError

CAMPAIGN, FIGURES, SCRAPE = "campaign.yaml", "figures.csv", "prometheus-scrape.yaml"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write a starter campaign, a CSV template and a scrape snippet for an existing Prometheus into DIR."""
    from monitor.clock import SystemClock, local_day

    there = [name for name in (CAMPAIGN, FIGURES, SCRAPE) if (folder / name).exists()]
    if there:
        raise UserError(f"{folder} holds {', '.join(there)} already, and nothing is overwritten; name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_starter(folder, local_day(SystemClock().now()))
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(next_steps(folder))


def write_starter(folder: Path, today: date) -> None:
    """Writes the starter files for this year's campaign. Raises OSError, also where a file is there already."""
    for name in (CAMPAIGN, FIGURES, SCRAPE):
        template = files("monitor.cli").joinpath("starter", name).read_text(encoding="utf-8")
        with (folder / name).open("x", encoding="utf-8") as file:
            file.write(Template(template).substitute(year=today.year, today=today))


def next_steps(folder: Path) -> str:
    """What was written, and the commands that come next."""
    campaign, figures, data = (quote(str(folder / name)) for name in (CAMPAIGN, FIGURES, "data"))
    return f"""\
{folder / CAMPAIGN}  the campaign: put your units, targets and sources into it
{folder / FIGURES}  a table as the campaign's source sends it
{folder / SCRAPE}  a job for a Prometheus that you run already

Next:
  p06 check {campaign}
  p06 collect weekly-table --campaign {campaign} --data {data} --file {figures} --dry-run
  p06 serve --campaign {campaign} --data {data}"""
