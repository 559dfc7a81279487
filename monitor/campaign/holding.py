"""What a campaign may call too uncertain to be taken from a source before someone has looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from collectors.reading import Bound, Precision
from collectors.reading import Warning as Doubt


class Uncertainty(StrEnum):
    """In which way a figure is uncertain: by its bound, or by how finely its day is said. The words of a Reading."""

    ABOUT = Bound.ABOUT.value
    AT_LEAST = Bound.AT_LEAST.value
    AT_MOST = Bound.AT_MOST.value
    PUBLISHED = Precision.PUBLISHED.value
    MONTH = Precision.MONTH.value
    MID_MONTH = Precision.MID_MONTH.value
    QUARTER = Precision.QUARTER.value
    YEAR = Precision.YEAR.value


_ALWAYS = "such figures are always set aside"
# What no source has to name, and why.
HELD_ANYWAY: Mapping[str, str] = {
    Doubt.AMBIGUOUS_NUMBER.value: _ALWAYS,
    Doubt.AMBIGUOUS_DATE.value: _ALWAYS,
    Doubt.UNIT_UNKNOWN.value: _ALWAYS,
    Doubt.RATIO_DISAGREES.value: "such figures are set aside unless checks says otherwise",
}
