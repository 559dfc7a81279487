"""A campaign file is read whole, or every error in it is named by place, with what would be right."""

import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from campaign_texts import RIGHT, broken, faults_of, place_of
from hypothesis import given
from hypothesis import strategies as st

from collectors.reading import Measure, Of, UnitLevel
from monitor.campaign import Adds, Basis, Cron, Every, Kind, Secret, Target
from monitor.campaign.file import CampaignError, parse_campaign, read_campaign
from monitor.clock import VIETNAM

READY = Path(__file__).parents[3] / "campaigns" / "vinh-phuc-2023.yaml"


DISTRICTS = {"243", "244", "246", "247", "248", "249", "251", "252", "253"}


def refusal_of(text: str) -> str:
    """What is said of a campaign text's faults; nothing where there are none."""
    try:
        parse_campaign(text, "f")
    except CampaignError as error:
        return str(error)
    return ""


def target_of(written: str) -> Target:
    return parse_campaign(broken("value: 1000", written), "f").targets[0]


def test_a_right_file_becomes_values() -> None:
    campaign = parse_campaign(RIGHT, "f")
    assert (campaign.id, campaign.names.vi, campaign.text) == ("small", "Chiến dịch nhỏ", RIGHT)
    assert campaign.units["246"].parent == campaign.units["26"].code == "26"
    rate = campaign.indicators["on_time_rate"]
    assert (rate.reads, rate.measure, rate.adds, rate.freshness_days) == (
        "on_time_rate",
        Measure.PERCENT,
        Adds.NEVER,
        7,
    )
    source = campaign.sources["api"]
    assert (source.schedule, source.grace) == (Cron("0 7 * * mon-fri"), timedelta(hours=2))
    assert getattr(source.config, "address", None) == "https://figures.example/eid"


def test_what_may_be_left_out_may_be_said() -> None:
    said = """\
    starts: 2023-10-19
    until: "2023-12-31"
    grace: 90 minutes
    unit: "26"
    secret: {env: EID_TOKEN}
    private_hosts: [127.0.0.1, eid.local]
    simulated: true
    schedule: {every: 15 minutes}
"""
    source = parse_campaign(broken('    schedule: {cron: "0 7 * * mon-fri"}\n', said), "f").sources["api"]
    assert (source.starts, source.until) == (date(2023, 10, 19), date(2023, 12, 31))
    assert (source.grace, source.schedule) == (timedelta(minutes=90), Every(timedelta(minutes=15)))
    assert (source.unit, source.secret, source.simulated) == ("26", Secret(env="EID_TOKEN"), True)
    assert source.private_hosts == {"127.0.0.1", "eid.local"}


def test_a_target_says_how_much_in_one_of_three_ways() -> None:
    assert target_of("value: 1000").amount == 1000
    assert target_of('implied: {value: 585673, share: "111.94 %"}').amount == 523202
    of_those_due = target_of("share: 100 %\n    of: eligible\n    baseline: 0.25")
    assert (of_those_due.share, of_those_due.of, of_those_due.baseline) == (1.0, Of.ELIGIBLE, 0.25)
    assert of_those_due.amount is None


def test_a_target_of_a_percentage_is_a_share_and_never_a_bare_number() -> None:
    text = broken("- indicator: eid_activated", "- indicator: on_time_rate")
    for written in ('"95 %"', "95 %", "0.95"):
        assert parse_campaign(text.replace("value: 1000", f"value: {written}"), "f").targets[0].amount == 0.95
    for written in ("95", "1", "95.0"):
        (fault,) = faults_of(text.replace("value: 1000", f"value: {written}"))
        assert fault.endswith('this indicator is a percentage; write one, e.g. "95 %"')


def test_a_deadline_is_a_local_day_whose_end_counts() -> None:
    target = target_of("value: 1000")
    assert target.deadline_instant.timestamp() == 1690822800
    assert target.deadline_instant == datetime(2023, 8, 1, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("31/07/2023", "14:15: targets[0].deadline: 31/07/2023"),
        ("31.7.2023", "14:15: targets[0].deadline: 31.7.2023"),
        ("2023-07-31T00:00:00Z", "14:15: targets[0].deadline: 2023-07-31T00:00:00Z"),
        ("2023-07-31 17:00:00", "14:15: targets[0].deadline: 2023-07-31 17:00:00"),
        ("2023-07-32", "14:15: targets[0].deadline: 2023-07-32"),
        ("20230731", "14:15: targets[0].deadline: 20230731"),
        ("2023-7-31", "14:15: targets[0].deadline: 2023-7-31"),
    ],
)
def test_a_date_in_another_form_is_answered_with_the_right_one(written: str, line: str) -> None:
    (fault,) = faults_of(broken("deadline: 2023-07-31", f"deadline: {written}"))
    assert fault.startswith(line)
    assert fault.endswith("write 2023-07-31")


