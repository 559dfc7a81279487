"""What an alert says. Each figure is asked for when the alert is sent, and left out when it is not known."""

from __future__ import annotations

from dashboards.config import Config
from dashboards.promql import latest
from dashboards.templates import (
    DAY,
    DEFINE_NUMBER,
    MINUTE,
    NAME,
    NUMBER,
    PERCENT,
    VIETNAM_IS_AHEAD,
    ask,
    choose,
    lines,
    measure_words,
)
from monitor.metrics import catalogue
from monitor.metrics.catalogue import Metric

Annotations = dict[str, str]


def behind(config: Config) -> Annotations:
    """'Huyện Lập Thạch chậm 35 ngày: …', then the figure, where the path stands, the deadline and the paces."""
    late = ask(f"floor(abs({_cell(catalogue.LEAD, config)} < 0) / 86400) > 0", f" {NUMBER} ngày", " tiến độ")
    deadline = ask(_last_day(config), f" Thời hạn {DAY}.")
    description = lines(_figure(config), f"{_path(config)}.", deadline, _paces(config), _source(), _age(config))
    return _of_cell(config, f"{_unit(config)} chậm{late}: {_indicator(config)}", description, "TargetBehind")


def missed(config: Config) -> Annotations:
    """'Huyện Tam Đảo không đạt: …', then the deadline that has passed and the figure."""
    deadline = ask(_last_day(config), f"Đã hết thời hạn {DAY}. ")
    description = lines(deadline, f"{_figure(config)}.", _source(), _age(config))
    return _of_cell(config, f"{_unit(config)} không đạt: {_indicator(config)}", description, "TargetMissed")


def source(config: Config, alert: str, what: str, advice: str) -> Annotations:
    """What ails a source, since when it has given nothing, how many figures stand on it, and what to do."""
    success = latest(f"{catalogue.SOURCE_LAST_SUCCESS}{{source=$source}}", config)
    figures = (
        f"count(count by (indicator, unit, level) ({latest(f'{catalogue.VALUE_SOURCE}{{source=$source}}', config)}))"
    )
    since = ask(f"{success} + {VIETNAM_IS_AHEAD}", f" Lần thu thập thành công gần nhất: {MINUTE}.")
    standing = ask(figures, f" Số liệu đang hiển thị lấy từ nguồn này: {NUMBER}.")
    return {
        "summary": f"Nguồn {{{{ $labels.source }}}} {what}",
        "description": lines(DEFINE_NUMBER, f"Nguồn {{{{ $labels.source }}}} {what}.", since, f"{standing} {advice}"),
        "board": f"{config.board}/sources",
        "runbook_url": f"{config.runbooks}/{alert}.md",
    }


SERVICE_TROUBLES = {
    "no_answer": (
        "Hệ thống theo dõi không trả lời",
        "Prometheus không lấy được số liệu từ dịch vụ. Kiểm tra dịch vụ p06 có đang chạy không.",
    ),
    "not_scraped": (
        "Hệ thống theo dõi chưa được Prometheus giám sát",
        "Prometheus không có địa chỉ nào của dịch vụ. Kiểm tra prometheus.yml và tệp địa chỉ.",
    ),
    "store": (
        "Hệ thống theo dõi mất kết nối cơ sở dữ liệu",
        "Dịch vụ còn chạy nhưng không đọc được cơ sở dữ liệu nên không đưa ra số liệu. Kiểm tra ổ đĩa và tệp p06.db.",
    ),
    "no_figures": (
        "Hệ thống theo dõi không có số liệu nào",
        "Dịch vụ chạy nhưng cơ sở dữ liệu trống. Kiểm tra dịch vụ có dùng đúng thư mục dữ liệu và đã thu thập chưa.",
    ),
    "node": (
        "Nút {{ $labels.instance }} của hệ thống theo dõi không phục vụ",
        "Các nút khác vẫn phục vụ, số liệu vẫn đầy đủ. Kiểm tra nút này.",
    ),
}


def service(config: Config) -> Annotations:
    """Why there are no figures, told by the label `reason`, and where to look first."""
    return {
        "summary": choose("$labels.reason", {reason: words[0] for reason, words in SERVICE_TROUBLES.items()}),
        "description": choose("$labels.reason", {reason: words[1] for reason, words in SERVICE_TROUBLES.items()}),
        "board": f"{config.board}/",
        "runbook_url": f"{config.runbooks}/ServiceDown.md",
    }


def _of_cell(config: Config, summary: str, description: str, alert: str) -> Annotations:
    return {
        "summary": lines(DEFINE_NUMBER, summary),
        "description": lines(DEFINE_NUMBER, _variables(config), description),
        "board": f"{config.board}/units/{{{{ $labels.unit }}}}",
        "runbook_url": f"{config.runbooks}/{alert}.md",
    }


