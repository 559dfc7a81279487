"""A source that publishes weekly on loopback, and what collects it."""

from __future__ import annotations

from datetime import UTC, datetime

CAMPAIGN = """
campaign: small
name: {{vi: a, en: a}}
units:
  - {{id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc, level: province}}
indicators:
  eid_activated: {{name: {{vi: a, en: a}}, kind: stock}}
sources:
  mondays:
    name: {{vi: a, en: a}}
    kind: json_api
    schedule: {{cron: "0 7 * * mon"}}
    private_hosts: [127.0.0.1]
    indicators: [eid_activated]
    config:
      address: http://127.0.0.1:{port}/
      records: items
      fields: {{unit_code: unit, as_of: day, figures: [{{indicator: eid_activated, value: value}}]}}
"""
MONDAY_SEVEN = datetime(2023, 6, 12, 0, 0, tzinfo=UTC)


class Answering:
    """A source that fails as many times as it is told to, and then answers."""

    failing = 0

    @classmethod
    def answer(cls) -> bytes | None:
        if cls.failing:
            cls.failing -= 1
            return None
        return b'{"items": [{"unit": "26", "day": "2023-06-11", "value": 700}]}'
