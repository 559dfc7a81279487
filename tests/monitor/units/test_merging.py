"""A campaign's own units and the store's registry are one registry, in which the file has the first word."""

from dataclasses import replace
from datetime import date

from monitor.units import Former, Level, Unit, UnitRegistry, merged

END, RENAME = date(2025, 7, 1), date(2025, 1, 1)
HUE = Former(until=RENAME, name="Tỉnh Thừa Thiên Huế", name_en="Thua Thien Hue province", code="46", parent="vn")
STORED = UnitRegistry(
    [
        Unit("vn", "Việt Nam", "Viet Nam", Level.NATION),
        Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", Level.PROVINCE, "vn", "26", date(2008, 8, 1), END),
        Unit("25-2025", "Tỉnh Phú Thọ", "Phu Tho province", Level.PROVINCE, "vn", "25", END, aliases=("Đất Tổ",)),
        Unit(
            "46", "Thành phố Huế", "Hue city", Level.PROVINCE, "vn", "46", None, END, ("TT-Huế",), (HUE,), 16.4, 107.6
        ),
    ]
)


def test_the_file_holds_and_the_registry_fills_what_it_leaves_out() -> None:
    own = Unit("25-2025", "Phú Thọ", "Phu Tho", Level.PROVINCE, code="25-2025", aliases=("PT",))
    found = merged([own, Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE, code="26")], STORED)
    assert [unit.id for unit in found] == ["25-2025", "26", "vn", "46"]
    filled = found["25-2025"]
    assert (filled.name, filled.code, filled.aliases) == ("Phú Thọ", "25", ("PT", "Đất Tổ", "Tỉnh Phú Thọ"))
    vinh_phuc = found["26"]
    assert (vinh_phuc.name_en, vinh_phuc.valid_from, vinh_phuc.valid_until) == ("Vinh Phuc", None, END)
    assert vinh_phuc.parent is None


def test_a_file_of_before_a_rename_keeps_its_name_for_those_days() -> None:
    own = Unit("46", "Tỉnh Thừa Thiên Huế", "Thua Thien Hue", Level.PROVINCE, code="46")
    hue = merged([own], STORED)["46"]
    assert (hue.on(date(2023, 1, 1)).name, hue.on(RENAME).name) == ("Tỉnh Thừa Thiên Huế", "Thành phố Huế")
    assert (hue.on(date(2023, 1, 1)).parent, hue.parent) == (None, None)
    assert (hue.latitude, hue.longitude) == (16.4, 107.6)


def test_a_registry_that_knows_nothing_changes_nothing() -> None:
    own = (Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc", Level.PROVINCE, code="26"),)
    assert tuple(merged(own, UnitRegistry(()))) == own
    assert merged([replace(own[0], valid_until=date(2030, 1, 1))], STORED)["26"].valid_until == date(2030, 1, 1)
