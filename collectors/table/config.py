"""What a campaign file says of a table."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from collectors.figures.figure import FigureConfig
from collectors.http import Address
from collectors.source import SourceConfig

# Labels of rows that add the others up.
TOTALS = ("Tổng", "Tổng số", "Tổng cộng", "Cộng", "Toàn tỉnh", "Total")


class Columns(BaseModel):
    """Which heading stands over what. Without a unit's column the file is about the one unit that the source names."""

    model_config = SourceConfig.model_config

    unit: str | None = None
    unit_code: str | None = None
    figures: Annotated[tuple[FigureConfig, ...], Field(strict=False, min_length=1)]


class AsOf(BaseModel):
    """Where the day of the figures stands: in a column, or behind a text such as "Tính đến" anywhere on the sheet."""

    model_config = SourceConfig.model_config

    column: str | None = None
    text: Annotated[str, Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.column is None) == (self.text is None):
            raise ValueError("say either column (a heading) or text (the words before the day, such as Tính đến)")
        return self


class TableConfig(SourceConfig):
    """A workbook (.xlsx, .xls) or CSV file, told apart by content, whose columns are found by their headings.

    In a heading case, spaces and the day in a date make no difference. `sheet` is needed only where several sheets
    have these headings. Rows whose label is one of `totals` are left out. Without `as_of` the figures are those of
    the day on which the file was fetched.
    """

    address: Address
    columns: Columns
    sheet: str | None = None
    as_of: AsOf | None = None
    totals: Annotated[tuple[str, ...], Field(strict=False)] = TOTALS
