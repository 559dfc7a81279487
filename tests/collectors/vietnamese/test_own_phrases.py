"""A campaign's own phrases read like those that are built in, and what would read wrongly is refused."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.document.contents import Contents
from collectors.document.figures import figures_in
from collectors.reading import BUILT_IN, Measure
from collectors.table.grid import Grid
from collectors.vietnamese.lexicon import phrases_of, spelled_out
from collectors.vietnamese.own_phrases import OwnPhrases, Part, extended, faults_in
from collectors.vietnamese.phrases import ACTIONS, BUILT_IN_PHRASES, SUBJECTS
from collectors.vietnamese.prose import read_prose

PUBLISHED = date(2023, 7, 3)
BOOKS = OwnPhrases(
    "health_books",
    Measure.ACCOUNTS,
    subject=("sổ sức khỏe điện tử", "electronic health (book|books)"),
    actions=("tạo lập", "khởi tạo", "created"),
    nouns=("người", "hộ gia đình"),
)
LINKED = OwnPhrases("health_books_linked", Measure.ACCOUNTS, subject=BOOKS.subject, actions=("liên thông",))
FEES = OwnPhrases("fee_rate", Measure.PERCENT, subject=("[thu|nộp] học phí không dùng tiền mặt",))
PLACE = OwnPhrases("service_rank", Measure.RANK, subject=("chỉ số phục vụ người dân",))
CITIZENS = OwnPhrases("eid_activated", BUILT_IN["eid_activated"], ("tài khoản công dân số",), ("mở lần đầu",))
SIGNERS = OwnPhrases("signers", Measure.PEOPLE, ("chữ ký số cá nhân",), ("cấp",))
ALL = (BOOKS, LINKED, FEES, PLACE, CITIZENS, SIGNERS)


def figures(text: str, *own: OwnPhrases) -> list[tuple[str, float | int | None]]:
    found = read_prose(text, PUBLISHED, extended(own or ALL)).readings
    return [(each.indicator, each.rank if each.rank is not None else each.value) for each in found]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Đến 30/6/2023, huyện Sông Lô tạo lập 80.112 sổ sức khỏe điện tử.", [("health_books", 80112)]),
        ("By 30 June 2023, Song Lo district had created 80,112 electronic health books.", [("health_books", 80112)]),
        ("Đến 30/6/2023, xã An Bình đã khởi tạo sổ sức khỏe điện tử cho 456 hộ gia đình.", [("health_books", 456)]),
        ("Đến 30/6/2023, xã An Bình liên thông 300 sổ sức khỏe điện tử.", [("health_books_linked", 300)]),
        ("Đến 30/6/2023, thu học phí không dùng tiền mặt đạt 87,5%.", [("fee_rate", 0.875)]),
        # "cấp chữ ký số" is a thing of its own that nobody counts, and may not cut what this campaign counts.
        ("Toàn tỉnh đã cấp chữ ký số cá nhân cho 8.765 công dân.", [("signers", 8765)]),
        ("Đến 30/6/2023, số công dân được cấp chữ ký số cá nhân là 8.765.", [("signers", 8765)]),
        ("Tỷ lệ cấp chữ ký số cho cán bộ đạt 90%.", []),
        ("Chỉ số phục vụ người dân năm 2022 của tỉnh xếp thứ 5 cả nước.", [("service_rank", 5)]),
        ("Đến 30/6/2023, toàn huyện kích hoạt 64.230 tài khoản công dân số.", [("eid_activated", 64230)]),
        ("Đến 30/6/2023, toàn huyện mở lần đầu 64.230 tài khoản VNeID.", [("eid_activated", 64230)]),
        ("Đến 30/6/2023, toàn huyện phê duyệt 64.230 tài khoản công dân số.", [("eid_approved", 64230)]),
    ],
)
def test_each_part_of_an_indicator_s_phrases_is_read(text: str, right: list[tuple[str, float]]) -> None:
    assert figures(text) == right
    assert figures(unicodedata.normalize("NFD", text)) == right


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đến hết năm tạo lập 100.000 sổ sức khỏe điện tử.",
        "Trong ngày 30/6/2023, huyện Sông Lô tạo lập 112 sổ sức khỏe điện tử.",
        "Trong tháng 6/2023, huyện Sông Lô tạo lập 1.112 sổ sức khỏe điện tử.",
        "Huyện Sông Lô chưa tạo lập 1.112 sổ sức khỏe điện tử.",
        "Huyện Sông Lô tập huấn về sổ sức khỏe điện tử cho 112 người.",
        "Huyện Sông Lô mở lần đầu 64.230 thẻ căn cước công dân.",
    ],
)
def test_what_is_no_result_of_a_built_in_indicator_is_none_of_one_s_own(text: str) -> None:
    assert figures(text) == []


def test_a_month_s_count_is_read_where_the_indicator_is_a_count_of_a_period() -> None:
    text = "Trong tháng, huyện Sông Lô tạo lập 1.112 sổ sức khỏe điện tử."
    assert figures(text) == []
    flow = OwnPhrases(BOOKS.indicator, BOOKS.measure, BOOKS.subject, BOOKS.actions, is_total=False)
    assert figures(text, flow) == [("health_books", 1112)]


def test_headings_of_tables_are_understood_by_own_phrases_too() -> None:
    rows = (("Đơn vị", "Sổ sức khỏe điện tử đã tạo lập"), ("Xã An Bình", 1204), ("Xã Hợp Châu", 986))
    table = Contents((Grid(rows, "table 1"),))
    known, found = (figures_in(table, PUBLISHED, each).readings for each in (BUILT_IN_PHRASES, extended((BOOKS,))))
    assert known == ()
    assert [(each.indicator, each.unit, each.value) for each in found] == [
        ("health_books", "Xã An Bình", 1204),
        ("health_books", "Xã Hợp Châu", 986),
    ]


def test_phrases_written_in_letters_and_marks_apart_are_the_same_phrases() -> None:
    apart = OwnPhrases(
        BOOKS.indicator,
        BOOKS.measure,
        tuple(unicodedata.normalize("NFD", each) for each in BOOKS.subject),
        tuple(unicodedata.normalize("NFD", each) for each in BOOKS.actions),
    )
    assert figures("Đến 30/6/2023, huyện Sông Lô tạo lập 80.112 sổ sức khỏe điện tử.", apart)


def test_where_something_else_is_activated_too_a_bare_activation_is_no_account() -> None:
    text = "Đến 30/6/2023, huyện Sông Lô kích hoạt 48.000 tài khoản."
    signatures = OwnPhrases("signatures_activated", Measure.ACCOUNTS, ("chữ ký số công vụ",), ("kích hoạt",))
    assert figures(text) == [("eid_activated", 48000)]
    assert figures(text, signatures) == []
    assert figures("Đến 30/6/2023, huyện Sông Lô kích hoạt 480 chữ ký số công vụ.", signatures)


def test_without_own_phrases_nothing_is_another_s_and_the_same_campaign_s_are_made_once() -> None:
    assert extended(()) is BUILT_IN_PHRASES
    assert extended((BOOKS,)) is extended((OwnPhrases(**{part: getattr(BOOKS, part) for part in BOOKS.__slots__}),))


def own(subject: tuple[str, ...] = ("sổ lạ",), actions: tuple[str, ...] = ("dựng",), **more: object) -> OwnPhrases:
    return OwnPhrases(str(more.pop("indicator", "x")), Measure(str(more.pop("measure", "accounts"))), subject, actions)


WRONG = {
    "(sổ lạ": "( is never closed",
    "sổ (lạ]": "] closes what [ has not opened",
    "sổ lạ)": ") closes what ( has not opened",
    "sổ|lạ": "| stands between brackets",
    "[sổ] [lạ]": "all of it may be missing",
    "()": "all of it may be missing",
    "%": "does not begin with a word",
    "14 sổ": "does not begin with a word",
    "s": "is one letter",
    "sổ lạ; sổ khác": "several phrases",
    "sổ lạ\nsổ khác": "several phrases",
    "x" * 41: "longer than 40 letters",
    "x " * 101: "202 characters",
    " ".join(["(a|b|c|d)"] * 5): "more than 500",
    "đạt": '"đạt" is a word of any sentence and cannot be a subject too',
    "công dân": '"công dân" is a word of any sentence',
    "kích hoạt": '"kích hoạt" says what is done and cannot be a subject too',
    "thẻ căn cước|": "| stands between brackets",
}


@pytest.mark.parametrize(("phrase", "says"), WRONG.items(), ids=[phrase[:20] for phrase in WRONG])
def test_a_phrase_that_can_be_none_is_refused_with_its_reason(phrase: str, says: str) -> None:
    (fault,) = faults_in([own(subject=("sổ tốt", phrase))])
    assert (fault.entry, fault.part, fault.index) == (0, Part.SUBJECT, 1)
    assert says in fault.message
    with pytest.raises(ValueError, match=r"."):
        extended((own(subject=("sổ tốt", phrase)),))


@pytest.mark.parametrize(
    ("second", "part", "index", "says"),
    [
        (
            own(("tài khoản VNeID",), ("kích hoạt",)),
            Part.ACTIONS,
            0,
            '"kích hoạt" done to this subject is eid_activated',
        ),
        (own(("đúng hạn",), (), measure="percent"), Part.SUBJECT, 0, '"đúng hạn" is a phrase of on_time_rate already'),
        (own(BOOKS.subject, ("dựng", "tạo lập")), Part.ACTIONS, 1, '"tạo lập" done to this subject is health_books'),
        (own(BOOKS.subject[:1], (), measure="percent"), Part.SUBJECT, 0, "is a phrase of health_books already"),
        (own(FEES.subject, ("dựng",)), Part.SUBJECT, 0, "is a phrase of fee_rate already"),
        (own((), ("phê duyệt",), indicator="eid_activated"), Part.ACTIONS, 0, "is eid_approved already"),
        (own(("thẻ căn cước",), (), indicator="id_card_issued"), None, None, ""),
        (own((), ("cấp",), indicator="on_time_rate", measure="percent"), Part.ACTIONS, None, "by its subject alone"),
        (own(("hạng lạ",), ("dựng",), measure="rank"), Part.ACTIONS, None, "by its subject alone"),
        (own((), ("dựng",)), None, None, "subject is missing"),
        (own(("sổ lạ",), ()), None, None, "actions is missing"),
        (own((), (), indicator="eid_activated"), None, None, "no phrase stands here"),
    ],
)
def test_a_phrase_of_another_indicator_and_one_too_few_or_many_are_refused(
    second: OwnPhrases, part: Part | None, index: int | None, says: str
) -> None:
    faults = faults_in([BOOKS, FEES, second])
    assert [(fault.entry, fault.part, fault.index) for fault in faults] == ([(2, part, index)] if says else [])
    assert all(says in fault.message for fault in faults)


KNOWN = sorted(
    way
    for text in (*SUBJECTS.values(), *ACTIONS.values())
    for phrase, _ in phrases_of({0: text})
    for way in spelled_out(phrase)
)


# Every phrase that is taken makes a lexicon of its own, for which an example needs a tenth of a second.
@settings(deadline=None, max_examples=25)
@given(
    st.one_of(st.text(max_size=30), st.text("([|])ab ;1%", max_size=30), st.sampled_from(KNOWN)), st.sampled_from(Part)
)
def test_any_phrase_is_taken_or_refused_and_never_breaks_the_reader(phrase: str, part: Part) -> None:
    entry = OwnPhrases("x", Measure.ACCOUNTS, **{"subject": ("sổ lạ",), "actions": ("dựng",)} | {part.value: (phrase,)})
    if faults_in([entry]):
        return
    found = read_prose("Đến 30/6/2023, huyện Sông Lô kích hoạt 48.000 tài khoản VNeID.", PUBLISHED, extended((entry,)))
    assert {each.value for each in found.readings} <= {48000}
