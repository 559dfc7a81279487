"""The dashboard "Một đơn vị / One unit": one indicator of one unit, its course, its parts and its source."""

from __future__ import annotations

from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.builders import stat, table, timeseries

from dashboards import panels
from dashboards.boards import (
    ONE_UNIT,
    UNIT_COLUMN,
    WHO_IS_BEHIND,
    frame,
    indicator_variable,
    last_day,
    unit_variable,
    whole_days,
    with_names,
)
from dashboards.config import Config
from dashboards.promql import one_of, series
from dashboards.words import LEVELS, STATES, STATUSES
from monitor.metrics import catalogue
from monitor.metrics.catalogue import Metric

LEVEL = 'level="$level"'
SILENT = 'status="silent"'
CELL = (LEVEL, 'unit="$unit"', 'indicator="$indicator"')
PART_LEVELS = f'level=~"{one_of([level for level in LEVELS if level != "nation"])}"'
# A figure is a day's: its line goes on for that day, and a longer pause is a gap.
A_DAY = "1d"
IS_RATE = series(catalogue.INDICATOR_INFO, 'indicator="$indicator"', 'measure="percent"')


def board(config: Config) -> builders.Dashboard:
    """The whole dashboard."""
    dash = (
        frame("Một đơn vị / One unit", ONE_UNIT, "Một chỉ tiêu của một đơn vị: đến đâu, nhanh hay chậm, có kịp không.")
        .with_variable(unit_variable("unit", "Đơn vị", "$level"))
        .with_variable(indicator_variable())
        .link(builders.DashboardLink("Ai đang chậm").url(f"/d/{WHO_IS_BEHIND}").keep_time(True))
        .link(builders.DashboardLink("Bảng theo dõi").url(f"{config.board}/units/$unit").target_blank(True))
        .annotation(_mark("Thời hạn", series(catalogue.DEADLINE, *CELL), STATUSES["missed"].colour))
        .annotation(_mark("Đính chính", series(catalogue.CORRECTED, *CELL), panels.MUTED))
    )
    stats = (_status(1), _value(2), _ratio(3), _lead(4), _deadline(5), _paces(6))
    for panel in stats:
        dash = dash.with_panel(panel.span(8).height(5))
    dash = dash.with_panel(_burn_up(7).span(24).height(11))
    dash = dash.with_panel(_parts(8).span(24).height(10))
    return dash.with_panel(_source(9).span(24).height(5))


def _now(metric: Metric) -> str:
    return f"max({series(metric, *CELL)})"


def _mark(name: str, instant: str, colour: str) -> builders.AnnotationQuery:
    """A line at the instant that a series holds."""
    return (
        builders.AnnotationQuery()
        .name(name)
        .datasource(panels.DATASOURCE)
        .enable(True)
        .icon_color(colour)
        .expr(f"max({instant}) * 1000")
        .step("60s")
        .use_value_for_time(True)
        .title_format(name)
    )


def _status(number: int) -> stat.Panel:
    description = (
        "Trạng thái do dịch vụ đánh giá, bằng chữ. Chậm khác với chưa có số liệu mới: chậm thì đôn đốc đơn vị, "
        "chưa có số liệu mới thì kiểm tra nguồn."
    )
    panel = panels.state_word(panels.dress(stat.Panel(), number, "Trạng thái", description), "status", STATUSES)
    judged = f"max by (status) ({series(catalogue.STATUS, *CELL)} == 1)"
    return panel.with_target(panels.rows(judged, "A"))


def _value(number: int) -> stat.Panel:
    description = (
        "Số liệu được chấp nhận gần nhất, chỉ tiêu và ngày của số liệu. Ngày đã cũ thì xem nguồn ở cuối trang."
    )
    panel = panels.figures(panels.dress(stat.Panel(), number, "Kết quả mới nhất", description), panels.COUNT_UNIT)
    value, target = series(catalogue.VALUE, *CELL), series(catalogue.TARGET, *CELL)
    rate = [panels.property_("unit", panels.SHARE_UNIT), panels.property_("decimals", 2)]
    for ref in ("B", "D"):
        panel = panel.override_by_query(ref, rate)
    return (
        panels.as_day(panel, "E")
        .with_target(panels.now(f"max({value} unless on (indicator) {IS_RATE})", "A", "kết quả"))
        .with_target(panels.now(f"max({value} and on (indicator) {IS_RATE})", "B", "kết quả"))
        .with_target(panels.now(f"max({target} unless on (indicator) {IS_RATE})", "C", "chỉ tiêu"))
        .with_target(panels.now(f"max({target} and on (indicator) {IS_RATE})", "D", "chỉ tiêu"))
        .with_target(panels.now(f"{_now(catalogue.OBSERVED)} * 1000", "E", "số liệu ngày"))
    )


