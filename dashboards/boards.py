"""What both dashboards have in common: their frame, their variables and the queries about judged rows."""

from __future__ import annotations

import json

from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard

from dashboards.panels import DATASOURCE, TIMEZONE, link_column
from dashboards.promql import series
from dashboards.words import LEVELS
from monitor.metrics import catalogue

WHO_IS_BEHIND = "p06-who-is-behind"
ONE_UNIT = "p06-one-unit"

UNIT_COLUMN = link_column(
    "unit_name",
    "Đơn vị",
    "Xem đơn vị",
    f"/d/{ONE_UNIT}?var-datasource=${{datasource}}&var-level=${{__data.fields.level}}"
    "&var-unit=${__data.fields.unit}&var-indicator=${__data.fields.indicator}",
)

# A query answers with names and ids in one line; Grafana takes the text and the value out of it by these groups.
NAME_AND_ID = '/[{{, ]name="(?<text>[^"]+)".*[{{, ]{identity}="(?<value>[^"]+)"/'
ID_AND_NAME = '/[{{, ]{identity}="(?<value>[^"]+)".*[{{, ]name="(?<text>[^"]+)"/'


def frame(title: str, uid: str, description: str) -> builders.Dashboard:
    """An empty dashboard in Vietnam's time, with the variables that both share."""
    return (
        builders.Dashboard(title)
        .uid(uid)
        .description(f"{description} Tệp do `python -m dashboards build` tạo ra; sửa trong dashboards/.")
        .tags(["project06", "generated"])
        .timezone(TIMEZONE)
        .week_start("monday")
        .time("now-30d", "now")
        .refresh("1m")
        .readonly()
        .with_variable(builders.DatasourceVariable("datasource").label("Nguồn dữ liệu").type("prometheus"))
        .with_variable(level_variable())
    )


def level_variable() -> builders.CustomVariable:
    """Totals and parts share a name, so a level is always chosen."""
    options = [
        dashboard.VariableOption(selected=level == "province", text=words, value=level)
        for level, words in LEVELS.items()
    ]
    listed = ",".join(f"{words.replace(',', chr(92) + ',')} : {level}" for level, words in LEVELS.items())
    return builders.CustomVariable("level").label("Cấp").values(listed).current(options[0]).options(options)


def named_variable(name: str, label: str, query: str, regex: str) -> builders.QueryVariable:
    """A variable that shows names and holds ids."""
    return (
        builders.QueryVariable(name)
        .label(label)
        .datasource(DATASOURCE)
        .query({"query": f"query_result({query})", "refId": name})
        .regex(regex)
        .refresh(dashboard.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(dashboard.VariableSort.ALPHABETICAL_ASC)
    )


def indicator_variable() -> builders.QueryVariable:
    """The indicators, by name."""
    regex = ID_AND_NAME.format(identity="indicator")
    return named_variable("indicator", "Chỉ tiêu", f"group by (indicator, name) ({catalogue.INDICATOR_INFO})", regex)


def unit_variable(name: str, label: str, level: str) -> builders.QueryVariable:
    """The units of a level, by name."""
    infos = series(catalogue.UNIT_INFO, f'level="{level}"')
    return named_variable(name, label, f"group by (name, unit) ({infos})", NAME_AND_ID.format(identity="unit"))


def with_names(expression: str, level: str) -> str:
    """The rows of an expression, with labels `unit_name` and `indicator_name`."""
    units = f"max by (unit, name) ({series(catalogue.UNIT_INFO, level)})"
    indicators = f"max by (indicator, name) ({catalogue.INDICATOR_INFO})"
    return (
        f"({expression})"
        f' * on (unit) group_left (unit_name) label_replace({units}, "unit_name", "$1", "name", "(.*)")'
        f" * on (indicator) group_left (indicator_name)"
        f' label_replace({indicators}, "indicator_name", "$1", "name", "(.*)")'
    )


def whole_days(lead: str) -> str:
    """The whole days of a lead in seconds, with its sign: half a day more is not yet a day."""
    return f"sgn({lead}) * floor(abs({lead}) / 86400)"


def last_day(deadline: str) -> str:
    """The last day of an exclusive deadline, in the milliseconds that Grafana shows as a day."""
    return f"({deadline} - 1) * 1000"


def encoded(board: builders.Dashboard) -> str:
    """The dashboard as Grafana reads it: sorted, readable, the same bytes each time.

    The library puts every link and annotation into a menu ("inControlsMenu"); without a place they stand on the page.
    """
    plain = json.loads(JSONEncoder(sort_keys=True).encode(board.build()))
    for shown in (*plain.get("links", ()), *plain["annotations"].get("list", ())):
        del shown["placement"]
    return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
