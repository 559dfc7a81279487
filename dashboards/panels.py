"""How every panel is made: its data source, its queries, its states in words and colours, its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from grafana_foundation_sdk.builders import common as common_builders
from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.builders import prometheus, stat, table, timeseries
from grafana_foundation_sdk.models import common, dashboard
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from dashboards.words import NO_FIGURE, Look

DATASOURCE = common.DataSourceRef(type_val="prometheus", uid="${datasource}")
TIMEZONE = "Asia/Ho_Chi_Minh"
DAY_UNIT = "time:D/M/YYYY"
MINUTE_UNIT = "time:HH:mm D/M/YYYY"
COUNT_UNIT = "locale"
SHARE_UNIT = "percentunit"
DAYS_UNIT = "suffix: ngày"
ACCENT = "#0b4f8a"
MUTED = "#5f5f5f"

AnyPanel = TypeVar("AnyPanel", stat.Panel, table.Panel, timeseries.Panel)


def dress(panel: AnyPanel, number: int, title: str, description: str) -> AnyPanel:
    """What every panel has: an id that links can keep, a title, what it shows and what to do, a data source."""
    return panel.id(number).title(title).description(description).datasource(DATASOURCE).no_value(NO_FIGURE)


def now(expression: str, ref: str, legend: str) -> prometheus.Dataquery:
    """A query for the present moment."""
    return prometheus.Dataquery().datasource(DATASOURCE).ref_id(ref).expr(expression).instant().legend_format(legend)


def rows(expression: str, ref: str) -> prometheus.Dataquery:
    """A query for the present moment whose labels become columns."""
    return now(expression, ref, "__auto").format(PromQueryFormat.TABLE)


def course(expression: str, ref: str, legend: str) -> prometheus.Dataquery:
    """A query over the time shown."""
    return prometheus.Dataquery().datasource(DATASOURCE).ref_id(ref).expr(expression).range().legend_format(legend)


def property_(name: str, value: object) -> dashboard.DynamicConfigValue:
    """One property of a field."""
    return dashboard.DynamicConfigValue(id_val=name, value=value)


def plain_threshold(colour: str) -> builders.ThresholdsConfig:
    """One colour for every value: a colour means a state, and a number is none."""
    step = dashboard.Threshold(value=None, color=colour)
    return builders.ThresholdsConfig().mode(dashboard.ThresholdsMode.ABSOLUTE).steps([step])


def sign_thresholds(bad: str, good: str) -> builders.ThresholdsConfig:
    """One colour below zero and one from zero on."""
    steps = [dashboard.Threshold(value=None, color=bad), dashboard.Threshold(value=0, color=good)]
    return builders.ThresholdsConfig().mode(dashboard.ThresholdsMode.ABSOLUTE).steps(steps)


def words_for(looks: Mapping[str, Look]) -> list[dashboard.ValueMapping]:
    """States as words, each in its colour."""
    results = {
        state: dashboard.ValueMappingResult(text=look.word, color=look.colour, index=place)
        for place, (state, look) in enumerate(looks.items())
    }
    return [dashboard.ValueMap(options=results)]


def figures(panel: stat.Panel, unit: str) -> stat.Panel:
    """A stat that shows its numbers with their names, in one colour, without a sparkline."""
    return (
        panel.unit(unit)
        .thresholds(plain_threshold(ACCENT))
        .graph_mode(common.BigValueGraphMode.NONE)
        .color_mode(common.BigValueColorMode.VALUE)
        .text_mode(common.BigValueTextMode.VALUE_AND_NAME)
        .orientation(common.VizOrientation.VERTICAL)
        .reduce_options(common_builders.ReduceDataOptions().calcs(["lastNotNull"]))
    )


def as_day(panel: AnyPanel, ref: str, unit: str = DAY_UNIT) -> AnyPanel:
    """The query with this letter is a day."""
    muted = property_("thresholds", plain_threshold(MUTED).build())
    return panel.override_by_query(ref, [property_("unit", unit), muted])


def state_word(panel: stat.Panel, field: str, looks: Mapping[str, Look]) -> stat.Panel:
    """A stat that shows the label `field` as a word on its colour."""
    return (
        panel.unit("string")
        .thresholds(plain_threshold(MUTED))
        .mappings(words_for(looks))
        .graph_mode(common.BigValueGraphMode.NONE)
        .color_mode(common.BigValueColorMode.BACKGROUND)
        .text_mode(common.BigValueTextMode.VALUE)
        .reduce_options(common_builders.ReduceDataOptions().values(True).calcs([]).fields(f"/^{field}$/"))
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field it comes from, its heading (empty: hidden, kept for links) and its look."""

    field: str
    heading: str = ""
    properties: tuple[dashboard.DynamicConfigValue, ...] = ()