def _ratio(number: int) -> stat.Panel:
    description = "Đã đạt bao nhiêu phần chỉ tiêu, và mức mà tiến độ đòi hỏi đến ngày đánh giá. Thấp hơn là chậm."
    panel = panels.dress(stat.Panel(), number, "Tỷ lệ đạt chỉ tiêu", description)
    panel = panels.as_day(panels.figures(panel, panels.SHARE_UNIT).decimals(2), "C")
    return (
        panel.with_target(panels.now(_now(catalogue.RATIO), "A", "đạt"))
        .with_target(panels.now(_now(catalogue.EXPECTED_RATIO), "B", "theo tiến độ"))
        .with_target(panels.now(f"{_now(catalogue.OBSERVED)} * 1000", "C", "số liệu ngày"))
    )


def _lead(number: int) -> stat.Panel:
    description = (
        "Số ngày vượt (+) hoặc chậm (−) so với tiến độ; khi đã đạt là số ngày trước thời hạn. Số âm thì đôn đốc."
    )
    panel = panels.figures(panels.dress(stat.Panel(), number, "So với tiến độ", description), panels.DAYS_UNIT)
    panel = panel.thresholds(panels.sign_thresholds(STATUSES["behind"].colour, STATUSES["on_track"].colour))
    return (
        panels.as_day(panel, "B")
        .with_target(panels.now(whole_days(_now(catalogue.LEAD)), "A", "vượt (+), chậm (−)"))
        .with_target(panels.now(f"{_now(catalogue.OBSERVED)} * 1000", "B", "số liệu ngày"))
    )


def _deadline(number: int) -> stat.Panel:
    description = (
        "Ngày cuối cùng còn trong hạn, và ngày đạt chỉ tiêu nếu đã đạt. Không có thời hạn nghĩa là không có chỉ tiêu."
    )
    panel = panels.figures(panels.dress(stat.Panel(), number, "Thời hạn", description), panels.DAY_UNIT)
    return panel.with_target(panels.now(last_day(_now(catalogue.DEADLINE)), "A", "thời hạn")).with_target(
        panels.now(f"{_now(catalogue.MET)} * 1000", "B", "đạt ngày")
    )


def _paces(number: int) -> stat.Panel:
    description = (
        "Mỗi ngày cần thêm bao nhiêu để kịp thời hạn, và đang thêm được bao nhiêu. Cần nhiều hơn đang đạt thì "
        "tăng tốc. Chưa có số liệu mới thì để trống."
    )
    panel = panels.figures(panels.dress(stat.Panel(), number, "Tốc độ mỗi ngày", description), panels.COUNT_UNIT)
    silent = f"({series(catalogue.STATUS, *CELL, SILENT)} == 1)"
    required, pace = (series(metric, *CELL) for metric in (catalogue.REQUIRED_PACE, catalogue.PACE))
    return (
        panels.as_day(panel, "C")
        .with_target(panels.now(f"max({required} unless on (indicator, unit) {silent})", "A", "cần"))
        .with_target(panels.now(f"max({pace} unless on (indicator, unit) {silent})", "B", "đang đạt"))
        .with_target(panels.now(f"{_now(catalogue.OBSERVED)} * 1000", "C", "số liệu ngày"))
    )


def _burn_up(number: int) -> timeseries.Panel:
    description = (
        "Nét liền: thực hiện. Nét đứt: tiến độ. Đường mảnh: chỉ tiêu. Đường dọc: thời hạn và đính chính. "
        "Khoảng trống là không có số liệu mới, không phải số không; khi đó số cũ được vẽ mờ. Nét liền nằm dưới nét đứt "
        "thì đơn vị chậm."
    )
    panel = panels.chart(panels.dress(timeseries.Panel(), number, "Diễn biến so với tiến độ", description), "locale")

    def daily(metric: Metric, *more: str) -> str:
        return f"max(last_over_time({series(metric, *CELL, *more)}[{A_DAY}]))"

    silent = f"({daily(catalogue.STATUS, SILENT)} == 1)"
    value, target = daily(catalogue.VALUE), daily(catalogue.TARGET)
    lines = {
        "thực hiện": (f"{value} unless on () {silent}", panels.ACCENT, "solid", 2),
        "số cũ, chưa có số liệu mới": (f"{value} and on () {silent}", panels.MUTED, "dash", 1),
        "tiến độ": (f"{daily(catalogue.EXPECTED_RATIO)} * {target}", "#8C6D1F", "dash", 2),
        "chỉ tiêu": (target, STATUSES["missed"].colour, "solid", 1),
    }
    for ref, (name, (expression, colour, dash, width)) in zip("ABCD", lines.items(), strict=True):
        panel = panels.line(panel.with_target(panels.course(expression, ref, name)), name, colour, dash, width)
    return panel


