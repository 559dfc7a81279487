"""How the figures of each indicator are worded: the table to extend when a new indicator or wording is met.

A figure belongs to an indicator when it speaks of the indicator's *subject* and, for counts, of something that is done
to it, its *action*: "kích hoạt" (activate) done to "tài khoản định danh điện tử" (eid). A phrase is written as it is
read; `[word]` may be missing and `(one|two)` is one of them; the longest phrase at a place wins. Subjects without an
indicator are there so that their figures are not taken for another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from collectors.reading import BUILT_IN, Measure

# What has running totals, which a month's count is not.
STOCKS = frozenset({Measure.ACCOUNTS, Measure.CARDS, Measure.APPLICATIONS})
# The nouns for people.
PEOPLE = ("person", "resident")


@dataclass(frozen=True, slots=True)
class Wording:
    """One indicator's subject, and the actions one of which must be said of it (none where the subject says all).

    `nouns` are the things of which its count may be said, beside the subject itself; `apart` a subject that is a part
    of it, so that where a text gives that a figure of its own, the other figure is only the rest. `is_total` says
    whether its counts are running totals, which a month's count is not; None where the measure tells.
    """

    indicator: str
    measure: Measure
    subject: str
    actions: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    apart: str = ""
    is_total: bool | None = None


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of subjects and actions by name (parted by semicolons or line ends), and the indicators they make.

    `held_by` says which subject another becomes where a noun holds it: the e-ID of an organisation is "org_eid".
    `nouns` are things that counts may be said of, beside those of the grammar. `own_subjects` are a campaign's: no
    phrase that is built in may cut them.
    """

    subjects: Mapping[str, str]
    actions: Mapping[str, str]
    wordings: tuple[Wording, ...]
    held_by: Mapping[str, tuple[str, str]]
    nouns: Mapping[str, str] = field(default_factory=dict)
    own_subjects: frozenset[str] = frozenset()

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str | None], Wording]:
        return {
            (wording.subject, action): wording for wording in self.wordings for action in wording.actions or (None,)
        }

    def wording(self, subject: str, action: str | None) -> Wording | None:
        """The wording of this subject and action; a rate's whatever is done to it."""
        return self._by_pair.get((subject, action)) or self._by_pair.get((subject, None))

    @cached_property
    def known_subjects(self) -> frozenset[str]:
        """The subjects that an indicator has; a figure of another is none."""
        return frozenset(wording.subject for wording in self.wordings)

    @cached_property
    def sole_subjects(self) -> Mapping[str, str]:
        """The subject that an action implies where none is said: only accounts of this kind are activated."""
        activated = {subject for subject, action in self._by_pair if action == "activate"}
        return {"activate": "eid"} if activated == {"eid"} else {}


_EID = "(tài khoản|hồ sơ) [đăng ký|cấp|đề nghị cấp|thu nhận|kích hoạt] [tài khoản]"
_E_ID = "(e - ID|eID|electronic identification|electronic identity|digital identity|digital ID)"
_APPLIED = "(account|accounts|application|applications|dossier|dossiers|registration|registrations)"
_CARD = "(căn cước [công dân]|CCCD) [[có] gắn (chip|chíp) [điện tử]]"
_ORGANISED = "(tổ chức|doanh nghiệp|cơ quan, tổ chức|cơ quan)"
_ORGANISATIONS = "(organisations|organizations|businesses|enterprises|companies)"
_OF_ORGANISATIONS = "(organisation|organization|organisational|organizational|business|enterprise|corporate)"

