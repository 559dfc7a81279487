"""The dashboard "Ai đang chậm / Who is behind": how many, who, and whether the sources can be believed."""

from __future__ import annotations

from grafana_foundation_sdk.builders import common as common_builders
from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.builders import stat, table, timeseries
from grafana_foundation_sdk.models import common

from dashboards import panels
from dashboards.boards import (
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
from dashboards.words import STATES, STATUSES
from monitor.metrics import catalogue
from monitor.metrics.catalogue import Metric

LEVEL = 'level="$level"'
SHOWN = (LEVEL, 'province=~"$province"', 'indicator=~"$indicator"')
ATTENTION = ("missed", "behind", "silent", "at_risk")
RUNNING = ("on_track", "new")
DONE = ("met", "no_target")
COUNTED = {
    "behind": "Số liệu còn mới nhưng thấp hơn tiến độ quá mức cho phép. Mở bảng bên dưới, làm việc với đơn vị xếp đầu.",
    "missed": "Đã hết thời hạn mà chưa đạt chỉ tiêu. Báo cáo Ban Chỉ đạo và xin ý kiến về thời hạn mới.",
    "silent": "Không có số liệu mới nên chưa biết nhanh hay chậm. Xem nguồn số liệu ở cuối trang trước khi đôn đốc.",
    "at_risk": "Chưa chậm nhưng với tốc độ hiện nay sẽ không kịp thời hạn. Đôn đốc trước khi thành chậm.",
    "on_track": "Không chậm quá số ngày cho phép và đủ tốc độ để kịp thời hạn. Chưa cần làm gì.",
    "met": "Đã đạt chỉ tiêu. Không cần làm gì; danh sách ở cuối trang.",
}


def board(config: Config) -> builders.Dashboard:
    """The whole dashboard, in the order of the board of the service."""
    dash = (
        frame("Ai đang chậm / Who is behind", WHO_IS_BEHIND, "Đơn vị và chỉ tiêu nào đang chậm, chậm bao nhiêu ngày.")
        .with_variable(unit_variable("province", "Tỉnh, thành phố", "province").include_all(True).all_value(".*"))
        .with_variable(indicator_variable().include_all(True).all_value(".*"))
        .link(builders.DashboardLink("Bảng theo dõi").url(f"{config.board}/").target_blank(True))
    )
    for number, (status, advice) in enumerate(COUNTED.items(), start=1):
        dash = dash.with_panel(_count(number, status, advice))
    attention = _table(10, "Cần chú ý, chậm nhất trước", ATTENTION, _ATTENTION_WORDS).span(24).height(12)
    running = _table(11, "Đang đúng tiến độ", RUNNING, _RUNNING_WORDS).span(24).height(8)
    sources, course = _sources(12).span(24).height(8), _course(13).span(24).height(8)
    for panel in (attention, running, sources, course):
        dash = dash.with_panel(panel)
    done = _table(21, "Đã đạt, không có chỉ tiêu", DONE, _DONE_WORDS).span(24).height(10)
    return dash.with_row(builders.Row("Đã đạt").id(20).collapsed(True).with_panel(done))


def _count(number: int, status: str, advice: str) -> stat.Panel:
    counted = series(catalogue.STATUS, *SHOWN, f'status="{status}"')
    panel = panels.dress(stat.Panel(), number, f"Số chỉ tiêu {STATUSES[status].word}", advice)
    panel = panels.figures(panel, panels.COUNT_UNIT).thresholds(panels.plain_threshold(STATUSES[status].colour))
    return (
        panels.as_day(panel, "B")
        .with_target(panels.now(f"sum(max by (indicator, unit) ({counted}))", "A", STATUSES[status].word))
        .with_target(panels.now(f"max({catalogue.JUDGED}) * 1000", "B", "tính đến"))
        .span(8)
        .height(5)
    )


_ATTENTION_WORDS = (
    "Mỗi dòng là một chỉ tiêu của một đơn vị. Thanh cho biết đã đạt bao nhiêu phần chỉ tiêu, cột bên cạnh là mức theo "
    "tiến độ; số ngày âm là chậm. Chỉ tiêu là tỷ lệ thì kết quả ghi dạng thập phân (0,552 là 55,2 %). "
    "Bấm vào tên đơn vị để xem diễn biến."
)
_RUNNING_WORDS = "Đang đi đúng tiến độ, hoặc mới và chưa đến kỳ báo cáo đầu. Chưa cần làm gì."
_DONE_WORDS = "Đã đạt, hoặc không được giao chỉ tiêu. Không cần theo dõi hằng ngày."


def _table(number: int, title: str, statuses: tuple[str, ...], description: str) -> table.Panel:
    wanted = f'status=~"{one_of(statuses)}"'
    judged = f"{series(catalogue.STATUS, *SHOWN, wanted)} == 1"

    def figure(expression: str) -> str:
        return f"max by (indicator, unit) ({expression} and on (indicator, unit) ({judged}))"

    def of(metric: Metric) -> str:
        return series(metric, *SHOWN)

    status = with_names(f"max by (indicator, unit, level, province, status) ({judged})", LEVEL)
    source = f"max by (indicator, unit, source) ({of(catalogue.VALUE_SOURCE)} and on (indicator, unit) ({judged}))"
    panel = panels.dress(table.Panel(), number, title, description)
    queries = {
        "A": status,
        "B": figure(of(catalogue.VALUE)),
        "C": figure(of(catalogue.TARGET)),
        "D": figure(of(catalogue.RATIO)),
        "E": figure(of(catalogue.EXPECTED_RATIO)),
        "F": figure(whole_days(of(catalogue.LEAD))),
        "G": figure(last_day(of(catalogue.DEADLINE))),
        "H": figure(f"{of(catalogue.OBSERVED)} * 1000"),
        "I": source,
    }
    for ref, expression in queries.items():
        panel = panel.with_target(panels.rows(expression, ref))
    return panels.columns(panel, _COLUMNS, "So với tiến độ")


_COLUMNS = (
    UNIT_COLUMN,
    panels.Column("indicator_name", "Chỉ tiêu"),
    panels.state_column("status", "Trạng thái", STATUSES),
    panels.number_column("B", "Kết quả", panels.COUNT_UNIT),
    panels.number_column("C", "Chỉ tiêu phải đạt", panels.COUNT_UNIT),
    panels.bar_column("D", "Tỷ lệ đạt chỉ tiêu"),
    panels.number_column("E", "Theo tiến độ", panels.SHARE_UNIT, 2),
    panels.number_column("F", "So với tiến độ", panels.DAYS_UNIT, 0),
    panels.number_column("G", "Thời hạn", panels.DAY_UNIT),
    panels.number_column("H", "Số liệu ngày", panels.DAY_UNIT),
    panels.Column("source", "Nguồn"),
    *(panels.Column(hidden) for hidden in ("unit", "indicator", "level", "province", "Value #A", "Value #I")),
)


def _sources(number: int) -> table.Panel:
    description = (
        "Từng nguồn số liệu: có lấy được không, lần thành công gần nhất, số liệu để riêng chờ xem. Nguồn đang lỗi "
        "hoặc chưa có số liệu mới thì xử lý nguồn trước khi đôn đốc đơn vị."
    )
    panel = panels.dress(table.Panel(), number, "Nguồn số liệu", description)
    queries = {
        "A": f"max by (source, state) ({catalogue.SOURCE_STATE} == 1)",
        "B": f"max by (source) ({catalogue.SOURCE_LAST_SUCCESS}) * 1000",
        "C": f"max by (source) ({catalogue.SOURCE_LAST_ATTEMPT}) * 1000",
        "D": f"sum by (source) (max by (source, rule) ({catalogue.QUARANTINED}))",
    }
    for ref, expression in queries.items():
        panel = panel.with_target(panels.rows(expression, ref))
    wanted = (
        panels.Column("source", "Nguồn"),
        panels.state_column("state", "Trạng thái", STATES),
        panels.number_column("B", "Thành công gần nhất", panels.MINUTE_UNIT),
        panels.number_column("C", "Chạy gần nhất", panels.MINUTE_UNIT),
        panels.number_column("D", "Để riêng chờ xem", panels.COUNT_UNIT),
        panels.Column("Value #A"),
    )
    return panels.columns(panel, wanted, "Trạng thái")


def _course(number: int) -> timeseries.Panel:
    description = (
        "Số chỉ tiêu ở mỗi trạng thái theo thời gian. Khoảng trống là lúc không có số liệu, không phải số không. "
        "Phần chậm tăng lên thì xem bảng ở trên."
    )
    counted = f"sum by (status) (max by (indicator, unit, status) ({series(catalogue.STATUS, *SHOWN)}))"
    panel = panels.dress(timeseries.Panel(), number, "Trạng thái theo thời gian", description)
    panel = (
        panels.chart(panel, panels.COUNT_UNIT)
        .fill_opacity(70)
        .line_width(0)
        .stacking(common_builders.StackingConfig().mode(common.StackingMode.NORMAL))
        .with_target(panels.course(counted, "A", "{{status}}"))
    )
    for status, look in STATUSES.items():
        fixed = panels.property_("color", {"mode": "fixed", "fixedColor": look.colour})
        panel = panel.override_by_name(status, [panels.property_("displayName", look.word), fixed])
    return panel