def number_column(ref: str, heading: str, unit: str, decimals: int | None = None) -> Column:
    """Figures, to the right."""
    places = () if decimals is None else (property_("decimals", decimals),)
    return Column(f"Value #{ref}", heading, (property_("unit", unit), property_("custom.align", "right"), *places))


def bar_column(ref: str, heading: str) -> Column:
    """A share as a bar in its cell, with the figure beside it; the bar ends at 100 %."""
    bar = common.TableBarGaugeCellOptions(
        mode=common.BarGaugeDisplayMode.BASIC, value_display_mode=common.BarGaugeValueMode.TEXT
    )
    limits = (property_("min", 0), property_("max", 1), property_("unit", SHARE_UNIT), property_("decimals", 2))
    width = property_("custom.width", 180)
    return Column(f"Value #{ref}", heading, (property_("custom.cellOptions", bar), *limits, width))


def state_column(field: str, heading: str, looks: Mapping[str, Look]) -> Column:
    """A state as a word on its colour."""
    cell = common.TableColoredBackgroundCellOptions(mode=common.TableCellBackgroundDisplayMode.BASIC)
    return Column(field, heading, (property_("mappings", words_for(looks)), property_("custom.cellOptions", cell)))


def link_column(field: str, heading: str, title: str, url: str) -> Column:
    """Words that lead to another page."""
    link = {"title": title, "url": url}
    return Column(field, heading, (property_("links", [link]),))


def columns(panel: table.Panel, wanted: Sequence[Column], sort: str) -> table.Panel:
    """Joins the queries' rows on the labels they share; shows the wanted columns in order, the least `sort` first."""
    headings = {column.field: column.heading for column in wanted if column.heading}
    order = {column.field: place for place, column in enumerate(wanted)}
    panel = (
        panel.thresholds(plain_threshold(ACCENT))
        .unit("string")
        .with_transformation(dashboard.DataTransformerConfig(id_val="merge", options={}))
        .with_transformation(
            dashboard.DataTransformerConfig(
                id_val="organize",
                options={"excludeByName": {"Time": True}, "indexByName": order, "renameByName": headings},
            )
        )
        .sort_by([common_builders.TableSortByFieldState().display_name(sort).desc(False)])
    )
    for column in wanted:
        hidden = () if column.heading else (property_("custom.hidden", True),)
        panel = panel.override_by_name(column.heading or column.field, [*column.properties, *hidden])
    return panel


def line(panel: timeseries.Panel, name: str, colour: str, dash: str = "solid", width: int = 2) -> timeseries.Panel:
    """How one line of a chart is drawn."""
    style = common.LineStyle(fill="solid") if dash == "solid" else common.LineStyle(fill="dash", dash=[8, 6])
    return panel.override_by_name(
        name,
        [
            property_("color", {"mode": "fixed", "fixedColor": colour}),
            property_("custom.lineStyle", style),
            property_("custom.lineWidth", width),
        ],
    )


def chart(panel: timeseries.Panel, unit: str) -> timeseries.Panel:
    """A chart from zero whose gaps stay gaps."""
    return (
        panel.unit(unit)
        .thresholds(plain_threshold(ACCENT))
        .min(0)
        .span_nulls(False)
        .insert_nulls(False)
        .line_interpolation(common.LineInterpolation.LINEAR)
        .show_points(common.VisibilityMode.AUTO)
        .fill_opacity(0)
        .legend(
            common_builders.VizLegendOptions()
            .display_mode(common.LegendDisplayMode.LIST)
            .placement(common.LegendPlacement.BOTTOM)
            .show_legend(True)
        )
    )