SUBJECTS: Mapping[str, str] = {
    "eid": f"""
        {_EID} định danh [và xác thực] [điện tử] [(VNeID|cá nhân)]; {_EID} (ĐDĐT|VNeID)
        [cấp] định danh [và xác thực] điện tử; [cấp] ĐDĐT; VNeID; số tài khoản định danh [điện tử]; định danh
        [(VNeID|personal|citizen)] {_E_ID} [{_APPLIED}]; VNeID {_APPLIED}
    """,
    "org_eid": f"""
        [số] (tài khoản|hồ sơ) [đăng ký|cấp] [tài khoản] (định danh [điện tử]|ĐDĐT|VNeID) [cho|của] [các] {_ORGANISED}
        (định danh [điện tử]|ĐDĐT|VNeID) [cho|của] [các] {_ORGANISED}
        [electronic|digital] {_OF_ORGANISATIONS} {_E_ID} [(account|accounts)]
        {_E_ID} [(account|accounts)] (for|of) [the] {_ORGANISATIONS}
    """,
    "id_card": f"""
        [số] [thẻ] {_CARD}; hồ sơ [(cấp|làm|đề nghị cấp)] [thẻ] {_CARD}
        [(chip - based|chip based|chipped|chip - embedded)] [(citizen|national)]
            (identity|ID|identification) (card|cards)
        citizen identification
        (documents|papers|dossiers|files|records|procedures) for (issuing|granting|making) [chip - based] [citizen]
            (ID|identity|identification) cards
        [(application|applications|dossier|dossiers)] [for] (identity|ID) cards
        (identity|ID) card (application|applications|dossier|dossiers)
    """,
    "task": "nhiệm vụ; task; tasks",
    "legal_document": """
        văn bản (QPPL|quy phạm pháp luật); VBQPPL
        legal [normative] (document|documents); normative [legal] documents; legal instruments
    """,
    "procedure": """
        thủ tục [hành chính]; TTHC; [administrative] (procedure|procedures)
    """,
    "time_limit": """
        (thời hạn|thời gian) (giải quyết|xử lý|thực hiện) [hồ sơ] [(thủ tục [hành chính]|TTHC)]
        processing (time|times); time limit; handling time
    """,
    "online_application": """
        hồ sơ [được] [nộp|gửi|tiếp nhận|giải quyết|thực hiện] [dịch vụ công] [qua] trực tuyến
        (nộp|tiếp nhận|gửi|giải quyết) hồ sơ [thủ tục hành chính|TTHC] trực tuyến; (nộp|tiếp nhận) trực tuyến
        hồ sơ [thủ tục hành chính|TTHC] [nộp|được nộp|tiếp nhận] trực tuyến
        online (application|applications|dossier|dossiers|submission|submissions|filing|filings)
        (application|applications|dossier|dossiers) (filed|submitted|lodged|received|handled) online
        [were|was] (filed|submitted|lodged) online
    """,
    "on_time": """
        trước [hạn] và đúng hạn; đúng [hạn] và trước hạn; đúng hạn, trước hạn; trước hạn, đúng hạn; đúng hạn
        sớm và đúng hạn; đúng hoặc trước hạn; trước hoặc đúng hạn; đúng thời hạn; đúng hẹn; trước và đúng hẹn
        on time; on - time; (within|before or on|by) the deadline; ahead of or on time; early or on time
    """,
    "signing": """
        ký số; chữ ký số; ký duyệt số; digitally signed; digital signing; signed digitally; digital signatures
    """,
    "digitised": """
        số hóa [hồ sơ]; [được] số hóa; digitised; digitized; digitisation; digitization
    """,
    "feedback": """
        (phản ánh|kiến nghị) [(, kiến nghị|và kiến nghị|kiến nghị|, phản ánh)]; PAKN
        [citizen] (feedback|complaints|petitions)
    """,
    "satisfaction": """
        [(mức|mức độ|tỷ lệ|chỉ số)] hài lòng; satisfaction; satisfied
    """,
    "par_index": """
        chỉ số (cải cách hành chính|CCHC); PAR Index; PAR - Index; public administration reform index
        administrative reform index
    """,
    "before_due": "trước hạn; trước thời hạn giải quyết",
    "overdue": "(quá|trễ|chậm) (hạn|hẹn|thời hạn); overdue",
    "other": """
        thanh toán (trực tuyến|không dùng tiền mặt|điện tử); online payment; online payments
        (dịch vụ công|DVC) trực tuyến [(toàn trình|một phần)]; (dịch vụ công|DVC) (toàn trình|một phần|thiết yếu)
        online [public] (service|services); thủ tục hành chính [toàn trình|một phần|được] [cung cấp] trực tuyến
        căn cước điện tử; chứng minh nhân dân; hộ chiếu; giấy phép lái xe; thẻ bảo hiểm y tế; bảo hiểm y tế
        (tài khoản|thẻ) (ngân hàng|thanh toán|an sinh [xã hội]|dịch vụ công|VssID|ATM|cán bộ|mạng xã hội|Zalo|email)
        (hồ sơ|sổ) sức khỏe [điện tử]; hồ sơ bệnh án [điện tử]; mã số thuế; SIM; thuê bao; học bạ [số]
        (bank|payment|social security) (account|accounts); health (book|books|record|records); passports
        chỉ số (SIPAS|PAPI|PCI|DDCI|chuyển đổi số|DTI); SIPAS; PAPI; PCI; DDCI; DTI
        văn bản (chỉ đạo|hướng dẫn|đôn đốc|triển khai)
        chữ ký số [cho] cá nhân; chứng thư số; cấp chữ ký số; tỷ lệ cấp chữ ký số; digital certificates
        (receive|received|get|got) [(new|their|the)] [chip - based] [citizen] (ID|identity|identification) (card|cards)
        nhận [được] [thẻ] (căn cước [công dân]|CCCD)
        (số|mã) định danh [cá nhân] [điện tử]; (hệ thống|ứng dụng|nền tảng) định danh [và xác thực] [điện tử] [quốc gia]
        cước chuyển phát; (người|công dân) nước ngoài; foreigners; foreign nationals
    """,
}

