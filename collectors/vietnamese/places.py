"""Units as a text writes them: tỉnh Vĩnh Phúc, TP.HCM, Sở Tư pháp, Quận 3, Binh Thuan, Lap Thach district.

The prefix as written is part of the name, since a town and the district around it may share the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from collectors.vietnamese.lexicon import Lexicon
from collectors.vietnamese.tokens import Kind, Token, key, keys

LONGEST_NAME = 5


class Rank(IntEnum):
    """How high a kind of unit stands: in "xã Tân Phú, huyện Sông Lô" each is followed by the one it lies in."""

    UNSAID = 0
    COMMUNE = 1
    DISTRICT = 2
    CITY = 3
    PROVINCE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as written. `sure` where a prefix or a list of provinces says that it is a unit.

    `single` where it is one word with a capital, that only the number behind it makes a unit's name.
    """

    name: str
    rank: Rank
    sure: bool
    single: bool = False


_PREFIXES = Lexicon(
    [
        ("tỉnh", Rank.PROVINCE),
        ("(thành phố|TP|TP .|T . P .)", Rank.CITY),
        ("(huyện|quận|thị xã|TX .)", Rank.DISTRICT),
        ("(xã|phường|thị trấn|đặc khu|TT .)", Rank.COMMUNE),
        ("[the] province of", Rank.PROVINCE),
        ("[the] city of", Rank.CITY),
        ("[the] (district|town) of", Rank.DISTRICT),
        ("[the] (commune|ward|township) of", Rank.COMMUNE),
    ]
)
# What a unit's name may stand before: Hanoi Police, HCMC Department of Public Security.
_OFFICES = keys("police department departments")
# Words that have a capital only because a sentence begins with them.
_SMALL_WORDS = keys(
    "in at for of by from the on as to with and after while when since until although tại ở trong của đến theo với về "
    "cho từ và khi sau trước tính có các những đây"
)
_WITHIN_NAMES = keys("of for on the")
# The words with which a unit's name can begin though they have no capital.
PREFIX_BEGINNINGS = _PREFIXES.beginnings
_SUFFIXES = {
    "province": Rank.PROVINCE, "city": Rank.CITY, "district": Rank.DISTRICT, "town": Rank.DISTRICT,
    "commune": Rank.COMMUNE, "ward": Rank.COMMUNE, "township": Rank.COMMUNE,
}  # fmt: skip
_NUMBERED = {Rank.DISTRICT, Rank.COMMUNE}

# Departments have names of small words, so that a list must say where each ends.
_DEPARTMENTS = Lexicon(
    (f"(Sở|Phòng) {name}", True)
    for name in (
        "Tư pháp", "Y tế", "Xây dựng", "Tài chính", "Nội vụ", "Công Thương", "Ngoại vụ", "Du lịch",
        "Giáo dục và Đào tạo", "(GD&ĐT|GDĐT|GD-ĐT)", "Kế hoạch và Đầu tư", "(KH&ĐT|KHĐT)", "Khoa học và Công nghệ",
        "(KH&CN|KHCN)", "Nông nghiệp và (Phát triển nông thôn|PTNT|Môi trường)", "(NN&PTNT|NN&MT)",
        "Tài nguyên và Môi trường", "(TN&MT|TNMT)", "Thông tin và Truyền thông", "(TT&TT|TTTT)",
        "Giao thông [-] vận tải", "GTVT", "Lao động [-|,] Thương binh và Xã hội", "(LĐ-TB&XH|LĐTBXH|LĐTB&XH)",
        "Văn hóa [,] Thể thao [và Du lịch]", "(VH-TT&DL|VHTT&DL|VHTTDL)", "Văn hóa và Thể thao",
        "Dân tộc và Tôn giáo", "Quy hoạch [-] Kiến trúc", "An toàn thực phẩm",
    )
)  # fmt: skip
# Offices of a province whose figures are their own. Those that act for all of it, as its police do, are none of them.
_OFFICES_NAMED = Lexicon(
    (name, True)
    for name in (
        "Văn phòng (UBND|Ủy ban nhân dân|HĐND) [tỉnh]", "Văn phòng Đoàn (ĐBQH|đại biểu Quốc hội) và HĐND [tỉnh]",
        "Thanh tra tỉnh", "Ban Dân tộc [tỉnh]", "Ban Quản lý [các] (khu công nghiệp|KCN|khu kinh tế|KKT) [tỉnh]",
        "Cục (Thuế|Thống kê|Hải quan|Quản lý thị trường|Thi hành án dân sự) [tỉnh]",
        "(Bảo hiểm xã hội|BHXH) tỉnh", "Kho bạc Nhà nước [tỉnh]",
    )
)  # fmt: skip
_AGENCIES = frozenset(key(word) for word in ("sở", "phòng", "cục"))

