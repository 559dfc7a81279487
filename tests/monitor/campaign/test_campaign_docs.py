"""The page about the campaign file speaks of all that the file may hold, and its example is right."""

import re
from enum import EnumType
from pathlib import Path

import pytest

from collectors.reading import BUILT_IN
from monitor.campaign import schema
from monitor.campaign.file import parse_campaign

PAGE = (Path(__file__).parents[3] / "docs" / "campaign.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE)) | set(re.findall(r"\w+", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
ENTRIES = [schema.FileEntry, schema.NamesEntry, schema.UnitEntry, schema.IndicatorEntry, schema.TargetEntry,
           schema.ImpliedEntry, schema.ScheduleEntry, schema.SourceEntry]  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_field_and_every_word_of_a_field_stands_on_the_page(entry: type[schema.Entry]) -> None:
    assert set(entry.model_fields) <= NAMED
    for field in entry.model_fields.values():
        if isinstance(field.annotation, EnumType):
            assert {str(member) for member in list[object](field.annotation)} <= NAMED


def test_every_built_in_indicator_stands_on_the_page() -> None:
    assert set(BUILT_IN) <= NAMED


def test_the_example_on_the_page_is_a_right_campaign() -> None:
    example = PAGE.partition("```yaml\n")[2].partition("```")[0]
    assert parse_campaign(example, "campaign.md").targets[0].amount == 523202
