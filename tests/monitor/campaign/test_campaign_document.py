"""What YAML lets one write by mistake or by malice is told by its place, and nothing is read in two ways."""

import pytest
from campaign_texts import RIGHT, broken, faults_of

from monitor.campaign.file import parse_campaign


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("01", 'write "01" in quotes'),
        ("08", 'write "08" in quotes'),
        ("010", 'write "010" in quotes'),
        ("NO", 'write "NO" in quotes'),
        ("off", 'write "off" in quotes'),
        ("1:30", 'write "1:30" in quotes'),
        ("1_000", "underscores"),
        ("0x1F", "base"),
        ("1e3", "exponent"),
        (".inf", "finite"),
        (".5", "both sides"),
        ("12345678901234567890", "digits"),
        ("", "empty; write a value, or leave the key out"),
        ("null", "empty"),
        ("true", "true is not right here; write text in quotes"),
        ("2023-07-31", "the day 2023-07-31 is not right here; write text in quotes"),
        ("1.10", "write text in quotes"),
        ("!!str 01", "tags are not used here"),
        ("!!python/object/apply:os.system [x]", "tags are not used here"),
        ("&a x", "anchors and aliases are not used here"),
        ("*a", "anchors and aliases are not used here"),
        ("[a]", "a list is not right here; write text in quotes"),
        ("{a: b}", "a mapping is not right here; write text in quotes"),
    ],
)
def test_a_value_with_two_meanings_is_refused_once(written: str, words: str) -> None:
    (fault,) = faults_of(broken("name: Tỉnh Vĩnh Phúc", f"name: {written}"))
    assert fault.startswith("4:")
    assert words in fault


@pytest.mark.parametrize("written", ['"01"', "'NO'", "Số 1", "nothing", "1.2.3", "2023-07", "- x", "x - y"])
def test_words_and_quoted_values_stay_text(written: str) -> None:
    text = broken("name: Tỉnh Vĩnh Phúc", f"name: {written}") if written != "- x" else broken("Tỉnh Vĩnh Phúc", '"- x"')
    assert parse_campaign(text, "f").units["26"].name == written.strip("\"'")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (broken("campaign: small", "campaign: small\ncampaign: other"), "2:1:", "a second time, first in line 1"),
        (
            broken("adds: sum}", "adds: sum, adds: never}"),
            "7:80:",
            "indicators.eid_activated.adds stands here a second",
        ),
        (broken("campaign: small", "campaign: small\n<<: {a: b}"), "2:1:", "merge keys are not used here"),
        (broken("campaign: small", "campaign: small\n? [a, b]\n: c"), "2:3:", "a key is a word"),
        (broken("campaign: small", "campaign: small\n\tname: x"), "2:1:", "a tab cannot indent"),
        (broken("campaign: small", "campaign: *"), "1:", "a value that begins with * stands in quotes"),
        (broken("campaign: small", "campaign: a: b"), "1:12:", "a value that holds ': ' stands in quotes"),
        (broken("campaign: small", "campaign: 'small"), "", "not YAML"),
        (broken("campaign: small", "campaign: sm\x07all"), "1:13:", "control character U+0007"),
        (broken("campaign: small", "campaign: small\n--- \nx: y"), "2:1:", "a second document begins here"),
        (broken("value: done}", "value: " + "[" * 30 + "]" * 30 + "}"), "28:", "nested deeper than 20 levels"),
        (broken("value: done}", "value: " + "[" * 5000), "28:", "nest"),
        ("- a\n- b\n", "1:1:", "a campaign is a mapping"),
        ("just words\n", "1:1:", "a campaign is a mapping"),
        ("# a comment\n", "1:1:", "a campaign is a mapping"),
        ("#" * 2_000_001, "1:1:", "too large"),
        ("   \n", "1:1:", "the file is empty"),
    ],
)
def test_a_fault_of_form_is_named_by_its_place(text: str, line: str, words: str) -> None:
    faults = faults_of(text)
    assert any(fault.startswith(line) and words in fault for fault in faults), "\n".join(faults)


def test_a_bomb_of_aliases_is_not_unfolded() -> None:
    levels = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 12))
    faults = faults_of(f"b0: &b0 x\n{levels}")
    assert any("anchors and aliases are not used here" in fault for fault in faults)


def test_faults_of_form_and_of_meaning_are_told_together() -> None:
    text = (
        RIGHT.replace("level: province", "level: 01").replace("value: 1000", "value: 0").replace("items", "!!str items")
    )
    assert [fault.split(":")[0] for fault in faults_of(text)] == ["4", "12", "24"]