# Words that begin the name of something that is no unit: Bộ Y tế, Ban Chỉ đạo, Đề án, Cổng Dịch vụ công.
_NO_UNIT = keys("bộ ban ủy đảng nhà quốc chính hội cổng trung nghị đề luật quyết đoàn tổ phó thủ công the ministry")

_NO_BEGINNING = _NO_UNIT | _SMALL_WORDS

# Words of which one shows that a name without a prefix is an institution's or a person's, not a unit's.
_NAMES_OF_OTHERS = keys(
    "ministry department committee center centre police general minister deputy portal system database office bank "
    "agency group team inspectorate association service services project plan law party university newspaper board "
    "council authority order fund union republic people's colonel major lieutenant captain mr mrs ms dr secretary "
    "chairman director president app application program programme strategy decision decree resolution day hospital "
    "school airport company corporation division republic security information technology index"
)

# Provinces and cities before and after 1 July 2025; a bare name is a unit where it is one of these.
PROVINCES = (
    "An Giang; Bà Rịa - Vũng Tàu; Bắc Giang; Bắc Kạn; Bạc Liêu; Bắc Ninh; Bến Tre; Bình Định; Bình Dương; Bình Phước; "
    "Bình Thuận; Cà Mau; Cần Thơ; Cao Bằng; Đà Nẵng; Đắk Lắk; Đắk Nông; Điện Biên; Đồng Nai; Đồng Tháp; Gia Lai; "
    "Hà Giang; Hà Nam; Hà Nội; Hà Tĩnh; Hải Dương; Hải Phòng; Hậu Giang; Hòa Bình; Hưng Yên; Khánh Hòa; Kiên Giang; "
    "Kon Tum; Lai Châu; Lâm Đồng; Lạng Sơn; Lào Cai; Long An; Nam Định; Nghệ An; Ninh Bình; Ninh Thuận; Phú Thọ; "
    "Phú Yên; Quảng Bình; Quảng Nam; Quảng Ngãi; Quảng Ninh; Quảng Trị; Sóc Trăng; Sơn La; Tây Ninh; Thái Bình; "
    "Thái Nguyên; Thanh Hóa; Thừa Thiên Huế; Thừa Thiên - Huế; Huế; Tiền Giang; Hồ Chí Minh; Trà Vinh; Tuyên Quang; "
    "Vĩnh Long; Vĩnh Phúc; Yên Bái; Hanoi; Ha Noi; Da Nang; Danang; Hai Phong; Haiphong; Can Tho; Hue; Vinh Phuc; "
    "Ho Chi Minh City; HCM City; HCMC; TPHCM; TP.HCM; TP HCM; Binh Thuan; Ninh Thuan; Quang Nam; Quang Ninh; Lao Cai"
)
_KNOWN = Lexicon((name, True) for name in PROVINCES.split("; "))


def read_place(tokens: Sequence[Token], at: int, text: str, after_title: bool) -> tuple[Place, int] | None:
    """The unit whose name begins at a token, and the place behind it; None where no name does.

    `after_title` says that a person's title stands before it, so that a name without a known prefix is a person's.
    """
    if not (tokens[at].capital or tokens[at].key in PREFIX_BEGINNINGS):
        return None
    return (
        _department(tokens, at, text)
        or _prefixed(tokens, at, text, after_title)
        or _known(tokens, at, text)
        or (None if after_title else _bare(tokens, at, text))
    )


def _written(tokens: Sequence[Token], at: int, behind: int, text: str) -> str:
    return " ".join(text[tokens[at].start : tokens[behind - 1].end].split())


