"""A name or a code means one unit of its day, however it is written, or is refused."""

import time
import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.units import AmbiguousUnit, CircularParents, Level, Unit, UnitRegistry, UnknownUnit

DAY = date(2023, 6, 30)
MERGER = date(2025, 7, 1)
PROVINCE, DISTRICT, COMMUNE = Level.PROVINCE, Level.DISTRICT, Level.COMMUNE

PROVINCES = (
    Unit("01", "Thành phố Hà Nội", "Hanoi", PROVINCE, code="01"),
    Unit("17", "Tỉnh Hoà Bình", "Hoa Binh province", PROVINCE, code="17", valid_until=MERGER),
    Unit("25", "Tỉnh Phú Thọ", "Phu Tho province", PROVINCE, code="25", valid_until=MERGER),
    Unit("25-2025", "Tỉnh Phú Thọ", "Phu Tho province", PROVINCE, code="25", valid_from=MERGER),
    Unit("26", "Tỉnh Vĩnh Phúc", "Vinh Phuc province", PROVINCE, code="26", valid_until=MERGER),
    Unit("46", "Thành phố Huế", "Hue city", PROVINCE, code="46", aliases=("Tỉnh Thừa Thiên Huế",)),
    Unit("49", "Tỉnh Quảng Nam", "Quang Nam province", PROVINCE, code="49"),
    Unit("66", "Tỉnh Đắk Lắk", "Dak Lak province", PROVINCE, code="66"),
    Unit("77", "Tỉnh Bà Rịa - Vũng Tàu", "Ba Ria - Vung Tau province", PROVINCE, code="77"),
    Unit("79", "Thành phố Hồ Chí Minh", "Ho Chi Minh City", PROVINCE, code="79", aliases=("TP.HCM",)),
)
BELOW = (
    Unit("001", "Quận Ba Đình", "Ba Dinh district", DISTRICT, "01", "001"),
    Unit("00001", "Phường Phúc Xá", "Phuc Xa ward", COMMUNE, "001", "00001"),
    Unit("00008", "Phường Vĩnh Phúc", "Vinh Phuc ward", COMMUNE, "001", "00008"),
    Unit("148", "Thành phố Hòa Bình", "Hoa Binh city", DISTRICT, "17", "148"),
    Unit("246", "Huyện Lập Thạch", "Lap Thach district", DISTRICT, "26", "246"),
    Unit("253", "Huyện Sông Lô", "Song Lo district", DISTRICT, "26", "253"),
    Unit("398", "Huyện Quan Sơn", "Quan Son district", DISTRICT, None, "398"),
    Unit("407", "Huyện Tĩnh Gia", "Tinh Gia district", DISTRICT, None, "407"),
    Unit("540", "Thành phố Quy Nhơn", "Quy Nhon city", DISTRICT, None, "540"),
    Unit("652", "Huyện M'Đrắk", "M'Drak district", DISTRICT, "66", "652"),
    Unit("760", "Quận 1", "District 1", DISTRICT, "79", "760"),
    Unit("866", "Thành phố Cao Lãnh", "Cao Lanh city", DISTRICT, None, "866"),
    Unit("873", "Huyện Cao Lãnh", "Cao Lanh district", DISTRICT, None, "873"),
    Unit("26-so-tu-phap", "Sở Tư pháp", "Department of Justice", Level.AGENCY, "26"),
)
REGISTRY = UnitRegistry((*PROVINCES, *BELOW))


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("26", "26"),
        ("Đắc Lắc", "66"),
        ("Đăk Lăk", "66"),
        ("Đak Lak", "66"),
        ("Ðắk Lắk", "66"),
        ("DAK LAK", "66"),
        ("huyện M’Đrăk", "652"),
        ("Hòa Bình", "17"),
        ("Thừa Thiên - Huế", "46"),
        ("TP. Huế", "46"),
        ("TP.HCM", "79"),
        ("TPHCM", "79"),
        ("Tp Hồ Chí Minh", "79"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Bà Rịa-Vũng Tàu", "77"),
        ("Quảng\u00a0Nam", "49"),
        ("Ha Noi", "01"),
        ("Hanoi", "01"),
        ("H. Lập Thạch", "246"),
        ("Lap Thach District", "246"),
        ("Quan Sơn", "398"),
        ("Quan Son", "398"),
        ("Tinh Gia", "407"),
        ("Tp. Qui Nhơn", "540"),
        ("Quận 01", "760"),
        ("Q.1", "760"),
        ("District 1", "760"),
        ("sở tư pháp", "26-so-tu-phap"),
        ("26-so-tu-phap", "26-so-tu-phap"),
    ],
)
def test_names_in_use_mean_the_unit_of_the_register(written: str, unit: str) -> None:
    assert REGISTRY.find(written, DAY).id == unit


