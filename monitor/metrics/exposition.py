"""The metrics as Prometheus text: campaign rows kept until the store or the day changes, source rows made each time."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from threading import Lock

from prometheus_client import GC_COLLECTOR, PLATFORM_COLLECTOR, PROCESS_COLLECTOR, CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from monitor.answers import Answers, ProgressAnswer, Question, SourceAnswer
from monitor.campaign import Campaign
from monitor.clock import start_of
from monitor.metrics import catalogue
from monitor.metrics.catalogue import Metric
from monitor.units import Level, Unit

DEFAULT_LEVELS = frozenset({Level.NATION, Level.PROVINCE, Level.DISTRICT})
# Campaign texts kept in memory: one a scrape target.
TEXTS_KEPT = 64

# The labels of a sample as written between its braces, and its value.
Sample = tuple[str, float]


def escaped(value: str) -> str:
    """A label's value as it stands between the quotes of the text format."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def labels(names: Sequence[str], values: Sequence[str]) -> str:
    """Names and values as they stand between the braces of a sample."""
    return ",".join(f'{name}="{escaped(value)}"' for name, value in zip(names, values, strict=True))


def written(value: float) -> str:
    """A sample's value: whole numbers without a decimal point."""
    return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(float(value))


def family(metric: Metric, samples: Iterable[Sample]) -> Iterator[str]:
    """The lines of one metric; none where it has no samples."""
    lines = [f"{metric.name}{{{inner}}} {written(value)}" if inner else f"{metric.name} {written(value)}"
             for inner, value in samples]  # fmt: skip
    if lines:
        yield f"# HELP {metric.name} {metric.help}"
        yield f"# TYPE {metric.name} {metric.type.value}"
        yield from lines


class Exposition:
    """Gives the metrics of one campaign."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._texts: OrderedDict[tuple[int, date, frozenset[Level], str | None], str] = OrderedDict()
        self._lock = Lock()
        self._process = CollectorRegistry()
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self._process.register(collector)

    def text(self, levels: frozenset[Level] | None = None, unit: str | None = None) -> bytes:
        """All metrics. `levels` are shown beside nation, province and district; `unit` narrows to it and all below it.

        Where the database cannot be reached, `project06_store_up` is 0 and there are no campaign samples: never last
        week's numbers as today's.
        """
        try:
            campaign = self._campaign_text(DEFAULT_LEVELS | (levels or frozenset()), unit)
            sources = "".join(f"{line}\n" for line in source_lines(self.answers.sources()))
            up = 1.0
        except SQLAlchemyError:
            campaign, sources, up = "", "", 0.0
        service = "".join(f"{line}\n" for line in self._service_lines(up))
        return (campaign + sources + service).encode() + generate_latest(self._process)

    def _campaign_text(self, levels: frozenset[Level], unit: str | None) -> str:
        key = (self.answers.store.revision(), self.answers.today(), levels, unit)
        with self._lock:
            if key not in self._texts:
                self._texts[key] = self._render(levels, unit)
                if len(self._texts) > TEXTS_KEPT:
                    self._texts.popitem(last=False)
            return self._texts[key]

    def _render(self, levels: frozenset[Level], unit: str | None) -> str:
        campaign, today = self.answers.campaign, self.answers.today()
        shown = [u for u in campaign.units if u.valid_on(today) and u.level in levels and _below(campaign, u, unit)]
        ids = {u.id for u in shown}
        rows = [row for row in self.answers.progress(Question()) if row.unit.id in ids]
        lines = [*campaign_lines(rows), *unit_lines(campaign, shown), *indicator_lines(campaign)]
        return "".join(f"{line}\n" for line in lines)

    def _service_lines(self, up: float) -> Iterator[str]:
        yield from family(catalogue.STORE_UP, [("", up)])
        now = self.answers.clock.now().astimezone(UTC).replace(microsecond=0)
        yield from family(catalogue.JUDGED, [("", now.timestamp())])
        build = (version("project06-monitor"), self.answers.campaign.id)
        yield from family(catalogue.BUILD_INFO, [(labels(catalogue.BUILD_INFO.labels, build), 1)])


def _below(campaign: Campaign, unit: Unit, top: str | None) -> bool:
    """Whether a unit is `top` or lies below it; always where there is no top."""
    if top is None or unit.id == top:
        return True
    return unit.parent is not None and _below(campaign, campaign.units[unit.parent], top)


def campaign_lines(rows: Iterable[ProgressAnswer]) -> Iterator[str]:
    """The lines of all judged rows, each metric's together."""
    samples: dict[Metric, list[Sample]] = defaultdict(list)
    for row in rows:
        for metric, sample in row_samples(row):
            samples[metric].append(sample)
    for metric in catalogue.CAMPAIGN:
        yield from family(metric, samples.get(metric, ()))