def test_a_start_after_its_deadline_is_named_with_both() -> None:
    (fault,) = faults_of(broken("start: 2023-01-01", "start: 2023-08-01"))
    assert fault.startswith("13:12: targets[0].start: 2023-08-01 is after the deadline 2023-07-31; write 2023-07-31")


SECOND_TARGET = (
    '  - {indicator: eid_activated, unit: "26", value: 9, start: 2023-01-01, deadline: 2023-02-01, basis: decided}\n'
)


# A piece of the right campaign, what stands there instead, where the fault stands (there or at ^), and its words.
MISTAKES = [
    ("campaign: small", "campaign: small\nnotes: x", "notes", 'no key here is called "notes"; did you mean notice?'),
    ("campaign: small", "campaign: 2023", "2023", "the number 2023 is not right here; write text in quotes"),
    ("campaign: small", 'campaign: "Số 1"', '"Số 1"', "small letters"),
    ("en: A small campaign", "en: ''", "''", "blank"),
    (", en: A small campaign}", "}", "name:", "name: en is missing"),
    ('{id: "246", ', "{", "{name: Huyện", "units[1]: id is missing"),
    ('id: "26"', "id: 26", "26", "the number 26 is not right here; write text in quotes"),
    ("level: province", "level: provinz", "provinz", "did you mean province?"),
    (", level: province}", "}", '{id: "26"', "level is missing; write one of: nation, province, district"),
    ('parent: "26"', 'parent: "27"', '"27"', 'no unit of this campaign has the id "27"'),
    ('parent: "26"', 'parent: "246"', 'parent: ^"246"', "the parent of a district is of a higher level"),
    ('"26"}', '"26", valid_from: 2020-01-01, valid_until: 2019-01-01}', "2019-01-01", "not after valid_from"),
    ('id: "246"', 'id: "26"', '^"26", name: Huyện', "already the id of the unit in line 4"),
    ('id: "246"', 'id: "246", code: "26"', 'code: ^"26"', "codes are unique on a day"),
    ("kind: stock", "kind: flux", "flux", "stock, flow, ratio, rank"),
    ("kind: stock", "kind: ratio", "ratio, adds", "a stock or a flow, not a ratio"),
    ("kind: ratio", "kind: stock", "stock}", "is a ratio, not a stock"),
    ("  on_time_rate:", "  on_tme_rate:", "on_tme_rate", "did you mean on_time_rate?"),
    ("kind: ratio", "kind: ratio, measure: tasks", "tasks", "on_time_rate is counted in percent; leave measure out"),
    ("kind: ratio", "kind: ratio, freshness_days: 0", "0}", "at least 1"),
    ("kind: ratio", "kind: ratio, freshness_days: 7 days", "7 days", "a whole number without quotes"),
    ("- indicator: eid_activated", "- indicator: eid_activate", "eid_activate\n", "did you mean eid_activated?"),
    ('    unit: "26"\n', "    unit: Tỉnh Vĩnh Phúc\n", "unit: ^Tỉnh Vĩnh Phúc", 'write its id, "26"'),
    ("value: 1000", "value: 0", "0\n", "a target of 0 cannot be judged"),
    ("value: 1000", "value: -5", "-5", "a number from 0"),
    ("value: 1000", "value: 1.000", "1.000", "whole numbers; write one without a point"),
    ("value: 1000", 'value: "1000"', '"1000"', "without quotes"),
    ("value: 1000", "value: true", "true", "not a number"),
    ("value: 1000", 'value: 1000\n    share: "90 %"', "indicator: eid", "value and share say how much at once"),
    ("    value: 1000\n", "", "indicator: eid", "how much is missing; write value, share with of, or implied"),
    ("value: 1000", 'share: "90 %"', "share", "a share of what?"),
    ("value: 1000", "value: 1000\n    of: eligible", "of: eligible", "of belongs to a share"),
    ("value: 1000", "share: 1.0\n    of: eligible", "1.0\n", "not a percentage"),
    ("value: 1000", "share: 111,94 %\n    of: eligible", "111,94", 'write "111.94 %"'),
    ("value: 1000", "value: 1000\n    baseline: 1000", "baseline: ^1000", "not below the target"),
    ("value: 1000", "implied: {value: 1, share: 200 %}", "{value: 1,", "the target implied is 0"),
    ("basis: decided", "basis: guessed", "guessed", "decided, implied, inferred, assumed"),
    ("sources:\n", f"{SECOND_TARGET}sources:\n", "{indicator: eid_activated, unit", "already, in line 10"),
    ("kind: json_api", "kind: json-api", "json-api", "did you mean json_api?"),
    ("  api:", "  API 1:", "API 1", "small letters"),
    ("mon-fri", "1-5", '"0 7', "write days of the week as names"),
    ("* * mon-fri", "30 2 *", '"0 7', "never comes due"),
    ('{cron: "0 7 * * mon-fri"}', "{every: 15 min}", "15 min", '"15 minutes"'),
    ('{cron: "0 7 * * mon-fri"}', "{every: 900}", "900", '"15 minutes"'),
    ('{cron: "0 7 * * mon-fri"}', "{every: 9000 days}", "9000", "at most 366 days"),
    ('mon-fri"}', 'mon-fri", every: 1 day}', "schedule", "cron and every say when at once"),
    ('{cron: "0 7 * * mon-fri"}', "{}", "schedule", "neither cron nor every says when"),
    ("[eid_activated]", "[eid_activate]", "eid_activate]", "did you mean eid_activated?"),
    ("[eid_activated]", "[]", "[]", "at least one entry"),
    ("[eid_activated]", "[eid_activated, eid_activated]", "eid_activated]", "stands here twice"),
    ("[eid_activated]", "[eid_activated, on_time_rate]", "on_time_rate]", "no figure under config is one that"),
    ("eid_activated, value", "eid_approved, value", "eid_approved", "check its id"),
    ("records: items", "record: items", "record: items", "did you mean records?"),
    ("records: items", "records: 5", "5\n", "a number is not right here; write text in quotes"),
    ("      records: items\n", "", "config", "records is missing"),
    ("value: done}", "valu: done}", "valu: done", "did you mean value?"),
    (
        "kind: json_api",
        "kind: json_api\n    starts: 2023-02-01\n    until: 2023-01-31",
        "2023-01-31",
        "is before starts",
    ),
    ("kind: json_api", "kind: json_api\n    private_hosts: [http://x/]", "http://x/", "without scheme"),
]


