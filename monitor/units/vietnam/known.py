"""What is known of the published registry from elsewhere: days, decrees, and names that it does not give."""

from __future__ import annotations

from datetime import date

from monitor.units.event import KnownMap
from monitor.units.unit import Level

NATION = "vn"

# The two-level map: districts ended, 63 provinces became 34 and 10,035 communes 3,321.
NEW_MAP = date(2025, 7, 1)
PROVINCES_DECREE = "Nghị quyết 202/2025/QH15"
DISTRICTS_DECREE = "Nghị quyết 203/2025/QH15"
COMMUNES_DECREE = "Nghị quyết của Ủy ban Thường vụ Quốc hội ngày 16/6/2025"

# Hà Tây joined Hà Nội on this day (Nghị quyết 15/2008/QH12); since then there were 63 provinces of the same extent.
PROVINCES_KNOWN = date(2008, 8, 1)
# The older map holds Phú Mỹ as a city, and Tân Hòa and Tân Hải there as wards (Nghị quyết 1365/NQ-UBTVQH15): the last
# change before July 2025.
COMMUNES_KNOWN = date(2025, 3, 1)

HUE = "46"
HUE_RENAMED = date(2025, 1, 1)
HUE_DECREE = "Nghị quyết 175/2024/QH15"
HUE_BEFORE = "Tỉnh Thừa Thiên Huế"
HUE_BEFORE_EN = "Thua Thien Hue province"

# Names in use beside the official ones, by the code of the province, on both maps.
ALIASES = {
    "01": ("Hanoi",),
    "06": ("Bắc Cạn",),
    "31": ("Haiphong",),
    "46": ("TT. Huế", "TT-Huế"),
    "48": ("Danang",),
    "66": ("Đắklắk", "Daklak"),
    "67": ("Đắknông", "Daknong"),
    "77": ("BR-VT", "BRVT"),
    "79": ("TP.HCM", "HCMC", "Sài Gòn"),
}
# The older map's code of a province whose aliases the newer one's carries on: codes were used again for others.
SAME_PROVINCE = ("01", "31", "46", "48", "66", "79")
# In the older map 62, closed on 1 July 2025.
ALIASES_BEFORE = ALIASES | {"62": ("Kontum",)}
ALIASES_AFTER = {code: ALIASES[code] for code in SAME_PROVINCE} | {HUE: (*ALIASES[HUE], HUE_BEFORE)}


def known_maps(source: str, left_out: int) -> tuple[KnownMap, ...]:
    """From which day each level's map is known; `left_out` is how many transfers were taken for another's namesake."""
    older = (
        "The published older map is that of spring 2025. What communes and districts there were before, and what "
        "became of them in the mergers of 2023 to 2025, it does not say. Each of its units is given from this day, "
        "though most are older."
    )
    shares = (
        " Of a commune that was divided on 2025-07-01 it does not say which share went where: equal shares, marked as "
        f"estimated. {left_out} transfers that it gives to a distant commune, by the name of another commune there, "
        "are left out and said in the note of the event."
    )
    provinces = "The provinces from the day on which Hà Tây joined Hà Nội; the 34 of today from 2025-07-01."
    return (
        KnownMap(level=Level.PROVINCE, first_day=PROVINCES_KNOWN, source=source, note=provinces),
        KnownMap(level=Level.DISTRICT, first_day=COMMUNES_KNOWN, source=source, note=older),
        KnownMap(level=Level.COMMUNE, first_day=COMMUNES_KNOWN, source=source, note=older + shares),
    )
