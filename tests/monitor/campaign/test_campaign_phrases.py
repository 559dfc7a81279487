"""A campaign's phrases and what its sources hold: taken to every reader, and refused by line and column."""

from __future__ import annotations

import pytest
from campaign_texts import RIGHT, broken, faults_of, place_of

from collectors.article import ArticleConfig
from collectors.reading import Measure
from collectors.vietnamese.own_phrases import OwnPhrases
from monitor.campaign import Uncertainty
from monitor.campaign.file import parse_campaign

BOOKS = """\
  health_books:
    name: {vi: Sổ sức khỏe, en: Health books}
    kind: stock
    measure: accounts
    phrases:
      subject:
        - sổ sức khỏe điện tử
      actions: [tạo lập, khởi tạo]
      nouns: [người]
"""
PRESS = """\
  press:
    name: {vi: Báo, en: Press}
    kind: article
    schedule: {every: 1 day}
    indicators: [eid_activated, health_books]
    hold: [about, published]
    config: {address: "https://press.example/"}
"""
CAMPAIGN = RIGHT.replace("targets:\n", f"{BOOKS}targets:\n") + PRESS


def changed(right: str, wrong: str) -> str:
    assert CAMPAIGN.count(right) == 1
    return CAMPAIGN.replace(right, wrong)


def test_phrases_go_with_the_sources_that_read_prose_and_with_no_others() -> None:
    campaign = parse_campaign(CAMPAIGN, "f")
    own = OwnPhrases("health_books", Measure.ACCOUNTS, ("sổ sức khỏe điện tử",), ("tạo lập", "khởi tạo"), ("người",))
    assert campaign.phrases == (own,)
    config = campaign.sources["press"].config
    assert isinstance(config, ArticleConfig)
    assert config.phrases == (own,)
    assert ArticleConfig.model_validate_json(config.model_dump_json()) == config, "so they reach the child process"
    assert not hasattr(campaign.sources["api"].config, "phrases")
    assert campaign.sources["press"].hold == {Uncertainty.ABOUT, Uncertainty.PUBLISHED}
    assert campaign.sources["api"].hold == frozenset()


def test_phrases_of_what_an_indicator_reads_are_kept_under_that_id_and_written_once() -> None:
    more = """\
  activated_level_2:
    name: {vi: Mức 2, en: Level 2}
    kind: stock
    reads: eid_activated
    account_level: 2
    phrases: {subject: [tài khoản công dân số]}
"""
    once = CAMPAIGN.replace("targets:\n", f"{more}targets:\n")
    assert [each.indicator for each in parse_campaign(once, "f").phrases] == ["health_books", "eid_activated"]
    eid = "eid_activated: {name: {vi: Tài khoản, en: Accounts}, kind: stock, adds: sum"
    twice = once.replace(eid, f"{eid}, phrases: {{subject: [tài khoản số quốc gia]}}")
    assert faults_of(twice) == [
        f"{place_of('^phrases: {subject: [tài khoản công dân số]', twice)}: indicators.activated_level_2.phrases: "
        "the phrases of eid_activated stand with eid_activated already; write all of them there"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "at", "says"),
    [
        ("- sổ sức khỏe điện tử", "- sổ (sức khỏe", "- ^sổ (sức", "subject[0]: ( is never closed"),
        ("- sổ sức khỏe điện tử", "- tài khoản VNeID\n        - sổ\n      # ", "", ""),
        ("[tạo lập, khởi tạo]", "[tạo lập, đạt]", "^đạt]", 'actions[1]: "đạt" is a word of any sentence'),
        ("[tạo lập, khởi tạo]", '[tạo lập, "[khởi tạo]"]', '^"[khởi', "actions[1]: all of it may be missing"),
        ("[tạo lập, khởi tạo]", '[tạo lập, " "]', '^" "', "actions[1]: this is blank"),
        ("[tạo lập, khởi tạo]", "tạo lập", "actions: ^tạo", "write a list, each entry after '- '"),
        ("[tạo lập, khởi tạo]", "[tạo lập, 14]", "^14]", "write text in quotes"),
        ("      nouns: [người]", "      noun: [người]", "^noun:", 'no key here is called "noun"; did you mean nouns?'),
        ("      actions: [tạo lập, khởi tạo]\n", "", "^phrases:", "actions is missing; write what is done"),
        ("- sổ sức khỏe điện tử", "- đúng hạn", "- ^đúng", '"đúng hạn" is a phrase of on_time_rate already'),
        ("[about, published]", "[about, guessed]", "^guessed", "is not one of the words for this: about, at_least"),
        ("[about, published]", "[about, about]", ", ^about]", "about stands here twice; once is enough"),
        ("[about, published]", "[exact]", "^exact]", "is not one of the words for this"),
        ("[about, published]", "[ambiguous_number]", "^ambiguous", "such figures are always set aside; take it out"),
        ("[about, published]", "[ratio_disagrees]", "^ratio_d", "set aside unless checks says otherwise; take it out"),
        ("[about, published]", "about", "hold: ^about", "write a list, each entry after '- '"),
        (
            'config: {address: "https://press.example/"}',
            'config: {address: "https://press.example/", phrases: []}',
            "^phrases: []",
            "phrases stand with the indicator that they speak of, under indicators; take them out here",
        ),
    ],
)
def test_wrong_settings_are_one_clear_line_each_where_they_stand(right: str, wrong: str, at: str, says: str) -> None:
    text = changed(right, wrong)
    if not says:
        parse_campaign(text, "f")
        return
    (fault,) = faults_of(text)
    assert fault.startswith(f"{place_of(at, text)}: "), fault
    assert says in fault


def test_too_many_phrases_are_no_list_that_anyone_keeps_in_order() -> None:
    text = changed("[tạo lập, khởi tạo]", f"[{', '.join(f'dựng {number}' for number in range(201))}]")
    (fault,) = faults_of(text)
    assert "201 entries are too many; at most 200 would be right" in fault


def test_a_fault_elsewhere_hides_no_fault_of_a_phrase() -> None:
    text = changed("[tạo lập, khởi tạo]", "[đạt]").replace("kind: ratio", "kind: stock")
    assert len(faults_of(text)) == 2


def test_the_campaigns_without_phrases_are_as_they_were() -> None:
    campaign = parse_campaign(broken("adds: sum", "adds: sum"), "f")
    assert campaign.phrases == ()
