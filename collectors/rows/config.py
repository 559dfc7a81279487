"""What a campaign file says of a table whose columns are the fields of a Reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from collectors.http import Address
from collectors.reading import Measure
from collectors.source import SourceConfig

# Stands for the address of a file that a person hands in: a name that no machine can have.
HANDED_IN = "http://handed-in.invalid/"

_Word = Annotated[Measure, Field(strict=False)]


class RowsConfig(SourceConfig):
    """A workbook or CSV file whose first row names the fields of a Reading, and each row below is one.

    `measures` says what indicators count that are not built in, where the file has no column `measure`.
    """

    address: Address
    measures: Mapping[str, _Word] = Field(default_factory=dict)
