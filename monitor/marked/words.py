"""The words of a marked page, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collectors.reading import AssignedBy, Bound, Precision, UnitLevel
from collectors.reading import Warning as Caution
from monitor.campaign import Names
from monitor.language import Language

INDICATORS: Mapping[str, Names] = {
    "id_card_received": Names("Hồ sơ cấp căn cước đã tiếp nhận", "Identity card applications received"),
    "id_card_issued": Names("Thẻ căn cước đã cấp", "Identity cards issued"),
    "id_card_delivered": Names("Thẻ căn cước đã trả công dân", "Identity cards delivered"),
    "eid_received": Names("Hồ sơ định danh điện tử đã tiếp nhận", "Electronic identity applications received"),
    "eid_approved": Names("Tài khoản định danh điện tử đã phê duyệt", "Electronic identity accounts approved"),
    "eid_activated": Names("Tài khoản định danh điện tử đã kích hoạt", "Electronic identity accounts activated"),
    "org_eid_issued": Names("Tài khoản định danh điện tử tổ chức đã cấp", "Organisations with an electronic identity"),
    "online_application_rate": Names("Tỷ lệ hồ sơ trực tuyến", "Share of applications filed online"),
    "on_time_rate": Names("Tỷ lệ hồ sơ giải quyết đúng hạn", "Share of applications settled in time"),
    "digital_signing_rate": Names("Tỷ lệ văn bản ký số", "Share of documents signed digitally"),
    "tasks_done": Names("Nhiệm vụ đã hoàn thành", "Tasks done"),
    "legal_documents_issued": Names("Văn bản quy phạm pháp luật đã ban hành", "Legal documents issued"),
    "procedures_changed": Names("Thủ tục hành chính đã sửa đổi", "Procedures changed"),
    "processing_time_cut": Names("Tỷ lệ cắt giảm thời hạn giải quyết", "Cut in the time allowed for procedures"),
    "par_index_rank": Names("Xếp hạng cải cách hành chính", "Rank in the administrative reform index"),
    "digitised_records_rate": Names("Tỷ lệ số hóa hồ sơ, kết quả", "Share of records digitised"),
    "feedback_resolved_rate": Names("Tỷ lệ phản ánh, kiến nghị đã xử lý", "Share of feedback resolved"),
    "satisfaction_rate": Names("Mức độ hài lòng", "Satisfaction"),
}
BOUNDS: Mapping[Bound, Names] = {
    Bound.EXACT: Names("{figure}", "{figure}"),
    Bound.AT_LEAST: Names("từ {figure} trở lên", "at least {figure}"),
    Bound.AT_MOST: Names("không quá {figure}", "at most {figure}"),
    Bound.ABOUT: Names("khoảng {figure}", "about {figure}"),
}
PRECISIONS: Mapping[Precision, Names] = {
    Precision.DAY: Names("", ""),
    Precision.MONTH: Names("số liệu theo tháng", "by month"),
    Precision.MID_MONTH: Names("giữa tháng", "mid-month"),
    Precision.QUARTER: Names("số liệu theo quý", "by quarter"),
    Precision.YEAR: Names("số liệu theo năm", "by year"),
    Precision.PUBLISHED: Names("không ghi ngày, lấy ngày ban hành", "no day is said: the publishing day stands in"),
}
WARNINGS: Mapping[Caution, Names] = {
    Caution.RATIO_DISAGREES: Names("tỷ lệ không khớp với số liệu", "the percentage is not that of its numbers"),
    Caution.AMBIGUOUS_NUMBER: Names("con số có thể đọc theo hai cách", "the number can be read in two ways"),
    Caution.AMBIGUOUS_DATE: Names("ngày có thể đọc theo hai cách", "the date can be read in two ways"),
    Caution.UNIT_UNKNOWN: Names("không xác định được đơn vị", "the unit is not known"),
}
ASSIGNED: Mapping[AssignedBy, Names] = {
    AssignedBy.GOVERNMENT: Names("Chính phủ giao", "assigned by the Government"),
    AssignedBy.PROVINCE: Names("UBND tỉnh giao", "assigned by the province"),
}
LEVELS: Mapping[UnitLevel, Names] = {
    UnitLevel.PROVINCE: Names("cấp tỉnh", "provincial offices"),
    UnitLevel.DISTRICT: Names("cấp huyện", "district offices"),
    UnitLevel.COMMUNE: Names("cấp xã", "commune offices"),
}
PUBLISHED_BY: Mapping[str, Names] = {
    "given": Names("do người đọc nhập", "as given"),
    "document": Names("ghi trong tài liệu", "as the document says"),
    "today": Names("tài liệu không ghi, lấy ngày hôm nay", "the document does not say: today stands in"),
}

TEXTS: Mapping[str, Names] = {
    "title": Names("Số liệu trong {name}", "Figures in {name}"),
    "summary": Names(
        "Đọc được {figures} số liệu; {due} chỗ cần xem lại; {left_out} chỗ không lấy làm số liệu.",
        "{figures} figures read; {due} places to look at; {left_out} places that are no figures.",
    ),
    "published": Names("Ngày ban hành", "Publishing day"),
    "hash": Names("SHA-256 của tài liệu", "SHA-256 of the document"),
    "how": Names(
        "Số liệu được tô nền và đánh số; chỗ để riêng được gạch chân và đánh chữ. Bấm vào số hoặc chữ để xem chi tiết.",
        "Figures are marked and numbered; what was set aside is underlined and lettered. Either leads to its list.",
    ),
    "document": Names("Tài liệu", "The document"),
    "figures": Names("Số liệu đọc được", "Figures read"),
    "asides": Names("Để riêng, không lấy làm số liệu", "Set aside"),
    "none": Names("Không đọc được số liệu nào.", "No figure was read."),
    "none_aside": Names("Không có chỗ nào để riêng.", "Nothing was set aside."),
    "number": Names("Số", "No."),
    "indicator": Names("Chỉ tiêu", "Indicator"),
    "unit": Names("Đơn vị", "Unit"),
    "value": Names("Kết quả", "Value"),
    "day": Names("Số liệu ngày", "As of"),
    "place": Names("Vị trí, nguyên văn", "Place, as written"),
    "reason": Names("Lý do", "Reason"),
    "due": Names("cần xem lại", "look at this"),
    "no_unit": Names("không ghi đơn vị", "no unit is named"),
    "out_of": Names("{figure} trên {whole}", "{figure} of {whole}"),
    "count": Names("{figure} ({count} trên {whole})", "{figure} ({count} of {whole})"),
    "share": Names("đạt {share}", "{share}"),
    "share_of": Names("{share} {base}", "{share} of {base}"),
    "rank": Names("hạng {rank}", "place {rank}"),
    "rank_at_most": Names("trong {rank} hạng đầu", "within the first {rank}"),
    "level": Names("mức {level}", "level {level}"),
    "ahead": Names("vượt tiến độ {days} ngày", "{days} days ahead"),
    "late": Names("chậm {days} ngày", "{days} days late"),
    "page": Names("trang {page}", "page {page}"),
    "span": Names("ký tự {start} đến {end}", "characters {start} to {end}"),
    "also": Names("cũng ghi tại", "also said at"),
    "rows_left_out": Names("… {n} dòng không có số liệu …", "… {n} rows without figures …"),
    "blank": Names("(trống)", "(blank)"),
    "notes": Names("Giải thích {n} chỗ đã đánh dấu", "What the {n} marks are"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: Language

    def __call__(self, name: str, /, **parts: object) -> str:
        """The text of this name with its parts filled in. Raises KeyError for a name that is not in the table."""
        return self.of(TEXTS[name]).format_map(parts)

    def of(self, names: Names) -> str:
        """A name in this language."""
        return names.vi if self.language == "vi" else names.en
