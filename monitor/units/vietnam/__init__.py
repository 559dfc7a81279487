"""The published registry of Vietnam's units: both maps of 2025, and what went where between them."""

from monitor.units.vietnam.nation import National, national
from monitor.units.vietnam.package import CHECKED_VERSION, Line, Place, Published, PublishedMissing, read_published

__all__ = [
    "CHECKED_VERSION",
    "Line",
    "National",
    "Place",
    "Published",
    "PublishedMissing",
    "national",
    "read_published",
]
