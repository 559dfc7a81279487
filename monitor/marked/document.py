"""What a marked page is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from collectors.document.contents import Contents
from collectors.reading import Readings
from monitor.campaign import Names


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document that was read, and what was read in it.

    `published` is the day that stood in where none was said, `published_by` where it comes from. `names` are those of
    a campaign's own indicators.
    """

    name: str
    sha256: str
    published: date
    published_by: str
    contents: Contents
    found: Readings
    names: Mapping[str, Names] = field(default_factory=dict)