def test_the_prefix_decides_between_a_town_and_the_district_around_it() -> None:
    assert REGISTRY.find("TP Cao Lãnh", DAY).id == "866"
    assert REGISTRY.find("huyen Cao Lanh", DAY).id == "873"
    with pytest.raises(AmbiguousUnit, match=r"Thành phố Cao Lãnh \(866\), Huyện Cao Lãnh \(873\)"):
        REGISTRY.find("Cao Lãnh", DAY)
    with pytest.raises(UnknownUnit, match="did you mean Thành phố Cao Lãnh"):
        REGISTRY.find("Thị xã Cao Lãnh", DAY)


def test_a_town_is_never_taken_for_the_province_of_its_name() -> None:
    assert REGISTRY.find("Hoà Bình", DAY).id == "17"
    assert REGISTRY.find("TP Hoà Bình", DAY).id == "148"
    with pytest.raises(UnknownUnit):
        REGISTRY.find("TP Vĩnh Phúc", DAY)


def test_a_name_with_all_its_marks_wins_over_one_that_fits_only_without() -> None:
    registry = UnitRegistry(
        [
            Unit("1", "Xã Hòa An", "Hoa An", COMMUNE),
            Unit("2", "Xã Hóa An", "", COMMUNE),
            Unit("3", "Xã Hoa An", "", COMMUNE),
        ]
    )
    assert registry.find("Xã Hóa An", DAY).id == "2"
    assert registry.find("xã Hoà An", DAY).id == "1"
    assert registry.find("Xã Hoa An", DAY).id == "3"
    with pytest.raises(AmbiguousUnit):
        registry.find("Xa Hoa An", DAY)
    with pytest.raises(UnknownUnit, match="did you mean"):
        registry.find("Xã Hỏa An", DAY)


def test_a_name_or_code_means_the_unit_of_that_day() -> None:
    later = date(2026, 1, 1)
    assert REGISTRY.find("25", DAY).id == REGISTRY.find("Phú Thọ", DAY).id == "25"
    assert REGISTRY.find("25", later).id == REGISTRY.find("Phú Thọ", later).id == "25-2025"
    for written in ("26", "Vĩnh Phúc", "Vinh Phuc"):
        with pytest.raises(UnknownUnit, match=r"Tỉnh Vĩnh Phúc \(26, until 2025-07-01\)"):
            REGISTRY.find(written, later)
    assert REGISTRY.find("Phường Vĩnh Phúc", later).id == "00008"


def test_a_code_that_lost_its_leading_nought_is_not_guessed() -> None:
    with pytest.raises(AmbiguousUnit) as several:
        REGISTRY.find("1", DAY)
    assert [unit.id for unit in several.value.candidates] == ["01", "001", "00001"]
    with pytest.raises(UnknownUnit, match=r"did you mean Phường Vĩnh Phúc \(00008\)"):
        REGISTRY.find("8", DAY)


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownUnit) as unknown:
        REGISTRY.find("Huyện Lặp Thạch", DAY)
    assert unknown.value.suggestions[0] == "Huyện Lập Thạch (246)"
    for nothing in ("", " ", "—", "Atlantis"):
        with pytest.raises(UnknownUnit):
            REGISTRY.find(nothing, DAY)


