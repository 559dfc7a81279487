"""`p06 progress` and `p06 behind`: the answers of the HTTP API, asked within the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import east_asian_width, normalize

import click

from monitor.cli import UserError
from monitor.cli.options import Opened, opened, store_options
from monitor.language import number, share

Command = TypeVar("Command", bound=Callable[..., Any])
HEADINGS = (
    "chỉ tiêu",
    "đơn vị",
    "trạng thái",
    "số liệu",
    "chỉ tiêu giao",
    "tỷ lệ",
    "ngày sớm (+) / chậm (-)",
    "tính đến",
)
RIGHT_ALIGNED = {3, 4, 5, 6}


def question_options(command: Command) -> Command:
    """Add the parameters of a question, named as over HTTP."""
    for option in (
        click.option(
            "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
        ),
        click.option("--known-at", help="What was known at this instant, e.g. 2023-06-01T00:00:00Z."),
        click.option("--as-of", help="The judged day, e.g. 2023-10-19.  [default: today]"),
        click.option("--indicator", multiple=True, help="An indicator's id; may be given several times."),
        click.option("--level", multiple=True, help="nation, province, district, commune or agency."),
        click.option("--unit", multiple=True, help="A unit's code or name; may be given several times."),
    ):
        command = option(command)
    return command


@click.command()
@store_options
@question_options
def progress(data: Path, database: str | None, campaign_file: Path | None, form: str, **asked: Any) -> None:
    """Every indicator of every unit, judged against its target."""
    _answer("progress", opened(data, database, campaign_file), form, asked)


@click.command()
@store_options
@question_options
def behind(data: Path, database: str | None, campaign_file: Path | None, form: str, **asked: Any) -> None:
    """Those who are missed, behind, at risk or silent, worst first."""
    _answer("behind", opened(data, database, campaign_file), form, asked)


def _answer(path: str, found: Opened, form: str, asked: dict[str, Any]) -> None:
    from monitor.answers import Answers
    from monitor.clock import SystemClock
    from monitor.metrics.exposition import Exposition
    from monitor.web import create_app

    answers = Answers(found.store, found.campaign, SystemClock())
    client = create_app(answers, Exposition(answers)).test_client()
    query = {name: value for name, value in asked.items() if value}
    if form == "table":
        rows = [row for page in _pages(client, path, query) for row in page.json["items"]]
        click.echo("\n".join(table([HEADINGS, *(cells(row) for row in rows)])))
    else:
        for page in _pages(client, path, query | {"format": form}):
            click.echo(page.get_data(as_text=True), nl=False)


def _pages(client: Any, path: str, query: dict[str, Any]) -> Iterator[Any]:
    """Each page of an answer. Raises UserError with what the problem document says."""
    cursor: str | None = None
    while True:
        page = client.get(f"/api/v1/{path}", query_string=query | ({"cursor": cursor} if cursor else {}))
        if page.status_code != 200:
            raise UserError(page.json["detail"])
        yield page
        cursor = page.json.get("next_cursor") if page.is_json else None
        if not cursor:
            return


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the API as the cells of a line."""
    lead, target = row.get("lead_days"), row.get("target") or {}
    value = row.get("value")
    percent = row["indicator"]["measure"] == "percent"
    return (
        row["indicator"]["id"],
        row["unit"]["name"],
        row["status"],
        "" if value is None else share(value, "vi") if percent else number(value, "vi"),
        "" if target.get("value") is None else number(target["value"], "vi"),
        "" if row.get("ratio") is None else share(row["ratio"], "vi"),
        "" if lead is None else f"{int(lead):+d}",
        row.get("as_of") or "",
    )


def table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table with aligned columns."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        padded = (
            " " * (width - _width(cell)) + cell if i in RIGHT_ALIGNED else cell + " " * (width - _width(cell))
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in normalize("NFC", text))
