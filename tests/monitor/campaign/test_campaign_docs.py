"""The page about the campaign file speaks of all that the file may hold, and its example is right."""

import re
from datetime import date
from enum import EnumType
from pathlib import Path

import pytest

from collectors.reading import BUILT_IN
from monitor.campaign import ENTRANCES, Severity, schema
from monitor.campaign.file import parse_campaign
from monitor.campaign.sections import checks, holidays, paths

PAGE = (Path(__file__).parents[3] / "docs" / "campaign.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE)) | set(re.findall(r"\w+", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
ENTRIES = [schema.FileEntry, schema.NamesEntry, schema.UnitEntry, schema.IndicatorEntry, schema.TargetEntry,
           schema.ImpliedEntry, schema.ScheduleEntry, schema.SourceEntry, holidays.HolidaysEntry, paths.MilestonesEntry,
           checks.ChecksEntry, checks.ExceptionEntry]  # fmt: skip
WORDS = (*Severity, *ENTRANCES, "straight", "working_days")


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_field_and_every_word_of_a_field_stands_on_the_page(entry: type[schema.Entry]) -> None:
    assert set(entry.model_fields) <= NAMED
    for field in entry.model_fields.values():
        if isinstance(field.annotation, EnumType):
            assert {str(member) for member in list[object](field.annotation)} <= NAMED


def test_every_built_in_indicator_stands_on_the_page() -> None:
    assert set(BUILT_IN) <= NAMED


def test_every_word_of_checks_and_paths_stands_on_the_page() -> None:
    assert {str(word) for word in WORDS} <= NAMED


def test_the_examples_of_targets_holidays_and_checks_are_right() -> None:
    first, versions, *sections = [part.partition("```")[0] for part in PAGE.split("```yaml\n")[1:]]
    entries = "".join(section for section in sections if section.startswith(" "))
    text = first.replace("sources:\n", f"{versions}sources:\n{entries}").replace(f"{versions.splitlines()[0]}\n", "", 1)
    campaign = parse_campaign("".join((text, *(each for each in sections if each not in entries))), "campaign.md")
    found = [campaign.target("eid_activated", "26", day) for day in (date(2023, 5, 31), date(2023, 6, 1))]
    assert [target and target.deadline for target in found] == [date(2023, 6, 15), date(2023, 7, 15)]
    assert campaign.sources["reports"].kind == "document"
    assert (len(campaign.calendar.off), len(campaign.calendar.work), len(campaign.checks.exceptions)) == (1, 1, 2)


def test_the_example_on_the_page_is_a_right_campaign() -> None:
    example = PAGE.partition("```yaml\n")[2].partition("```")[0]
    assert parse_campaign(example, "campaign.md").targets[0].amount == 523202