def _department(tokens: Sequence[Token], at: int, text: str) -> tuple[Place, int] | None:
    if not tokens[at].capital:
        return None
    found = _OFFICES_NAMED.longest(tokens, at)
    if not found and tokens[at].key not in _AGENCIES:
        return None
    found = found or _DEPARTMENTS.longest(tokens, at)
    behind = found[1] if found else _run(tokens, at + 1)
    if behind <= at + 1:
        return None
    return Place(_written(tokens, at, behind, text), Rank.UNSAID, sure=True), behind


def _prefixed(tokens: Sequence[Token], at: int, text: str, after_title: bool) -> tuple[Place, int] | None:
    found = _PREFIXES.longest(tokens, at)
    if not found:
        return None
    rank, begin = found
    known = _KNOWN.longest(tokens, begin)
    behind = known[1] if known and tokens[begin].capital else _run(tokens, begin)
    if behind == begin and rank in _NUMBERED and _is_ordinal(tokens, begin):
        behind = begin + 1
    if behind == begin or (rank is Rank.PROVINCE and after_title and not known):
        return None
    return Place(_written(tokens, at, behind, text), rank, sure=True), behind


def _is_ordinal(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is a unit's name: Quận 3."""
    return at < len(tokens) and tokens[at].text.isdigit() and len(tokens[at].text) <= 2 and tokens[at - 1].capital


def _known(tokens: Sequence[Token], at: int, text: str) -> tuple[Place, int] | None:
    found = _KNOWN.longest(tokens, at)
    if not found or not all(token.capital or token.kind is not Kind.WORD for token in tokens[at : found[1]]):
        return None
    following = tokens[found[1]] if found[1] < len(tokens) else None
    if following and following.capital and following.key not in _SUFFIXES and following.key not in _OFFICES:
        return None
    rank, behind = _suffix(tokens, found[1], Rank.PROVINCE)
    return Place(_written(tokens, at, behind, text), rank, sure=True), behind


def _bare(tokens: Sequence[Token], at: int, text: str) -> tuple[Place, int] | None:
    """A name of two or more capitalised words without a prefix, or one followed by what it is: Lap Thach district."""
    behind = _run(tokens, at)
    rank, after = _suffix(tokens, behind, Rank.UNSAID)
    words = behind - at
    if behind == at or (words < 2 and rank is Rank.UNSAID):
        return None
    if tokens[at].key in _NO_BEGINNING or any(_is_not_of_a_unit(token) for token in tokens[at:behind]):
        return None
    if rank is Rank.UNSAID and _goes_on_from_a_name(tokens, at):
        return None
    return Place(_written(tokens, at, after, text), rank, sure=rank is not Rank.UNSAID), after


def _is_not_of_a_unit(token: Token) -> bool:
    return token.key in _NAMES_OF_OTHERS or (token.text.isupper() and len(token.text) > 1)


def _goes_on_from_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is the rest of a longer one: Department for Administrative Management of Social Order."""
    return at > 1 and tokens[at - 1].key in _WITHIN_NAMES and tokens[at - 2].capital


def single_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether one capitalised word may be a unit's whole name, as in a list: Vinh 92 %."""
    return tokens[at].capital and len(tokens[at].text) > 1 and not tokens[at].text.isupper()


def _run(tokens: Sequence[Token], at: int) -> int:
    """The place behind the capitalised words that begin at `at`; a hyphen between two of them is part of the name."""
    behind = at
    while behind < len(tokens) and tokens[behind].capital and behind - at < LONGEST_NAME:
        if behind > at and tokens[behind].start - tokens[behind - 1].end > 1:
            break
        behind += 1
        if behind + 1 < len(tokens) and tokens[behind].key == "-" and tokens[behind + 1].capital:
            behind += 1
    return behind - 1 if behind > at and tokens[behind - 1].key == "-" else behind


def _suffix(tokens: Sequence[Token], at: int, rank: Rank) -> tuple[Rank, int]:
    """The kind of unit said behind a name in English, and the place behind it."""
    said = _SUFFIXES.get(tokens[at].key) if at < len(tokens) else None
    return (said, at + 1) if said else (rank, at)