def _cell(metric: Metric, config: Config, more: str = "") -> str:
    return latest(f"{metric}{{indicator=$indicator,unit=$unit,level=$level{more}}}", config)


def _last_day(config: Config) -> str:
    """The deadline is exclusive: the second before it lies in the last day, in Vietnam's time."""
    return f"{_cell(catalogue.DEADLINE, config)} - 1 + {VIETNAM_IS_AHEAD}"


def _unit(config: Config) -> str:
    return ask(latest(f"{catalogue.UNIT_INFO}{{unit=$unit}}", config), NAME, "{{ $labels.unit }}")


def _indicator(config: Config) -> str:
    info = latest(f"{catalogue.INDICATOR_INFO}{{indicator=$indicator}}", config)
    return ask(info, NAME, "{{ $labels.indicator }}")


def _variables(config: Config) -> str:
    """`$measure`, `$counted` (its word), and for shares `$scale` 100; `$paced` is the measure of a pace."""
    info = latest(f"{catalogue.INDICATOR_INFO}{{indicator=$indicator}}", config)
    return lines(
        "{{ $measure := `` }}" + ask(info, '{{ $measure = . | first | label "measure" }}'),
        measure_words(),
        "{{ $scale := 1 }}{{ $paced := $counted }}"
        + choose("$measure", {"percent": "{{ $scale = 100 }}{{ $paced = ` điểm phần trăm` }}"}),
    )


def _figure(config: Config) -> str:
    """'Số liệu ngày 30/9/2023: đạt 46/71 nhiệm vụ (64,79 % chỉ tiêu)'; without a value the share alone."""
    share = f"{NUMBER}{PERCENT} chỉ tiêu"
    beside = ask(_share(catalogue.RATIO, config), f" ({share})")
    alone = ask(_share(catalogue.RATIO, config), f" {share}")
    reached = ask(_cell(catalogue.VALUE, config), lines(_amount(config), beside), alone)
    day = f"{_cell(catalogue.OBSERVED, config)} + {VIETNAM_IS_AHEAD}"
    return ask(day, lines(f"Số liệu ngày {DAY}: đạt", reached), "Hiện không đọc được số liệu")


def _amount(config: Config) -> str:
    """The value against the target, in the words of the measure."""
    value = f"round($scale * {_cell(catalogue.VALUE, config)}, 0.01)"
    target = f"round($scale * {_cell(catalogue.TARGET, config)}, 0.01)"
    count = f" {ask(value, NUMBER)}{ask(target, f'/{NUMBER}')}{{{{ $counted }}}}"
    rate = f" {ask(value, NUMBER)}{PERCENT}{ask(target, f' so với {NUMBER}{PERCENT}')}"
    rank = f" hạng {ask(value, NUMBER)}{ask(target, f', cần hạng {NUMBER}')}"
    return choose("$measure", {"percent": lines(rate, ""), "rank": lines(rank, "")}, count)


def _share(metric: Metric, config: Config) -> str:
    return f"round(100 * {_cell(metric, config)}, 0.01)"


def _path(config: Config) -> str:
    return ask(_share(catalogue.EXPECTED_RATIO, config), f", theo tiến độ phải đạt {NUMBER}{PERCENT}")


def _paces(config: Config) -> str:
    """' Cần 1.240 tài khoản/ngày, đang đạt 860.'; in shares of the target where there is no number to reach."""
    share = ask(_cell(catalogue.TARGET, config), "", f"{{{{ $scale = 100 }}}}{{{{ $paced = `{PERCENT} chỉ tiêu` }}}}")
    now = ask(_pace(catalogue.PACE, config), f", đang đạt {NUMBER}")
    return lines(share, ask(_pace(catalogue.REQUIRED_PACE, config), f" Cần {NUMBER}{{{{ $paced }}}}/ngày{now}."))


def _pace(metric: Metric, config: Config) -> str:
    """From ten a day on, parts of one are not worth reading."""
    pace = f"$scale * {_cell(metric, config)}"
    return f"round(abs({pace})) >= 10 and round({pace}) or round({pace}, 0.01)"


def _source() -> str:
    return "{{ with $labels.source }} Nguồn: {{ . }}.{{ end }}"


def _age(config: Config) -> str:
    silent = _cell(catalogue.STATUS, config, ',status="silent"')
    return ask(f"{silent} == 1", " Từ đó chưa có số liệu mới; cảnh báo giữ nguyên đến khi có số liệu tốt hơn.")
