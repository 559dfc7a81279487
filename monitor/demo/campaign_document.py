"""The demo's campaign: the ready campaign of Vĩnh Phúc with simulated sources, district targets and a notice."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from monitor.demo import scenario
from monitor.demo.model import eid_baselines, eid_targets
from monitor.demo.scenario import DISTRICTS
from monitor.demo.sources import simulated_sources

READY_CAMPAIGN = "vinh-phuc-2023.yaml"
HEAD = "# Written by `p06 demo` at each start. Its sources are simulated, and so are all figures of districts.\n"
NOTICE = {
    "vi": "Số liệu cấp huyện là số liệu mô phỏng.",
    "en": "District figures are simulated.",
}
SIMULATED = "Chỉ tiêu mô phỏng, không có văn bản giao (simulated: no decision stands behind it)"

Plain = dict[str, Any]


class _WrittenInFull(yaml.SafeDumper):
    """Campaign files know no anchors and aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def ready_campaign() -> Path:
    """The campaign file of Vĩnh Phúc: in the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "campaigns" / READY_CAMPAIGN
    return installed if installed.exists() else package.parent / "campaigns" / READY_CAMPAIGN


def write_campaign(path: Path, address: str, token_file: Path) -> Path:
    """Writes the demo's campaign for a simulator at `address`, and gives its path back. Replaces the file whole."""
    ready = yaml.safe_load(ready_campaign().read_text(encoding="utf-8"))
    document = demo_campaign(ready, address, token_file)
    text = yaml.dump(document, Dumper=_WrittenInFull, allow_unicode=True, sort_keys=False, width=120)
    new = path.with_suffix(".new")
    new.write_text(HEAD + text, encoding="utf-8")
    os.replace(new, path)
    return path


def demo_campaign(ready: Mapping[str, Any], address: str, token_file: Path) -> Plain:
    """The ready campaign's document with what the demo adds."""
    return {
        **ready,
        "notice": NOTICE,
        "indicators": _with_sums(ready["indicators"]),
        "targets": [*ready["targets"], *_eid_targets(), *_card_targets()],
        "sources": simulated_sources(address, str(token_file)),
    }


def _with_sums(indicators: Mapping[str, Any]) -> Plain:
    """The province's share of dossiers filed on line is also that of its districts' dossiers together."""
    return {**indicators, "online_application_rate": {**indicators["online_application_rate"], "adds": "sum"}}


def _eid_targets() -> Iterator[Plain]:
    amounts, baselines = eid_targets(), eid_baselines()
    for district in DISTRICTS:
        yield {
            "indicator": "eid_activated",
            "unit": district.code,
            "value": amounts[district.code],
            "baseline": baselines[district.code],
            "start": scenario.EID_BEGINS,
            "deadline": scenario.EID_DEADLINE,
            "decision": SIMULATED,
            "basis": "assumed",
            "note": "Phần của huyện trong chỉ tiêu của tỉnh, chia theo số công dân từ đủ 14 tuổi mô phỏng",
        }


def _card_targets() -> Iterator[Plain]:
    for district in DISTRICTS:
        yield {
            "indicator": "id_card_issued",
            "unit": district.code,
            "share": "100 %",
            "of": "eligible",
            "baseline": scenario.CARDS_BASELINE_SHARE,
            "start": scenario.HISTORY_BEGINS,
            "deadline": scenario.CARDS_DEADLINE,
            "decision": SIMULATED,
            "basis": "assumed",
        }
