"""Units and events as people hand them in: tables with the fields for columns, and a fault for each wrong cell."""

from monitor.units.tables.cells import TableFault, TableRow
from monitor.units.tables.event_table import EVENT_COLUMNS, EVENT_REQUIRED
from monitor.units.tables.handed_in import HandedIn, handed_in
from monitor.units.tables.heading import heading_faults
from monitor.units.tables.unit_table import UNIT_COLUMNS, UNIT_REQUIRED

__all__ = [
    "EVENT_COLUMNS",
    "EVENT_REQUIRED",
    "UNIT_COLUMNS",
    "UNIT_REQUIRED",
    "HandedIn",
    "TableFault",
    "TableRow",
    "handed_in",
    "heading_faults",
]