def row_samples(row: ProgressAnswer) -> Iterator[tuple[Metric, Sample]]:
    """Every sample of one judged row; a number that is not known has none."""
    cell = labels(catalogue.CELL, (row.indicator.id, row.unit.id, row.unit.level.value, row.province))
    for metric, value in _numbers(row).items():
        if value is not None:
            yield metric, (cell, value)
    if row.figure is not None:
        yield catalogue.VALUE_SOURCE, (f"{cell},{labels(('source',), (row.figure.source,))}", 1)
    for status in catalogue.STATUSES:
        yield catalogue.STATUS, (f'{cell},status="{status}"', float(row.progress.status == status))


def _numbers(row: ProgressAnswer) -> Mapping[Metric, float | None]:
    figure, progress, parts = row.figure, row.progress, row.parts
    return {
        catalogue.VALUE: figure.value if figure else None,
        catalogue.TARGET: progress.amount,
        catalogue.RATIO: progress.ratio,
        catalogue.EXPECTED_RATIO: progress.expected_ratio,
        catalogue.LEAD: progress.lead.total_seconds() if progress.lead is not None else None,
        catalogue.DEADLINE: _seconds(progress.deadline),
        catalogue.MET: _seconds(start_of(progress.met_on)) if progress.met_on else None,
        catalogue.OBSERVED: _seconds(start_of(figure.as_of)) if figure else None,
        catalogue.CORRECTED: _seconds(figure.corrected_at) if figure else None,
        catalogue.PACE: progress.pace_per_day,
        catalogue.REQUIRED_PACE: progress.required_pace_per_day,
        catalogue.CHILDREN: float(parts.expected) if parts else None,
        catalogue.CHILDREN_REPORTED: float(parts.reported) if parts else None,
    }


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None


def unit_lines(campaign: Campaign, units: Iterable[Unit]) -> Iterator[str]:
    """The names of units."""
    samples = []
    for unit in units:
        parent = campaign.units[unit.parent].name if unit.parent else ""
        values = (unit.id, unit.code or "", unit.name, unit.level.value, unit.parent or "", parent)
        samples.append((labels(catalogue.UNIT_INFO.labels, values), 1.0))
    yield from family(catalogue.UNIT_INFO, samples)


def indicator_lines(campaign: Campaign) -> Iterator[str]:
    """The names of indicators."""
    names = catalogue.INDICATOR_INFO.labels
    samples = [(labels(names, (i.id, i.names.vi, i.measure.value)), 1.0) for i in campaign.indicators.values()]
    yield from family(catalogue.INDICATOR_INFO, samples)


def source_lines(sources: Iterable[SourceAnswer]) -> Iterator[str]:
    """The lines of all sources, each metric's together."""
    samples: dict[Metric, list[Sample]] = defaultdict(list)
    for source in sources:
        for metric, sample in source_samples(source):
            samples[metric].append(sample)
    for metric in catalogue.SOURCES:
        yield from family(metric, samples.get(metric, ()))


def source_samples(source: SourceAnswer) -> Iterator[tuple[Metric, Sample]]:
    """Every sample of one source."""
    name = labels(catalogue.SOURCE, (source.setting.name,))
    numbers = {
        catalogue.SOURCE_UP: float(source.up),
        catalogue.SOURCE_LAST_SUCCESS: _seconds(source.last_success),
        catalogue.SOURCE_LAST_ATTEMPT: _seconds(source.last_attempt),
        catalogue.SOURCE_INTERVAL: source.interval_seconds,
        catalogue.SOURCE_LAST_DURATION: source.last_duration_seconds,
    }
    yield from ((metric, (name, value)) for metric, value in numbers.items() if value is not None)
    for state in catalogue.STATES:
        yield catalogue.SOURCE_STATE, (f'{name},state="{state}"', float(source.state == state))
    for outcome in catalogue.RUN_OUTCOMES:
        yield catalogue.SOURCE_RUNS, (f'{name},outcome="{outcome}"', float(source.runs.get(outcome, 0)))
    for outcome in catalogue.READING_OUTCOMES:
        yield catalogue.SOURCE_READINGS, (f'{name},outcome="{outcome}"', float(source.readings.get(outcome, 0)))
    for rule, count in sorted(source.quarantined.items()):
        yield catalogue.QUARANTINED, (f"{name},{labels(('rule',), (rule,))}", float(count))
