"""What the label of a row says: a unit, the whole, a sum, a group, a part, or a line under the table."""

from __future__ import annotations

import re
from enum import StrEnum

from collectors.figures.cell import folded
from collectors.reading import UnitLevel


class Kind(StrEnum):
    """What a row of a table is. `whole` is the province (or country) that the table is about, `sum` adds others up.

    A `group` heads several rows and is no unit; a `part` is some of the row above it; `line` is no row of figures.
    """

    UNIT = "unit"
    WHOLE = "whole"
    SUM = "sum"
    GROUP = "group"
    PART = "part"
    LINE = "line"


_PLACE = r"(tỉnh|thành phố|tp|huyện|thị xã|quận|xã|phường|quốc|ngành|địa bàn)"
_WHOLE = re.compile(
    rf"((tổng( số| cộng)?|cộng) )?(toàn {_PLACE}|cả (nước|tỉnh)|whole (province|country|district)|nationwide)"
)
# "Cộng Hòa" and "Tổng công ty …" are names.
_SUM = re.compile(
    r"(tổng( số| cộng)?|cộng|sum|total|grand total|subtotal|sub-total)"
    r"( (khối|cụm|nhóm|vùng|các|cả|chung|toàn|cấp|mục|phần|i{1,3}|iv|vi{0,3}|[abcd1-9])\b.*)?"
    r"|(bình quân|trung bình|average)( .*)?"
)
_PART = re.compile(r"(trong đó|gồm|bao gồm|chia ra|of which)\b.*|(công dân )?(nam|nữ)( giới)?|men|women|male|female")

_KIND_OF_UNIT = (
    r"tỉnh|thành phố|tp\.?|thị xã|tx\.?|huyện|quận|xã|phường|thị trấn|tt\.?|đặc khu|sở|ban|chi cục|cục|công an|ubnd|"
    r"uỷ ban nhân dân|ủy ban nhân dân|trung tâm|văn phòng|bảo hiểm"
)
_UNIT = re.compile(rf"({_KIND_OF_UNIT})\s+\S.*")
_MANY = r"sở|huyện|xã|phường|thị trấn|thị xã|thành phố|đơn vị|ban|ngành|cơ quan|địa phương|quận|tỉnh|doanh nghiệp|phòng"
_GENERIC = re.compile(
    rf"(các|những|toàn bộ|ubnd các|công an các|ubnd cấp|công an cấp) .*|"
    r"cụm .*|miền (núi|xuôi|biển|đồng bằng|trung du).*|"
    rf"(khối|cấp|nhóm|cụm|vùng|khu vực|loại)( (?![0-9]+$).*)?|"
    rf"(đồng bằng|trung du|nội thành|ngoại thành|đô thị|nông thôn)\b.*|"
    rf"({_MANY})((\s*[,;/&–-]\s*|\s+và\s+|\s+)({_MANY}))*|"
    rf"({_MANY}) (miền|đồng bằng|trung du|ven|vùng|nông thôn|trực thuộc|loại)\b.*"
)
# Names that begin as a group's heading does.
_NAMES = re.compile(r"(cấp tiến|các sơn)")

_LINE = re.compile(
    r"(ghi chú|chú thích|lưu ý|nguồn|note|source|người (lập|tổng hợp|báo cáo|ký|duyệt|kiểm tra)|"
    r"lập biểu|cán bộ (tổng hợp|lập)|nơi nhận|prepared by|xác nhận|thủ trưởng|kế toán|đã ký)\b.*|"
    r"(t/?m|k/?t|t/?l|t\.?u\.?q|q)\s*\.\s.*|(tm|kt|tl|tuq)\.\S.*|"
    r"(phó )?(chủ tịch|giám đốc|trưởng (phòng|công an|ban)|chánh văn phòng)\b.*|(trưởng|phó) (phòng|ban|công an).*|"
    r"\(?\*+\)?\s*\S.*|\(?(ký|đã ký)\b.*|(thượng|trung|đại|thiếu) (tá|úy|tướng)\b.*|"
    r"([^:;0-9]{2,40}, )?ngày .*(tháng|/).*|"
    r"đơn vị tính\s*:.*|đvt\s*:.*|(số liệu|dữ liệu|tính|thời điểm|cập nhật)\b.*(đến|chốt|ngày|tháng).*"
)
_LEVEL = re.compile(r"(?:ubnd )?cấp (tỉnh|huyện|xã)")
_LEVELS = {"tỉnh": UnitLevel.PROVINCE, "huyện": UnitLevel.DISTRICT, "xã": UnitLevel.COMMUNE}
_BRACKETS = re.compile(r"\s*\([^)]*\)")
NUMBERING = re.compile(
    r"(?P<mark>[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXivx]{1,5}|[A-ZĐa-hđ])[.)]\s+|(?P<bullet>[-–+•])\s*(?=\D)"
)


def kind_of(label: str) -> Kind:
    """What a row is by its label alone."""
    text = _bare(label)
    if _WHOLE.fullmatch(text):
        return Kind.WHOLE
    if _SUM.fullmatch(text):
        return Kind.SUM
    if _PART.fullmatch(text):
        return Kind.PART
    return Kind.GROUP if is_generic(text) else Kind.UNIT


def is_generic(label: str) -> bool:
    """Whether a label names a group of units ("Khối huyện", "Sở, ban, ngành")."""
    text = _bare(label)
    return _GENERIC.fullmatch(text) is not None and _NAMES.fullmatch(text) is None


def says_its_kind(label: str) -> bool:
    """Whether a name says what kind of unit it is: "Huyện Tam Đảo", "Sở Tư pháp"."""
    text = _bare(label)
    return _UNIT.fullmatch(text) is not None and not is_generic(text)


def level_of(label: str) -> UnitLevel | None:
    """The level whose units a row is about together: "Cấp huyện"."""
    found = _LEVEL.fullmatch(_bare(label))
    return _LEVELS[found[1]] if found else None


def is_line(text: str) -> bool:
    """Whether a text is a note, a signature or the like, that stands under a table and not in it."""
    return _LINE.fullmatch(folded(text)) is not None


def without_number(label: str) -> tuple[str, str]:
    """The number or bullet before a label, empty where there is none, and the label without it."""
    text = label.strip()
    found = NUMBERING.match(text)
    if found is None or found.end() == len(text):
        return "", text
    return found["mark"] or found["bullet"], text[found.end() :].strip()


def _bare(label: str) -> str:
    _, text = without_number(label)
    return _BRACKETS.sub("", folded(text)).strip(" :.*-–")