def _parts(number: int) -> table.Panel:
    description = (
        "Các đơn vị trực thuộc, chậm nhất trước; mỗi đơn vị có trạng thái và ngày số liệu của mình. "
        "Bấm vào tên để xem đơn vị đó. Trống nghĩa là không có đơn vị trực thuộc nào được theo dõi."
    )
    shown = (PART_LEVELS, 'indicator="$indicator"')
    children = "on (unit) " + series(catalogue.UNIT_INFO, PART_LEVELS, 'parent="$unit"')

    def figure(expression: str) -> str:
        return f"max by (indicator, unit) ({expression} and {children})"

    judged = f"{series(catalogue.STATUS, *shown)} == 1 and {children}"
    queries = {
        "A": with_names(f"max by (indicator, unit, level, status) ({judged})", PART_LEVELS),
        "B": figure(series(catalogue.VALUE, *shown)),
        "C": figure(series(catalogue.TARGET, *shown)),
        "D": figure(series(catalogue.RATIO, *shown)),
        "E": figure(f"({whole_days(series(catalogue.LEAD, *shown))})"),
        "F": figure(f"({series(catalogue.OBSERVED, *shown)} * 1000)"),
    }
    panel = panels.dress(table.Panel(), number, "Các đơn vị trực thuộc", description)
    for ref, expression in queries.items():
        panel = panel.with_target(panels.rows(expression, ref))
    return panels.columns(panel, _PART_COLUMNS, "So với tiến độ")


_PART_COLUMNS = (
    UNIT_COLUMN,
    panels.state_column("status", "Trạng thái", STATUSES),
    panels.number_column("B", "Kết quả", panels.COUNT_UNIT),
    panels.number_column("C", "Chỉ tiêu phải đạt", panels.COUNT_UNIT),
    panels.bar_column("D", "Tỷ lệ đạt chỉ tiêu"),
    panels.number_column("E", "So với tiến độ", panels.DAYS_UNIT, 0),
    panels.number_column("F", "Số liệu ngày", panels.DAY_UNIT),
    *(panels.Column(hidden) for hidden in ("unit", "indicator", "indicator_name", "level", "Value #A")),
)


def _source(number: int) -> table.Panel:
    description = (
        "Nguồn của số liệu đang hiển thị và tình trạng của nguồn; số đơn vị trực thuộc đã báo cáo trên tổng số. "
        "Nguồn đang lỗi thì số ở trên có thể đã cũ."
    )
    of_cell = f"max by (source) ({series(catalogue.VALUE_SOURCE, *CELL)})"
    queries = {
        "A": f"max by (source, state) ({catalogue.SOURCE_STATE} == 1) and on (source) {of_cell}",
        "B": f"max by (source) ({catalogue.SOURCE_LAST_SUCCESS}) * 1000 and on (source) {of_cell}",
        "C": f"{of_cell} * on () group_left () {_now(catalogue.CHILDREN_REPORTED)}",
        "D": f"{of_cell} * on () group_left () {_now(catalogue.CHILDREN)}",
    }
    panel = panels.dress(table.Panel(), number, "Nguồn của số liệu", description)
    for ref, expression in queries.items():
        panel = panel.with_target(panels.rows(expression, ref))
    wanted = (
        panels.Column("source", "Nguồn"),
        panels.state_column("state", "Trạng thái", STATES),
        panels.number_column("B", "Thành công gần nhất", panels.MINUTE_UNIT),
        panels.number_column("C", "Đơn vị đã báo cáo", panels.COUNT_UNIT),
        panels.number_column("D", "Trên tổng số đơn vị", panels.COUNT_UNIT),
        panels.Column("Value #A"),
    )
    return panels.columns(panel, wanted, "Nguồn")