@pytest.mark.parametrize(("right", "wrong", "piece", "words"), MISTAKES)
def test_a_mistake_is_named_where_it_stands_with_what_would_be_right(
    right: str, wrong: str, piece: str, words: str
) -> None:
    text = broken(right, wrong)
    place = place_of(piece, text)
    faults = faults_of(text)
    assert any(fault.startswith(f"{place}: ") and words in fault for fault in faults), "\n".join((place, *faults))
    assert len(faults) <= 2, "\n".join(faults)


def test_ten_mistakes_are_ten_lines() -> None:
    text = RIGHT
    for right, wrong in {
        "campaign: small": "campaign: Small Campaign",
        "name_en: Vinh Phuc province": "english: Vinh Phuc province, name_en: x",
        'id: "246"': "id: 0246",
        "adds: sum": "adds: always",
        "kind: ratio": "kind: rate",
        "value: 1000": "value: 0",
        "deadline: 2023-07-31": "deadline: 31/07/2023",
        "basis: decided": "basis: decided\n    why: x",
        "mon-fri": "1-5",
        "unit: unit": "unit: 1",
    }.items():
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    assert len(faults_of(text)) == 10


def test_parents_in_a_circle_are_named() -> None:
    circle = '  - {id: "a", name: Sở A, name_en: A, level: agency, parent: "b"}\n'
    faults = faults_of(
        broken(
            "indicators:\n  eid", circle + circle.replace('"b"', '"a"').replace('"a"', '"b"', 1) + "indicators:\n  eid"
        )
    )
    assert "go round in a circle" in faults[0]


def test_one_figure_of_a_source_feeds_one_indicator() -> None:
    twin = "  accounts: {name: {vi: a, en: b}, kind: stock, reads: eid_activated}\ntargets:\n"
    text = broken("targets:\n", twin).replace("[eid_activated]", "[eid_activated, accounts]")
    (fault,) = faults_of(text)
    assert "accounts reads the same figures as eid_activated" in fault


PLACES = (
    "secret: {secret}",
    "secret: {{env: {secret}}}",
    "secret: {{value: {secret}}}",
    "secret: [{secret}]",
    "token: {secret}",
)
CHARACTERS = st.characters(min_codepoint=33, max_codepoint=126)


