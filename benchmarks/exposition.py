"""The metrics of a province with its communes: our text beside prometheus_client's generate_latest, same samples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from benchmarks.timing import side_by_side
from collectors.reading import Measure, Precision
from monitor.campaign import Adds, Basis, Campaign, Indicator, Kind, Names, Target
from monitor.judgement.campaign import ProgressAnswer, judge_campaign
from monitor.judgement.observation import Observation
from monitor.metrics import catalogue
from monitor.metrics.exposition import campaign_lines, row_samples
from monitor.units import Level, Unit, UnitRegistry

COMMUNES, INDICATORS, WEEKS = 136, 16, 12
DAY = date(2023, 6, 15)


def campaign() -> Campaign:
    """A province, 136 communes, 16 indicators with targets everywhere."""
    communes = [f"{8700 + n:05}" for n in range(COMMUNES)]
    units = UnitRegistry(
        [
            Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE, code="26"),
            *(Unit(code, f"Xã {code}", code, Level.COMMUNE, parent="26", code=code) for code in communes),
        ]
    )
    names = Names("Tài khoản", "Accounts")
    indicators = {
        f"i{n}": Indicator(f"i{n}", names, f"i{n}", Kind.STOCK, Measure.ACCOUNTS, adds=Adds.SUM)
        for n in range(INDICATORS)
    }
    targets = tuple(
        Target(indicator, unit, date(2023, 1, 1), DAY, Basis.DECIDED, value=5000.0)
        for indicator in indicators
        for unit in communes
    )
    return Campaign("bench", names, units, indicators, targets, {})


def observations(of: Campaign) -> Iterator[Observation]:
    """Twelve weekly figures of every cell."""
    for indicator in of.indicators:
        for unit in of.units:
            if unit.level is Level.COMMUNE:
                for week in range(WEEKS):
                    yield Observation(
                        indicator=indicator,
                        unit=unit.id,
                        as_of=DAY - timedelta(weeks=WEEKS - week),
                        precision=Precision.DAY,
                        source="s",
                        run=1,
                        known_at=datetime(2023, 1, 1, tzinfo=UTC),
                        quote="",
                        value=300.0 * (week + 1),
                    )


class Peer:
    """The same samples through prometheus_client's custom collector; label values are taken apart beforehand."""

    def __init__(self, rows: tuple[ProgressAnswer, ...]) -> None:
        self.samples = [
            (metric, [part.split('="', 1)[1].rstrip('"') for part in inner.split(",")], value)
            for row in rows
            for metric, (inner, value) in row_samples(row)
        ]

    def collect(self) -> Iterator[Metric]:
        """Every family."""
        families = {m: GaugeMetricFamily(m.name, m.help, labels=m.labels) for m in catalogue.CAMPAIGN}
        for metric, values, value in self.samples:
            families[metric].add_metric(values, value)
        yield from families.values()


def main() -> None:
    """Print the figures."""
    of = campaign()
    known = list(observations(of))
    rows = judge_campaign(of, known, {}, DAY, date(2023, 1, 1)).rows
    samples = sum(1 for row in rows for _ in row_samples(row))
    registry = CollectorRegistry()
    registry.register(Peer(rows))  # type: ignore[arg-type]
    ours, peer, ratio = side_by_side(
        lambda: "".join(f"{line}\n" for line in campaign_lines(rows)).encode(), lambda: generate_latest(registry)
    )
    print(f"exposition of {samples} samples: ours {ours:.3f} s, prometheus_client {peer:.3f} s, ratio {ratio:.2f}")
    text = "".join(f"{line}\n" for line in campaign_lines(rows)).encode()
    kept, _, ratio = side_by_side(lambda: bytes(bytearray(text)), lambda: generate_latest(registry))
    print(f"a kept text of {len(text) / 1e6:.1f} MB: {kept * 1000:.1f} ms, ratio {ratio:.4f}")
    judging, rendering, ratio = side_by_side(
        lambda: judge_campaign(of, known, {}, DAY, date(2023, 1, 1)), lambda: list(campaign_lines(rows)), 3
    )
    print(f"judging {len(known)} observations: {judging:.3f} s, {ratio:.1f} x the rendering ({rendering:.3f} s)")
