"""A small campaign that is right, for tests to break."""

import pytest

from monitor.campaign.file import CampaignError, parse_campaign

RIGHT = """\
campaign: small
name: {vi: Chiến dịch nhỏ, en: A small campaign}
units:
  - {id: "26", name: Tỉnh Vĩnh Phúc, name_en: Vinh Phuc province, level: province}
  - {id: "246", name: Huyện Lập Thạch, name_en: Lap Thach district, level: district, parent: "26"}
indicators:
  eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum}
  on_time_rate: {name: {vi: Đúng hạn, en: On time}, kind: ratio}
targets:
  - indicator: eid_activated
    unit: "26"
    value: 1000
    start: 2023-01-01
    deadline: 2023-07-31
    basis: decided
sources:
  api:
    name: {vi: Hệ thống, en: System}
    kind: json_api
    schedule: {cron: "0 7 * * mon-fri"}
    indicators: [eid_activated]
    config:
      address: "https://figures.example/eid"
      records: items
      fields:
        unit: unit
        figures:
          - {indicator: eid_activated, value: done}
"""


def faults_of(text: str) -> list[str]:
    """The faults of a campaign text, each as `line:column: message`."""
    with pytest.raises(CampaignError) as error:
        parse_campaign(text, "f")
    assert str(error.value) == "\n".join(f"f:{f.line}:{f.column}: {f.message}" for f in error.value.faults)
    return [f"{fault.line}:{fault.column}: {fault.message}" for fault in error.value.faults]


def place_of(piece: str, text: str) -> str:
    """Where a piece of a text begins, or where its sign ^ stands, as `line:column`."""
    before, _, _ = text.partition(piece.replace("^", ""))
    assert before != text, f"{piece!r} is not in the text"
    before += piece.partition("^")[0] if "^" in piece else ""
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def broken(right: str, wrong: str) -> str:
    """The right campaign with one piece of it replaced."""
    assert RIGHT.count(right) == 1, f"{right!r} stands {RIGHT.count(right)} times in the right campaign"
    return RIGHT.replace(right, wrong)