@given(st.text(CHARACTERS, min_size=8).map(lambda text: f"s3-{text}-t"), st.sampled_from(PLACES), st.booleans())
def test_a_secret_written_in_plain_is_never_repeated(secret: str, place: str, quoted: bool) -> None:
    written = "'" + secret.replace("'", "''") + "'" if quoted else secret
    text = broken("    kind: json_api", f"    {place.format(secret=written)}\n    kind: json_api")
    assert secret not in refusal_of(text)


def test_a_secret_belongs_in_the_environment_or_a_file() -> None:
    for wrong in (
        "hunter2-hunter2",
        "{env: hunter2-hunter2}",
        "{key: hunter2-hunter2}",
        "{env: A, file: hunter2-hunter2}",
    ):
        (fault,) = faults_of(broken("kind: json_api", f"kind: json_api\n    secret: {wrong}"))
        assert fault.startswith("20:13: sources.api.secret:")
        assert "{env: NAME}" in fault
        assert "hunter2" not in fault


def test_the_nation_of_communes_is_read_within_a_second() -> None:
    communes = "".join(
        f'  - {{id: "{n:05d}", name: Xã Số {n}, name_en: Commune {n}, level: commune, parent: "26"}}\n'
        for n in range(3321)
    )
    text = broken("indicators:\n  eid", f"{communes}indicators:\n  eid")
    fastest = min(_seconds(text) for _ in range(3))
    assert fastest <= 1.0


def _seconds(text: str) -> float:
    began = time.perf_counter()
    assert len(parse_campaign(text, "f").units) == 3323
    return time.perf_counter() - began


@given(st.data())
def test_a_file_with_any_line_changed_is_read_or_refused_in_its_lines(data: st.DataObject) -> None:
    lines = RIGHT.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    junk = st.sampled_from(
        ["", "-", "- x", "x:", "{", "]", "a: b", "  a: [1, 2]", "? x", "!!str x", "*a", "0", "~", "\t"]
    )
    lines[place : place + data.draw(st.integers(0, 2))] = data.draw(st.lists(junk, max_size=2))
    numbers = [int(fault.split(":")[1]) for fault in refusal_of("\n".join(lines)).splitlines()]
    assert all(1 <= number <= len(lines) + 1 for number in numbers)


@given(st.text())
def test_any_text_is_a_campaign_or_is_refused(text: str) -> None:
    with pytest.raises(CampaignError):
        parse_campaign(text, "f")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"campaign: V\xcanh", "f.yaml:1:12: byte 0xCA is not UTF-8"),
        (b"campaign: x\nname: \xff", "f.yaml:2:7: byte 0xFF is not UTF-8"),
        ("campaign: x".encode("utf-16"), "f.yaml:1:1: byte 0xFF is not UTF-8"),
        (b"#" * 2_000_001, "f.yaml:1:1: the file is too large"),
        (b"", "f.yaml:1:1: the file is empty; `p06 init DIR` writes"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(CampaignError) as error:
        read_campaign(path)
    assert f"{tmp_path}/{said}" in str(error.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="No such file"):
        read_campaign(tmp_path / "none.yaml")
    with pytest.raises(CampaignError, match="Is a directory"):
        read_campaign(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(RIGHT, encoding="utf-8-sig")
    assert read_campaign(path).id == "small"


def test_the_worked_example_holds_all_that_the_page_says() -> None:
    campaign = read_campaign(READY)
    assert {unit.id for unit in campaign.units.children("26", date(2023, 10, 19))} == DISTRICTS
    assert len(campaign.indicators) == 13
    assert campaign.sources["press"].indicators == tuple(campaign.indicators)
    accounts = campaign.target("eid_activated", "26", date(2023, 6, 15))
    assert accounts is not None
    assert (accounts.amount, accounts.basis) == (523202, Basis.IMPLIED)
    cards = campaign.target("id_card_issued", "26", date(2023, 6, 15))
    assert cards is not None
    assert (cards.share, cards.of) == (1.0, Of.ELIGIBLE)
    assert cards.deadline_instant - datetime(2023, 6, 15, tzinfo=VIETNAM) == timedelta(days=47)
    tasks = [campaign.target(f"tasks_done_{by}", "26", date(2023, 9, 30)) for by in ("government", "province")]
    assert [target and target.amount for target in tasks] == [133, 71]
    assert campaign.indicators["digital_signing_rate_commune"].unit_level is UnitLevel.COMMUNE
    assert campaign.indicators["tasks_done_province"].freshness_days == 110
    assert campaign.indicators["legal_documents_issued"].kind is Kind.FLOW
