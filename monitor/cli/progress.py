"""`p06 progress` and `p06 behind`: the answers of the HTTP API, asked within the process."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import east_asian_width, normalize

import click

from monitor.cli.asking import asked, client_of, whole
from monitor.cli.options import Opened, opened, store_options
from monitor.language import number, share

if TYPE_CHECKING:
    from monitor.web.board.words import Words

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
        click.option("--as-of", help="The judged day, e.g. 2023-10-19.  [default: the day of --known-at, else today]"),
        click.option("--indicator", multiple=True, help="An indicator's id; may be given several times."),
        click.option("--level", multiple=True, help="nation, province, district, commune or agency."),
        click.option("--unit", multiple=True, help="A unit's code or name; may be given several times."),
    ):
        command = option(command)
    return command


@click.command()
@store_options
@question_options
def progress(data: Path, database: str | None, campaign_file: Path | None, form: str, **parameters: Any) -> None:
    """Every indicator of every unit, judged against its target."""
    _answer("progress", opened(data, database, campaign_file), form, parameters)


@click.command()
@store_options
@question_options
def behind(data: Path, database: str | None, campaign_file: Path | None, form: str, **parameters: Any) -> None:
    """Those who are missed, behind, at risk or silent, worst first."""
    _answer("behind", opened(data, database, campaign_file), form, parameters)


def _answer(path: str, found: Opened, form: str, parameters: dict[str, Any]) -> None:
    client = client_of(found)
    query = {name: value for name, value in parameters.items() if value}
    if form == "csv":
        click.echo(asked(client, f"/api/v1/{path}", query | {"format": "csv"}).get_data(as_text=True), nl=False)
        return
    answer = whole(client, f"/api/v1/{path}", query)
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(table([HEADINGS, *(cells(row) for row in answer["data"])])))


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the API as the cells of a line, in the words of the board."""
    from monitor.web.board.words import Words

    words = Words("vi")
    lead, target, value = row["lead_days"], row["target"] or {}, row["value"]
    return (
        row["indicator"]["id"],
        row["unit"]["name"],
        words(f"status.{row['status']}"),
        "" if value is None else _bounded(row, _figure(row, value), words),
        "" if target.get("value") is None else _figure(row, target["value"]),
        "" if row["ratio"] is None else _bounded(row, share(row["ratio"], "vi"), words),
        "" if lead is None else f"{int(lead):+d}",
        row["as_of"] or "",
    )


def _figure(row: dict[str, Any], value: float) -> str:
    return share(value, "vi") if row["indicator"]["measure"] == "percent" else number(value, "vi")


def _bounded(row: dict[str, Any], figure: str, words: Words) -> str:
    return figure if row["bound"] == "exact" else words(f"bound.{row['bound']}", figure=figure)


def table(rows: list[tuple[str, ...]], right_aligned: Collection[int] = frozenset(RIGHT_ALIGNED)) -> Iterator[str]:
    """The lines of a table with aligned columns."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        padded = (
            " " * (width - _width(cell)) + cell if i in right_aligned else cell + " " * (width - _width(cell))
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in normalize("NFC", text))
