"""The metrics text is what Prometheus's own reader understands, and follows the store and the day."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from collectors.reading import Evidence, Measure, Precision, Reading, Readings
from monitor.answers import Answers
from monitor.campaign.file import parse_campaign
from monitor.clock import DemoClock
from monitor.intake import Attempt, Intake
from monitor.metrics import catalogue
from monitor.metrics.exposition import Exposition, family, labels
from monitor.served import Served
from monitor.store import Store, campaigns
from monitor.units import Level

CAMPAIGN = """
campaign: small
name: {vi: a, en: a}
units:
  - {id: "26", name: 'Tỉnh "Vĩnh Phúc"', name_en: Vinh Phuc, level: province}
  - {id: "243", name: Thành phố Vĩnh Yên, name_en: Vinh Yen, level: district, parent: "26"}
  - {id: "08707", name: Phường Tích Sơn, name_en: Tich Son, level: commune, parent: "243"}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum}
targets:
  - {indicator: eid_activated, unit: "08707", value: 100, start: 2023-01-01, deadline: 2023-12-31, basis: decided}
sources:
  own:
    name: {vi: a, en: a}
    kind: article
    schedule: {every: 1 day}
    unit: "08707"
    indicators: [eid_activated]
    config: {address: "https://figures.example/"}
"""
NOW = datetime(2023, 6, 30, 5, tzinfo=UTC)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"))


@given(values=st.lists(texts, min_size=4, max_size=4), number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_name_and_number_comes_back_through_the_clients_own_parser(values: list[str], number: float) -> None:
    inner = labels(catalogue.CELL, values)
    written = "\n".join(family(catalogue.VALUE, [(inner, number)])) + "\n"
    (read,) = text_string_to_metric_families(written)
    (sample,) = read.samples
    assert sample.labels == dict(zip(catalogue.CELL, values, strict=True))
    assert math.isclose(sample.value, number, rel_tol=1e-15, abs_tol=0.0)


def test_the_text_follows_the_store_and_the_day_and_widens_by_level(store: Store) -> None:
    clock = DemoClock(NOW)
    campaign = parse_campaign(CAMPAIGN, "small.yaml")
    with store.write() as connection:
        campaigns.serve_campaign(connection, campaign, "small.yaml", NOW)
    exposition = Exposition(Answers(Served(store, campaign), clock))
    value = 'project06_value{indicator="eid_activated",unit="%s",level="%s",province="26"} %s\n'
    assert "project06_value{" not in exposition.text().decode()

    figure = Reading(
        indicator="eid_activated",
        measure=Measure.ACCOUNTS,
        as_of=date(2023, 6, 30),
        as_of_precision=Precision.DAY,
        evidence=Evidence("42 tài khoản"),
        value=42,
    )
    Intake(Served(store, campaign)).accept(Attempt("own", None, NOW, 0.1, None), Readings((figure,)), NOW)
    text = exposition.text().decode()
    assert value % ("26", "province", 42) in text
    assert value % ("08707", "commune", 42) not in text
    assert 'name="Tỉnh \\"Vĩnh Phúc\\""' in text
    commune = exposition.text(frozenset({Level.COMMUNE}), "243").decode()
    assert value % ("08707", "commune", 42) in commune
    assert 'unit="26"' not in commune

    silent = (
        'project06_status{indicator="eid_activated",unit="08707",level="commune",province="26",status="silent"} %d\n'
    )
    assert silent % 0 in commune
    clock.set(datetime(2023, 7, 8, 5, tzinfo=UTC))
    assert silent % 1 in exposition.text(frozenset({Level.COMMUNE})).decode()