def test_children_are_the_units_below_on_that_day_and_no_agencies() -> None:
    assert [unit.id for unit in REGISTRY.children("26", DAY)] == ["246", "253"]
    assert REGISTRY.children("253", DAY) == ()
    assert REGISTRY.province_of("00001") == "01"
    assert REGISTRY.province_of("26") == REGISTRY.province_of("26-so-tu-phap") == "26"
    assert UnitRegistry([Unit("vn", "Việt Nam", "Viet Nam", Level.NATION)]).province_of("vn") == ""


def test_a_registry_is_right_from_birth() -> None:
    with pytest.raises(ValueError, match="two units have the id '1'"):
        UnitRegistry([Unit("1", "Xã A", "", COMMUNE), Unit("1", "Xã B", "", COMMUNE)])
    with pytest.raises(ValueError, match="the parent '9' of unit '1'"):
        UnitRegistry([Unit("1", "Xã A", "", COMMUNE, "9")])
    with pytest.raises(CircularParents):
        UnitRegistry([Unit("1", "Xã A", "", COMMUNE, "2"), Unit("2", "Xã B", "", COMMUNE, "1")])


OLD_STYLE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ"}
PREFIXES = {
    "Tỉnh": ("Tỉnh", "tỉnh", "TỈNH"),
    "Thành phố": ("Thành phố", "TP.", "TP ", "tp. ", "Tp", "T.P.", "thành  phố"),
    "Quận": ("Quận", "Q.", "quận"),
    "Huyện": ("Huyện", "H.", "huyện"),
    "Phường": ("Phường", "P.", "phường"),
}
BLANKS = (" ", "  ", "\u00a0", "\u2009", "\t", " \u200b")
DASHES = ("-", "–", "—", " - ", "\u2011", " – ", "\u2212")
STROKES = {"Đ": "ÐƉĐ", "đ": "ðɖđ"}


def without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(character for character in bare if not unicodedata.combining(character))


@st.composite
def respelt(draw: st.DrawFn, name: str) -> str:
    """The name as someone else would write it, its prefix in one of its forms."""
    prefix = next(prefix for prefix in PREFIXES if name.startswith(prefix))
    rest = unicodedata.normalize("NFC", name.removeprefix(prefix).strip())
    if draw(st.booleans()):
        for new, old in OLD_STYLE.items():
            rest = rest.replace(new, old)
    rest = "".join(draw(st.sampled_from(STROKES.get(character, character))) for character in rest)
    rest = rest.replace(" - ", draw(st.sampled_from(DASHES))).replace(" ", draw(st.sampled_from(BLANKS)))
    rest = draw(st.sampled_from((str, str.upper, str.lower, without_marks)))(rest)
    written = f"{draw(st.sampled_from(PREFIXES[prefix]))} {rest}"
    return unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), written)


NAMED = [unit for unit in (*PROVINCES, *BELOW) if unit.level is not Level.AGENCY and unit.valid_on(DAY)]


@given(st.data())
def test_every_respelling_of_a_name_means_its_unit(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(NAMED))
    assert REGISTRY.find(data.draw(respelt(unit.name)), DAY) == unit


@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_is_refused(written: str) -> None:
    with suppress(UnknownUnit, AmbiguousUnit):
        assert REGISTRY.find(written, DAY).valid_on(DAY)


def test_a_nation_of_communes_is_searched_by_an_index() -> None:
    syllables = (
        "An",
        "Bình",
        "Hòa",
        "Đông",
        "Tân",
        "Phú",
        "Thạnh",
        "Lợi",
        "Mỹ",
        "Quới",
        "Xuân",
        "Yên",
        "Sơn",
        "Hải",
        "Lộc",
    )
    names = [f"Xã {one} {two} {three}" for one in syllables for two in syllables for three in syllables][:3321]
    registry = UnitRegistry(Unit(f"{i:05d}", name, "", COMMUNE) for i, name in enumerate(names))
    began = time.perf_counter()
    assert [registry.find(name, DAY).id for name in names] == [f"{i:05d}" for i in range(3321)]
    for i in range(100):
        with pytest.raises(UnknownUnit):
            registry.find(f"Xã Tâm Phúu {i}", DAY)
    assert time.perf_counter() - began < 5