ACTIONS: Mapping[str, str] = {
    "receive": """
        thu nhận [được]; tiếp nhận [được]; đăng ký
        receive; receives; received; receiving; collect; collected; register; registered; took in; taken in; filed
    """,
    "approve": "phê duyệt; được duyệt; duyệt; xét duyệt; approve; approved; approving",
    "activate": "kích hoạt; activate; activated; activating; activation; activates; activations",
    "issue": """
        cấp; cấp được; cấp mới; cấp phát; sản xuất; in ấn; (đã|việc) in; [in] hoàn chỉnh
        issue; issues; issued; issuing; issuance; print; printed; grant; grants; granting; granted
    """,
    "deliver": """
        trả; trao trả; trao; trả thẻ; phát thẻ
        hand over; handed over; deliver; delivered; returned; handed out; collected by
    """,
    # What is done a second time to the same thing adds nothing to its count.
    "again": "kích hoạt lại; cấp lại; cấp đổi; reactivated; reissued; renewed; re - issued",
    "finish": """
        hoàn thành; xong; thực hiện xong; đã xong; làm xong; complete; completed; finished; fulfilled; done
    """,
    "enact": "ban hành; promulgate; promulgated; enacted; adopted",
    "change": """
        sửa đổi; bổ sung; bãi bỏ; thay thế; công bố; công bố mới; chuẩn hóa; sửa đổi, bổ sung; amend; amended; repealed
        replaced; abolished; revised
    """,
    "shorten": "cắt giảm; rút ngắn; giảm; shorten; shortened; cut; reduced; reduce; shortening; cutting",
    "settle": "giải quyết; xử lý; trả lời; phản hồi; resolve; resolved; settled; handled; answered; resolving",
}

_PERSONS = ("person", "resident", "case")


def _wording(indicator: str, subject: str, actions: tuple[str, ...] = (), nouns: tuple[str, ...] = ()) -> Wording:
    return Wording(indicator, BUILT_IN[indicator], subject, actions, nouns)


BUILT_IN_PHRASES = Phrases(
    SUBJECTS,
    ACTIONS,
    (
        # Residents who "received cards" were handed them: nobody took in their applications by that.
        _wording("id_card_received", "id_card", ("receive",), ("dossier", "card", "person", "case")),
        _wording("id_card_issued", "id_card", ("issue",), ("card", "dossier", *_PERSONS)),
        _wording("id_card_delivered", "id_card", ("deliver",), ("card", *_PERSONS)),
        _wording("eid_received", "eid", ("receive",), ("dossier", "account", "person", "case")),
        # To issue an account is to approve it: the citizen activates it afterwards.
        _wording("eid_approved", "eid", ("approve", "issue"), ("account", "dossier", *_PERSONS)),
        _wording("eid_activated", "eid", ("activate",), ("account", "dossier", *_PERSONS)),
        _wording("org_eid_issued", "org_eid", ("issue", "approve"), ("account", "organisation")),
        _wording("tasks_done", "task", ("finish",)),
        _wording("legal_documents_issued", "legal_document", ("enact", "issue")),
        _wording("procedures_changed", "procedure", ("change", "enact")),
        _wording("processing_time_cut", "time_limit", ("shorten",)),
        _wording("feedback_resolved_rate", "feedback", ("settle",), ("case",)),
        _wording("online_application_rate", "online_application", (), ("dossier",)),
        replace(_wording("on_time_rate", "on_time", (), ("dossier", "procedure")), apart="before_due"),
        _wording("digital_signing_rate", "signing", (), ("document",)),
        _wording("digitised_records_rate", "digitised", (), ("dossier", "document", "result")),
        _wording("satisfaction_rate", "satisfaction", (), ("person", "resident")),
        _wording("par_index_rank", "par_index"),
    ),
    {"organisation": ("eid", "org_eid")},
)
